"""The parts of the city, by name."""

from volunteer.core.db import db
from volunteer.places import service as places
from volunteer.web.access import city


def names() -> dict[str, str]:
    """Return the names of the city's wards by their codes."""
    return {ward.code: ward.name for ward in places.wards(db.session(), city().authority_code)}
