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
    """Return a card for each project: of the first opening with places left, if there is one.

    They stand in the order in which those were found; what is full altogether comes last.
    """
    cards: dict[int, Card] = {}
    dates: dict[int, set[int]] = {}
    for card in map(_card, found):
        session = card.opening.session
        dates.setdefault(session.project_id, set()).add(session.id)
        shown = cards.get(session.project_id)
        if shown is None or (card.opening.left and not shown.opening.left):
            cards.pop(session.project_id, None)
            cards[session.project_id] = card
    counted = [replace(card, more=len(dates[project]) - 1) for project, card in cards.items()]
    return sorted(counted, key=lambda card: card.opening.left == 0)


def _card(one: Opening | Near) -> Card:
    return Card(one.opening, one) if isinstance(one, Near) else Card(one)
