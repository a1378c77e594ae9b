"""Several people with one yes, and fewer or more of them later."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer, place, standings
from tests.builders import STARTS, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def opening(session: Session, city: City, now: datetime) -> Opening:
    """Give five places, of which two are left."""
    opening = an_opening(session, city, places=5)
    place(session, opening, a_volunteer(session, city, "Bo"), now=now, party=3)
    return opening


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who was asked about it."""
    return an_asked_volunteer(session, city, opening, "Ada", now=now)


def party(session: Session, ada: Volunteer) -> int | None:
    session.rollback()
    of_ada = sa.select(Placement.party).where(Placement.volunteer_id == ada.id)
    return session.scalar(of_ada)


def taken(session: Session, opening: Opening) -> int:
    session.refresh(opening)
    return opening.taken


def test_a_party_for_which_too_few_places_are_left_takes_none_and_is_asked(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "YES 3", now=now)

    assert (told.outcome, taken(session, opening)) == (Outcome.ASKED_BACK, 3)
    assert messages(session, ada)[0].body == (
        "Thank you, Ada. Only 2 places are left: Plant the square, Mon 6 May, 10am-12pm. "
        "To take them reply YES for 2. Just you? Reply YES. If not, reply NO."
    )
    assert open_question(session, ada) is Asked.CALL


@pytest.mark.parametrize(
    ("words", "size"), [("YES for 2", 2), ("yes 2", 2), ("YES", 1), ("no", None)]
)
def test_the_smaller_party_is_then_taken_or_not(
    session: Session, city: City, opening: Opening, ada: Volunteer, *, now: datetime, words: str,
    size: int | None,
) -> None:  # fmt: skip
    text(session, city, ada, "YES 3", now=now)
    text(session, city, ada, words, now=now + MINUTE)

    assert party(session, ada) == size
    assert taken(session, opening) == 3 + (size or 0)


def test_of_one_place_that_is_left_a_party_is_told_so(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Cy"), now=now)

    text(session, city, ada, "YES 2", now=now)

    assert "Only 1 place is left" in messages(session, ada)[0].body
    assert taken(session, opening) == 4


def test_a_party_for_what_is_full_waits_together(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Cy"), now=now, party=2)

    text(session, city, ada, "YES 3", now=now)

    assert standings(session, opening)["Ada"] is Standing.WAITING
    assert party(session, ada) == 3


def test_a_party_whose_question_is_settled_gets_a_new_one_to_answer(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "no", now=now)
    text(session, city, ada, "YES 3", now=now + MINUTE)
    assert open_question(session, ada) is Asked.CALL

    text(session, city, ada, "yes for 2", now=now + 2 * MINUTE)

    assert (party(session, ada), taken(session, opening)) == (2, 5)


def test_a_party_by_the_code_of_a_poster_is_asked_the_same(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    dee = a_volunteer(session, city, "Dee")
    with transaction() as mine:
        code = codes.of(mine, mine.get_one(Opening, opening.id), now=now)

    text(session, city, dee, f"YES {code} for 4", now=now)
    assert (heard(session, dee), taken(session, opening)) == (["party_left"], 3)

    text(session, city, dee, "yes for 2", now=now + MINUTE)
    assert (party(session, dee), taken(session, opening)) == (2, 5)


def test_a_party_grows_when_there_is_room(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "YES", now=now)
    text(session, city, ada, "yes 2", now=now + MINUTE)

    assert (party(session, ada), taken(session, opening)) == (2, 5)
    assert "a place for 2" in messages(session, ada)[-1].body


def test_a_party_that_cannot_grow_is_told_how_many_are_left_and_keeps_what_it_has(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "YES", now=now)
    text(session, city, ada, "yes 4", now=now + MINUTE)

    assert (party(session, ada), taken(session, opening)) == (1, 4)
    assert messages(session, ada)[-1].body == (
        "Thank you, Ada. You have 1 place at Plant the square, Mon 6 May, 10am-12pm, and keep "
        "it. Only 1 more is left. For 2 of you reply YES for 2."
    )


def test_a_party_that_wants_more_of_what_is_full_is_told_so(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "YES 2", now=now)
    text(session, city, ada, "yes 3", now=now + MINUTE)

    assert "Sorry, no more are left." in messages(session, ada)[-1].body
    assert party(session, ada) == 2


@pytest.mark.parametrize(
    "words", ["actually just me", "Just me now", "yes just me", "it's only me, sorry", "YES 1"]
)
def test_a_party_shrinks_to_one_and_what_it_leaves_is_offered_on(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime, words: str
) -> None:
    text(session, city, ada, "YES 2", now=now)
    line = a_volunteer(session, city, "Lin")
    place(session, opening, line, now=now, standing=Standing.WAITING)

    text(session, city, ada, words, now=now + MINUTE)

    assert (party(session, ada), taken(session, opening)) == (1, 4)
    assert (heard(session, ada)[-1], heard(session, line)) == ("accepted", ["offer"])


def test_a_plain_yes_of_a_party_leaves_it_as_it_is(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "YES 2", now=now)
    text(session, city, ada, "yes", now=now + MINUTE)

    assert party(session, ada) == 2


@pytest.mark.parametrize("words", ["just me and my son", "just tell me", "only me or maybe two"])
def test_what_may_mean_another_number_shrinks_nothing(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime, words: str
) -> None:
    text(session, city, ada, "YES 2", now=now)

    told = text(session, city, ada, words, now=now + MINUTE)

    assert (party(session, ada), told.outcome) == (2, Outcome.DESK)


def test_of_several_places_none_shrinks_by_just_me(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "YES 2", now=now)
    place(session, an_opening(session, city, starts=STARTS + DAY), ada, now=now, party=2)

    text(session, city, ada, "just me", now=now + MINUTE)

    assert (taken(session, opening), heard(session, ada)[-1]) == (5, "passed_on")


def test_a_late_party_is_asked_once_more_and_then_how_many_are_left(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    late = now + DAY + MINUTE
    ends.expire(now=late)

    for number, words in enumerate(("yes 3", "yes 3", "yes for 2")):
        text(session, city, ada, words, now=late + number * MINUTE)

    assert heard(session, ada) == ["late_offer", "party_left", "accepted"]
    assert party(session, ada) == 2
