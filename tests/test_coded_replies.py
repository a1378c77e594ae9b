"""Replies with a code: they act on what the code stands for, and on nothing else."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import answers, invite, place, standings
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.texting import contact_of, heard, messages, open_question, text
from volunteer.calls import reminders
from volunteer.calls import service as calls
from volunteer.calls.model import Answer, Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.hours.model import Entry
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada."""
    return a_volunteer(session, city, "Ada")


@pytest.fixture
def coming(session: Session, city: City, ada: Volunteer, now: datetime) -> Opening:
    """Give the place that Ada has, on Monday."""
    opening = an_opening(session, city)
    place(session, opening, ada, now=now)
    return opening


@pytest.fixture
def other(session: Session, city: City) -> Opening:
    """Give another project, on Tuesday."""
    return an_opening(session, city, "Paint the fence", starts=STARTS + DAY)


def code(opening: Opening, now: datetime) -> str:
    opening_id = opening.id
    with transaction() as session:
        given = codes.of(session, session.get_one(Opening, opening_id), now=now)
    assert given is not None
    return given


def taken(session: Session, opening: Opening) -> int:
    session.refresh(opening)
    return opening.taken


def test_a_call_to_who_has_no_other_place_needs_no_code(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, posted_by=cora)

    calls.start(city, cora, opening.id, now=now)
    text(session, city, ada, "yes", now=now)

    called, accepted = messages(session, ada)
    assert "Reply YES or NO." in called.body
    assert "Can't make it? Text: can't come." in accepted.body
    session.refresh(opening)
    assert opening.code not in (None, *called.body.split(), *accepted.body.split())  # for posters


def test_a_call_to_who_has_another_place_says_the_code_and_so_do_the_answers_to_it(
    session: Session, city: City, ada: Volunteer, coming: Opening, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, "Paint the fence", starts=STARTS + DAY, posted_by=cora)
    calls.start(city, cora, opening.id, now=now)
    session.refresh(opening)
    called = messages(session, ada)[0].body

    text(session, city, ada, f"yes {opening.code}", now=now)

    assert f"Reply YES {opening.code} or NO {opening.code}." in called
    assert (taken(session, opening), taken(session, coming)) == (1, 1)
    accepted = messages(session, ada)[1].body
    assert f"({opening.code}). Ask for" in accepted
    assert f"Can't come? Text NO {opening.code}." in accepted


def test_a_reminder_says_the_code_to_who_has_another_place(
    session: Session, city: City, ada: Volunteer, coming: Opening, other: Opening, now: datetime
) -> None:
    place(session, other, ada, now=now)

    reminders.remind_next(now=STARTS - 20 * HOUR)

    session.refresh(coming)
    assert f"({coming.code}). Ask for" in messages(session, ada)[0].body


def test_an_offer_says_the_code_to_who_has_another_place(
    session: Session, city: City, ada: Volunteer, coming: Opening, other: Opening, now: datetime
) -> None:
    place(session, other, ada, now=now, standing=Standing.WAITING)
    bo = a_volunteer(session, city, "Bo")
    place(session, other, bo, now=now, party=2)

    text(session, city, bo, "can't come any more", now=now)

    session.refresh(other)
    assert f"Reply YES {other.code} or NO {other.code} within" in messages(session, ada)[0].body


