"""Nobody has two places at one hour: the second yes takes nothing, and names the first."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.core import walls
from volunteer.core.errors import N_, Refused
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

SOMETHING = N_("%(name)s has a place in something else at that time.")
THEIRS = N_("%(name)s has a place at that time already: “%(title)s”.")
YOURS = N_("You have a place at that time already: “%(title)s”. You keep it.")
_theirs, _at, _asked = aliased(Opening), aliased(ProjectSession), aliased(ProjectSession)
_CITY: sa.BindParameter[int] = sa.bindparam("city")
# A flexible session has no end, so no hour that another could be at.
_AT_THE_TIME = (
    Placement.city_id == _CITY,
    Placement.volunteer_id == sa.bindparam("volunteer", type_=sa.Integer),
    sa.or_(*(Placement.standing == standing for standing in HOLDS_PLACES)),
    _theirs.id == Placement.opening_id,
    _theirs.id != Opening.id,
    _theirs.city_id == _CITY,
    _at.id == _theirs.session_id,
    _at.city_id == _CITY,
    _asked.id == Opening.session_id,
    _asked.city_id == _CITY,
    _at.starts_at < _asked.ends_at,
    _at.ends_at > _asked.starts_at,
)
# Says, in a statement about an Opening, that somebody has a place elsewhere at its time.
IS_SO = sa.exists(sa.select(Placement.id).where(*_AT_THE_TIME).correlate(Opening))
PLACE = sa.select(Placement).where(
    Opening.city_id == _CITY, Opening.id == sa.bindparam("opening"), *_AT_THE_TIME
)


class Clash(Refused):
    """Somebody has a ``placement`` at the time of what they want.

    Not everybody may read in what, so that is only said by ``to_them`` and ``of_them``.
    """

    def __init__(self, volunteer: Volunteer, placement: Placement, wanted: Opening) -> None:
        super().__init__(SOMETHING, name=volunteer.name)
        self.placement, self._name = placement, volunteer.name
        self._title, _ = titles(placement.opening, wanted)

    def to_them(self) -> Refused:
        """Say to themselves what they have a place in."""
        return Refused(YOURS, title=self._title)

    def of_them(self) -> Refused:
        """Say what they have a place in to a member who may see that."""
        return Refused(THEIRS, name=self._name, title=self._title)


def titles(has: Opening, wanted: Opening) -> tuple[str, str]:
    """Return what to call two openings: their projects or, in one project, their roles."""
    if has.role.project_id == wanted.role.project_id:
        return has.role.title, wanted.role.title
    return has.role.project.title, wanted.role.project.title


def ensure_none(session: Session, city_id: int, volunteer: Volunteer, opening_id: int) -> None:
    """Refuse somebody who has a place elsewhere at the time of an opening."""
    elsewhere = place(session, city_id, volunteer.id, opening_id)
    if elsewhere is not None:
        wanted = walls.at_hand(session, Opening, city_id, opening_id)
        raise Clash(volunteer, elsewhere, wanted)


def place(session: Session, city_id: int, volunteer_id: int, opening_id: int) -> Placement | None:
    """Return the place that somebody has elsewhere at the time of an opening."""
    where = {"city": city_id, "volunteer": volunteer_id, "opening": opening_id}
    return session.scalars(PLACE.limit(1), where).first()
