"""A page of nobody is drawn once a second; what is somebody's is drawn for them, every time."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_volunteer, an_opening
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.web.kept import LONGEST, MOST, Kept

SECOND = 1.0
FIRST, SECOND_TITLE = "Plant the square", "Paint the hall"


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def app(make_app: Callable[..., Flask], time: Time) -> Iterator[Flask]:
    """Give the app as it keeps pages where it is deployed."""
    app = make_app()
    app.extensions["kept"] = Kept(SECOND, time)
    with app.app_context():
        yield app


@pytest.fixture
def city(session: Session) -> City:
    city = a_city(session)
    an_opening(session, city, FIRST)
    return city


def nobody(app: Flask, city: City) -> Browser:
    """Return a browser that was never here."""
    return Browser(app, city)


@pytest.mark.parametrize("address", ["/", "/near"])
def test_a_page_is_drawn_once_a_second(
    app: Flask, session: Session, city: City, time: Time, address: str
) -> None:
    drawn = nobody(app, city).get(address)
    an_opening(session, city, SECOND_TITLE)
    again = nobody(app, city).get(address)
    time.now += SECOND
    anew = nobody(app, city).get(address)

    assert FIRST in drawn.text
    assert (again.data, dict(again.headers)) == (drawn.data, dict(drawn.headers))
    assert SECOND_TITLE not in again.text  # so it was kept,
    assert SECOND_TITLE in anew.text  # and for no longer than that


def test_it_is_shown_only_to_whoever_asks_in_the_same_way(
    app: Flask, session: Session, city: City
) -> None:
    other = a_city(session, "Barnsley")
    nobody(app, city).get("/near")
    an_opening(session, city, SECOND_TITLE)
    packed = nobody(app, city).client.get(
        "/near", base_url=f"https://{city.host}/", headers={"Accept-Encoding": "br"}
    )

    assert packed.headers["Content-Encoding"] == "br"
    assert SECOND_TITLE in nobody(app, city).get("/near?x=1").text
    assert FIRST not in nobody(app, other).get("/near").text


def test_who_is_signed_in_is_shown_their_own_and_it_is_kept_for_nobody(
    app: Flask, session: Session, city: City
) -> None:
    ada = a_volunteer(session, city, "Ada")
    nobody(app, city).get("/near")
    an_opening(session, city, SECOND_TITLE)
    hers = nobody(app, city)
    hers.sign_in(ada)

    assert SECOND_TITLE in hers.get("/near").text
    assert SECOND_TITLE not in nobody(app, city).get("/near").text


def test_a_page_with_a_forms_token_has_another_for_each(app: Flask, city: City) -> None:
    first, second = (nobody(app, city).get("/join").text for _ in range(2))

    assert "csrf_token" in first
    assert first != second


def test_what_was_not_found_is_looked_for_again(app: Flask, session: Session, city: City) -> None:
    assert nobody(app, city).get("/projects/2").status_code == 404

    an_opening(session, city, SECOND_TITLE)
    db.session.rollback()

    assert SECOND_TITLE in nobody(app, city).get("/projects/2").text


def test_few_pages_are_kept_none_too_long_and_none_when_told_so(time: Time) -> None:
    kept, none = Kept(SECOND, time), Kept(0, time)
    for number in range(MOST + 1):
        kept.keep((str(number),), b"page", [])
    kept_long = Kept(SECOND, time)
    kept_long.keep(("long",), b"x" * (LONGEST + 1), [])
    none.keep(("page",), b"page", [])

    assert kept.find((str(MOST - 1),)) is not None
    assert kept.find((str(MOST),)) is None
    assert kept_long.find(("long",)) is None
    assert none.find(("page",)) is None
