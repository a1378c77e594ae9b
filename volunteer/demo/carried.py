"""What is on the demo's phones when it is opened: every text that came and went before."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from volunteer.demo.stage import Stage
from volunteer.gateways.sandbox import Carried
from volunteer.messages.model import Contact, Message, Text


def put_on_phones(stage: Stage) -> None:
    """Give the sandbox its own account of the city's texts, in the order in which they came."""
    stage.session.flush()
    rows = sorted([*_went(stage), *_came(stage)], key=_when)
    if rows:
        stage.session.execute(sa.insert(Carried), rows)


def _went(stage: Stage) -> list[dict[str, Any]]:
    found = stage.session.scalars(sa.select(Message).where(Message.city_id == stage.city.id))
    return [
        _row(stage, f"SB{one.token}", one.to, one.body, one.created_at, ours=one.token)
        for one in found
    ]


def _came(stage: Stage) -> list[dict[str, Any]]:
    found = stage.session.execute(
        sa.select(Text, Contact.phone)
        .join(Text.contact)
        .where(Text.city_id == stage.city.id, Contact.city_id == stage.city.id)
    )
    return [_row(stage, text.sid, phone, text.body, text.received_at) for text, phone in found]


def _row(
    stage: Stage, sid: str, phone: str, body: str, at: datetime, *, ours: str | None = None
) -> dict[str, Any]:
    """Return a text as the sandbox keeps it; ``ours`` is the token of one that we sent."""
    return {
        "sid": sid,
        "token": ours,
        "city_number": stage.city.number,
        "phone": phone,
        "incoming": ours is None,
        "body": body,
        "at": at,
        "reported_at": at,
    }


def _when(row: dict[str, Any]) -> tuple[datetime, str]:
    return row["at"], row["sid"]
