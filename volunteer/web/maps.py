"""Maps of the city's wards, ready to draw: ``templates/_kit/map.html`` shows them.

A map always stands beside the same in words: a list of its spots, or a table of its figures.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext

from volunteer.core.db import db
from volunteer.core.geo import Point
from volunteer.places import shapes
from volunteer.places.shapes import WardOutline
from volunteer.web import labels, shades
from volunteer.web.access import city
from volunteer.web.drawing import WIDTH, Frame
from volunteer.web.filters import number
from volunteer.web.labels import Label

PIN, LETTER = 22, 7  # points: how wide a pin and a letter are
MOST_NUMBERS = 3  # on a pin
CLOSE = 40  # points: nearer than this pins are one, as on a phone they are wider than drawn


@dataclass(frozen=True, slots=True)
class Area:
    """A ward in the picture; ``title`` is what pointing at it says."""

    code: str
    path: str
    title: str
    label: Label | None
    shade: str = ""
    href: str | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Something at a point, with its number in the list beside the map."""

    number: int
    title: str
    href: str
    point: Point


@dataclass(frozen=True, slots=True)
class Pin:
    """One spot or several so close that they are drawn as one."""

    x: int
    y: int
    spots: tuple[Spot, ...]

    @property
    def words(self) -> str:
        """The numbers on it: the first few, as more would hide the map."""
        numbers = [str(spot.number) for spot in self.spots]
        return ", ".join(numbers[:MOST_NUMBERS]) + ("…" if numbers[MOST_NUMBERS:] else "")

    @property
    def wide(self) -> int:
        """How wide it is."""
        return PIN + (len(self.words) - 1) * LETTER


@dataclass(frozen=True, slots=True)
class Key:
    """A class of a shaded map in words."""

    shade: str
    words: str


@dataclass(frozen=True, slots=True)
class WardMap:
    """A map; ``sentence`` says what it shows. ``spots`` are listed beside it."""

    height: int
    sentence: str
    areas: tuple[Area, ...]
    pins: tuple[Pin, ...] = ()
    spots: tuple[Spot, ...] = ()
    here: Point | None = None
    here_at: tuple[int, int] | None = None
    keys: tuple[Key, ...] = ()
    width: int = WIDTH

    @property
    def linked(self) -> bool:
        """Whether its wards are links."""
        return any(area.href for area in self.areas)


def plain(sentence: str, *, highlighted: str | None = None) -> WardMap | None:
    """Return the map of the wards, one of them maybe highlighted; None without shapes."""
    outlines = shapes.of_authority(db.session(), city().authority_code)
    return _plain(outlines, sentence, highlighted)


def shaded(
    values: Mapping[str, int | None],
    *,
    sentence: str,
    words: Callable[[int], str] = number,
    unit: int = 1,
    link: Callable[[str], str] | None = None,
) -> WardMap | None:
    """Return the map shaded by a figure of each ward, by its code; None is withheld.

    ``words`` writes a figure, ``link`` gives a ward's address. The classes are of whole
    ``unit``s: for minutes, ``words=filters.hours, unit=60`` makes them hours.
    """
    drawn = plain(sentence)
    if drawn is None:
        return None
    known = {area.code: values.get(area.code, 0) for area in drawn.areas}
    classes, shade = shades.of_all({code: _units(one, unit) for code, one in known.items()})
    areas = (
        replace(
            area,
            shade=shade[area.code],
            title=f"{area.title}: {_figure(known[area.code], words)}",
            href=link(area.code) if link else None,
        )
        for area in drawn.areas
    )
    return replace(drawn, areas=tuple(areas), keys=_keys(classes, set(shade.values())))


def spots(
    found: Iterable[Spot],
    *,
    sentence: str,
    here: Point | None = None,
    highlighted: str | None = None,
) -> WardMap | None:
    """Return the map with a pin for each spot, and where somebody is; None without shapes.

    What lies outside of the picture has no pin.
    """
    outlines = shapes.of_authority(db.session(), city().authority_code)
    drawn = _plain(outlines, sentence, highlighted)
    if drawn is None:
        return None
    frame = Frame.around(outline.polygons for outline in outlines)
    inside = tuple(spot for spot in found if frame.holds(spot.point))
    here = here if here and frame.holds(here) else None
    return replace(
        drawn,
        spots=inside,
        pins=_pins(frame, inside),
        here=here,
        here_at=frame.dot(here) if here else None,
    )


def _plain(outlines: list[WardOutline], sentence: str, highlighted: str | None) -> WardMap | None:
    if not outlines:
        return None
    frame = Frame.around(outline.polygons for outline in outlines)
    areas = tuple(_area(frame, outline, highlighted) for outline in outlines)
    return WardMap(frame.height, sentence, areas)


def _area(frame: Frame, outline: WardOutline, highlighted: str | None) -> Area:
    largest = max((frame.dots(polygon[0]) for polygon in outline.polygons), key=len)
    return Area(
        outline.code,
        frame.path(outline.polygons),
        outline.name,
        labels.fit(outline.name, largest),
        here=outline.code == highlighted,
    )


def _pins(frame: Frame, found: Iterable[Spot]) -> tuple[Pin, ...]:
    pins: list[Pin] = []
    for spot in found:
        x, y = frame.dot(spot.point)
        close = (p for p in pins if abs(p.x - x) < CLOSE and abs(p.y - y) < CLOSE)
        at = next(close, None)
        if at is None:
            pins.append(Pin(x, y, (spot,)))
        else:
            pins[pins.index(at)] = replace(at, spots=(*at.spots, spot))
    return tuple(pins)


def _units(value: int | None, unit: int) -> int | None:
    """Return a figure in whole units; a little of something is one, as it is not nothing."""
    return max(round(value / unit), 1) if value else value


def _keys(classes: Iterable[shades.Shade], used: set[str]) -> tuple[Key, ...]:
    keys = [Key(one.name, _bounds(one)) for one in classes]
    if shades.NOTHING in used:
        keys.insert(0, Key(shades.NOTHING, gettext("None")))
    if shades.WITHHELD in used:
        keys.append(Key(shades.WITHHELD, gettext("Too few to show")))
    return tuple(keys)


def _bounds(shade: shades.Shade) -> str:
    least = number(shade.least)
    if shade.most is None:
        return str(gettext("%(least)s or more", least=least))
    if shade.most == shade.least:
        return least
    return str(gettext("%(least)s to %(most)s", least=least, most=number(shade.most)))


def _figure(value: int | None, words: Callable[[int], str]) -> str:
    if value is None:
        return str(gettext("too few to show"))
    return words(value)
