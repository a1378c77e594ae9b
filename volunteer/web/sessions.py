"""Who is signed in on this browser: kept in a signed cookie, looked up at every request."""

from time import time

import sqlalchemy as sa
from flask import session

from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.people.model import State, Volunteer
from volunteer.staff import standing
from volunteer.staff.model import Member

STAFF_IDLE_SECONDS = 30 * 60
STAFF_SECONDS = 12 * 60 * 60


def begin_as_volunteer(city: City, volunteer_id: int) -> None:
    """Sign a volunteer in."""
    _begin(city)
    session["volunteer_id"] = volunteer_id
    session.permanent = True


def begin_as_member(city: City, member_id: int) -> None:
    """Sign a member of staff in: until idle for 30 minutes, and for 12 hours at most."""
    _begin(city)
    session["member_id"] = member_id
    session["generation"] = _generation(city, member_id)
    session["began"] = session["seen"] = time()
    session.permanent = False


def end() -> None:
    """Sign whoever it is out; a member of staff on every other browser too."""
    if "generation" in session:
        standing.end_sessions(session["city_id"], session["member_id"], session["generation"])
    session.clear()


def volunteer(city: City) -> Volunteer | None:
    """Return the volunteer of this city who is signed in; nobody who has left."""
    if "volunteer_id" not in session or session["city_id"] != city.id:
        return None
    return db.session.scalar(
        sa.select(Volunteer).where(
            Volunteer.city_id == city.id,
            Volunteer.id == session["volunteer_id"],
            Volunteer.state == State.ACTIVE,
        )
    )


def member(city: City) -> Member | None:
    """Return the member of staff of this city who is signed in; nobody who was signed out since."""
    if "member_id" not in session or session["city_id"] != city.id or _is_over():
        return None
    session["seen"] = time()
    return db.session.scalar(
        sa.select(Member).where(
            Member.city_id == city.id,
            Member.id == session["member_id"],
            Member.generation == session.get("generation"),
            Member.disabled_at.is_(None),
        )
    )


def _begin(city: City) -> None:
    if session.get("city_id") != city.id:
        session.clear()
    session.pop("csrf_token", None)  # one that was known before signing in is worth nothing after
    session["city_id"] = city.id


def _generation(city: City, member_id: int) -> int:
    of_member = sa.select(Member.generation).where(
        Member.city_id == city.id, Member.id == member_id
    )
    return db.session.scalars(of_member).one()


def _is_over() -> bool:
    """Tell whether staff must sign in again. By the real clock: the demo's makes leaps."""
    now = time()
    idle, age = now - session["seen"], now - session["began"]
    return bool(idle > STAFF_IDLE_SECONDS or age > STAFF_SECONDS)
