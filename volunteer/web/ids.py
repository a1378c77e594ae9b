"""Ids in addresses: what no database counts up to is no page."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

MOST = 2**31 - 1  # of PostgreSQL's integer


class Id(IntegerConverter):
    """A whole number as ids are; a greater one leads nowhere, instead of to an error."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - werkzeug's name
        super().__init__(map, max=MOST)


def install(app: Flask) -> None:
    """Let every ``<int:…>`` of an address be an id."""
    app.url_map.converters["int"] = Id
