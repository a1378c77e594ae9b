"""Checks, as those who may decide on them write them down and withdraw them.

They are shown to their volunteer and to who may decide on them: a manager sees what was
decided in their organisation, the council all. Whoever else runs a project learns only
whether somebody may take part in it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from volunteer.calls import lack_news, lack_texts, unsent
from volunteer.cities.model import City
from volunteer.core import audit, walls
from volunteer.core.audit import By, Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.messages import contacts
from volunteer.people import queries as people
from volunteer.people.checks import Check
from volunteer.people.levels import Level
from volunteer.people.model import State, Volunteer
from volunteer.people.names import same
from volunteer.staff.model import Member, Role

MAY_DECIDE = (Role.MANAGER, Role.COUNCIL_LEAD, Role.ADMINISTRATOR)
A_DAY = timedelta(days=1)
MOST_YEARS = 5
MOST = 500
SHOWN_AFTER = timedelta(days=90)  # a check that ran out longer ago is of no use to anybody
NOBODY = N_(
    "Nobody who has joined has this name and number. Check both; whoever has not joined yet "
    "has to do that first."
)
FUTURE = N_("The day of the decision is in the future.")


@dataclass(frozen=True, slots=True)
class NewCheck:
    """What somebody decided on: whose check, of what level, and from which day to which."""

    phone: str
    name: str
    level: Level
    decided_on: date
    last_day: date


@again_after_deadlock
def write(city: City, member: Member, new: NewCheck, *, now: datetime) -> int:
    """Write a check down; return its id. The same once more is the one that is there."""
    with transaction() as session:
        _ensure_may_decide(member)
        _ensure_days(new, now.astimezone(city.zone).date())
        volunteer = _held(session, city, new)
        known = _same(session, volunteer, new, _end(city, new.last_day))
        if known is not None:
            return known
        check = Check(
            city_id=city.id,
            volunteer_id=volunteer.id,
            level=new.level,
            decided_on=new.decided_on,
            ends_at=_end(city, new.last_day),
            decided_by_id=member.id,
            written_at=now,
        )
        session.add(check)
        session.flush()
        lack_texts.mend_of(session, city, volunteer.id, now=now)
        _record(session, member, Deed.CHECK_WRITTEN, check, now)
        return check.id


@again_after_deadlock
def withdraw(city: City, member: Member, check_id: int, *, now: datetime) -> None:
    """Withdraw a check: from now on it counts for nothing, and unsent texts are taken back.

    Who runs a session in which its volunteer has a place that takes one is told.
    """
    with transaction() as session:
        check = _for(session, member, check_id)
        volunteer = walls.fetch(session, Volunteer, city.id, check.volunteer_id)
        contacts.locked(session, city_id=city.id, contact_id=volunteer.contact_id)
        session.refresh(check)
        if check.withdrawn_at is not None:
            return
        check.withdrawn_at, check.withdrawn_by_id = now, member.id
        session.flush()
        unsent.take_back_of(session, city_id=city.id, volunteer_id=volunteer.id, now=now)
        lack_news.tell(session, city, volunteer.id, now=now)
        _record(session, member, Deed.CHECK_WITHDRAWN, check, now)


def seen_by(
    session: Session,
    member: Member,
    *,
    named: str = "",
    offset: int = 0,
    limit: int = MOST,
    now: datetime,
) -> list[tuple[Check, Member]]:
    """Return the checks that a member may see, each with who decided: what ends first, first.

    Left out are those that were withdrawn, or ran out long ago, and of who left. ``named`` is
    a part of the volunteer's name.
    """
    rows = session.execute(
        _visible(member)
        .where(
            Check.withdrawn_at.is_(None),
            Check.ends_at > now - SHOWN_AFTER,
            Volunteer.name.icontains(named, autoescape=True),
        )
        .order_by(Check.ends_at, Check.id)
        .offset(offset)
        .limit(limit)
    )
    return [(check, decider) for check, decider in rows]


def of_volunteer(
    session: Session, city_id: int, volunteer_id: int, *, now: datetime
) -> list[Check]:
    """Return somebody's own checks that hold today, the longest first."""
    return list(
        session.scalars(
            sa.select(Check)
            .where(
                Check.city_id == city_id,
                Check.volunteer_id == volunteer_id,
                Check.withdrawn_at.is_(None),
                Check.ends_at > now,
            )
            .order_by(Check.ends_at.desc(), Check.id)
            .limit(20)
        )
    )


def last_day(city: City, check: Check) -> date:
    """Return the last day on which a check is good, by the city's clock."""
    return (check.ends_at - timedelta(seconds=1)).astimezone(city.zone).date()


def _ensure_may_decide(member: Member) -> None:
    if member.role not in MAY_DECIDE:
        raise NotFound("not for this member to decide")


def _ensure_days(new: NewCheck, today: date) -> None:
    if new.decided_on > today:
        raise Refused(FUTURE)
    if new.last_day < today:
        raise Refused(N_("This check has run out already."))
    if new.last_day > new.decided_on + timedelta(days=366 * MOST_YEARS):
        raise Refused(N_("A check counts for at most %(years)s years."), years=MOST_YEARS)


def _end(city: City, last: date) -> datetime:
    return datetime.combine(last + A_DAY, time.min, city.zone).astimezone(UTC)


def _held(session: Session, city: City, new: NewCheck) -> Volunteer:
    """Return who has joined with a name and number, their phone locked."""
    contact = contacts.find(session, city_id=city.id, phone=new.phone)
    if contact is None:
        raise Refused(NOBODY)
    contacts.locked(session, city_id=city.id, contact_id=contact.id)
    for one in people.of_contact(session, city.id, contact.id):
        if one.state is State.ACTIVE and same(one.name, new.name):
            return one
    raise Refused(NOBODY)


def _same(session: Session, volunteer: Volunteer, new: NewCheck, ends_at: datetime) -> int | None:
    return session.scalar(
        sa.select(Check.id)
        .where(
            Check.city_id == volunteer.city_id,
            Check.volunteer_id == volunteer.id,
            Check.level == new.level,
            Check.decided_on == new.decided_on,
            Check.ends_at == ends_at,
            Check.withdrawn_at.is_(None),
        )
        .limit(1)
    )


def _visible(member: Member) -> sa.Select[Check, Member]:
    which = (
        sa.select(Check, Member)
        .join(Check.volunteer)
        .join(Member, Member.id == Check.decided_by_id)
        .where(
            Check.city_id == member.city_id,
            Volunteer.state != State.LEFT,
            Member.city_id == member.city_id,
        )
        .options(contains_eager(Check.volunteer))
    )
    if member.sees_whole_city:
        return which
    return which.where(Member.organisation_id == member.organisation_id)


def _for(session: Session, member: Member, check_id: int) -> Check:
    _ensure_may_decide(member)
    found = session.execute(_visible(member).where(Check.id == check_id)).first()
    if found is None:
        raise NotFound("no such check, or not for this member")
    check: Check = found[0]
    return check


def _record(session: Session, member: Member, deed: Deed, check: Check, now: datetime) -> None:
    by, about = By.member(member.id), ("check", check.id)
    audit.record(
        session, member.city_id, deed, by=by, about=about, now=now, volunteer_id=check.volunteer_id
    )
