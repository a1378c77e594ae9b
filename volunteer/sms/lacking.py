"""Somebody who lacks what a role asks for: told kindly why not, and what would help."""

from volunteer.calls import requirements, texts
from volunteer.calls.lacks import Lack
from volunteer.calls.model import Placement
from volunteer.core.errors import N_
from volunteer.messages.model import Outcome
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import about, doing
from volunteer.sms.turn import Did, Turn, say


def turn_away(turn: Turn, volunteer: Volunteer, opening: Opening) -> Did | None:
    """Answer a yes that gets no place; None if nothing is lacking.

    Who lacks a check is for a person too, as somebody has to arrange it.
    """
    lack = _of(turn, volunteer, opening)
    if lack is None:
        return None
    doing.turn_away(turn, volunteer, opening)
    _tell(turn, "lacking", volunteer, opening, lack)
    return _did(lack, opening)


def of_placed(turn: Turn, placement: Placement) -> Did | None:
    """Answer somebody with a place who is there and may not take part; None if they may."""
    opening, volunteer = placement.opening, placement.volunteer
    lack = _of(turn, volunteer, opening)
    if lack is None:
        return None
    _tell(turn, "lacking_day", volunteer, opening, lack)
    return Did(
        Outcome.SHOWN,
        N_("They are there, but lack what the role asks for. We told them to wait for you."),
        about.organisation(opening),
    )


def _of(turn: Turn, volunteer: Volunteer, opening: Opening) -> Lack | None:
    return requirements.lack_of(turn.session, turn.city, volunteer.id, opening, now=turn.now)


def _tell(turn: Turn, kind: str, volunteer: Volunteer, opening: Opening, lack: Lack) -> None:
    told = about.words(turn, opening) | texts.lack_told(lack, opening)
    say(turn, kind, **told | {"name": volunteer.name})


def _did(lack: Lack, opening: Opening) -> Did:
    whose = about.organisation(opening)
    if lack is Lack.NO_CHECK:
        why = N_("They said yes, but have no DBS check that holds. Please help them to get one.")
        return Did(Outcome.SHOWN, why, whose)
    why = N_("They said yes, but lack what the role asks for. We told them what would help.")
    return Did(Outcome.DONE, why, whose)
