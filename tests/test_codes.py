"""Signing in by a code: counted, bound to a browser, good once, and silent about who is here."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_volunteer
from tests.racing import at_once, read_then_write
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import Refused
from volunteer.messages.model import Lane, Message
from volunteer.people import code_texts, codes
from volunteer.people.model import SignInCode, State, Volunteer

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BROWSER = "a-long-random-word"


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada, who joined."""
    return a_volunteer(session, city, "Ada", phone="+447700900123")


def ask(
    city: City, phone: str, now: datetime, *, asker: str = BROWSER, address: str = "192.0.2.1"
) -> None:
    codes.ask(city, phone, asker=asker, address=address, now=now)
    while code_texts.write_next(now=now):
        pass


def texted(session: Session) -> list[str]:
    bodies = session.scalars(
        sa.select(Message.body).where(Message.kind == "code").order_by(Message.id)
    )
    return [found[0] for body in bodies for found in [re.search(r"\d{6}", body)] if found]


def wrong_for(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def refusals(city: City, code: str, now: datetime, asker: str = BROWSER) -> Iterator[str]:
    with pytest.raises(Refused) as refusal:
        codes.check(city, code, asker=asker, now=now)
    yield refusal.value.sentence


def test_the_code_that_was_texted_signs_in(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)

    spaced = f" {code[:3]} {code[3:]} "
    assert codes.check(city, spaced, asker=BROWSER, now=now + 9 * MINUTE) == ada.contact_id


def test_a_code_goes_out_at_once_and_not_after_it_is_over(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)

    [message] = session.scalars(sa.select(Message))
    assert (message.lane, message.due_at) == (Lane.REPLY, now)
    assert message.expires_at == now + 10 * MINUTE


def test_a_code_is_good_once(session: Session, city: City, ada: Volunteer, now: datetime) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)
    codes.check(city, code, asker=BROWSER, now=now)

    assert [*refusals(city, code, now)] == [codes.WRONG]


def test_every_reason_to_refuse_a_code_is_the_same_sentence(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)

    wrong = refusals(city, wrong_for(code), now)
    too_late = refusals(city, code, now + 10 * MINUTE)
    from_another_browser = refusals(city, code, now, asker="somebody else's word")

    assert {*wrong, *too_late, *from_another_browser} == {codes.WRONG}


def test_a_newer_code_ends_the_older_even_of_another_browser(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now, asker="laptop")
    ask(city, "+447700900123", now + MINUTE, asker="phone")
    older, newer = texted(session)

    later = now + 2 * MINUTE
    assert [*refusals(city, older, later, asker="laptop")] == [codes.WRONG]
    assert codes.check(city, newer, asker="phone", now=later) == ada.contact_id


def test_the_sixth_try_is_one_too_many_even_with_the_right_code(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)
    for _ in range(5):
        assert [*refusals(city, wrong_for(code), now)] == [codes.WRONG]

    assert [*refusals(city, code, now)] == [codes.WRONG]


