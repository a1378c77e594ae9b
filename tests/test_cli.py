"""The command line: what it does, what it says, and what it refuses."""

import json
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import equip
from tests.builders import a_city, a_contact, a_member
from tests.fakes import FakeSms
from tests.post_office import PostOffice, open_post_office
from tests.posting import MINUTE, send_all, write
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import GatewayError, NotFound
from volunteer.messages.model import Sender
from volunteer.places import shapes
from volunteer.staff import queries
from volunteer.staff import service as staff

Run = Callable[..., Result]
NEW = {
    "--name": "Barnsley",
    "--council": "Barnsley Council",
    "--host": "volunteer.barnsley.example",
    "--number": "+441632960002",
    "--authority": "E08000016",
    "--latitude": "53.55",
    "--longitude": "-1.48",
}
CORA = {
    "--organisation": "Growing Together",
    "--name": "Cora",
    "--email": "cora@example.org",
    "--role": "coordinator",
}


@pytest.fixture
def run(app: Flask, session: Session) -> Run:
    """Give a way to type a command."""

    def run(*words: str) -> Result:
        result = app.test_cli_runner().invoke(args=words)
        session.rollback()
        return result

    return run


def options(given: dict[str, str]) -> list[str]:
    return [word for option in given.items() for word in option]


def token_in(result: Result) -> str:
    return result.stdout.strip().rpartition("/")[2]


