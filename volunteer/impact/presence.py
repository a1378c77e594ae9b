"""Who took part in what, and when: the rows that people are counted from."""

from datetime import datetime

import sqlalchemy as sa

from volunteer.calls.model import Placement, Standing
from volunteer.hours.model import Entry
from volunteer.projects.model import Opening, ProjectSession


def presence(city_id: int) -> sa.Subquery:
    """Return ``volunteer_id``, ``session_id`` and ``at`` of everyone who took part.

    That is who was marked as attended, and who has hours, claimed at least and not
    confirmed as none; what was given before a flexible session was cancelled stays given.
    One person may stand twice beside one session: count distinct.
    """
    came = (
        sa.select(Placement.volunteer_id, Opening.session_id, moment(Placement.since).label("at"))
        .join(Placement.opening)
        .join(Opening.session)
        .where(
            Placement.city_id == city_id,
            Placement.standing == Standing.ATTENDED,
        )
    )
    gave = (
        sa.select(Entry.volunteer_id, Entry.session_id, entry_moment().label("at"))
        .join(Entry.session)
        .where(
            Entry.city_id == city_id,
            sa.func.coalesce(Entry.confirmed_minutes, Entry.claimed_minutes) > 0,
        )
    )
    return came.union_all(gave).subquery("presence")


def entry_moment() -> sa.ColumnElement[datetime]:
    """Return when an entry's time was given."""
    return moment(sa.func.coalesce(Entry.claimed_at, Entry.confirmed_at))


def moment(written_at: sa.SQLColumnExpression[datetime]) -> sa.ColumnElement[datetime]:
    """Return when something of a session was: at its start; if it is flexible, when written."""
    return sa.case((ProjectSession.ends_at.is_(None), written_at), else_=ProjectSession.starts_at)


def between(
    at: sa.SQLColumnExpression[datetime], since: datetime | None, until: datetime | None
) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a period: from ``since`` on, before ``until``."""
    conditions = []
    if since is not None:
        conditions.append(at >= since)
    if until is not None:
        conditions.append(at < until)
    return conditions
