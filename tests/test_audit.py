"""The audit log: what goes in, in which order, and that nothing in it is ever changed."""

import json
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city
from tests.logbook import CORA, WHEN, head, rows, told, write, write_many
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import AuditHead, AuditRow, By, Deed
from volunteer.core.audit.chain import START, hash_of
from volunteer.core.db import db, transaction


def test_a_row_says_who_did_what_to_which_thing_and_when(session: Session, city: City) -> None:
    write(city, opening_id=12, again=True, course="stopped")

    [row] = rows(session, city)
    assert (row.number, row.at, row.by_kind, row.by_id) == (1, WHEN, "member", 7)
    assert (row.deed, row.about_kind, row.about_id) == ("call started", "call", 3)
    assert row.named == {"again": True, "course": "stopped", "opening_id": 12}


def test_the_hash_of_a_row_is_made_as_it_is_documented(session: Session, city: City) -> None:
    write(city, opening_id=12)

    [row] = rows(session, city)
    form = (
        f'[1,{city.id},1,"2030-05-04T11:00:00.000000+00:00","member",7,"call started","call",3,'
        f'"{{\\"opening_id\\":12}}","{START}"]'
    )
    assert json.loads(form)[9] == row.ids
    assert row.hash == sha256(form.encode()).hexdigest()


