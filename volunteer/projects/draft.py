"""What a coordinator tells of a project, before there is one.

Pure.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer.core.errors import N_, Refused
from volunteer.projects.requirements import NOTHING_MORE, Requirements

LONGEST = timedelta(hours=16)
MOST_PLACES = 500
MOST_SESSIONS = 100
MOST_RADIUS_KM = 50


@dataclass(frozen=True, slots=True)
class Slot:
    """A session to be: when, and for how many. Without an end any hour will do."""

    starts_at: datetime
    ends_at: datetime | None
    places: int


@dataclass(frozen=True, slots=True)
class NewRole:
    """What someone would do, what it takes, and the ids of the skills it takes or that help."""

    title: str
    skills_required: tuple[int, ...] = ()
    skills_helping: tuple[int, ...] = ()
    radius_km: float | None = None
    requirements: Requirements = NOTHING_MORE
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A project to be, with one role that each of its sessions offers."""

    title: str
    summary: str
    initiative_id: int
    address: str
    contact_name: str
    role_title: str
    sessions: tuple[Slot, ...]
    private: bool = False
    measure_id: int | None = None
    skills_required: tuple[int, ...] = ()
    skills_helping: tuple[int, ...] = ()
    radius_km: float | None = None
    requirements: Requirements = NOTHING_MORE
    remote: bool = False

    @property
    def role(self) -> NewRole:
        """Its one role."""
        return NewRole(
            self.role_title,
            self.skills_required,
            self.skills_helping,
            self.radius_km,
            self.requirements,
            self.remote,
        )


def ensure_sound(slots: tuple[Slot, ...], *, now: datetime) -> None:
    """Refuse sessions that nobody could come to."""
    if not 1 <= len(slots) <= MOST_SESSIONS:
        raise Refused(N_("A project has 1 to %(most)s dates at first."), most=MOST_SESSIONS)
    for slot in slots:
        _ensure_time(slot, now)
        ensure_places(slot.places)


def ensure_places(places: int) -> None:
    """Refuse a number of places that no opening has."""
    if not 1 <= places <= MOST_PLACES:
        raise Refused(N_("Ask for 1 to %(most)s people."), most=MOST_PLACES)


def ensure_radius(radius_km: float | None) -> None:
    """Refuse a radius that reaches nobody, or past the next cities."""
    if radius_km is not None and not 0 < radius_km <= MOST_RADIUS_KM:
        raise Refused(N_("The radius is up to %(most)s km."), most=MOST_RADIUS_KM)


def _ensure_time(slot: Slot, now: datetime) -> None:
    if slot.starts_at <= now:
        raise Refused(N_("That start is in the past."))
    if slot.ends_at is None:
        return
    if slot.ends_at <= slot.starts_at:
        raise Refused(N_("The end comes after the start."))
    if slot.ends_at - slot.starts_at > LONGEST:
        raise Refused(N_("One session lasts at most 16 hours. Write two instead."))
