"""Measure how fast people are found whom to ask about an opening.

``python -m bench.matching [--n N …] [--db sqlite|postgresql] [--queries N] [--json]`` puts N
invented people into a city and looks for the best fifty for a place and skills, and for all who
fit: by the product's engine and by its peers, query by query in turn, in one process. Then it
makes the whole shortlist of openings, with every rule, the learnt order and the reasons. Whether
all find the same is looked up against the geodesic of WGS-84. With several N it says how time
grows.
"""

import argparse
import json
from dataclasses import asdict
from math import log

from bench.matching.figures import Figures
from bench.matching.measuring import measure

HEAD = """| people | p50 ms | of processors | p99 | all who fit p50 ms | box × | geopy × \
| PostGIS × | its best × | all who fit × | agreement | shortlist p50 ms | of processors | on it |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    figures = [measure(n, options.db, options.queries) for n in options.n]
    growth = _growth(figures, "p50_cpu_ms")
    everybody = _growth(figures, "everybody_p50_cpu_ms")
    if options.json:
        grown = {"growth": growth, "everybody_growth": everybody}
        found = {"db": options.db, **grown, "runs": [asdict(one) for one in figures]}
        print(json.dumps(found | asdict(figures[-1])))
        return
    print(HEAD)
    for one in figures:
        print(one.table())
    if growth is not None:
        print(f"\nTime grows with the people to the power of {growth:.2f} for the nearest fifty,")
        print(f"and of {everybody:.2f} for all who fit.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, nargs="+", default=[100_000], help="how many people")
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _growth(figures: list[Figures], of: str) -> float | None:
    """Return the exponent of a time between the fewest people and the most."""
    few, many = (pick(figures, key=lambda one: one.n) for pick in (min, max))
    if few.n == many.n:
        return None
    return round(log(getattr(many, of) / getattr(few, of)) / log(many.n / few.n), 2)


if __name__ == "__main__":
    main()
