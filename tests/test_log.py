"""The logs: what broke and where, and nothing about a person."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import EPOCH, a_contact
from volunteer.cities.model import City
from volunteer.core import log
from volunteer.messages.model import Contact

CANARY = "+447700900987"
VOLUNTEER = Path(__file__).parent.parent / "volunteer"


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """Give a way to read what was logged, as one dictionary a line."""
    log.install("DEBUG")

    def read() -> list[dict[str, Any]]:
        out, err = capsys.readouterr()
        assert err == ""
        assert CANARY.removeprefix("+44") not in out
        return [json.loads(line) for line in out.splitlines()]

    return read


def a_clash(session: Session, city: City) -> sa.exc.IntegrityError:
    """Return what the database says to a phone that is there already."""
    a_contact(session, city, CANARY)
    again = sa.insert(Contact).values(
        city_id=city.id, phone=CANARY, language="en", created_at=EPOCH
    )
    with pytest.raises(sa.exc.IntegrityError) as clash:
        session.execute(again)
    session.rollback()
    return clash.value


def test_what_broke_is_logged_by_its_kind_and_place_without_the_phone_in_its_parameters(
    session: Session, city: City, told: Any
) -> None:
    log.broke("task.failed", a_clash(session, city), task="answer")

    [line] = told()
    assert (line["event"], line["task"], line["error"]) == (
        "task.failed",
        "answer",
        "IntegrityError",
    )
    assert (line["level"], line["timestamp"][-1]) == ("error", "Z")
    assert any("test_log.py" in frame and frame.endswith(" in a_clash") for frame in line["at"])


def test_the_database_keeps_the_values_of_a_statement_to_itself(
    session: Session, city: City
) -> None:
    assert "SQL parameters hidden" in str(a_clash(session, city))


def test_a_librarys_words_are_told_without_what_was_filled_into_them(told: Any) -> None:
    logging.getLogger("gunicorn.error").error("Error handling request %s", f"/?p={CANARY}")
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=1.2.3.4: " + CANARY)  # noqa: G003 - as vendors do

    first, second = told()
    assert (first["event"], first["level"]) == ("Error handling request", "error")
    assert (second["event"], second["logger"]) == ("Invalid request from ip", "gunicorn.error")


def test_of_other_libraries_only_who_and_where_is_told(told: Any) -> None:
    logging.getLogger("vendor.client").warning("texting " + CANARY)  # noqa: G003 - as vendors do

    [line] = told()
    assert (line["event"], line["logger"]) == ("a library's event", "vendor.client")
    assert "test_log.py" in line["at"][0]


@pytest.mark.parametrize("name", ["apscheduler.executors.default", "werkzeug", "vendor"])
def test_an_error_that_a_library_logs_is_told_by_its_kind_and_place(name: str, told: Any) -> None:
    try:
        int(CANARY + "x")
    except ValueError:
        logging.getLogger(name).exception("Job %s failed", CANARY, stack_info=True)

    [line] = told()
    assert line["error"] == "ValueError"
    assert "test_log.py" in line["at"][-1]
    assert not {"exc_info", "exception", "stack", "stack_info"} & set(line)


def test_a_traceback_is_told_to_nobody_even_if_one_asks_for_it(told: Any) -> None:
    try:
        int(CANARY + "x")
    except ValueError:
        log.log.exception("asked", about=object())

    [line] = told()
    assert line["about"] == "<object>"
    assert "exception" not in line


def test_a_line_that_cannot_be_written_does_not_print_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.install("INFO")

    log.log.info("odd", keys={(1, 2): CANARY})

    out = "".join(capsys.readouterr())
    assert json.loads(out)["event"] == "log.failed"
    assert CANARY not in out


def test_the_libraries_that_print_values_are_silent_at_every_level(told: Any) -> None:
    for name in log.SILENT:
        logging.getLogger(name).info(CANARY)

    assert told() == []


@pytest.fixture
def hooks() -> Iterator[None]:
    """Put back what ``catch_all`` sets."""
    before = sys.excepthook, threading.excepthook, warnings.showwarning
    yield
    sys.excepthook, threading.excepthook, warnings.showwarning = before


@pytest.mark.usefixtures("hooks")
def test_what_nobody_caught_is_told_like_everything_else(told: Any) -> None:
    log.catch_all()
    error = ValueError(CANARY)

    sys.excepthook(ValueError, error, None)
    thread = threading.ExceptHookArgs((ValueError, error, None, None))
    threading.excepthook(thread)
    warnings.showwarning(CANARY, UserWarning, "here.py", 7)

    crashed, in_thread, warned = told()
    assert (crashed["event"], crashed["error"]) == ("crashed", "ValueError")
    assert (in_thread["event"], in_thread["error"]) == ("thread.crashed", "ValueError")
    assert (warned["kind"], warned["at"]) == ("UserWarning", ["here.py:7"])


def test_every_line_of_a_request_has_its_reference_its_endpoint_and_its_city(
    app: Flask, city: City, told: Any
) -> None:
    def show() -> str:
        log.log.info("one")
        logging.getLogger("vendor").warning("two")
        return ""

    app.view_functions["impact.show"] = show

    app.test_client().get("/impact", base_url=f"https://{city.host}")

    one, two = told()
    assert (one["endpoint"], one["city_id"]) == ("impact.show", city.id)
    assert one["reference"] == two["reference"]
    assert len(one["reference"]) == 8


def test_there_is_one_way_out_however_often_it_is_set_up(told: Any) -> None:
    log.install("INFO")
    log.install("INFO")

    log.log.info("once")

    assert [line["event"] for line in told()] == ["once"]


def test_no_part_of_the_house_logs_a_traceback(app: Flask) -> None:
    code = {path.name: path.read_text() for path in VOLUNTEER.rglob("*.py")}

    assert [name for name, text in code.items() if "log.exception(" in text] == []
    assert [name for name, text in code.items() if "exc_info=" in text] == []
