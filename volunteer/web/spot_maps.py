"""Where projects are, as spots on the map: only places that are no secret and known exactly."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from flask import url_for
from flask_babel import gettext

from volunteer.core.geo import Point
from volunteer.places.gazetteer import Spot as Found
from volunteer.projects.model import Project
from volunteer.web import maps
from volunteer.web.access import city
from volunteer.web.cards import Card
from volunteer.web.maps import Spot, WardMap


def near(cards: Iterable[Card], spot: Found | None) -> WardMap | None:
    """Return the map of what is listed and has a spot, numbered, and where the postcode is."""
    here = spot.point if spot and not spot.approximate else None
    sentence = gettext("Where help is needed in %(city)s. The list has the same.", city=city().name)
    return maps.spots(_spots(cards), sentence=sentence, here=here)


def one(project: Project, ward: str | None) -> WardMap | None:
    """Return the map of one project: its ward, and its spot if that may be shown.

    There is none of what is done from home.
    """
    if ward is None or all(role.remote for role in project.roles):
        return None
    point, code = exact(project), project.place.ward_code
    sentence = gettext("%(project)s is in %(ward)s.", project=project.title, ward=ward)
    address = url_for("project.show", project_id=project.id)
    found = [Spot(1, project.title, address, point)] if point else []
    return maps.spots(found, sentence=sentence, highlighted=code)


def exact(project: Project) -> Point | None:
    """Return where a project is if everybody may know: never somebody's home, never a guess."""
    place = project.place
    if project.private or place.home or place.approximate:
        return None
    return place.point


def numbered(cards: Iterable[Card]) -> list[Card]:
    """Return the cards, those with a pin on the map numbered in their order."""
    number, found = count(1), []
    for card in cards:
        on_map = not card.opening.role.remote and exact(card.opening.session.project)
        found.append(replace(card, number=next(number) if on_map else None))
    return found


def _spots(cards: Iterable[Card]) -> list[Spot]:
    spots = []
    for card in cards:
        project = card.opening.session.project
        point = exact(project)
        if card.number and point:
            address = url_for("project.show", project_id=project.id)
            spots.append(Spot(card.number, project.title, address, point))
    return spots
