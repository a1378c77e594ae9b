"""Who looks after a text: anybody of its desk, and anybody may take it over."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import NotFound
from volunteer.desk import tap
from volunteer.messages.model import Text
from volunteer.staff import recipients
from volunteer.staff.model import Member


@again_after_deadlock
def assign(city: City, member: Member, text_id: int, to_id: int, *, now: datetime) -> None:
    """Let somebody of the text's desk look after it: the member, or a colleague."""
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        if to_id not in {one.id for one in colleagues(session, tapped.text)}:
            raise NotFound("nobody of this desk")
        tapped.text.assigned_to_id, tapped.text.assigned_at = to_id, now
        tap.record(tapped, Deed.TEXT_ASSIGNED, member_id=to_id)


@again_after_deadlock
def put_back(city: City, member: Member, text_id: int, *, now: datetime) -> None:
    """Put a text on the desk that left it, or was never there, to look at it again."""
    with transaction() as session:
        tapped = tap.on(session, city, member, text_id, now=now)
        if tapped.text.desk_at is None or tapped.text.seen_at is not None:
            tap.again(tapped)
            tap.record(tapped, Deed.TEXT_PUT_BACK)


def colleagues(session: Session, text: Text) -> list[Member]:
    """Return everybody on whose desk a text is: its organisation's people, and the leads."""
    whose = recipients.of_organisation(session, text.city_id, text.organisation_id)
    everybody = [*whose, *recipients.leads(session, text.city_id)]
    unique = {one.id: one for one in everybody}
    return sorted(unique.values(), key=lambda one: (one.name.casefold(), one.id))


def names(session: Session, city_id: int, ids: Collection[int | None]) -> dict[int, str]:
    """Return what members are called, those too who may not come in any more."""
    which = sa.select(Member.id, Member.name).where(
        Member.city_id == city_id, Member.id.in_({one for one in ids if one is not None})
    )
    return {one: name for one, name in session.execute(which)}  # noqa: C416 - typed rows
