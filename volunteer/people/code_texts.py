"""The texts that tell codes: written by a worker, so that asking takes as long for all."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.messages import outbox, wording
from volunteer.messages.model import Contact, Lane
from volunteer.people.model import SignInCode


def write_next(*, now: datetime) -> bool:
    """Write the text for the next code that waits (in any city); return whether there was one.

    A code that is over by now, or that belongs to no volunteer, is told nobody.
    """
    with transaction() as session:
        waiting = session.scalar(
            sa.select(SignInCode)
            .where(SignInCode.to_text.is_not(None))
            .order_by(SignInCode.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if waiting is None:
            return False
        code = waiting.to_text
        _forget(session, waiting)
        if code and waiting.contact_id is not None and waiting.expires_at > now:
            _write(session, waiting, waiting.contact_id, code, now)
    return True


def _forget(session: Session, waiting: SignInCode) -> None:
    session.execute(
        sa.update(SignInCode)
        .where(SignInCode.city_id == waiting.city_id, SignInCode.id == waiting.id)
        .values(to_text=None)
    )


def _write(
    session: Session, waiting: SignInCode, contact_id: int, code: str, now: datetime
) -> None:
    city = session.get_one(City, waiting.city_id)
    contact = walls.fetch(session, Contact, city.id, contact_id)
    body = wording.text(
        "code",
        city=city,
        language=contact.language,
        code=code,
        minutes=city.rules.code_minutes,
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="code",
        body=body,
        lane=Lane.REPLY,
        now=now,
        expires_at=waiting.expires_at,
    )
