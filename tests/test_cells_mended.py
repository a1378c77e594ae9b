"""The cells are checked and made anew, and were filled when they came."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event

import flask_migrate
import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_housemate, a_volunteer
from tests.cells import are_true, rows
from tests.racing import at_once, until_somebody_waits
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.people import service as people
from volunteer.people.cells import keeping, mending
from volunteer.people.cells.model import home_cell, skill_cell
from volunteer.people.model import Volunteer


def test_what_was_changed_by_hand_is_noticed_and_mended(
    app: Flask, session: Session, city: City
) -> None:
    ada, bo = a_volunteer(session, city), a_volunteer(session, city, "Bo")
    by_hand = sa.update(Volunteer).where(Volunteer.city_id == city.id, Volunteer.id == ada.id)
    session.execute(by_hand.values(reach_km=2.0))
    session.execute(sa.delete(home_cell).where(home_cell.c.volunteer_id == bo.id))
    session.commit()

    checked = run(app, "cells", "check")
    assert checked.exit_code == 1
    assert f"2 people are not where they belong ({ada.id}, {bo.id})" in checked.output

    mended = run(app, "cells", "rebuild", city.slug)
    assert mended.output == "2 people of plymouth are where they belong.\n"
    assert run(app, "cells", "check").output == "ok    plymouth: everybody is where they belong.\n"
    assert are_true(session, city)


@pytest.mark.postgresql
@pytest.mark.parametrize("in_turn", [False, True], ids=["out of turn", "in turn"])
def test_who_changes_while_everybody_is_put_where_they_belong_is_where_they_belong_too(
    app: Flask, session: Session, city: City, *, monkeypatch: pytest.MonkeyPatch, in_turn: bool
) -> None:
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so there is no turn to wait for")
    ada = a_volunteer(session, city)
    city_id, ada_id, made, really = city.id, ada.id, Event(), keeping.refill
    session.rollback()

    def refill(connection: sa.Connection, city: int, ids: list[int]) -> None:
        really(connection, city, ids)
        if not made.is_set():
            made.set()
            until_somebody_waits()

    def change() -> None:
        made.wait(timeout=30)
        with transaction() as mine:
            mine.get_one(Volunteer, ada_id).reach_km = 2.0

    monkeypatch.setattr(keeping, "refill", refill)
    if not in_turn:
        monkeypatch.setattr(keeping, "_wait_for_turn", lambda *_args: None)

    jobs: list[Callable[[], int | None]] = [partial(mending.rebuild, city_id), change]

    assert (at_once(app, jobs) == [1, None] and are_true(session, city)) == in_turn


def test_a_city_that_is_not_there_is_named(app: Flask, city: City) -> None:
    assert run(app, "cells", "rebuild", "atlantis").output == "Error: no such city\n"


def test_those_who_were_there_before_there_were_cells_are_found(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    a_housemate(session, a_volunteer(session, city, skills=("driving", "cooking")))
    people.leave(city.id, a_volunteer(session, city, "Bo").id, now=now)
    whole = rows(session, home_cell), rows(session, skill_cell)
    session.rollback()
    db.session.remove()
    db.engine.dispose()

    flask_migrate.downgrade(revision="0008")
    flask_migrate.upgrade()

    assert (rows(db.session(), home_cell), rows(db.session(), skill_cell)) == whole
    db.session.remove()


def run(app: Flask, *words: str) -> Result:
    db.session.rollback()
    return app.test_cli_runner().invoke(args=words)
