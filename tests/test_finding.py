"""Whom the house may ask: found by squares of the map, the same as by looking at everybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session

from tests.neighbours import Person, Role, Town, people, roles
from volunteer.calls import candidates, shortlist
from volunteer.calls.matching import Match, rank
from volunteer.cities.model import City


@given(people, roles)
@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_found_and_ranked_is_who_is_when_everybody_is_looked_at(
    session: Session, city: City, now: datetime, crowd: list[Person], role: Role
) -> None:
    town = Town(session, city, now)
    opening = town.ask_for(role)
    for one in crowd:
        town.put_down(one)
    session.commit()

    found = candidates.of(session, city, opening, now=now)
    ranked = shortlist.ranking(session, city, opening, now=now)

    everybody = town.everybody()
    need, table = shortlist.need_of(city, opening), candidates.chances(session, city)
    assert _plain(ranked) == _plain(rank(need, everybody, table))
    assert {one.id for one in found} <= {one.id for one in everybody}
    assert [one.id for one in found] == sorted(one.id for one in found)


def _plain(ranked: Iterable[Match]) -> list[Any]:
    """Return it for comparison: sums may differ in their last figure."""
    return [
        (m.volunteer_id, m.skills, m.known_free, m.band, m.skilled, m.approximate,
         m.hours_since_asked, pytest.approx(m.distance_km, abs=1e-9),
         pytest.approx(m.score), pytest.approx(m.asked_recently))
        for m in ranked
    ]  # fmt: skip
