"""What is sent must say how long it is.

Werkzeug holds a body that comes in chunks to the limit by cutting it off there, and hands on
what it has: half a form would be taken for the whole. Browsers and the carrier say the length.
"""

from flask import Flask, abort, request

LENGTH_REQUIRED = 411


def install(app: Flask) -> None:
    """Refuse chunks before anybody reads them."""
    app.url_value_preprocessor(_refuse_chunks)


def _refuse_chunks(_endpoint: str | None, _values: object) -> None:
    if request.headers.get("Transfer-Encoding"):
        abort(LENGTH_REQUIRED)
