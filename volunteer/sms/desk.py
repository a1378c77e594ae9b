"""What no machine should answer: it goes to a person, whole, and the sender is told so."""

from datetime import timedelta

import sqlalchemy as sa

from volunteer.calls.model import Invitation, Placement
from volunteer.messages import limits
from volunteer.messages.model import Asked, Outcome, Question
from volunteer.projects.model import Opening, Project, ProjectRole
from volunteer.sms.turn import Did, Turn, say

DAY = timedelta(days=1)
ABOUT_A_PLACE = (Asked.OFFER, Asked.HOURS)


def unclear(turn: Turn, why: str = "a person should read this") -> Did:
    """Hand a text to a person; tell its sender at most once a day."""
    if not limits.said_since(turn.session, turn.contact, "passed_on", since=turn.now - DAY):
        say(turn, "passed_on")
    return Did(Outcome.DESK, why, organisation_id=organisation_of(turn))


def danger(turn: Turn) -> Did:
    """Say to ring 999, and put the text on top of the desk."""
    say(turn, "danger")
    return Did(Outcome.DANGER, "sounds like danger", organisation_id=organisation_of(turn))


def stranger(turn: Turn) -> Did:
    """Tell someone we do not know how to join, once a week; the text is kept."""
    week = timedelta(days=turn.city.rules.unknown_sender_days)
    if limits.said_since(turn.session, turn.contact, "how_to_join", since=turn.now - week):
        return Did(Outcome.DESK, "nobody we know; was told how to join")
    say(turn, "how_to_join")
    return Did(Outcome.ASKED_BACK, "nobody we know; told how to join")


def organisation_of(turn: Turn) -> int | None:
    """Return whose desk it is: the organisation that the open question is about."""
    opening_id = _opening_of(turn, turn.question) if turn.question else None
    if opening_id is None:
        return None
    return turn.session.scalar(
        sa.select(Project.organisation_id)
        .join(ProjectRole, ProjectRole.project_id == Project.id)
        .join(Opening, Opening.role_id == ProjectRole.id)
        .where(Project.city_id == turn.city.id, Opening.id == opening_id)
    )


def _opening_of(turn: Turn, question: Question) -> int | None:
    if question.kind is Asked.CALL:
        of = sa.select(Invitation.opening_id).where(
            Invitation.city_id == turn.city.id, Invitation.id == question.subject_id
        )
    elif question.kind in ABOUT_A_PLACE:
        of = sa.select(Placement.opening_id).where(
            Placement.city_id == turn.city.id, Placement.id == question.subject_id
        )
    else:
        return None
    return turn.session.scalar(of)
