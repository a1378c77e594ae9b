"""A YES or NO while nothing is open: a change of mind, if it cannot be about anything else."""

from collections.abc import Callable

from volunteer.calls.by_code import code_for
from volunteer.calls.model import Placement, Standing
from volunteer.core.errors import N_
from volunteer.messages import outbox, questions
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.people.model import State
from volunteer.projects import codes
from volunteer.sms import about, desk, enrolment, parties, places
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

REMINDER, CANCELLED = "reminder", "cancelled"
NO_CHOICE = [kind for kind in Asked if kind is not Asked.CHOICE]


def answer(turn: Turn) -> Did:
    """Answer who was asked nothing: a stranger, a change of mind, or a question of theirs."""
    if not turn.volunteers:
        return desk.stranger(turn)
    if turn.reading.kind in (Kind.YES, Kind.NO) and _last_heard(turn) == CANCELLED:
        return Did(Outcome.NOTHING, N_("They answered a cancellation: nothing to do."))
    if turn.reading.kind in ANSWERS:
        return ANSWERS[turn.reading.kind](turn)
    if parties.says_alone(turn):
        return _alone(turn)
    half_joined = enrolment.broken_off(turn)
    return enrolment.postcode(turn, half_joined) if half_joined else desk.unclear(turn)


def _yes(turn: Turn) -> Did:
    """Take a yes to what was asked last, if that is what it is to."""
    last = _last(turn)
    if last is None:
        return _nothing_asked(turn)
    if last.kind is Asked.CONFIRM:
        return enrolment.confirm(turn, last)
    if _last_heard(turn) == REMINDER and places.coming(turn):
        return Did(Outcome.NOTHING, N_("Yes to a reminder: they come, and nothing changes."))
    if _needs_code(turn, last) and not _has(turn, last):
        return say_which(turn, last)
    return places.answer(turn, last)


def _no(turn: Turn) -> Did:
    """Take a no: to the one place they have, or to what was asked last; else ask which."""
    last, coming = _last(turn), places.coming(turn)
    if last is not None and last.kind is Asked.CONFIRM:
        return enrolment.confirm(turn, last)
    if last is not None and last.state is QuestionState.BESIDE:
        return say_which(turn, last)
    if len(coming) > 1:
        return places.which(turn, coming)
    if coming and not _has(turn, last):
        return _say_cant_come(turn, coming[0])
    return places.answer(turn, last) if last is not None else _nothing_asked(turn)


def say_which(turn: Turn, question: Question) -> Did:
    """Ask for the code, as a bare yes or no may be about something else."""
    opening = about.opening_of(turn, question)
    assert opening is not None
    code = codes.of(turn.session, opening, now=turn.now)
    say(turn, "say_which", **about.words(turn, opening) | {"opening_code": code})
    why = N_("A yes or no that may be about something else. We asked for the code.")
    return Did(Outcome.ASKED_BACK, why, about.organisation(opening))


def _say_cant_come(turn: Turn, placement: Placement) -> Did:
    """Ask for clear words, as a bare no may not be to the one place they have."""
    opening, name = placement.opening, placement.volunteer.name
    say(turn, "say_cant_come", **about.words(turn, opening), name=name)
    why = N_("A no that may be to their place. We asked for clear words.")
    return Did(Outcome.ASKED_BACK, why, about.organisation(opening))


def may_be_to_a_reminder(turn: Turn, question: Question) -> bool:
    """Tell whether a bare answer came after a reminder of something else than was asked."""
    return _last_heard(turn) == REMINDER and _needs_code(turn, question)


def _needs_code(turn: Turn, question: Question) -> bool:
    """Tell whether a bare yes may be about something else, and this one's code still helps.

    They have a place elsewhere, or were asked this while something else was open.
    """
    opening = about.opening_of(turn, question)
    if opening is None or not places.is_on(turn, opening):
        return False
    if question.state is QuestionState.BESIDE:
        return True
    return code_for(turn.session, turn.contact.id, opening, now=turn.now) is not None


def _alone(turn: Turn) -> Did:
    """Let the one party that is coming shrink to one."""
    coming = places.coming(turn)
    if len(coming) != 1 or coming[0].party == 1 or coming[0].standing is Standing.WAITING:
        return desk.unclear(turn)
    return parties.again(turn, coming[0], 1)


def _last(turn: Turn) -> Question | None:
    """Return what was asked last, if that is what a yes or no answers and can be changed."""
    last = questions.last_of(
        turn.session, city_id=turn.city.id, contact_id=turn.contact.id, kinds=NO_CHOICE
    )
    if last is not None and last.kind in about.ABOUT_A_SESSION:
        return None if _was_before_start(turn, last) else last
    unconfirmed = any(one.state is State.UNCONFIRMED for one in turn.volunteers)
    return last if last is not None and last.kind is Asked.CONFIRM and unconfirmed else None


def _was_before_start(turn: Turn, question: Question) -> bool:
    """Tell whether they stopped and started since: a bare yes may be to our welcome back."""
    since = turn.contact.consented_at
    return since is not None and since > question.asked_at


def _has(turn: Turn, question: Question | None) -> bool:
    """Tell whether somebody behind the phone has a place in what a question was about."""
    opening = about.opening_of(turn, question) if question is not None else None
    return opening is not None and any(one.opening_id == opening.id for one in places.coming(turn))


def _last_heard(turn: Turn) -> str | None:
    return outbox.last_heard(turn.session, turn.contact)


def _nothing_asked(turn: Turn) -> Did:
    say(turn, "nothing_asked")
    return Did(
        Outcome.ASKED_BACK, N_("They answered, but nothing is being asked. We told them so.")
    )


ANSWERS: dict[Kind, Callable[[Turn], Did]] = {
    Kind.YES: _yes,
    Kind.NO: _no,
    Kind.WITHDRAW: places.withdraw,
}
