"""One run: people are put down, every way is asked every query in turn, and timed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from bench.matching import filling, peers, postgis
from bench.matching.clock import Clock, Took, driver_of_session, p50, p99
from bench.matching.engine import BEST, Engine, whole
from bench.matching.figures import Figures
from bench.matching.peers import Everybody, Way
from bench.matching.world import Query, World
from tests import databases
from tests.builders import a_city, a_member
from tests.conftest import NOON, settings_for
from volunteer.app import create_app
from volunteer.calls import learning
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.db import db
from volunteer.people.model import Skill
from volunteer.projects import queries as projects
from volunteer.staff.model import Member, Role

WARM_UP, LOOPS, LOOKED_AT = 10, 5, 40
SHORTLISTS = 100
SAME_KM = 1e-5

Times = dict[str, list[Took]]


def measure(n: int, kind: str, count: int) -> Figures:
    """Measure with so many people, on one database."""
    with _database(kind) as url:
        app = create_app(settings_for(url) | {"LOG_LEVEL": "ERROR"})
        with app.app_context():
            upgrade()
            try:
                return _measured(db.session(), World(n), count)
            finally:
                db.session.remove()
                db.engine.dispose()


@contextmanager
def _database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'volunteer.db'}"
        return
    with databases.cluster() as server:
        databases.create(server, "matching")
        yield databases.address(server, "matching")


def _measured(session: Session, world: World, count: int) -> Figures:
    city = a_city(session)
    filling.fill(session, city, world, now=NOON)
    learning.learn(now=NOON)
    skills = list(session.scalars(sa.select(Skill.id).order_by(Skill.number)))
    engine, everybody = Engine(session, city, skills), Everybody(world, city.rules)
    queries = world.queries(count)
    shortlists, fits = _shortlists(session, city, world)
    mine = {"engine": engine.best, "everybody": engine.everybody}
    with _peers(everybody.rules) as (others, drivers):
        times = _in_turn(mine | others, queries, drivers)
    session.rollback()
    loops = [everybody.loop_ms(query) for query in queries[:LOOPS]]
    return _figures(
        queries,
        times,
        loops,
        n=world.people,
        agreement=_agreement(engine, everybody, queries),
        shortlist_p50_ms=round(p50(shortlists).wall, 2),
        shortlist_p50_cpu_ms=round(p50(shortlists).cpu, 2),
        shortlist_p99_cpu_ms=round(p99(shortlists).cpu, 2),
        fits_p50=round(median(fits)),
        fits_most=max(fits),
    )


@contextmanager
def _peers(rules: Rules) -> Iterator[tuple[dict[str, Way], list[Any]]]:
    """Give the peers, and the connections that they are asked on."""
    with db.engine.connect() as connection:
        peers.write_box(connection, rules)
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        box = peers.box(connection.connection.driver_connection, mark)
        with postgis.ways(connection) as (others, driver):
            yield {"box": box, **others}, [driver]


def _in_turn(ways: dict[str, Way], queries: list[Query], drivers: list[Any]) -> Times:
    """Ask every way each query before the next one is asked; who begins changes."""
    names, clock = list(ways), Clock(*drivers, driver_of_session())
    times: Times = {name: [] for name in names}
    for query in queries[:WARM_UP]:
        for name in names:
            ways[name](query)
    for number, query in enumerate(queries):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            clock.start()
            ways[name](query)
            times[name].append(clock.stop())
    return times


def _agreement(engine: Engine, everybody: Everybody, queries: list[Query]) -> float:
    """Return for what share of queries all who fit were found, and the nearest are the nearest."""
    looked_at = queries[:LOOKED_AT]
    return sum(_agree(engine, everybody.truth(query), query) for query in looked_at) / len(
        looked_at
    )


def _agree(engine: Engine, truth: dict[int, float], query: Query) -> bool:
    """Tell whether it found the same; of two equally far away, either may come first."""
    nearest = sorted(truth.values())[:BEST]
    found = [truth.get(who, -1.0) for who in engine.best(query)]
    close = all(abs(a - b) < SAME_KM for a, b in zip(found, nearest, strict=False))
    return len(found) == len(nearest) and close and set(engine.everybody(query)) == set(truth)


def _shortlists(session: Session, city: City, world: World) -> tuple[list[Took], list[int]]:
    """Return how long whole shortlists take, and how many people are on each."""
    openings = [one.id for one in filling.openings(session, city, world, SHORTLISTS + WARM_UP)]
    member = a_member(session, city, "Alex", role=Role.ADMINISTRATOR)
    member_id, city_id, times, fits = member.id, city.id, [], []
    for opening_id in openings:
        session.rollback()
        session.expunge_all()
        own, asker = session.get_one(City, city_id), session.get_one(Member, member_id)
        opening = projects.opening_for(session, asker, opening_id)
        clock = Clock(driver_of_session())
        clock.start()
        fits.append(whole(session, own, opening, now=NOON))
        times.append(clock.stop())
    return times[WARM_UP:], fits[WARM_UP:]


def _figures(queries: list[Query], times: Times, loops: list[float], **measured: Any) -> Figures:
    mine, slowest = p50(times["engine"]), p99(times["engine"])
    everybody = p50(times["everybody"])
    ratios: dict[str, Any] = {}
    for name in times.keys() - {"engine", "everybody"}:
        as_mine = "everybody" if name == "postgis_everybody" else "engine"
        own, other = p50(times[as_mine]), p50(times[name])
        ratios[f"vs_{name}"] = round(other.wall / own.wall, 2)
        ratios[f"vs_{name}_cpu"] = round(other.cpu / own.cpu, 2)
    return Figures(
        p50_ms=round(mine.wall, 3),
        p99_ms=round(slowest.wall, 3),
        p50_cpu_ms=round(mine.cpu, 3),
        p99_cpu_ms=round(slowest.cpu, 3),
        everybody_p50_ms=round(everybody.wall, 3),
        everybody_p99_ms=round(p99(times["everybody"]).wall, 3),
        everybody_p50_cpu_ms=round(everybody.cpu, 3),
        vs_loop=round(median(loops) / mine.wall, 1),
        loop_reckoned=measured["n"] > peers.SAMPLE,
        load=round(os.getloadavg()[0], 1),
        **ratios,
        **measured,
    )
