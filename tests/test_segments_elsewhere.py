"""Parts are counted as the carrier's own calculator counts them (npm sms-segments-calculator)."""

import json
import subprocess
from math import ceil
from pathlib import Path

from tests.random_texts import texts
from volunteer.messages.segments import ROOM, Encoding, count

ROOT = Path(__file__).parent.parent
HOW_MANY = 4000
Counted = tuple[str, int]


def by_the_carriers_calculator(bodies: list[str]) -> list[Counted]:
    """Ask the calculator, once for all of them."""
    answered = subprocess.run(  # noqa: S603 - our own words
        [str(ROOT / "scripts" / "node.sh"), "node", "tests/segments.js"],
        cwd=ROOT,
        input=json.dumps(bodies),
        capture_output=True,
        check=True,
        text=True,
    )
    return [(one["encoding"], one["segments"]) for one in json.loads(answered.stdout)]


def by_us(body: str) -> Counted:
    parts = count(body)
    return parts.encoding.value, parts.segments


def by_dividing(body: str) -> Counted:
    """Count as one would at first: so many units, divided by what a part holds."""
    parts = count(body)
    alone, together = ROOM[parts.encoding]
    whole = 1 if parts.units <= alone else ceil(parts.units / together)
    return parts.encoding.value, whole


def test_four_thousand_random_texts_are_counted_as_by_the_carriers_own_calculator() -> None:
    bodies = texts(HOW_MANY, seed=1)

    theirs = by_the_carriers_calculator(bodies)

    assert [by_us(body) for body in bodies] == theirs


def test_those_texts_are_hard_to_count() -> None:
    bodies = texts(HOW_MANY, seed=1)
    ours = [by_us(body) for body in bodies]

    divided = sum(by_dividing(body) != us for body, us in zip(bodies, ours, strict=True))
    encodings = {encoding: sum(us[0] == encoding for us in ours) for encoding in Encoding}

    assert divided > 50
    assert min(encodings.values()) > 500
    assert {segments for _, segments in ours} >= {1, 2, 3, 4}
