"""The cells are checked and made anew, and were filled when they came."""

from datetime import datetime

import flask_migrate
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_housemate, a_volunteer
from tests.cells import are_true, rows
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.people import service as people
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
