"""The join form cannot be made to text strangers without end."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_volunteer
from tests.pages import Browser, problems
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.messages.model import Message
from volunteer.people import service
from volunteer.people.model import SignUpTry
from volunteer.places.model import Postcode

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HERE = "192.0.2.1"
SOMEBODY = service.SignUp(
    name="Eve",
    phone="+447700900000",
    home_text="PL4 7AA",
    adult=True,
    agreed=True,
    wording="I agree.",
)
FORM = {"name": "Eve", "postcode": "PL4 7AA", "adult": "y", "agreed": "y"}


@pytest.fixture(autouse=True)
def few(session: Session, city: City) -> None:
    """Put one postcode on the map, and let few join."""
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    city.own_rules = {"joins_an_hour_from_address": 3, "joins_an_hour": 5}
    session.commit()


def join(city: City, number: int, now: datetime, *, address: str = HERE) -> int | None:
    new = replace(SOMEBODY, phone=f"+4477009{number:05}")
    return service.sign_up(city, new, address=address, now=now, addresses=False)


def texted(session: Session) -> int:
    session.rollback()
    return session.scalars(sa.select(sa.func.count(Message.id))).one()


def test_one_address_makes_us_text_so_many_numbers_an_hour_and_no_more(
    session: Session, city: City, now: datetime
) -> None:
    for number in range(3):
        join(city, number, now)

    with pytest.raises(Refused, match="from here"):
        join(city, 3, now + 59 * timedelta(minutes=1))

    assert texted(session) == 3
    assert join(city, 3, now, address="198.51.100.7")
    assert join(city, 3 + 1, now + HOUR)


def test_many_addresses_together_make_us_text_so_many_and_no_more(
    session: Session, city: City, now: datetime
) -> None:
    for number in range(5):
        join(city, number, now, address=f"198.51.100.{number}")

    with pytest.raises(Refused, match="texting JOIN to"):
        join(city, 5, now, address=HERE)

    assert texted(session) == 5
    assert join(city, 5, now + HOUR)


def test_another_citys_joiners_do_not_count(session: Session, city: City, now: datetime) -> None:
    barnsley = a_city(session, "Barnsley")
    for number in range(3):
        join(city, number, now)

    assert join(barnsley, 3, now)


def test_a_block_of_addresses_that_one_line_has_counts_as_one(city: City, now: datetime) -> None:
    for number in range(3):
        join(city, number, now, address=f"2001:db8:0:1::{number}")

    with pytest.raises(Refused, match="from here"):
        join(city, 3, now, address="2001:db8:0:1:ffff::9")
    assert join(city, 3, now, address="2001:db8:0:2::1")


def test_known_numbers_count_as_unknown_ones_do_so_that_the_limit_tells_nothing(
    session: Session, city: City, now: datetime
) -> None:
    a_volunteer(session, city, "Eve", phone="+447700900001")
    for _ in range(3):
        assert join(city, 1, now) is None

    with pytest.raises(Refused, match="from here"):
        join(city, 1, now)


def test_a_mistake_in_the_form_texts_nobody_and_does_not_count(city: City, now: datetime) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match="postcode"):
            service.sign_up(
                city, replace(SOMEBODY, home_text="?"), address=HERE, now=now, addresses=False
            )

    assert join(city, 1, now)


def test_no_address_is_kept_and_its_hash_for_a_day_only(
    session: Session, city: City, now: datetime
) -> None:
    join(city, 1, now)
    session.rollback()
    kept = session.scalars(sa.select(SignUpTry)).one()
    assert HERE not in str([getattr(kept, c.name) for c in SignUpTry.__table__.columns])

    join(city, 2, now + DAY)

    session.rollback()
    assert session.scalars(sa.select(sa.func.count(SignUpTry.id))).one() == 1


def test_forms_that_are_sent_at_once_are_all_counted(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    city_id = city.id
    session.rollback()

    def send(number: int) -> bool:
        with app.app_context():
            try:
                join(db.session.get_one(City, city_id), number, now)
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(20)))

    assert taken.count(True) == 3
    assert texted(session) == 3


def test_the_page_says_plainly_that_too_many_joined_from_here(
    app: Flask, session: Session, city: City
) -> None:
    browser = Browser(app, city)
    for number in range(3):
        sent = browser.post("/join", **FORM, phone=f"07400 10000{number}")
        assert sent.status_code == 303

    page = browser.post("/join", **FORM, phone="07400 100003")

    [problem] = problems(page)
    assert problem.startswith("Too many people joined from here")
