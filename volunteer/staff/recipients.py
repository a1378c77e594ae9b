"""Whom to tell: the people who answer for a city, an organisation or a member."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.staff.model import Member, Role

LEADS = (Role.COUNCIL_LEAD, Role.ADMINISTRATOR)


def leads(session: Session, city_id: int) -> list[Member]:
    """Return the city's council leads and administrators."""
    return _those(session, city_id, Member.role.in_(LEADS))


def administrators(session: Session, city_id: int) -> list[Member]:
    """Return the city's administrators."""
    return _those(session, city_id, Member.role == Role.ADMINISTRATOR)


def of_organisation(
    session: Session, city_id: int, organisation_id: int | None, *, roles: Collection[Role] = ()
) -> list[Member]:
    """Return who works for an organisation of the city; of some ``roles`` only, if given."""
    if organisation_id is None:
        return []
    which = [Member.organisation_id == organisation_id]
    return _those(session, city_id, *which, *([Member.role.in_(roles)] if roles else []))


def of_desk(session: Session, city_id: int, organisation_id: int | None) -> list[Member]:
    """Return whose desk it is: an organisation's people, and the leads where it has none."""
    return of_organisation(session, city_id, organisation_id) or leads(session, city_id)


def the_one(session: Session, city_id: int, member_id: int | None) -> list[Member]:
    """Return one member who may still come in, or nobody."""
    return [] if member_id is None else _those(session, city_id, Member.id == member_id)


def _those(session: Session, city_id: int, *which: sa.ColumnElement[bool]) -> list[Member]:
    here = sa.select(Member).where(Member.city_id == city_id, Member.disabled_at.is_(None), *which)
    return list(session.scalars(here.order_by(Member.id).limit(1000)))
