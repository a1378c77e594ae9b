"""A role's places in its sessions to come: found, held and changed."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from volunteer.core.errors import N_, Refused
from volunteer.projects.dates import is_to_come
from volunteer.projects.draft import ensure_places
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

MOST = 500


class TooFew(Refused):
    """Fewer places than are taken, in the opening of this id."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(
            N_(
                "Already taken: %(taken)s. Enter that many or more, as nobody loses a place by "
                "this."
            ),
            taken=opening.taken,
        )
        self.opening_id = opening.id


def to_come(
    session: Session, role: ProjectRole, *, now: datetime, held: bool = False
) -> list[Opening]:
    """Return a role's openings in sessions to come, the soonest first.

    ``held`` lets nobody take a place in them, nor ask about them, until the caller is done.
    """
    which = (
        sa.select(Opening)
        .join(Opening.session)
        .where(
            Opening.city_id == role.city_id,
            ProjectSession.city_id == role.city_id,
            Opening.role_id == role.id,
            is_to_come(now),
        )
        .options(contains_eager(Opening.session))
        .order_by(Opening.id)
        .limit(MOST)
    )
    if held:
        which = which.with_for_update(of=Opening).execution_options(populate_existing=True)
    found = session.scalars(which).all()
    return sorted(found, key=lambda one: (one.session.starts_at, one.id))


def set_places(openings: Collection[Opening], places: Mapping[int, int]) -> list[Opening]:
    """Give openings, which the caller holds, other numbers of places; return which have more.

    ``places`` are by the ids of the openings; what is not among them stays as it is.
    """
    more = []
    for opening in openings:
        wanted = places.get(opening.id, opening.places)
        ensure_places(wanted)
        if wanted < opening.taken:
            raise TooFew(opening)
        if wanted > opening.places:
            more.append(opening)
        opening.places = wanted
    return more
