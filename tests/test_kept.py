"""A page of nobody is drawn once a second; what is somebody's is drawn for them, every time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Barrier, Thread

import pytest
from flask import Flask, Response
from sqlalchemy.orm import Session

from tests.builders import a_city, a_volunteer, an_opening
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.web.kept import LONGEST, MOST, NOT_KEPT, Asked, Kept, Page

SECOND = 1.0
MANY = 4  # as many as a process has threads
ASKED = ("/near",)
FIRST, SECOND_TITLE = "Plant the square", "Paint the hall"


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Impatient(Kept):
    """Pages that nobody waits for while they are drawn."""

    @contextmanager
    def drawing(self, _asked: Asked) -> Iterator[Page | None]:
        """Let everybody draw."""
        yield None


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def app(make_app: Callable[..., Flask], time: Time) -> Iterator[Flask]:
    """Give the app as it keeps pages where it is deployed."""
    app = make_app(PAGES_KEPT_SECONDS=SECOND)
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


def test_whoever_asks_over_https_is_told_to_stay_there_and_nobody_else(
    app: Flask, city: City
) -> None:
    client = nobody(app, city).client
    secure, open_ = (
        client.get("/near", base_url=f"{scheme}://{city.host}/") for scheme in ("https", "http")
    )

    assert "Strict-Transport-Security" in secure.headers
    assert "Strict-Transport-Security" not in open_.headers


def test_what_a_trusted_proxy_says_counts_before_a_page_that_is_kept(
    make_app: Callable[..., Flask], time: Time
) -> None:
    app = make_app(PAGES_KEPT_SECONDS=SECOND, TRUSTED_PROXIES=1)
    app.extensions["kept"] = Kept(SECOND, time)
    with app.app_context():
        city = a_city(db.session())
        address = f"http://{city.host}/near"
    secure, open_ = (
        app.test_client().get(address, headers={"X-Forwarded-Proto": scheme})
        for scheme in ("https", "http")
    )

    assert "Strict-Transport-Security" in secure.headers
    assert "Strict-Transport-Security" not in open_.headers


def test_who_does_not_say_how_long_it_is_is_refused_though_the_page_is_kept(
    app: Flask, city: City
) -> None:
    chunks = {"Transfer-Encoding": "chunked"}
    kept = nobody(app, city).get("/near")
    refused = nobody(app, city).client.get(
        "/near", base_url=f"https://{city.host}/", headers=chunks
    )

    assert (kept.status_code, refused.status_code) == (200, 411)


def test_an_answer_that_sets_a_cookie_is_kept_for_nobody(
    app: Flask, session: Session, city: City
) -> None:
    @app.after_request
    def _with_a_cookie(response: Response) -> Response:
        response.set_cookie("seen", "by one")
        return response

    nobody(app, city).get("/near")
    an_opening(session, city, SECOND_TITLE)

    assert SECOND_TITLE in nobody(app, city).get("/near").text


@pytest.mark.parametrize(("kind", "times"), [(Kept, 1), (Impatient, MANY)])
def test_many_who_ask_at_once_have_it_drawn_once(
    app: Flask, city: City, time: Time, kind: type[Kept], times: int
) -> None:
    app.extensions["kept"] = kind(SECOND, time, patience=20)
    drawn, shown, together, drawing = list[int](), list[str](), Barrier(MANY), Barrier(times)
    app.before_request(lambda: drawn.append(drawing.wait(20)))

    address = f"https://{city.host}/near"

    def look() -> None:
        together.wait(20)
        shown.append(app.test_client().get(address).text)

    _at_once(look)

    assert len(drawn) == times
    assert len(shown) == MANY
    assert len(set(shown)) == 1


def _at_once(deed: Callable[[], None]) -> None:
    threads = [Thread(target=deed) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_who_waited_for_a_page_that_is_not_kept_draws_their_own(time: Time) -> None:
    kept, given = Kept(SECOND, time, patience=20), list[Page | None]()

    def ask() -> None:
        with kept.drawing(ASKED) as page:
            given.append(page)

    with kept.drawing(ASKED):
        other = Thread(target=ask)
        other.start()
    other.join()

    assert given == [None]


def test_nobody_waits_for_what_was_drawn_lately_and_is_not_kept(time: Time) -> None:
    kept = Kept(SECOND, time, patience=20)
    with kept.drawing(ASKED):  # and nothing was kept
        pass

    with kept.drawing(ASKED), kept.drawing(ASKED) as second:  # at once: else it would wait
        assert second is None
    time.now += NOT_KEPT
    with kept.drawing(ASKED):
        kept.keep(ASKED, b"page", [])
        with kept.drawing(ASKED) as found:
            assert found is not None


def test_an_error_that_comes_after_a_page_was_drawn_is_not_shown_as_the_page(
    app: Flask, city: City
) -> None:
    broken = iter([True])

    def fail_once(response: Response) -> Response:
        if next(broken, False):
            raise ZeroDivisionError
        return response

    app.after_request_funcs[None].insert(0, fail_once)  # carried out last
    app.config["PROPAGATE_EXCEPTIONS"] = False
    first, second = (
        nobody(app, city).client.get("/near", base_url=f"https://{city.host}/") for _ in range(2)
    )

    assert (first.status_code, second.status_code) == (500, 200)
    assert second.headers["Content-Length"] == str(len(second.data))


def test_who_draws_and_is_held_up_or_fails_holds_up_nobody(time: Time) -> None:
    kept = Kept(SECOND, time, patience=0)

    with suppress(ZeroDivisionError), kept.drawing(ASKED) as first, kept.drawing(ASKED) as second:
        assert (first, second) == (None, None)
        raise ZeroDivisionError
    with kept.drawing(ASKED):
        kept.keep(ASKED, b"page", [])
    with kept.drawing(ASKED) as found:
        assert found is not None


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
