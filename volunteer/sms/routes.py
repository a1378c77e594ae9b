"""Which reply leads where: what may always be said first, then what was asked."""

from collections.abc import Callable

from volunteer.messages import questions
from volunteer.messages.model import Asked, Outcome, Question
from volunteer.people.model import State
from volunteer.sms import consent, desk, enrolment, hours, places
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

CARRIER_WORDS = {"STOP": consent.stop, "START": consent.start, "HELP": consent.help_}
ALWAYS: dict[Kind, Callable[[Turn], Did]] = {
    Kind.STOP: consent.stop,
    Kind.DANGER: desk.danger,
    Kind.HELP: consent.help_,
    Kind.START: consent.start,
    Kind.JOIN: enrolment.begin,
    Kind.HOURS: hours.claim,
}
JOINING: dict[Asked, Callable[[Turn, Question], Did]] = {
    Asked.CONFIRM: enrolment.confirm,
    Asked.NAME: enrolment.name,
    Asked.POSTCODE: enrolment.postcode,
    Asked.SKILLS: enrolment.skills_,
}
ABOUT_A_SESSION = (Asked.CALL, Asked.OFFER)


def act(turn: Turn) -> Did:
    """Do what a text asks for, and return what that was."""
    reading = turn.reading.kind
    if turn.text.opt_out == "START":
        turn.contact.carrier_blocked_at = None  # the carrier's block is over, whatever ours is
    carrier = _carriers_word(turn)
    if carrier is not None:
        return CARRIER_WORDS[carrier](turn)
    if reading in ALWAYS:
        return ALWAYS[reading](turn)
    if reading is Kind.NOTHING:
        return Did(Outcome.NOTHING, "thanks, or a machine")
    if turn.question is not None:
        return _answer(turn, turn.question)
    return _unasked(turn)


def _carriers_word(turn: Turn) -> str | None:
    """Return what the carrier took a text for, if that settles it.

    To the carrier a YES lifts a stop. To us it is an answer, and lifts nothing.
    """
    word = turn.text.opt_out
    if word == "START" and turn.reading.kind is Kind.YES:
        return None
    return word if word in CARRIER_WORDS else None


def _answer(turn: Turn, question: Question) -> Did:
    if question.kind in JOINING:
        return JOINING[question.kind](turn, question)
    if question.kind in ABOUT_A_SESSION:
        return places.answer(turn, question)
    if question.kind is Asked.CHOICE:
        return places.choose(turn, question)
    if turn.reading.kind is Kind.WITHDRAW:
        return places.withdraw(turn)
    return desk.unclear(turn)


def _unasked(turn: Turn) -> Did:
    """Answer who was asked nothing: a stranger, a change of mind, or a question of theirs."""
    if not turn.volunteers:
        return desk.stranger(turn)
    if turn.reading.kind is Kind.WITHDRAW:
        return places.withdraw(turn)
    if turn.reading.kind in (Kind.YES, Kind.NO):
        return _after_all(turn)
    return desk.unclear(turn)


def _after_all(turn: Turn) -> Did:
    """Take a yes or no to what was asked last, if it still can be changed."""
    last = questions.last_of(turn.session, city_id=turn.city.id, contact_id=turn.contact.id)
    if last is not None and last.kind in ABOUT_A_SESSION:
        return places.answer(turn, last)
    if last is not None and last.kind is Asked.CONFIRM and not _is_in(turn):
        return enrolment.confirm(turn, last)
    say(turn, "nothing_asked")
    return Did(Outcome.ASKED_BACK, "answered, but was asked nothing")


def _is_in(turn: Turn) -> bool:
    return all(one.state is not State.UNCONFIRMED for one in turn.volunteers)
