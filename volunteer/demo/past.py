"""The demo's year so far: each session filled, and held or called off."""

from collections.abc import Iterable
from datetime import datetime

from volunteer.calls.model import Answer, Invitation, Placement, Standing
from volunteer.demo import asking, reports, roster
from volunteer.demo.filling import Filling
from volunteer.demo.resident import Resident
from volunteer.demo.series import Yield

AHEAD = 4  # days before a session on which its call begins
A_REGULAR = 2  # times somebody has said yes before they come of themselves
REGULARS = 0.3  # of the places
WITHDREW = 0.05


def fill(filling: Filling) -> None:
    """Fill a session: some come of themselves, the others are asked, a few withdraw."""
    for resident in _regulars(filling, at := _before(filling, AHEAD + 2, 19)):
        filling.place(resident, at)
    most = 2 * filling.opening.left + 2
    invitations = asking.call(filling, at=_before(filling, AHEAD, 10), most=most)
    _withdraw(filling, invitations)


def hold(filling: Filling, gives: Yield | None) -> None:
    """Hold a session that was filled, and write down what came of it."""
    filling.opening.session.reminded_at = _before(filling, 1, 12)
    for _, placement in filling.standing(Standing.WAITING):
        placement.standing = Standing.NOT_NEEDED
    roster.look_back(filling)
    if gives is not None:
        reports.report(filling, gives)


def call_off(filling: Filling) -> None:
    """Call a session off the day before, as a storm was coming."""
    session, at = filling.opening.session, _before(filling, 1, 16)
    session.cancelled_at, session.cancelled_by_id = at, session.project.posted_by_id
    for _, placement in filling.standing(Standing.CONFIRMED, Standing.WAITING):
        placement.standing, placement.since = Standing.NOT_NEEDED, at
    filling.opening.taken = 0


def _before(filling: Filling, days: int, hour: int) -> datetime:
    stage = filling.stage
    return stage.days.at(stage.days.until(filling.opening.session.starts_at) - days, hour)


def _regulars(filling: Filling, at: datetime) -> list[Resident]:
    """Return some who come without being asked: they take their place on the web."""
    known = [resident for resident, _ in filling.able(at, said_yes=A_REGULAR)]
    most = min(len(known), round(filling.opening.places * REGULARS))
    return filling.stage.dice.sample(known, filling.stage.dice.randint(0, most))


def _withdraw(filling: Filling, invitations: Iterable[Invitation]) -> None:
    asked, at = {i.volunteer_id: i for i in invitations}, _before(filling, 1, 8)
    for resident, placement in filling.standing(Standing.CONFIRMED):
        if filling.stage.often(WITHDREW):
            _give_back(filling, placement, at)
            invitation = asked.get(resident.volunteer.id)
            if invitation is not None:
                invitation.answer, invitation.answered_at = Answer.WITHDRAWN, at


def _give_back(filling: Filling, placement: Placement, at: datetime) -> None:
    placement.standing, placement.since = Standing.WITHDRAWN, at
    filling.opening.taken -= placement.party
