"""Putting the invented people into a real city, by the hundred thousand.

Only the writing is not the product's: its tables are, and what fills its cells.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.matching.world import SKILLS, TRAVEL, World
from tests.builders import EPOCH, a_member, an_opening
from volunteer.calls.model import Answer, Call, CallState
from volunteer.cities.model import City
from volunteer.core import plans
from volunteer.core.db import db
from volunteer.core.geo import Point, geocentric
from volunteer.people.cells import afresh
from volunteer.people.cells.maps import square
from volunteer.people.cells.model import TOLD, home_cell
from volunteer.people.model import Skill
from volunteer.places.model import Place
from volunteer.projects.model import Opening

ANSWERS = (Answer.ACCEPTED, Answer.DECLINED, Answer.EXPIRED)
ANSWER_SHARES = (0.2, 0.1, 0.7)
ASKED_OVER_DAYS = 180
MOST_ASKED = 8  # openings of the past that one person may have been asked about

Row = tuple[Any, ...]


def fill(session: Session, city: City, world: World, *, now: datetime) -> None:
    """Write the people, what they can do, and how they were asked before: once each, on average."""
    city_id, n = city.id, world.people
    skills = list(session.scalars(sa.select(Skill.id).order_by(Skill.number)))
    calls = [_old_call(session, city, number, now) for number in range(MOST_ASKED)]
    writer = _Writer()
    stopped = [None if one else _moment(now) for one in world.may_be_asked]
    writer.write(
        "contact", "id city_id phone language consented_at stopped_at created_at",
        ((i + 1, city_id, f"+44{i:010}", "en", _moment(EPOCH), stopped[i], _moment(EPOCH))
         for i in range(n)),
    )  # fmt: skip
    first = _homes_begin(session)
    writer.write(
        "place", "id city_id address latitude longitude approximate home looks",
        ((first + i, city_id, "PL1 1AA", *map(float, world.homes[i]), False, True, 0)
         for i in range(n)),
    )  # fmt: skip
    writer.write(
        "volunteer", "id city_id contact_id name state home_id travel reach_km free created_at",
        ((i + 1, city_id, i + 1, "Ada", "active", first + i, TRAVEL[world.travel[i]].value,
          _own_km(world, i), _free(world, i), _moment(EPOCH)) for i in range(n)),
    )  # fmt: skip
    writer.write(
        "volunteer_skill", "city_id volunteer_id skill_id",
        ((city_id, int(who) + 1, skills[what]) for who, what in np.argwhere(world.skilled)),
    )  # fmt: skip
    writer.write(
        "invitation",
        "city_id call_id opening_id volunteer_id wave reasons chance band skilled at_random "
        "propensity answer asked_at",
        _invitations(city_id, world, calls, now),
    )
    homes = sorted(_cells(city_id, world))
    told = " ".join(TOLD)
    writer.write("home_cell", f"city_id cell volunteer_id {told}", homes)
    writer.write(
        "skill_cell", f"city_id skill_id cell volunteer_id {told}",
        ((city_id, skills[what], *home[1:]) for what in range(SKILLS) for home in homes
         if world.skilled[home[2] - 1, what]),
    )  # fmt: skip
    writer.close()
    ensure_true(session, city_id)
    settle()


def ensure_true(session: Session, city_id: int) -> None:
    """Fail where what was written into the cells is not what the product would: of some people."""
    ids = range(1, 500)
    homes = afresh.homes(session.connection(), city_id, ids)
    written = sa.select(home_cell).where(home_cell.c.volunteer_id.in_(ids))
    kept = [dict(row) for row in session.execute(written).mappings()]
    key = itemgetter("volunteer_id")
    assert sorted(kept, key=key) == sorted(homes, key=key), "the cells are not the product's"
    session.rollback()


def _cells(city_id: int, world: World) -> Iterator[Row]:
    for who in np.flatnonzero(world.may_be_asked):
        home, own = Point(*map(float, world.homes[who])), _own_km(world, int(who))
        cell = square(home, TRAVEL[world.travel[who]], own)
        number, free = int(who) + 1, _free(world, int(who))
        yield city_id, cell, number, *geocentric(home), own, free, number, False, None


def settle() -> None:
    """Let the database tidy up, as it does by itself in time."""
    plans.refresh()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM (ANALYZE)")


def openings(session: Session, city: City, world: World, count: int) -> list[Opening]:
    """Return openings that look for what the world's queries look for; a third of them helps."""
    skills = list(session.scalars(sa.select(Skill).order_by(Skill.number)))
    member = a_member(session, city)
    made = []
    for number, query in enumerate(world.queries(count, seed=2)):
        required = tuple(skills[skill].slug for skill in query.skills)
        helping = (skills[11].slug,) if number % 3 == 0 and 11 not in query.skills else ()
        opening = an_opening(
            session, city, f"Opening {number}", places=4, required=required, helping=helping,
            posted_by=member,
        )  # fmt: skip
        place: Place = opening.role.project.place
        place.latitude, place.longitude = query.place.latitude, query.place.longitude
        made.append(opening)
    session.commit()
    return made


