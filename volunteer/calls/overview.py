"""The sessions of a project to come: how their calls stand, and what asking about all takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.calls import evenness, service, shortlist, together, waves
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, Invitation
from volunteer.calls.sharing import Share, Want, fit_any, shared
from volunteer.cities.model import City
from volunteer.messages.model import Asked, Message, Question
from volunteer.projects import scope
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff.model import Member

YES = (Answer.ACCEPTED, Answer.TOO_LATE)


@dataclass(frozen=True, slots=True)
class Figures:
    """How asking goes, in people; ``segments`` is what the carrier charges for."""

    asked: int = 0
    yes: int = 0
    no: int = 0
    segments: int = 0

    @property
    def silent(self) -> int:
        """How many said neither yes nor no."""
        return self.asked - self.yes - self.no

    def __add__(self, other: "Figures") -> "Figures":
        """Return the figures of both together."""
        return Figures(
            self.asked + other.asked,
            self.yes + other.yes,
            self.no + other.no,
            self.segments + other.segments,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One opening to come, its newest call if it had one, and how all of its calls did."""

    opening: Opening
    call: Call | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Prospect:
    """What asking about some openings at once would come to.

    ``fits`` people fit any of them, and ``first`` has whom each would ask first, by its id. It
    takes about so many ``texts`` until ``yes`` people come.
    """

    fits: int = 0
    first: Mapping[int, Share] = field(default_factory=dict)
    texts: int = 0
    yes: int = 0

    @property
    def asked_first(self) -> int:
        """How many people are asked first, about all of them together."""
        return sum(map(len, self.first.values()))


def lines(session: Session, member: Member, project_id: int, *, now: datetime) -> list[Line]:
    """Return a project's openings to come, the soonest first, with how their calls stand."""
    openings = session.scalars(
        scope.coming_openings(member.city_id, now)
        .where(scope.visible_to(member), Project.id == project_id)
        .options(*scope.around_opening())
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(together.MOST)
    ).all()
    ids = [one.id for one in openings]
    calls = newest_calls(session, member.city_id, ids)
    found = _figures(session, member.city_id, ids)
    return [Line(one, calls.get(one.id), found.get(one.id, Figures())) for one in openings]


def newest_calls(session: Session, city_id: int, opening_ids: Sequence[int]) -> dict[int, Call]:
    """Return the newest call about each of some openings, by the opening's id."""
    newest = (
        sa.select(sa.func.max(Call.id))
        .where(Call.city_id == city_id, Call.opening_id.in_(opening_ids))
        .group_by(Call.opening_id)
    )
    which = sa.select(Call).where(Call.city_id == city_id, Call.id.in_(newest))
    calls = session.scalars(which.options(joinedload(Call.started_by)))
    return {call.opening_id: call for call in calls}


def prospect(
    session: Session, city: City, openings: Sequence[Opening], *, now: datetime
) -> Prospect:
    """Return what asking about these openings at once would come to. It is true at this moment."""
    if not openings:
        return Prospect()
    ranked = {one.id: shortlist.ranking(session, city, one, now=now) for one in openings}
    wants = [_want(city, one, ranked[one.id], now) for one in openings]
    floor = evenness.floor_of(session, city, openings[0], now=now)
    until_full = shared(
        (replace(one, wanted=one.places - one.coming) for one in wants), floor=floor
    )
    return Prospect(
        fits=fit_any(ranked.values()),
        first=shared(wants, floor=floor),
        texts=sum(map(len, until_full.values())),
        yes=sum(min(one.left, round(_yes(until_full[one.id]))) for one in openings),
    )


def _want(city: City, opening: Opening, ranked: Sequence[Match], now: datetime) -> Want:
    left = service.deadline(city, opening, now) - now
    return Want(
        key=opening.id,
        wanted=waves.enough(opening.left, expected=0.0, time_left=left),
        coming=opening.taken,
        places=opening.places,
        ranked=ranked,
        seed="as it may be",
    )


def _yes(share: Share) -> float:
    return sum(one.match.score for one in share)


def _figures(session: Session, city_id: int, opening_ids: Sequence[int]) -> dict[int, Figures]:
    """Return how all calls about each of some openings did together, by the opening's id."""
    counted = session.execute(
        sa.select(Invitation.opening_id, sa.func.count(), _said(*YES), _said(Answer.DECLINED))
        .where(Invitation.city_id == city_id, Invitation.opening_id.in_(opening_ids))
        .group_by(Invitation.opening_id)
    )
    charged = {one: int(parts) for one, parts in session.execute(_segments(city_id, opening_ids))}
    return {
        opening_id: Figures(asked, int(yes), int(no), charged.get(opening_id, 0))
        for opening_id, asked, yes, no in counted
    }


def _said(*answers: Answer) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((Invitation.answer.in_(answers), 1), else_=0))


def _segments(city_id: int, opening_ids: Sequence[int]) -> sa.Select[int, int]:
    return (
        sa.select(Invitation.opening_id, sa.func.sum(Message.segments))
        .join(Question, Question.subject_id == Invitation.id)
        .join(Message, Message.question_id == Question.id)
        .where(
            Message.city_id == city_id,
            Question.city_id == city_id,
            Invitation.city_id == city_id,
            Invitation.opening_id.in_(opening_ids),
            Question.kind == Asked.CALL,
            Message.accepted_at.is_not(None),
        )
        .group_by(Invitation.opening_id)
    )
