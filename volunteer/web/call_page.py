"""What the page of a call shows besides the shortlist: what to expect, and how it is doing."""

from dataclasses import dataclass
from datetime import datetime

from volunteer.calls import expecting, progress, service, urgent
from volunteer.calls.model import LIVE, Call, CallState, Invitation
from volunteer.calls.outlook import Outlook
from volunteer.calls.progress import Progress, Waiting
from volunteer.calls.shortlist import Shortlist
from volunteer.core.db import db
from volunteer.messages import calling
from volunteer.projects.model import Opening
from volunteer.web.access import city
from volunteer.web.call_text import Preview, previews


@dataclass(frozen=True, slots=True)
class Planned:
    """A call that may be started: what to expect of it, and its text."""

    outlook: Outlook | None
    preview: Preview
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Live:
    """How the calls about an opening are doing."""

    progress: Progress
    newest: list[Invitation]
    line: list[Waiting]
    outlook: Outlook | None
    next_wave: datetime | None
    may_hurry: bool
    at: datetime


def planned(
    opening: Opening, found: Shortlist, text: Preview, *, beyond: bool, now: datetime
) -> Planned:
    """Return what comes of a call that is started now, as usual; or proposed, and approved."""
    outlook = expecting.of(db.session(), city(), opening, found.chances, beyond=beyond, now=now)
    return Planned(outlook, text, service.deadline(city(), opening, now))


def planned_urgently(
    opening: Opening, found: Shortlist, *, beyond: bool, now: datetime
) -> Planned | None:
    """Return what comes of a call that is started now as urgent; None where none may be."""
    if not found.best or not urgent.may_be(city(), opening, now=now):
        return None
    outlook = expecting.of(
        db.session(), city(), opening, found.chances, as_urgent=True, beyond=beyond, now=now
    )
    text, *_ = previews(opening, found.best, urgent=True)
    return Planned(outlook, text, service.deadline(city(), opening, now, urgent=True))


def live(opening: Opening, call: Call | None, found: Shortlist, *, now: datetime) -> Live:
    """Return how an opening's calls are doing, and what to expect of the one that asks."""
    session, here = db.session(), city()
    asks = call if call is not None and call.state in LIVE else None
    return Live(
        progress=progress.of(session, here, opening),
        newest=progress.newest(session, here, opening),
        line=progress.line(session, here, opening),
        outlook=_outlook(opening, asks, found, now),
        next_wave=_next_wave(asks, now),
        may_hurry=asks is not None and _may_hurry(asks, opening, now),
        at=now,
    )


def _outlook(
    opening: Opening, call: Call | None, found: Shortlist, now: datetime
) -> Outlook | None:
    if call is None:
        return None
    return expecting.of(db.session(), city(), opening, found.chances, call=call, now=now)


def _next_wave(call: Call | None, now: datetime) -> datetime | None:
    """Return when the next people are asked: no moment that is over, and before time is up."""
    if call is None or call.next_wave_at is None:
        return None
    at = calling.next_open(city(), max(call.next_wave_at, now))
    return at if at < call.deadline else None


def _may_hurry(call: Call, opening: Opening, now: datetime) -> bool:
    runs = call.state is CallState.RUNNING and not call.urgent
    return runs and urgent.may_be(city(), opening, now=now)
