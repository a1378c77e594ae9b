"""What no machine should answer: it goes to a person, whole, and the sender is told so."""

from datetime import timedelta

from volunteer.messages import limits
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.sms import about
from volunteer.sms.turn import Did, Turn, say

DAY = timedelta(days=1)
YES_OR_NO = (Asked.CONFIRM, Asked.CALL, Asked.OFFER)


def unclear(
    turn: Turn, why: str = "a person should read this", organisation_id: int | None = None
) -> Did:
    """Hand a text to a person; tell its sender at most once a day."""
    if not limits.said_since(turn.session, turn.contact, "passed_on", since=turn.now - DAY):
        say(turn, "passed_on", asked=_still_asked(turn.question))
    return Did(Outcome.DESK, why, organisation_id or organisation_of(turn))


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


def nothing(_turn: Turn) -> Did:
    """Leave thanks and machines unanswered."""
    return Did(Outcome.NOTHING, "thanks, or a machine")


def picture(turn: Turn) -> Did:
    """Tell who sent nothing but a picture that only words reach us."""
    if not turn.volunteers:
        return stranger(turn)
    say(turn, "picture")
    return Did(Outcome.ASKED_BACK, "sent a picture and no words; asked for words")


def stopped(turn: Turn) -> Did:
    """Hand a yes to a person whose phone said stop: no answer would reach it."""
    return Did(Outcome.DESK, "says yes, but this phone said stop", organisation_of(turn))


def _still_asked(question: Question | None) -> str:
    """Return what kind of answer an open question waits for; empty without one."""
    if question is None or question.state is not QuestionState.OPEN:
        return ""
    one_thing = question.kind is Asked.CHOICE and len(question.options or []) == 1
    return "yes or no" if question.kind in YES_OR_NO or one_thing else question.kind.value


def organisation_of(turn: Turn) -> int | None:
    """Return whose desk it is: the organisation that the open question is about."""
    opening = about.opening_of(turn, turn.question) if turn.question else None
    return None if opening is None else about.organisation(opening)
