"""Calls, invitations and placements, as the pages and the conversation ask for them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from volunteer.calls.model import Answer, Call, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.errors import NotFound
from volunteer.core.loading import Loading, tie
from volunteer.messages import questions
from volunteer.messages.model import Asked
from volunteer.people.model import Volunteer
from volunteer.places.model import Place
from volunteer.projects import queries as projects
from volunteer.projects import scope
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession
from volunteer.staff.model import Member

MOST = 1000
COMING = (Standing.CONFIRMED, Standing.WAITING)
# Made once, as every answer asks it: to make a statement takes longer than to run it.
INVITED = Loading(
    sa.select(Invitation.volunteer_id, Opening, ProjectSession, ProjectRole, Project, Place)
    .select_from(Invitation)
    .join(Opening, Opening.id == Invitation.opening_id)
    .join(Opening.session)
    .join(Opening.role)
    .join(ProjectRole.project)
    .join(Project.place)
    .where(
        Invitation.city_id == sa.bindparam("city_id"),
        Invitation.id == sa.bindparam("invitation_id"),
    )
)


def call_for(session: Session, member: Member, call_id: int) -> Call:
    """Return a call whose opening this member may see."""
    call = session.scalar(sa.select(Call).where(Call.city_id == member.city_id, Call.id == call_id))
    if call is None:
        raise NotFound("no such call")
    projects.opening_for(session, member, call.opening_id)
    return call


def last_call(session: Session, city_id: int, opening_id: int) -> Call | None:
    """Return the newest call about an opening."""
    return session.scalar(
        sa.select(Call)
        .where(Call.city_id == city_id, Call.opening_id == opening_id)
        .order_by(Call.id.desc())
        .limit(1)
    )


def calls_of(session: Session, member: Member, *, limit: int) -> list[Call]:
    """Return the calls that a member may see and that asked, or may have, the newest first."""
    return list(
        session.scalars(
            sa.select(Call)
            .join(Call.opening)
            .join(Opening.session)
            .join(ProjectSession.project)
            .where(
                Call.city_id == member.city_id,
                Project.city_id == member.city_id,
                Call.waves > 0,
                scope.visible_to(member),
            )
            .options(
                contains_eager(Call.opening)
                .contains_eager(Opening.session)
                .contains_eager(ProjectSession.project)
            )
            .order_by(Call.id.desc())
            .limit(limit)
        )
    )


def one_person_may_ask(
    session: Session, city: City, opening_id: int, *, now: datetime, held: bool = False
) -> int:
    """Return how many more people may be asked about an opening without a second person.

    All sessions to come of its project count together: nobody gets around it by asking for one
    at a time. ``held`` lets no other wave of the project count until the caller is done.
    """
    project_id = session.scalars(_project_of(city.id, opening_id, held=held)).one()
    asked = (
        sa.select(sa.func.count())
        .select_from(Invitation)
        .join(Invitation.opening)
        .join(Opening.session)
        .where(
            Invitation.city_id == city.id,
            ProjectSession.project_id == project_id,
            sa.or_(
                ProjectSession.starts_at > now,
                ProjectSession.ends_at.is_(None),
                Opening.id == opening_id,
            ),
        )
    )
    return max(0, city.rules.second_person_above - session.scalars(asked).one())


def _project_of(city_id: int, opening_id: int, *, held: bool) -> sa.Select[int]:
    which = (
        sa.select(Project.id)
        .join(Project.sessions)
        .join(ProjectSession.openings)
        .where(Project.city_id == city_id, Opening.city_id == city_id, Opening.id == opening_id)
    )
    return which.with_for_update(of=Project, key_share=True) if held else which


def roster(session: Session, city_id: int, session_id: int) -> list[Placement]:
    """Return everyone with a place in a session or waiting for one, by name."""
    return list(
        session.scalars(
            sa.select(Placement)
            .join(Opening, Opening.id == Placement.opening_id)
            .join(Volunteer, Volunteer.id == Placement.volunteer_id)
            .where(
                Placement.city_id == city_id,
                Opening.session_id == session_id,
                Placement.standing.not_in((Standing.WITHDRAWN, Standing.NOT_NEEDED)),
            )
            .options(
                joinedload(Placement.volunteer).joinedload(Volunteer.contact),
                joinedload(Placement.opening).joinedload(Opening.role),
            )
            .order_by(Volunteer.name, Placement.id)
            .limit(MOST)
        )
    )


def came(session: Session, city_id: int, session_ids: Sequence[int]) -> dict[int, int]:
    """Return how many people came, by the ids of those sessions that anybody came to."""
    rows = session.execute(
        sa.select(Opening.session_id, sa.func.sum(Placement.party))
        .join(Opening, Opening.id == Placement.opening_id)
        .where(
            Placement.city_id == city_id,
            Placement.standing == Standing.ATTENDED,
            Opening.session_id.in_(session_ids),
        )
        .group_by(Opening.session_id)
    )
    return {session_id: int(people) for session_id, people in rows}


def placements_of(session: Session, city_id: int, volunteer_id: int) -> list[Placement]:
    """Return the places somebody has or had, the latest session first."""
    return list(
        session.scalars(
            _with_project()
            .where(Placement.city_id == city_id, Placement.volunteer_id == volunteer_id)
            .order_by(ProjectSession.starts_at.desc(), Placement.id.desc())
            .limit(200)
        )
    )


def coming_of(
    session: Session, city_id: int, volunteer_ids: Sequence[int], *, now: datetime
) -> list[Placement]:
    """Return the places these people have or wait for in sessions still to come, next first."""
    return list(
        session.scalars(
            _with_project()
            .where(
                Placement.city_id == city_id,
                Placement.volunteer_id.in_(volunteer_ids),
                Placement.standing.in_(COMING),
                ProjectSession.cancelled_at.is_(None),
                sa.or_(ProjectSession.starts_at > now, ProjectSession.ends_at.is_(None)),
            )
            .order_by(ProjectSession.starts_at, Placement.id)
            .limit(50)
        )
    )


def placement_of_volunteer(
    session: Session, city_id: int, volunteer_id: int, placement_id: int
) -> Placement:
    """Return somebody's own placement."""
    placement = session.scalar(
        sa.select(Placement).where(
            Placement.city_id == city_id,
            Placement.volunteer_id == volunteer_id,
            Placement.id == placement_id,
        )
    )
    if placement is None:
        raise NotFound("no such placement")
    return placement


