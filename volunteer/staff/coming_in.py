"""A member comes in, one step further: and is told when it is from somewhere new."""

from datetime import datetime

from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound
from volunteer.staff import notices
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind
from volunteer.visits import service as visits
from volunteer.visits.model import Stage


def begin(
    city_id: int,
    member_id: int,
    *,
    stage: Stage,
    browser: str,
    now: datetime,
    since: datetime | None = None,
) -> str:
    """Begin a member's visit; return the token that its browser keeps.

    ``since`` is when the step before was taken: a password that was changed after it, or a
    member who was disabled, lets nobody in.
    Whoever was in before, but never on a browser of this name, gets a mail about it.
    """
    with transaction() as session:
        member = walls.fetch(session, Member, city_id, member_id, lock=True)
        changed = since and member.password_at and member.password_at >= since
        if member.disabled_at is not None or changed:  # at this very moment
            raise NotFound("no such member, or not by this password any more")
        known = visits.browsers(session, city_id, member_id)
        if stage is Stage.IN and known and browser[: visits.LONGEST_NAME] not in known:
            notices.tell_account(session, member, Kind.SECURITY, what="new browser", now=now)
        who = {"member_id": member_id}
        return visits.begin_in(session, city_id, who, stage=stage, browser=browser, now=now)
