"""What a text, a question or an answer of ours is about: an opening, and whose it is."""

from typing import Any

import sqlalchemy as sa

from volunteer.calls import texts
from volunteer.calls.by_code import code_for
from volunteer.calls.model import Invitation, Placement
from volunteer.core import walls
from volunteer.messages.model import Asked, Question
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms.turn import Turn

ABOUT_A_SESSION = (Asked.CALL, Asked.OFFER)
ABOUT_A_PLACE = (Asked.OFFER, Asked.HOURS)


def words(turn: Turn, opening: Opening, *, placed: bool = False) -> dict[str, Any]:
    """Return what an answer says of an opening, to who has a place there or to anybody else."""
    told = texts.about(
        turn.session,
        turn.city,
        opening,
        turn.contact.language,
        placed_at=turn.now if placed else None,
        code=code(turn, opening),
    )
    return {**told, "contact": opening.role.project.contact_name}


def code(turn: Turn, opening: Opening) -> str | None:
    """Return the code of an opening, if a bare answer might be about something else."""
    asked = opening_of(turn, turn.question) if turn.question is not None else None
    if asked is not None and asked.id != opening.id:
        return codes.of(turn.session, opening, now=turn.now)
    return code_for(turn.session, turn.contact.id, opening, now=turn.now)


def opening_of(turn: Turn, question: Question) -> Opening | None:
    """Return the opening that a question is about; the first of those that a choice is about."""
    opening_id = _opening_id(turn, question)
    if opening_id is None:
        return None
    return walls.find(turn.session, Opening, turn.city.id, opening_id)


def organisation(opening: Opening) -> int:
    """Return on whose desk a text about an opening belongs."""
    return opening.role.project.organisation_id


def volunteer(turn: Turn, volunteer_id: int) -> Volunteer | None:
    """Return somebody behind the phone, unless they have left."""
    return next((one for one in turn.volunteers if one.id == volunteer_id), None)


def _opening_id(turn: Turn, question: Question) -> int | None:
    if question.kind is Asked.CHOICE:
        return next((option["opening"] for option in question.options or []), None)
    if question.kind is Asked.CALL:
        return turn.session.scalar(
            sa.select(Invitation.opening_id).where(
                Invitation.city_id == turn.city.id, Invitation.id == question.subject_id
            )
        )
    if question.kind in ABOUT_A_PLACE:
        return turn.session.scalar(
            sa.select(Placement.opening_id).where(
                Placement.city_id == turn.city.id, Placement.id == question.subject_id
            )
        )
    return None
