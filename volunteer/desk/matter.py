"""What a text is about: who was asked what, and what can still be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from volunteer.calls.model import HOLDS_PLACES, Answer, Invitation, Placement, Standing
from volunteer.desk import asked
from volunteer.hours import timesheet
from volunteer.messages.model import UNSETTLED, Asked, Question, Text
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening, ProjectSession, ProjectState
from volunteer.projects.scope import visible_to
from volunteer.staff.model import Member

T = TypeVar("T", Invitation, Placement)
ABOUT_A_PLACE = (Asked.CALL, Asked.OFFER)
SAID_NO = (Answer.DECLINED, Answer.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Matter:
    """The question a text came in answer to, who was asked, and how it stands now.

    ``placement`` is how they stand with the opening, ``minutes`` are the hours that can be
    read in the text, and ``on`` says that places can still be taken.
    """

    question: Question
    volunteer: Volunteer
    opening: Opening
    invitation: Invitation | None
    placement: Placement | None
    minutes: int | None
    on: bool

    @property
    def is_open(self) -> bool:
        """Whether they may still answer by themselves."""
        return self.question.state in UNSETTLED

    @property
    def has_place(self) -> bool:
        """Whether they have a place in it, or had one and came."""
        return self.placement is not None and self.placement.standing in HOLDS_PLACES

    @property
    def waits(self) -> bool:
        """Whether they stand in the line for a place."""
        return self.placement is not None and self.placement.standing is Standing.WAITING

    @property
    def may_accept(self) -> bool:
        """Whether their text can be taken as a yes; a yes more may be for more people."""
        may = self.volunteer.state is not State.LEFT
        return self.question.kind in ABOUT_A_PLACE and self.on and may

    @property
    def may_decline(self) -> bool:
        """Whether their text can be taken as a no: a place they have is given back instead."""
        if self.question.kind not in ABOUT_A_PLACE or not self.on or self.has_place:
            return False
        return self.waits or bool(self.invitation and self.invitation.answer not in SAID_NO)

    @property
    def asks_hours(self) -> bool:
        """Whether they were asked how long they helped."""
        return self.question.kind is Asked.HOURS


def of_texts(
    session: Session, member: Member, texts: Sequence[Text], *, now: datetime
) -> dict[int, Matter]:
    """Return what each text is about, by its id; nothing where that is not the member's.

    What was settled long before a text came is not what it is about, unless an answer can
    still be changed.
    """
    questions = asked.of_texts(session, member.city_id, texts)
    invited = _invited(session, member, _subjects(questions, Asked.CALL))
    placed = _placed(session, member, _subjects(questions, Asked.OFFER, Asked.HOURS), invited)
    by_whom = {(one.volunteer_id, one.opening_id): one for one in placed.values()}
    found = {}
    for text in texts:
        question = questions.get(text.id)
        subject = _subject(question, invited, placed)
        if question is not None and subject is not None:
            one = Matter(
                question=question,
                volunteer=subject.volunteer,
                opening=subject.opening,
                invitation=subject if isinstance(subject, Invitation) else None,
                placement=by_whom.get((subject.volunteer_id, subject.opening_id)),
                minutes=timesheet.minutes(text.body),
                on=is_on(subject.opening.session, now),
            )
            if asked.is_fresh(question, text) or (one.on and not one.asks_hours):
                found[text.id] = one
    return found


def of_text(session: Session, member: Member, text: Text, *, now: datetime) -> Matter | None:
    """Return what one text is about."""
    return of_texts(session, member, [text], now=now).get(text.id)


def is_on(meeting: ProjectSession, now: datetime) -> bool:
    """Return whether a session can still be joined, as ``capacity.is_on`` asks the database."""
    to_come = meeting.cancelled_at is None and (meeting.starts_at > now or meeting.ends_at is None)
    return to_come and meeting.project.state is ProjectState.OPEN


def with_all(about: type[T]) -> sa.Select[T]:
    """Select invitations or placements, joined to their project, with all that is told of them."""
    opening = contains_eager(about.opening)
    return (
        sa.select(about)
        .join(about.opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .options(
            joinedload(about.volunteer),
            opening.joinedload(Opening.role),
            opening.contains_eager(Opening.session).contains_eager(ProjectSession.project),
        )
    )


def _subjects(questions: Mapping[int, Question], *kinds: Asked) -> set[int]:
    return {one.subject_id for one in questions.values() if one.kind in kinds}


def _subject(
    question: Question | None, invited: Mapping[int, Invitation], placed: Mapping[int, Placement]
) -> Invitation | Placement | None:
    if question is None or question.kind not in (*ABOUT_A_PLACE, Asked.HOURS):
        return None
    if question.kind is Asked.CALL:
        return invited.get(question.subject_id)
    return placed.get(question.subject_id)


def _invited(session: Session, member: Member, ids: set[int]) -> dict[int, Invitation]:
    if not ids:
        return {}
    which = with_all(Invitation).where(
        Invitation.city_id == member.city_id, Invitation.id.in_(ids), visible_to(member)
    )
    return {one.id: one for one in session.scalars(which)}


def _placed(
    session: Session, member: Member, ids: set[int], invited: Mapping[int, Invitation]
) -> dict[int, Placement]:
    """Return the placements with these ids, and those of whoever was invited."""
    if not (ids or invited):
        return {}
    same = sa.and_(
        Placement.volunteer_id.in_({one.volunteer_id for one in invited.values()}),
        Placement.opening_id.in_({one.opening_id for one in invited.values()}),
    )
    which = with_all(Placement).where(
        Placement.city_id == member.city_id,
        sa.or_(Placement.id.in_(ids), same),
        visible_to(member),
    )
    return {one.id: one for one in session.scalars(which)}
