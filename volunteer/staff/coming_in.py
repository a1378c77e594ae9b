"""A member comes in, one step further: and is told when it is from somewhere new."""

from datetime import datetime

from volunteer.core.db import transaction
from volunteer.staff import notices, queries
from volunteer.staff.notices import Kind
from volunteer.visits import service as visits
from volunteer.visits.model import Stage


def begin(city_id: int, member_id: int, *, stage: Stage, browser: str, now: datetime) -> str:
    """Begin a member's visit; return the token that its browser keeps.

    Whoever was in before, but never on a browser of this name, gets a mail about it.
    """
    with transaction() as session:
        member = queries.member(session, city_id, member_id)
        known = visits.browsers(session, city_id, member_id)
        if stage is Stage.IN and known and browser[: visits.LONGEST_NAME] not in known:
            notices.tell_account(session, member, Kind.SECURITY, what="new browser", now=now)
        who = {"member_id": member_id}
        return visits.begin_in(session, city_id, who, stage=stage, browser=browser, now=now)
