"""Taking back what a text did, by the machine or by a tap: it stands again as it stood.

Once, and only while nothing newer changed the same thing. The text then waits on the desk
again, since what it really meant is still to be answered.
"""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.desk import log, tap, undoing_hours, undoing_people, undoing_places
from volunteer.desk.scope import own_subjects
from volunteer.desk.tap import Tap
from volunteer.messages.effects import Changed, Effect
from volunteer.staff.model import Member

UNDONE = N_("That was taken back already.")
NEWER = N_("Something newer changed the same thing. Take that back first.")
Undo = Callable[[Tap, Effect], str]
UNDOERS: dict[Changed, Undo] = {
    Changed.PLACE: undoing_places.place,
    Changed.ARRIVAL: undoing_places.arrival,
    Changed.HOURS: undoing_hours.hours,
    Changed.STOP: undoing_people.stop,
    Changed.MEMBERSHIP: undoing_people.membership,
}
OF_A_PROJECT = (Changed.PLACE, Changed.ARRIVAL, Changed.HOURS)


@again_after_deadlock
def undo(city: City, member: Member, effect_id: int, *, now: datetime) -> int:
    """Take an effect back, tell the person what stands now, and return the text's id.

    ``before`` then remembers as ``after`` what was taken back, for whoever reads of it.
    """
    with transaction() as session:
        tapped = tap.on(session, city, member, text_of(session, member, effect_id), now=now)
        effect = _held(session, city.id, effect_id)
        if effect.undone_at is not None:
            raise Refused(UNDONE)
        if _is_overtaken(session, effect):
            raise Refused(NEWER)
        after = UNDOERS[effect.changed](tapped, effect)
        effect.before = {**effect.before, "after": after}
        effect.undone_at, effect.undone_by_id = now, member.id
        tap.again(tapped)
        tap.record(tapped, Deed.EFFECT_UNDONE, effect_id=effect.id)
        return tapped.text.id


def text_of(session: Session, member: Member, effect_id: int) -> int:
    """Return the text of an effect that the member may see."""
    effect = session.scalar(
        sa.select(Effect).where(Effect.city_id == member.city_id, Effect.id == effect_id)
    )
    if effect is None or not is_seen(session, member, effect):
        raise NotFound("no such effect for this member")
    return log.one(session, member, effect.text_id).id


def is_seen(session: Session, member: Member, effect: Effect) -> bool:
    """Return whether an effect of a text that a member may read is theirs to see."""
    if effect.changed not in OF_A_PROJECT:
        return True
    own = sa.select(Effect.id).where(own_subjects(member), Effect.id == effect.id)
    return session.scalar(own) is not None


def _held(session: Session, city_id: int, effect_id: int) -> Effect:
    return session.scalars(
        sa.select(Effect)
        .where(Effect.city_id == city_id, Effect.id == effect_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _is_overtaken(session: Session, effect: Effect) -> bool:
    newer = sa.select(Effect.id).where(
        Effect.city_id == effect.city_id,
        Effect.changed == effect.changed,
        Effect.subject_id == effect.subject_id,
        Effect.id > effect.id,
        Effect.undone_at.is_(None),
    )
    return session.scalar(newer.limit(1)) is not None
