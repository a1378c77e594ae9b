"""The city's plan: challenges, initiatives against them, and what becomes of those."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges import queries
from volunteer.challenges.measures import NewMeasure, add_measure_in
from volunteer.challenges.model import Challenge, Course, Initiative
from volunteer.challenges.queries import IN_WORK, all_of, open_initiatives
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.staff import queries as staff
from volunteer.staff.lines import one_line, paragraphs

__all__ = [
    "NewChallenge",
    "NewInitiative",
    "NewMeasure",
    "add_challenge_in",
    "add_initiative_in",
    "add_measure_in",
    "all_of",
    "open_initiatives",
    "post_challenge",
    "post_initiative",
    "post_measure",
    "set_course",
]


@dataclass(frozen=True, slots=True)
class NewChallenge:
    """A need of the city, and the one measure by which it is judged."""

    title: str
    need: str
    headline: NewMeasure
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewInitiative:
    """A strategy against a challenge: why it should work, and how that will show."""

    challenge_id: int
    title: str
    hypothesis: str
    lead_id: int | None = None
    measures: tuple[NewMeasure, ...] = ()


def post_challenge(city_id: int, new: NewChallenge, *, member_id: int, now: datetime) -> int:
    """Put a challenge into the plan, as a council lead may; return its id."""
    with transaction() as session:
        staff.lead(session, city_id, member_id)
        challenge = add_challenge_in(session, city_id, new, now=now)
        by, about = By.member(member_id), ("challenge", challenge.id)
        audit.record(session, city_id, Deed.CHALLENGE_POSTED, by=by, about=about, now=now)
        return challenge.id


def post_initiative(city_id: int, new: NewInitiative, *, member_id: int, now: datetime) -> int:
    """Put an initiative into the plan, as a council lead may; return its id."""
    with transaction() as session:
        staff.lead(session, city_id, member_id)
        initiative = add_initiative_in(session, city_id, new, now=now)
        _record(session, Deed.INITIATIVE_POSTED, member_id, initiative, now)
        return initiative.id


def post_measure(
    city_id: int, initiative_id: int, new: NewMeasure, *, member_id: int, now: datetime
) -> int:
    """Give an initiative one more measure, as a council lead may; return its id."""
    with transaction() as session:
        staff.lead(session, city_id, member_id)
        initiative = queries.initiative(session, city_id, initiative_id)
        measure = add_measure_in(
            session,
            city_id,
            new,
            challenge_id=initiative.challenge_id,
            initiative_id=initiative.id,
        )
        audit.record(
            session,
            city_id,
            Deed.MEASURE_POSTED,
            by=By.member(member_id),
            about=("measure", measure.id),
            now=now,
            challenge_id=measure.challenge_id,
        )
        return measure.id


def set_course(
    city_id: int,
    initiative_id: int,
    course: Course,
    reason: str | None,
    *,
    member_id: int,
    now: datetime,
) -> None:
    """Say what becomes of an initiative, as a council lead may.

    What is stopped or finished stays so; stopping and adapting say why.
    """
    with transaction() as session:
        staff.lead(session, city_id, member_id)
        initiative = queries.initiative(session, city_id, initiative_id)
        _ensure_in_work(initiative)
        initiative.course = course
        initiative.course_reason = _reason(course, reason)
        initiative.course_at, initiative.course_by_id = now, member_id
        _record(session, Deed.COURSE_SET, member_id, initiative, now, course=course.value)


def add_challenge_in(
    session: Session, city_id: int, new: NewChallenge, *, now: datetime
) -> Challenge:
    """Put a challenge with its headline measure into the plan."""
    challenge = Challenge(
        city_id=city_id,
        title=_free_title(session, Challenge, city_id, new.title),
        need=paragraphs(new.need),
        owner_id=new.owner_id and staff.member(session, city_id, new.owner_id).id,
        created_at=now,
    )
    session.add(challenge)
    session.flush()
    add_measure_in(session, city_id, new.headline, challenge_id=challenge.id, headline=True)
    return challenge


def add_initiative_in(
    session: Session, city_id: int, new: NewInitiative, *, now: datetime
) -> Initiative:
    """Put an initiative with its measures into the plan, running."""
    challenge = queries.challenge(session, city_id, new.challenge_id)
    initiative = Initiative(
        city_id=city_id,
        challenge_id=challenge.id,
        title=_free_title(session, Initiative, city_id, new.title),
        hypothesis=paragraphs(new.hypothesis),
        lead_id=new.lead_id and staff.member(session, city_id, new.lead_id).id,
        course=Course.RUNNING,
        course_at=now,
        created_at=now,
    )
    session.add(initiative)
    session.flush()
    for measure in new.measures:
        add_measure_in(
            session, city_id, measure, challenge_id=challenge.id, initiative_id=initiative.id
        )
    return initiative


def _record(
    session: Session,
    deed: Deed,
    member_id: int,
    initiative: Initiative,
    now: datetime,
    **ids: str,
) -> None:
    audit.record(
        session,
        initiative.city_id,
        deed,
        by=By.member(member_id),
        about=("initiative", initiative.id),
        now=now,
        challenge_id=initiative.challenge_id,
        **ids,
    )


def _free_title(
    session: Session, kind: type[Challenge | Initiative], city_id: int, title: str
) -> str:
    title = one_line(title, most=80)
    taken = sa.select(kind.id).where(kind.city_id == city_id, kind.title == title)
    if session.scalar(taken) is not None:
        raise Refused(N_("“%(title)s” is in the plan already."), title=title)
    return title


def _ensure_in_work(initiative: Initiative) -> None:
    if initiative.course not in IN_WORK:
        raise Refused(N_("“%(title)s” has ended already."), title=initiative.title)


def _reason(course: Course, reason: str | None) -> str | None:
    if course in {Course.STOPPED, Course.ADAPTED} and not (reason or "").strip():
        raise Refused(N_("Please say why: what was learnt is worth as much as what worked."))
    return paragraphs(reason) if reason and reason.strip() else None