def test_nothing_tells_who_is_a_volunteer(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    stopped = a_volunteer(session, city, "Bob")
    stopped.contact.stopped_at = now
    joining = a_volunteer(session, city, "Charlie")
    joining.state = State.JOINING
    strangers = a_contact(session, city)
    session.commit()

    for phone in ("+447700900999", stopped.contact.phone, joining.contact.phone, strangers.phone):
        ask(city, phone, now, asker=phone)
        assert [*refusals(city, "000000", now, asker=phone)] == [codes.WRONG]

    assert texted(session) == []
    assert session.scalars(sa.select(sa.func.count(SignInCode.id))).one() == 4


def test_a_phone_gets_three_codes_an_hour_and_nobody_is_told_so(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    for minute in range(5):
        ask(city, "+447700900123", now + minute * MINUTE, asker=str(minute))
    assert len(texted(session)) == 3

    ask(city, "+447700900123", now + HOUR + MINUTE)

    assert len(texted(session)) == 4


def test_ten_codes_an_hour_are_asked_for_from_one_address(
    city: City, ada: Volunteer, now: datetime
) -> None:
    for number in range(10):
        ask(city, f"+44770090010{number}", now, asker=str(number))

    with pytest.raises(Refused, match="Too many codes"):
        ask(city, "+447700900123", now, asker="10")
    ask(city, "+447700900123", now, asker="11", address="192.0.2.2")


def test_a_city_texts_so_many_codes_an_hour_and_no_more(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    city.own_rules = {"codes_an_hour_in_all": 3}
    session.commit()
    for number in range(3):
        ask(city, f"+44770090010{number}", now, asker=str(number), address=str(number))

    with pytest.raises(Refused, match="So many codes"):
        ask(city, "+447700900123", now, address="3")
    ask(city, "+447700900123", now + HOUR, address="3")

    assert len(texted(session)) == 1


def test_a_phone_of_another_city_gets_no_code_here(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    ask(barnsley, "+447700900123", now)
    ask(city, "+447700900123", now, asker="here")
    [code] = texted(session)

    assert [*refusals(barnsley, code, now, asker="here")] == [codes.WRONG]


def test_neither_the_code_nor_the_number_nor_the_browser_is_kept_readable(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)

    row = session.scalars(sa.select(SignInCode)).one()
    kept = str({c.name: getattr(row, c.name) for c in SignInCode.__table__.columns})
    for secret in (code, "+447700900123", BROWSER, "192.0.2.1"):
        assert f"'{secret}'" not in kept


def test_codes_are_forgotten_after_a_day(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)

    ask(city, "+447700900123", now + 24 * HOUR, asker="tomorrow")

    assert session.scalars(sa.select(sa.func.count(SignInCode.id))).one() == 1


def test_a_hundred_wrong_codes_at_once_are_a_hundred_counted(
    app: Flask, session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)
    wrong, city_id = wrong_for(code), city.id
    session.rollback()

    gate = Barrier(100)

    def guess(_number: int) -> str:
        gate.wait(timeout=30)
        with app.app_context():
            try:
                here = db.session.get_one(City, city_id)
                codes.check(here, wrong, asker=BROWSER, now=now)
            except Refused as refusal:
                return refusal.sentence
            finally:
                db.session.remove()
            return "let in"

    with ThreadPoolExecutor(100) as pool:  # all under way; the pool lends fifteen connections
        heard = set(pool.map(guess, range(100)))

    assert heard == {codes.WRONG}
    assert session.scalars(sa.select(SignInCode.tries)).one() == 100


def test_tries_that_are_read_first_and_written_after_are_lost(
    app: Flask, session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    session.rollback()
    tries = sa.select(SignInCode.tries)

    def read() -> int:
        seen = db.session.scalars(tries).one()
        db.session.rollback()
        return seen

    def write(seen: int) -> None:
        with transaction() as open_session:
            open_session.execute(sa.update(SignInCode).values(tries=seen + 1))

    read_then_write(app, 10, read, write)

    assert session.scalars(tries).one() == 1  # of ten: what happens where nothing guards


def test_the_right_code_used_by_many_at_once_lets_one_in(
    app: Flask, session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    ask(city, "+447700900123", now)
    [code] = texted(session)
    city_id = city.id
    session.rollback()

    def use(_number: int) -> bool:
        with app.app_context():
            try:
                codes.check(db.session.get_one(City, city_id), code, asker=BROWSER, now=now)
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(5) as pool:
        let_in = list(pool.map(use, range(5)))

    assert let_in.count(True) == 1


def test_the_limit_of_an_address_holds_when_many_ask_at_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    city_id = city.id
    session.rollback()

    def ask_too(number: int) -> bool:
        with app.app_context():
            try:
                ask(
                    db.session.get_one(City, city_id),
                    f"+4477009009{number:02}",
                    now,
                    asker=str(number),
                )
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(10) as pool:
        taken = list(pool.map(ask_too, range(40)))

    assert taken.count(True) == 10


def statements(session: Session, city: City, phone: str, now: datetime) -> list[str]:
    """Return what the database is told when somebody asks for a code."""
    told: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        told.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", hear)
    try:
        codes.ask(city, phone, asker=phone, address=phone, now=now)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", hear)
    return told


def test_asking_is_the_same_work_for_known_unknown_stopped_and_impatient_phones(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    stopped, impatient = a_volunteer(session, city, "Bob"), a_volunteer(session, city, "Eve")
    stopped.contact.stopped_at = now
    session.commit()
    for _ in range(3):
        ask(city, impatient.contact.phone, now, address="192.0.2.9")
    phones = (ada.contact.phone, "+447700900999", stopped.contact.phone, impatient.contact.phone)

    told = [statements(session, city, phone, now) for phone in phones]

    assert len(told[0]) > 4
    assert told[1:] == told[:1] * 3


def test_a_code_waits_sealed_for_its_text_and_is_forgotten_then(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    codes.ask(city, "+447700900123", asker=BROWSER, address="192.0.2.1", now=now)
    sealed = session.execute(sa.text("SELECT to_text FROM sign_in_code")).scalar_one()

    assert code_texts.write_next(now=now)

    [code] = texted(session)
    assert code not in sealed
    assert session.execute(sa.text("SELECT to_text FROM sign_in_code")).scalar_one() is None
    assert not code_texts.write_next(now=now)


def test_a_code_that_is_over_before_its_text_was_written_is_told_nobody(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    codes.ask(city, "+447700900123", asker=BROWSER, address="192.0.2.1", now=now)

    assert code_texts.write_next(now=now + 10 * MINUTE)

    assert texted(session) == []


def test_many_workers_write_each_text_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    for number in range(8):
        ada = a_volunteer(session, city, "Ada", phone=f"+4477009001{number:02}")
        codes.ask(city, ada.contact.phone, asker=str(number), address=str(number), now=now)
    session.rollback()

    at_once(app, [lambda: code_texts.write_next(now=now)] * 16)

    session.rollback()
    assert len(texted(session)) == 8
