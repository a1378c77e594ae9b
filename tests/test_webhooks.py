"""The carrier's calls: only what it signed for our account comes in, and nothing is lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import carrier as standin
from tests.builders import a_city, a_volunteer
from tests.carrier import a_report, a_text, signature
from tests.fakes import FakeSms
from tests.posting import send_all, status, texts, write
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.messages.model import Contact, Lane, Message, Outcome, Text
from volunteer.messages.status import Status

PUBLIC = "https://volunteer.example"
PHONE = "+447700900123"
INBOUND = "/sms/inbound"
NEXT = "fedcba9876543210" * 2  # pragma: allowlist secret
TWILIO = {
    "SMS_GATEWAY": "twilio",
    "TWILIO_ACCOUNT_SID": standin.ACCOUNT,
    "TWILIO_AUTH_TOKEN": standin.TOKEN,
    "PUBLIC_BASE_URL": PUBLIC,
}


@pytest.fixture
def app(make_app: Callable[..., Flask], sms: FakeSms) -> Iterator[Flask]:
    """Give the app with Twilio as its carrier, with its context open."""
    app = make_app(sms=sms, **TWILIO)
    with app.app_context():
        yield app


@pytest.fixture
def carrier(app: Flask) -> FlaskClient:
    """Give the carrier's side of the wire."""
    return app.test_client()


def post(
    carrier: FlaskClient,
    path: str,
    form: dict[str, str],
    *,
    host: str = "volunteer.example",
    signed: str | None = None,
) -> TestResponse:
    """Post a form as Twilio does, signed for the public address unless told otherwise."""
    sign = signature(PUBLIC + path, form) if signed is None else signed
    return carrier.post(path, data=form, headers={"X-Twilio-Signature": sign, "Host": host})


def counted(session: Session) -> tuple[int, int, int]:
    """Return how many texts, contacts and messages there are."""
    session.rollback()
    texts, contacts, messages = (
        session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in (Text, Contact, Message)
    )
    return texts, contacts, messages


@pytest.fixture
def sent(session: Session, city: City, sms: FakeSms) -> Message:
    """Give a message that the carrier took."""
    now = clock.now()
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    message = write(city, ada.contact, now=now, lane=Lane.REPLY)
    send_all(sms, city, now=now)
    assert status(session, message) is Status.ACCEPTED
    return message


