"""A short reference for each request: on every line of the log, and on the page of an error."""

from flask import Flask, g, request

from volunteer.core import log


def install(app: Flask) -> None:
    """Give each request its reference, before anything else happens to it."""
    app.url_value_preprocessor(_begin)
    app.before_request(_name_city)


def _begin(endpoint: str | None, _values: object) -> None:
    g.reference = log.begin(endpoint=endpoint, method=request.method)


def _name_city() -> None:
    if g.get("city") is not None:
        log.add(city_id=g.city.id)
