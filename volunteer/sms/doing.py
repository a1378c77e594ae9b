"""What a text does to places, hours and arrivals, each with how it stood before.

Whatever changes something for a text goes through here, so that it is on the desk and can
be taken back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from volunteer.calls import steps
from volunteer.calls.model import Placement
from volunteer.calls.steps import Stand
from volunteer.hours import queries as entries
from volunteer.hours import service as hours
from volunteer.hours.model import ClaimedBy
from volunteer.messages.effects import Changed
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms.turn import Turn, changed


def accept(turn: Turn, volunteer: Volunteer, opening: Opening, party: int) -> Placement | None:
    """Take a place, or one in the line; None when it is too late."""
    with _noted(turn, volunteer.id, opening.id):
        return steps.accept(
            turn.session, turn.city, volunteer, opening.id, party=party, now=turn.now
        )


def turn_away(turn: Turn, volunteer: Volunteer, opening: Opening) -> None:
    """Take a yes that gets no place, as they lack what the role asks for."""
    with _noted(turn, volunteer.id, opening.id):
        steps.turn_away(turn.session, turn.city, volunteer, opening.id, now=turn.now)


def decline(turn: Turn, volunteer: Volunteer, opening: Opening) -> Placement | None:
    """Take a no; return the place that was given back by it, if there was one."""
    with _noted(turn, volunteer.id, opening.id):
        return steps.decline(turn.session, turn.city, volunteer, opening.id, now=turn.now)


def withdraw(turn: Turn, placement: Placement) -> None:
    """Give a place back."""
    with _noted(turn, placement.volunteer_id, placement.opening_id):
        steps.withdraw(turn.session, turn.city, placement, now=turn.now)


def resize(turn: Turn, placement: Placement, party: int) -> bool:
    """Come with more people or fewer; False when too few places are left."""
    with _noted(turn, placement.volunteer_id, placement.opening_id):
        return steps.resize(turn.session, turn.city, placement, party, now=turn.now)


def arrive(turn: Turn, placement: Placement) -> None:
    """Be there; saying so twice is saying it once."""
    if steps.arrive(turn.session, placement, now=turn.now):
        changed(turn, Changed.ARRIVAL, placement.id)


def claim(turn: Turn, placement: Placement, minutes: int) -> None:
    """Write down hours; what was claimed before stays in its history."""
    whose = {
        "city_id": turn.city.id,
        "session_id": placement.opening.session_id,
        "volunteer_id": placement.volunteer_id,
    }
    known = entries.of_volunteer_in(turn.session, **whose)
    before = known.claimed_minutes if known else None
    entry = hours.claim(
        turn.session,
        **whose,
        minutes=minutes,
        by=ClaimedBy.TEXT,
        rules=turn.city.rules,
        now=turn.now,
    )
    if before != minutes:
        changed(turn, Changed.HOURS, entry.id, claimed_minutes=before)


@contextmanager
def _noted(turn: Turn, volunteer_id: int, opening_id: int) -> Iterator[None]:
    """Write down how somebody stood with an opening, if that changes."""
    before = steps.stand(turn.session, turn.city.id, volunteer_id, opening_id)
    yield
    after = steps.stand(turn.session, turn.city.id, volunteer_id, opening_id)
    if after.placement_id is not None and _told(after) != _told(before):
        changed(turn, Changed.PLACE, after.placement_id, **_told(before))


def _told(stand: Stand) -> dict[str, Any]:
    """Return how somebody stood as an effect keeps it."""
    return {
        "standing": stand.standing.value if stand.standing else None,
        "party": stand.party or 1,
        "answer": stand.answer.value if stand.answer else None,
    }
