"""Statements 32 to 40: what comes over the wire from the carrier, and goes out to it."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime
from time import perf_counter

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import carrier as standin
from tests.asking import invite, standings
from tests.builders import a_city, a_contact, a_volunteer, an_opening
from tests.carrier import LOST_RESET, OTHER_ACCOUNT, When, a_report, a_text, signature
from tests.fakes import FakeSms
from tests.live import live
from tests.posting import DAY, SECOND, send_all, status, texts, write
from tests.promises.town import MINUTE, send_one, told
from tests.racing import at_once
from tests.test_gets import rows
from tests.texting import heard
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import GatewayError
from volunteer.messages import senders
from volunteer.messages.model import Lane, Message
from volunteer.messages.status import Status

PUBLIC = "https://volunteer.example"
PHONE = "+447700900123"
INBOUND = "/sms/inbound"
MOST_MS = 2000


@pytest.fixture
def app(make_app: Callable[..., Flask], sms: FakeSms) -> Iterator[Flask]:
    """Give the app with Twilio as its carrier, with its context open."""
    app = make_app(
        sms=sms,
        SMS_GATEWAY="twilio",
        TWILIO_ACCOUNT_SID=standin.ACCOUNT,
        TWILIO_AUTH_TOKEN=standin.TOKEN,
        PUBLIC_BASE_URL=PUBLIC,
    )
    with app.app_context():
        yield app


@pytest.fixture
def carrier(app: Flask) -> FlaskClient:
    """Give the carrier's side of the wire."""
    return app.test_client()


def post(
    carrier: FlaskClient, path: str, form: dict[str, str], *, sign: str | None = None
) -> TestResponse:
    """Post a form, signed for its address unless told otherwise."""
    signed = signature(PUBLIC + path, form) if sign is None else sign
    headers = {"Host": "volunteer.example"} | ({"X-Twilio-Signature": signed} if signed else {})
    return carrier.post(path, data=form, headers=headers)


def report(carrier: FlaskClient, token: str, sid: str, word: str, code: str = "") -> int:
    """Report on a message."""
    form = a_report(sid=sid, word=word, code=code)
    return post(carrier, f"/sms/status?m={token}", form).status_code


def test_32_a_wrong_or_missing_signature_is_403_and_has_no_effect(
    session: Session, city: City, carrier: FlaskClient, sms: FakeSms, now: datetime
) -> None:
    message = write(city, a_volunteer(session, city).contact, now=now, lane=Lane.REPLY)
    send_all(sms, city, now=now)
    before = rows(session)
    text = a_text(sid="SM9", phone=PHONE, to=city.number, body="STOP")
    failed = a_report(sid="SM1", word="failed")

    for path, form in ((INBOUND, text), (f"/sms/status?m={message.token}", failed)):
        for sign in ("", "bm9wZQ==", signature(PUBLIC + path, form, token="f" * 32)):
            assert post(carrier, path, form, sign=sign).status_code == 403
    assert rows(session) == before

    assert post(carrier, INBOUND, text).status_code == 200
    assert rows(session) != before


def test_33_the_same_text_fifty_times_at_once_has_one_effect_and_one_answer(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    invite(session, opening, ada, now=now)
    form = a_text(sid="SM1", phone=PHONE, to=city.number, body="yes")
    session.rollback()

    def once() -> int:
        while (code := post(app.test_client(), INBOUND, form).status_code) == 503:
            pass  # the database was busy: the carrier, or its list, brings it again
        return code

    answers = at_once(app, [once] * 50)

    app.extensions["worker"].work_off()
    assert answers == [200] * 50
    assert len(texts(session)) == 1
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}
    session.refresh(opening)
    assert opening.taken == 1
    assert heard(session, ada) == ["accepted"]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("end", ["delivered", "undelivered", "failed"])
def test_34_callbacks_in_any_order_come_to_the_same_end(
    session: Session,
    city: City,
    carrier: FlaskClient,
    sms: FakeSms,
    now: datetime,
    *,
    end: str,
    seed: int,
) -> None:
    message = write(city, a_contact(session, city), now=now, lane=Lane.REPLY)
    send_all(sms, city, now=now)
    code = "" if end == "delivered" else "30003"
    told_of = [
        ("queued", ""),
        ("sending", ""),
        ("sent", ""),
        ("sent", ""),
        (end, code),
        (end, code),
    ]
    random.Random(seed).shuffle(told_of)  # noqa: S311 - the same each time

    for word, error in told_of:
        assert report(carrier, message.token, f"SM{1:032}", word, error) == 204

    assert status(session, message) is Status(end)
    assert message.error == (code or None)


