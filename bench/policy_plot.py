"""Draw what ``python -m bench.policies --json`` found: share filled against texts a place.

``python -m bench.policies --json | python -m bench.policy_plot docs/plots/policies.svg``. Texts
stand on a logarithmic scale; up and to the left is better. With several cities, the first.
"""

import json
import sys
from collections.abc import Iterator
from html import escape
from math import log10
from pathlib import Path
from typing import Any

from bench.policies import OURS
from volunteer.web.charts.scale import Scale

WIDTH, HEIGHT = 800, 400
LEFT, TOP, ACROSS, DOWN = 56, 16, 470, 330
TEXTS = (5, 10, 20, 50, 100, 200, 500)
LEAST_APART = 15  # from one name to the next
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#0b0c0c}.axis{fill:#484949}"
    "line{stroke:#cecece}circle{fill:#1d70b8}.ours{fill:#00703c;font-weight:700}"
    ".lead{stroke:#8a8a8a}svg{background:#fff}"
)

Found = dict[str, dict[str, float]]


def draw(folder: Path, path: Path) -> None:
    """Draw what was kept in a folder, if it was."""
    kept = folder / "policies.json"
    if kept.exists():
        _draw(json.loads(kept.read_text(encoding="utf-8")), path)


def main(path: Path) -> None:
    """Read JSON, write a drawing."""
    _draw(json.load(sys.stdin), path)


def _draw(read: dict[str, Any], path: Path) -> None:
    found: Found = read["policies"] if "policies" in read else next(iter(read["cities"].values()))
    path.parent.mkdir(exist_ok=True)
    path.write_text(drawing(found), encoding="utf-8")


def drawing(found: Found) -> str:
    """Return an SVG with a dot and a name for each policy."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>Share of places filled against texts per filled place</title>"
        f"<style>{STYLE}</style>"
    )
    return "\n".join([head, *_axes(), *_dots(found), "</svg>", ""])


def _axes() -> Iterator[str]:
    for share in range(0, 101, 20):
        y = _y(share / 100)
        yield f'<line x1="{LEFT}" x2="{LEFT + ACROSS}" y1="{y}" y2="{y}"/>'
        yield f'<text class="axis" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{share}%</text>'
    for texts in TEXTS:
        x, under = _x(texts), TOP + DOWN
        yield f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{under}"/>'
        yield f'<text class="axis" x="{x}" y="{under + 18}" text-anchor="middle">{texts}</text>'
    middle = LEFT + ACROSS / 2
    yield f'<text x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">texts per filled place</text>'
    yield f'<text x="{LEFT + 6}" y="{TOP + DOWN - 8}">places filled</text>'


def _dots(found: Found) -> Iterator[str]:
    """Yield dots, each with its name at the right, as high as it is or below the one above."""
    below = 0.0
    for name, one in sorted(found.items(), key=lambda pair: -pair[1]["fill"]):
        x, y = _x(one["texts_per_place"]), _y(one["fill"])
        at = below = max(y, below + LEAST_APART)
        ours = ' class="ours"' if name == OURS else ""
        yield f'<line class="lead" x1="{x}" x2="{LEFT + ACROSS + 6}" y1="{y}" y2="{at}"/>'
        yield f'<circle{ours} cx="{x}" cy="{y}" r="5"/>'
        yield f'<text{ours} x="{LEFT + ACROSS + 10}" y="{at + 4}">{escape(name)}</text>'


def _x(texts: float) -> float:
    share = Scale(log10(TEXTS[0]), log10(TEXTS[-1])).at(log10(texts)) / 100
    return round(LEFT + ACROSS * share, 1)


def _y(share: float) -> float:
    return round(TOP + DOWN * Scale(0, 1).down(share) / 100, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
