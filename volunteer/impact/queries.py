"""The rows that figures are made of."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from volunteer.impact.model import Report
from volunteer.projects.model import ProjectSession


def reports_of_session(session: Session, city_id: int, session_id: int) -> list[Report]:
    """Return what was reported of a session and stands, the oldest first."""
    return list(
        session.scalars(
            sa.select(Report)
            .where(
                Report.city_id == city_id,
                Report.session_id == session_id,
                Report.superseded_by_id.is_(None),
            )
            .options(joinedload(Report.reported_by))
            .order_by(Report.id)
            .limit(100)
        )
    )


def reports_of_sessions(
    session: Session, city_id: int, session_ids: Collection[int], limit: int
) -> list[Report]:
    """Return what was reported of some sessions and stands, the latest session first."""
    return list(
        session.scalars(
            sa.select(Report)
            .join(Report.session)
            .where(
                Report.city_id == city_id,
                Report.session_id.in_(session_ids),
                Report.superseded_by_id.is_(None),
            )
            .options(contains_eager(Report.session).joinedload(ProjectSession.project))
            .order_by(ProjectSession.starts_at.desc(), Report.id.desc())
            .limit(limit)
        )
    )