def placement(session: Session, city_id: int, placement_id: int) -> Placement:
    """Return a placement of the city, as a question speaks of it."""
    return session.scalars(
        sa.select(Placement).where(Placement.city_id == city_id, Placement.id == placement_id)
    ).one()


def invited(session: Session, city_id: int, invitation_id: int) -> tuple[Opening, int]:
    """Return what an invitation is to, with all that is told of it, and the volunteer's id."""
    which = {"city_id": city_id, "invitation_id": invitation_id}
    [(volunteer_id, opening, when, role, project, place)] = INVITED.all(session, which)
    tie(opening, session=when, role=role)
    tie(when, project=project)
    tie(role, project=project)
    tie(project, place=place)
    return opening, volunteer_id


def held_openings(session: Session, city_id: int, session_id: int) -> list[Opening]:
    """Return a session's openings, of which nobody takes a place until this is done."""
    return list(
        session.scalars(
            sa.select(Opening)
            .where(Opening.city_id == city_id, Opening.session_id == session_id)
            .order_by(Opening.id)
            .limit(MOST)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def holding(session: Session, city_id: int, opening_id: int) -> list[Placement]:
    """Return who has a place in an opening or waits for one."""
    return list(
        session.scalars(
            sa.select(Placement)
            .where(
                Placement.city_id == city_id,
                Placement.opening_id == opening_id,
                Placement.standing.in_(COMING),
            )
            .order_by(Placement.id)
            .limit(MOST)
        )
    )


def close_questions(session: Session, city_id: int, opening_id: int, *, now: datetime) -> None:
    """Close what was asked about an opening that is not on any more."""
    about = (Invitation.opening_id == opening_id, Placement.opening_id == opening_id)
    _close(session, city_id, *about, now)


def close_questions_of(session: Session, city_id: int, volunteer_id: int, *, now: datetime) -> None:
    """Close what somebody was asked who leaves, on a phone that others may go on using."""
    about = (Invitation.volunteer_id == volunteer_id, Placement.volunteer_id == volunteer_id)
    _close(session, city_id, *about, now)


def _close(
    session: Session,
    city_id: int,
    invited: sa.ColumnElement[bool],
    placed: sa.ColumnElement[bool],
    now: datetime,
) -> None:
    invitations = sa.select(Invitation.id).where(
        Invitation.city_id == city_id, Invitation.answer == Answer.ASKED, invited
    )
    placements = sa.select(Placement.id).where(Placement.city_id == city_id, placed)
    for kind, subjects in (
        (Asked.CALL, invitations),
        (Asked.OFFER, placements),
        (Asked.HOURS, placements),
    ):
        ids = list(session.scalars(subjects))
        questions.close_about(session, city_id=city_id, kind=kind, subject_ids=ids, now=now)


def _with_project() -> sa.Select[Placement]:
    opening = joinedload(Placement.opening)
    return (
        sa.select(Placement)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .options(
            opening.joinedload(Opening.role)
            .joinedload(ProjectRole.project)
            .joinedload(Project.place),
            opening.joinedload(Opening.session),
        )
    )
