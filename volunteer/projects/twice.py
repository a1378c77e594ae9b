"""One form sent twice: the same project, posted again a moment after."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, NotFound, Refused
from volunteer.places.model import Place
from volunteer.projects.draft import Draft
from volunteer.projects.model import Project, ProjectSession
from volunteer.staff.lines import one_line
from volunteer.staff.model import Member

LATELY = timedelta(minutes=10)


class PostedAlready(Refused):
    """The same member posted the same project a moment ago."""


def ensure_once(session: Session, member: Member, draft: Draft, *, now: datetime) -> None:
    """Refuse what its member posted within ``LATELY``: same title, address and first start.

    A double press, or two tabs, would else make two projects. The member's row is held, so
    that of two at once the second sees what the first wrote.
    """
    _hold(session, member)
    title = one_line(draft.title, most=60)
    same = (
        sa.select(Project.id)
        .join(Place, Place.id == Project.place_id)
        .join(ProjectSession, ProjectSession.project_id == Project.id)
        .where(
            Project.city_id == member.city_id,
            Project.posted_by_id == member.id,
            Project.posted_at > now - LATELY,
            Project.title == title,
            Place.address == " ".join(draft.address.split()),
            ProjectSession.starts_at.in_([slot.starts_at for slot in draft.sessions[:1]]),
        )
    )
    if session.scalar(same.limit(1)) is not None:
        raise PostedAlready(
            N_("You posted “%(title)s” a moment ago. You find it among your projects."),
            title=title,
        )


def _hold(session: Session, member: Member) -> None:
    held = sa.select(Member.id).where(Member.city_id == member.city_id, Member.id == member.id)
    if session.scalar(held.with_for_update(key_share=True)) is None:
        raise NotFound("no such member")
