"""Taking turns at what the whole deployment shares."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from volunteer.places import upsert
from volunteer.places.model import Pace


def take_turn(session: Session, name: str, *, every: timedelta, now: datetime) -> bool:
    """Take the turn if one is free; the next is ``every`` later.

    One conditional statement, so of any number of workers one takes it.
    """
    claim = upsert.insert(session, Pace).values(name=name, free_at=now + every)
    taking = claim.on_conflict_do_update(
        index_elements=[Pace.name],
        set_={"free_at": claim.excluded.free_at},
        where=Pace.free_at <= now,
    ).returning(Pace.name)
    return session.scalar(taking) is not None
