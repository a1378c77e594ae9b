"""What waits on the desk of the demo's Plymouth, and what was answered already."""

from datetime import timedelta

from volunteer.demo import desk
from volunteer.demo.desk import Came
from volunteer.demo.stage import Stage
from volunteer.messages.model import Outcome
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member

JUST_NOW = timedelta(minutes=25)


def ask_about_parking(stage: Stage, asked: Volunteer, coordinator: Member) -> None:
    """Answer an invitation with a question, which goes to whose invitation it was."""
    at = stage.days.lately() + timedelta(minutes=18)
    came = Came(asked.contact, "Is there parking?", at, organisation_id=coordinator.organisation_id)
    desk.put(stage, came, name=asked.name)


def ask_about_a_son(stage: Stage, parent: Volunteer) -> None:
    """Ask something that was not asked for: it goes to the council."""
    came = Came(
        parent.contact, "Can I bring my son? He is 14 and strong", stage.days.at(-1, 19, 12)
    )
    desk.put(stage, came, name=parent.name)


def call_for_help(stage: Stage, neighbour: Volunteer) -> None:
    """Tell of somebody in danger, just now."""
    at = stage.days.now.replace(second=0, microsecond=0) - JUST_NOW
    words = "My neighbour has fallen on the stairs and cannot get up, who do I ring"
    came = Came(neighbour.contact, words, at, Outcome.DANGER)
    desk.put(stage, came, name=neighbour.name)


def ask_what_to_wear(stage: Stage, placed: Volunteer, member: Member) -> None:
    """Ask something that has been answered since."""
    came = Came(placed.contact, "What shall I wear?", stage.days.at(-2, 9, 41))
    text = desk.put(stage, came, name=placed.name)
    words = "Old clothes and shoes that may get wet. Gloves are there."
    desk.settle(stage, text, member, words, at=stage.days.at(-2, 10, 5))