def test_a_text_is_taken_in_and_read_and_the_answer_waits_for_the_worker(
    session: Session, city: City, carrier: FlaskClient, sms: FakeSms
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")

    response = post(carrier, INBOUND, form)

    assert (response.status_code, response.content_type) == (200, "text/xml")
    assert response.text.endswith("<Response/>")
    [text] = texts(session)
    assert (text.body, text.contact.phone, text.outcome) == ("JOIN", PHONE, Outcome.DONE)
    assert counted(session) == (1, 1, 1)
    assert sms.sent == []


@pytest.mark.parametrize("body", ["Dŵr & thŷ = 50% 👍🏽\nail linell", "a\x00b", "  ", "+44 20%"])
def test_a_signature_covers_whatever_can_be_texted(
    session: Session, city: City, carrier: FlaskClient, body: str
) -> None:
    response = post(carrier, INBOUND, a_text(sid="SM1", phone=PHONE, to=city.number, body=body))

    assert response.status_code == 200
    assert texts(session)[0].body == body.replace("\x00", "\ufffd")


@pytest.mark.parametrize("host", ["volunteer.example", "plymouth.example", "10.0.0.7:8000"])
def test_the_signature_is_over_the_public_address_whichever_host_was_asked(
    session: Session, city: City, carrier: FlaskClient, host: str
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")

    assert post(carrier, INBOUND, form, host=host).status_code == 200
    assert len(texts(session)) == 1


def test_forwarded_headers_change_nothing(carrier: FlaskClient, city: City) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")
    elsewhere = signature("https://evil.example" + INBOUND, form)

    response = carrier.post(
        INBOUND,
        data=form,
        headers={
            "X-Twilio-Signature": elsewhere,
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "https",
            "Host": "evil.example",
        },
    )

    assert response.status_code == 403


def _a_token_of_ones_own(form: dict[str, str]) -> str:
    return signature(PUBLIC + INBOUND, form, token="f" * 32)


def _an_empty_token(form: dict[str, str]) -> str:
    return signature(PUBLIC + INBOUND, form, token="")


def _another_address(form: dict[str, str]) -> str:
    return signature(f"{PUBLIC}/sms/status", form)


def _another_text(form: dict[str, str]) -> str:
    return signature(PUBLIC + INBOUND, {**form, "Body": "STOP"})


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(lambda _form: "", id="none"),
        pytest.param(lambda _form: "bm90IGEgc2lnbmF0dXJlIGF0IGFsbA==", id="nonsense"),
        pytest.param(lambda _form: "\xff\xfe", id="bytes"),
        _a_token_of_ones_own,
        _an_empty_token,
        _another_address,
        _another_text,
    ],
)
@pytest.mark.parametrize("path", [INBOUND, "/sms/status?m=0"])
def test_what_the_carrier_did_not_sign_is_refused_and_leaves_nothing(
    session: Session,
    city: City,
    carrier: FlaskClient,
    forged: Callable[[dict[str, str]], str],
    *,
    path: str,
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")

    response = post(carrier, path, form, signed=forged(form))

    assert response.status_code == 403
    assert counted(session) == (0, 0, 0)


def test_a_signature_that_is_missing_is_as_bad_as_a_wrong_one(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")

    assert carrier.post(INBOUND, data=form).status_code == 403
    assert counted(session) == (0, 0, 0)


def test_another_account_is_refused_though_its_signature_is_right(
    session: Session, city: City, carrier: FlaskClient, sent: Message
) -> None:
    other = standin.OTHER_ACCOUNT
    text = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN", account=other)
    report = a_report(sid="SM2", word="failed", account=other)

    assert post(carrier, INBOUND, text).status_code == 403
    assert post(carrier, f"/sms/status?m={sent.token}", report).status_code == 403

    assert texts(session) == []
    assert status(session, sent) is Status.ACCEPTED


def test_a_text_to_a_number_that_is_not_ours_is_refused(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to="+441632999999", body="JOIN")

    assert post(carrier, INBOUND, form).status_code == 403
    assert counted(session) == (0, 0, 0)


def test_a_text_belongs_to_the_city_whose_number_it_was_sent_to(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    barnsley = a_city(session, "Barnsley")

    post(carrier, INBOUND, a_text(sid="SM1", phone=PHONE, to=barnsley.number, body="JOIN"))

    assert [text.city_id for text in texts(session)] == [barnsley.id]


def test_a_replay_is_answered_like_the_first_and_does_nothing(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")

    answers = [post(carrier, INBOUND, form) for _ in range(3)]

    assert {(answer.status_code, answer.text) for answer in answers} == {
        (200, answers[0].text),
    }
    assert counted(session) == (1, 1, 1)


def test_a_stop_that_the_carrier_answered_itself_is_written_and_not_answered_again(
    session: Session, city: City, carrier: FlaskClient, sent: Message
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="STOP", OptOutType="STOP")

    post(carrier, INBOUND, form)

    [text] = texts(session)
    assert text.outcome is Outcome.STOPPED
    assert text.contact.stopped_at is not None
    assert counted(session) == (1, 1, 1)  # the one that was sent before


def test_pictures_are_counted(session: Session, city: City, carrier: FlaskClient) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="", NumMedia="2")

    assert post(carrier, INBOUND, form).status_code == 200
    assert texts(session)[0].media == 2


def test_a_report_settles_the_message_whose_token_it_brings(
    session: Session, carrier: FlaskClient, sent: Message
) -> None:
    response = post(carrier, f"/sms/status?m={sent.token}", a_report(sid="SM9", word="delivered"))

    assert (response.status_code, response.data) == (204, b"")
    assert status(session, sent) is Status.DELIVERED


def test_a_report_about_nothing_of_ours_makes_nothing(
    session: Session, carrier: FlaskClient, sent: Message
) -> None:
    for path in (f"/sms/status?m={'f' * 32}", "/sms/status", "/sms/status?m="):
        response = post(carrier, path, a_report(sid="SM9", word="failed", code="30003"))
        assert response.status_code == 204

    assert counted(session) == (0, 1, 1)
    assert status(session, sent) is Status.ACCEPTED


@pytest.mark.parametrize("token", [standin.TOKEN, NEXT])
def test_while_tokens_are_changed_over_either_may_have_signed(
    make_app: Callable[..., Flask], token: str
) -> None:
    both = make_app(**TWILIO, TWILIO_AUTH_TOKEN_SECONDARY=NEXT)
    with both.app_context():
        form = a_text(sid="SM1", phone=PHONE, to=a_city(db.session()).number, body="JOIN")

    signed = signature(PUBLIC + INBOUND, form, token=token)
    assert post(both.test_client(), INBOUND, form, signed=signed).status_code == 200

    for other in ("", "f" * 32):
        signed = signature(PUBLIC + INBOUND, form, token=other)
        assert post(both.test_client(), INBOUND, form, signed=signed).status_code == 403


def test_a_report_on_a_text_from_a_number_that_is_not_ours_is_refused(
    session: Session, city: City, carrier: FlaskClient, sent: Message
) -> None:
    path = f"/sms/status?m={sent.token}"
    ours = {"From": city.number, "To": PHONE}
    theirs = a_report(sid="SM9", word="failed", **ours | {"From": "+441632999999"})

    assert post(carrier, path, theirs).status_code == 403
    assert status(session, sent) is Status.ACCEPTED

    assert post(carrier, path, a_report(sid="SM9", word="sent", **ours)).status_code == 204
    assert status(session, sent) is Status.SENT


def test_a_report_on_a_text_to_another_phone_is_none_of_ours(
    session: Session, city: City, carrier: FlaskClient, sent: Message
) -> None:
    form = a_report(sid="SM9", word="failed", From=city.number, To="+447700900999")

    assert post(carrier, f"/sms/status?m={sent.token}", form).status_code == 204
    assert status(session, sent) is Status.ACCEPTED


def test_a_report_cannot_be_turned_to_another_message(
    session: Session, carrier: FlaskClient, sent: Message
) -> None:
    form = a_report(sid="SM9", word="failed")
    signed = signature(f"{PUBLIC}/sms/status?m={'f' * 32}", form)

    response = post(carrier, f"/sms/status?m={sent.token}", form, signed=signed)

    assert response.status_code == 403
    assert status(session, sent) is Status.ACCEPTED


def test_more_than_16_kilobytes_are_refused_unread(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    fits = a_text(sid="SM1", phone=PHONE, to=city.number, body="x" * 15_000)
    too_much = a_text(sid="SM2", phone=PHONE, to=city.number, body="x" * 17_000)

    assert post(carrier, INBOUND, fits).status_code == 200
    assert post(carrier, INBOUND, too_much).status_code == 413

    assert [text.sid for text in texts(session)] == ["SM1"]


@pytest.mark.parametrize("path", [INBOUND, "/sms/status"])
def test_a_webhook_is_posted_to_and_not_looked_at(
    city: City, carrier: FlaskClient, path: str
) -> None:
    assert carrier.get(path, headers={"Host": city.host}).status_code == 405


def test_without_the_carrier_its_doors_are_shut(make_app: Callable[..., Flask]) -> None:
    sandboxed = make_app(**{**TWILIO, "SMS_GATEWAY": "sandbox"}).test_client()
    form = a_text(sid="SM1", phone=PHONE, to="+441632960001", body="JOIN")

    assert post(sandboxed, INBOUND, form).status_code == 404


@pytest.mark.parametrize("path", [INBOUND, f"/sms/status?m={'f' * 32}"])
def test_while_the_database_is_down_the_carrier_is_asked_to_come_again(
    make_app: Callable[..., Flask], database_url: str, tmp_path: Path, path: str
) -> None:
    away = f"sqlite:///{tmp_path}/nowhere/volunteer.db"
    if database_url.startswith("postgresql"):
        away = database_url.replace("volunteer_test", "nowhere")
    carrier = make_app(**TWILIO, SQLALCHEMY_DATABASE_URI=away).test_client()
    form = a_text(sid="SM1", phone=PHONE, to="+441632960001", body="JOIN")

    response = post(carrier, path, form)

    assert response.status_code == 503


@pytest.mark.parametrize("table", ["text", "contact"])
def test_a_text_that_could_not_be_kept_is_kept_when_the_carrier_comes_again(
    session: Session, city: City, carrier: FlaskClient, table: str
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")
    rename(session, table, f"{table}_away")
    assert post(carrier, INBOUND, form).status_code == 503

    rename(session, f"{table}_away", table)
    assert post(carrier, INBOUND, form).status_code == 200

    assert [text.outcome for text in texts(session)] == [Outcome.DONE]


def rename(session: Session, table: str, other: str) -> None:
    """Take a table away as a migration in the wrong moment would."""
    session.rollback()
    session.execute(sa.text(f"ALTER TABLE {table} RENAME TO {other}"))
    session.commit()


def test_a_text_that_could_be_kept_and_not_be_read_is_left_to_the_worker(
    app: Flask, session: Session, city: City, carrier: FlaskClient
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")
    rename(session, "message", "message_away")

    assert post(carrier, INBOUND, form).status_code == 200
    assert [text.outcome for text in texts(session)] == [None]

    rename(session, "message_away", "message")
    app.extensions["worker"].work_off()
    assert [text.outcome for text in texts(session)] == [Outcome.DONE]


def test_a_webhook_sets_no_cookie_and_asks_for_no_form_token(
    city: City, carrier: FlaskClient
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")

    response = post(carrier, INBOUND, form)

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


def test_an_answer_to_a_webhook_says_nothing_that_would_be_texted_to_the_person(
    city: City, carrier: FlaskClient
) -> None:
    good = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")
    unknown = a_text(sid="SM1", phone=PHONE, to="+441632999999", body="JOIN")

    for answer in (post(carrier, INBOUND, good), post(carrier, INBOUND, unknown)):
        assert "<Message" not in answer.text
        assert answer.status_code != 200 or answer.content_type != "text/plain"


def test_a_repeat_years_later_is_a_repeat_still(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="JOIN")
    post(carrier, INBOUND, form)
    [text] = texts(session)
    text.received_at -= timedelta(days=800)
    session.commit()

    post(carrier, INBOUND, form)

    assert len(texts(session)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Message)) == 1
