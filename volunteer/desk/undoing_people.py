"""Taking back a stop that was none, and a joining or leaving that was not meant."""

from volunteer.core import walls
from volunteer.core.errors import N_, Refused
from volunteer.desk import tap
from volunteer.desk.tap import Tap
from volunteer.messages import lifting
from volunteer.messages.effects import Effect
from volunteer.people.model import State, Volunteer

REASON = "Lifted by staff: this text was taken for a stop, and was none: {body}"
CHANGED_SINCE = N_("That changed since then, so what the text did is not taken back.")


def stop(tapped: Tap, effect: Effect) -> str:
    """Lift a stop, with the reason in the ledger; who never agreed is not called still."""
    if effect.before.get("stopped"):
        raise Refused(CHANGED_SINCE)
    reason = REASON.format(body=tapped.text.body)
    lifting.lift(tapped.session, tapped.contact, tapped.text, reason=reason, now=tapped.now)
    tap.say(tapped, "stop_undone")
    return "stopped"


def membership(tapped: Tap, effect: Effect) -> str:
    """Let somebody be what they were: on the list of volunteers, or not."""
    city_id = tapped.city.id
    volunteer = walls.find(tapped.session, Volunteer, city_id, effect.subject_id, lock=True)
    before = State(effect.before["state"] or State.LEFT)
    if volunteer is None or volunteer.state is before:
        raise Refused(CHANGED_SINCE)
    until_now, volunteer.state = volunteer.state, before
    tapped.session.flush()
    tap.say(tapped, "still_in" if before is State.ACTIVE else "not_joined_after_all", volunteer)
    return until_now.value
