"""Who is signed in on this browser: its cookie holds a token, the visit is a row."""

from datetime import UTC, datetime

import sqlalchemy as sa
from flask import request, session
from sqlalchemy.orm import joinedload
from ua_parser import parse

from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.people.model import State, Volunteer
from volunteer.staff import coming_in
from volunteer.staff.model import Member
from volunteer.visits import service as visits
from volunteer.visits.model import Ended, Stage, Visit

STAFF, VOLUNTEER = "staff_visit", "volunteer_visit"  # one browser may hold both
LONGEST_AGENT = 300
BY_ITSELF = "X-By-Itself"  # a page looks again, nobody is there perhaps: nothing is seen


def real_now() -> datetime:
    """Return the real time: a demo's clock makes leaps, phones and people do not."""
    return datetime.now(UTC)


def begin_as_volunteer(city: City, volunteer_id: int) -> None:
    """Sign a volunteer in."""
    city_id = city.id
    _renew(city)
    _end(city_id, VOLUNTEER, Ended.WENT_ON)
    session[VOLUNTEER] = visits.begin(
        city_id, volunteer_id=volunteer_id, browser=_browser(), now=real_now()
    )
    session.permanent = True


def begin_as_member(
    city: City, member_id: int, *, stage: Stage = Stage.IN, since: datetime | None = None
) -> None:
    """Let a member of staff go one step further in, under a new token.

    ``since`` is when they took the step before, if that was by their password.
    """
    city_id = city.id
    _renew(city)
    _end(city_id, STAFF, Ended.WENT_ON)
    session[STAFF] = coming_in.begin(
        city_id, member_id, stage=stage, browser=_browser(), now=real_now(), since=since
    )
    session.permanent = False


def end(because: Ended = Ended.SIGNED_OUT) -> None:
    """Sign whoever it is out on this browser; copies of its cookie are worth nothing then."""
    for key in (STAFF, VOLUNTEER):
        _end(session.get("city_id", 0), key, because)
    session.clear()


def volunteer(city: City) -> Volunteer | None:
    """Return the volunteer of this city who is signed in; nobody who has left."""
    visit = _visit(city, VOLUNTEER)
    if visit is None:
        return None
    return db.session.scalar(
        sa.select(Volunteer).where(
            Volunteer.city_id == city.id,
            Volunteer.id == visit.volunteer_id,
            Volunteer.state == State.ACTIVE,
        )
    )


def staff_visit(city: City) -> Visit | None:
    """Return the visit of a member of staff on this browser, however far they are in."""
    return _visit(city, STAFF)


def member_of(visit: Visit) -> Member | None:
    """Return whose visit it is; nobody who may not come in any more."""
    return db.session.scalar(
        sa.select(Member)
        .where(
            Member.city_id == visit.city_id,
            Member.id == visit.member_id,
            Member.disabled_at.is_(None),
        )
        .options(joinedload(Member.organisation))
    )


def _visit(city: City, key: str) -> Visit | None:
    if key not in session or session.get("city_id") != city.id:
        return None
    now = real_now()
    visit = visits.find(db.session(), city.id, session[key], now=now)
    if visit is not None and BY_ITSELF not in request.headers:
        visits.see(visit, now=now)
    return visit


def _renew(city: City) -> None:
    if session.get("city_id") != city.id:
        end(Ended.WENT_ON)
    session.pop("csrf_token", None)  # one that was known before signing in is worth nothing after
    session["city_id"] = city.id


def _end(city_id: int, key: str, because: Ended) -> None:
    token = session.pop(key, None)
    if token is not None:
        visits.end(city_id, token, because, now=real_now())


def _browser() -> str:
    """Return what a person would call this browser: "Firefox on Android"."""
    found = parse(request.user_agent.string[:LONGEST_AGENT])
    names = [part.family for part in (found.user_agent, found.os) if part is not None]
    return " · ".join(names)
