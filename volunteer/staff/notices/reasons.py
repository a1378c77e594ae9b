"""Whether what a notice tells is still so; what is not is never sent."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages.model import Sender, Text
from volunteer.staff.model import Member

# Returns those of the ids (of one city) that are still as they were told.
Still = Callable[[Session, City, Collection[int], datetime], set[int]]
Reasons = Mapping[str, Still]

NO_ORGANISATION = 0  # the desk of texts that nobody's question led to


def waiting_too_long(city: City, now: datetime) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of texts that have been on the desk for longer than a while."""
    longest = timedelta(minutes=city.rules.desk_wait_minutes)
    return [
        Text.city_id == city.id,
        Text.desk_at.is_not(None),
        Text.seen_at.is_(None),
        Text.desk_at <= now - longest,
    ]


def _texts(session: Session, city: City, ids: Collection[int], _now: datetime) -> set[int]:
    on_desk = sa.select(Text.id).where(
        Text.city_id == city.id,
        Text.id.in_(ids),
        Text.desk_at.is_not(None),
        Text.seen_at.is_(None),
    )
    return set(session.scalars(on_desk))


def _desks(session: Session, city: City, ids: Collection[int], now: datetime) -> set[int]:
    desk = sa.func.coalesce(Text.organisation_id, NO_ORGANISATION)
    waiting = sa.select(desk).where(*waiting_too_long(city, now), desk.in_(ids)).distinct()
    return set(session.scalars(waiting))


def _senders(session: Session, city: City, _ids: Collection[int], _now: datetime) -> set[int]:
    halted = sa.select(Sender.city_id).where(
        Sender.city_id == city.id, Sender.halted_at.is_not(None)
    )
    return set(session.scalars(halted))


def _newcomers(session: Session, city: City, ids: Collection[int], _now: datetime) -> set[int]:
    return _members(session, city, ids, Member.password_hash.is_(None))


def _colleagues(session: Session, city: City, ids: Collection[int], _now: datetime) -> set[int]:
    return _members(session, city, ids)


def _members(
    session: Session, city: City, ids: Collection[int], *which: sa.ColumnElement[bool]
) -> set[int]:
    here = sa.select(Member.id).where(
        Member.city_id == city.id, Member.id.in_(ids), Member.disabled_at.is_(None), *which
    )
    return set(session.scalars(here))


REASONS: Reasons = {
    "text": _texts,
    "desk": _desks,
    "sender": _senders,
    "member": _newcomers,
    "refused": _colleagues,
}
