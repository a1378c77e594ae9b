"""A yes to what is at the hour of a place they have: nothing is taken, they hear how to swap."""

from volunteer.calls.model import Placement
from volunteer.core.errors import N_
from volunteer.messages.model import Outcome
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms import about, doing
from volunteer.sms.turn import Did, Turn, say


def tell(turn: Turn, volunteer: Volunteer, opening: Opening, has: Placement) -> Did:
    """Name the place they have, and by which codes they give it back and take this one."""
    doing.turn_away(turn, volunteer, opening)
    told = about.words(turn, opening) | {
        "opening_code": codes.of(turn.session, opening, now=turn.now),
        "has": has.opening.session.project.title,
        "has_code": codes.of(turn.session, has.opening, now=turn.now),
    }
    say(turn, "clash", **told, name=volunteer.name)
    why = N_("They said yes, but have a place at that time. We told them how to swap.")
    return Did(Outcome.ASKED_BACK, why, about.organisation(opening))
