"""Hours told by text: corrected, unbelievable, confirmed already, and of flexible sessions."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.hours import service
from volunteer.hours.model import Claim, Entry
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def opening(session: Session, city: City, now: datetime) -> Opening:
    """Give what ended an hour ago."""
    return an_opening(session, city, starts=now - 3 * HOUR)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who had a place."""
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now - DAY)
    return ada


def claims(session: Session) -> list[int]:
    session.rollback()
    return list(session.scalars(sa.select(Claim.minutes).order_by(Claim.id)))


def test_unasked_hours_that_cannot_be_are_asked_again_and_a_bare_number_then_counts(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "HOURS 20", now=now)
    assert open_question(session, ada) is Asked.HOURS

    text(session, city, ada, "2", now=now + MINUTE)

    assert (claims(session), heard(session, ada)) == ([120], ["hours_again", "hours_thanks"])


def test_asking_again_for_hours_closes_no_other_question(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    invite(session, an_opening(session, city, starts=STARTS + DAY), ada, now=now)

    text(session, city, ada, "HOURS 20", now=now)

    assert open_question(session, ada) is Asked.CALL


def test_the_same_hours_twice_are_one_claim_and_another_number_is_a_second(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    for number, words in enumerate(("HOURS 2", "HOURS 2", "HOURS 3")):
        text(session, city, ada, words, now=now + number * MINUTE)

    assert claims(session) == [120, 180]
    assert session.scalars(sa.select(Entry.claimed_minutes)).all() == [180]


@pytest.mark.parametrize(
    ("words", "told"),
    [("HOURS 20 mins", "20 minutes"), ("HOURS 1h20", "1 hour 20 minutes"), ("HOURS 1", "1 hour")],
)
def test_hours_are_written_back_as_people_say_them(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str, told: str
) -> None:
    text(session, city, ada, words, now=now)

    assert f"We wrote down {told} for Plant the square." in messages(session, ada)[-1].body


def test_hours_that_are_confirmed_already_are_told_so_with_whom_to_ask(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    lead = a_member(session, city, organisation="Growing Together")
    text(session, city, ada, "HOURS 2", now=now)
    with transaction() as mine:
        entry = mine.scalars(sa.select(Entry.id)).one()
        service.confirm(mine, lead, [entry], rules=city.rules, now=now)

    told = text(session, city, ada, "HOURS 3", now=now + MINUTE)

    assert told.outcome is Outcome.ASKED_BACK
    assert messages(session, ada)[-1].body == (
        "Thank you, Ada. We have confirmed 2 hours for Plant the square already. Is that "
        f"wrong? Please ask {opening.role.project.contact_name}."
    )
    assert claims(session) == [120]


def test_hours_of_a_flexible_session_are_told_while_it_goes_on(
    session: Session, city: City, now: datetime
) -> None:
    flexible = an_opening(session, city, starts=now - 90 * DAY, lasts=None)
    ada = a_volunteer(session, city, "Ada")
    place(session, flexible, ada, now=now)

    text(session, city, ada, "HOURS 1.5", now=now)

    assert claims(session) == [90]


def test_of_two_who_were_there_it_is_asked_whose_hours_and_they_may_be_both(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, a_housemate(session, ada, "Raj"), now=now - DAY)

    text(session, city, ada, "HOURS 2", now=now)
    assert (heard(session, ada), claims(session)) == (["who_is_it"], [])
    text(session, city, ada, "both", now=now + MINUTE)

    assert claims(session) == [120, 120]


def test_hours_of_who_was_nowhere_are_for_a_person(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")

    assert text(session, city, bo, "HOURS 2", now=now).outcome is Outcome.DESK
