"""Making the demo cities, once."""

from datetime import datetime
from types import ModuleType

import sqlalchemy as sa

from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.demo import barnsley, plymouth
from volunteer.places import imports
from volunteer.places.model import Postcode

CITIES = (plymouth, barnsley)


def make(*, now: datetime) -> bool:
    """Make the demo cities that are not there; return whether there were any to make."""
    if not _missing():
        return False
    if db.session.scalar(sa.select(Postcode.code).limit(1)) is None:
        imports.load_bundled()
    with transaction() as session:
        for city in (missing := _missing()):
            city.make(session, now=now)
    return bool(missing)


def _missing() -> list[ModuleType]:
    known = set(db.session.scalars(sa.select(City.slug)))
    return [city for city in CITIES if city.CITY.slug not in known]
