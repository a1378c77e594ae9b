"""The guard of the walls: it finds a query that does not say its city, and no other."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from tests.builders import a_city, a_volunteer
from tests.walls import watch
from tests.walls.exceptions import EXCEPTIONS
from volunteer.calls.model import Invitation, Placement
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.heartbeat import Heartbeat
from volunteer.messages.model import Contact, Message, Question, Sender
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, Project, ProjectSession

DIALECTS: dict[str, sa.Dialect] = {
    "sqlite": sqlite.dialect(),
    "postgresql": postgresql.psycopg.dialect(),  # type: ignore[no-untyped-call] # it has no types
}
Statement = sa.sql.ClauseElement
SAYS = Contact.city_id == 1


def a_placed(*which: sa.ColumnElement[bool]) -> sa.Exists:
    return sa.exists().where(Placement.volunteer_id == Volunteer.id, *which)


other = aliased(Contact)
union = sa.union_all(
    sa.select(Message.contact_id).where(Message.city_id == 1), sa.select(Question.contact_id)
).subquery()


def for_each(*which: sa.ColumnElement[bool]) -> sa.Select[int]:
    """Look for the questions of each contact by itself."""
    theirs = sa.select(Question.id).where(Question.contact_id == Contact.id, *which).lateral()
    return sa.select(theirs.c.id).select_from(Contact).join(theirs, sa.true())


LOOSE: dict[str, tuple[Statement, list[str]]] = {
    "a select": (sa.select(Contact), ["contact"]),
    "by id": (sa.select(Contact).where(Contact.id == 1), ["contact"]),
    "an update": (sa.update(Contact).where(Contact.id == 1).values(phone="x"), ["contact"]),
    "a delete": (sa.delete(Contact).where(Contact.id == 1), ["contact"]),
    "an insert": (sa.insert(Contact).values(phone="x"), ["contact"]),
    "a city beside an or": (sa.select(Contact).where(sa.or_(SAYS, Contact.id == 1)), ["contact"]),
    "any but a city": (sa.select(Contact).where(~SAYS), ["contact"]),
    "another city": (sa.select(Contact).where(Contact.city_id != 1), ["contact"]),
    "a join on no key": (
        sa.select(Contact).join(Volunteer, Volunteer.name == Contact.phone).where(SAYS),
        ["volunteer"],
    ),
    "a join on a number that is no key": (
        sa.select(Question).join(Invitation, Invitation.id == Question.subject_id).where(
            Question.city_id == 1
        ),
        ["invitation"],
    ),
    "the side of an outer join that stays": (
        sa.select(Contact).outerjoin(
            Volunteer, sa.and_(Volunteer.contact_id == Contact.id, Volunteer.city_id == 1)
        ),
        ["contact"],
    ),
    "a subquery": (
        sa.select(Contact).where(SAYS, Contact.id.in_(sa.select(Volunteer.contact_id))),
        ["volunteer"],
    ),
    "a number among the columns": (
        sa.select(sa.select(sa.func.count()).select_from(Volunteer).scalar_subquery()),
        ["volunteer"],
    ),
    "not one of all": (sa.select(Volunteer).where(~a_placed()), ["volunteer", "placement"]),
    "not one of a city's": (
        sa.select(Volunteer).where(~a_placed(Placement.city_id == 1)),
        ["volunteer"],
    ),
    "all cities": (sa.select(Contact).join(City, City.id == Contact.city_id), ["contact"]),
    "half of a union": (
        sa.select(Contact).join(union, union.c.contact_id == Contact.id),
        ["contact", "question"],
    ),
    "a subquery for each row": (for_each(SAYS), ["contact", "question"]),
    "itself under another name": (
        sa.select(Contact).join(other, other.phone == Contact.phone).where(SAYS),
        ["contact"],
    ),
}  # fmt: skip

TIED: dict[str, Statement] = {
    "a select": sa.select(Contact).where(SAYS),
    "one of several cities": sa.select(Contact).where(Contact.city_id.in_([1, 2])),
    "none of the cities": sa.select(Contact).where(Contact.city_id.in_([])),
    "an update": sa.update(Contact).where(SAYS, Contact.id == 1).values(phone="x"),
    "a delete": sa.delete(Contact).where(SAYS),
    "an insert": sa.insert(Contact).values(city_id=1, phone="x"),
    "a join by a key, and one more": sa.select(Opening)
    .join(ProjectSession, ProjectSession.id == Opening.session_id)
    .join(Project, Project.id == ProjectSession.project_id)
    .where(Project.city_id == 1),
    "two rows that belong to one": sa.select(Placement)
    .join(Invitation, Invitation.opening_id == Placement.opening_id)
    .where(Placement.city_id == 1),
    "the same city": sa.select(Question)
    .join(Invitation, Invitation.city_id == Question.city_id)
    .where(Question.city_id == 1),
    "the city's own row": sa.select(Contact)
    .join(City, City.id == Contact.city_id)
    .where(City.slug == "plymouth"),
    "an outer join": sa.select(Contact)
    .outerjoin(Volunteer, Volunteer.contact_id == Contact.id)
    .where(SAYS),
    "none that is placed": sa.select(Volunteer).where(Volunteer.city_id == 1, ~a_placed()),
    "one that is placed in a city": sa.select(Volunteer).where(a_placed(Placement.city_id == 1)),
    "a subquery": sa.select(Contact).where(
        Contact.id.in_(sa.select(Volunteer.contact_id).where(Volunteer.city_id == 1))
    ),
    "a subquery for each row": for_each(Question.city_id == 1).where(SAYS),
    "a claim": sa.update(Message).where(
        Message.id.in_(sa.select(sa.select(Message.id).where(Message.city_id == 1).cte("due").c.id))
    ).values(attempts=1),
    "a table whose key is the city": sa.select(Sender).where(Sender.city_id == 1),
    "a table of no city": sa.select(Heartbeat),
}  # fmt: skip


def found(statement: Statement, dialect: str) -> list[str]:
    compiled = statement.compile(
        dialect=DIALECTS[dialect], compile_kwargs={"render_postcompile": True}
    )
    return watch.untied(str(compiled), dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", LOOSE)
def test_what_does_not_say_its_city_is_found(name: str, dialect: str) -> None:
    statement, tables = LOOSE[name]

    assert found(statement, dialect) == tables


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", TIED)
def test_what_says_its_city_is_not(name: str, dialect: str) -> None:
    assert found(TIED[name], dialect) == []


def in_the_house(source: str) -> Callable[..., Any]:
    """Return a function as if it stood in a file of the house."""
    names: dict[str, Any] = {"sa": sa, "Volunteer": Volunteer, "Contact": Contact}
    exec(compile(source, f"{watch.HOUSE}people/planted.py", "exec"), names)  # noqa: S102 - ours
    made: Callable[..., Any] = names["planted"]
    return made


@pytest.fixture
def caught() -> Iterator[list[str]]:
    """Give a list that ``take`` fills; what was found on purpose fails no test."""
    yield []
    watch.take()


@pytest.fixture
def ada_id(session: Session, city: City) -> int:
    """Give the id of somebody whom no session knows yet."""
    ada = a_volunteer(session, city, "Ada")
    ada_id = ada.id
    session.expunge(ada)
    return ada_id


@pytest.mark.usefixtures("caught")
def test_a_get_by_id_is_found_with_its_function_and_its_words(
    session: Session, ada_id: int
) -> None:
    planted = in_the_house("def planted(s, i): return s.get(Volunteer, i)")

    planted(session, ada_id)

    [told] = watch.take()
    assert told.startswith("people.planted.planted does not say which city of volunteer:\n  SELECT")


@pytest.mark.usefixtures("caught")
def test_a_bulk_change_is_found(session: Session, ada_id: int) -> None:
    planted = in_the_house(
        "def planted(s, i):\n"
        "    s.execute(sa.update(Volunteer).where(Volunteer.id == i).values(name='x'))\n"
    )

    planted(session, ada_id)

    assert len(watch.take()) == 1


def test_what_follows_from_an_object_of_the_city_is_let_be(
    session: Session, city: City, ada_id: int
) -> None:
    planted = in_the_house(
        "def planted(s, ada):\n"
        "    ada.contact.phone, ada.name = '+447700900001', 'Bob'\n"
        "    s.flush()\n"
        "    s.refresh(ada)\n"
        "    s.commit()\n"
        "    return [skill.name for skill in ada.skills], ada.name\n"
    )
    ada = walls.fetch(session, Volunteer, city.id, ada_id)

    assert planted(session, ada) == ([], "Bob")

    assert watch.take() == []


def test_a_test_may_look_at_everything(session: Session, ada_id: int) -> None:
    assert session.get_one(Volunteer, ada_id).name == "Ada"

    assert watch.take() == []


def test_a_citys_row_is_not_found_by_another_city(
    session: Session, city: City, ada_id: int
) -> None:
    barnsley = a_city(session, "Barnsley")

    assert walls.find(session, Volunteer, city.id, ada_id) is not None
    assert walls.find(session, Volunteer, barnsley.id, ada_id) is None


@pytest.mark.parametrize(
    ("which", "is_over"),
    [(["-n0"], True), (["-n2"], True), (["-n0", "test_nothing.py"], False)],
)
def test_an_exception_that_the_whole_suite_does_not_need_fails_it(
    tmp_path: Path, which: list[str], *, is_over: bool
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = .\n")
    (tmp_path / "test_nothing.py").write_text("def test_nothing():\n    pass\n")

    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.walls.plugin", *which],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(watch.ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "1 passed" in run.stdout
    assert run.returncode == is_over
    for name in EXCEPTIONS:
        assert (f"nobody needs the exception {name}" in run.stdout) is is_over


def test_every_exception_names_a_function_that_is_there() -> None:
    for name in EXCEPTIONS:
        module, _, function = name.rpartition(".")
        file = watch.ROOT / "volunteer" / f"{module.replace('.', '/')}.py"

        assert f"def {function}(" in file.read_text(), name
