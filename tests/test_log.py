"""The logs: what broke and where, and nothing about a person."""

import json
from pathlib import Path

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
    session: Session, city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    error = a_clash(session, city)

    log.broke("task.failed", error, task="answer")

    [line] = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["event"], told["task"], told["error"]) == (
        "task.failed",
        "answer",
        "IntegrityError",
    )
    assert any("test_log.py" in frame and frame.endswith(" in a_clash") for frame in told["at"])
    assert CANARY.removeprefix("+44") not in line


def test_the_database_keeps_the_values_of_a_statement_to_itself(
    session: Session, city: City
) -> None:
    assert "SQL parameters hidden" in str(a_clash(session, city))


def test_no_part_of_the_house_logs_a_traceback(app: Flask) -> None:
    code = {path.name: path.read_text() for path in VOLUNTEER.rglob("*.py")}

    assert [name for name, text in code.items() if "log.exception(" in text] == []
    assert [name for name, text in code.items() if "exc_info=" in text] == []
