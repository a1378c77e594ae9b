"""A canary walks everywhere, at the most talkative level, and no line of the log knows her."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from twilio.request_validator import RequestValidator

from tests.asking import invite
from tests.builders import a_city, a_member, a_place, an_opening
from tests.fakes import FakeSms
from tests.loglines import personal
from tests.loglines.personal import (
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_PHONE,
    CANARY_POSTCODE,
    CANARY_TOKEN,
    CANARY_WORDS,
)
from tests.loglines.sink import Sink, lines
from tests.pages import Browser, problems
from tests.texting import contact_of, text
from volunteer.cities.model import City
from volunteer.core import clock, log
from volunteer.core.db import db
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Found
from volunteer.messages.model import Message, Outcome
from volunteer.people import code_texts
from volunteer.people.model import Volunteer
from volunteer.places.model import Postcode

ACCOUNT, KEY = "AC" + "1" * 32, "t" * 32
PUBLIC = "https://volunteer.example"


class LostGeocoder:
    """A geocoder that is down, and says whom it was asked about."""

    def locate(self, address: str) -> Found | None:
        raise RuntimeError(f"{CANARY_NAME} lives at {address}, {CANARY_POSTCODE}")


@pytest.fixture
def app(make_app: Callable[..., Flask], sms: FakeSms) -> Iterator[Flask]:
    """Give the app as a city runs it, with its log at the most talkative level."""
    app = make_app(
        sms=sms,
        TESTING=False,
        LOG_LEVEL="DEBUG",
        SMS_GATEWAY="twilio",
        TWILIO_ACCOUNT_SID=ACCOUNT,
        TWILIO_AUTH_TOKEN=KEY,
    )
    with app.app_context():
        yield app
    log.install("INFO")


@pytest.fixture
def told(app: Flask, tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    """Give a way to read the events so far; at the end no line may give the canary away."""
    folder = tmp_path / "lines"
    folder.mkdir()
    sink = Sink(folder / "main.log")
    logging.getLogger().addHandler(sink)

    def events() -> list[str]:
        return [json.loads(line)["event"] for _, line in lines(folder)]

    yield events
    logging.getLogger().removeHandler(sink)
    sink.close()
    written = [line for _, line in lines(folder)]
    assert written, "nothing was logged, so nothing was shown"
    assert [line for line in written if personal.found(line)] == []


@pytest.fixture
def browser(app: Flask, session: Session, city: City) -> Browser:
    """Give her browser, in a city that knows her postcode."""
    place = Postcode(code=CANARY_POSTCODE.replace(" ", ""), latitude=50.37, longitude=-4.14)
    session.add(place)
    session.commit()
    return Browser(app, city)


def join(browser: Browser, phone: str = CANARY_PHONE) -> None:
    sent = browser.post(
        "/join", name=CANARY_NAME, phone=phone, postcode=CANARY_POSTCODE, adult="y", agreed="y"
    )
    assert sent.status_code == 303, problems(sent)


def send_in(app: Flask, city: City, body: str, sid: str = "SM" + "7" * 32) -> int:
    """Let the canary text the city by the carrier, signed; return the status."""
    form = {
        "AccountSid": ACCOUNT, "MessageSid": sid, "From": CANARY_PHONE, "To": city.number,
        "Body": body, "NumMedia": "0",
    }  # fmt: skip
    signed = RequestValidator(KEY).compute_signature(f"{PUBLIC}/sms/inbound", form)
    return (
        app.test_client()
        .post("/sms/inbound", base_url=PUBLIC, data=form, headers={"X-Twilio-Signature": signed})
        .status_code
    )


def break_table(table: str) -> None:
    db.session.rollback()
    db.session.execute(sa.text(f"ALTER TABLE {table} RENAME TO broken_{table}"))
    db.session.commit()


def tick(app: Flask) -> None:
    """Let every task of the worker have its turn, as the metronome does."""
    worker = app.extensions["worker"]
    for name, _, task in worker.timetable():
        worker._tick(name, task)  # noqa: SLF001 - the way in which a task is logged


def last_code(session: Session) -> str:
    session.rollback()
    body = session.scalars(sa.select(Message.body).order_by(Message.id.desc())).first()
    found = re.search(r"\b\d{6}\b", body or "")
    assert found is not None
    return found[0]


def test_she_joins_is_asked_answers_and_gives_hours(
    app: Flask, session: Session, city: City, browser: Browser, told: Callable[[], list[str]]
) -> None:
    now = clock.now()
    join(browser)
    text(session, city, CANARY_PHONE, "YES", now=now)
    ada = session.scalars(sa.select(Volunteer)).one()
    opening = an_opening(session, city, starts=now + timedelta(days=2))
    invite(session, opening, ada, now=now)

    assert text(session, city, ada, f"Yes {CANARY_NAME}", now=now).outcome is not None
    assert text(session, city, ada, CANARY_WORDS, now=now).outcome is Outcome.DESK
    text(session, city, ada, "HOURS 2.5", now=now)
    text(session, city, ada, "help I've fallen", now=now)
    browser.sign_in(a_member(session, city))
    assert browser.get("/staff/desk").status_code == 200
    tick(app)

    log.log.info("walked")
    assert told()[-1] == "walked"


def test_she_signs_in_with_a_wrong_code_and_the_right_one(
    session: Session, city: City, browser: Browser, told: Callable[[], list[str]]
) -> None:
    join(browser)
    text(session, city, CANARY_PHONE, "YES", now=clock.now())
    browser.post("/sign-in", phone="07700 900987")
    assert code_texts.write_next(now=clock.now())
    code = last_code(session)

    wrong = browser.post("/sign-in/code", code="000000" if code != "000000" else "111111")
    right = browser.post("/sign-in/code", code=code)

    assert (wrong.status_code, right.status_code) == (422, 303)
    log.log.info("signed in")
    assert told()[-1] == "signed in"


@pytest.mark.parametrize("path", ["/staff/links/", "/nothing/", "/projects/"])
def test_she_opens_addresses_that_say_too_much(
    browser: Browser, told: Callable[[], list[str]], path: str
) -> None:
    browser.get(f"{path}{CANARY_TOKEN}?phone={CANARY_PHONE}&postcode={CANARY_POSTCODE}")
    browser.client.post(
        f"/join?email={CANARY_EMAIL}", base_url=browser.base_url, data={"a": CANARY_NAME}
    )

    assert "page.refused" in told()  # the form without its token


def test_a_form_that_is_all_wrong_is_told_to_her_alone(
    browser: Browser, told: Callable[[], list[str]]
) -> None:
    page = browser.post("/join", name=CANARY_NAME * 9, phone=CANARY_EMAIL, postcode=CANARY_WORDS)

    assert page.status_code == 422
    log.log.info("refused")
    assert told() == ["refused"]


@pytest.mark.parametrize(
    "error",
    [
        GatewayError(f"no way to {CANARY_PHONE}", permanent=True, code="21211"),
        GatewayError(f"lost: {CANARY_WORDS}", uncertain=True),
        RuntimeError(f"{CANARY_PHONE} {CANARY_NAME}"),
    ],
)
def test_the_carrier_breaks_on_her_text(
    app: Flask,
    sms: FakeSms,
    browser: Browser,
    told: Callable[[], list[str]],
    error: Exception,
) -> None:
    join(browser)
    sms.failures.append(error)  # type: ignore[arg-type] # a carrier may raise anything

    tick(app)

    assert sms.failures == []
    log.broke("shown", error)
    assert ("task.failed" in told()) is isinstance(error, RuntimeError)


def test_the_geocoder_breaks_on_her_address(
    make_app: Callable[..., Flask],
    app: Flask,
    session: Session,
    city: City,
    told: Callable[[], list[str]],
) -> None:
    place = a_place(session, city, None)
    place.address, place.home, place.next_look_at = CANARY_POSTCODE, True, clock.now()
    session.commit()
    worker = app.extensions["worker"]
    object.__setattr__(worker, "geocoder", LostGeocoder())

    tick(app)

    assert "task.failed" in told()


def test_the_database_breaks_while_her_text_comes_in(
    app: Flask, city: City, told: Callable[[], list[str]]
) -> None:
    break_table("text")

    assert send_in(app, city, CANARY_WORDS) == 503

    assert "webhook.database" in told()


def test_the_conversation_breaks_on_her_words(
    app: Flask, session: Session, city: City, told: Callable[[], list[str]]
) -> None:
    assert send_in(app, city, "JOIN") == 200
    contact_of(session, city, CANARY_PHONE).language = CANARY_NAME[:5]  # no such language
    session.commit()
    break_table("question")

    send_in(app, city, CANARY_WORDS, sid="SM" + "8" * 32)
    tick(app)

    assert {"text.failed", "task.failed", "webhook.database"} & set(told())


def test_a_page_breaks_with_her_data_in_it(
    app: Flask, city: City, browser: Browser, told: Callable[[], list[str]]
) -> None:
    def breaks(*_: object, **__: object) -> str:
        name = CANARY_NAME  # a value in the frame
        raise ValueError(f"{name} {CANARY_PHONE} {CANARY_POSTCODE} {CANARY_WORDS}")

    app.view_functions["impact.show"] = breaks

    page = browser.get(f"/impact?{CANARY_NAME}")

    assert page.status_code == 500
    assert personal.found(page.text) == []
    assert "page.broke" in told()


def test_a_unique_number_is_refused_by_the_database(
    session: Session, city: City, told: Callable[[], list[str]]
) -> None:
    contact = {"city_id": city.id, "phone": CANARY_PHONE, "created_at": clock.now()}
    insert = sa.text(
        "INSERT INTO contact (city_id, phone, language, created_at)"
        " VALUES (:city_id, :phone, 'en', :created_at)"
    )
    session.execute(insert, contact)
    with pytest.raises(sa.exc.IntegrityError) as clash:
        session.execute(insert, contact)
    session.rollback()

    log.broke("task.failed", clash.value)
    try:
        raise clash.value
    except sa.exc.IntegrityError:
        logging.getLogger("apscheduler.executors.default").exception("Job %s", contact)

    assert told() == ["task.failed", "Job"]


def test_another_citys_pages_do_not_know_her_either(
    app: Flask, session: Session, browser: Browser, told: Callable[[], list[str]]
) -> None:
    join(browser)
    barnsley = Browser(app, a_city(session, "Barnsley"))

    barnsley.get(f"/sign-in?phone={CANARY_PHONE}")
    barnsley.base_url = f"https://{CANARY_TOKEN}.example/"

    assert barnsley.get(f"/?{CANARY_EMAIL}").status_code == 400
    assert "page.refused" in told()
