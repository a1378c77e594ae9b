"""A page of nobody in particular is drawn once a second, however many ask for it.

When a city tells its residents of a page, many open it at the same moment and are shown the same.
So what was drawn for one who is not known is kept for a second, and shown to whoever asks in the
same way, before Flask hears of it. While it is drawn, they wait for it. Nothing is kept of, or
shown to, anybody who brings a cookie, and no page with a form's token. What is too old is forgotten
as soon as the next page is kept.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from threading import Event
from time import monotonic
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request

from volunteer.web import packing, rights

MOST, LONGEST = 64, 100_000  # pages, and bytes of one
PATIENCE = 2  # seconds: who draws a page may be held up, then everybody draws their own
NOT_KEPT = 60.0  # seconds in which nobody waits for a page that was drawn and not kept
SOMEBODYS = {"HTTP_COOKIE", "HTTP_TRANSFER_ENCODING"}  # who sends in chunks is refused: web/bodies
DEPENDS_ON = (
    "wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO",
    "QUERY_STRING", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING",
)  # fmt: skip
BODY = "volunteer.kept"  # where a request has what may be shown to others too
OK = f"{HTTPStatus.OK} {HTTPStatus.OK.phrase}"

Asked = tuple[str, ...]
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was sent, and until when it may be sent again."""

    body: bytes
    headers: Headers
    until: float


class Kept:
    """The pages of one process. ``seconds`` is for how long; with 0 none is kept."""

    def __init__(
        self, seconds: float, clock: Callable[[], float] = monotonic, patience: float = PATIENCE
    ) -> None:
        """Keep nothing yet."""
        self._seconds, self._clock, self._patience = seconds, clock, patience
        self._pages: dict[Asked, Page] = {}
        self._being_drawn: dict[Asked, Event] = {}
        self._in_vain: dict[
            Asked, float
        ] = {}  # what was drawn and not kept, and until when it counts

    def find(self, asked: Asked) -> Page | None:
        """Return what was drawn for who asked like this, unless it is too old."""
        page = self._pages.get(asked)
        return page if page is not None and self._clock() < page.until else None

    def keep(self, asked: Asked, body: bytes, headers: Headers) -> None:
        """Keep an answer, and forget what is too old."""
        now = self._clock()
        fresh = {key: page for key, page in self._pages.items() if now < page.until}
        if self._seconds > 0 and len(fresh) < MOST and len(body) <= LONGEST:
            fresh[asked] = Page(body, headers, now + self._seconds)
            self._in_vain.pop(asked, None)
        self._pages = fresh

    @contextmanager
    def drawing(self, asked: Asked) -> Iterator[Page | None]:
        """Let one draw what is not kept; give the others, who wait for it, what came of that.

        Who is given nothing, as it is not to be kept or takes long, draws it too. Nobody waits
        for what was drawn lately and could not be kept.
        """
        if self._clock() < self._in_vain.get(asked, 0):
            yield None
            return
        mine = Event()
        drawn = self._being_drawn.setdefault(asked, mine)
        if drawn is not mine:
            drawn.wait(self._patience)
            yield self.find(asked)
            return
        try:
            yield self.find(asked)  # another may have been done just now
        finally:
            self._note(asked)
            del self._being_drawn[asked]
            mine.set()

    def _note(self, asked: Asked) -> None:
        """Note that a page was drawn and is not kept, if it is not."""
        if self.find(asked) is None:
            now = self._clock()
            lately = {key: until for key, until in list(self._in_vain.items()) if now < until}
            self._in_vain = ({} if len(lately) >= MOST else lately) | {asked: now + NOT_KEPT}


def install(app: Flask) -> None:
    """Look for a page that is kept before anything else is done about a request."""
    seconds = app.config["PAGES_KEPT_SECONDS"]
    app.extensions["kept"] = Kept(seconds)
    if seconds > 0:
        app.wsgi_app = _before(app, app.wsgi_app)  # type: ignore[assignment, method-assign] # as Flask says to


def keep(response: Response) -> None:
    """Let a page that was just drawn be kept, if it is nobody's."""
    is_whole = response.status == OK and not response.direct_passthrough
    is_everybodys = rights.whom(request.endpoint, request.method) == rights.EVERYBODY
    if is_whole and is_everybodys and not packing.has_token():
        request.environ[BODY] = response.get_data()


def _before(app: Flask, drawn: WSGIApplication) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked, kept = _asked(environ), app.extensions["kept"]
        if asked is None:
            return drawn(environ, start_response)
        page = kept.find(asked)
        if page is not None:
            return _again(page, start_response)
        with kept.drawing(asked) as page:
            if page is not None:
                return _again(page, start_response)
            return drawn(environ, _keeping(kept, asked, environ, start_response))

    return answer


def _again(page: Page, start_response: StartResponse) -> Iterable[bytes]:
    start_response(OK, list(page.headers))
    return [page.body]


def _keeping(
    kept: Kept, asked: Asked, environ: WSGIEnvironment, start_response: StartResponse
) -> StartResponse:
    """Return what keeps a page, with the headers it is sent with, if it may be kept."""

    def start(status: str, headers: Headers, *trouble: Any) -> Callable[[bytes], object]:
        body = environ.pop(BODY, None)  # of this answer, and of no error that came after it
        if body is not None and status == OK and "Set-Cookie" not in dict(headers):
            kept.keep(asked, body, list(headers))
        return start_response(status, headers, *trouble)

    return start


def _asked(environ: WSGIEnvironment) -> Asked | None:
    """Return all that a page of nobody may depend on; nothing if it is for somebody."""
    if environ["REQUEST_METHOD"] != "GET" or not SOMEBODYS.isdisjoint(environ):
        return None
    return tuple(environ.get(name, "") for name in DEPENDS_ON)
