"""Measure how fast people are found whom to ask about an opening.

``python -m bench.matching [--n N …] [--db sqlite|postgresql] [--queries N] [--json]`` puts N
invented people into a city and looks for the best fifty for a place and skills: by the
product's engine and by its peers, query by query in turn, in one process. Then it makes the
whole shortlist of openings, with every rule, the learnt order and the reasons. Whether all find
the same is looked up against the geodesic of WGS-84. With several N it says how time grows.
"""

import argparse
import json
from dataclasses import asdict
from math import log

from bench.matching.figures import Figures
from bench.matching.measuring import measure

HEAD = """| people | p50 ms | of processors | p99 | box × | geopy × | PostGIS × | its best × \
| all who fit × | agreement | shortlist p50 ms | of processors | on it |
|---|---|---|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    figures = [measure(n, options.db, options.queries) for n in options.n]
    growth = _growth(figures)
    if options.json:
        found = {"db": options.db, "growth": growth, "runs": [asdict(one) for one in figures]}
        print(json.dumps(found | asdict(figures[-1])))
        return
    print(HEAD)
    for one in figures:
        print(one.table())
    if growth is not None:
        print(f"\nThe engine's time grows with the people to the power of {growth:.2f}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, nargs="+", default=[100_000], help="how many people")
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _growth(figures: list[Figures]) -> float | None:
    """Return the exponent between the fewest people and the most."""
    few, many = (pick(figures, key=lambda one: one.n) for pick in (min, max))
    if few.n == many.n:
        return None
    return round(log(many.p50_cpu_ms / few.p50_cpu_ms) / log(many.n / few.n), 2)


if __name__ == "__main__":
    main()
