"""The conversation at random: whatever is texted, nothing is done that nobody said."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.small_town import VOCABULARY, Town
from volunteer.calls.model import Invitation, Placement
from volunteer.core import walls
from volunteer.hours.model import Entry
from volunteer.messages import effects
from volunteer.messages.effects import Changed, Effect
from volunteer.messages.ledger import STOP_CONFIRMATION
from volunteer.messages.model import Asked, Message, Question, Text
from volunteer.messages.status import Status
from volunteer.projects.model import Opening
from volunteer.sms.grammar import Context, Kind, read

PHONES, OPENINGS = 4, 5
says = st.tuples(
    st.just("say"),
    st.integers(0, PHONES - 1),
    st.sampled_from(VOCABULARY),
    st.integers(0, OPENINGS - 1),
)
asks = st.tuples(
    st.just("ask"), st.integers(0, PHONES - 1), st.just(""), st.integers(0, OPENINGS - 1)
)
stops = st.tuples(  # and says something, and START
    st.just("stop"),
    st.integers(0, PHONES - 1),
    st.sampled_from(VOCABULARY),
    st.integers(0, OPENINGS - 1),
)
waits = st.tuples(st.just("wait"), st.sampled_from([1, 5, 25]), st.just(""), st.just(0))
steps = st.lists(st.one_of(says, says, says, says, stops, asks, waits), min_size=6, max_size=20)


@given(steps)
@example([("say", 1, "drop me out", 0), ("say", 1, "HERE", 0)])  # the one place they have
@example([("say", 0, "drop me out", 0), ("say", 0, "1", 0), ("say", 0, "CANCEL", 0)])
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_texted_nothing_is_done_that_nobody_said(
    session: Session, now: datetime, taken: list[tuple[str, int, str, int]]
) -> None:
    town = Town(session, now)
    for what, number, words, which in taken:
        if what == "wait":
            town.wait(number)
        elif what == "ask":
            town.ask(number, which)
        else:
            for said in ("no more texts", words, "START") if what == "stop" else (words,):
                say_and_check(town, number, said, which)


def say_and_check(town: Town, phone: int, words: str, which: int) -> None:
    contact = town.contact(phone)
    before, question = town.places(), town.open(contact)
    was_stopped = contact is not None and contact.stopped_at is not None
    heard = last_message(town)
    about = subjects(town, question)
    last = subjects(town, last_asked(town, contact.id)) if contact and not question else set()

    told = town.say(phone, words, which)

    assert told.outcome is not None
    assert told.did
    assert told.failures == 0
    assert town.is_counted_right()
    done = effects.of_texts(town.session, town.city.id, [told.id])
    assert_all_is_written_down(before, town.places(), done)
    coded = {town.openings[which].id} if "{code}" in words else set()
    if read(told.body, Context.NONE).also_withdraw:  # a lone CANCEL gives every place back
        coded = {one.id for one in town.openings}
    for effect in done:
        assert_somebody_said_it(town, effect, about | last | coded, before)
    assert_a_stop_wins(town, told, was_stopped=was_stopped, heard=heard)


def assert_all_is_written_down(
    before: dict[int, Any], after: dict[int, Any], done: list[Effect]
) -> None:
    """Assert that every place that changed has an effect that tells how it stood."""
    changed = {key for key in after if before.get(key) != after[key]}
    told = {
        one.subject_id: one.before
        for one in done
        if one.changed in (Changed.PLACE, Changed.ARRIVAL)
    }
    assert changed <= told.keys()
    for key, was in told.items():
        if key in before and was:
            assert (was["standing"], was["party"]) == before[key][2:4]
        elif was:
            assert was["standing"] is None


def assert_somebody_said_it(
    town: Town, effect: Effect, meant: set[int], before: dict[int, Any]
) -> None:
    """Assert that a question, a code, or the only place they have is what the text was about."""
    if effect.changed is Changed.HOURS:
        entry = walls.fetch(town.session, Entry, town.city.id, effect.subject_id)
        openings = {one.id for one in town.openings if one.session_id == entry.session_id}
        mine = {place[0] for place in before.values() if place[1] == entry.volunteer_id}
        assert openings & mine
    elif effect.changed is Changed.ARRIVAL:
        when = town.session.get_one(Placement, effect.subject_id).opening.session
        assert when.starts_at - timedelta(hours=1) <= effect.at
        assert when.ends_at is None or effect.at < when.ends_at
    elif effect.changed is Changed.PLACE:
        placement = town.session.get_one(Placement, effect.subject_id)
        coming = [(place[0], place[1]) for place in before.values() if is_coming(town, place)]
        theirs = [one for one in coming if one[1] in town.behind(placement.volunteer.contact_id)]
        assert placement.opening_id in meant or theirs == [
            (placement.opening_id, placement.volunteer_id)
        ]


def is_coming(town: Town, place: tuple[int, int, str, int, bool]) -> bool:
    begins = town.session.get_one(Opening, place[0]).session.starts_at
    return place[2] in {"confirmed", "waiting"} and begins > town.now


def assert_a_stop_wins(town: Town, told: Text, *, was_stopped: bool, heard: int) -> None:
    """Assert that a stop is heard, lasts until START, and that nothing is sent meanwhile."""
    contact = told.contact
    kind = read(told.body, Context.NONE).kind
    town.session.refresh(contact)
    if kind is Kind.STOP:
        assert contact.stopped_at is not None
    if was_stopped and kind is not Kind.START:
        assert contact.stopped_at is not None
    if contact.stopped_at is not None:
        sent = town.session.scalars(
            sa.select(Message.kind).where(
                Message.city_id == town.city.id,
                Message.id > heard,
                Message.contact_id == contact.id,
                Message.status == Status.QUEUED,
            )
        ).all()
        assert set(sent) <= {STOP_CONFIRMATION}


def last_message(town: Town) -> int:
    found = town.session.scalar(
        sa.select(sa.func.max(Message.id)).where(Message.city_id == town.city.id)
    )
    return found or 0


def last_asked(town: Town, contact_id: int) -> Question | None:
    return town.session.scalar(
        sa.select(Question)
        .where(
            Question.city_id == town.city.id,
            Question.contact_id == contact_id,
            Question.kind != Asked.CHOICE,
        )
        .order_by(Question.id.desc())
        .limit(1)
    )


def subjects(town: Town, question: Question | None) -> set[int]:
    """Return the openings that a question is about."""
    if question is None:
        return set()
    if question.kind is Asked.CHOICE:
        return {option["opening"] for option in question.options or []}
    kind: type[Invitation | Placement] = Invitation if question.kind is Asked.CALL else Placement
    if question.kind not in (Asked.CALL, Asked.OFFER, Asked.HOURS):
        return set()
    found = sa.select(Opening.id).join(kind, kind.opening_id == Opening.id)
    return set(
        town.session.scalars(
            found.where(
                Opening.city_id == town.city.id,
                kind.city_id == town.city.id,
                kind.id == question.subject_id,
            )
        )
    )
