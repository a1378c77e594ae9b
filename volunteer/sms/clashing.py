"""A yes to what is at the hour of a place they have: nothing is taken, they hear how to swap."""

from volunteer.calls import offers, steps
from volunteer.calls.clash import titles
from volunteer.calls.model import Placement
from volunteer.core.errors import N_
from volunteer.messages.model import Outcome
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms import about, doing
from volunteer.sms.turn import Did, Turn, say


def tell(
    turn: Turn, volunteer: Volunteer, opening: Opening, has: Placement, *, party: int, offered: bool
) -> Did:
    """Name the place they have and, while it can be done, by which codes to swap.

    Who answered an offer has let it pass: that place goes to the next in line.
    """
    doing.turn_away(turn, volunteer, opening)
    may_swap = not offered and _is_room(turn, volunteer, opening, party)
    told = about.words(turn, opening) | _codes(turn, opening, has.opening, named=may_swap)
    told["has"], told["title"] = titles(has.opening, opening)
    say(turn, "clash", **told, name=volunteer.name)
    why = N_("They said yes, but have a place at that time. We told them that they keep it.")
    return Did(Outcome.ASKED_BACK, why, about.organisation(opening))


def _is_room(turn: Turn, volunteer: Volunteer, opening: Opening, party: int) -> bool:
    """Tell whether places are left for them that nobody else is being offered."""
    had = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    return offers.held_free(turn.session, turn.city, opening.id, besides=had) >= party


def _codes(turn: Turn, wanted: Opening, has: Opening, *, named: bool) -> dict[str, str | None]:
    """Return by which codes to swap: none, unless the place that they have has one already.

    To give it one would be to hold it beside the wanted one, which is held: two people who want
    each other's would wait for each other.
    """
    if not named or has.code is None:
        return {"opening_code": None, "has_code": None}
    code = codes.of(turn.session, wanted, now=turn.now)
    return {"opening_code": code, "has_code": has.code}
