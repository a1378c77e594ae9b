"""The texts in which the demo's people told how long they helped."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from volunteer.calls.model import Placement
from volunteer.demo import texts
from volunteer.demo.stage import Stage
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.messages import effects, whys, wording
from volunteer.messages.effects import Changed
from volunteer.messages.model import Asked, Lane, Question, QuestionState
from volunteer.projects.model import Opening, ProjectSession

TEXTED = timedelta(seconds=2)
WINDOW = timedelta(hours=48)


def text(stage: Stage, *, since: datetime) -> None:
    """Write down how each text that claimed hours from a moment on was asked for and answered."""
    stage.session.flush()
    for entry, placement in stage.session.execute(
        sa.select(Entry, Placement)
        .join(Opening, Opening.session_id == Entry.session_id)
        .join(
            Placement,
            sa.and_(
                Placement.opening_id == Opening.id, Placement.volunteer_id == Entry.volunteer_id
            ),
        )
        .where(
            Entry.city_id == stage.city.id,
            Placement.city_id == stage.city.id,
            Entry.claimed_by == ClaimedBy.TEXT,
            Entry.claimed_at >= since,
        )
        .options(joinedload(Entry.session).joinedload(ProjectSession.project))
        .order_by(Entry.claimed_at, Entry.id)
    ):
        _tell(stage, entry, placement)


def _tell(stage: Stage, entry: Entry, placement: Placement) -> None:
    """Tell hours: asked for them after a session, unasked where there is no fixed one."""
    assert entry.claimed_at is not None
    contact, hours = placement.volunteer.contact, f"{(entry.claimed_minutes or 0) / 60:g}"
    question = _ask(stage, entry, placement) if entry.session.ends_at else None
    came = texts.came(
        stage,
        contact,
        hours if question else f"HOURS {hours}",
        at=entry.claimed_at,
        did=whys.HOURS,
        settles=question,
    )
    given = wording.length(entry.claimed_minutes or 0, contact.language)
    thanks = _words(stage, "hours_thanks", entry, placement, hours=given)
    texts.sent(stage, contact, "hours_thanks", thanks, at=entry.claimed_at + TEXTED, answers=came)
    at = entry.claimed_at + texts.TRAVELS
    effects.record(stage.session, came, Changed.HOURS, entry.id, now=at, claimed_minutes=None)


def _ask(stage: Stage, entry: Entry, placement: Placement) -> Question:
    assert entry.session.ends_at is not None
    assert entry.claimed_at is not None
    contact = placement.volunteer.contact
    at = entry.session.ends_at + timedelta(minutes=stage.city.rules.hours_asked_minutes_after)
    question = texts.asked(
        stage,
        contact,
        Asked.HOURS,
        placement.id,
        at=at,
        window=WINDOW,
        settled=(QuestionState.ANSWERED, entry.claimed_at),
    )
    body = _words(stage, "hours_ask", entry, placement)
    texts.sent(
        stage, contact, "hours_ask", body, at=at + TEXTED, lane=Lane.NOTICE, question=question
    )
    return question


def _words(stage: Stage, which: str, entry: Entry, placement: Placement, **values: object) -> str:
    return wording.text(
        which,
        city=stage.city,
        language=placement.volunteer.contact.language,
        name=placement.volunteer.name,
        title=entry.session.project.title,
        **values,
    )
