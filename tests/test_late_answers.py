"""Answers that come late: told so, and offered what is left."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer, invite, place, standings
from tests.builders import STARTS, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.messages.model import Asked
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give one place on Monday."""
    return an_opening(session, city, places=1)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who was asked about it."""
    return an_asked_volunteer(session, city, opening, "Ada", now=now)


def another_day(session: Session, opening: Opening, *, places: int = 1) -> Opening:
    """Give the project of an opening one more session, the day after."""
    when = ProjectSession(
        city_id=opening.city_id,
        project=opening.role.project,
        starts_at=STARTS + DAY,
        ends_at=STARTS + DAY + HOUR,
    )
    other = Opening(city_id=opening.city_id, role=opening.role, session=when, places=places)
    session.add(other)
    session.commit()
    return other


def fill(session: Session, city: City, opening: Opening, now: datetime) -> None:
    place(session, opening, a_volunteer(session, city, "Bo"), now=now)


def test_a_late_yes_to_what_is_full_is_offered_another_session_of_the_same_project(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    other = another_day(session, opening)
    fill(session, city, opening, now)
    ends.expire(now=now + DAY)

    text(session, city, ada, "yes", now=now + DAY)
    assert messages(session, ada)[0].body == (
        "Thank you, Ada. Sorry, it is too late for Plant the square, Mon 6 May, 10am-12pm. But "
        "you can still help on Tue 7 May, 10am-11am. Want to? Reply YES."
    )
    assert standings(session, other) == {}

    text(session, city, ada, "yes please", now=now + DAY + MINUTE)
    assert standings(session, other) == {"Ada": Standing.CONFIRMED}
    assert open_question(session, ada) is None


def test_the_other_session_may_be_declined(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    other = another_day(session, opening)
    fill(session, city, opening, now)
    ends.expire(now=now + DAY)

    text(session, city, ada, "yes", now=now + DAY)
    text(session, city, ada, "no", now=now + DAY + MINUTE)

    assert (standings(session, other), heard(session, ada)[-1]) == ({}, "declined")
    assert open_question(session, ada) is None


def test_what_is_full_or_begun_elsewhere_is_not_offered(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    fill(session, city, another_day(session, opening), now)
    fill(session, city, opening, now)
    ends.expire(now=now + DAY)

    text(session, city, ada, "yes", now=now + DAY)

    assert heard(session, ada) == ["too_late"]


def test_a_yes_after_it_began_is_told_so_truthfully(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    ends.expire(now=STARTS)

    text(session, city, ada, "yes", now=STARTS)

    assert messages(session, ada)[0].body.endswith("You have no place there. We will ask you "
                                                   "again another time.")  # fmt: skip


def test_a_late_yes_takes_no_place_that_is_on_offer_to_somebody_in_line(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo, lin = a_volunteer(session, city, "Bo"), a_volunteer(session, city, "Lin")
    place(session, opening, bo, now=now)
    place(session, opening, lin, now=now, standing=Standing.WAITING)
    ends.expire(now=now + DAY)
    text(session, city, bo, "can't come any more", now=now + DAY)
    assert open_question(session, lin) is Asked.OFFER

    text(session, city, ada, "yes", now=now + DAY)

    assert heard(session, ada) == ["too_late"]


def test_yes_after_no_takes_a_place_that_is_free(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "no", now=now)
    text(session, city, ada, "oh yes, I can come", now=now + MINUTE)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def test_yes_after_no_is_to_the_newer_question_if_there_is_one(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    newer = an_opening(session, city, "Paint the fence", starts=STARTS + DAY)
    text(session, city, ada, "no", now=now)
    invite(session, newer, ada, now=now + MINUTE)

    text(session, city, ada, "yes", now=now + 2 * MINUTE)

    assert standings(session, opening) == {}
    assert standings(session, newer) == {"Ada": Standing.CONFIRMED}


def test_a_yes_that_may_be_to_a_place_they_have_asks_for_the_code_of_what_they_declined(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "no", now=now)
    had = an_opening(session, city, "Paint the fence", starts=STARTS + DAY)
    place(session, had, ada, now=now)

    text(session, city, ada, "yes", now=now + MINUTE)

    assert (heard(session, ada)[-1], standings(session, opening)) == ("say_which", {})


def test_who_has_a_place_by_another_way_is_not_told_that_their_yes_is_late(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, ada, now=now)
    ends.expire(now=now + DAY)

    text(session, city, ada, "yes", now=now + DAY)

    assert heard(session, ada) == ["accepted"]
