"""The best that openings could share people, exactly: by OR-tools, for the benchmark only."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from ortools.linear_solver import pywraplp

from volunteer.calls.matching import Match

FINE = 1_000_000  # a flow costs whole numbers: millionths of a yes

Able = Mapping[int, Sequence[Match]]
Whole = NDArray[np.int64]


def assigned(able: Able, texts: Mapping[int, int]) -> dict[int, list[Match]]:
    """Return whom each opening asks, so that the worth of all texts together is greatest.

    Each of those ``able`` is asked about one opening at most, and each opening asks as many
    people as it has ``texts``, which must be possible. A min-cost flow.
    """
    keys = sorted(able)
    pairs = [(n, one) for n, key in enumerate(keys) for one in able[key]]
    people = {id_: n for n, id_ in enumerate({one.volunteer_id for _, one in pairs}, len(keys))}
    source = len(keys) + len(people)
    sink = source + 1
    flow = SimpleMinCostFlow()
    _arcs(flow, [(source, n, texts[key], 0) for n, key in enumerate(keys)])
    _arcs(flow, [(person, sink, 1, 0) for person in people.values()])
    worth = [(n, people[one.volunteer_id], 1, -round(one.worth * FINE)) for n, one in pairs]
    arcs = _arcs(flow, worth)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([1, -1]) * sum(texts.values()))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("these texts cannot be shared out so")
    found: dict[int, list[Match]] = {key: [] for key in keys}
    for arc in np.flatnonzero(flow.flows(arcs)):
        n, one = pairs[arc]
        found[keys[n]].append(one)
    return found


def most_yes(able: Able, room: Mapping[int, float], *, texts: int) -> dict[int, float]:
    """Return the yes of each opening when as many come as could, whoever gets them.

    No opening has more than its ``room`` for yes, and so many texts go out at most. A linear
    program, so a text may be divided: what can truly be done is a little less.
    """
    program = pywraplp.Solver.CreateSolver("GLOP")
    goal, in_all = program.Objective(), program.Constraint(0, texts)
    fits_in = {key: program.Constraint(0, room[key]) for key in able}
    pairs = [(key, one) for key, those in able.items() for one in those]
    once = {n: program.Constraint(0, 1) for n in {one.volunteer_id for _, one in pairs}}
    asked = [program.NumVar(0, 1, "") for _ in pairs]
    for (key, one), text in zip(pairs, asked, strict=True):
        for limit, weighs in (
            (goal, one.score), (fits_in[key], one.score), (in_all, 1), (once[one.volunteer_id], 1)
        ):  # fmt: skip
            limit.SetCoefficient(text, weighs)
    goal.SetMaximization()
    if program.Solve() != program.OPTIMAL:
        raise RuntimeError("the program was not solved")
    found = dict.fromkeys(able, 0.0)
    for (key, one), text in zip(pairs, asked, strict=True):
        found[key] += one.score * text.solution_value()
    return found


def _arcs(flow: SimpleMinCostFlow, arcs: Sequence[tuple[int, int, int, int]]) -> Whole:
    """Add arcs: from, to, how much may flow, and what it costs; return what they are called."""
    tails, heads, room, costs = np.array(arcs, np.int64).reshape(-1, 4).T
    called: Whole = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
    return called