def test_35_a_callback_before_the_answer_or_with_an_unknown_sid_is_adopted(
    make_app: Callable[..., Flask],
    session: Session,
    city: City,
    carrier: FlaskClient,
    sms: FakeSms,
    now: datetime,
) -> None:
    message = write(city, a_contact(session, city), now=now, lane=Lane.REPLY)
    sms.failures = [GatewayError("no answer", uncertain=True, code="no answer")]
    send_one(sms, session, now=now)
    assert status(session, message) is Status.UNKNOWN

    assert report(carrier, message.token, "SMnobodyknows", "sent") == 204
    assert (status(session, message), message.sid) == (Status.SENT, "SMnobodyknows")

    with live(make_app) as service:
        service.carrier.reports.when = When.BEFORE
        ada = _one_text(service.app, service.owns)
        service.work()
        with service.app.app_context():
            ours = db.session.scalars(sa.select(Message).where(Message.to == ada)).one()
            assert (ours.status, ours.sid) == (Status.DELIVERED, service.carrier.sent[0].sid)


def _one_text(app: Flask, owns: Callable[[str], None]) -> str:
    """Write a text in a city of its own; return to whom."""
    with app.app_context():
        session = db.session()
        city = a_city(session, "Barnsley")
        owns(city.number)
        ada = a_contact(session, city)
        write(
            city, ada, now=datetime(2030, 5, 4, 11, tzinfo=city.created_at.tzinfo), useful_for=DAY
        )
        return ada.phone


def test_36_a_report_on_what_nobody_knows_is_204_and_makes_nothing(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    before = rows(session)

    for query in (f"?m={'0' * 32}", "?m=", ""):
        form = a_report(sid="SMunknown", word="delivered")
        answer = post(carrier, f"/sms/status{query}", form)
        assert (answer.status_code, answer.data) == (204, b"")

    assert rows(session) == before


def test_37_while_the_database_is_down_the_answer_is_503_and_never_200(
    make_app: Callable[..., Flask], tmp_path: object
) -> None:
    app = make_app(
        SMS_GATEWAY="twilio",
        TWILIO_ACCOUNT_SID=standin.ACCOUNT,
        TWILIO_AUTH_TOKEN=standin.TOKEN,
        PUBLIC_BASE_URL=PUBLIC,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/no/such/folder.db",
    )
    text = a_text(sid="SM1", phone=PHONE, to="+441632960001", body="STOP")
    told_of = a_report(sid="SM1", word="sent")

    for path, form in ((INBOUND, text), ("/sms/status?m=1", told_of)):
        answer = post(app.test_client(), path, form)
        assert answer.status_code == 503
        assert "<Response" not in answer.text


def test_38_another_account_or_another_number_is_refused(
    session: Session, city: City, carrier: FlaskClient
) -> None:
    before = rows(session)
    ours = {"sid": "SM1", "phone": PHONE, "to": city.number, "body": "JOIN"}

    for wrong in ({"account": OTHER_ACCOUNT}, {"to": "+441632999999"}, {"to": ""}, {"to": PHONE}):
        assert post(carrier, INBOUND, a_text(**ours | wrong)).status_code == 403
    foreign = a_report(sid="SM1", word="sent", account=OTHER_ACCOUNT)
    assert post(carrier, "/sms/status?m=1", foreign).status_code == 403
    assert rows(session) == before

    assert post(carrier, INBOUND, a_text(**ours)).status_code == 200


def test_39_webhooks_ask_nobody_outside_and_answer_at_once_under_load(
    make_app: Callable[..., Flask],
) -> None:
    with live(make_app) as service:
        with service.app.app_context():
            session = db.session()
            city = a_city(session)
            number = city.number
            people = [a_volunteer(session, city).contact.phone for _ in range(60)]
        service.owns(number)
        service.carrier.calls.clear()
        service.carrier.luck.creating = [LOST_RESET] * 10
        took = []
        for serial, phone in enumerate(people * 2):
            form = a_text(sid=f"SM{serial}", phone=phone, to=number, body="help")
            url = f"{service.base}{INBOUND}"
            signed = {"X-Twilio-Signature": signature(url, form)}
            begun = perf_counter()
            answer = service.app.test_client().post(INBOUND, data=form, headers=signed)
            took.append((perf_counter() - begun) * 1000)
            assert answer.status_code == 200

        assert service.carrier.calls.total() == 0
        assert service.carrier.luck.fired.total() == 0
        assert sorted(took)[len(took) * 99 // 100] < MOST_MS


def test_40_a_pause_stops_new_sends_within_a_second(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    people = [a_contact(session, city) for _ in range(20)]
    for number, who in enumerate(people):
        write(city, who, f"Number {number}", now=now, lane=list(Lane)[number % 3], useful_for=DAY)
    moment = now
    for _ in range(5):
        send_one(sms, session, now=moment)
        moment += SECOND
    sent = len(sms.sent)
    assert 0 < sent < 20

    senders.pause(city.id, now=moment)
    while moment < now + 2 * MINUTE:
        assert not send_one(sms, session, now=moment)
        moment += SECOND
    assert len(sms.sent) == sent

    senders.resume(city.id, now=moment)
    while send_one(sms, session, now=moment):
        moment += SECOND
    assert [len(told(sms, who)) for who in people] == [1] * 20
