"""What waits on the desk of the demo's Plymouth, and what was answered already."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from volunteer.demo import desk
from volunteer.demo.desk import Came
from volunteer.demo.stage import Stage
from volunteer.messages import whys
from volunteer.messages.model import Contact, Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member

JUST_NOW = timedelta(minutes=25)
ANSWERS = (
    ("Is there parking?", timedelta(minutes=18)),
    ("Yes but only until 4, picking the kids up", timedelta(minutes=31)),
    ("me and our Callum can both come if thats any use", timedelta(minutes=47)),
)
ASKED_BY_THEMSELVES = 5  # texts that nobody had asked for


def answer_in_their_own_way(stage: Stage, asked: Sequence[Volunteer], coordinator: Member) -> None:
    """Answer invitations as people do, which goes to whose invitations they were."""
    sent = stage.days.lately()
    for who, (words, later) in zip(asked, ANSWERS, strict=False):
        at = sent + later
        came = Came(who.contact, words, at, organisation_id=coordinator.organisation_id)
        text = desk.put(stage, came, name=who.name)
        if "only until" in words:
            desk.look_after(text, coordinator, at=at + timedelta(minutes=20))


def write_unasked(stage: Stage, people: Sequence[Volunteer], lead: Member) -> None:
    """Write what nobody asked for: it goes to the council, or needs nobody."""
    parent, neighbour, late, weary, thankful = people
    days = stage.days
    _ask(stage, parent, "Can I bring my son? He is 14 and strong", days.at(-1, 19, 12))
    running_late = _ask(stage, late, "Might be 20 mins late sat, bus is off", days.at(-1, 20, 3))
    desk.look_after(running_late, lead, at=days.at(-1, 20, 40))
    _call_for_help(stage, neighbour)
    desk.stop(stage, weary.contact, "please take me off your list", at=days.at(-2, 13, 26))
    thanks = "Thanks so much, it was lovely x"
    _read(stage, thankful.contact, thanks, days.at(-2, 17, 50))


def ask_what_to_wear(stage: Stage, placed: Volunteer, member: Member) -> None:
    """Ask something that has been answered since."""
    text = _ask(stage, placed, "What shall I wear?", stage.days.at(-2, 9, 41))
    words = "Old clothes and shoes that may get wet. Gloves are there."
    desk.settle(stage, text, member, words, at=stage.days.at(-2, 10, 5))


def _ask(stage: Stage, who: Volunteer, words: str, at: datetime) -> Text:
    return desk.put(stage, Came(who.contact, words, at), name=who.name)


def _read(stage: Stage, contact: Contact, words: str, at: datetime) -> None:
    desk.read(stage, contact, words, Outcome.NOTHING, whys.NOTHING, at=at)


def _call_for_help(stage: Stage, neighbour: Volunteer) -> None:
    """Tell of somebody in danger, just now."""
    at = stage.days.now.replace(second=0, microsecond=0) - JUST_NOW
    words = "My neighbour has fallen on the stairs and cannot get up, who do I ring"
    desk.put(stage, Came(neighbour.contact, words, at, Outcome.DANGER), name=neighbour.name)
