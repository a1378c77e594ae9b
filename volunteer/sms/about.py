"""What a text, a question or an answer of ours is about: an opening, and whose it is."""

from typing import Any

import sqlalchemy as sa

from volunteer.calls import texts
from volunteer.calls.by_code import code_for
from volunteer.calls.model import Invitation, Placement
from volunteer.core import walls
from volunteer.core.readymade import Readymade
from volunteer.messages.model import Asked, Question
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms.turn import Turn

ABOUT_A_SESSION = (Asked.CALL, Asked.OFFER)
ABOUT_A_PLACE = (Asked.OFFER, Asked.HOURS)
# Made once, as every answer asks one: to make a statement takes longer than to run it.
_SUBJECT: sa.BindParameter[int] = sa.bindparam("subject_id")
_CITY: sa.BindParameter[int] = sa.bindparam("city_id")
OF_INVITATION = Readymade(
    sa.select(Invitation.opening_id).where(Invitation.city_id == _CITY, Invitation.id == _SUBJECT)
)
OF_PLACEMENT = Readymade(
    sa.select(Placement.opening_id).where(Placement.city_id == _CITY, Placement.id == _SUBJECT)
)


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
    asked = _opening_id(turn, turn.question) if turn.question is not None else None
    if asked is not None and asked != opening.id:
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
    where = {"city_id": turn.city.id, "subject_id": question.subject_id}
    if question.kind is Asked.CALL:
        return OF_INVITATION.scalar(turn.session, where)
    return OF_PLACEMENT.scalar(turn.session, where) if question.kind in ABOUT_A_PLACE else None
