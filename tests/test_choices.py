"""Numbered choices: nothing is done until it is clear what, and for whom."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place, standings
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends
from volunteer.calls import service as calls
from volunteer.calls.model import Call, Standing
from volunteer.cities.model import City
from volunteer.hours.model import Entry
from volunteer.messages.model import Asked, Outcome
from volunteer.messages.segments import count
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ann(session: Session, city: City) -> Volunteer:
    """Give Ann, whose phone Raj uses too."""
    ann = a_volunteer(session, city, "Ann")
    a_housemate(session, ann, "Raj")
    return ann


@pytest.fixture
def together(session: Session, city: City, ann: Volunteer, now: datetime) -> Opening:
    """Give the opening in which Ann and Raj both have a place."""
    opening = an_opening(session, city)
    for who in session.scalars(sa.select(Volunteer).order_by(Volunteer.id)):
        place(session, opening, who, now=now)
    return opening


def two_past(session: Session, city: City, ada: Volunteer, now: datetime) -> list[Opening]:
    """Give Ada two sessions that are over: the first is the later."""
    openings = [
        an_opening(session, city, title, starts=now - days * DAY)
        for days, title in ((1, "Plant the square"), (2, "Paint the fence"))
    ]
    for opening in openings:
        place(session, opening, ada, now=now - 3 * DAY)
    return openings


def claims(session: Session) -> list[tuple[int, int | None]]:
    session.rollback()
    rows = session.execute(sa.select(Entry.session_id, Entry.claimed_minutes).order_by(Entry.id))
    return [(session_id, minutes) for session_id, minutes in rows]


def test_hours_of_which_session_is_asked_and_the_number_claims_them(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    _, fence = two_past(session, city, ada, now)

    asked = text(session, city, ada, "HOURS 2.5", now=now)
    assert (asked.outcome, claims(session)) == (Outcome.ASKED_BACK, [])
    assert messages(session, ada)[0].body == (
        "Which one are the hours for? 1 Plant the square Fri 3 May, 12pm, "
        "2 Paint the fence Thu 2 May, 12pm. Reply with the number."
    )
    text(session, city, ada, "2", now=now + MINUTE)

    assert claims(session) == [(fence.session_id, 150)]
    assert (heard(session, ada)[-1], open_question(session, ada)) == ("hours_thanks", None)


def test_what_they_say_they_cannot_do_is_not_done(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    two_past(session, city, ada, now)
    text(session, city, ada, "HOURS 2.5", now=now)

    refused = text(session, city, ada, "can't do 2", now=now + MINUTE)

    assert (refused.outcome, claims(session)) == (Outcome.DESK, [])


def test_hours_are_not_claimed_twice_by_saying_both(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    two_past(session, city, ada, now)
    text(session, city, ada, "HOURS 2.5", now=now)

    for number, words in enumerate(("both", "1 2", "7")):
        text(session, city, ada, words, now=now + number * 11 * MINUTE)

    assert claims(session) == []
    assert heard(session, ada)[1:] == ["choose_again", "choose_again"]  # a third is one too many
    assert open_question(session, ada) is Asked.CHOICE


def test_hours_that_cannot_be_are_asked_again_before_it_is_asked_which(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    two_past(session, city, ada, now)

    text(session, city, ada, "HOURS 20", now=now)

    assert heard(session, ada) == ["hours_again"]


def test_both_places_are_given_back_by_both(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")
    openings = [an_opening(session, city, starts=STARTS + n * DAY) for n in (0, 1)]
    for opening in openings:
        place(session, opening, ada, now=now)
    text(session, city, ada, "can't come any more", now=now)

    text(session, city, ada, "both", now=now + MINUTE)

    assert [standings(session, one)["Ada"] for one in openings] == [Standing.WITHDRAWN] * 2


@pytest.mark.parametrize("words", ["2", "Raj", "it's for Raj", "raj please", "This is Raj!"])
def test_on_a_shared_phone_it_is_asked_for_whom_and_a_number_or_a_name_says_it(
    session: Session, city: City, ann: Volunteer, together: Opening, now: datetime, words: str
) -> None:
    text(session, city, ann, "can't come any more", now=now)
    assert messages(session, ann)[0].body == (
        "Who is this for? 1 Ann, 2 Raj. Reply with the number."
    )
    assert standings(session, together) == dict.fromkeys(("Ann", "Raj"), Standing.CONFIRMED)

    text(session, city, ann, words, now=now + MINUTE)

    assert standings(session, together) == {"Ann": Standing.CONFIRMED, "Raj": Standing.WITHDRAWN}


@pytest.mark.parametrize("words", ["Ann and Raj", "both", "1 and 2"])
def test_both_people_on_a_phone_may_be_meant(
    session: Session, city: City, ann: Volunteer, together: Opening, now: datetime, words: str
) -> None:
    text(session, city, ann, "can't come any more", now=now)
    text(session, city, ann, words, now=now + MINUTE)

    assert standings(session, together) == dict.fromkeys(("Ann", "Raj"), Standing.WITHDRAWN)


@pytest.mark.parametrize("words", ["Rajesh", "Raj but not Ann", "what?", "not Raj", "0", "3"])
def test_what_is_no_clear_choice_does_nothing_and_can_still_be_made(
    session: Session, city: City, ann: Volunteer, together: Opening, now: datetime, words: str
) -> None:
    text(session, city, ann, "can't come any more", now=now)
    text(session, city, ann, words, now=now + MINUTE)

    assert standings(session, together) == dict.fromkeys(("Ann", "Raj"), Standing.CONFIRMED)
    assert open_question(session, ann) is Asked.CHOICE


def test_of_two_with_the_same_name_only_a_number_can_be_meant(
    session: Session, city: City, now: datetime
) -> None:
    ann = a_volunteer(session, city, "Ann Jones")
    opening = an_opening(session, city)
    for who in (ann, a_housemate(session, ann, "Ann Smith")):
        place(session, opening, who, now=now)
    text(session, city, ann, "can't come any more", now=now)

    text(session, city, ann, "Ann", now=now + MINUTE)

    assert set(standings(session, opening).values()) == {Standing.CONFIRMED}


def test_a_choice_lasts_a_day_and_then_a_number_does_nothing(
    session: Session, city: City, ann: Volunteer, together: Opening, now: datetime
) -> None:
    text(session, city, ann, "can't come any more", now=now)
    ends.expire(now=now + DAY)

    told = text(session, city, ann, "1", now=now + DAY + MINUTE)

    assert told.outcome is Outcome.DESK
    assert set(standings(session, together).values()) == {Standing.CONFIRMED}


def test_while_a_choice_is_open_nothing_else_is_asked(
    session: Session, city: City, ann: Volunteer, together: Opening, now: datetime
) -> None:
    text(session, city, ann, "can't come any more", now=now)
    cora = a_member(session, city)
    other = an_opening(session, city, "Paint the fence", starts=STARTS + DAY, posted_by=cora)

    calls.start(city, cora, other.id, now=now)

    assert session.scalars(sa.select(Call.waves)).one() == 1
    assert heard(session, ann) == ["who_is_it"]


def test_after_a_choice_a_yes_still_answers_the_call_before_it(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    for days in (0, 1):
        place(session, an_opening(session, city, starts=STARTS + days * DAY), ada, now=now)
    call = an_opening(session, city, "Paint the fence", starts=STARTS + 2 * DAY)
    invite(session, call, ada, now=now)
    text(session, city, ada, "please drop me out", now=now)
    text(session, city, ada, "both", now=now + MINUTE)

    text(session, city, ada, "yes", now=now + 2 * MINUTE)

    assert standings(session, call) == {"Ada": Standing.CONFIRMED}


def test_a_no_that_may_be_to_any_of_several_places_asks_which(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    first, second = (an_opening(session, city, starts=STARTS + n * DAY) for n in (0, 1))
    place(session, first, ada, now=now)
    invite(session, second, ada, now=now)
    text(session, city, ada, "yes", now=now)

    text(session, city, ada, "no sorry", now=now + MINUTE)

    assert heard(session, ada) == ["accepted", "which_place"]
    assert [standings(session, one)["Ada"] for one in (first, second)] == [Standing.CONFIRMED] * 2


def test_a_choice_among_long_titles_still_takes_two_parts(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    for days in range(7):
        opening = an_opening(session, city, "t" * 60, starts=STARTS + days * DAY)
        place(session, opening, ada, now=now)

    text(session, city, ada, "can't come any more", now=now)

    (asked,) = messages(session, ada)
    assert count(asked.body).segments == 2
    assert "5 ttt" in asked.body
    assert "6 ttt" not in asked.body


def test_a_stopped_phone_is_asked_nothing(
    session: Session, city: City, ann: Volunteer, together: Opening, now: datetime
) -> None:
    text(session, city, ann, "stop", now=now)

    told = text(session, city, ann, "can't come any more", now=now + MINUTE)

    assert (told.outcome, open_question(session, ann)) == (Outcome.DESK, None)
