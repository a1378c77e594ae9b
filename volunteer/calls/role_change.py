"""A role changes after it was posted: what it is, what it asks for, and for how many.

Whoever has a place keeps it. Calls that run choose by what it asks for now from their next wave
on, and what waits to be sent to people who do not fit any more is taken back. The sessions that
are over keep what was asked then (``projects.roles``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls import lack_news, offers, role_effects, role_texts, unsent, widening
from volunteer.calls.role_effects import Done, Effects
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, Refused
from volunteer.projects import queries as projects
from volunteer.projects import role_openings, roles
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening, ProjectRole
from volunteer.projects.service import ensure_open
from volunteer.staff.model import Member


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants a role to be, who read it as an ``edition``.

    ``places`` are by the ids of openings; those that are not named keep theirs.
    """

    role: NewRole
    edition: int
    places: Mapping[int, int] = field(default_factory=dict)


class Elsewhere(Refused):
    """Whether a role is done from home changes where people would come to."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "People have a place already, or wait for one, and were told where. Whether this "
                "is done from home can only be changed while nobody does."
            )
        )


class _Rehearsed(Exception):
    """Lets nothing be kept of what was done."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects


def change(city: City, member: Member, role_id: int, edit: Edit, *, now: datetime) -> Effects:
    """Change a role of a project that the member works on; return what that did.

    Refused are an edition that is not the last one (``roles.ChangedMeanwhile``) and fewer places
    than are taken (``role_openings.TooFew``).
    """
    return _change(city, member, role_id, edit, now, keep=True)


def rehearse(city: City, member: Member, role_id: int, edit: Edit, *, now: datetime) -> Effects:
    """Return what a change would do: it is done, and not kept."""
    try:
        return _change(city, member, role_id, edit, now, keep=False)
    except _Rehearsed as rehearsed:
        return rehearsed.effects


@again_after_deadlock
def _change(
    city: City, member: Member, role_id: int, edit: Edit, now: datetime, *, keep: bool
) -> Effects:
    with transaction() as session:
        role = projects.role_for(session, member, role_id)
        ensure_open(role.project)
        roles.turn(session, role, edition=edit.edition)
        openings = role_openings.to_come(session, role, now=now, held=True)
        effects = _carry_out(session, city, role, openings, edit, now)
        if not keep:
            raise _Rehearsed(effects)
        by, about = By.member(member.id), ("role", role.id)
        audit.record(
            session, city.id, Deed.ROLE_EDITED, by=by, about=about, now=now,
            project_id=role.project_id, told=effects.told, unsent=effects.taken_back,
            **_levels(effects),
        )  # fmt: skip
        return effects


def _levels(effects: Effects) -> dict[str, str]:
    """Return, for the log, which check is asked for, where it is not the one from before."""
    was, level = effects.level_was, effects.level
    if was is level:
        return {}
    return {
        "check_before": was.value if was else "none",
        "check_now": level.value if level else "none",
    }


def _carry_out(
    session: Session,
    city: City,
    role: ProjectRole,
    openings: Sequence[Opening],
    edit: Edit,
    now: datetime,
) -> Effects:
    before = role_effects.seen(session, city, openings, now=now)
    was, new = roles.of(role), roles.tidy(edit.role)
    moved = new.remote != was.remote
    if moved and before.placements:
        raise Elsewhere
    ids, taken_back = [one.id for one in openings], 0
    if new != was:
        roles.write(session, role, new, now=now)
        taken_back = role_texts.take_back(session, city, ids, moved=moved, now=now)
    wider = ids if widening.widens(was, new) else widening.raised(openings, edit.places)
    unapproved = widening.revoke(session, city, wider, now=now)
    offered = _set_places(session, city, openings, edit.places, now)
    after = role_effects.seen(session, city, openings, now=now)
    newly, relieved = role_texts.tell(session, city, before, after, now=now)
    lack_news.tell_of_openings(session, city, ids, now=now)
    done = Done(newly, relieved, taken_back, offered, unapproved)
    return role_effects.between(before, after, done, was, new)


def _set_places(
    session: Session, city: City, openings: Sequence[Opening], places: Mapping[int, int],
    now: datetime,
) -> int:  # fmt: skip
    """Give openings other numbers of places; return in how many the line is offered new ones.

    They go to whoever waits longest, before anybody else is asked. A call whose opening is full
    by this is over.
    """
    more = role_openings.set_places(openings, places)
    session.flush()
    for opening in openings:
        unsent.stop_if_full(session, city_id=city.id, opening_id=opening.id, now=now)
    return sum(offers.offer_next(session, city, one.id, now=now) for one in more)
