"""Taking back hours that a text told of."""

from volunteer.core import walls
from volunteer.core.errors import N_, Refused
from volunteer.desk import tap
from volunteer.desk.tap import Tap
from volunteer.hours import taking_back
from volunteer.hours.model import Entry
from volunteer.messages import wording
from volunteer.messages.effects import Effect

GONE = N_("These hours are not there any more.")


def hours(tapped: Tap, effect: Effect) -> str:
    """Let the hours stand that stood before; return the minutes that stood until now."""
    entry = walls.find(tapped.session, Entry, tapped.city.id, effect.subject_id)
    if entry is None:
        raise Refused(GONE)
    until_now = str(entry.claimed_minutes or 0)
    before = effect.before["claimed_minutes"]
    taking_back.take_back(
        tapped.session,
        tapped.city.id,
        entry.id,
        minutes=before,
        since=effect.at,
        now=tapped.now,
    )
    stands = wording.length(before, tapped.contact.language) if before else ""
    told = {"hours": stands, "title": entry.session.project.title}
    tap.say(tapped, "hours_undone", entry.volunteer, **told)
    return until_now