def test_a_city_that_is_paused_sends_nothing_until_it_is_resumed(
    run: Run, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    write(city, a_contact(session, city), now=now)

    paused = run("city", "pause", "plymouth")
    send_all(sms, city, now=now)

    assert (paused.exit_code, sms.sent) == (0, [])
    assert "Plymouth" in paused.output
    assert run("city", "resume", "plymouth").exit_code == 0
    send_all(sms, city, now=now)
    assert len(sms.sent) == 1


def test_a_number_that_was_halted_sends_again_when_its_city_is_resumed(
    run: Run, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    write(city, a_contact(session, city), now=now)
    sms.failures = [GatewayError("ours to mend", permanent=True, code="20003")]
    send_all(sms, city, now=now)
    assert session.get_one(Sender, city.id).halted_at == now

    run("city", "resume", "plymouth")
    send_all(sms, city, now=now + MINUTE)

    assert len(sms.sent) == 1


@pytest.mark.parametrize("command", ["pause", "resume"])
def test_a_city_that_is_not_there_is_a_plain_sentence(run: Run, command: str) -> None:
    result = run("city", command, "atlantis")

    assert (result.exit_code, result.output) == (1, "Error: no such city\n")


def test_a_city_opens_at_the_host_that_was_given_in_small_letters(
    run: Run, session: Session
) -> None:
    result = run(
        "city", "add", "barnsley", *options(NEW | {"--host": "Volunteer.Barnsley.Example"})
    )

    assert result.exit_code == 0, result.output
    assert cities.at_host(session, "volunteer.barnsley.example").slug == "barnsley"


@pytest.mark.parametrize(
    "host",
    [
        "https://volunteer.barnsley.example",
        "volunteer.barnsley.example:8443",
        "volunteer.barnsley.example/join",
        "volunteer barnsley",
        "-barnsley.example",
        "barnsley..example",
        "barnsley.example.",
        "",
        "a" * 64 + ".example",
        "a." * 126 + "aa",
    ],
)
def test_a_host_that_no_browser_could_ask_for_is_refused_with_its_reason(
    run: Run, session: Session, host: str
) -> None:
    result = run("city", "add", "barnsley", *options(NEW | {"--host": host}))

    assert result.exit_code == 1
    assert "without https://" in result.output
    assert cities.everyone(session) == []


def test_who_is_invited_again_gets_a_new_link_and_the_older_one_dies(
    run: Run, session: Session, city: City, now: datetime
) -> None:
    first = run("staff", "invite", "plymouth", *options(CORA))

    again = run("staff", "invite", "plymouth", *options(CORA | {"--email": " Cora@Example.org"}))

    assert again.exit_code == 0, again.output
    assert "member already" in again.stderr
    moment = datetime.now(now.tzinfo)
    assert staff.link(session, city.id, token_in(again), moment).member.name == "Cora"
    with pytest.raises(NotFound):
        staff.link(session, city.id, token_in(first), moment)


def test_who_was_disabled_is_out_until_somebody_enables_them(
    run: Run, session: Session, city: City
) -> None:
    cora = a_member(session, city)

    assert run("staff", "disable", "plymouth", cora.email.upper()).exit_code == 0

    session.refresh(cora)
    assert cora.disabled_at is not None
    invited = run("staff", "invite", "plymouth", *options(CORA | {"--email": cora.email}))
    assert invited.exit_code == 1
    assert "volunteer staff enable" in invited.output
    assert run("staff", "enable", "plymouth", cora.email).exit_code == 0
    session.refresh(cora)
    assert cora.disabled_at is None


@pytest.mark.parametrize("command", ["disable", "enable"])
def test_an_address_that_nobody_has_is_a_plain_sentence(run: Run, city: City, command: str) -> None:
    result = run("staff", command, "plymouth", "nobody@example.org")

    assert (result.exit_code, result.output) == (1, "Error: no such member\n")


def test_a_link_leads_to_the_citys_own_host(run: Run, city: City) -> None:
    result = run("staff", "invite", "plymouth", *options(CORA))

    assert result.stdout.startswith("https://plymouth.example/staff/links/")


def test_a_link_of_the_demo_leads_to_the_port_that_the_demo_is_at(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(DEMO=True, PUBLIC_BASE_URL="http://127.0.0.1:8001")
    with app.app_context():
        a_city(db.session())
        result = app.test_cli_runner().invoke(args=["staff", "invite", "plymouth", *options(CORA)])

    assert result.stdout.startswith("http://plymouth.example:8001/staff/links/")


def test_the_command_says_how_long_the_great_import_takes_as_the_documentation_does(
    run: Run,
) -> None:
    told = " ".join(run("places", "import", "--help").output.split())

    assert "about a minute on two cores" in told


def test_who_lost_phone_and_codes_gets_a_link_to_a_new_one(
    run: Run, session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    equip(session, cora)

    result = run("staff", "new-phone", "plymouth", cora.email)

    assert result.exit_code == 0
    assert not queries.member(session, city.id, cora.id).has_second_factor
    assert staff.link(session, city.id, token_in(result), clock.now()).member_id == cora.id
    assert run("staff", "new-phone", "plymouth", "nobody@example.org").exit_code == 1


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """Give a mail server."""
    with open_post_office() as office:
        yield office


def mail_test(make_app: Callable[..., Flask], to: str, **settings: str) -> Result:
    """Type ``volunteer mail test`` where mail is set up so."""
    app = make_app(MAIL_GATEWAY="smtp", MAIL_FROM="volunteer@plymouth.example", **settings)
    return app.test_cli_runner().invoke(args=["mail", "test", to])


def test_a_mail_is_sent_to_see_that_mail_works(
    make_app: Callable[..., Flask], office: PostOffice
) -> None:
    result = mail_test(make_app, "me@example.org", SMTP_URL=f"smtp://127.0.0.1:{office.port}")

    assert result.exit_code == 0
    assert "took a mail for me@example.org" in result.output
    [mail] = office.taken
    assert (mail["To"], mail["Subject"]) == ("me@example.org", "Volunteer: mail works")


@pytest.mark.parametrize(
    ("to", "user", "trouble", "words"),
    [
        ("me@example.org", "", {"refused": {"me@example.org": "550 no"}}, "(550)"),
        ("me@example.org", "", {"refused": {"me@example.org": "451 later"}}, "in a few minutes"),
        ("me@example.org", "", {"sender_refused": "553 not yours"}, "MAIL_FROM"),
        ("me@example.org", "", {"hangs_up": 1}, "It may have arrived"),
        ("me at home", "", {}, "no address"),
        ("me@example.org", "volunteer:wrong@", {}, "refused the user or the password"),
    ],
)
def test_what_is_wrong_with_mail_is_said_in_plain_words(
    make_app: Callable[..., Flask], office: PostOffice, to: str, user: str,
    trouble: dict[str, Any], words: str,
) -> None:  # fmt: skip
    for name, value in trouble.items():
        setattr(office, name, value)

    result = mail_test(make_app, to, SMTP_URL=f"smtp://{user}127.0.0.1:{office.port}")

    assert result.exit_code == 1
    assert words in result.output
    assert "wrong" not in result.output
    assert "Traceback" not in result.output


def test_a_mail_server_that_is_not_there_is_said_too(make_app: Callable[..., Flask]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]

    result = mail_test(make_app, "me@example.org", SMTP_URL=f"smtp://127.0.0.1:{port}")

    assert "did not answer" in result.output


@pytest.mark.parametrize(("gateway", "words"), [("none", "is none"), ("mailbox", "/inbox")])
def test_where_no_mail_goes_out_none_is_tried(
    make_app: Callable[..., Flask], gateway: str, words: str
) -> None:
    runner = make_app(MAIL_GATEWAY=gateway).test_cli_runner()

    result = runner.invoke(args=["mail", "test", "me@example.org"])

    assert (result.exit_code, words in result.output) == (1, True)


def test_ward_shapes_are_reckoned_when_a_city_is_added_and_official_ones_stay(
    run: Run, tmp_path: Path
) -> None:
    run("places", "import")
    square = [[[-1.5, 53.5], [-1.4, 53.5], [-1.4, 53.6], [-1.5, 53.5]]]
    geometry = {"type": "Polygon", "coordinates": square}
    feature = {"type": "Feature", "properties": {"code": "E05000976"}, "geometry": geometry}
    path = tmp_path / "official.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    run("city", "add", "barnsley", *options(NEW))

    assert run("places", "wards", str(path)).output == "Official shapes of 1 wards.\n"
    assert "shapes of 21 wards" in run("places", "wards").output
    kept = shapes.of_authority(db.session(), "E08000016")
    assert [one.polygons for one in kept if one.code == "E05000976"] == [[square]]


def test_a_file_of_wards_that_cannot_be_read_is_refused_in_a_sentence(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "wards.csv"
    path.write_text("code,name")

    result = run("places", "wards", str(path))

    assert result.exit_code == 1
    assert "wards.csv cannot be read as GeoJSON" in result.output