def test_each_row_follows_the_one_before_it(session: Session, city: City) -> None:
    write_many(city, 3)

    first, second, third = rows(session, city)
    assert [row.number for row in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == (START, first.hash, second.hash)
    assert [row.hash for row in (first, second, third)] == [
        hash_of(row) for row in (first, second, third)
    ]
    assert head(session, city) == f"3:{third.hash}"


def test_each_city_has_a_chain_of_its_own(session: Session, city: City) -> None:
    barnsley = a_city(session, "Barnsley")
    write(city)

    write(barnsley, by=By.OPERATOR)
    write(city, Deed.CALL_STOPPED)

    assert told(session, city) == [("member 7", "call started"), ("member 7", "call stopped")]
    assert told(session, barnsley) == [("operator", "call started")]
    assert rows(session, barnsley)[0].previous == START


def test_what_was_not_done_is_not_in_the_log(session: Session, city: City) -> None:
    write(city)
    kept = head(session, city)

    def stop_and_break() -> None:
        with transaction() as mine:
            audit.record(mine, city.id, Deed.CALL_STOPPED, by=CORA, now=WHEN)
            raise LookupError

    with pytest.raises(LookupError):
        stop_and_break()

    assert told(session, city) == [("member 7", "call started")]
    assert head(session, city) == kept


def test_the_same_deed_of_the_same_member_is_written_once_if_so_wanted(
    session: Session, city: City
) -> None:
    def show(member_id: int, text_id: int) -> bool:
        with transaction() as mine:
            return audit.record_once(
                mine,
                city.id,
                Deed.NUMBER_SHOWN,
                by=By.member(member_id),
                about=("text", text_id),
                now=WHEN,
            )

    assert [show(7, 1), show(7, 1), show(8, 1), show(7, 2)] == [True, False, True, True]
    assert len(rows(session, city)) == 3


@pytest.mark.parametrize(
    "value",
    [
        "Ada",
        "07700 900123",
        "4477009001230",
        "call 07700900123",
        447700900123,
        7700900123,
        "ada@example.org",
        "is there parking?",
        "pl4 7aa",
        "home at pl47aa",
        "a" * 41,
        "",
        2.5,
        None,
        ["a"],
        b"a",
    ],
)
def test_nothing_about_a_person_can_get_in(session: Session, city: City, value: Any) -> None:
    with pytest.raises(ValueError, match="neither a whole number nor a short word"):
        write(city, what=value)

    assert rows(session, city) == []


def test_the_names_of_ids_and_what_a_deed_is_about_are_words_of_ours_too(
    session: Session, city: City
) -> None:
    ids: dict[str, Any] = {"Ada Lovelace": 1}
    with pytest.raises(ValueError, match="no name of ours"):
        write(city, **ids)
    with pytest.raises(ValueError, match="a word of ours and an id"), transaction() as mine:
        audit.record(mine, city.id, Deed.CALL_STARTED, by=CORA, about=("Ada", 1), now=WHEN)

    assert rows(session, city) == []


def test_every_deed_fits_its_column() -> None:
    longest = max(len(deed.value) for deed in Deed)

    column = AuditRow.__table__.c.deed.type
    assert isinstance(column, sa.String)
    assert column.length is not None
    assert longest <= column.length


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET by_id = 8 WHERE number = 2",
        "UPDATE audit SET deed = deed",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_row(
    session: Session, city: City, statement: str
) -> None:
    write_many(city, 3)
    before = [row.hash for row in rows(session, city)]

    with pytest.raises(sa.exc.IntegrityError, match="only ever added"):
        session.execute(sa.text(statement))
    session.rollback()

    assert [row.hash for row in rows(session, city)] == before


def test_the_database_refuses_the_side_door_that_each_kind_has(
    session: Session, city: City
) -> None:
    write_many(city, 3)
    sqlite = session.get_bind().dialect.name == "sqlite"
    replacing = "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 2"

    with pytest.raises(sa.exc.IntegrityError, match="only ever added"):
        session.execute(sa.text(replacing if sqlite else "TRUNCATE audit"))
    session.rollback()

    assert len(rows(session, city)) == 3


def append_naively(app: Flask, city_id: int, how_many: int) -> list[str]:
    """Run the control: read where the chain ends, then add a row. Return what went wrong."""
    wrong: list[str] = []

    def write_after(end: tuple[int, str]) -> None:
        number, last = end
        row = AuditRow(
            city_id=city_id,
            number=number + 1,
            at=WHEN,
            by_kind="member",
            deed="call started",
            ids="{}",
            previous=last,
        )
        row.hash = hash_of(row)
        try:
            with transaction() as mine:
                mine.add(row)
        except sa.exc.IntegrityError:
            wrong.append("the number was taken")

    read_then_write(app, how_many, lambda: end_of(city_id), write_after)
    return wrong


def end_of(city_id: int) -> tuple[int, str]:
    found = db.session.execute(
        sa.select(AuditRow.number, AuditRow.hash)
        .where(AuditRow.city_id == city_id)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).first()
    db.session.rollback()
    return (found.number, found.hash) if found else (0, START)


def test_without_the_lock_rows_that_are_written_at_once_fork_the_chain(
    app: Flask, session: Session, city: City
) -> None:
    city_id = city.id
    session.rollback()

    wrong = append_naively(app, city_id, 8)

    # Seven of eight would have been a second row 1: only the unique number stopped them.
    assert wrong == ["the number was taken"] * 7


def test_many_who_write_at_once_make_one_chain_without_a_gap(
    app: Flask, session: Session, city: City
) -> None:
    city_id = city.id
    session.rollback()

    def job(number: int) -> None:
        with transaction() as mine:
            at = WHEN + timedelta(seconds=number)
            audit.record(mine, city_id, Deed.CALL_STARTED, by=By.member(number), now=at)

    jobs = [partial(in_the_end, partial(job, number)) for number in range(60)]
    assert at_once(app, jobs) == [None] * 60

    session.rollback()
    written = rows(session, city)
    assert [row.number for row in written] == list(range(1, 61))
    assert {row.by_id for row in written} == set(range(60))
    assert [row.previous for row in written] == [START, *(row.hash for row in written[:-1])]
    assert head(session, city) == f"60:{written[-1].hash}"


def test_of_two_first_rows_at_once_there_is_one_head(
    app: Flask, session: Session, city: City
) -> None:
    cities = [city.id, a_city(session, "Barnsley").id]
    session.rollback()

    def job(city_id: int) -> None:
        with transaction() as mine:
            audit.record(mine, city_id, Deed.CALL_STARTED, by=CORA, now=WHEN)

    jobs = [partial(in_the_end, partial(job, cities[number % 2])) for number in range(12)]
    assert at_once(app, jobs) == [None] * 12

    session.rollback()
    assert sorted(session.scalars(sa.select(AuditHead.number))) == [6, 6]
