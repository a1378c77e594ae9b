"""YES and NO to a place, and giving one back."""

from collections.abc import Iterable

from volunteer.calls import capacity, offers, open_places, steps
from volunteer.calls import queries as calls
from volunteer.calls.clash import Clash
from volunteer.calls.model import HOLDS_PLACES, Placement, Standing
from volunteer.core.errors import N_
from volunteer.messages import questions, whys
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import about, choices, clashing, desk, doing, lacking, late, parties
from volunteer.sms.choices import Do, Option
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

ANSWERS = (Kind.YES, Kind.NO, Kind.WITHDRAW)


def answer(turn: Turn, question: Question) -> Did:
    """Act on a reply to a call or an offer, also when its sender changes their mind."""
    volunteer, opening = _subject(turn, question)
    if volunteer is None:
        return desk.unclear(turn, N_("They answer for somebody who has left."))
    if is_another_day(turn, opening) or turn.reading.kind not in ANSWERS:
        return desk.unclear(turn)
    if turn.reading.kind is Kind.WITHDRAW and not turn.reading.code and _has_others(turn, opening):
        return withdraw(turn)
    if turn.reading.kind is Kind.YES:
        return yes(turn, volunteer, opening, question=question)
    return no(turn, volunteer, opening, question=question)


def withdraw(turn: Turn) -> Did:
    """Give back the one place they have; with several, ask which."""
    places = coming(turn)
    if not places:
        return desk.unclear(turn, N_("They cannot come, but have no place to give back."))
    if len(places) == 1:
        return _give_back(turn, places[0])
    return which(turn, places)


def which(turn: Turn, places: Iterable[Placement]) -> Did:
    """Ask which place they want to give back."""
    options = [Option(Do.LEAVE, one.opening_id, one.volunteer_id) for one in places]
    return choices.ask(
        turn,
        options,
        kind="which_place",
        why=N_("They cannot come. They have several places, so we asked which."),
    )


def yes(
    turn: Turn,
    volunteer: Volunteer,
    opening: Opening,
    *,
    question: Question | None = None,
    party: int | None = None,
) -> Did:
    """Take a place for somebody, as far as that is what they say."""
    party = party or turn.reading.party
    may_lack = opening.role.requirements.any and is_on(turn, opening)
    turned_away = lacking.turn_away(turn, volunteer, opening) if may_lack else None
    if turned_away is not None:
        settle(turn, question)
        return turned_away
    had = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    is_asked = had is not None or (question is not None and question.kind is Asked.CALL)
    refused = _not_by_itself(turn, volunteer, opening, party, is_asked=is_asked)
    if refused is not None:
        return refused
    if had is not None and had.standing in HOLDS_PLACES:
        settle(turn, question)
        return parties.again(turn, had, party)
    if question is not None and question.state is QuestionState.EXPIRED:
        return late.answer(turn, question, volunteer, opening)
    return _take(turn, volunteer, opening, question, party)


def no(
    turn: Turn, volunteer: Volunteer, opening: Opening, *, question: Question | None = None
) -> Did:
    """Take a no: what they had is given back, and offered on."""
    whose = about.organisation(opening)
    had = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    if had is not None and had.standing in HOLDS_PLACES and not is_on(turn, opening):
        return desk.unclear(turn, N_("They had a place, and say no after it began."), whose)
    placed = had is not None and had.standing is Standing.CONFIRMED
    gave_back = doing.decline(turn, volunteer, opening)
    settle(turn, question)
    if gave_back is not None:
        return _gave_back(turn, gave_back, placed=placed)
    say(turn, "declined", **about.words(turn, opening), name=volunteer.name)
    return Did(Outcome.DONE, whys.NO, whose)


def coming(turn: Turn) -> list[Placement]:
    """Return the places that those behind the phone have, or wait for, in what is to come."""
    ids = [one.id for one in turn.volunteers]
    return calls.coming_of(turn.session, turn.city.id, ids, now=turn.now)


def is_on(turn: Turn, opening: Opening) -> bool:
    """Tell whether a session can still be joined."""
    return capacity.is_on(turn.session, city_id=turn.city.id, opening_id=opening.id, now=turn.now)


