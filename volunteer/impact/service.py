"""Writing down what came of it: reports of what was done, readings of what changed."""

from datetime import date, datetime
from math import isfinite

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges.model import Initiative, Kind, Measure
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.impact import news
from volunteer.impact.model import Grade, Reading, Report
from volunteer.projects import queries as projects
from volunteer.projects.model import ProjectSession
from volunteer.staff.lines import one_line
from volunteer.staff.model import Member


def report(
    city_id: int,
    member: Member,
    session_id: int,
    *,
    verb: str,
    noun: str,
    quantity: float,
    counts: bool = True,
    now: datetime,
) -> int:
    """Report what a session achieved ("planted", "trees", 40); return the report's id.

    If it ``counts`` it adds to the project's measure. A session has one report that
    counts: a later one corrects it, as a later one of the same verb and noun does.
    """
    _ensure_amount(quantity)
    with transaction() as session:
        of_session = projects.session_for(session, member, session_id)
        _ensure_begun(of_session, now)
        added = Report(
            city_id=city_id,
            session_id=session_id,
            measure_id=of_session.project.measure_id if counts else None,
            verb=one_line(verb, most=40),
            noun=one_line(noun, most=60),
            quantity=quantity,
            reported_by_id=member.id,
            reported_at=now,
        )
        _hold(session, ProjectSession, city_id, session_id)
        session.add(added)
        session.flush()
        _supersede_reports(session, added)
        audit.record(
            session,
            city_id,
            Deed.RESULT_REPORTED,
            by=By.member(member.id),
            about=("report", added.id),
            now=now,
            session_id=session_id,
        )
        return added.id


def read(
    city_id: int,
    member: Member,
    measure_id: int,
    *,
    on: date,
    value: float,
    grade: Grade,
    evidence: str,
    now: datetime,
) -> int:
    """Report what an outcome is on a day; return the reading's id.

    Its owner may, the lead of its initiative, and who sees the whole city. A second
    reading of the same day corrects the first, and its evidence says why.
    """
    if not isfinite(value):
        raise Refused(N_("That is not a number."))
    with transaction() as session:
        measure = _measure_for(session, city_id, member, measure_id)
        _ensure_read(measure)
        city = session.get_one(City, city_id)
        if on > now.astimezone(city.zone).date():
            raise Refused(N_("That day is still to come."))
        added = Reading(
            city_id=city_id,
            measure_id=measure_id,
            on=on,
            value=value,
            grade=grade,
            evidence=one_line(evidence, most=200),
            reported_by_id=member.id,
            reported_at=now,
        )
        _hold(session, Measure, city_id, measure_id)
        session.add(added)
        session.flush()
        _supersede_readings(session, added)
        news.tell_of_reading(session, city, added, now=now)
        _record(session, Deed.READING_WRITTEN, member, added, measure, now)
        return added.id


def verify(city_id: int, member: Member, reading_id: int, *, now: datetime) -> None:
    """Say that a reading is right, as somebody else than who reported it; twice is once."""
    with transaction() as session:
        reading = session.scalar(
            sa.select(Reading)
            .where(
                Reading.city_id == city_id,
                Reading.id == reading_id,
                Reading.superseded_by_id.is_(None),
            )
            .with_for_update()
        )
        if reading is None:
            raise NotFound("no such reading, or it was corrected")
        measure = _measure_for(session, city_id, member, reading.measure_id)
        if reading.reported_by_id == member.id:
            raise Refused(N_("Somebody else than who reported it has to check it."))
        if reading.verified_at is None:
            reading.verified_by_id, reading.verified_at = member.id, now
            _record(session, Deed.READING_VERIFIED, member, reading, measure, now)


def _record(
    session: Session, deed: Deed, member: Member, reading: Reading, measure: Measure, now: datetime
) -> None:
    audit.record(
        session,
        reading.city_id,
        deed,
        by=By.member(member.id),
        about=("reading", reading.id),
        now=now,
        measure_id=measure.id,
        challenge_id=measure.challenge_id,
    )


def _ensure_amount(quantity: float) -> None:
    if not (isfinite(quantity) and quantity >= 0):
        raise Refused(N_("A quantity is a number, nought or more."))


def _ensure_begun(of_session: ProjectSession, now: datetime) -> None:
    if of_session.cancelled_at is not None:
        raise Refused(N_("That session was cancelled."))
    if of_session.starts_at > now:
        raise Refused(N_("That session has not begun yet."))


def _ensure_read(measure: Measure) -> None:
    if measure.kind is Kind.OUTPUT:
        raise Refused(
            N_("“%(name)s” adds up what sessions report. Report it there."), name=measure.name
        )


def _measure_for(session: Session, city_id: int, member: Member, measure_id: int) -> Measure:
    """Return a measure that a member answers for."""
    found = sa.select(Measure).where(Measure.city_id == city_id, Measure.id == measure_id)
    if not member.sees_whole_city:
        found = found.outerjoin(Initiative, Initiative.id == Measure.initiative_id).where(
            sa.or_(Measure.owner_id == member.id, Initiative.lead_id == member.id)
        )
    measure = session.scalar(found)
    if measure is None or member.city_id != city_id:
        raise NotFound("no such measure, or not for this member")
    return measure


def _hold(
    session: Session, kind: type[ProjectSession | Measure], city_id: int, row_id: int
) -> None:
    """Let one correction at a time in, so that of two at once one supersedes the other."""
    session.execute(
        sa.select(kind.id)
        .where(kind.city_id == city_id, kind.id == row_id)
        .with_for_update(key_share=True)
    )


def _supersede_reports(session: Session, added: Report) -> None:
    same = sa.and_(Report.verb == added.verb, Report.noun == added.noun)
    if added.measure_id is not None:
        same = sa.or_(same, Report.measure_id.is_not(None))
    session.execute(
        sa.update(Report)
        .where(
            Report.city_id == added.city_id,
            Report.session_id == added.session_id,
            Report.id != added.id,
            Report.superseded_by_id.is_(None),
            same,
        )
        .values(superseded_by_id=added.id)
    )


def _supersede_readings(session: Session, added: Reading) -> None:
    session.execute(
        sa.update(Reading)
        .where(
            Reading.city_id == added.city_id,
            Reading.measure_id == added.measure_id,
            Reading.on == added.on,
            Reading.id != added.id,
            Reading.superseded_by_id.is_(None),
        )
        .values(superseded_by_id=added.id)
    )
