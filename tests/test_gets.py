"""To look changes nothing: no page that is opened writes a row."""

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_member, a_volunteer
from tests.everything import fill
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core import heartbeat
from volunteer.core.db import Base
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member, Role

WRITTEN: frozenset[str] = frozenset()  # tables in which being there leaves a trace, on purpose


def rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything in the database."""
    session.rollback()
    return {
        table.name: sorted(map(tuple, session.execute(sa.select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in WRITTEN
    }


def addresses(app: Flask, value: int | str) -> list[str]:
    """Return every address that can be opened, with this for everything that varies in it."""
    address = app.url_map.bind("").build
    return sorted(
        address(rule.endpoint, dict.fromkeys(rule.arguments, value))
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    )


def test_a_page_that_writes_is_found(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    def show() -> str:
        heartbeat.beat("planted", now=now)
        return ""

    app.view_functions["impact.show"] = show
    before = rows(session)

    Browser(app, city).get("/impact")

    assert rows(session) != before


@pytest.mark.parametrize("who", ["anybody", "a volunteer", "a council lead"])
def test_no_page_that_is_opened_writes_a_row(
    app: Flask, session: Session, city: City, now: datetime, who: str
) -> None:
    fill(session, city, now)
    browser = Browser(app, city)
    people: dict[str, Volunteer | Member] = {
        "a volunteer": a_volunteer(session, city, "Bob"),
        "a council lead": a_member(session, city, "Lea", role=Role.COUNCIL_LEAD),
    }
    if who in people:
        browser.sign_in(people[who])
    before = rows(session)

    opened = {address: browser.get(address).status_code for address in addresses(app, 1)}

    assert rows(session) == before
    assert sum(status == 200 for status in opened.values()) >= 5, opened
    assert not [
        address for address, status in opened.items() if status >= 500 and "health" not in address
    ]