def is_another_day(turn: Turn, opening: Opening) -> bool:
    """Tell whether a text names a weekday that this is not on."""
    day = opening.session.starts_at.astimezone(turn.city.zone).weekday()
    return bool(turn.reading.days - {day}) and opening.session.ends_at is not None


def settle(turn: Turn, question: Question | None) -> None:
    """Say that this text answered a question, if there was one."""
    if question is not None:
        questions.settle(turn.session, question, text_id=turn.text.id, now=turn.now)


def _not_by_itself(
    turn: Turn, volunteer: Volunteer, opening: Opening, party: int, *, is_asked: bool
) -> Did | None:
    """Hand a yes to a person that no machine should take; None if it may be taken."""
    if party > turn.city.rules.party_most:
        return desk.unclear(
            turn,
            N_("They come with more people than may be placed without a person."),
            about.organisation(opening),
        )
    if party > 1 and opening.role.requirements.any:
        return desk.unclear(
            turn,
            N_("They come with others, but in this role each person needs a place of their own."),
            about.organisation(opening),
        )
    if not is_asked and not _may_take(turn, volunteer, opening):
        return desk.unclear(
            turn,
            N_("They want a place, but lack a skill that everybody must have."),
            about.organisation(opening),
        )
    return None


def _take(
    turn: Turn, volunteer: Volunteer, opening: Opening, question: Question | None, party: int
) -> Did:
    left = parties.fewer_left(turn, volunteer, opening, party)
    if left:
        return parties.ask(turn, question, volunteer, opening, left)
    try:
        placement = doing.accept(turn, volunteer, opening, party)
    except Clash as clash:
        settle(turn, question)
        offered, has = question is not None and question.kind is Asked.OFFER, clash.placement
        return clashing.tell(turn, volunteer, opening, has, party=party, offered=offered)
    settle(turn, question)
    if placement is None:
        return late.too_late(turn, volunteer, opening)
    return _tell(turn, placement)


def _give_back(turn: Turn, placement: Placement) -> Did:
    placed = placement.standing is Standing.CONFIRMED
    doing.withdraw(turn, placement)
    return _gave_back(turn, placement, placed=placed)


def _gave_back(turn: Turn, placement: Placement, *, placed: bool) -> Did:
    """Say what was given back; whoever only waited had no place to give."""
    opening, name = placement.opening, placement.volunteer.name
    kind = "withdrawn" if placed else "declined"
    say(turn, kind, party=placement.party, **about.words(turn, opening), name=name)
    why = whys.GAVE_BACK if placed else N_("They left the waiting list.")
    return Did(Outcome.DONE, why, about.organisation(opening))


def _tell(turn: Turn, placement: Placement) -> Did:
    """Say truthfully what a yes led to."""
    if placement.standing is not Standing.WAITING:
        return parties.tell(turn, placement)
    opening, name = placement.opening, placement.volunteer.name
    position = offers.position(turn.session, placement)
    say(turn, "waiting", position=position, **about.words(turn, opening), name=name)
    whose = about.organisation(opening)
    return Did(
        Outcome.DONE,
        whys.WAITING,
        whose,
    )


def _has_others(turn: Turn, opening: Opening) -> bool:
    """Tell whether "drop me out" may not be about this opening."""
    return any(placement.opening_id != opening.id for placement in coming(turn))


def _may_take(turn: Turn, volunteer: Volunteer, opening: Opening) -> bool:
    """Tell whether somebody was asked, or else has what the role requires."""
    asked = steps.answer_of(turn.session, turn.city.id, volunteer.id, opening.id)
    return asked is not None or open_places.meets(volunteer, opening)


def _subject(turn: Turn, question: Question) -> tuple[Volunteer | None, Opening]:
    """Return who was asked, unless they have left, and about which opening."""
    if question.kind is Asked.CALL:
        opening, who = calls.invited(turn.session, turn.city.id, question.subject_id)
        return about.volunteer(turn, who), opening
    placement = calls.placement(turn.session, turn.city.id, question.subject_id)
    return about.volunteer(turn, placement.volunteer_id), placement.opening
