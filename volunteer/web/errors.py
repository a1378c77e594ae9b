"""What a person sees when something is wrong: a plain sentence, never a stack."""

import secrets

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from volunteer.core import log
from volunteer.core.db import db
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
    413: (N_("That is too much at once"), N_("Shorten what you wrote and try again.")),
    429: (N_("Too many tries"), N_("Wait a few minutes, then try again.")),
    500: (
        N_("Sorry, something went wrong here"),
        N_("It was not your doing. Try again in a few minutes."),
    ),
}
NO_CITY = (N_("No city here"), N_("No city uses this address. Check how it is spelled."))
STALE = (
    N_("This page was open too long"),
    N_("Nothing was changed. Go back, reload the page and send it again."),
)


def install(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(InternalServerError, _on_broken)
    app.register_error_handler(NotFound, _on_not_found)
    app.register_error_handler(Refused, _on_refused)
    app.logger.disabled = True  # its tracebacks print values, and values are people's


def _on_http(error: HTTPException) -> ResponseReturnValue:
    title, words = _saying(error)
    answer = error.get_response()  # has the headers that belong to it, like Allow
    answer.content_type = "text/html; charset=utf-8"
    answer.set_data(_page(gettext(title), gettext(words)))
    return answer


def _on_broken(error: InternalServerError) -> ResponseReturnValue:
    title, words = SAYINGS[500]
    reference = _report(error.original_exception or error)
    g.city = None  # the page is drawn without the database, which may be what broke
    page = render_template(
        "broken.html", title=gettext(title), words=gettext(words), reference=reference
    )
    return page, 500


def _on_not_found(_error: NotFound) -> ResponseReturnValue:
    title, words = SAYINGS[404]
    return _page(gettext(title), gettext(words)), 404


def _on_refused(refusal: Refused) -> ResponseReturnValue:
    return _page(gettext("That cannot be done"), sentence(refusal)), 422


def _saying(error: HTTPException) -> tuple[str, str]:
    if isinstance(error, NoCity):
        return NO_CITY
    if isinstance(error, CSRFError):
        return STALE
    return SAYINGS.get(error.code or 500, OTHER)


def _page(title: str, words: str) -> str:
    return render_template("error.html", title=title, words=words)


def _report(cause: BaseException) -> str:
    """Log where it broke, under a reference the person can read out."""
    db.session.rollback()
    reference = secrets.token_hex(4)
    log.broke("page broke", cause, reference=reference, endpoint=request.endpoint)
    return reference
