"""What volunteers say of themselves, and leaving."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.messages import questions
from volunteer.people import skills
from volunteer.people.ages import ADULT, AGES
from volunteer.people.model import State, Travel, Volunteer
from volunteer.people.names import tidy
from volunteer.places import service as places

FARTHEST_KM = 100.0
EVERY_DAY_PART = (1 << 21) - 1
MOST_CALLS = 31


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a volunteer can change. ``home_text`` is None when the home stays.

    ``free`` is the mask of day-parts that ``Volunteer`` tells of, ``age`` the highest that
    they say they have reached, of those that are asked for.
    """

    name: str
    skill_ids: tuple[int, ...] = ()
    travel: Travel = Travel.BUS
    reach_km: float | None = None
    free: int | None = None
    most_calls_a_month: int | None = None
    language: str = "en"
    home_text: str | None = None
    age: int = ADULT
    vehicle: bool = False


def update_in(
    session: Session,
    city_id: int,
    volunteer_id: int,
    profile: Profile,
    *,
    now: datetime,
    addresses: bool,
) -> None:
    """Change what somebody said of themselves, in the caller's transaction.

    The language is the phone's, for all on it.
    """
    _ensure_sound(profile)
    volunteer = _active(session, city_id, volunteer_id)
    volunteer.name = tidy(profile.name)
    volunteer.travel, volunteer.reach_km = profile.travel, profile.reach_km
    volunteer.free = profile.free
    volunteer.most_calls_a_month = profile.most_calls_a_month
    volunteer.contact.language = profile.language
    _say_what_they_bring(volunteer, profile, now)
    volunteer.skills = skills.by_ids(session, city_id, profile.skill_ids)
    if profile.home_text is not None:
        volunteer.home_id = places.put(
            session,
            city_id=city_id,
            text=profile.home_text,
            home=True,
            now=now,
            addresses=addresses,
        ).id


def _say_what_they_bring(volunteer: Volunteer, profile: Profile, now: datetime) -> None:
    """Keep that they have a vehicle since they first said so, and an age over 18, no more."""
    since = volunteer.vehicle_said_at or now
    volunteer.vehicle_said_at = since if profile.vehicle else None
    volunteer.age_said = profile.age if profile.age > ADULT else None


def leave(city_id: int, volunteer_id: int, *, now: datetime) -> None:
    """Let somebody go: they are asked nothing any more. What they gave stays counted."""
    with transaction() as session:
        leave_in(session, city_id, volunteer_id, now=now)
        by, about = By.volunteer(volunteer_id), ("volunteer", volunteer_id)
        audit.record(session, city_id, Deed.VOLUNTEER_LEFT, by=by, about=about, now=now)


def leave_in(session: Session, city_id: int, volunteer_id: int, *, now: datetime) -> Volunteer:
    """Let somebody go in the caller's transaction, which gives back the places they have."""
    volunteer = _active(session, city_id, volunteer_id)
    volunteer.state = State.LEFT
    session.flush()
    if not _shared(session, volunteer):
        questions.close_all(session, volunteer.contact, now=now)
    return volunteer


def _shared(session: Session, volunteer: Volunteer) -> bool:
    others = sa.select(Volunteer.id).where(
        Volunteer.city_id == volunteer.city_id,
        Volunteer.contact_id == volunteer.contact_id,
        Volunteer.state != State.LEFT,
    )
    return session.scalar(others.limit(1)) is not None


def _active(session: Session, city_id: int, volunteer_id: int) -> Volunteer:
    volunteer = session.scalar(
        sa.select(Volunteer)
        .where(
            Volunteer.city_id == city_id,
            Volunteer.id == volunteer_id,
            Volunteer.state != State.LEFT,
        )
        .with_for_update()
    )
    if volunteer is None:
        raise NotFound("no such volunteer")
    return volunteer


def _ensure_sound(profile: Profile) -> None:
    if profile.reach_km is not None and not 0 < profile.reach_km <= FARTHEST_KM:
        raise Refused(N_("How far you go is up to %(most)s km."), most=int(FARTHEST_KM))
    if profile.free is not None and not 0 <= profile.free <= EVERY_DAY_PART:
        raise Refused(N_("Please choose again when you are free."))
    if profile.age not in AGES:
        raise Refused(N_("Choose one of the ages in the list."))
    most = profile.most_calls_a_month
    if most is not None and not 0 <= most <= MOST_CALLS:
        raise Refused(N_("Choose a number from 0 to %(most)s."), most=MOST_CALLS)
