"""A reply with a code: it acts on what the code stands for, whatever else was asked."""

from volunteer.calls import holders, steps
from volunteer.calls.model import Placement
from volunteer.calls.queries import COMING
from volunteer.core.errors import N_
from volunteer.messages import questions
from volunteer.messages.model import Asked, Outcome, Question
from volunteer.people.model import State, Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms import about, choices, chosen, desk, places
from volunteer.sms.choices import Do, Option
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

KINDS = (Kind.YES, Kind.NO, Kind.WITHDRAW)


def answer(turn: Turn) -> Did:
    """Act on a yes, a no or a withdrawal that names a code."""
    opening = codes.find(turn.session, turn.city.id, turn.reading.code or "")
    if not _active(turn):
        return _stranger(turn, opening)
    if opening is None:
        say(turn, "code_unknown", opening_code=turn.reading.code)
        return Did(
            Outcome.ASKED_BACK,
            N_("They named a code that stands for nothing now. We told them so."),
        )
    asked = _asked_about(turn, opening)
    if asked is not None:
        return places.answer(turn, asked)
    return _close_choice(turn, opening, _act(turn, opening))


def _act(turn: Turn, opening: Opening) -> Did:
    question = turn.question
    if question is not None and choices.is_offer(question) and _lists(question, opening):
        return chosen.answer(turn, question)
    if places.is_another_day(turn, opening):
        return desk.unclear(turn, organisation_id=about.organisation(opening))
    return _yes(turn, opening) if turn.reading.kind is Kind.YES else _no(turn, opening)


def _yes(turn: Turn, opening: Opening) -> Did:
    """Take a place for the one it must be for: who was asked or has one, or who alone may."""
    known = [one for one in _active(turn) if _knows(turn, one, opening)]
    who = known if len(known) == 1 else _active(turn)
    if len(who) == 1:
        return places.yes(turn, who[0], opening)
    party = turn.reading.party
    options = [Option(Do.TAKE, opening.id, one.id, party) for one in who]
    return choices.ask(
        turn,
        options,
        kind="who_is_it",
        why=N_("Yes. Several people share the phone, so we asked who wants the place."),
    )


def _no(turn: Turn, opening: Opening) -> Did:
    """Give back the place, or decline for the one who was asked."""
    placed = [one for one in _placements(turn, opening) if one.standing in COMING]
    asked = [one for one in _active(turn) if _knows(turn, one, opening)]
    who = [one.volunteer_id for one in placed] or [one.id for one in asked]
    if not who:
        say(turn, "no_place", **about.words(turn, opening))
        whose = about.organisation(opening)
        return Did(
            Outcome.ASKED_BACK,
            N_("They give back a place they do not have. We told them so."),
            whose,
        )
    if len(who) > 1:
        options = [Option(Do.LEAVE, opening.id, one) for one in who]
        return choices.ask(
            turn,
            options,
            kind="which_place",
            why=N_("Somebody cannot come. Several share the phone, so we asked who."),
        )
    volunteer = about.volunteer(turn, who[0])
    assert volunteer is not None
    return places.no(turn, volunteer, opening)


def _stranger(turn: Turn, opening: Opening | None) -> Did:
    """Tell who has not joined how to; what they want to come to is for a person to see."""
    if turn.volunteers:
        return desk.unclear(turn, N_("They have not finished joining, and name a code."))
    told = desk.stranger(turn)
    if opening is None:
        return told
    why = N_("Somebody we do not know, who names a code. We told them how to join.")
    return Did(Outcome.DESK, why, about.organisation(opening))


def _close_choice(turn: Turn, opening: Opening, did: Did) -> Did:
    """Close a choice that the code has answered as well."""
    question = turn.question
    if question is not None and did.outcome is Outcome.DONE and _lists(question, opening):
        questions.settle(turn.session, question, text_id=turn.text.id, now=turn.now)
    return did


def _asked_about(turn: Turn, opening: Opening) -> Question | None:
    """Return the call or offer of a place that may be answered, if one is about this."""
    beside = questions.beside_of(turn.session, city_id=turn.city.id, contact_id=turn.contact.id)
    for question in (turn.question, beside):
        if question is None or question.kind not in about.ABOUT_A_SESSION:
            continue
        if about.opening_of(turn, question) == opening:
            return question
    return None


def _lists(question: Question, opening: Opening) -> bool:
    return question.kind is Asked.CHOICE and any(
        option.opening == opening.id for option in choices.of(question)
    )


def _active(turn: Turn) -> list[Volunteer]:
    return [one for one in turn.volunteers if one.state is State.ACTIVE]


def _placements(turn: Turn, opening: Opening) -> list[Placement]:
    ids = [one.id for one in turn.volunteers]
    return holders.of_opening(turn.session, turn.city.id, opening.id, ids)


def _knows(turn: Turn, volunteer: Volunteer, opening: Opening) -> bool:
    """Tell whether somebody was asked about an opening, or has or had a place there."""
    asked = steps.answer_of(turn.session, turn.city.id, volunteer.id, opening.id)
    placed = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    return asked is not None or placed is not None
