"""News of time passing: what nobody does, but staff should hear of, is looked for here.

A step that tells writes who was told into the same transaction, and looks for that next
time, so a thing is told once, whoever many workers look. Each names no city: it looks
through all of them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core import log
from volunteer.core.db import transaction
from volunteer.core.errors import Refused
from volunteer.messages.model import Sender, Text
from volunteer.staff import recipients
from volunteer.staff.model import Member, SignInLink
from volunteer.staff.notices.kinds import Kind
from volunteer.staff.notices.model import Notice
from volunteer.staff.notices.reasons import NO_ORGANISATION, waiting_too_long
from volunteer.staff.notices.telling import tell, was_told

A_DAY = timedelta(days=1)
TOO_OLD = timedelta(days=14)  # an invitation that ran out so long ago is no news


def tell_of_desks_and_senders(*, now: datetime) -> int:
    """Tell of texts that wait on a desk for too long, and of numbers the carrier halted."""
    return in_each_city(_tell_of_desks, now=now) + in_each_city(_tell_of_sender, now=now)


def tell_of_invitations(*, now: datetime) -> int:
    """Tell of invitations to staff that nobody used and that run out within a day, or have."""
    return in_each_city(_tell_of_invitations, now=now)


def in_each_city(look: Callable[[Session, City, datetime], int], *, now: datetime) -> int:
    """Look for news in one city after the other, each in a transaction; return how many tell.

    A city where another worker is looking is left to it; one whose rules cannot be read
    keeps no other from being looked at.
    """
    told = 0
    with transaction() as session:
        cities_here = [city.id for city in cities.everyone(session)]
    for city_id in cities_here:
        try:
            with transaction() as session:
                city = session.scalar(_held(city_id))
                told += look(session, city, now) if city is not None else 0
        except (Refused, ValueError, LookupError, TypeError) as error:
            log.broke("news.failed", error, city_id=city_id)
    return told


def _held(city_id: int) -> sa.Select[City]:
    held = sa.select(City).where(City.id == city_id)
    return held.with_for_update(key_share=True, skip_locked=True)


def _tell_of_invitations(session: Session, city: City, now: datetime) -> int:
    return sum(
        tell(
            session,
            city,
            _inviters(session, city, member),
            Kind.EXPIRY,
            about=("member", member.id),
            now=now,
        )
        for member in session.scalars(_unused(city, now)).all()
    )


def _tell_of_desks(session: Session, city: City, now: datetime) -> int:
    """Tell each desk at most once in the time that a text may wait, and of each text once."""
    longest = timedelta(minutes=city.rules.desk_wait_minutes)
    desks = session.execute(
        sa.select(Text.organisation_id, sa.func.max(Text.desk_at))
        .where(*waiting_too_long(city, now))
        .group_by(Text.organisation_id)
        .order_by(Text.organisation_id)
    ).all()
    told = 0
    for organisation_id, newest in desks:
        desk = organisation_id or NO_ORGANISATION
        last = _last_told(session, city, desk)
        if last and newest and (now - last < longest or newest + longest <= last):
            continue
        whose = recipients.of_desk(session, city.id, organisation_id)
        told += tell(session, city, whose, Kind.TEXTS, about=("desk", desk), now=now)
    return told


def _last_told(session: Session, city: City, desk: int) -> datetime | None:
    return session.scalar(
        sa.select(sa.func.max(Notice.made_at)).where(
            Notice.city_id == city.id,
            Notice.kind == Kind.TEXTS,
            Notice.about == "desk",
            Notice.about_id == desk,
        )
    )


def _tell_of_sender(session: Session, city: City, now: datetime) -> int:
    told = was_told(city.id, Kind.HALTED, "sender", Sender.city_id, Sender.halted_at)
    halted = sa.select(Sender.city_id).where(
        Sender.city_id == city.id, Sender.halted_at.is_not(None), ~told
    )
    if session.scalar(halted) is None:
        return 0
    leads = recipients.leads(session, city.id)
    return tell(session, city, leads, Kind.HALTED, about=("sender", city.id), now=now)


def _unused(city: City, now: datetime) -> sa.Select[Member]:
    """Select who never came in, by whose newest link nobody will come in soon."""
    newest = (
        sa.select(SignInLink.member_id, sa.func.max(SignInLink.id).label("id"))
        .where(SignInLink.city_id == city.id, SignInLink.asks_password)
        .group_by(SignInLink.member_id)
        .subquery()
    )
    return (
        sa.select(Member)
        .join(newest, newest.c.member_id == Member.id)
        .join(SignInLink, SignInLink.id == newest.c.id)
        .where(
            Member.city_id == city.id,
            SignInLink.city_id == city.id,
            Member.disabled_at.is_(None),
            Member.password_hash.is_(None),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at.between(now - TOO_OLD, now + A_DAY),
            ~was_told(city.id, Kind.EXPIRY, "member", Member.id, SignInLink.made_at),
        )
        .order_by(Member.id)
        .limit(100)
    )


def _inviters(session: Session, city: City, newcomer: Member) -> list[Member]:
    """Return who may invite somebody again: who did, or else the city's administrators."""
    who_did = recipients.the_one(session, city.id, newcomer.invited_by_id)
    if who_did:
        return who_did
    able = recipients.administrators(session, city.id)
    return [one for one in able if one.id != newcomer.id]
