"""The table of chances of a city that has asked many, and what SQLite knows of its tables."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import GUILDHALL, a_city, a_volunteer, an_opening
from volunteer.calls import candidates, learning
from volunteer.calls.chances import Counts
from volunteer.calls.model import Answer, Learnt
from volunteer.cities.model import City
from volunteer.core import plans
from volunteer.people.cells import finding
from volunteer.people.cells.finding import Search
from volunteer.people.model import Volunteer


def counts(session: Session, city: City) -> dict[tuple[int, int], Counts]:
    """Return what the table of chances was made of."""
    session.rollback()
    return dict(candidates.chances(session, city).counts)


def test_a_city_that_asked_few_learns_from_every_answer_at_once(
    session: Session, city: City, now: datetime
) -> None:
    [asked] = invite(session, an_opening(session, city), a_volunteer(session, city), now=now)
    cell = (asked.band, asked.skilled)
    assert learning.learn(now=now) == 0
    assert counts(session, city) == {cell: Counts(1, 0)}

    asked.answer = Answer.ACCEPTED
    session.commit()

    assert counts(session, city) == {cell: Counts(1, 1)}


def test_one_that_asked_many_reads_what_a_worker_added_up_last(
    session: Session, city: City, now: datetime
) -> None:
    other = a_city(session, "Barnsley")
    [asked] = invite(session, an_opening(session, city), a_volunteer(session, city), now=now)
    cell = (asked.band, asked.skilled)
    assert learning.learn(now=now, many=1) == 1

    asked.answer = Answer.ACCEPTED
    session.commit()
    assert counts(session, city) == {cell: Counts(1, 0)}
    assert counts(session, other) == {}

    assert learning.learn(now=now, many=1) == 1
    assert counts(session, city) == {cell: Counts(1, 1)}
    assert session.scalars(sa.select(Learnt.city_id)).all() == [city.id]


def plan(session: Session, statement: sa.Select[int], **given: object) -> str:
    """Return how SQLite looks something up."""
    compiled = statement.compile(session.get_bind(), compile_kwargs={"render_postcompile": True})
    values = compiled.construct_params(given)
    asked = [values[name] for name in compiled.positiontup or ()]
    connection = session.connection().connection.driver_connection
    assert connection is not None
    return " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled}", asked))


@pytest.fixture
def only_sqlite(session: Session) -> None:
    """Leave PostgreSQL out: it counts by itself, and plans by what there is."""
    if session.get_bind().dialect.name != "sqlite":
        assert plans.refresh() == 0
        pytest.skip("PostgreSQL counts by itself")


@pytest.mark.usefixtures("only_sqlite")
def test_sqlite_reads_a_city_for_a_few_ids_until_it_has_counted(
    session: Session, city: City
) -> None:
    ada = a_volunteer(session, city)
    copied = ("city_id", "contact_id", "name", "state", "travel", "created_at")
    row = {name: getattr(ada, name) for name in copied}
    session.execute(sa.insert(Volunteer), [row] * 500)
    session.commit()
    few = sa.select(Volunteer.id).where(
        Volunteer.city_id == city.id, Volunteer.id.in_(list(range(1, 21)))
    )
    assert "(city_id=?)" in plan(session, few)

    plans.refresh()

    assert "INTEGER PRIMARY KEY (rowid=?)" in plan(session, few)


@pytest.mark.usefixtures("only_sqlite")
@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize(
    ("required", "key"), [((), "city_id=? AND"), ((7,), "city_id=? AND skill_id=? AND")]
)
def test_people_are_looked_up_span_by_span(
    session: Session, city: City, *, counted: bool, required: tuple[int, ...], key: str
) -> None:
    for number in range(20):
        a_volunteer(session, city, f"V{number}", skills=("driving",))
    if counted:
        plans.refresh()
    search = Search(city.id, city.rules, GUILDHALL, required)
    found = finding.statement(search.shape("sqlite"))

    assert f"({key} cell>? AND cell<?)" in plan(session, found.select, **search.arguments("sqlite"))
