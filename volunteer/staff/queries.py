"""Finding the people who work here."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.core.errors import NotFound
from volunteer.staff.model import Member, Organisation


def member(session: Session, city_id: int, member_id: int) -> Member:
    """Return a member who may still come in."""
    return _the_one(session, Member.city_id == city_id, Member.id == member_id)


def lead(session: Session, city_id: int, member_id: int) -> Member:
    """Return a member whose task is the city's plan: a council lead or an administrator."""
    found = member(session, city_id, member_id)
    if not found.sees_whole_city:
        raise NotFound("not for this member")
    return found


def member_with_email(session: Session, city_id: int, email: str) -> Member:
    """Return the member with an e-mail address, however it is capitalised."""
    return _the_one(session, Member.city_id == city_id, Member.email == email.strip().lower())


def members(session: Session, city_id: int) -> list[Member]:
    """Return the members of a city by name, those who may not come in any more too."""
    of_city = sa.select(Member).where(Member.city_id == city_id)
    listed = of_city.options(joinedload(Member.organisation)).order_by(Member.name, Member.id)
    return list(session.scalars(listed.limit(1000)))


def organisations(session: Session, city_id: int) -> list[Organisation]:
    """Return the organisations of a city by name."""
    of_city = sa.select(Organisation).where(Organisation.city_id == city_id)
    return list(session.scalars(of_city.order_by(Organisation.name, Organisation.id).limit(1000)))


def _the_one(session: Session, *which: sa.ColumnElement[bool]) -> Member:
    found = session.scalar(
        sa.select(Member)
        .where(*which, Member.disabled_at.is_(None))
        .options(joinedload(Member.organisation))
    )
    if found is None:
        raise NotFound("no such member")
    return found