def _old_call(session: Session, city: City, number: int, now: datetime) -> tuple[int, int]:
    starts = now - timedelta(days=ASKED_OVER_DAYS)
    opening = an_opening(session, city, f"Of old {number}", starts=starts)
    call = Call(
        city_id=city.id,
        opening_id=opening.id,
        state=CallState.OVER,
        started_by_id=opening.role.project.posted_by_id,
        started_at=starts,
        deadline=now,
        ended_at=now,
    )
    session.add(call)
    session.commit()
    return call.id, opening.id


def _invitations(
    city_id: int, world: World, calls: list[tuple[int, int]], now: datetime
) -> Iterator[Row]:
    draw = np.random.default_rng(world.seed + 1)
    times = np.minimum(draw.geometric(0.5, world.people) - 1, MOST_ASKED)
    answers = draw.choice(len(ANSWERS), times.sum(), p=ANSWER_SHARES)
    days = draw.uniform(1, ASKED_OVER_DAYS, times.sum())
    bands, skilled = draw.integers(0, 5, times.sum()), draw.integers(0, 3, times.sum())
    at = 0
    for who in np.flatnonzero(times):
        for call_id, opening_id in calls[: times[who]]:
            asked = _moment(now - timedelta(days=float(days[at])))
            yield (
                city_id, call_id, opening_id, int(who) + 1, 1, "{}", 0.1, int(bands[at]),
                int(skilled[at]), False, 1.0, ANSWERS[answers[at]].value, asked,
            )  # fmt: skip
            at += 1


def _own_km(world: World, who: int) -> float | None:
    own = float(world.own_km[who])
    return None if np.isnan(own) else own


def _free(world: World, who: int) -> int | None:
    free = int(world.free[who])
    return None if free < 0 else free


def _homes_begin(session: Session) -> int:
    return session.scalars(sa.select(sa.func.coalesce(sa.func.max(Place.id), 0))).one() + 1


def _moment(at: datetime) -> str:
    """Return a moment as SQLite keeps it; PostgreSQL, whose zone is UTC here, reads it too."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


class _Writer:
    """Writes many rows by the shortest way of each database."""

    def __init__(self) -> None:
        db.session.rollback()
        self._raw = db.engine.raw_connection()
        self._driver = self._raw.driver_connection

    def write(self, table: str, columns: str, rows: Iterable[Row]) -> None:
        """Write rows into a table."""
        names = columns.split()
        if isinstance(self._driver, sqlite3.Connection):
            marks = ", ".join("?" * len(names))
            self._driver.execute("pragma synchronous = off")
            self._driver.execute("begin immediate")
            self._driver.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                rows,
            )
        else:
            cursor: Any = self._raw.cursor()
            cursor.execute("SET session_replication_role = replica")  # the keys are known to fit
            with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            if names[0] == "id":
                last = f"(SELECT max(id) FROM {table})"
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
        self._raw.commit()

    def close(self) -> None:
        """Give the connection back, as careful as it was."""
        if isinstance(self._driver, sqlite3.Connection):
            self._driver.execute("pragma synchronous = full")
        else:
            self._raw.cursor().execute("RESET session_replication_role")
        self._raw.commit()
        self._raw.close()
