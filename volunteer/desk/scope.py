"""Whose texts somebody reads."""

from typing import Any

import sqlalchemy as sa

from volunteer.calls.model import Invitation, Placement
from volunteer.hours.model import Entry
from volunteer.messages.effects import Changed, Effect
from volunteer.messages.model import Asked, Question, Text
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession
from volunteer.staff.model import Member


def visible_to(member: Member) -> sa.ColumnElement[bool]:
    """Return the condition under which a member may read a text.

    Leads read every text of their city. Others read what came to their organisation's desk,
    what answered a question of its projects, and what changed a place or hours of them.
    """
    of_city = Text.city_id == member.city_id
    if member.sees_whole_city:
        return of_city
    return sa.and_(
        of_city,
        sa.or_(
            Text.organisation_id == member.organisation_id,
            Text.id.in_(_answered(member)),
            Text.id.in_(_changed(member)),
        ),
    )


def waiting_for(member: Member) -> sa.ColumnElement[bool]:
    """Return the condition of texts that wait on a member's desk.

    A text belongs to the organisation its sender was asked by; all others, and all of
    them together, are for the council's leads.
    """
    waits = sa.and_(
        Text.city_id == member.city_id, Text.desk_at.is_not(None), Text.seen_at.is_(None)
    )
    if member.sees_whole_city:
        return waits
    return sa.and_(waits, Text.organisation_id == member.organisation_id)


def own_subjects(member: Member) -> sa.ColumnElement[bool]:
    """Return the condition of effects on places and hours that a member may see."""
    of_city = Effect.city_id == member.city_id
    if member.sees_whole_city:
        return of_city
    about_a_place = Effect.changed.in_((Changed.PLACE, Changed.ARRIVAL))
    placements = of_own_projects(member, Placement).with_only_columns(Placement.id)
    return sa.and_(
        of_city,
        sa.or_(
            sa.and_(about_a_place, Effect.subject_id.in_(placements)),
            sa.and_(Effect.changed == Changed.HOURS, Effect.subject_id.in_(_entries(member))),
        ),
    )


def about_own_project(member: Member) -> sa.ColumnElement[bool]:
    """Return the condition that a question is about a project of the member's organisation."""
    invited = of_own_projects(member, Invitation).with_only_columns(Invitation.id)
    placed = of_own_projects(member, Placement).with_only_columns(Placement.id)
    return sa.or_(
        sa.and_(Question.kind == Asked.CALL, Question.subject_id.in_(invited)),
        sa.and_(Question.kind.in_((Asked.OFFER, Asked.HOURS)), Question.subject_id.in_(placed)),
    )


def of_own_projects(member: Member, about: type[Invitation] | type[Placement]) -> sa.Select[Any]:
    """Select the invitations or placements of the projects of a member's organisation."""
    return (
        sa.select(about)
        .join(Opening, Opening.id == about.opening_id)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(Project, Project.id == ProjectRole.project_id)
        .where(
            about.city_id == member.city_id,
            Project.city_id == member.city_id,
            Project.organisation_id == member.organisation_id,
        )
    )


def _answered(member: Member) -> sa.Select[int | None]:
    return sa.select(Question.settled_by_text_id).where(
        Question.city_id == member.city_id,
        Question.settled_by_text_id.is_not(None),
        about_own_project(member),
    )


def _changed(member: Member) -> sa.Select[int]:
    return sa.select(Effect.text_id).where(own_subjects(member))


def _entries(member: Member) -> sa.Select[int]:
    return (
        sa.select(Entry.id)
        .join(ProjectSession, ProjectSession.id == Entry.session_id)
        .join(Project, Project.id == ProjectSession.project_id)
        .where(
            Entry.city_id == member.city_id,
            Project.city_id == member.city_id,
            Project.organisation_id == member.organisation_id,
        )
    )
