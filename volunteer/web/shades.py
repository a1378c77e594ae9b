"""The classes of a shaded map: few, with round bounds, and about as many wards in each.

Pure. Nothing is a class of its own, and so is what is withheld.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, log10

CLASSES = 4
NOTHING, WITHHELD = "nothing", "withheld"


@dataclass(frozen=True, slots=True)
class Shade:
    """A class: its name, and its bounds, both within it; ``most`` None: and more."""

    name: str
    least: int
    most: int | None = None


def classes(values: Iterable[int]) -> list[Shade]:
    """Return the classes of the values above nothing, the lowest first."""
    some = sorted(value for value in values if value > 0)
    if not some:
        return []
    cuts = (some[len(some) * n // CLASSES] for n in range(1, CLASSES))
    starts = sorted({1, *(_round(cut) for cut in cuts)})
    ends = [start - 1 for start in starts[1:]]
    return [
        Shade(str(n + CLASSES - len(starts)), least, most)
        for n, (least, most) in enumerate(zip(starts, [*ends, None], strict=True), 1)
    ]


def shade_of(value: int | None, shades: Iterable[Shade]) -> str:
    """Return the name of the class that a value is in; None is withheld."""
    if value is None:
        return WITHHELD
    within = [shade.name for shade in shades if value >= shade.least]
    return within[-1] if within else NOTHING


def of_all(values: Mapping[str, int | None]) -> tuple[list[Shade], dict[str, str]]:
    """Return the classes, and which one each is in."""
    shades = classes(value for value in values.values() if value is not None)
    return shades, {code: shade_of(value, shades) for code, value in values.items()}


def _round(value: int) -> int:
    """Return a number with one digit that counts and maybe a five behind it: 3, 15, 250."""
    size = 10 ** max(floor(log10(value)) - 1, 0)
    step = size * 5 if value >= 10 else 1  # noqa: PLR2004 - two digits
    return max(round(value / step) * step, 1)
