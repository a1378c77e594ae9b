"""What a text changed is written down with how it stood before, so that it can be undone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer, invite, place
from tests.builders import STARTS, a_volunteer, an_opening
from tests.texting import text
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.hours.model import Entry
from volunteer.messages import effects
from volunteer.messages.effects import Changed
from volunteer.messages.model import Text
from volunteer.people.model import Volunteer
from volunteer.people.service import SignUp, sign_up
from volunteer.places.model import Postcode
from volunteer.projects.model import Opening

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
PHONE = "+447700900999"


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give two places."""
    return an_opening(session, city)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who was asked about them."""
    return an_asked_volunteer(session, city, opening, "Ada", now=now)


def changes(session: Session, told: Text) -> list[tuple[Changed, int, dict[str, Any]]]:
    found = effects.of_texts(session, told.city_id, [told.id])
    return [(one.changed, one.subject_id, one.before) for one in found]


def the_placement(session: Session) -> int:
    return session.scalars(sa.select(Placement.id)).one()


def test_a_yes_took_a_place_that_was_none(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "yes 2", now=now)
    again = text(session, city, ada, "yes 2", now=now + MINUTE)

    before = {"standing": None, "party": 1, "answer": "asked"}
    assert changes(session, told) == [(Changed.PLACE, the_placement(session), before)]
    assert changes(session, again) == []


def test_a_no_after_it_gave_the_place_back(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes 2", now=now)

    told = text(session, city, ada, "no, can't come", now=now + MINUTE)

    before = {"standing": "confirmed", "party": 2, "answer": "accepted"}
    assert changes(session, told) == [(Changed.PLACE, the_placement(session), before)]


def test_a_party_that_shrinks_and_a_place_in_line_are_written_down(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")
    invite(session, opening, bo, now=now)
    text(session, city, ada, "yes 2", now=now)

    waits = text(session, city, bo, "yes", now=now)
    shrinks = text(session, city, ada, "just me", now=now)

    assert [one[2] for one in changes(session, waits)] == [
        {"standing": None, "party": 1, "answer": "asked"}
    ]
    assert [one[2] for one in changes(session, shrinks)] == [
        {"standing": "confirmed", "party": 2, "answer": "accepted"}
    ]


def test_a_no_to_an_offer_left_the_line(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, ada, now=now, standing=Standing.WAITING)

    told = text(session, city, ada, "no", now=now)

    before = {"standing": "waiting", "party": 1, "answer": "asked"}
    assert changes(session, told) == [(Changed.PLACE, the_placement(session), before)]


def test_hours_are_written_down_with_what_was_claimed_before(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, an_opening(session, city, starts=now - 3 * HOUR), ada, now=now)

    told = [text(session, city, ada, f"HOURS {n}", now=now) for n in (2, 3, 3)]

    entry = session.scalars(sa.select(Entry.id)).one()
    assert [changes(session, one) for one in told] == [
        [(Changed.HOURS, entry, {"claimed_minutes": None})],
        [(Changed.HOURS, entry, {"claimed_minutes": 120})],
        [],
    ]


def test_a_lone_cancel_stopped_the_phone_and_gave_the_place_back(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes", now=now)

    told = text(session, city, ada, "CANCEL", now=now + MINUTE)

    assert [one[0] for one in changes(session, told)] == [Changed.PLACE, Changed.STOP]


def test_a_start_lifted_the_stop(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    stopped = text(session, city, ada, "stop", now=now)
    started = text(session, city, ada, "START", now=now + MINUTE)

    assert changes(session, stopped) == [(Changed.STOP, ada.contact_id, {"stopped": False})]
    assert changes(session, started) == [(Changed.STOP, ada.contact_id, {"stopped": True})]


def test_here_marked_an_arrival_once(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes", now=now)

    first, second = (text(session, city, ada, "HERE", now=STARTS) for _ in range(2))

    assert changes(session, first) == [(Changed.ARRIVAL, the_placement(session), {})]
    assert changes(session, second) == []


def test_joining_is_a_membership_from_the_name_on(
    session: Session, city: City, now: datetime
) -> None:
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.commit()
    texts = [text(session, city, PHONE, words, now=now) for words in ("JOIN", "Ann", "PL4 7AA")]

    ann = session.scalars(sa.select(Volunteer.id)).one()
    assert [changes(session, one) for one in texts] == [
        [],
        [(Changed.MEMBERSHIP, ann, {"state": None})],
        [(Changed.MEMBERSHIP, ann, {"state": "joining"})],
    ]


@pytest.mark.parametrize("words", ["yes", "no"])
def test_a_sign_up_that_is_confirmed_or_not_is_a_membership_changed(
    session: Session, city: City, now: datetime, words: str
) -> None:
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.commit()
    new = SignUp("Ann", PHONE, "PL4 7AA", adult=True, agreed=True, wording="Text me.")
    ann = sign_up(city, new, address="192.0.2.1", now=now, addresses=False)

    told = text(session, city, PHONE, words, now=now)

    assert changes(session, told) == [(Changed.MEMBERSHIP, ann, {"state": "unconfirmed"})]
