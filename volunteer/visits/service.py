"""Beginning a visit, finding it again at each request, ending it at once.

Times are real ones: a demo's clock makes leaps, and nobody is signed out by those.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core import audit, walls
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.visits.model import Ended, Stage, Visit

MINUTE = timedelta(minutes=1)
KEPT = timedelta(days=200)
LONGEST_NAME = 60  # of a browser


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a visit lasts: since it was last seen, and in all."""

    idle: timedelta
    in_all: timedelta


STAFF = Limits(idle=timedelta(minutes=30), in_all=timedelta(hours=12))
HALFWAY = Limits(idle=timedelta(minutes=15), in_all=timedelta(minutes=15))
VOLUNTEER = Limits(idle=timedelta(days=31), in_all=timedelta(days=180))


def begin(
    city_id: int,
    *,
    member_id: int | None = None,
    volunteer_id: int | None = None,
    stage: Stage = Stage.IN,
    browser: str = "",
    now: datetime,
) -> str:
    """Begin a visit of a member or a volunteer; return the token that its browser keeps."""
    who = {"member_id": member_id, "volunteer_id": volunteer_id}
    with transaction() as session:
        return begin_in(session, city_id, who, stage=stage, browser=browser, now=now)


def begin_in(
    session: Session,
    city_id: int,
    who: Mapping[str, int | None],
    *,
    stage: Stage,
    browser: str,
    now: datetime,
) -> str:
    """Begin a visit in the caller's transaction, and last in it."""
    token = secrets.token_urlsafe(32)
    _forget_old(session, city_id, now)
    visit = Visit(
        city_id=city_id,
        token_hash=_hash(token),
        stage=stage,
        browser=browser[:LONGEST_NAME],
        began_at=now,
        seen_at=now,
        **who,
    )
    session.add(visit)
    session.flush()
    if stage is Stage.IN:
        _record(session, visit, now, Deed.SIGNED_IN, Deed.VOLUNTEER_SIGNED_IN)
    return token


def find(session: Session, city_id: int, token: str, *, now: datetime) -> Visit | None:
    """Return the visit that a token is of, if it is neither ended nor over."""
    visit = session.scalar(
        sa.select(Visit).where(
            Visit.city_id == city_id, Visit.token_hash == _hash(token), Visit.ended_at.is_(None)
        )
    )
    return None if visit is None or is_over(visit, now) else visit


def is_over(visit: Visit, now: datetime) -> bool:
    """Return whether a visit has lasted as long as it may."""
    limits = _limits(visit)
    return now - visit.seen_at > limits.idle or now - visit.began_at > limits.in_all


def see(visit: Visit, *, now: datetime) -> None:
    """Write down that a visit goes on; once a minute is enough."""
    if now - visit.seen_at < MINUTE:
        return
    seeing = (
        sa.update(Visit)
        .where(Visit.city_id == visit.city_id, Visit.id == visit.id)
        .values(seen_at=now)
    )
    with transaction() as session:
        session.execute(seeing)


def end(city_id: int, token: str, because: Ended, *, now: datetime) -> None:
    """End the visit that a token is of, if it goes on."""
    with transaction() as session:
        visit = find(session, city_id, token, now=now)
        if visit is None:
            return
        _end(session, city_id, because, now, Visit.id == visit.id)
        if because is Ended.SIGNED_OUT and visit.stage is Stage.IN:
            _record(session, visit, now, Deed.SIGNED_OUT)


def end_one(city_id: int, member_id: int, visit_id: int, because: Ended, *, now: datetime) -> bool:
    """End one of a member's visits; return whether there was such a one."""
    which = Visit.member_id == member_id, Visit.id == visit_id
    with transaction() as session:
        ended = _end(session, city_id, because, now, *which) > 0
        if ended:
            _record(
                session, walls.fetch(session, Visit, city_id, visit_id), now, Deed.SESSION_ENDED
            )
        return ended


def end_all(
    session: Session,
    city_id: int,
    member_id: int,
    because: Ended,
    *,
    now: datetime,
    but: int | None = None,
) -> int:
    """End a member's visits on every browser, ``but`` one; return how many."""
    others = [Visit.id != but] if but is not None else []
    return _end(session, city_id, because, now, Visit.member_id == member_id, *others)


def of_member(session: Session, city_id: int, member_id: int, *, now: datetime) -> list[Visit]:
    """Return where a member is signed in, the latest first."""
    going_on = session.scalars(
        sa.select(Visit)
        .where(
            Visit.city_id == city_id,
            Visit.member_id == member_id,
            Visit.ended_at.is_(None),
            Visit.stage == Stage.IN,
            Visit.seen_at > now - STAFF.idle,
        )
        .order_by(Visit.seen_at.desc(), Visit.id.desc())
        .limit(100)
    )
    return [visit for visit in going_on if not is_over(visit, now)]


def browsers(session: Session, city_id: int, member_id: int) -> set[str]:
    """Return the names of the browsers on which a member has signed in of late."""
    names = sa.select(Visit.browser).where(
        Visit.city_id == city_id, Visit.member_id == member_id, Visit.stage == Stage.IN
    )
    return set(session.scalars(names.distinct().limit(500)))


def last_seen(session: Session, city_id: int) -> dict[int, datetime]:
    """Return when each member of a city was last signed in, by their ids."""
    latest = (
        sa.select(Visit.member_id, sa.func.max(Visit.seen_at))
        .where(Visit.city_id == city_id, Visit.member_id.is_not(None), Visit.stage == Stage.IN)
        .group_by(Visit.member_id)
    )
    return {member_id: at for member_id, at in session.execute(latest) if member_id is not None}


def _limits(visit: Visit) -> Limits:
    if visit.member_id is None:
        return VOLUNTEER
    return STAFF if visit.stage is Stage.IN else HALFWAY


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _record(
    session: Session, visit: Visit, now: datetime, deed: Deed, of_a_volunteer: Deed | None = None
) -> None:
    """Write down what somebody did about a visit of their own."""
    if visit.member_id is not None:
        by = By.member(visit.member_id)
    else:
        assert visit.volunteer_id is not None
        by, deed = By.volunteer(visit.volunteer_id), of_a_volunteer or deed
    audit.record(session, visit.city_id, deed, by=by, about=("visit", visit.id), now=now)


def _forget_old(session: Session, city_id: int, now: datetime) -> None:
    session.execute(sa.delete(Visit).where(Visit.city_id == city_id, Visit.seen_at <= now - KEPT))


def _end(
    session: Session,
    city_id: int,
    because: Ended,
    now: datetime,
    *which: sa.ColumnElement[bool],
) -> int:
    ended = session.scalars(
        sa.update(Visit)
        .where(Visit.city_id == city_id, Visit.ended_at.is_(None), *which)
        .values(ended_at=now, ended_because=because)
        .returning(Visit.id)
    )
    return len(ended.all())
