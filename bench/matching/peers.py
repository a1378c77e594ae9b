"""The other ways to find the best fifty, each as one would write it.

All look for the same: people with the skills, whose own reach and the opening's hold the place.
"""

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from time import perf_counter
from typing import Any

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from bench.matching.engine import BEST
from bench.matching.world import KM_A_DEGREE, TRAVEL, Query, World
from volunteer.cities.rules import Rules
from volunteer.core.geo import Point, geocentric
from volunteer.people.reach import reach_km

SAMPLE = 5000  # people the loop goes through where there are more; its time is reckoned from it
MARGIN_KM = 0.5

Way = Callable[[Query], list[int]]


class Everybody:
    """The people in memory, for those who need no database and for the truth."""

    def __init__(self, world: World, rules: Rules) -> None:
        self.rules = rules
        usual = np.array([reach_km(rules, travel) for travel in TRAVEL])[world.travel]
        self.reach_km = np.where(np.isnan(world.own_km), usual, world.own_km)
        self.homes, self.skilled, self.able = world.homes, world.skilled, world.may_be_asked
        self._spots = _geocentric(world.homes)

    def loop_ms(self, query: Query) -> float:
        """Return how long geopy's geodesic takes from one to the next, of some if they are many."""
        number = min(SAMPLE, len(self.homes))
        place = (query.place.latitude, query.place.longitude)
        people = list(zip(self.homes[:number].tolist(), self.reach_km[:number], strict=True))
        begun, found = perf_counter(), []
        for who, (home, reach) in enumerate(people):
            if self.able[who] and self.skilled[who, list(query.skills)].all():
                km = geodesic(place, home).km
                if km <= min(reach, query.most_km):
                    found.append((km, who))
        sorted(found)[:BEST]
        return (perf_counter() - begun) * 1000 * len(self.homes) / number

    def truth(self, query: Query) -> dict[int, float]:
        """Return everybody who fits by the WGS-84 geodesic, with how far they live."""
        straight = np.sqrt(((self._spots - geocentric(query.place)) ** 2).sum(axis=1)) / 1000
        reach = np.minimum(self.reach_km, query.most_km)
        able = self.able & self.skilled[:, list(query.skills)].all(axis=1)
        place = (query.place.latitude, query.place.longitude)
        close = np.flatnonzero(able & (straight <= reach + MARGIN_KM))
        exact = {int(i) + 1: geodesic(place, tuple(self.homes[i])).km for i in close}
        return {who: km for who, km in exact.items() if km <= reach[who - 1]}


def _geocentric(homes: NDArray[Any]) -> NDArray[np.float64]:
    return np.array([geocentric(Point(*home)) for home in homes.tolist()])


def write_box(connection: Connection, rules: Rules) -> None:
    """Make a table of homes with an index by latitude and longitude, as one does without more.

    Only those stand in it who may be asked; ``peer_skill`` says what they can do.
    """
    cases = " ".join(f"WHEN '{way.value}' THEN {reach_km(rules, way)}" for way in TRAVEL)
    homes = (
        "SELECT v.id, p.latitude, p.longitude, "
        f"coalesce(v.reach_km, CASE v.travel {cases} END) AS reach_km FROM home_cell c "
        "JOIN volunteer v ON v.id = c.volunteer_id JOIN place p ON p.id = v.home_id"
    )
    skills = (
        "SELECT c.volunteer_id AS id, s.number - 1 AS skill "
        "FROM skill_cell c JOIN skill s ON s.id = c.skill_id"
    )
    for statement in (
        f"CREATE TABLE peer_box AS {homes}",
        f"CREATE TABLE peer_skill AS {skills}",
        "CREATE INDEX ix_peer_box ON peer_box (latitude, longitude)",
        "CREATE INDEX ix_peer_skill ON peer_skill (id, skill)",
        "ANALYZE",
    ):
        connection.exec_driver_sql(statement)
    connection.commit()


def box(driver: Any, mark: str) -> Way:
    """Return how one asks for a box of latitudes and longitudes, and measures what is in it."""

    def best(query: Query) -> list[int]:
        high = query.most_km / KM_A_DEGREE * 1.01
        wide = high / cos(radians(query.place.latitude))
        at = query.place
        sql = (
            "SELECT id, latitude, longitude, reach_km FROM peer_box "
            f"WHERE latitude BETWEEN {mark} AND {mark} AND longitude BETWEEN {mark} AND {mark}"
            + with_skills("peer_box.id", query)
        )
        edges = (at.latitude - high, at.latitude + high, at.longitude - wide, at.longitude + wide)
        found = []
        for who, latitude, longitude, reach in driver.execute(sql, edges):
            km = _haversine_km(at, latitude, longitude)
            if km <= min(reach, query.most_km):
                found.append((km, who))
        return [who for _, who in sorted(found)[:BEST]]

    return best


def with_skills(column: str, query: Query) -> str:
    """Return the conditions that whoever has this id has the skills, by ``peer_skill``."""
    return "".join(
        f" AND EXISTS (SELECT 1 FROM peer_skill s WHERE s.id = {column} AND s.skill = {skill})"
        for skill in query.skills
    )


def _haversine_km(at: Point, latitude: float, longitude: float) -> float:
    north, east = radians(latitude - at.latitude) / 2, radians(longitude - at.longitude) / 2
    across = cos(radians(at.latitude)) * cos(radians(latitude)) * sin(east) ** 2
    return 2 * 6371.0088 * asin(sqrt(sin(north) ** 2 + across))
