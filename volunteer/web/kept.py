"""A page of nobody in particular is drawn once a second, however many ask for it.

When a city tells its residents of a page, many open it at the same moment and are shown the same.
So what was drawn for one who is not known is kept for a second, and shown to whoever asks in the
same way. Nothing is kept of, or shown to, anybody who brings a cookie, and no page with a form's
token. What is too old is forgotten as soon as the next page is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from flask import Flask, Response, current_app, g, request, session

from volunteer.web import packing, rights

MOST, LONGEST = 64, 100_000  # pages, and bytes of one
OK = 200

Asked = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was sent, and until when it may be sent again."""

    body: bytes
    headers: list[tuple[str, str]]
    until: float


class Kept:
    """The pages of one process. ``seconds`` is for how long; with 0 none is kept."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        """Keep nothing yet."""
        self._seconds, self._clock = seconds, clock
        self._pages: dict[Asked, Page] = {}

    def find(self, asked: Asked) -> Page | None:
        """Return what was drawn for who asked like this, unless it is too old."""
        page = self._pages.get(asked)
        return page if page is not None and self._clock() < page.until else None

    def keep(self, asked: Asked, body: bytes, headers: list[tuple[str, str]]) -> None:
        """Keep an answer, and forget what is too old."""
        now = self._clock()
        fresh = {key: page for key, page in self._pages.items() if now < page.until}
        if self._seconds > 0 and len(fresh) < MOST and len(body) <= LONGEST:
            fresh[asked] = Page(body, headers, now + self._seconds)
        self._pages = fresh


def install(app: Flask) -> None:
    """Look for a page that is kept before anybody looks at who asks."""
    app.extensions["kept"] = Kept(app.config["PAGES_KEPT_SECONDS"])
    app.before_request(_show)


def look() -> Page | None:
    """Return the page that answers this request, if it is kept."""
    is_nobodys = request.method == "GET" and "Cookie" not in request.headers
    if not is_nobodys or rights.whom(request.endpoint, "GET") != rights.EVERYBODY:
        return None
    found: Page | None = current_app.extensions["kept"].find(_asked())
    return found


def keep(response: Response) -> None:
    """Keep a page that was just drawn, if it is nobody's."""
    is_nobodys = request.method == "GET" and "Cookie" not in request.headers
    is_whole = response.status_code == OK and not response.direct_passthrough
    if is_nobodys and is_whole and not packing.has_token() and not session.modified:
        current_app.extensions["kept"].keep(
            _asked(), response.get_data(), list(response.headers.items())
        )


def _show() -> Response | None:
    page: Page | None = g.kept
    return None if page is None else Response(page.body, headers=page.headers)


def _asked() -> Asked:
    """Return all that a page of nobody may depend on."""
    told = request.headers
    where = (request.scheme, request.host, request.full_path)
    return (*where, told.get("Accept-Language", ""), told.get("Accept-Encoding", ""))
