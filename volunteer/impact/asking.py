"""What asking brought and cost: by call, by ward, and in all.

A person who was asked counts where they live. Texts are the invitations that the carrier took,
with those that were sent again; a stop counts for the last invitation before it. Whoever answered
was reached, whatever became of the text's own record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls.model import HOLDS_PLACES, Invitation, Placement, Standing
from volunteer.impact.funnel import ANSWERED, YES
from volunteer.impact.presence import between
from volunteer.messages.model import Asked, Consent, Message, Question
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.places.model import Place

Key = int | str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """Figures of some invitations.

    All but the last four are people. ``delivered`` are those whose text is on their phone, by
    the carrier's word or as they answered it; ``places`` are those that they fill, with whom
    they bring, ``texted_places`` of those whose text is on record; ``parts`` are what the
    carrier charges for ``texts``.
    """

    asked: int = 0
    delivered: int = 0
    yes: int = 0
    placed: int = 0
    came: int = 0
    stops: int = 0
    places: int = 0
    texted_places: int = 0
    texts: int = 0
    parts: int = 0

    @property
    def texts_per_place(self) -> float | None:
        """Return how many texts it took to fill a place; None while none is filled."""
        return self.texts / self.texted_places if self.texted_places else None

    @property
    def stops_per_thousand(self) -> float | None:
        """Return how many of a thousand texts made somebody leave; None where none went."""
        return 1000 * self.stops / self.texts if self.texts else None


def total(some: Iterable[Asking]) -> Asking:
    """Add figures up."""
    found = list(some)
    return Asking(*(sum(getattr(one, field.name) for one in found) for field in fields(Asking)))


def by_call(session: Session, city_id: int, call_ids: Sequence[int]) -> dict[int, Asking]:
    """Return what these calls did, by their ids; a call that asked nobody is not among them."""
    return _grouped(session, city_id, Invitation.call_id, Invitation.call_id.in_(call_ids))


def by_ward(
    session: Session, city_id: int, *, since: datetime, until: datetime | None = None
) -> dict[str | None, Asking]:
    """Return what came of everybody who was asked in a period, by the ward that they live in.

    Who lives in no ward that is known, or has been erased, is under None.
    """
    period = between(Invitation.asked_at, since, until)
    return _grouped(session, city_id, Place.ward_code, *period)


def _grouped(
    session: Session, city_id: int, key: Any, *which: sa.ColumnElement[bool]
) -> dict[Any, Asking]:
    sent = _texts(city_id)
    yes = Invitation.answer.in_(YES)
    holds = sa.and_(yes, Placement.standing.in_(HOLDS_PLACES))
    came = sa.and_(yes, Placement.standing == Standing.ATTENDED)
    rows = session.execute(
        sa.select(
            key,
            sa.func.count(Invitation.id),
            _count(sa.or_(sent.c.delivered > 0, Invitation.answer.in_(ANSWERED))),
            _count(yes),
            _count(holds),
            _count(came),
            _count(_stopped(city_id)),
            _add(sa.case((holds, Placement.party), else_=0)),
            _add(sa.case((sa.and_(holds, sent.c.texts > 0), Placement.party), else_=0)),
            _add(sent.c.texts),
            _add(sent.c.parts),
        )
        .select_from(Invitation)
        .join(Volunteer, Volunteer.id == Invitation.volunteer_id)
        .outerjoin(Place, Place.id == Volunteer.home_id)
        .outerjoin(Placement, _placement(city_id))
        .outerjoin(sent, sent.c.invitation_id == Invitation.id)
        .where(Invitation.city_id == city_id, Volunteer.city_id == city_id, *which)
        .group_by(key)
    )
    return {found: Asking(*map(int, figures)) for found, *figures in rows}


def _texts(city_id: int) -> sa.Subquery:
    """Return how many texts went for each invitation, in how many parts, and how many arrived."""
    return (
        sa.select(
            Question.subject_id.label("invitation_id"),
            sa.func.count().label("texts"),
            sa.func.sum(Message.segments).label("parts"),
            sa.func.sum(sa.case((Message.status == Status.DELIVERED, 1), else_=0)).label(
                "delivered"
            ),
        )
        .join(Message, Message.question_id == Question.id)
        .where(
            Question.city_id == city_id,
            Message.city_id == city_id,
            Question.kind == Asked.CALL,
            Message.accepted_at.is_not(None),
        )
        .group_by(Question.subject_id)
        .subquery("sent")
    )


def _placement(city_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        Placement.city_id == city_id,
        Placement.opening_id == Invitation.opening_id,
        Placement.volunteer_id == Invitation.volunteer_id,
    )


def _stopped(city_id: int) -> sa.ColumnElement[bool]:
    """Say whether they wanted no more texts after this invitation, and before the next."""
    later = aliased(Invitation)
    asked_again = (
        sa.exists()
        .where(
            later.city_id == city_id,
            later.volunteer_id == Invitation.volunteer_id,
            later.asked_at > Invitation.asked_at,
            later.asked_at <= Consent.at,
        )
        .correlate(Invitation, Consent)
    )
    return (
        sa.exists()
        .where(
            Consent.city_id == city_id,
            Consent.contact_id == Volunteer.contact_id,
            Consent.given.is_(False),
            Consent.at >= Invitation.asked_at,
            ~asked_again,
        )
        .correlate(Invitation, Volunteer)
    )


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return _add(sa.case((condition, 1), else_=0))


def _add(column: Any) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0)
