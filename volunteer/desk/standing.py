"""How somebody stands with an opening, as an effect remembers it to take it back."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import steps
from volunteer.calls.model import Answer, Invitation


def before(session: Session, city_id: int, *, volunteer_id: int, opening_id: int) -> dict[str, Any]:
    """Return their standing, party and answer; of who had none, None."""
    placement = steps.placement_of(session, city_id, volunteer_id, opening_id)
    answer = session.scalar(
        sa.select(Invitation.answer).where(*_asked(city_id, volunteer_id, opening_id))
    )
    return {
        "standing": placement and placement.standing.value,
        "party": placement and placement.party,
        "answer": answer and answer.value,
    }


def put_answer_back(
    session: Session, city_id: int, *, volunteer_id: int, opening_id: int, answer: str | None
) -> None:
    """Let an invitation stand as it stood."""
    if answer is None:
        return
    changes: dict[str, Any] = {"answer": Answer(answer)}
    if answer == Answer.ASKED.value:
        changes["answered_at"] = None
    session.execute(
        sa.update(Invitation).where(*_asked(city_id, volunteer_id, opening_id)).values(**changes)
    )


def _asked(city_id: int, volunteer_id: int, opening_id: int) -> list[sa.ColumnElement[bool]]:
    return [
        Invitation.city_id == city_id,
        Invitation.volunteer_id == volunteer_id,
        Invitation.opening_id == opening_id,
    ]
