"""Play policies of asking in an invented city, ours beside the usual ones.

``python -m bench.policies [--n 2000] [--seeds 8] [--first-seed 0] [--projects-a-day 4]
[--rest-days 3] [--person-noise 0.5] [--stop-hazard 0.003] [--floor 0.02]
[--even 0] [--json]`` prints what each did: the share of places filled, texts per filled place,
the share of people who left, and hours to fill (median, 90th percentile), as means over the
seeds. ``volunteer`` is the product's own code, with its ``wave_floor`` and ``even_wards``. With
``--all`` it does so in each of the cities that docs/measures.md shows.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import mean

from bench.world.city import City, Setting
from bench.world.life import Life, Policy
from bench.world.ours import Ours
from bench.world.results import figures
from bench.world.usual import USUAL
from volunteer.cities.rules import Rules

OURS = "volunteer"
CITIES = {
    "as it is": Setting(),
    "demand doubled": Setting(projects_a_day=8),
    "demand halved": Setting(projects_a_day=2),
    "rest of 1 day": Setting(rest_days=1),
    "rest of 7 days": Setting(rest_days=7),
    "500 volunteers": Setting(volunteers=500),
    "worse estimates": Setting(person_noise=1.0, pair_noise=0.6),
    "no stops": Setting(stop_hazard=0),
    "slow replies": Setting(reply_median_h=2),
}

Figures = dict[str, float]


def main() -> None:
    """Play, and print a table or JSON."""
    options = _options()
    cities = CITIES if options.all else {"as asked": _setting(options)}
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    rules = replace(Rules(), wave_floor=options.floor, even_wards=options.even)
    found = {name: played(one, seeds, rules) for name, one in cities.items()}
    if not options.json:
        for name, policies in found.items():
            print("\n".join(_table(name, policies)))
    elif options.all:
        print(json.dumps({"cities": found}))
    else:
        print(json.dumps({"policies": found["as asked"]}))


def played(
    setting: Setting, seeds: Iterable[int], rules: Rules | None = None
) -> dict[str, Figures]:
    """Return the figures of every policy, as means over some cities of one setting."""
    runs: dict[str, list[Figures]] = {}
    for city in (City(seed, setting) for seed in seeds):
        for name, policy in policies(rules or Rules()):
            runs.setdefault(name, []).append(figures(Life(city, policy).play()))
    return {name: _means(of_one) for name, of_one in runs.items()}


def policies(rules: Rules) -> Iterator[tuple[str, Policy]]:
    """Yield every policy by name; ours as new, as it remembers whom it asked."""
    yield from USUAL.items()
    yield OURS, Ours(rules)


def _means(runs: list[Figures]) -> Figures:
    """Return each figure's mean, and the worst of what each city's worst-served ward had."""
    means = {name: mean(one[name] for one in runs) for name in runs[0]}
    return means | {"worst_ward_of_all": min(one["worst_ward"] for one in runs)}


def _table(city: str, found: dict[str, Figures]) -> Iterator[str]:
    yield f"\n| {city} | fill | texts a place | lost | too late | worst ward | hours to fill |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in found.items():
        yield (
            f"| {name} | {one['fill']:.1%} | {one['texts_per_place']:.2f} | {one['lost']:.1%}"
            f" | {one['too_late']:.2f} | {one['worst_ward']:.2f} ({one['worst_ward_of_all']:.2f})"
            f" | {one['median_h']:.1f} / {one['p90_h']:.1f} |"
        )


def _setting(options: argparse.Namespace) -> Setting:
    return Setting(
        volunteers=options.n,
        projects_a_day=options.projects_a_day,
        rest_days=options.rest_days,
        person_noise=options.person_noise,
        stop_hazard=options.stop_hazard,
    )


def _options() -> argparse.Namespace:
    usual = Setting()
    parse = argparse.ArgumentParser(prog="bench.policies", description=__doc__)
    parse.add_argument("--n", type=int, default=usual.volunteers)
    parse.add_argument("--seeds", type=int, default=8)
    parse.add_argument("--first-seed", type=int, default=0)
    parse.add_argument("--projects-a-day", type=float, default=usual.projects_a_day)
    parse.add_argument("--rest-days", type=float, default=usual.rest_days)
    parse.add_argument("--person-noise", type=float, default=usual.person_noise)
    parse.add_argument("--stop-hazard", type=float, default=usual.stop_hazard)
    parse.add_argument("--floor", type=float, default=Rules().wave_floor)
    parse.add_argument("--even", type=float, default=Rules().even_wards)
    parse.add_argument("--all", action="store_true")
    parse.add_argument("--json", action="store_true")
    return parse.parse_args()


if __name__ == "__main__":
    main()
