"""How often one person is asked at most, counted in the database for a whole wave at once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.matching import MONTH, Limits
from volunteer.calls.model import Invitation
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core import bulk
from volunteer.people.model import Volunteer


def limits(rules: Rules, own_limit: int | None = None) -> Limits:
    """Return what we promised when they joined, with their own limit."""
    return Limits(
        a_day=rules.calls_a_day,
        in_7_days=rules.calls_in_7_days,
        in_14_days=rules.calls_in_14_days,
        in_30_days=rules.calls_in_30_days,
        a_month=own_limit,
    )


def reached(
    session: Session, city: City, volunteer_ids: Collection[int], *, now: datetime
) -> set[int]:
    """Return who of these was asked as often by now as was promised, or as they said."""
    own = Volunteer.most_calls_a_month
    full = [_asked_within(span, now) >= most for span, most in limits(city.rules).spans()]
    asked = sa.and_(
        Invitation.volunteer_id == Volunteer.id,
        Invitation.city_id == city.id,
        Invitation.asked_at > now - MONTH,
    )
    found = (
        sa.select(Volunteer.id)
        .outerjoin(Invitation, asked)
        .where(Volunteer.city_id == city.id, Volunteer.id.in_(bulk.listed_ids(session)))
        .group_by(Volunteer.id, own)
        .having(sa.or_(*full, _asked_within(MONTH, now) >= own))
    )
    return set(session.scalars(found, bulk.document_of_ids(volunteer_ids)))


def _asked_within(span: timedelta, now: datetime) -> sa.ColumnElement[Any]:
    return sa.func.sum(sa.case((Invitation.asked_at > now - span, 1), else_=0))
