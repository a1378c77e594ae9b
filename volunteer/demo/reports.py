"""What the sessions of the demo achieved, as their coordinators reported it."""

from datetime import timedelta

from volunteer.calls.model import Standing
from volunteer.demo.filling import Filling
from volunteer.demo.series import Yield
from volunteer.impact.model import Report

REPORTED_AFTER = timedelta(hours=2)


def report(filling: Filling, gives: Yield) -> None:
    """Report what a session achieved, if it is over long enough and anybody came."""
    stage, session = filling.stage, filling.opening.session
    assert session.ends_at is not None
    at = session.ends_at + REPORTED_AFTER
    came = filling.standing(Standing.ATTENDED, Standing.CONFIRMED)
    each = stage.dice.uniform(gives.least, gives.most)
    if at <= stage.days.now and came:
        stage.session.add(
            Report(
                city_id=stage.city.id,
                session_id=session.id,
                measure_id=session.project.measure_id if gives.measure else None,
                verb=gives.verb,
                noun=gives.noun,
                quantity=round(each * sum(placement.party for _, placement in came)),
                reported_by_id=session.project.posted_by_id,
                reported_at=at,
            )
        )
