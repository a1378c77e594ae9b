"""Checking the audit log: whatever somebody who owns the database did to it is found.

The triggers are dropped first: they stop mistakes, not owners.
"""
# ruff: noqa: S608 - tampering is done in SQL, and in our own words

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city
from tests.logbook import head, rows, tamper, told, write, write_anew, write_many
from volunteer.cities.model import City
from volunteer.core.audit import verify
from volunteer.core.audit.chain import hash_of
from volunteer.core.audit.deeds import Deed

Run = Callable[..., Result]
TAMPERED = "Error: The audit log was tampered with, or damaged.\n"
COLUMNS = "city_id, at, by_kind, by_id, deed, about_kind, about_id, ids, previous, hash"


@pytest.fixture
def run(app: Flask, session: Session) -> Run:
    """Give a way to type a command."""

    def run(*words: str) -> Result:
        session.rollback()
        result = app.test_cli_runner().invoke(args=words)
        session.rollback()
        return result

    return run


def found(result: Result) -> str:
    """Return what the command found wrong."""
    assert (result.exit_code, result.stderr) == (1, TAMPERED)
    return result.stdout.strip().partition(": ")[2]


def test_a_sound_log_is_said_to_be_so_with_its_heads(
    run: Run, session: Session, city: City
) -> None:
    barnsley = a_city(session, "Barnsley")
    write_many(city, 3)
    plymouths, none = head(session, city), f"0:{'0' * 64}"

    result = run("audit", "verify")

    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"plymouth: 3 rows, each as it was written. Head {plymouths}",
            f"barnsley: 0 rows, each as it was written. Head {none}",
        ],
    )
    one = run("audit", "verify", "barnsley")
    assert one.stdout == result.stdout.splitlines(keepends=True)[1]
    write(barnsley)
    assert "barnsley: 1 rows" in run("audit", "verify").stdout


@pytest.mark.parametrize(
    "change",
    [
        "by_id = 8",
        "by_id = NULL",
        "at = '2030-05-04 11:00:02.000000'",
        "deed = 'something'",
        "about_id = 4",
        "ids = '{\"minutes\":1}'",
        "ids = ''",
        "hash = previous",
    ],
)
def test_a_row_that_was_changed_is_named(
    run: Run, session: Session, city: City, change: str
) -> None:
    write_many(city, 5)
    if session.get_bind().dialect.name == "postgresql":
        change = change.replace(".000000'", "+00'")

    tamper(session, f"UPDATE audit SET {change} WHERE number = 2")

    assert found(run("audit", "verify", "plymouth")) == "row 2 is not as it was written."


def test_a_row_that_was_given_to_another_city_is_missed(
    run: Run, session: Session, city: City
) -> None:
    barnsley = a_city(session, "Barnsley")
    write_many(city, 3)

    tamper(session, f"UPDATE audit SET city_id = {barnsley.id} WHERE number = 2")

    result = run("audit", "verify")
    assert result.exit_code == 1
    assert result.stdout == "plymouth: row 2 is missing.\nbarnsley: row 1 is missing.\n"


def test_a_row_that_was_taken_out_is_missed(run: Run, session: Session, city: City) -> None:
    write_many(city, 5)

    tamper(session, "DELETE FROM audit WHERE number = 3")

    assert found(run("audit", "verify", "plymouth")) == "row 3 is missing."


def test_numbers_that_were_closed_up_do_not_hide_it(run: Run, session: Session, city: City) -> None:
    write_many(city, 5)

    tamper(
        session,
        "DELETE FROM audit WHERE number = 3",
        "UPDATE audit SET number = 3 WHERE number = 4",
        "UPDATE audit SET number = 4 WHERE number = 5",
    )

    assert found(run("audit", "verify", "plymouth")) == "row 3 is not as it was written."


@pytest.mark.parametrize("left", [3, 0])
def test_a_tail_that_was_cut_off_is_missed(
    run: Run, session: Session, city: City, left: int
) -> None:
    write_many(city, 5)

    tamper(session, f"DELETE FROM audit WHERE number > {left}")

    assert found(run("audit", "verify", "plymouth")) == (
        f"row {left + 1} is missing, and all that came after it: the end was cut off."
    )


def test_a_tail_that_was_cut_off_with_its_head_is_missed_by_who_kept_the_head(
    run: Run, session: Session, city: City
) -> None:
    write_many(city, 5)
    kept = head(session, city)
    third = rows(session, city)[2].hash

    tamper(
        session,
        "DELETE FROM audit WHERE number > 3",
        f"UPDATE audit_head SET number = 3, hash = '{third}'",
    )

    assert run("audit", "verify", "plymouth").exit_code == 0  # the control: it hangs together
    assert "row 4 is missing" in found(run("audit", "verify", "plymouth", "--expect", kept))


def test_a_row_that_was_put_in_is_found(run: Run, session: Session, city: City) -> None:
    write_many(city, 5)

    tamper(
        session,
        "UPDATE audit SET number = -number WHERE number > 2",
        "UPDATE audit SET number = 1 - number WHERE number < 0",
        f"INSERT INTO audit (id, number, {COLUMNS}) "
        f"SELECT 99, 3, {COLUMNS} FROM audit WHERE number = 2",
    )

    assert found(run("audit", "verify", "plymouth")) == "row 3 is not as it was written."


