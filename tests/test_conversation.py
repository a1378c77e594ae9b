"""The conversation: what a text does, whatever it was that was asked."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer, answers, invite, place, set_rules, standings
from tests.builders import STARTS, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends
from volunteer.calls.model import Answer, Standing
from volunteer.cities.model import City
from volunteer.messages import inbox, whys
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import conversation

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
STRANGER = "+447700900999"


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give two places on Monday morning."""
    return an_opening(session, city)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who was asked about it."""
    return an_asked_volunteer(session, city, opening, "Ada", now=now)


def taken(session: Session, opening: Opening) -> int:
    session.refresh(opening)
    return opening.taken


def test_yes_takes_the_place_and_says_what_when_where_and_whom_to_ask_for(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "Yes please!", now=now)

    assert (told.outcome, told.did) == (Outcome.DONE, whys.YES)
    project = opening.role.project
    assert messages(session, ada)[0].body == (
        "Thank you, Ada! You have a place: Plant the square, Mon 6 May, 10am-12pm, "
        f"{project.place.address}. Ask for {project.contact_name}. Can't make it? "
        "Text: can't come."
    )
    assert taken(session, opening) == 1
    assert open_question(session, ada) is None


def test_yes_twice_is_yes_once(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes", now=now)
    text(session, city, ada, "yes", now=now + MINUTE)

    assert taken(session, opening) == 1
    assert heard(session, ada) == ["accepted", "accepted"]


def test_no_is_taken_kindly(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "no sorry, working", now=now)

    assert answers(session, opening) == {"Ada": Answer.DECLINED}
    assert heard(session, ada) == ["declined"]


def test_a_mind_may_be_changed_both_ways_until_it_begins(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    seen = []
    for number, words in enumerate(("yes", "no", "yes please", "can't come any more", "yes")):
        text(session, city, ada, words, now=now + number * 11 * MINUTE)
        seen.append((standings(session, opening)["Ada"], taken(session, opening)))

    here, gone = (Standing.CONFIRMED, 1), (Standing.WITHDRAWN, 0)
    assert seen == [here, gone, here, gone, here]


def test_a_party_takes_a_place_each_and_a_large_group_is_for_a_person(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")
    invite(session, opening, bo, now=now)

    text(session, city, ada, "yes, me and my son", now=now)
    many = text(session, city, bo, "yes 12 of us", now=now)

    assert taken(session, opening) == 2
    assert many.outcome is Outcome.DESK


@pytest.mark.parametrize(
    "words",
    [
        "yes but only until 11",
        "yes in 2 hours",
        "yes if it does not rain",
        "maybe",
        "what should I bring?",
        "yes Saturday",
    ],
)
def test_what_no_machine_should_answer_reaches_a_coordinator_whole_and_its_sender_is_told(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime, words: str
) -> None:
    told = text(session, city, ada, words, now=now)

    assert (told.outcome, told.body, told.desk_at) == (Outcome.DESK, words, now)
    assert told.organisation_id == opening.role.project.organisation_id
    assert heard(session, ada) == ["passed_on"]
    assert (taken(session, opening), open_question(session, ada)) == (0, Asked.CALL)


def test_after_a_person_was_called_in_yes_still_works_and_nothing_is_said_twice_a_day(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes but only until 11", now=now)
    text(session, city, ada, "is there parking?", now=now + HOUR)
    text(session, city, ada, "yes", now=now + 2 * HOUR)

    assert heard(session, ada) == ["passed_on", "accepted"]
    assert taken(session, opening) == 1


def test_yes_to_the_day_it_is_on_is_yes(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "Yes, Monday", now=now)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def test_a_late_yes_is_told_so_and_asked_once_more_if_a_place_is_left(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    late = now + DAY + HOUR
    ends.expire(now=late)

    text(session, city, ada, "yes", now=late)
    assert (heard(session, ada), taken(session, opening)) == (["late_offer"], 0)

    text(session, city, ada, "yes", now=late + MINUTE)
    assert (heard(session, ada), taken(session, opening)) == (["late_offer", "accepted"], 1)


def test_a_late_yes_to_what_is_full_is_told_so(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Bo"), now=now, party=2)
    ends.expire(now=now + DAY)

    text(session, city, ada, "yes", now=now + DAY)

    assert heard(session, ada) == ["too_late"]


def test_yes_to_what_was_cancelled_is_told_so(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    opening.session.cancelled_at = now
    session.commit()

    text(session, city, ada, "yes", now=now)

    assert heard(session, ada) == ["cancelled"]
    assert answers(session, opening) == {"Ada": Answer.TOO_LATE}


def test_one_place_of_several_is_given_back_by_its_number(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    first, second = (an_opening(session, city, starts=STARTS + day * DAY) for day in (0, 1))
    for opening in (first, second):
        place(session, opening, ada, now=now)

    text(session, city, ada, "can't come any more", now=now)
    assert "1 Plant the square Mon 6 May" in messages(session, ada)[0].body
    text(session, city, ada, "2", now=now)

    assert (taken(session, first), taken(session, second)) == (1, 0)
    assert heard(session, ada) == ["which_place", "withdrawn"]


def test_giving_a_place_back_says_nothing_to_another_project_that_asks(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    other = an_opening(session, city, "Paint the fence", starts=STARTS + DAY)
    place(session, other, ada, now=now)

    text(session, city, ada, "please drop me out", now=now)

    assert (answers(session, opening)["Ada"], taken(session, other)) == (Answer.ASKED, 0)
    assert open_question(session, ada) is Asked.CALL


def test_the_texts_of_a_phone_are_read_in_the_order_they_came(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    phone = ada.contact.phone
    first = inbox.receive(city.id, sid="1", phone=phone, body="yes", now=now)
    second = inbox.receive(city.id, sid="2", phone=phone, body="no, can't come", now=now)
    assert first is not None
    assert second is not None

    assert not conversation.answer(second, now=now)
    assert conversation.answer(first, now=now)
    assert conversation.answer(second, now=now)

    assert standings(session, opening) == {"Ada": Standing.WITHDRAWN}


def test_a_yes_with_nothing_asked_does_nothing(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")

    told = text(session, city, ada, "yes", now=now)

    assert told.outcome is Outcome.ASKED_BACK
    assert heard(session, ada) == ["nothing_asked"]


def test_hours_are_told_by_text_and_corrected(session: Session, city: City, now: datetime) -> None:
    opening = an_opening(session, city, starts=now - 3 * HOUR)
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)

    text(session, city, ada, "HOURS 20", now=now)
    text(session, city, ada, "HOURS 2½", now=now + MINUTE)
    text(session, city, ada, "hours 3", now=now + 2 * MINUTE)

    assert heard(session, ada) == ["hours_again", "hours_thanks", "hours_thanks"]
    assert "3 hours for Plant the square" in messages(session, ada)[-1].body


def test_the_answer_settles_the_question_it_answers(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "yes", now=now)

    question = session.scalars(sa.select(Question)).one()
    assert (question.state, question.settled_by_text_id) == (QuestionState.ANSWERED, told.id)


def test_a_city_without_large_parties_hands_them_on(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    set_rules(city, party_most=1)

    told = text(session, city, ada, "yes 2 of us", now=now)

    assert (told.outcome, taken(session, opening)) == (Outcome.DESK, 0)
