"""What a geocoder said before, so that it is asked about an address once."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from volunteer.core.geo import Point
from volunteer.places import upsert
from volunteer.places.model import Lookup


def recall(session: Session, query: str) -> Lookup | None:
    """Return what was answered, which may be "nobody knows"; None if it was never asked."""
    return session.get(Lookup, _digest(query))


def remember(session: Session, query: str, point: Point | None, *, now: datetime) -> None:
    """Keep an answer. Never call this for a home: homes are kept to about 100 m only."""
    row = {
        "digest": _digest(query),
        "latitude": point and point.latitude,
        "longitude": point and point.longitude,
        "asked_at": now,
    }
    upsert.put(session, Lookup, [row])


def _digest(query: str) -> str:
    return sha256(" ".join(query.casefold().split()).encode()).hexdigest()
