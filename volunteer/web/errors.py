"""What a person sees when something is wrong: a plain sentence, never a stack.

Where it may help to ask, the page has a reference that stands on the lines of the log.
"""

import structlog
from flask import Flask, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, InternalServerError

from volunteer.core import log
from volunteer.core.db import db, is_down
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.web.access import NoCity
from volunteer.web.kit import sentence

OTHER = (N_("Something is wrong"), N_("We could not do that."))
SAYINGS = {
    400: (
        N_("We could not read that"),
        N_("Go back, check the address or the form and try again."),
    ),
    403: (N_("You may not do that"), N_("If you think you should, ask the council.")),
    404: (
        N_("Page not found"),
        N_("It may have been moved or be over, or it is not for you to see."),
    ),
    405: (N_("That does not work this way"), N_("Go back and use the button on the page.")),
    411: (
        N_("We could not read that"),
        N_("It did not come with its length. Try another browser."),
    ),
    413: (N_("That is too much at once"), N_("Shorten what you wrote and try again.")),
    429: (N_("Too many tries"), N_("Wait a few minutes, then try again.")),
    500: (
        N_("Sorry, something went wrong here"),
        N_("It was not your doing. Try again in a few minutes."),
    ),
    503: (
        N_("Sorry, we cannot answer just now"),
        N_("What we had confirmed to you is safe. Try again in a minute."),
    ),
}
NO_CITY = (N_("No city here"), N_("No city uses this address. Check how it is spelled."))
STALE = (
    N_("This page was open too long"),
    N_("Nothing was changed. Go back, reload the page and send it again."),
)
PLAIN = {404, 405}  # nobody need ask us about these
RETRY_AFTER = 30  # seconds: about what a database takes to come back

lines = structlog.get_logger()


def install(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(InternalServerError, _on_broken)
    app.register_error_handler(DBAPIError, _on_database)
    app.register_error_handler(NoConnection, _on_database)
    app.register_error_handler(NotFound, _on_not_found)
    app.register_error_handler(Refused, _on_refused)
    app.logger.disabled = True  # its tracebacks print values, and values are people's


def _on_http(error: HTTPException) -> ResponseReturnValue:
    title, words = _saying(error)
    answer = error.get_response()  # has the headers that belong to it, like Allow
    answer.content_type = "text/html; charset=utf-8"
    answer.set_data(_page(gettext(title), gettext(words), answer.status_code))
    return answer


def _on_broken(error: InternalServerError) -> ResponseReturnValue:
    log.broke("page.broke", error.original_exception or error)
    return _page_alone(500), 500


def _on_database(error: Exception) -> ResponseReturnValue:
    """Say that it will be back, if it is down; anything else is a mistake of ours."""
    if not is_down(error):
        raise error
    log.broke("page.without_database", error)
    answer = make_response(_page_alone(503), 503)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _on_not_found(_error: NotFound) -> ResponseReturnValue:
    title, words = SAYINGS[404]
    return _page(gettext(title), gettext(words), 404), 404


def _on_refused(refusal: Refused) -> ResponseReturnValue:
    return _page(gettext("That cannot be done"), sentence(refusal), 422), 422


def _saying(error: HTTPException) -> tuple[str, str]:
    if isinstance(error, NoCity):
        return NO_CITY
    if isinstance(error, CSRFError):
        return STALE
    return SAYINGS.get(error.code or 500, OTHER)


def _page(title: str, words: str, status: int) -> str:
    reference = None if status in PLAIN else g.get("reference")
    if reference is not None:
        lines.info("page.refused", status=status)
    return render_template("error.html", title=title, words=words, reference=reference)


def _page_alone(status: int) -> str:
    """Draw the page of an error without the database, which may be what broke."""
    db.session.rollback()
    g.city = g.volunteer = g.member = None
    title, words = SAYINGS[status]
    return render_template(
        "broken.html", title=gettext(title), words=gettext(words), reference=g.get("reference")
    )
