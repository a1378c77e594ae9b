"""What no machine should answer: it goes to a person, whole, and the sender is told so."""

from datetime import timedelta

from volunteer.core.errors import N_
from volunteer.messages import limits, outbox, whys
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.sms import about
from volunteer.sms.turn import Did, Turn, say

DAY = timedelta(days=1)
TO_DESK = (Outcome.DANGER, Outcome.DESK, Outcome.SHOWN)  # what matters most first
ASKS_OR_TELLS = (Outcome.ASKED_BACK, Outcome.HELPED)  # nothing but our answer follows
YES_OR_NO = (Asked.CONFIRM, Asked.CALL, Asked.OFFER)


def unclear(turn: Turn, why: str = whys.UNCLEAR, organisation_id: int | None = None) -> Did:
    """Hand a text to a person; tell its sender at most once a day."""
    if not limits.said_since(turn.session, turn.contact, "passed_on", since=turn.now - DAY):
        say(turn, "passed_on", asked=_still_asked(turn.question))
    return Did(Outcome.DESK, why, organisation_id or organisation_of(turn))


def danger(turn: Turn) -> Did:
    """Say to ring 999, and put the text on top of the desk."""
    say(turn, "danger")
    heard = outbox.is_answered(turn.session, turn.text)
    why = whys.DANGER if heard else whys.DANGER_UNHEARD
    return Did(Outcome.DANGER, why, organisation_id=organisation_of(turn))


def if_unheard(turn: Turn, did: Did) -> Did:
    """Hand a text to a person if all that followed is an answer, and that does not go out."""
    carriers = turn.text.opt_out == "HELP"  # the carrier has answered
    if did.outcome not in ASKS_OR_TELLS or carriers:
        return did
    if outbox.is_answered(turn.session, turn.text):
        return did
    why = whys.UNHEARD if turn.contact.stopped_at is None else whys.UNHEARD_STOPPED
    return Did(Outcome.DESK, why, did.organisation_id or organisation_of(turn))


def stranger(turn: Turn) -> Did:
    """Tell someone we do not know how to join, once a week; the text is kept."""
    week = timedelta(days=turn.city.rules.unknown_sender_days)
    if limits.said_since(turn.session, turn.contact, "how_to_join", since=turn.now - week):
        return Did(Outcome.DESK, N_("Somebody we do not know, who was told how to join before."))
    say(turn, "how_to_join")
    return Did(Outcome.ASKED_BACK, N_("Somebody we do not know. We told them how to join."))


def nothing(_turn: Turn) -> Did:
    """Leave thanks and machines unanswered."""
    return Did(Outcome.NOTHING, whys.NOTHING)


def picture(turn: Turn) -> Did:
    """Tell who sent nothing but a picture that only words reach us."""
    if not turn.volunteers:
        return stranger(turn)
    say(turn, "picture")
    return Did(Outcome.ASKED_BACK, N_("A picture without words. We asked for words."))


def stopped(turn: Turn) -> Did:
    """Hand a yes to a person whose phone said stop: no answer would reach it."""
    return Did(
        Outcome.DESK,
        N_("They say yes, but wanted no more texts, so nothing was done. Ring them."),
        organisation_of(turn),
    )


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
