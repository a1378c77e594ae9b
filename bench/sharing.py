"""Compare how openings share people with the best that could be done, in invented towns.

``python -m bench.sharing [--n 10000] [--openings 50] [--seeds 5] [--json]`` draws towns, lets
the product rank everybody for each opening, and plans one wave of all of them. ``together`` is
the product's own way (``volunteer.calls.sharing``); ``one after another`` what its openings do
each by itself; ``exact, same texts`` the exact optimum for the very number of texts that
``together`` gives each opening (a min-cost flow by OR-tools; whom chance drew stays drawn);
``exact, most yes`` the most yes that as many texts could bring, whoever gets them (a linear
program). An opening's least is a third of its places. Times are the processor's,
and of the plan alone.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from math import isnan
from statistics import mean
from time import process_time
from typing import TypeVar

from bench.world.exact import assigned, most_yes
from bench.world.towns import KINDS, Kind, wants
from volunteer.calls.matching import Match
from volunteer.calls.sharing import Share, Want, shared
from volunteer.calls.waves import Chosen, wave
from volunteer.cities.rules import Rules

FLOOR = Rules().wave_floor
LEAST = 1 / 3  # of an opening's places

Shares = Mapping[int, Share]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan comes to.

    ``of_exact`` is the worth of its texts over the most that as many texts for each opening
    could have, ``of_most`` its yes over the most that as many texts could bring.
    """

    texts: float
    yes: float
    of_exact: float
    of_most: float
    reach_least: float
    ms: float


def main() -> None:
    """Plan, and print a table or JSON."""
    options = _options()
    found = {kind.name: _of(kind, options) for kind in KINDS}
    if options.json:
        told = {name: {one: _told(it) for one, it in of.items()} for name, of in found.items()}
        print(json.dumps({"towns": told}))
        return
    for name, plans in found.items():
        print("\n".join(_table(name, plans)))


def compared(openings: list[Want]) -> dict[str, Figures]:
    """Return what each way to plan one wave comes to, by name."""
    ours, ours_ms = _timed(lambda: shared(openings, floor=FLOOR))
    apart, apart_ms = _timed(lambda: _one_after_another(openings))
    exact, exact_ms = _timed(lambda: _exact(openings, ours))
    brings = {key: _yes(share) for key, share in ours.items()}
    room = {want.key: max(want.wanted, brings[want.key]) for want in openings}
    able = {want.key: _able(want) for want in openings}
    texts = sum(map(len, ours.values()))
    most, most_ms = _timed(lambda: most_yes(able, room, texts=texts))
    best = sum(most.values())

    def told(shares: Shares, ms: float, of_exact: float) -> Figures:
        yes = {key: _yes(share) for key, share in shares.items()}
        return _figures(openings, yes, sum(map(len, shares.values())), of_exact, best, ms)

    return {
        "together": told(ours, ours_ms, _worth(ours) / _worth(exact)),
        "one after another": told(apart, apart_ms, float("nan")),
        "exact, same texts": told(exact, exact_ms, 1.0),
        "exact, most yes": _figures(openings, most, texts, float("nan"), best, most_ms),
    }


def _told(one: Figures) -> dict[str, float | None]:
    """Return them for JSON, which has no NaN."""
    return {name: None if isnan(figure) else figure for name, figure in asdict(one).items()}


def _of(kind: Kind, options: argparse.Namespace) -> dict[str, Figures]:
    towns = [
        compared(wants(kind, seed, people=options.n, openings=options.openings))
        for seed in range(options.seeds)
    ]
    return {name: _mean([town[name] for town in towns]) for name in towns[0]}


def _one_after_another(openings: Iterable[Want]) -> Shares:
    asked: set[int] = set()
    plan = {}
    for want in openings:
        free = [one for one in want.ranked if one.volunteer_id not in asked]
        plan[want.key] = wave(free, wanted=want.wanted, floor=FLOOR, seed=want.seed)
        asked |= {one.volunteer_id for one, *_ in plan[want.key]}
    return plan


def _exact(openings: Iterable[Want], ours: Shares) -> Shares:
    """Return the best for as many texts, with those whom chance drew left as they are."""
    drawn = {key: [one for one in share if one.at_random] for key, share in ours.items()}
    gone = {one.volunteer_id for share in drawn.values() for one, *_ in share}
    able = {
        want.key: [one for one in _able(want) if one.volunteer_id not in gone] for want in openings
    }
    texts = {key: len(share) - len(drawn[key]) for key, share in ours.items()}
    best = assigned(able, texts)
    return {
        key: [*(Chosen(one, at_random=False, propensity=1.0) for one in best[key]), *drawn[key]]
        for key in ours
    }


def _able(want: Want) -> list[Match]:
    return [one for one in want.ranked if one.worth >= FLOOR]


def _figures(
    openings: Iterable[Want], yes: Mapping[int, float], texts: int, of_exact: float, best: float,
    ms: float,
) -> Figures:  # fmt: skip
    enough = [want.coming + yes[want.key] >= LEAST * want.places for want in openings]
    in_all = sum(yes.values())
    return Figures(texts, in_all, of_exact, in_all / best, mean(enough), ms)


def _yes(share: Share) -> float:
    return sum(one.score for one, *_ in share)


def _worth(shares: Shares) -> float:
    return sum(one.worth for share in shares.values() for one, *_ in share)


def _timed(plan: Callable[[], T]) -> tuple[T, float]:
    begun = process_time()
    planned = plan()
    return planned, (process_time() - begun) * 1000


def _mean(of: list[Figures]) -> Figures:
    columns = [asdict(one) for one in of]
    return Figures(**{name: mean(one[name] for one in columns) for name in columns[0]})


def _table(town: str, plans: Mapping[str, Figures]) -> Iterator[str]:
    yield f"\n| {town} | texts | yes | of the exact | of the most yes | have their least | ms |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in plans.items():
        of_exact = "" if isnan(one.of_exact) else f"{one.of_exact:.1%}"
        yield (
            f"| {name} | {one.texts:,.0f} | {one.yes:.0f} | {of_exact} | {one.of_most:.1%}"
            f" | {one.reach_least:.1%} | {one.ms:,.0f} |"
        )


def _options() -> argparse.Namespace:
    parse = argparse.ArgumentParser(prog="bench.sharing", description=__doc__)
    parse.add_argument("--n", type=int, default=10_000)
    parse.add_argument("--openings", type=int, default=50)
    parse.add_argument("--seeds", type=int, default=5)
    parse.add_argument("--json", action="store_true")
    return parse.parse_args()


if __name__ == "__main__":
    main()
