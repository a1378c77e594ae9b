"""How the demo's people agreed, and which of them stopped, left or have yet to say yes."""

from datetime import datetime, timedelta

from volunteer.demo import ledger, texts
from volunteer.demo.resident import Resident
from volunteer.demo.stage import Stage
from volunteer.messages import wording
from volunteer.messages.model import Asked
from volunteer.people.model import State
from volunteer.people.service import CONFIRM_WITHIN

BY_TEXT = 0.6
LONG_HERE = 40  # days; nobody leaves before


def agree(stage: Stage, residents: list[Resident]) -> None:
    """Write down how each of them agreed."""
    for resident in residents:
        person = resident.volunteer
        if stage.often(BY_TEXT):
            ledger.joined_by_text(stage, person.contact, resident.joined_at)
        else:
            ledger.said_yes(stage, person.contact, person.name, resident.joined_at)


def part(stage: Stage, residents: list[Resident], *, stop: int, leave: int) -> None:
    """Let a few text STOP and a few leave, some time after they joined."""
    long_here = [r for r in residents if stage.days.until(r.joined_at) < -LONG_HERE]
    gone = stage.dice.sample(long_here, stop + leave)
    for resident in gone[:stop]:
        resident.until = _later(stage, resident.joined_at)
        ledger.stopped(stage, resident.volunteer.contact, resident.until)
    for resident in gone[stop:]:
        resident.until = _later(stage, resident.joined_at)
        resident.volunteer.state = State.LEFT


def hesitate(stage: Stage, residents: list[Resident]) -> None:
    """Leave people who joined on the web in the last days without their YES."""
    for nth, resident in enumerate(residents):
        person, at = resident.volunteer, stage.days.at(-1 - nth % 5, 11 + nth, 10)
        person.state, person.joined_at = State.UNCONFIRMED, None
        person.contact.created_at = person.created_at = person.adult_said_at = at
        ledger.ticked(stage, person.contact, at)
        _ask_to_confirm(stage, resident, at)


def _later(stage: Stage, joined_at: datetime) -> datetime:
    day = stage.dice.randint(stage.days.until(joined_at) + 20, -15)
    return stage.days.at(day, stage.dice.randint(9, 19), stage.dice.randint(0, 59))


def _ask_to_confirm(stage: Stage, resident: Resident, at: datetime) -> None:
    person = resident.volunteer
    question = texts.asked(
        stage, person.contact, Asked.CONFIRM, person.id, at=at, window=CONFIRM_WITHIN
    )
    body = wording.text("confirm", city=stage.city, language="en", name=person.name)
    texts.sent(
        stage, person.contact, "confirm", body, at=at + timedelta(seconds=2), question=question
    )
