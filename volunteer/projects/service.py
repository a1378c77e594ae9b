"""Posting projects, and giving them more dates and roles."""

from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.challenges import queries as challenges
from volunteer.challenges.model import Initiative, Kind, Measure
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.places import service as places
from volunteer.projects import queries, roles
from volunteer.projects.draft import Draft, NewRole, Slot, ensure_places, ensure_sound
from volunteer.projects.model import (
    Opening,
    Project,
    ProjectRole,
    ProjectSession,
    ProjectState,
)
from volunteer.projects.requirements import Requirements
from volunteer.projects.twice import ensure_once
from volunteer.staff.lines import one_line, paragraphs
from volunteer.staff.model import Member

__all__ = ["Draft", "NewRole", "Requirements", "Slot", "add_role", "add_session", "post", "post_in"]


def post(city_id: int, member: Member, draft: Draft, *, now: datetime, addresses: bool) -> int:
    """Post a project of the member's organisation; return its id.

    Everything is checked and written together; the same again within minutes is refused
    (``PostedAlready``). ``addresses`` says that there is a
    geocoder to ask about an address without a postcode.
    """
    with transaction() as session:
        ensure_once(session, member, draft, now=now)
        project = post_in(session, city_id, member, draft, now=now, addresses=addresses)
        by, about = By.member(member.id), ("project", project.id)
        audit.record(session, city_id, Deed.PROJECT_POSTED, by=by, about=about, now=now)
        return project.id


def post_in(
    session: Session, city_id: int, member: Member, draft: Draft, *, now: datetime, addresses: bool
) -> Project:
    """Post a project in the caller's transaction."""
    ensure_sound(draft.sessions, now=now)
    initiative = _in_work(session, city_id, draft.initiative_id)
    place = places.put(
        session, city_id=city_id, text=draft.address, home=False, now=now, addresses=addresses
    )
    project = Project(
        city_id=city_id,
        initiative_id=initiative.id,
        organisation_id=member.organisation_id,
        place_id=place.id,
        measure_id=_output(session, city_id, initiative, draft.measure_id),
        posted_by_id=member.id,
        title=one_line(draft.title, most=60),
        summary=paragraphs(draft.summary),
        contact_name=one_line(draft.contact_name, most=60),
        private=draft.private,
        posted_at=now,
    )
    session.add(project)
    session.flush()
    role = roles.add(session, project, draft.role)
    for slot in draft.sessions:
        _add_session(session, project, [role], slot)
    return project


def add_session(city_id: int, member: Member, project_id: int, slot: Slot, *, now: datetime) -> int:
    """Give a project one more date, with an opening for each of its roles; return its id."""
    ensure_sound((slot,), now=now)
    with transaction() as session:
        project = _open_project(session, city_id, member, project_id)
        added = _add_session(session, project, project.roles, slot)
        audit.record(
            session,
            city_id,
            Deed.SESSION_ADDED,
            by=By.member(member.id),
            about=("session", added.id),
            now=now,
            project_id=project.id,
        )
        return added.id


def add_role(
    city_id: int, member: Member, project_id: int, role: NewRole, *, places: int, now: datetime
) -> int:
    """Give a project one more role, with an opening in each date to come; return its id."""
    ensure_places(places)
    with transaction() as session:
        project = _open_project(session, city_id, member, project_id)
        added = roles.add(session, project, role)
        for coming in project.sessions:
            if coming.starts_at > now and coming.cancelled_at is None:
                _add_opening(session, added, coming, places)
        audit.record(
            session,
            city_id,
            Deed.ROLE_ADDED,
            by=By.member(member.id),
            about=("role", added.id),
            now=now,
            project_id=project.id,
        )
        return added.id


def ensure_open(project: Project) -> None:
    """Refuse to change what was cancelled."""
    if project.state is not ProjectState.OPEN:
        raise Refused(N_("“%(title)s” was cancelled."), title=project.title)


def _in_work(session: Session, city_id: int, initiative_id: int) -> Initiative:
    initiative = challenges.initiative(session, city_id, initiative_id)
    if initiative.course not in challenges.IN_WORK:
        raise Refused(N_("“%(title)s” has ended: choose another."), title=initiative.title)
    return initiative


def _output(
    session: Session, city_id: int, initiative: Initiative, measure_id: int | None
) -> int | None:
    """Return the measure that reports will add to: an output of this initiative or challenge."""
    if measure_id is None:
        return None
    measure = challenges.measure(session, city_id, measure_id)
    if not _is_for(measure, initiative):
        raise NotFound("a measure of something else")
    if measure.kind is not Kind.OUTPUT:
        raise Refused(
            N_("“%(name)s” says what changed. A project counts what was done."), name=measure.name
        )
    return measure.id


def _is_for(measure: Measure, initiative: Initiative) -> bool:
    return measure.challenge_id == initiative.challenge_id and (
        measure.initiative_id in {None, initiative.id}
    )


def _open_project(session: Session, city_id: int, member: Member, project_id: int) -> Project:
    project = queries.get_for(session, member, project_id)
    if project.city_id != city_id:
        raise NotFound("a project of another city")
    ensure_open(project)
    return project


def _add_session(
    session: Session, project: Project, offering: list[ProjectRole], slot: Slot
) -> ProjectSession:
    added = ProjectSession(
        city_id=project.city_id,
        project_id=project.id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
    )
    session.add(added)
    session.flush()
    for role in offering:
        _add_opening(session, role, added, slot.places)
    return added


def _add_opening(
    session: Session, role: ProjectRole, in_session: ProjectSession, places: int
) -> None:
    session.add(
        Opening(
            city_id=role.city_id, role_id=role.id, session_id=in_session.id, places=places, taken=0
        )
    )
    session.flush()
