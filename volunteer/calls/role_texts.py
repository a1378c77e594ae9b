"""The texts that a change of a role takes back, and those it has written."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import lack_texts, still_met, unsent
from volunteer.calls.model import Answer, Invitation, Placement, Standing
from volunteer.calls.role_effects import Seen
from volunteer.cities.model import City
from volunteer.messages import questions
from volunteer.messages.model import Asked


def take_back(
    session: Session, city: City, opening_ids: Sequence[int], *, moved: bool, now: datetime
) -> int:
    """Take back what waits to ask people about a role that is another now; return how many.

    Of one that ``moved``, from home to the spot or the other way, all of it: how far people live
    was not asked before, or is no matter now.
    """
    if not moved:
        return still_met.take_back_waiting(session, city, opening_ids, now)
    at = [{"city_id": city.id, "opening_id": one} for one in opening_ids]
    taken = sum(unsent.take_back(session, **where, now=now) for where in at)
    _close_asked(session, city, opening_ids, now)
    return taken


def tell(
    session: Session, city: City, before: Seen, after: Seen, *, now: datetime
) -> tuple[list[Placement], int]:
    """Tell people, each once, what a change makes them lack for places of theirs, or not lack.

    Return the next place of each who lacks something by it, and how many were told that they lack
    it no more. Others come and do as they were told, and hear nothing. What waits to tell somebody
    what is not so any more is taken back.
    """
    newly = _by_person(after, after.lack.keys() - before.lack.keys())
    lacked = _by_person(after, before.lack.keys())
    lack = _by_person(after, after.lack.keys())
    relieved = 0
    for who, places in (lacked | newly).items():
        waited = lack_texts.take_back(session, places[0], now=now)
        if who in newly or (waited and who in lack):
            lack_texts.tell_more(session, city, lack[who], now=now)
        elif who not in lack:
            relieved += lack_texts.tell_less(session, city, places[0], now=now)
    return [places[0] for places in newly.values()], relieved


def _by_person(seen: Seen, ids: Collection[int]) -> dict[int, list[Placement]]:
    """Return the places of these that people have, the next first, by the ids of the people."""
    found: dict[int, list[Placement]] = {}
    for one in seen.placements:
        if one.id in ids and one.standing is Standing.CONFIRMED:
            found.setdefault(one.volunteer_id, []).append(one)
    return found


def _close_asked(session: Session, city: City, opening_ids: Sequence[int], now: datetime) -> None:
    """Close what was asked about these openings and not answered: it was about another place."""
    asked = sa.select(Invitation.id).where(
        Invitation.city_id == city.id,
        Invitation.opening_id.in_(opening_ids),
        Invitation.answer == Answer.ASKED,
    )
    ids = list(session.scalars(asked))
    questions.close_about(session, city_id=city.id, kind=Asked.CALL, subject_ids=ids, now=now)
