"""A change of a role by which its calls would ask more people than somebody approved."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import inf

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import LIVE, Call, CallState
from volunteer.cities.model import City
from volunteer.people.levels import Level
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening

FARTHEST = 1_000.0  # km: farther than a role may say, and nearer than anywhere
ASKS_OR_MAY = (*LIVE, CallState.FULL)  # a place may come free: ``reopening``


def widens(was: NewRole, new: NewRole) -> bool:
    """Return whether a role may be asked of anybody of whom it was not to be asked before."""
    before, asked = was.requirements, new.requirements
    return (
        _reach(new) > _reach(was)
        or not set(was.skills_required) <= set(new.skills_required)
        or asked.least_age < before.least_age
        or (before.vehicle and not asked.vehicle)
        or is_lower(before.level, asked.level)
    )


def is_lower(before: Level | None, level: Level | None) -> bool:
    """Return whether a level of check, or none, says less than the one before."""
    return _rank(level) < _rank(before)


def raised(openings: Sequence[Opening], places: Mapping[int, int]) -> list[int]:
    """Return the ids of the openings that get more places than they have."""
    return [one.id for one in openings if places.get(one.id, one.places) > one.places]


def revoke(session: Session, city: City, opening_ids: Sequence[int], *, now: datetime) -> int:
    """Let calls about these openings that a second person approved be as if nobody had.

    They go on, and one person's limit counts for them again. Return how many they were.
    """
    revoking = (
        sa.update(Call)
        .where(
            Call.city_id == city.id,
            Call.opening_id.in_(opening_ids),
            Call.state.in_(ASKS_OR_MAY),
            Call.deadline > now,
            Call.decided_at.is_not(None),
        )
        .values(decided_by_id=None, decided_at=None)
        .returning(Call.id)
    )
    return len(session.scalars(revoking).all())


def _reach(role: NewRole) -> float:
    """Return how far away people may live; what is done from home is asked of whoever is there."""
    if role.remote:
        return inf
    return FARTHEST if role.radius_km is None else role.radius_km


def _rank(level: Level | None) -> int:
    return level.rank if level else 0
