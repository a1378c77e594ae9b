"""Hours by text: asked after a session, or told unasked."""

from volunteer.calls import queries as calls
from volunteer.calls.model import Placement
from volunteer.core.errors import Refused
from volunteer.hours import service as hours
from volunteer.hours.model import ClaimedBy
from volunteer.hours.queries import latest_past_place
from volunteer.hours.timesheet import hours_text
from volunteer.messages import questions
from volunteer.messages.model import Asked, Outcome
from volunteer.sms import desk
from volunteer.sms.sentences import sentence
from volunteer.sms.turn import Did, Turn, say


def claim(turn: Turn) -> Did:
    """Write down the hours they say they gave; a second number replaces the first."""
    placement = _placement(turn)
    if placement is None or turn.reading.minutes is None:
        return desk.unclear(turn, "tells of hours; which session is not clear")
    try:
        hours.claim(
            turn.session,
            city_id=turn.city.id,
            session_id=placement.opening.session_id,
            volunteer_id=placement.volunteer_id,
            minutes=turn.reading.minutes,
            by=ClaimedBy.TEXT,
            rules=turn.city.rules,
            now=turn.now,
        )
    except Refused as refusal:
        say(turn, "hours_again", problem=sentence(refusal, turn.contact.language))
        return Did(Outcome.ASKED_BACK, "told hours that cannot be; asked again")
    if turn.question is not None and turn.question.kind is Asked.HOURS:
        questions.settle(turn.question, text_id=turn.text.id, now=turn.now)
    project = placement.opening.role.project
    say(turn, "hours_thanks", hours=hours_text(turn.reading.minutes), title=project.title)
    return Did(Outcome.DONE, f"claimed {turn.reading.minutes} minutes")


def _placement(turn: Turn) -> Placement | None:
    if turn.question is not None and turn.question.kind is Asked.HOURS:
        return calls.placement(turn.session, turn.city.id, turn.question.subject_id)
    last = questions.last_of(turn.session, city_id=turn.city.id, contact_id=turn.contact.id)
    if last is not None and last.kind is Asked.HOURS and not _names_hours(turn):
        return calls.placement(turn.session, turn.city.id, last.subject_id)  # a correction
    ids = [v.id for v in turn.volunteers]
    return latest_past_place(turn.session, turn.city.id, ids, now=turn.now)


def _names_hours(turn: Turn) -> bool:
    """Return whether a text tells of hours unasked: HOURS 2.5."""
    return turn.text.body.lstrip().lower().startswith("hour")
