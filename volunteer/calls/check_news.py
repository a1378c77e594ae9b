"""News of checks that run out: told before, to who decided on them and to whose they are."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls import checks
from volunteer.cities.model import City
from volunteer.messages import outbox, wording
from volunteer.messages.model import Contact, Lane
from volunteer.people.checks import Check
from volunteer.people.levels import Level, covering
from volunteer.people.model import State, Volunteer
from volunteer.staff import notices, recipients
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind
from volunteer.staff.notices.news import in_each_city
from volunteer.staff.notices.reasons import Reasons

BEFORE = timedelta(days=30)
AT_ONCE = 100
NEWS = timedelta(days=7)


def tell_of_checks(*, now: datetime) -> int:
    """Tell, once, of checks that run out within a month and have no successor yet."""
    return in_each_city(_tell, now=now)


def _tell(session: Session, city: City, now: datetime) -> int:
    told = 0
    for check in session.scalars(_running_out(city, now)):
        told += _tell_staff(session, city, check, now)
        _tell_volunteer(session, city, check, now)
        check.warned_at = now
    return told


def _running_out(city: City, now: datetime) -> sa.Select[Check]:
    return (
        sa.select(Check)
        .join(Check.volunteer)
        .where(
            Check.city_id == city.id,
            Volunteer.state == State.ACTIVE,
            Check.warned_at.is_(None),
            Check.withdrawn_at.is_(None),
            Check.ends_at > now,
            Check.ends_at <= now + BEFORE,
            ~_is_renewed(),
        )
        .order_by(Check.ends_at, Check.id)
        .limit(AT_ONCE)
        .with_for_update(of=Check, skip_locked=True)
    )


def _is_renewed() -> sa.ColumnElement[bool]:
    """Say that there is a check of that level, or a higher one, which lasts longer."""
    newer = aliased(Check)
    says_as_much = sa.or_(
        *(sa.and_(Check.level == one, newer.level.in_(covering(one))) for one in Level)
    )
    return sa.exists().where(
        newer.city_id == Check.city_id,
        newer.volunteer_id == Check.volunteer_id,
        says_as_much,
        newer.withdrawn_at.is_(None),
        newer.ends_at > Check.ends_at,
    )


def _tell_staff(session: Session, city: City, check: Check, now: datetime) -> int:
    """Tell who decided; when they are gone the managers there, and else the council's leads."""
    whom = recipients.the_one(session, city.id, check.decided_by_id)
    whom = [one for one in whom if one.role in checks.MAY_DECIDE]
    whom = whom or recipients.of_organisation(
        session, city.id, _decider(session, check).organisation_id, roles=[Role.MANAGER]
    )
    whom = whom or recipients.leads(session, city.id)
    return notices.tell(session, city, whom, Kind.EXPIRY, about=("check", check.id), now=now)


def _tell_volunteer(session: Session, city: City, check: Check, now: datetime) -> None:
    contact: Contact = check.volunteer.contact
    if contact.unreachable_at is not None:
        return
    until = wording.day(checks.last_day(city, check), contact.language)
    body = wording.text(
        "check_ends",
        city=city,
        language=contact.language,
        name=check.volunteer.name,
        level=check.level.value,
        until=until,
        organisation=_decider(session, check).organisation.name,
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="check_ends",
        body=body,
        lane=Lane.NOTICE,
        now=now,
        expires_at=min(check.ends_at, now + NEWS),
    )


def _decider(session: Session, check: Check) -> Member:
    return session.scalars(
        sa.select(Member).where(Member.city_id == check.city_id, Member.id == check.decided_by_id)
    ).one()


def _still(session: Session, city: City, ids: Collection[int], now: datetime) -> set[int]:
    """Return those that still run out: not withdrawn, and without a successor."""
    which = sa.select(Check.id).where(
        Check.city_id == city.id,
        Check.id.in_(ids),
        Check.withdrawn_at.is_(None),
        Check.ends_at > now - BEFORE,
        ~_is_renewed(),
    )
    return set(session.scalars(which))


REASONS: Reasons = {"check": _still}
