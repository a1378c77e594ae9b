"""What follows from a choice: each thing that was chosen is done now, and told."""

from collections.abc import Callable, Sequence

from volunteer.calls import steps
from volunteer.calls.model import Placement
from volunteer.core import walls
from volunteer.core.errors import N_
from volunteer.messages import questions
from volunteer.messages.model import Outcome, Question
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import about, arrivals, choices, desk, hours, places
from volunteer.sms.choices import Do, Option
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

WITH_PLACE: dict[Do, Callable[[Turn, Placement, int], Did]] = {
    Do.HOURS: hours.write,
    Do.HERE: arrivals.mark,
}


def answer(turn: Turn, question: Question) -> Did:
    """Do what was chosen; without a clear choice nothing is done, and it can still be made."""
    options = choices.of(question)
    if choices.is_offer(question):
        return _offered(turn, question, options[0])
    picked = choices.picked(turn, question)
    if not picked and turn.reading.kind is Kind.WITHDRAW:
        return _leave(turn, question, options)
    refused = turn.reading.refused and any(option.do is not Do.LEAVE for option in picked)
    if refused or (not picked and turn.reading.kind is not Kind.CHOICE):
        return desk.unclear(turn)
    if not picked or (len(picked) > 1 and not choices.may_be_several(options)):
        say(turn, "choose_again", most=len(options))
        return Did(Outcome.ASKED_BACK, N_("They chose none of what we listed. We asked again."))
    questions.settle(turn.session, question, text_id=turn.text.id, now=turn.now)
    done = [_do(turn, option) for option in picked]
    return next((did for kind in desk.TO_DESK for did in done if did.outcome is kind), done[-1])


def _leave(turn: Turn, question: Question, options: Sequence[Option]) -> Did:
    """Take a withdrawal in words; where that is what was asked, it answers the choice."""
    if options[0].do is Do.LEAVE:
        questions.settle(turn.session, question, text_id=turn.text.id, now=turn.now)
    return places.withdraw(turn)


def _offered(turn: Turn, question: Question, option: Option) -> Did:
    volunteer, opening = _who(turn, option), _opening(turn, option)
    if volunteer is None or places.is_another_day(turn, opening):
        return desk.unclear(turn)
    if turn.reading.kind is Kind.YES:
        return places.yes(turn, volunteer, opening, question=question)
    if turn.reading.kind in (Kind.NO, Kind.WITHDRAW):
        return places.no(turn, volunteer, opening, question=question)
    return desk.unclear(turn)


def _do(turn: Turn, option: Option) -> Did:
    volunteer, opening = _who(turn, option), _opening(turn, option)
    if volunteer is None:
        return desk.unclear(turn, N_("They chose for somebody who has left."))
    if option.do is Do.TAKE:
        return places.yes(turn, volunteer, opening, party=option.amount)
    if option.do is Do.LEAVE:
        return places.no(turn, volunteer, opening)
    placement = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    if placement is None:
        return desk.unclear(turn, N_("They chose a place that is there no more."))
    return WITH_PLACE[option.do](turn, placement, option.amount)


def _who(turn: Turn, option: Option) -> Volunteer | None:
    return about.volunteer(turn, option.volunteer)


def _opening(turn: Turn, option: Option) -> Opening:
    return walls.fetch(turn.session, Opening, turn.city.id, option.opening)
