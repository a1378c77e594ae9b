"""Replies while an urgent call stands beside another question: each to what it is about."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import answers, invite, place, set_rules, standings
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends, service
from volunteer.calls.model import Answer, Placement, Standing
from volunteer.cities.model import City
from volunteer.hours import asking as hours_asking
from volunteer.messages import questions
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
REST = 20 * HOUR  # they have rested a little, and what they were asked is still open
NOW = STARTS + HOUR  # eleven on a Monday morning


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada."""
    set_rules(city, calls_a_day=2, wave_floor=0.005)
    return a_volunteer(session, city, "Ada")


@pytest.fixture
def calm(session: Session, city: City, ada: Volunteer) -> Opening:
    """Give what Ada was asked about yesterday, as usual."""
    opening = an_opening(session, city, "Paint the fence", starts=STARTS + 2 * DAY)
    invite(session, opening, ada, now=NOW - REST)
    return opening


@pytest.fixture
def urgent(session: Session, city: City, ada: Volunteer, calm: Opening) -> Opening:
    """Give what Ada is asked about beside it."""
    return asked_urgently(session, city)


def asked_urgently(session: Session, city: City) -> Opening:
    cora = a_member(session, city, "Una")
    opening = an_opening(session, city, "Sandbags", posted_by=cora, starts=NOW + 5 * HOUR)
    service.start(city, cora, opening.id, urgent=True, now=NOW)
    session.refresh(opening)
    assert opening.code is not None
    return opening


def beside(session: Session, who: Volunteer) -> Question | None:
    return questions.beside_of(session, city_id=who.city_id, contact_id=who.contact_id)


def test_a_yes_without_a_code_is_to_the_question_that_was_open(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening
) -> None:
    text(session, city, ada, "yes", now=NOW + MINUTE)

    assert standings(session, calm) == {"Ada": Standing.CONFIRMED}
    assert standings(session, urgent) == {}
    assert answers(session, urgent) == {"Ada": Answer.ASKED}
    assert beside(session, ada) is not None
    assert "Paint the fence" in messages(session, ada)[-1].body


def test_a_yes_with_the_code_is_to_the_urgent_one_and_the_other_stays_open(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening
) -> None:
    text(session, city, ada, f"yes {urgent.code}", now=NOW + MINUTE)

    assert standings(session, urgent) == {"Ada": Standing.CONFIRMED}
    assert answers(session, urgent) == {"Ada": Answer.ACCEPTED}
    assert (standings(session, calm), answers(session, calm)) == ({}, {"Ada": Answer.ASKED})
    assert (open_question(session, ada), beside(session, ada)) == (Asked.CALL, None)
    assert "Sandbags" in messages(session, ada)[-1].body


def test_a_no_goes_the_same_two_ways(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening
) -> None:
    text(session, city, ada, f"no {urgent.code}", now=NOW + MINUTE)
    assert answers(session, urgent) == {"Ada": Answer.DECLINED}
    assert answers(session, calm) == {"Ada": Answer.ASKED}

    text(session, city, ada, "no", now=NOW + 2 * MINUTE)

    assert answers(session, calm) == {"Ada": Answer.DECLINED}


def test_both_may_be_answered_one_after_the_other(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening
) -> None:
    text(session, city, ada, f"YES {urgent.code}", now=NOW + MINUTE)
    text(session, city, ada, "YES", now=NOW + 2 * MINUTE)

    assert answers(session, urgent) == answers(session, calm) == {"Ada": Answer.ACCEPTED}


@pytest.mark.parametrize("first", ["no", "yes"])
def test_once_the_other_is_answered_a_bare_yes_or_no_still_needs_the_code(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening, *, first: str
) -> None:
    """They may be changing their mind about the first, or answering the second."""
    text(session, city, ada, first, now=NOW + MINUTE)
    before = (standings(session, calm), answers(session, calm))

    said = [
        text(session, city, ada, again, now=NOW + 2 * MINUTE).outcome for again in ("yes", "no")
    ]

    assert said == [Outcome.ASKED_BACK] * 2
    assert heard(session, ada)[-2:] == ["say_which"] * 2
    assert f"reply YES {urgent.code} or NO {urgent.code}" in messages(session, ada)[-1].body
    assert (standings(session, calm), answers(session, calm)) == before
    assert answers(session, urgent) == {"Ada": Answer.ASKED}


def test_a_yes_while_hours_are_asked_for_is_no_hours_and_the_code_is_asked_for(
    session: Session, city: City, ada: Volunteer
) -> None:
    over = an_opening(session, city, "Yesterday", starts=NOW - DAY)
    place(session, over, ada, now=NOW - 2 * DAY)
    while hours_asking.ask_next(now=NOW - MINUTE):
        pass
    assert open_question(session, ada) is Asked.HOURS
    urgent = asked_urgently(session, city)
    assert beside(session, ada) is not None

    bare = text(session, city, ada, "yes", now=NOW + MINUTE)
    assert bare.outcome is Outcome.ASKED_BACK
    assert heard(session, ada)[-1] == "say_which"
    text(session, city, ada, f"yes {urgent.code}", now=NOW + 2 * MINUTE)
    text(session, city, ada, "2.5", now=NOW + 3 * MINUTE)

    assert standings(session, urgent) == {"Ada": Standing.CONFIRMED}
    assert heard(session, ada)[-1] == "hours_thanks"


def test_the_code_half_an_hour_later_still_takes_a_place_that_is_left(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening
) -> None:
    ends.expire(now=NOW + HOUR)

    text(session, city, ada, f"yes {urgent.code}", now=NOW + HOUR)

    assert standings(session, urgent) == {"Ada": Standing.CONFIRMED}
    assert answers(session, calm) == {"Ada": Answer.ASKED}


def test_of_two_people_on_one_phone_the_code_answers_for_who_was_asked_urgently(
    session: Session, city: City, ada: Volunteer, calm: Opening
) -> None:
    raj = a_housemate(session, ada)
    urgent = asked_urgently(session, city)
    (asked,) = answers(session, urgent)

    text(session, city, ada, f"yes {urgent.code}", now=NOW + MINUTE)

    assert standings(session, urgent) == {asked: Standing.CONFIRMED}
    assert {asked} < {ada.name, raj.name}


def test_stop_closes_both_and_later_neither_a_yes_nor_a_code_is_taken(
    session: Session, city: City, ada: Volunteer, calm: Opening, urgent: Opening, now: datetime
) -> None:
    text(session, city, ada, "STOP", now=NOW + MINUTE)

    assert (open_question(session, ada), beside(session, ada)) == (None, None)
    states = {one.state for one in session.query(Question)}
    assert states == {QuestionState.CLOSED}
    text(session, city, ada, f"yes {urgent.code}", now=NOW + 2 * MINUTE)
    assert session.query(Placement).count() == 0


def test_in_welsh_the_same_codes_go_the_same_way(
    session: Session, city: City, ada: Volunteer, calm: Opening
) -> None:
    city_languages = list(city.languages or [])
    if "cy" not in city_languages:
        city.languages = [*city_languages, "cy"]
    ada.contact.language = "cy"
    session.commit()
    urgent = asked_urgently(session, city)

    asked = messages(session, ada)[-1]
    text(session, city, ada, f"IE {urgent.code}", now=NOW + MINUTE)

    assert f"Atebwch IE {urgent.code}/NA {urgent.code} mewn 30 mun." in asked.body
    assert asked.segments <= 2
    assert standings(session, urgent) == {"Ada": Standing.CONFIRMED}
