"""Letting people settle in a demo city: they agree to be texted, and a few think better of it."""

from volunteer.demo import consents, people
from volunteer.demo.resident import Resident
from volunteer.demo.stage import Stage

STOPPED, LEFT, UNCONFIRMED = 0.03, 0.02, 0.025


def settle(stage: Stage, count: int, *, first_phone: int, since: int) -> list[Resident]:
    """Let so many people join; return those who have said yes."""
    everyone = people.move_in(stage, count, first_phone=first_phone, since=since)
    in_doubt = max(1, round(count * UNCONFIRMED))
    residents, hesitant = everyone[:-in_doubt], everyone[-in_doubt:]
    consents.agree(stage, residents)
    consents.part(stage, residents, stop=max(1, round(count * STOPPED)), leave=round(count * LEFT))
    consents.hesitate(stage, hesitant)
    return residents
