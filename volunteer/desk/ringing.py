"""Numbers on the desk, to ring: shown on asking, and at once where somebody may be in danger."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound
from volunteer.desk.scope import waiting_for
from volunteer.messages.model import Outcome, Text
from volunteer.staff import notices, recipients
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind


def show_number(member: Member, text_id: int, *, now: datetime) -> str:
    """Return the number a waiting text came from; that it was shown is written down."""
    with transaction() as session:
        text = session.scalar(sa.select(Text).where(waiting_for(member), Text.id == text_id))
        if text is None:
            raise NotFound("no such text on this desk")
        phone = text.contact.phone
        by, about = By.member(member.id), ("text", text.id)
        audit.record(session, member.city_id, Deed.NUMBER_SHOWN, by=by, about=about, now=now)
        return phone


def numbers_in_danger(
    member: Member, text_ids: Collection[int], *, now: datetime
) -> dict[int, str]:
    """Return the numbers of those of these texts that wait and sound like danger, by their ids.

    That a member was shown one is written down the first time.
    """
    with transaction() as session:
        texts = session.scalars(
            sa.select(Text)
            .where(waiting_for(member), Text.id.in_(text_ids), Text.outcome == Outcome.DANGER)
            .options(joinedload(Text.contact))
            .order_by(Text.id)
        )
        numbers = {text.id: text.contact.phone for text in texts}
        for text_id in numbers:
            audit.record_once(
                session,
                member.city_id,
                Deed.NUMBER_SHOWN,
                by=By.member(member.id),
                about=("text", text_id),
                now=now,
            )
        return numbers


def tell_of_danger(session: Session, city: City, text: Text, *, now: datetime) -> None:
    """Tell at once whose desk it is, and the leads, that a text sounds like danger."""
    whose = recipients.of_organisation(session, city.id, text.organisation_id)
    leads = recipients.leads(session, city.id)
    notices.tell(session, city, [*whose, *leads], Kind.DANGER, about=("text", text.id), now=now)
