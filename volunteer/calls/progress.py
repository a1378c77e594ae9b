"""How the calls about an opening are doing: who was reached, who answered, who waits in line."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.calls.model import Answer, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.messages.model import Asked, Message, Question, QuestionState
from volunteer.messages.questions import LOST
from volunteer.messages.status import Status
from volunteer.projects.model import Opening

NEWEST, IN_LINE = 5, 20
WAITS, HANDED_OVER, DELIVERED = 1, 2, 3  # how far a text is; 0: it will not arrive
YES = (Answer.ACCEPTED, Answer.TOO_LATE)
SILENT = (Answer.ASKED, Answer.EXPIRED)
ANSWERED = (*YES, Answer.DECLINED, Answer.WITHDRAWN)
_Count = Sequence[Any]  # an answer, how far a text is, how many such, and their segments


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people were asked, and how they stand: each is in one of these.

    Silent is only who may have read their text: not who waits for it, nor whom it did not
    reach. ``gave_back`` had said yes. Some of all of them are ``delivered``: the carrier
    says that the text is on their phone, or they answered it.
    """

    yes: int = 0
    no: int = 0
    gave_back: int = 0
    silent: int = 0
    unsent: int = 0
    undelivered: int = 0
    delivered: int = 0
    segments: int = 0

    @property
    def asked(self) -> int:
        """How many people were asked, or are about to be."""
        answered = self.yes + self.no + self.gave_back
        return answered + self.silent + self.unsent + self.undelivered

    def __add__(self, other: "Progress") -> "Progress":
        """Return how both do together."""
        return Progress(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(self))
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in the line; ``offered_until`` is when a place they are offered goes on."""

    placement: Placement
    offered_until: datetime | None


def of(session: Session, city: City, opening: Opening) -> Progress:
    """Return how all calls about an opening are doing together."""
    return of_each(session, city.id, [opening.id]).get(opening.id, Progress())


def of_each(session: Session, city_id: int, opening_ids: Sequence[int]) -> dict[int, Progress]:
    """Return the same of some openings, by their ids; who asked nobody is not among them."""
    found: dict[int, list[_Count]] = {}
    for opening_id, *counted in session.execute(_counted(city_id, opening_ids)):
        found.setdefault(opening_id, []).append(counted)
    return {opening_id: _progress(counts) for opening_id, counts in found.items()}


def _progress(found: Sequence[_Count]) -> Progress:
    def people(answers: Sequence[Answer], *how_far: int) -> int:
        far = how_far or (0, WAITS, HANDED_OVER, DELIVERED)
        return sum(n for answer, how, n, _ in found if answer in answers and how in far)

    return Progress(
        yes=people(YES),
        no=people([Answer.DECLINED]),
        gave_back=people([Answer.WITHDRAWN]),
        silent=people(SILENT, HANDED_OVER, DELIVERED),
        unsent=people(SILENT, WAITS),
        undelivered=people(SILENT, 0),
        delivered=people(ANSWERED) + people(SILENT, DELIVERED),
        segments=sum(segments or 0 for *_, segments in found),
    )


def newest(session: Session, city: City, opening: Opening) -> list[Invitation]:
    """Return the newest answers, the last first, each with who gave it."""
    answers = (
        sa.select(Invitation)
        .where(
            Invitation.city_id == city.id,
            Invitation.opening_id == opening.id,
            Invitation.answer.in_(ANSWERED),
        )
        .options(joinedload(Invitation.volunteer))
        .order_by(Invitation.answered_at.desc(), Invitation.id.desc())
        .limit(NEWEST)
    )
    return list(session.scalars(answers))


def line(session: Session, city: City, opening: Opening) -> list[Waiting]:
    """Return who waits for a place, the next first, and what is on offer to whom."""
    offered = sa.and_(
        Question.city_id == city.id,
        Question.kind == Asked.OFFER,
        Question.subject_id == Placement.id,
        Question.state == QuestionState.OPEN,
    )
    rows = session.execute(
        sa.select(Placement, Question.expires_at)
        .outerjoin(Question, offered)
        .where(
            Placement.city_id == city.id,
            Placement.opening_id == opening.id,
            Placement.standing == Standing.WAITING,
        )
        .options(joinedload(Placement.volunteer))
        .order_by(Placement.since, Placement.id)
        .limit(IN_LINE)
    )
    return [Waiting(placement, until) for placement, until in rows]


def _counted(city_id: int, opening_ids: Sequence[int]) -> sa.Select[int, Answer, int, int, int]:
    """Count the invitations by their answer and how far the best of their texts is."""
    far = sa.case(
        (Message.status == Status.DELIVERED, DELIVERED),
        (Message.status.in_(LOST), 0),
        (Message.status.in_((Status.ACCEPTED, Status.SENT)), HANDED_OVER),
        else_=WAITS,
    )
    charged = sa.case((Message.accepted_at.is_not(None), Message.segments), else_=0)
    # Nobody is asked without a text: where none is there any more, it was sent long ago.
    how_far = sa.func.coalesce(
        sa.func.max(sa.case((Message.id.is_not(None), far))), HANDED_OVER
    ).label("far")
    each = (
        sa.select(
            Invitation.opening_id,
            Invitation.answer,
            how_far,
            sa.func.sum(charged).label("segments"),
        )
        .outerjoin(
            Question,
            sa.and_(
                Question.city_id == city_id,
                Question.kind == Asked.CALL,
                Question.subject_id == Invitation.id,
            ),
        )
        .outerjoin(Message, sa.and_(Message.city_id == city_id, Message.question_id == Question.id))
        .where(Invitation.city_id == city_id, Invitation.opening_id.in_(opening_ids))
        .group_by(Invitation.id, Invitation.opening_id, Invitation.answer)
        .subquery("each")
    )
    columns = each.c
    return sa.select(
        columns.opening_id,
        columns.answer,
        columns.far,
        sa.func.count(),
        sa.func.sum(columns.segments),
    ).group_by(columns.opening_id, columns.answer, columns.far)
