"""HERE: who says that they are there is marked as there."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import STARTS, a_housemate, a_volunteer, an_opening
from tests.texting import contact_of, heard, messages, open_question, text
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give two places from ten to twelve."""
    return an_opening(session, city)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who has one."""
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    return ada


def arrived(session: Session) -> list[datetime | None]:
    session.rollback()
    return list(session.scalars(sa.select(Placement.arrived_at).order_by(Placement.id)))


@pytest.mark.parametrize("words", ["HERE", "here", "Here!"])
def test_here_marks_whoever_has_a_place_as_there_and_thanks(
    session: Session, city: City, opening: Opening, ada: Volunteer, words: str
) -> None:
    told = text(session, city, ada, words, now=STARTS)

    project = opening.role.project
    assert (told.outcome, told.organisation_id) == (Outcome.DONE, project.organisation_id)
    assert messages(session, ada)[0].body == (
        f"Thank you, Ada. You are marked as here: Plant the square, {project.place.address}. "
        f"Ask for {project.contact_name}."
    )
    assert arrived(session) == [STARTS]


@pytest.mark.parametrize("words", ["HERE", "I'm here!", "here."])
def test_here_is_understood_while_something_else_is_asked_which_stays_open(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str
) -> None:
    invite(session, an_opening(session, city, "Read aloud", starts=STARTS + DAY), ada, now=now)

    told = text(session, city, ada, words, now=STARTS)

    assert (told.outcome, arrived(session)) == (Outcome.DONE, [STARTS])
    assert (heard(session, ada), open_question(session, ada)) == (["here"], Asked.CALL)


@pytest.mark.parametrize("words", ["HERE", "yes here"])
def test_to_what_is_asked_here_is_no_answer_where_nothing_of_theirs_is_on(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str
) -> None:
    invite(session, an_opening(session, city, "Read aloud", starts=STARTS + DAY), ada, now=now)

    told = text(session, city, ada, words, now=now)

    assert (told.outcome, arrived(session)) == (Outcome.DESK, [None])


def test_the_first_time_counts(session: Session, city: City, ada: Volunteer) -> None:
    for minutes in (0, 1):
        text(session, city, ada, "HERE", now=STARTS + minutes * MINUTE)

    assert arrived(session) == [STARTS]


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        (STARTS - HOUR - MINUTE, False),
        (STARTS - HOUR, True),
        (STARTS + 2 * HOUR - MINUTE, True),
        (STARTS + 2 * HOUR, False),
    ],
)
def test_here_counts_from_an_hour_before_until_the_end(
    session: Session, city: City, ada: Volunteer, when: datetime, *, counts: bool
) -> None:
    text(session, city, ada, "HERE", now=when)

    assert arrived(session) == [when if counts else None]
    assert heard(session, ada) == ["here" if counts else "nothing_on"]


def test_who_is_too_early_is_told_when_their_next_one_is(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "HERE", now=now)

    assert "Your next one is on Mon 6 May, 10am." in messages(session, ada)[0].body


def test_who_waits_for_a_place_or_whose_session_was_cancelled_is_not_there(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")
    place(session, opening, bo, now=now, standing=Standing.WAITING)
    text(session, city, bo, "HERE", now=STARTS)
    opening.session.cancelled_at = now
    session.commit()

    text(session, city, ada, "HERE", now=STARTS)

    assert arrived(session) == [None, None]


def test_on_a_shared_phone_it_is_asked_who_is_there_and_both_may_be(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, a_housemate(session, ada, "Raj"), now=now)

    text(session, city, ada, "HERE", now=STARTS)
    assert (arrived(session), heard(session, ada)) == ([None, None], ["who_is_it"])
    text(session, city, ada, "both", now=STARTS + MINUTE)

    assert arrived(session) == [STARTS + MINUTE] * 2


def test_a_session_with_a_time_is_meant_before_one_that_is_always_on(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    flexible = an_opening(session, city, starts=now, lasts=None)
    place(session, flexible, ada, now=now)

    text(session, city, ada, "HERE", now=STARTS)
    text(session, city, ada, "HERE", now=STARTS + 3 * HOUR)

    assert arrived(session) == [STARTS, STARTS + 3 * HOUR]


def test_a_stranger_who_is_here_is_told_how_to_join(
    session: Session, city: City, now: datetime
) -> None:
    text(session, city, "+447700900999", "HERE", now=now)

    assert heard(session, contact_of(session, city, "+447700900999")) == ["how_to_join"]