def test_a_row_that_was_put_in_with_a_hash_of_its_own_does_not_lead_on(
    run: Run, session: Session, city: City
) -> None:
    write_many(city, 5)
    tamper(session, "UPDATE audit SET by_id = 8 WHERE number = 3")
    third = rows(session, city)[2]
    third.hash = hash_of(third)
    session.commit()

    assert found(run("audit", "verify", "plymouth")).startswith("row 4 does not follow")


def test_a_row_that_was_added_at_the_end_by_another_way_is_found(
    run: Run, session: Session, city: City
) -> None:
    write_many(city, 3)

    tamper(
        session,
        f"INSERT INTO audit (id, number, {COLUMNS}) "
        f"SELECT 99, 4, {COLUMNS} FROM audit WHERE number = 3",
        "UPDATE audit SET previous = (SELECT hash FROM audit_head) WHERE number = 4",
    )
    fourth = rows(session, city)[3]
    fourth.hash = hash_of(fourth)
    session.commit()

    assert found(run("audit", "verify", "plymouth")).startswith(
        "row 4 was not written by this service"
    )


def test_rows_that_changed_places_are_found(run: Run, session: Session, city: City) -> None:
    write_many(city, 5)

    tamper(
        session,
        "UPDATE audit SET number = 0 WHERE number = 2",
        "UPDATE audit SET number = 2 WHERE number = 3",
        "UPDATE audit SET number = 3 WHERE number = 0",
    )

    assert found(run("audit", "verify", "plymouth")) == "row 2 is not as it was written."


def test_a_last_row_that_was_written_anew_is_not_what_the_head_says(
    run: Run, session: Session, city: City
) -> None:
    write_many(city, 3)
    tamper(session, "UPDATE audit SET by_id = 8 WHERE number = 3")
    third = rows(session, city)[2]
    third.hash = hash_of(third)
    session.commit()

    assert found(run("audit", "verify", "plymouth")).startswith("row 3 is another")


def test_a_log_that_was_written_anew_from_end_to_end_is_found_by_who_kept_a_head(
    run: Run, session: Session, city: City
) -> None:
    write_many(city, 3)
    kept = head(session, city)
    write(city)
    tamper(session, "UPDATE audit SET by_id = 8 WHERE number = 2")

    write_anew(session, city)

    assert run("audit", "verify", "plymouth").exit_code == 0  # the control: it hangs together
    assert found(run("audit", "verify", "plymouth", "--expect", kept)).startswith(
        "row 3 is another than was written"
    )


def test_a_head_that_was_kept_stays_right_as_the_log_grows(
    run: Run, session: Session, city: City
) -> None:
    write_many(city, 3)
    kept = head(session, city)

    write_many(city, 2)

    assert run("audit", "verify", "plymouth", "--expect", kept).exit_code == 0
    wrong = kept[:-1] + ("0" if kept[-1] != "0" else "1")
    assert found(run("audit", "verify", "plymouth", "--expect", wrong)).startswith("row 3")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--expect", f"3:{'a' * 64}"), "say which"),
        (("plymouth", "--expect", "3:abc"), "as it was printed"),
        (("atlantis",), "no such city"),
    ],
)
def test_what_cannot_be_checked_is_a_plain_sentence(
    run: Run, city: City, words: tuple[str, ...], why: str
) -> None:
    result = run("audit", "verify", *words)

    assert result.exit_code != 0
    assert why in result.output


def test_a_long_log_is_gone_through_a_few_rows_at_a_time(
    run: Run, session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "AT_ONCE", 7)
    write_many(city, 30)
    asked: list[int] = []

    @sa.event.listens_for(session.get_bind(), "before_cursor_execute")
    def count(_c: object, _cursor: object, words: str, *_rest: object) -> None:
        asked.append("FROM audit \n" in words)

    assert "plymouth: 30 rows, each" in run("audit", "verify").stdout
    assert sum(asked) == 6  # five batches, and one to see that there is no more
    tamper(session, "UPDATE audit SET by_id = 8 WHERE number = 22")
    assert found(run("audit", "verify")) == "row 22 is not as it was written."


@pytest.mark.parametrize("change", ["at = 'noon'", "about_id = x'00ff'", "by_kind = x'ff'"])
def test_what_is_no_longer_a_row_at_all_is_named_too(
    run: Run, session: Session, city: City, change: str
) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL keeps no time that is none
    write_many(city, 5)

    tamper(session, f"UPDATE audit SET {change} WHERE number = 4")

    assert found(run("audit", "verify")) == "row 4 is not as it was written."


def test_the_log_is_listed_from_a_day_on(run: Run, session: Session, city: City) -> None:
    write(city, Deed.CALL_STOPPED, opening_id=12)

    result = run("audit", "list", "plymouth", "--since", "2030-05-04")

    assert result.stdout == (
        '1\t2030-05-04T11:00:00+00:00\tmember 7\tcall stopped\tcall 3\t{"opening_id":12}\n'
    )
    assert run("audit", "list", "plymouth", "--since", "2030-05-05").stdout == ""
    assert told(session, city) == [("member 7", "call stopped")]
