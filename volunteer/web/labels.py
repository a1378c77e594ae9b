"""Where the name of a ward fits on its picture.

Pure. A name stands in the middle of the widest stretch of its ward, on one line or two; where
it does not fit it is left out, and the list beside the map has it.
"""

from dataclasses import dataclass

from volunteer.web.drawing import Dot

LETTER, LINE = 6.4, 13  # points that a letter is wide, and a line is high
LEVELS = 12


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of a name around their middle."""

    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def first(self) -> int:
        """Where the first line stands."""
        return round(self.y - (len(self.lines) - 1) * LINE / 2 + LINE / 3)


def fit(name: str, dots: list[Dot]) -> Label | None:
    """Return where a name stands in an outline, None if there is no room."""
    heights = [y for _, y in dots]
    top, bottom = min(heights), max(heights)
    levels = [top + (bottom - top) * (n + 0.5) / LEVELS for n in range(LEVELS)]
    room, x, y = max((*_room(dots, level), level) for level in levels)
    for lines in _ways(name):
        if max(map(len, lines)) * LETTER <= room:
            return Label(round(x), round(y), lines)
    return None


def _room(dots: list[Dot], level: float) -> tuple[float, float]:
    """Return how wide two lines may be around a height, and the middle of the widest stretch."""
    above, at, below = (_stretch(dots, level + shift) for shift in (-LINE, 0, LINE))
    return min(above[0], at[0], below[0]), at[1]


def _ways(name: str) -> list[tuple[str, ...]]:
    """Return a name whole, and then cut in two at the space nearest to its middle."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if not spaces:
        return [(name,)]
    cut = min(spaces, key=lambda at: abs(at - len(name) / 2))
    return [(name,), (name[:cut], name[cut + 1 :])]


def _stretch(dots: list[Dot], level: float) -> tuple[float, float]:
    """Return the width and the middle of the widest stretch inside at one height."""
    crossings = sorted(
        x0 + (level - y0) / (y - y0) * (x - x0)
        for (x0, y0), (x, y) in zip(dots, dots[1:] + dots[:1], strict=True)
        if (y0 <= level) != (y <= level)
    )
    pairs = zip(crossings[::2], crossings[1::2], strict=False)
    return max(((right - left, (left + right) / 2) for left, right in pairs), default=(0.0, 0.0))
