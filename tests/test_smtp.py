"""E-mail over real SMTP: what arrives, what is refused, and what nobody knows."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import NOON
from tests.post_office import (
    HOST,
    PASSWORD,
    SENDER,
    USER,
    PostOffice,
    a_certificate,
    open_post_office,
)
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Mail
from volunteer.gateways.smtp import Smtp, Tls

CORA = "cora@growing.example"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """Give a mail server on this machine that takes everything."""
    with open_post_office() as office:
        yield office


def a_mail(to: str = CORA, at: datetime = NOON) -> Mail:
    return Mail(
        message_id="<0123@plymouth.example>",
        city_id=1,
        sender_name="Cyngor Tŷ Ddewi, the council",
        to=to,
        subject="Plymouth: a text sounds like danger",
        body="Please look – now.\n\n.\nhttps://plymouth.example/staff/desk\n",
        at=at,
    )


def trouble(gateway: Smtp, mail: Mail | None = None) -> GatewayError:
    with pytest.raises(GatewayError) as error:
        gateway.send(mail or a_mail())
    assert CORA not in str(error.value)
    return error.value


def test_a_mail_arrives_as_it_was_written(office: PostOffice) -> None:
    office.gateway().send(a_mail())

    [mail] = office.taken
    assert mail["To"] == CORA
    assert mail["From"].addresses[0].display_name == "Cyngor Tŷ Ddewi, the council"
    assert mail["From"].addresses[0].addr_spec == SENDER
    assert mail["Subject"] == "Plymouth: a text sounds like danger"
    assert mail["Message-ID"] == "<0123@plymouth.example>"
    assert mail["Date"].datetime == NOON
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == a_mail().body


def test_with_starttls_and_a_password_a_mail_arrives(tmp_path: Path) -> None:
    serving, trusting = a_certificate(tmp_path)
    with open_post_office(tls=serving, login=True) as office:
        office.gateway(tls=Tls.STARTTLS, context=trusting, user=USER, password=PASSWORD).send(
            a_mail()
        )

    assert len(office.taken) == 1


def test_with_tls_from_the_start_a_mail_arrives(tmp_path: Path) -> None:
    serving, trusting = a_certificate(tmp_path)
    with open_post_office(tls=serving, from_the_start=True) as office:
        office.gateway(tls=Tls.FROM_THE_START, context=trusting).send(a_mail())

    assert len(office.taken) == 1


def test_a_server_without_encryption_gets_neither_password_nor_mail(office: PostOffice) -> None:
    error = trouble(office.gateway(tls=Tls.STARTTLS, user=USER, password=PASSWORD))

    assert (error.code, error.permanent, error.uncertain) == ("no tls", False, False)
    assert office.taken == []


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.FROM_THE_START])
def test_a_certificate_of_another_name_is_not_trusted(tmp_path: Path, tls: Tls) -> None:
    serving, trusting = a_certificate(tmp_path, "other.example")
    with open_post_office(tls=serving, from_the_start=tls is Tls.FROM_THE_START) as office:
        error = trouble(office.gateway(tls=tls, context=trusting))
        stranger = trouble(office.gateway(tls=tls))

    assert error.code == stranger.code == "certificate"
    assert not error.permanent
    assert office.taken == []


def test_a_wrong_password_is_ours_to_mend_and_shown_nowhere(tmp_path: Path) -> None:
    serving, trusting = a_certificate(tmp_path)
    with open_post_office(tls=serving, login=True) as office:
        wrong = office.gateway(tls=Tls.STARTTLS, context=trusting, user=USER, password="granite")
        error = trouble(wrong)

    assert (error.code, error.permanent) == ("login", False)
    assert "granite" not in repr(wrong) + str(error)


def test_an_address_that_is_refused_for_good_is_permanent(office: PostOffice) -> None:
    office.refused = {CORA: "550 5.1.1 no such mailbox: cora@growing.example"}

    error = trouble(office.gateway())

    assert (error.code, error.permanent, error.uncertain) == ("550", True, False)


def test_an_address_that_is_busy_is_tried_again(office: PostOffice) -> None:
    office.refused = {CORA: "451 4.2.1 greylisted"}

    error = trouble(office.gateway())

    assert (error.code, error.permanent, error.uncertain) == ("451", False, False)


def test_a_sender_that_is_refused_is_ours_to_mend(office: PostOffice) -> None:
    office.sender_refused = "553 not your address"

    error = trouble(office.gateway())

    assert (error.code, error.permanent) == ("sender", False)


@pytest.mark.parametrize(("says", "permanent"), [("554 spam", True), ("452 full", False)])
def test_what_is_refused_at_the_end_was_not_sent(
    office: PostOffice, says: str, *, permanent: bool
) -> None:
    office.says = says

    error = trouble(office.gateway())

    assert (error.code, error.permanent, error.uncertain) == (says[:3], permanent, False)


def test_a_connection_lost_after_the_mail_leaves_nobody_knowing(office: PostOffice) -> None:
    office.hangs_up = 1

    error = trouble(office.gateway())

    assert (error.uncertain, error.permanent) == (True, False)
    assert len(office.taken) == 1  # it had arrived, indeed


def test_a_server_that_never_answers_leaves_nobody_knowing(office: PostOffice) -> None:
    office.silent = True

    error = trouble(office.gateway(timeout=0.2))

    assert error.uncertain


def test_a_server_that_is_not_there_did_not_get_the_mail() -> None:
    with socket.create_server((HOST, 0)) as nobody:
        port = nobody.getsockname()[1]

    error = trouble(Smtp(host=HOST, port=port, sender=SENDER, tls=Tls.NONE))

    assert (error.code, error.permanent, error.uncertain) == ("unreachable", False, False)


def test_a_server_that_takes_the_call_and_says_nothing_is_not_waited_for() -> None:
    with socket.create_server((HOST, 0)) as mute:
        port = mute.getsockname()[1]
        error = trouble(Smtp(host=HOST, port=port, sender=SENDER, tls=Tls.NONE, timeout=0.2))

    assert (error.code, error.uncertain) == ("unreachable", False)


@pytest.mark.parametrize(
    "bad",
    ["a@b@c", "cora", "a b@example.org", "<a@b.c>\nBcc: d@e.f", "a@b.c, d@e.f", "siân@b.c", ""],
)
def test_what_is_no_address_adds_no_line_to_a_mail(office: PostOffice, bad: str) -> None:
    error = trouble(office.gateway(), replace(a_mail(), to=bad))

    assert (error.code, error.permanent) == ("address", True)
    assert office.connections == 0


def test_a_subject_cannot_add_a_line_either(office: PostOffice) -> None:
    error = trouble(office.gateway(), replace(a_mail(), subject="Hello\nBcc: d@e.f"))

    assert error.permanent
    assert office.taken == []


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://mail.example", "mail.example", 587, Tls.STARTTLS),
        ("smtp://mail.example:2525", "mail.example", 2525, Tls.STARTTLS),
        ("smtps://mail.example", "mail.example", 465, Tls.FROM_THE_START),
        ("smtp://127.0.0.1:25", "127.0.0.1", 25, Tls.NONE),
        ("smtp://localhost:25", "localhost", 25, Tls.NONE),
        ("smtps://[::1]", "::1", 465, Tls.FROM_THE_START),
        ("smtp://127.0.0.1.evil.example", "127.0.0.1.evil.example", 587, Tls.STARTTLS),
    ],
)
def test_only_the_way_to_this_machine_may_be_without_encryption(
    url: str, host: str, port: int, tls: Tls
) -> None:
    server = Smtp.at(url, SENDER)

    assert (server.host, server.port, server.tls) == (host, port, tls)
    assert (server.user, server.password) == ("", "")


def test_special_letters_of_a_password_are_written_as_numbers() -> None:
    server = Smtp.at("smtp://volunteer:otter%3Agranite%40lantern@mail.example", SENDER)

    assert (server.user, server.password) == (USER, PASSWORD)
