"""What became of each challenge: is it on its way, and what did people give to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges import queries as plan
from volunteer.challenges.model import Challenge, Initiative, Kind
from volunteer.hours.model import Entry
from volunteer.impact import measures
from volunteer.impact.measures import MeasureFigures
from volunteer.impact.presence import presence
from volunteer.projects.model import Opening, Project, ProjectSession

Counts = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ChallengeFigures:
    """A challenge, its headline and its other measures, and what people gave to it.

    Who gave to two challenges counts in both. The initiatives stand on ``challenge``,
    those that were stopped with their reason too.
    """

    challenge: Challenge
    headline: MeasureFigures | None
    outcomes: list[MeasureFigures]
    outputs: list[MeasureFigures]
    people: int = 0
    claimed_minutes: int = 0
    confirmed_minutes: int = 0
    places: int = 0
    filled: int = 0


def of_challenges(session: Session, city_id: int, today: date) -> list[ChallengeFigures]:
    """Return the figures of all challenges, the oldest first, in as many queries as for one."""
    return _of(session, city_id, plan.all_of(session, city_id), today)


def of_challenge(
    session: Session, city_id: int, challenge_id: int, today: date
) -> ChallengeFigures:
    """Return the figures of one challenge, or refuse as not found."""
    [figures] = _of(session, city_id, [plan.whole(session, city_id, challenge_id)], today)
    return figures


def _of(
    session: Session, city_id: int, challenges: list[Challenge], today: date
) -> list[ChallengeFigures]:
    measured = [m for challenge in challenges for m in challenge.measures]
    known = measures.figures(session, city_id, measured, today)
    given = _given(session, city_id)
    return [_figures(c, [known[m.id] for m in c.measures], given.get(c.id, {})) for c in challenges]


def _figures(
    challenge: Challenge, known: list[MeasureFigures], given: dict[str, int]
) -> ChallengeFigures:
    others = [f for f in known if not f.measure.headline]
    return ChallengeFigures(
        challenge,
        headline=next((f for f in known if f.measure.headline), None),
        outcomes=[f for f in others if f.measure.kind is Kind.OUTCOME],
        outputs=[f for f in others if f.measure.kind is Kind.OUTPUT],
        **given,
    )


def _given(session: Session, city_id: int) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for query in (_people(city_id), _minutes(city_id), _places(city_id)):
        _gather(found, session.execute(query).mappings())
    return found


def _gather(found: dict[int, dict[str, int]], rows: Iterable[sa.RowMapping]) -> None:
    for row in rows:
        figures = {name: number or 0 for name, number in row.items() if name != "challenge_id"}
        found.setdefault(row["challenge_id"], {}).update(figures)


def _people(city_id: int) -> Counts:
    took_part = presence(city_id)
    people = sa.func.count(took_part.c.volunteer_id.distinct()).label("people")
    joined = took_part.join(ProjectSession, ProjectSession.id == took_part.c.session_id)
    return _by_challenge(sa.select(people).select_from(joined), city_id)


def _minutes(city_id: int) -> Counts:
    given = sa.select(
        sa.func.sum(Entry.claimed_minutes).label("claimed_minutes"),
        sa.func.sum(Entry.confirmed_minutes).label("confirmed_minutes"),
    ).join(Entry.session)
    return _by_challenge(given, city_id)


def _places(city_id: int) -> Counts:
    offered = (
        sa.select(
            sa.func.sum(Opening.places).label("places"), sa.func.sum(Opening.taken).label("filled")
        )
        .join(Opening.session)
        .where(ProjectSession.cancelled_at.is_(None))
    )
    return _by_challenge(offered, city_id)


def _by_challenge(figures: Counts, city_id: int) -> Counts:
    """Group what is joined to sessions by the challenge that they were for."""
    return (
        figures.add_columns(Initiative.challenge_id)
        .join(Project, Project.id == ProjectSession.project_id)
        .join(Initiative, Initiative.id == Project.initiative_id)
        .where(ProjectSession.city_id == city_id)
        .group_by(Initiative.challenge_id)
    )
