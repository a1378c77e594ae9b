"""Is what we expect of a call what comes of it? Played in the invented city.

``python -m bench.outlook [--seeds 4] [--first-seed 0] [--luck 0.5] [--json]``: at the first
wave of every project the outlook is asked, as the page shows it before a call is started;
afterwards it is compared with what came. Ranges leave out one in ten at either end, so they
should hold eight in ten.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import mean

from bench.world.city import City, Whole
from bench.world.life import CLOSES_H, OPENS_H, Life, Moment, Story
from bench.world.ours import Ours
from volunteer.calls import outlook
from volunteer.calls.matching import preference
from volunteer.calls.outlook import Outlook, Plan
from volunteer.cities.rules import Rules

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
TENTHS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


@dataclass
class Foreseeing(Ours):
    """The product's policy, which says before each project's first wave what it expects."""

    foreseen: dict[int, Outlook] = field(default_factory=dict)

    def __call__(self, m: Moment) -> tuple[Whole, float | None]:
        """Say what is expected, if nobody was asked yet; then return the next wave."""
        if m.project not in self.foreseen:
            self.foreseen[m.project] = outlook.outlook(self._plan(m), seed=str(m.project))
        return super().__call__(m)

    def _plan(self, m: Moment) -> Plan:
        worth = [one for one in self._fitting(m) if one.worth >= self.rules.wave_floor]
        now, deadline = (BEGAN + timedelta(days=day) for day in (m.now, m.deadline))
        return Plan(
            open_places=m.open_places,
            now=now,
            waves_at=outlook.schedule(
                now,
                deadline,
                least=timedelta(minutes=self.rules.wave_least_minutes),
                most=timedelta(minutes=self.rules.wave_most_minutes),
                next_open=_next_open,
            ),
            deadline=deadline,
            chances=[one.score for one in sorted(worth, key=preference)],
            most=self.rules.second_person_above,
        )


def main() -> None:
    """Play, compare, and print a table or JSON."""
    options = _options()
    outlook.LUCK = options.luck
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    pairs = [pair for seed in seeds for pair in played(City(seed))]
    found = compared(pairs)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:28} {value}")


def played(city: City) -> list[tuple[Outlook, Story]]:
    """Return what was expected of each project of a city, with what came of it."""
    policy = Foreseeing(Rules())
    life = Life(city, policy).play()
    return [(policy.foreseen[n], story) for n, story in life.stories.items()]


def compared(pairs: Sequence[tuple[Outlook, Story]]) -> dict[str, object]:
    """Return how often what was expected came true, and how far off it was."""
    came = [(one, story, len(story.filled_at())) for one, story in pairs]
    texts = [(one, int(story.asked.sum())) for one, story in pairs]
    by = [(one, story) for one, story in pairs if one.full_by is not None]
    return {
        "projects": len(pairs),
        "expected full": round(mean(one.full for one, _ in pairs), 3),
        "were full": round(mean(_full(story) for _, story in pairs), 3),
        "filled in range": _share(a <= n <= b for (a, b), n in ((o.filled, n) for o, _, n in came)),
        "filled below range": _share(n < one.filled[0] for one, _, n in came),
        "texts in range": _share(one.texts[0] <= n <= one.texts[1] for one, n in texts),
        "texts above range": _share(n > one.texts[1] for one, n in texts),
        "a last hour was named": _share(one.full_by is not None for one, _ in pairs),
        "and it was full by then": _share(_by(one, story) for one, story in by),
        "of ten said, were full": {
            f"{low:.1f}-{min(high, 1):.1f}": _calibrated(pairs, low, high) for low, high in TENTHS
        },
    }


def _calibrated(
    pairs: Sequence[tuple[Outlook, Story]], low: float, high: float
) -> dict[str, float] | None:
    within = [(one, story) for one, story in pairs if low <= one.full < high]
    if not within:
        return None
    return {
        "projects": len(within),
        "said": round(mean(one.full for one, _ in within), 2),
        "were": round(mean(_full(story) for _, story in within), 2),
    }


def _full(story: Story) -> bool:
    return len(story.filled_at()) == story.project.places


def _by(one: Outlook, story: Story) -> bool:
    assert one.full_by is not None
    at = (one.full_by - BEGAN) / timedelta(days=1)
    return _full(story) and bool(story.filled_at()[-1] <= at)


def _share(so: Iterable[object]) -> float:
    return round(mean(bool(one) for one in so), 3)


def _next_open(at: datetime) -> datetime:
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if at.hour < OPENS_H:
        return day + timedelta(hours=OPENS_H)
    if at.hour >= CLOSES_H:
        return day + timedelta(days=1, hours=OPENS_H)
    return at


def _options() -> argparse.Namespace:
    parse = argparse.ArgumentParser(prog="bench.outlook", description=__doc__)
    parse.add_argument("--seeds", type=int, default=4)
    parse.add_argument("--first-seed", type=int, default=0)
    parse.add_argument("--luck", type=float, default=outlook.LUCK)
    parse.add_argument("--json", action="store_true")
    return parse.parse_args()


if __name__ == "__main__":
    main()
