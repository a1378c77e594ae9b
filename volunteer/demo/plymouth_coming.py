"""The demo's Plymouth in the two weeks to come: one session full, one being asked about."""

from volunteer.calls.model import Answer, Invitation
from volunteer.demo import coming, past, plymouth_projects
from volunteer.demo.series import Series
from volunteer.demo.stage import Stage
from volunteer.demo.year import Event

SOON = 7  # days
SHARE_SOON, SHARE_LATER = 0.5, 0.15
WAITING, ASKED = 2, 5


def look_ahead(stage: Stage, ahead: list[Event]) -> list[Invitation]:
    """Fill what is coming in part; return the invitations that nobody has answered yet."""
    full = _next(stage, ahead, plymouth_projects.SUPPER)
    asking = _next(stage, ahead, plymouth_projects.BOXES)
    for event in ahead:
        if event not in (full, asking):
            _take(stage, event)
    coming.overfill(full.filling, waiting=WAITING)
    asked = coming.ask(asking.filling, most=ASKED)
    return [one for one in asked if one.answer is Answer.ASKED]


def _next(stage: Stage, ahead: list[Event], series: Series) -> Event:
    return next(e for e in ahead if e.series is series and _away(stage, e) > 0)


def _take(stage: Stage, event: Event) -> None:
    away = _away(stage, event)
    if away == 0:
        past.fill(event.filling)
    else:
        coming.take(event.filling, SHARE_SOON if away <= SOON else SHARE_LATER)


def _away(stage: Stage, event: Event) -> int:
    return stage.days.until(event.filling.opening.session.starts_at)
