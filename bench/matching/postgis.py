"""PostGIS's ways to find people, on its own PostgreSQL where the product's database is SQLite.

*Usual* is ST_DWithin by an index on the home, with an index on the skills. *At its best* has an
index of skill and home together, takes fifty out of it, nearest first, and stops. *Everybody* has
that index too, and finds all who fit, as the product's engine does.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import psycopg
from sqlalchemy.engine import Connection

from bench.matching.engine import BEST
from bench.matching.peers import Way, with_skills
from bench.matching.world import Query
from tests import databases

INSTALL = "PostGIS is not here, so it is left out; on Debian: apt-get install postgresql-postgis"
HERE = "ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography"
COPIED = {
    "peer_box": "(id integer, latitude float8, longitude float8, reach_km float8)",
    "peer_skill": "(id integer, skill integer)",
}


@contextmanager
def ways(connection: Connection) -> Iterator[tuple[dict[str, Way], Any]]:
    """Give its ways, on the tables of the box, and the connection that they are asked on."""
    raw: Any = connection.connection.driver_connection
    is_here = isinstance(raw, psycopg.Connection)
    with nullcontext(raw) if is_here else _server_with_copies(raw) as driver:
        if not _has_postgis(driver):
            print(INSTALL, file=sys.stderr)
            yield {}, driver
            return
        _write(driver)
        found = {"postgis": _usual, "postgis_best": _nearest, "postgis_everybody": _everybody}
        yield {name: _way(driver, how) for name, how in found.items()}, driver


@contextmanager
def _server_with_copies(file: Any) -> Iterator[psycopg.Connection[Any]]:
    """Give a PostgreSQL with the box's tables as they are in the file."""
    with databases.cluster() as server:
        databases.create(server, "peers")
        address = databases.address(server, "peers").replace("+psycopg", "")
        with psycopg.connect(address) as driver, driver.cursor() as cursor:
            for table, columns in COPIED.items():
                cursor.execute(f"CREATE TABLE {table} {columns}")
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    for row in file.execute(f"SELECT * FROM {table}"):
                        copy.write_row(row)
            cursor.execute("CREATE INDEX ix_peer_skill ON peer_skill (id, skill)")
            driver.commit()
            yield driver


def _has_postgis(driver: psycopg.Connection[Any]) -> bool:
    sql = "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"
    return driver.execute(sql).fetchone() is not None


def _write(driver: psycopg.Connection[Any]) -> None:
    """Give it the tables and indexes of all its ways."""
    driver.execute("SET jit = off")  # as the product has it
    for statement in _tables():
        driver.execute(statement)
    driver.commit()
    driver.autocommit = True
    driver.execute("VACUUM (ANALYZE)")


def _tables() -> Iterator[str]:
    point = "ST_SetSRID(ST_MakePoint(b.longitude, b.latitude), 4326)::geography"
    yield "CREATE EXTENSION postgis"
    yield "CREATE EXTENSION btree_gist"
    yield (
        f"CREATE TABLE peer_home AS SELECT b.id, {point} AS home, b.reach_km * 1000 AS reach_m "
        "FROM peer_box b"
    )
    yield "ALTER TABLE peer_home ADD PRIMARY KEY (id)"
    yield "CREATE INDEX ON peer_home USING gist (home)"
    yield (
        "CREATE TABLE peer_posting AS SELECT s.skill, h.id, h.home, h.reach_m "
        "FROM peer_skill s JOIN peer_home h USING (id)"
    )
    yield "CREATE INDEX ON peer_posting USING gist (skill, home)"
    yield "CREATE UNIQUE INDEX ON peer_posting (id, skill)"


def _way(driver: psycopg.Connection[Any], how: Any) -> Way:
    def found(query: Query) -> list[int]:
        sql = how(query)
        here, metres = (query.place.longitude, query.place.latitude), query.most_km * 1000
        given = (*here, metres, *here * (sql.count(HERE) - 1))
        return [row[0] for row in driver.execute(sql, given)]

    return found


def _usual(query: Query) -> str:
    return (
        f"SELECT h.id FROM (SELECT {HERE} AS here) p, peer_home h "
        "WHERE ST_DWithin(h.home, p.here, %s) AND ST_DWithin(h.home, p.here, h.reach_m)"
        f"{with_skills('h.id', query)} ORDER BY ST_Distance(h.home, p.here) LIMIT {BEST}"
    )


def _nearest(query: Query) -> str:
    return f"{_by_skill_and_home(query)} ORDER BY h.home <-> {HERE} LIMIT {BEST}"


def _everybody(query: Query) -> str:
    return f"{_by_skill_and_home(query)} ORDER BY ST_Distance(h.home, {HERE})"


def _by_skill_and_home(query: Query) -> str:
    """Return how all are found who fit, by the index of both if a skill is asked for."""
    table, conditions = "peer_home", ""
    if query.skills:
        table, conditions = "peer_posting", f" AND h.skill = {query.skills[0]}"
    for skill in query.skills[1:]:
        conditions += (
            f" AND EXISTS (SELECT 1 FROM peer_posting o WHERE o.id = h.id AND o.skill = {skill})"
        )
    near = f"ST_DWithin(h.home, {HERE}, %s) AND ST_DWithin(h.home, {HERE}, h.reach_m)"
    return f"SELECT h.id FROM {table} h WHERE {near}{conditions}"
