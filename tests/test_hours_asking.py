"""Asking for hours: whom, when, and once."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import STARTS, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.hours import asking
from volunteer.hours.model import Claim, ClaimedBy, Entry
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ENDED = STARTS + 2 * HOUR
DUE = ENDED + 30 * MINUTE


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give a session of two hours on Monday morning."""
    return an_opening(session, city)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who had a place."""
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    return ada


def ask_all(now: datetime) -> int:
    asked = 0
    while asking.ask_next(now=now):
        asked += 1
    return asked


def test_hours_are_asked_half_an_hour_after_the_end_and_once(
    session: Session, ada: Volunteer
) -> None:
    asked = [ask_all(now) for now in (ENDED, DUE - MINUTE, DUE, DUE + HOUR)]

    assert asked == [0, 0, 1, 0]
    assert "thank you for Plant the square, Ada. How many hours" in messages(session, ada)[0].body
    assert open_question(session, ada) is Asked.HOURS


def test_the_answer_is_written_down_as_a_claim(
    session: Session, city: City, opening: Opening, ada: Volunteer
) -> None:
    ask_all(DUE)

    told = text(session, city, ada, "two and a half", now=DUE + MINUTE)

    entry = session.scalars(sa.select(Entry)).one()
    assert (entry.claimed_minutes, entry.claimed_by, entry.confirmed_at) == (
        150, ClaimedBy.TEXT, None,
    )  # fmt: skip
    assert (entry.session_id, told.outcome) == (opening.session_id, Outcome.DONE)
    assert heard(session, ada) == ["hours_ask", "hours_thanks"]
    assert open_question(session, ada) is None


def test_a_second_number_replaces_the_first_and_both_are_kept(
    session: Session, city: City, ada: Volunteer
) -> None:
    ask_all(DUE)
    for number, words in enumerate(("2.5", "3", "3")):
        text(session, city, ada, f"hours {words}" if number else words, now=DUE + number * MINUTE)

    assert session.scalars(sa.select(Entry.claimed_minutes)).all() == [180]
    assert session.scalars(sa.select(Claim.minutes).order_by(Claim.id)).all() == [150, 180]


def test_hours_that_cannot_be_are_asked_again(session: Session, city: City, ada: Volunteer) -> None:
    ask_all(DUE)

    text(session, city, ada, "20 hours", now=DUE + MINUTE)

    assert heard(session, ada) == ["hours_ask", "hours_again"]
    assert open_question(session, ada) is Asked.HOURS


def test_only_those_who_may_have_come_and_have_not_told_are_asked(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    opening.places = 9
    came, absent, waiting, told, stopped, left = (
        a_volunteer(session, city, name) for name in ("Cay", "Abe", "Wim", "Tod", "Sam", "Lea")
    )
    for who in (came, told, stopped, left):
        place(session, opening, who, now=now, standing=Standing.ATTENDED)
    place(session, opening, absent, now=now, standing=Standing.ABSENT)
    place(session, opening, waiting, now=now, standing=Standing.WAITING)
    text(session, city, told, "HOURS 2", now=ENDED)
    text(session, city, stopped, "stop", now=now)
    left.state = State.LEFT
    session.commit()

    ask_all(DUE)

    asked = [
        who.name
        for who in (came, absent, waiting, told, stopped, left)
        if "hours_ask" in heard(session, who)
    ]
    assert asked == ["Cay"]


def test_a_phone_that_is_asked_something_else_is_asked_later(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    invite(session, an_opening(session, city, starts=STARTS + 48 * HOUR), ada, now=DUE)
    assert ask_all(DUE) == 0

    text(session, city, ada, "no", now=DUE + MINUTE)

    assert ask_all(DUE + MINUTE) == 1


def test_of_two_people_on_one_phone_the_second_is_asked_after_the_first(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    raj = a_volunteer(session, city, "Raj")
    raj.contact = ada.contact
    place(session, opening, raj, now=now)

    assert ask_all(DUE) == 1
    text(session, city, ada, "2", now=DUE + MINUTE)
    assert ask_all(DUE + 2 * MINUTE) == 1

    assert [message.kind for message in messages(session, ada)] == [
        "hours_ask", "hours_thanks", "hours_ask",
    ]  # fmt: skip


def test_nobody_is_asked_at_night_or_after_three_days(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    late = an_opening(session, city, starts=STARTS + 9 * HOUR)
    bo = a_volunteer(session, city, "Bo")
    place(session, late, bo, now=now)

    at_night = STARTS + 11 * HOUR + 30 * MINUTE  # 21:30 in Plymouth
    assert [ask_all(at_night), ask_all(DUE + 73 * HOUR)] == [0, 1]
    assert (heard(session, ada), heard(session, bo)) == ([], ["hours_ask"])


def test_what_was_cancelled_has_no_hours(
    session: Session, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    opening.session.cancelled_at = now
    session.commit()

    assert ask_all(DUE) == 0


def test_the_question_ends_after_three_days(session: Session, ada: Volunteer) -> None:
    ask_all(DUE)

    ends.expire(now=DUE + 72 * HOUR)

    assert open_question(session, ada) is None