def test_the_code_of_the_open_question_answers_it(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    invite(session, other, ada, now=now)

    text(session, city, ada, f"NO {code(other, now)}", now=now)

    assert answers(session, other) == {"Ada": Answer.DECLINED}
    assert open_question(session, ada) is None


def test_another_code_than_that_of_the_open_question_leaves_the_question_open(
    session: Session, city: City, ada: Volunteer, coming: Opening, other: Opening, now: datetime
) -> None:
    invite(session, other, ada, now=now)

    text(session, city, ada, f"can't come {code(coming, now)}", now=now)

    assert standings(session, coming) == {"Ada": Standing.WITHDRAWN}
    assert (open_question(session, ada), answers(session, other)) == (
        Asked.CALL,
        {"Ada": Answer.ASKED},
    )


@pytest.mark.parametrize("words", ["CANCEL {}", "can't come {}", "NO {}", "no {} sorry"])
def test_a_code_gives_back_the_place_it_stands_for_and_no_other(
    session: Session, city: City, ada: Volunteer, coming: Opening, now: datetime, words: str
) -> None:
    other = an_opening(session, city, "Paint the fence", starts=STARTS + DAY)
    place(session, other, ada, now=now)

    text(session, city, ada, words.format(code(other, now)), now=now)

    assert (taken(session, coming), taken(session, other)) == (1, 0)
    assert heard(session, ada) == ["withdrawn"]


def test_a_code_from_a_poster_takes_a_place_for_who_joined(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    told = text(session, city, ada, f"YES {code(other, now)}", now=now)

    assert (told.outcome, standings(session, other)) == (
        Outcome.DONE,
        {"Ada": Standing.CONFIRMED},
    )
    assert heard(session, ada) == ["accepted"]


def test_a_code_from_a_poster_for_what_is_full_is_a_place_in_the_line(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    place(session, other, a_volunteer(session, city, "Bo"), now=now, party=2)

    text(session, city, ada, f"YES {code(other, now)}", now=now)

    assert standings(session, other)["Ada"] is Standing.WAITING
    assert heard(session, ada) == ["waiting"]


def test_who_lacks_a_skill_that_is_required_takes_no_place_by_a_code(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, required=("driving",))
    driver = a_volunteer(session, city, "Dee", skills=("driving",))

    told = text(session, city, ada, f"YES {code(opening, now)}", now=now)
    text(session, city, driver, f"YES {code(opening, now)}", now=now)

    assert (told.outcome, told.organisation_id) == (
        Outcome.DESK,
        opening.role.project.organisation_id,
    )
    assert standings(session, opening) == {"Dee": Standing.CONFIRMED}


def test_a_stranger_with_a_code_is_told_how_to_join_and_shown_to_its_coordinator(
    session: Session, city: City, other: Opening, now: datetime
) -> None:
    told = text(session, city, "+447700900999", f"YES {code(other, now)}", now=now)

    assert (told.outcome, told.organisation_id) == (
        Outcome.DESK,
        other.role.project.organisation_id,
    )
    assert heard(session, contact_of(session, city, "+447700900999")) == ["how_to_join"]
    assert taken(session, other) == 0


def test_a_code_that_nobody_gave_is_told_so_and_does_nothing(
    session: Session, city: City, ada: Volunteer, coming: Opening, other: Opening, now: datetime
) -> None:
    invite(session, other, ada, now=now)

    told = text(session, city, ada, "YES W99", now=now)

    assert told.outcome is Outcome.ASKED_BACK
    assert "do not know the code W99" in messages(session, ada)[0].body
    assert (taken(session, other), open_question(session, ada)) == (0, Asked.CALL)


def test_the_code_of_what_has_begun_is_told_so(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    given = code(other, now)

    text(session, city, ada, f"YES {given}", now=other.session.starts_at)

    assert heard(session, ada) == ["too_late"]
    assert standings(session, other) == {}


def test_who_gives_back_by_code_what_they_do_not_have_is_told_so(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    text(session, city, ada, f"can't come {code(other, now)}", now=now)

    assert heard(session, ada) == ["no_place"]


def test_a_code_and_another_day_than_its_session_is_for_a_person(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    told = text(session, city, ada, f"YES {code(other, now)} Saturday", now=now)

    assert (told.outcome, taken(session, other)) == (Outcome.DESK, 0)


def test_hours_with_a_code_are_for_its_session(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    first, second = (an_opening(session, city, starts=now - n * DAY) for n in (1, 2))
    for opening in (first, second):
        place(session, opening, ada, now=now - 3 * DAY)

    text(session, city, ada, f"HOURS {code(second, now)} 2.5", now=now)

    rows = session.execute(sa.select(Entry.session_id, Entry.claimed_minutes)).all()
    assert rows == [(second.session_id, 150)]


def test_hours_with_a_code_of_what_is_still_to_come_are_told_so(
    session: Session, city: City, ada: Volunteer, coming: Opening, now: datetime
) -> None:
    text(session, city, ada, f"HOURS {code(coming, now)} 2.5", now=now)

    assert "not begun yet" in messages(session, ada)[0].body
    assert session.scalars(sa.select(Entry)).all() == []


def test_hours_with_a_code_of_who_had_no_place_are_for_a_person(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, starts=now - DAY)

    told = text(session, city, ada, f"HOURS {code(opening, now)} 2.5", now=now)

    assert told.outcome is Outcome.DESK
    assert session.scalars(sa.select(Entry)).all() == []


def test_a_bare_yes_after_a_reminder_of_another_place_asks_for_the_code_first(
    session: Session, city: City, ada: Volunteer, coming: Opening, other: Opening, now: datetime
) -> None:
    invite(session, other, ada, now=now)
    reminders.remind_next(now=STARTS - 20 * HOUR)
    messages(session, ada)[0].accepted_at = now
    session.commit()

    text(session, city, ada, "yes", now=now + MINUTE)
    session.refresh(other)
    assert (heard(session, ada)[-1], other.taken) == ("say_which", 0)
    assert f"reply YES {other.code} or NO {other.code}" in messages(session, ada)[-1].body

    text(session, city, ada, f"yes {other.code}", now=now + 2 * MINUTE)
    assert taken(session, other) == 1


def test_a_yes_to_a_reminder_takes_no_other_place(
    session: Session, city: City, ada: Volunteer, coming: Opening, other: Opening, now: datetime
) -> None:
    invite(session, other, ada, now=now)
    text(session, city, ada, f"no {code(other, now)}", now=now)
    reminders.remind_next(now=STARTS - 20 * HOUR)
    messages(session, ada)[-1].accepted_at = now
    session.commit()

    told = text(session, city, ada, "Yes", now=now + MINUTE)

    assert (told.outcome, taken(session, other)) == (Outcome.NOTHING, 0)


def test_a_code_on_a_shared_phone_asks_for_whom_unless_one_alone_can_be_meant(
    session: Session, city: City, ada: Volunteer, other: Opening, now: datetime
) -> None:
    raj = a_housemate(session, ada, "Raj")
    text(session, city, ada, f"YES {code(other, now)}", now=now)
    assert "1 Ada, 2 Raj" in messages(session, ada)[0].body

    text(session, city, ada, "Raj please", now=now + MINUTE)
    text(session, city, ada, f"NO {code(other, now)}", now=now + 2 * MINUTE)

    assert standings(session, other) == {raj.name: Standing.WITHDRAWN}
