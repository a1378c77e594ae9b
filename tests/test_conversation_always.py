"""What a phone may always say, whatever it was asked; and what no grammar knows."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer
from tests.builders import a_volunteer, an_opening
from tests.texting import contact_of, heard, messages, text
from volunteer.cities.model import City
from volunteer.messages import inbox
from volunteer.messages.model import Outcome, Text
from volunteer.messages.status import Status
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


@pytest.mark.parametrize("words", ["STOP", "please stop", "no more texts", "take me off your list"])
def test_stop_in_any_words_ends_every_text_and_is_confirmed_once(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime, words: str
) -> None:
    first = text(session, city, ada, words, now=now)
    text(session, city, ada, "STOP", now=now + MINUTE)
    text(session, city, ada, "yes", now=now + 2 * MINUTE)

    assert first.outcome is Outcome.STOPPED
    assert ada.contact.stopped_at == now
    sent = [message.kind for message in messages(session, ada) if message.status is Status.QUEUED]
    assert sent == ["stopped"]


def test_a_stop_that_the_carrier_confirmed_is_not_confirmed_again(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "STOP", now=now, opt_out="STOP")

    assert ada.contact.stopped_at == now
    assert heard(session, ada) == []


def test_a_lone_cancel_stops_gives_the_place_back_and_is_shown_to_its_coordinator(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes", now=now)

    told = text(session, city, ada, "CANCEL", now=now + MINUTE)

    assert ada.contact.stopped_at == now + MINUTE
    assert (taken(session, opening), told.outcome) == (0, Outcome.SHOWN)
    assert told.desk_at == now + MINUTE
    assert told.organisation_id == opening.role.project.organisation_id


def test_start_lifts_a_stop_and_is_confirmed_once(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "stop", now=now)

    text(session, city, ada, "START", now=now + MINUTE)
    text(session, city, ada, "START", now=now + 2 * MINUTE)

    assert ada.contact.may_be_called
    assert heard(session, ada) == ["stopped", "started"]


def test_a_yes_is_an_answer_though_the_carrier_takes_it_for_start(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "YES", now=now, opt_out="START")

    assert (taken(session, opening), told.outcome) == (1, Outcome.DONE)


def test_a_yes_lifts_no_stop_though_the_carrier_lifts_its_own(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "stop", now=now)

    text(session, city, ada, "Yes", now=now + MINUTE, opt_out="START")

    assert ada.contact.stopped_at == now


def test_a_yes_of_a_stopped_phone_takes_no_place_and_is_for_a_person(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "stop", now=now)

    told = text(session, city, ada, "Yes", now=now + MINUTE)

    assert (told.outcome, taken(session, opening)) == (Outcome.DESK, 0)
    assert ada.contact.stopped_at == now


@pytest.mark.parametrize(
    "words", ["yes", "no", "JOIN", "help", "2.5", "HERE", "thanks", "Cymraeg", "1", "hello?"]
)
def test_a_stopped_phone_stays_stopped_and_hears_nothing_whatever_it_texts(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str
) -> None:
    text(session, city, ada, "stop", now=now)

    text(session, city, ada, words, now=now + MINUTE)

    assert ada.contact.stopped_at == now
    sent = [message.kind for message in messages(session, ada) if message.status is Status.QUEUED]
    assert sent == ["stopped"]


@pytest.mark.parametrize("body", ["", "  "])
def test_whoever_sends_only_a_picture_is_asked_for_words(
    session: Session, city: City, ada: Volunteer, now: datetime, body: str
) -> None:
    told = text(session, city, ada, body, now=now, media=1)

    assert (told.outcome, told.media) == (Outcome.ASKED_BACK, 1)
    assert heard(session, ada) == ["picture"]


def test_words_beside_a_picture_count(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes please", now=now, media=1)

    assert taken(session, opening) == 1


def test_a_picture_from_a_stranger_is_told_how_to_join(
    session: Session, city: City, now: datetime
) -> None:
    text(session, city, STRANGER, "", now=now, media=1)

    assert heard(session, contact_of(session, city, STRANGER)) == ["how_to_join"]


def test_a_cry_for_help_goes_on_top_of_the_desk_and_is_told_to_ring_999(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "help I've fallen", now=now)

    assert (told.outcome, told.desk_at) == (Outcome.DANGER, now)
    assert told.organisation_id == opening.role.project.organisation_id
    assert "999" in messages(session, ada)[0].body


def test_a_cry_for_help_is_heard_beside_a_stop(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    told = text(session, city, ada, "STOP texting me, I've fallen and can't get up", now=now)

    assert told.outcome is Outcome.DANGER
    assert ada.contact.stopped_at == now


def test_thanks_need_no_answer(session: Session, city: City, ada: Volunteer, now: datetime) -> None:
    text(session, city, ada, "yes", now=now)

    told = text(session, city, ada, "thanks!", now=now + MINUTE)

    assert told.outcome is Outcome.NOTHING
    assert heard(session, ada) == ["accepted"]


def test_somebody_unknown_is_told_how_to_join_once_a_week_and_nothing_is_lost(
    session: Session, city: City, now: datetime
) -> None:
    for day in (0, 1, 8):
        text(session, city, STRANGER, "Who is this?", now=now + day * DAY)

    stranger = contact_of(session, city, STRANGER)
    assert heard(session, stranger) == ["how_to_join", "how_to_join"]
    outcomes = list(session.scalars(sa.select(Text.outcome).order_by(Text.id)))
    assert outcomes == [Outcome.ASKED_BACK, Outcome.DESK, Outcome.ASKED_BACK]


def test_two_machines_do_not_talk_all_night(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")
    for number in range(20):
        text(session, city, ada, "HELP", now=now + number * MINUTE / 10)
        text(session, city, ada, "yes", now=now + number * MINUTE / 10)

    assert heard(session, ada) == ["help", "nothing_asked", "help", "nothing_asked"]


def test_a_text_that_cannot_be_read_is_on_the_desk_after_the_third_time(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text_id = inbox.receive(city.id, sid="1", phone=ada.contact.phone, body="yes", now=now)
    city.own_rules = {"no such rule": 1}  # whatever reads the rules fails
    session.commit()

    tries = [conversation.answer_next(now=now) for _ in range(4)]

    assert tries == [True, True, True, False]
    kept = session.get_one(Text, text_id)
    assert (kept.outcome, kept.desk_at, kept.failures) == (Outcome.DESK, now, 3)


@pytest.mark.parametrize("body", ["", "   ", "\x00", "\u202eyes", "\ud800", "x" * 10_000, "😀"])
def test_anything_at_all_is_kept_and_read(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime, body: str
) -> None:
    told = text(session, city, ada, body, now=now)

    assert told.outcome is not None
    assert taken(session, opening) in {0, 1}


def test_every_text_has_one_outcome_and_why(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    for number, words in enumerate(("yes", "thanks", "where is it?", "help", "stop", "start")):
        text(session, city, ada, words, now=now + number * HOUR)

    for kept in session.scalars(sa.select(Text)):
        assert kept.outcome is not None
        assert kept.did
