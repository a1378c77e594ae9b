"""Answers say what is so: of a line that is left, a cancellation, an open question."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.promises.town import join_on_the_web, send
from tests.texting import contact_of, heard, messages, open_question, text
from volunteer.calls import service
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.hours import asking as hours_asking
from volunteer.messages.model import Outcome
from volunteer.people.model import Volunteer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PHONE = "+447700900123"


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada."""
    return a_volunteer(session, city, "Ada")


@pytest.mark.parametrize("words", ["no", "can't come"])
def test_who_leaves_the_line_is_not_told_that_a_place_was_given_back(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str
) -> None:
    opening = an_opening(session, city, places=1)
    invite(session, opening, ada, now=now)
    place(session, opening, a_volunteer(session, city, "Bo"), now=now)
    text(session, city, ada, "yes", now=now)

    text(session, city, ada, words, now=now + MINUTE)

    assert standings(session, opening)["Ada"] is Standing.WITHDRAWN
    assert heard(session, ada) == ["waiting", "declined"]


def test_a_party_that_cannot_come_gives_back_all_its_places_and_is_told_so(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    place(session, an_opening(session, city, places=3), ada, now=now, party=3)

    text(session, city, ada, "can't come", now=now)

    assert "We have given back your 3 places: Plant the square" in messages(session, ada)[-1].body


@pytest.mark.parametrize("words", ["ok", "yes", "no", "oh no", "ok thanks"])
def test_what_is_said_to_a_cancellation_is_no_answer(
    session: Session, city: City, ada: Volunteer, sms: FakeSms, now: datetime, words: str
) -> None:
    cora = a_member(session, city, "Cora")
    opening = an_opening(session, city, posted_by=cora)
    invite(session, opening, ada, now=now)
    text(session, city, ada, "yes", now=now)
    service.cancel_session(city, cora, opening.session_id, now=now + MINUTE)
    send(sms, session, now=now + MINUTE)

    told = text(session, city, ada, words, now=now + HOUR)

    assert (told.outcome, heard(session, ada)) == (Outcome.NOTHING, ["accepted", "cancelled"])


def test_a_yes_to_what_is_cancelled_is_told_that_it_is(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    cora = a_member(session, city, "Cora")
    opening = an_opening(session, city, posted_by=cora)
    invite(session, opening, ada, now=now)
    service.cancel_session(city, cora, opening.session_id, now=now)

    text(session, city, ada, "yes", now=now + MINUTE)

    assert heard(session, ada) == ["cancelled"]


def test_whose_text_goes_to_a_person_is_told_what_the_open_question_still_takes(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    join_on_the_web(session, city, "+447700900124", now=now)  # so that the postcode is known
    what = "what is all this about?"
    for number, words in enumerate(("JOIN", "Ann", "PL4 7AA", "SKIP")):
        text(session, city, PHONE, words, now=now + number * 25 * HOUR)
        if words != "SKIP":
            text(session, city, PHONE, f"{what} 24/7??", now=now + number * 25 * HOUR + MINUTE)
    told = [one.body for one in messages(session, contact_of(session, city, PHONE))]
    passed_on = [body.partition("will read it.")[2].strip() for body in told if "read it" in body]
    assert passed_on == [
        "To join, reply with your first name.",
        "You can still reply with the numbers, or SKIP.",
    ]

    text(session, city, ada, what, now=now)
    assert messages(session, ada)[-1].body.endswith("will read it.")

    bo = a_volunteer(session, city, "Bo")
    invite(session, an_opening(session, city), bo, now=now)
    text(session, city, bo, what, now=now)
    assert messages(session, bo)[-1].body.endswith("You can still reply YES or NO.")


def test_a_cancel_is_told_that_no_place_is_left(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    place(session, an_opening(session, city), ada, now=now)

    text(session, city, ada, "cancel", now=now)

    (told,) = messages(session, ada)
    assert "You have no place with us any more." in told.body


def test_a_stop_keeps_the_place_and_says_so(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city)
    place(session, opening, ada, now=now)

    text(session, city, ada, "stop", now=now)

    (told,) = messages(session, ada)
    assert "Any place you have is still yours." in told.body
    assert standings(session, opening)["Ada"] is Standing.CONFIRMED


def test_a_stop_that_cries_for_help_is_told_whom_to_ring(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "stop texting me I'm going to kill myself", now=now)

    (answer,) = messages(session, ada)
    assert (told.outcome, "call 999 now" in answer.body) == (Outcome.DANGER, True)


@pytest.mark.parametrize("words", ["0", "0 hours"])
def test_no_hours_at_all_are_for_a_person(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str
) -> None:
    opening = an_opening(session, city, starts=now - 4 * HOUR, lasts=HOUR)
    place(session, opening, ada, now=now - 24 * HOUR)
    hours_asking.ask_next(now=now)

    told = text(session, city, ada, words, now=now)

    assert (told.outcome, heard(session, ada)) == (Outcome.DESK, ["hours_ask", "passed_on"])


def test_a_no_to_nothing_does_not_ask_which_of_one_place(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city)
    place(session, opening, ada, now=now)

    text(session, city, ada, "no", now=now)
    assert "please text: can't come" in messages(session, ada)[-1].body
    text(session, city, ada, "can't come", now=now)

    assert heard(session, ada) == ["say_cant_come", "withdrawn"]
    assert standings(session, opening)["Ada"] is Standing.WITHDRAWN


def test_a_withdrawal_in_words_answers_the_choice_of_places(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    first, second = (an_opening(session, city, title) for title in ("Dig", "Sow"))
    for opening in (first, second):
        place(session, opening, ada, now=now)
    text(session, city, ada, "can't come", now=now)
    service.withdraw_on_web(city, ada.id, first.id, now=now)

    text(session, city, ada, "Sorry can't make it any more", now=now)

    assert (heard(session, ada)[-1], open_question(session, ada)) == ("withdrawn", None)


@pytest.mark.parametrize(
    "said",
    [("2", 2), ("just 2 please", 2), ("for 2", 2), ("just me", 1), ("Just me then", 1)],
)
def test_who_is_told_what_is_left_may_answer_with_a_number(
    session: Session,
    city: City,
    ada: Volunteer,
    sms: FakeSms,
    now: datetime,
    said: tuple[str, int],
) -> None:
    words, party = said
    opening = an_opening(session, city, places=2)
    invite(session, opening, ada, now=now)
    text(session, city, ada, "yes for 3", now=now)
    send(sms, session, now=now)

    text(session, city, ada, words, now=now + MINUTE)

    session.refresh(opening)
    assert (heard(session, ada)[-1], opening.taken) == ("accepted", party)


def test_a_number_to_a_call_is_for_a_person(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    invite(session, an_opening(session, city), ada, now=now)

    assert text(session, city, ada, "2", now=now).outcome is Outcome.DESK


@pytest.mark.parametrize("words", ["help", "here", "no", "can't come", "Cymraeg", "HOURS A9 2"])
def test_who_wants_no_texts_and_would_only_be_answered_is_rung(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str
) -> None:
    text(session, city, ada, "STOP", now=now)

    asked = text(session, city, ada, words, now=now + MINUTE)

    assert asked.outcome is Outcome.DESK
    assert asked.desk_at is not None
    assert "told them" not in (asked.did or "")


def test_where_the_carrier_answers_for_help_nobody_has_to(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "STOP", now=now)

    asked = text(session, city, ada, "HELP", now=now + MINUTE, opt_out="HELP")

    assert (asked.outcome, asked.desk_at) == (Outcome.HELPED, None)


def test_who_sounds_like_danger_and_cannot_be_told_to_ring_999_is_not_said_to_know(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "help I've fallen", now=now)
    text(session, city, ada, "STOP", now=now + MINUTE)

    untold = text(session, city, ada, "help I've fallen", now=now + 2 * MINUTE)

    assert {told.outcome, untold.outcome} == {Outcome.DANGER}
    assert told.did == "It sounds like danger. They were told at once to ring 999."
    assert untold.did == "It sounds like danger. No answer went to this phone now. Ring them."


def test_a_text_that_gets_no_answer_as_there_were_so_many_is_for_a_person(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    outcomes = [
        text(session, city, ada, "help", now=now + number * MINUTE).outcome for number in range(3)
    ]

    assert heard(session, ada) == ["help", "help"]
    assert outcomes == [Outcome.HELPED, Outcome.HELPED, Outcome.DESK]


def test_a_stop_is_confirmed_each_time_it_is_new_but_never_six_times_an_hour(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    for number in range(14):
        text(session, city, ada, ("STOP", "START")[number % 2], now=now + number * MINUTE)

    assert heard(session, ada).count("stopped") == 5
    assert ada.contact.stopped_at is None
