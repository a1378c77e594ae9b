"""Draw what ``python -m bench.outbox --json`` found on each database: seconds, and texts a second.

``python -m bench.outbox_plot FOLDER docs/plots/outbox.svg`` reads ``FOLDER/outbox-*.json``. The
line across each bar is what was aimed at.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

WIDTH, ROW, LEFT, ACROSS = 640, 34, 130, 380
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#0b0c0c}.title{font-weight:700}"
    "rect{fill:#1d70b8}line{stroke:#d4351c;stroke-width:2}svg{background:#fff}"
)
QUEUE_AIMS = {"sqlite": 3.0, "postgresql": 2.0}  # seconds
DISPATCH_AIM = 20_000  # texts a second

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
Bar = tuple[str, float, float | None, str]  # whose, how much, the aim, as it is said


def draw(folder: Path, path: Path) -> None:
    """Read JSON, write a drawing."""
    found = [json.loads(one.read_text()) for one in sorted(folder.glob("outbox-*.json"))]
    if found:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawing(found), encoding="utf-8")


def drawing(found: list[dict[str, float | str]]) -> str:
    """Return an SVG with two groups of bars."""
    queued: list[Bar] = []
    sent: list[Bar] = []
    for one in found:
        name, took, rate = str(one["db"]), float(one["queue_100k_s"]), float(one["dispatch_per_s"])
        said = NAMES.get(name, name)
        queued.append((said, took, QUEUE_AIMS.get(name), f"{took:.1f} s"))
        sent.append((said, rate, DISPATCH_AIM, f"{rate:,.0f} a second"))
    rows = [
        *_group("A call to 100,000 people is queued in (red: what was aimed at)", queued, 0),
        *_group("Texts handed over and settled", sent, (len(queued) + 2) * ROW),
    ]
    height = (len(queued) + len(sent) + 3) * ROW
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>How long a call to 100,000 people takes to be queued, and how fast it is sent"
        f"</title><style>{STYLE}</style>"
    )
    return "\n".join([head, *rows, "</svg>", ""])


def _group(title: str, bars: list[Bar], top: int) -> Iterator[str]:
    yield f'<text class="title" x="8" y="{top + 24}">{title}</text>'
    most = max([amount for _, amount, _, _ in bars] + [aim or 0 for _, _, aim, _ in bars])
    for number, (name, amount, aim, said) in enumerate(bars):
        y = top + (number + 1) * ROW
        wide, aimed = (ACROSS * (one or 0) / most for one in (amount, aim))
        yield f'<text x="8" y="{y + 20}">{name}</text>'
        yield f'<rect x="{LEFT}" y="{y + 6}" width="{wide:.1f}" height="20"/>'
        yield f'<text x="{LEFT + max(wide, aimed) + 8:.1f}" y="{y + 20}">{said}</text>'
        if aim is not None:
            x = f"{LEFT + aimed:.1f}"
            yield f'<line x1="{x}" x2="{x}" y1="{y + 2}" y2="{y + 30}"/>'


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
