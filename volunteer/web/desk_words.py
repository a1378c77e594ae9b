"""The desk in words: what texts did, and what a tap did."""

from flask_babel import gettext

from volunteer.calls.model import Standing
from volunteer.desk.done import Done
from volunteer.messages import whys
from volunteer.messages.effects import Changed
from volunteer.messages.model import Asked, Contact, Question, Text
from volunteer.people.model import State
from volunteer.web.filters import span


def did(done: Done) -> str:
    """Return what a text did: "Ada has a place"."""
    name = done.name or str(gettext("Somebody we do not know"))
    if done.effect.changed is Changed.PLACE:
        return _place(done, name)
    if done.effect.changed is Changed.HOURS:
        given = span(int(done.after or 0))
        return str(gettext("%(name)s gave %(hours)s", name=name, hours=given))
    if done.effect.changed is Changed.ARRIVAL:
        return str(gettext("%(name)s is there", name=name))
    if done.effect.changed is Changed.MEMBERSHIP:
        return _member(done, name)
    return str(gettext("No more texts to this phone"))


def question(asked: Question) -> str:
    """Return what a phone was asked, where it is not about a session."""
    words = {
        Asked.CONFIRM: gettext("whether they want to join"),
        Asked.NAME: gettext("their name"),
        Asked.POSTCODE: gettext("their postcode"),
        Asked.SKILLS: gettext("what they can do"),
        Asked.CHOICE: gettext("which one they mean"),
    }
    return str(words.get(asked.kind, gettext("something about another project")))


def silence(contact: Contact) -> str:
    """Return why a phone gets no texts, for whoever answers it; empty when it does."""
    if contact.stopped_at is not None:
        return str(gettext("Ring, no texts: they asked for no more."))
    if contact.unreachable_at is not None:
        return str(gettext("Ring, no texts: none reach this phone."))
    return ""


def danger(text: Text) -> str:
    """Return whether whoever sounds like danger was told what to do, for whoever rings them."""
    if text.did in whys.TOLD_TO_RING_999:
        return str(gettext("They were told at once to ring 999."))
    return str(gettext("No text went to them about it, so nobody told them to ring 999."))


def told(sentence: str, contact: Contact) -> str:
    """Return what was done, and whether the person hears of it by text."""
    if silence(contact):
        return f"{sentence} {gettext('They get no texts, so ring them.')}"
    return f"{sentence} {gettext('We text them so.')}"


def placed(standing: Standing, name: str) -> str:
    """Return what a yes led to."""
    if standing is Standing.WAITING:
        return str(gettext("Every place is taken, so %(name)s is on the waiting list.", name=name))
    return str(gettext("%(name)s has a place.", name=name))


def _place(done: Done, name: str) -> str:
    words: dict[str, str] = {
        Standing.CONFIRMED: gettext("%(name)s has a place", name=name),
        Standing.WAITING: gettext("%(name)s is on the waiting list", name=name),
        Standing.WITHDRAWN: gettext("%(name)s gave their place back", name=name),
    }
    return str(words.get(done.after, gettext("%(name)s’s place changed", name=name)))


def _member(done: Done, name: str) -> str:
    if done.after == State.LEFT:
        return str(gettext("%(name)s left", name=name))
    return str(gettext("%(name)s joined", name=name))
