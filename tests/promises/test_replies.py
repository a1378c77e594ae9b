"""Statements 22 to 31: what a reply does."""

from datetime import datetime
from itertools import pairwise

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import answers, invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.pages import Browser
from tests.promises.town import DAY, HOUR, MINUTE, SECOND, address_of
from tests.texting import contact_of, heard, messages, open_question, text
from volunteer.calls import ends
from volunteer.calls.model import Answer, Standing
from volunteer.cities.model import City
from volunteer.hours.model import Claim, Entry
from volunteer.messages import effects, inbox
from volunteer.messages.effects import Changed
from volunteer.messages.model import Contact, Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import conversation
from volunteer.staff.model import Role

STRANGER = "+447700900999"


def taken(session: Session, opening: Opening) -> int:
    session.refresh(opening)
    return opening.taken


def asked(session: Session, city: City, name: str, opening: Opening, *, now: datetime) -> Volunteer:
    """Give somebody who was asked about an opening."""
    who = a_volunteer(session, city, name)
    invite(session, opening, who, now=now)
    return who


def test_22_yes_or_no_to_one_open_question_acts_and_confirms_what_when_and_where(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    ada, bo = (asked(session, city, name, opening, now=now) for name in ("Ada", "Bo"))

    text(session, city, ada, "Yes", now=now)
    text(session, city, bo, "No thanks", now=now)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}
    assert answers(session, opening)["Bo"] is Answer.DECLINED
    (yes,), (no,) = messages(session, ada), messages(session, bo)
    for part in ("Plant the square", "Mon 6 May", "10am", opening.role.project.place.address):
        assert part in yes.body
    assert "Plant the square" in no.body
    assert "Mon 6 May" in no.body


def test_23_yes_when_full_is_a_place_in_the_line_and_after_the_window_is_told_so(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, places=1)
    ada, bo, cy = (asked(session, city, name, opening, now=now) for name in ("Ada", "Bo", "Cy"))

    text(session, city, ada, "yes", now=now)
    text(session, city, bo, "yes", now=now + MINUTE)
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED, "Bo": Standing.WAITING}
    assert "number 1 in line" in messages(session, bo)[-1].body

    late = now + 25 * HOUR
    ends.expire(now=late)
    text(session, city, cy, "yes", now=late)
    assert heard(session, cy) == ["too_late"]
    assert "Cy" not in standings(session, opening)
    assert taken(session, opening) == 1


def test_24_no_after_yes_frees_the_place_and_offers_it_and_yes_after_no_takes_one_if_free(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, places=1)
    ada, bo = (asked(session, city, name, opening, now=now) for name in ("Ada", "Bo"))
    text(session, city, ada, "yes", now=now)
    text(session, city, bo, "yes", now=now + MINUTE)

    text(session, city, ada, "no, can't make it", now=now + 2 * MINUTE)
    assert (standings(session, opening)["Ada"], taken(session, opening)) == (Standing.WITHDRAWN, 0)
    assert heard(session, bo)[-1] == "offer"

    text(session, city, bo, "no", now=now + 3 * MINUTE)
    text(session, city, ada, "yes", now=now + 14 * MINUTE)
    assert taken(session, opening) <= 1
    text(session, city, ada, "yes", now=now + 15 * MINUTE)
    assert (standings(session, opening)["Ada"], taken(session, opening)) == (Standing.CONFIRMED, 1)


@pytest.mark.parametrize(
    ("words", "places"),
    [("yes 3", 3), ("Y 2 people", 2), ("yes, me and my son", 2)],
)
def test_25_a_party_takes_a_place_for_each_and_a_large_one_is_for_a_person(
    session: Session, city: City, now: datetime, *, words: str, places: int
) -> None:
    opening = an_opening(session, city, places=5)
    ada, bo = (asked(session, city, name, opening, now=now) for name in ("Ada", "Bo"))

    text(session, city, ada, words, now=now)
    many = text(session, city, bo, "yes 12 of us from work", now=now)

    assert taken(session, opening) == places
    assert f"for {places}" in messages(session, ada)[0].body
    assert (many.outcome, "Bo" in standings(session, opening)) == (Outcome.DESK, False)


@pytest.mark.parametrize(
    "words",
    ["yes but only until 11", "yes in 2 hours", "yes if it stays dry", "ok but not the Friday"],
)
def test_26_a_reply_with_a_condition_reaches_a_coordinator_whole_and_its_sender_is_told(
    session: Session, city: City, now: datetime, *, words: str
) -> None:
    opening = an_opening(session, city)
    ada = asked(session, city, "Ada", opening, now=now)

    told = text(session, city, ada, words, now=now)

    assert (told.outcome, told.body, told.desk_at) == (Outcome.DESK, words, now)
    assert told.organisation_id == opening.role.project.organisation_id
    assert (taken(session, opening), standings(session, opening)) == (0, {})
    (answer,) = messages(session, ada)
    assert "A person" in answer.body


