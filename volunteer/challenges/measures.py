"""Measures: what must be known of one before anything is judged by it."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges.model import Kind, Measure
from volunteer.core.errors import N_, Refused
from volunteer.staff import queries as staff
from volunteer.staff.lines import one_line

MOST = 9  # of one initiative; who measures ten things looks at none


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What is counted, from where to where and by when, and how anybody can check it."""

    name: str
    unit: str
    kind: Kind
    baseline: float
    baseline_on: date
    target: float
    target_on: date
    source: str
    method: str
    every: str
    owner_id: int | None = None


def add_measure_in(
    session: Session,
    city_id: int,
    new: NewMeasure,
    *,
    challenge_id: int,
    initiative_id: int | None = None,
    headline: bool = False,
) -> Measure:
    """Write down a measure of a challenge, or of an initiative against it."""
    _ensure_a_way(new)
    _ensure_not_too_many(session, city_id, initiative_id)
    measure = Measure(
        city_id=city_id,
        challenge_id=challenge_id,
        initiative_id=initiative_id,
        headline=headline,
        kind=new.kind,
        name=one_line(new.name, most=80),
        unit=one_line(new.unit, most=40),
        baseline=new.baseline,
        baseline_on=new.baseline_on,
        target=new.target,
        target_on=new.target_on,
        source=one_line(new.source, most=200),
        method=one_line(new.method, most=200),
        every=one_line(new.every, most=24),
        owner_id=new.owner_id and staff.member(session, city_id, new.owner_id).id,
    )
    session.add(measure)
    session.flush()
    return measure


def _ensure_a_way(new: NewMeasure) -> None:
    if not (isfinite(new.baseline) and isfinite(new.target)):
        raise Refused(N_("The baseline and the target are numbers."))
    if new.baseline == new.target:
        raise Refused(N_("The target is the baseline: nothing would have to change."))
    if new.baseline_on >= new.target_on:
        raise Refused(N_("The target’s day comes after the baseline’s."))


def _ensure_not_too_many(session: Session, city_id: int, initiative_id: int | None) -> None:
    if initiative_id is None:
        return
    known = sa.select(sa.func.count()).where(
        Measure.city_id == city_id, Measure.initiative_id == initiative_id
    )
    if session.scalars(known).one() >= MOST:
        raise Refused(
            N_("An initiative has at most %(most)s measures; an outcome and two outputs will do."),
            most=MOST,
        )
