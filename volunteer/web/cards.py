"""Openings as cards: one a project, however many dates it has."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from volunteer.projects.model import Opening
from volunteer.projects.near import Near


@dataclass(frozen=True, slots=True)
class Card:
    """A project's opening that comes first, the way to it, and how many more dates it has.

    ``number`` is that of its pin on the map, if it has one.
    """

    opening: Opening
    way: Near | None = None
    more: int = 0
    number: int | None = None


def by_project(found: Iterable[Opening | Near]) -> list[Card]:
    """Return a card for each project, in the order in which they were first found."""
    cards: dict[int, Card] = {}
    dates: dict[int, set[int]] = {}
    for card in map(_card, found):
        session = card.opening.session
        cards.setdefault(session.project_id, card)
        dates.setdefault(session.project_id, set()).add(session.id)
    return [replace(card, more=len(dates[project]) - 1) for project, card in cards.items()]


def _card(one: Opening | Near) -> Card:
    return Card(one.opening, one) if isinstance(one, Near) else Card(one)