def test_27_hours_out_of_range_ask_and_a_correction_replaces_with_its_history(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, an_opening(session, city, starts=now - 3 * HOUR), ada, now=now - DAY)

    for minute, words in enumerate(("HOURS 20", "HOURS 2.5", "HOURS 2.5", "HOURS 3")):
        text(session, city, ada, words, now=now + minute * MINUTE)

    entries = session.scalars(sa.select(Entry.claimed_minutes)).all()
    claims = session.scalars(sa.select(Claim.minutes).order_by(Claim.id)).all()
    assert (entries, claims) == ([180], [150, 180])
    assert heard(session, ada)[0] == "hours_again"
    assert "3 hours" in messages(session, ada)[-1].body


def test_28_an_unknown_sender_is_invited_to_join_once_a_week_and_nothing_is_lost(
    session: Session, city: City, now: datetime
) -> None:
    said = ["hello?", "who is this", "I found this number", "hi again", "still there?"]
    for days, words in zip((0, 1, 6, 8, 16), said, strict=True):
        text(session, city, STRANGER, words, now=now + days * DAY)

    stranger = contact_of(session, city, STRANGER)
    invited = [one.created_at for one in messages(session, stranger) if one.kind == "how_to_join"]
    assert len(invited) == 3
    assert min(b - a for a, b in pairwise(invited)) >= 7 * DAY
    kept = session.scalars(sa.select(Text.body).order_by(Text.id)).all()
    assert kept == said


@pytest.mark.parametrize(
    ("body", "media"),
    [
        ("", 1), ("", 0), ("   \n ", 0), ("a" * 10_240, 0), ("a\x00b", 0), ("\u202eabc", 0),
        ("\ud83d", 0), ("\udc4d\ud83d", 0), ("👍" * 3000, 2), ("\u0301" * 500, 0), ("½" * 400, 0),
    ],
    ids=lambda value: ascii(value)[:12] if isinstance(value, str) else str(value),
)  # fmt: skip
def test_29_whatever_can_be_sent_is_stored_and_read_without_a_crash(
    session: Session, city: City, now: datetime, *, body: str, media: int
) -> None:
    ada = asked(session, city, "Ada", an_opening(session, city), now=now)

    text_id = inbox.receive(
        city.id, sid="SM1", phone=ada.contact.phone, body=body, media=media, now=now
    )
    assert text_id is not None
    assert conversation.answer(text_id, now=now)

    kept = session.get_one(Text, text_id)
    assert (kept.failures, kept.media) == (0, media)
    assert kept.outcome is not None
    assert len(kept.body) >= len(body.replace("\ud83d", "").replace("\udc4d", ""))
    assert answers(session, session.scalars(sa.select(Opening)).one())["Ada"] is Answer.ASKED


@pytest.mark.parametrize(
    "words",
    [
        "I am driving right now.", "JOIN", "HELP", "blah", "hours 99",
        "This phone is not monitored. In an emergency dial 999",
    ],
)  # fmt: skip
def test_30_two_machines_that_answer_each_other_fall_silent(
    session: Session, city: City, now: datetime, *, words: str
) -> None:
    ada = a_volunteer(session, city, "Ada")
    for number in range(60):
        text(session, city, ada, words, now=now + number * 9 * SECOND)

    said = messages(session, ada)
    bodies = [one.body for one in said]
    assert len(bodies) <= 5
    assert max((bodies.count(body) for body in bodies), default=0) <= 2


def test_31_every_text_is_on_the_log_with_what_was_done_and_each_effect_can_be_undone(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    past = an_opening(session, city, "Yesterday", starts=now - 20 * HOUR)
    ada = asked(session, city, "Ada", opening, now=now)
    place(session, past, ada, now=now - 2 * DAY)
    said = ["yes", "hours 2", "thanks", "is there parking?", "can't come any more", "no more texts"]
    read = [
        text(session, city, ada, words, now=now + number * 11 * MINUTE)
        for number, words in enumerate(said)
    ]
    assert all(one.outcome is not None and one.did for one in read)
    changed = effects.of_texts(session, city.id, [one.id for one in read])
    assert [one.changed for one in changed] == [
        Changed.PLACE, Changed.HOURS, Changed.PLACE, Changed.STOP,
    ]  # fmt: skip

    _undo(app, session, city, [effect.id for effect in reversed(changed)])

    assert session.get_one(Contact, ada.contact_id).stopped_at is None
    assert standings(session, opening).get("Ada") is not Standing.CONFIRMED
    assert taken(session, opening) == 0
    assert session.scalars(sa.select(Entry.claimed_minutes)).all() in ([], [None])
    assert open_question(session, ada) is None or answers(session, opening)["Ada"] is Answer.ASKED

    bare = text(session, city, ada, "STOP", now=now + 2 * HOUR)  # which the carrier obeys as well
    [stop] = effects.of_texts(session, city.id, [bare.id])
    said_why = _undo(app, session, city, [stop.id])
    assert "Only START, texted from" in said_why
    assert session.get_one(Contact, ada.contact_id).stopped_at == now + 2 * HOUR


def _undo(app: Flask, session: Session, city: City, effect_ids: list[int]) -> str:
    """Take back what was done, the newest first, as a council lead does; return what they see."""
    browser = Browser(app, city)
    browser.sign_in(a_member(session, city, "Lea", role=Role.COUNCIL_LEAD))
    for effect_id in effect_ids:
        answered = browser.post(address_of(app, "undoing", effect_id=effect_id))
        assert answered.status_code == 303
    session.rollback()
    session.expire_all()
    return browser.get(answered.location).text
