"""What every text asks is found by an index of its own, however much a city has."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import by_code, capacity, offers
from volunteer.calls.model import Placement
from volunteer.messages import on_desk, outbox, questions

ASKED: dict[str, tuple[Any, str, str]] = {
    "a place elsewhere": (by_code.ELSEWHERE.statement, "placement", "volunteer_id=?"),
    "what was said last": (outbox.LAST_HEARD.statement, "message", "contact_id=?"),
    "what is asked": (questions.OPEN_OF.statement, "question", "contact_id=?"),
    "a text that holds its phone": (
        sa.select(on_desk.is_held(sa.bindparam("city_id"), sa.bindparam("contact_id"))),
        "text USING INDEX ix_text_holds_phone",
        "contact_id=?",
    ),
    "what is on offer": (offers.ON_OFFER.statement, "question", "subject_id=?"),
    "whether it is on": (capacity.IS_ON.statement, "project_session", "rowid=?"),
    "a place to take": (capacity.TAKE.statement, "project_session", "rowid=?"),
    "a place at that time": (capacity.TAKE.statement, "placement", "volunteer_id=?"),
}


@pytest.mark.parametrize("what", ASKED)
def test_what_every_text_asks_reads_a_few_rows_of_a_table_not_a_city(
    session: Session, what: str
) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL goes by what it counted, and empty tables are read whole")
    statement, table, by = ASKED[what]

    plan = _plan(session, statement)

    assert any(f"SEARCH {table} " in step and by in step for step in plan), plan


def test_who_was_told_of_for_a_lack_is_found_without_reading_all_places(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL goes by what it counted, and empty tables are read whole")
    told = sa.select(Placement.id).where(
        Placement.city_id == sa.bindparam("city"), Placement.lack_told_at.is_not(None)
    )

    [step] = _plan(session, told)

    assert "ix_placement_lack_told" in step


@pytest.mark.parametrize("what", ["what is asked", "what is on offer"])
def test_an_open_question_is_looked_for_in_the_words_of_its_index(
    session: Session, what: str
) -> None:
    statement, _, _ = ASKED[what]

    written = str(statement.compile(session.get_bind()))

    assert "question.state = 'open'" in written


def _plan(session: Session, statement: Any) -> list[str]:
    """Return the steps in which SQLite would carry a statement out."""
    compiled = statement.compile(session.get_bind(), compile_kwargs={"render_postcompile": True})
    values = [None] * len(compiled.positiontup)
    explained = f"EXPLAIN QUERY PLAN {compiled}"
    return [row[3] for row in session.connection().exec_driver_sql(explained, tuple(values))]
