"""Hours by text: asked after a session, or told unasked."""

from datetime import timedelta

from volunteer.calls import holders
from volunteer.calls import queries as calls
from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.core.errors import N_, Refused
from volunteer.hours import queries as entries
from volunteer.hours import service, unasked
from volunteer.messages import questions, whys, wording
from volunteer.messages.model import Asked, Outcome, Question
from volunteer.projects import codes
from volunteer.sms import about, choices, desk, doing
from volunteer.sms.choices import Do, Option
from volunteer.sms.sentences import sentence
from volunteer.sms.turn import Did, Turn, say

WINDOW = timedelta(hours=24)


def claim(turn: Turn) -> Did:
    """Write down the hours they say they gave; a second number replaces the first."""
    places = _places(turn)
    minutes = turn.reading.minutes
    if not places or minutes is None:
        return desk.unclear(
            turn, N_("They told their hours, but it is not clear for which session.")
        )
    if minutes == 0:
        return desk.unclear(turn, N_("They say they gave no hours. Perhaps they did not come."))
    if len(places) == 1:
        return write(turn, places[0], minutes)
    try:
        service.ensure_believable(minutes, turn.city.rules)
    except Refused as refusal:
        return _again(turn, refusal, None)
    options = [Option(Do.HOURS, one.opening_id, one.volunteer_id, minutes) for one in places]
    return choices.ask(
        turn,
        options,
        kind="which_hours",
        why=N_("They told their hours. Several sessions could be meant, so we asked which."),
    )


def write(turn: Turn, placement: Placement, minutes: int) -> Did:
    """Write down hours for a place, or say why that cannot be."""
    opening = placement.opening
    entry = entries.of_volunteer_in(
        turn.session,
        city_id=turn.city.id,
        session_id=opening.session_id,
        volunteer_id=placement.volunteer_id,
    )
    if entry is not None and entry.confirmed_minutes is not None:
        return _confirmed(turn, placement, entry.confirmed_minutes)
    try:
        service.ensure_believable(minutes, turn.city.rules)
    except Refused as refusal:
        return _again(turn, refusal, placement)
    try:
        doing.claim(turn, placement, minutes)
    except Refused as refusal:
        say(turn, "hours_refused", problem=sentence(refusal, turn.contact.language))
        return Did(
            Outcome.ASKED_BACK,
            N_("They told hours before the session, or too long after it. We told them so."),
        )
    _settle(turn)
    title, name = opening.role.project.title, placement.volunteer.name
    given = wording.length(minutes, turn.contact.language)
    say(turn, "hours_thanks", hours=given, title=title, name=name)
    return Did(
        Outcome.DONE,
        whys.HOURS,
        about.organisation(opening),
    )


def _places(turn: Turn) -> list[Placement]:
    """Return the places whose hours these may be: by the code, the question, or the calendar."""
    ids = [one.id for one in turn.volunteers]
    if turn.reading.code:
        opening = codes.find(turn.session, turn.city.id, turn.reading.code)
        known = holders.of_opening(turn.session, turn.city.id, opening.id, ids) if opening else []
        return [one for one in known if one.standing in HOLDS_PLACES]
    if turn.question is not None and turn.question.kind is Asked.HOURS:
        return [_asked(turn, turn.question)]
    last = questions.last_of(turn.session, city_id=turn.city.id, contact_id=turn.contact.id)
    if last is not None and last.kind is Asked.HOURS and not _names_hours(turn):
        return [_asked(turn, last)]  # a correction
    return unasked.places(turn.session, turn.city.id, ids, now=turn.now)


def _asked(turn: Turn, question: Question) -> Placement:
    return calls.placement(turn.session, turn.city.id, question.subject_id)


def _names_hours(turn: Turn) -> bool:
    """Return whether a text tells of hours unasked: HOURS 2.5."""
    return turn.text.body.lstrip().lower().startswith(("hour", "oriau"))


def _again(turn: Turn, refusal: Refused, placement: Placement | None) -> Did:
    """Ask again for hours that nobody gives to one session."""
    question = None
    if placement is not None and turn.question is None and turn.contact.stopped_at is None:
        question = questions.replace(
            turn.session,
            turn.contact,
            kind=Asked.HOURS,
            subject_id=placement.id,
            window=WINDOW,
            now=turn.now,
        )
    problem = sentence(refusal, turn.contact.language)
    say(turn, "hours_again", question=question, problem=problem)
    return Did(Outcome.ASKED_BACK, N_("They told hours that cannot be right. We asked again."))


def _confirmed(turn: Turn, placement: Placement, minutes: int) -> Did:
    """Say that hours are confirmed already, and whom to tell if they are wrong."""
    project = placement.opening.role.project
    _settle(turn)
    say(
        turn,
        "hours_confirmed",
        hours=wording.length(minutes, turn.contact.language),
        title=project.title,
        contact=project.contact_name,
        name=placement.volunteer.name,
    )
    why = N_("They told their hours, which are confirmed already. We told them whom to ask.")
    return Did(Outcome.ASKED_BACK, why, project.organisation_id)


def _settle(turn: Turn) -> None:
    if turn.question is not None and turn.question.kind is Asked.HOURS:
        questions.settle(turn.session, turn.question, text_id=turn.text.id, now=turn.now)
