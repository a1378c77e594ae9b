"""A statement handed to the database's driver as it is: a tenth of what SQLAlchemy's own way takes.

Whoever listens to the engine hears it all the same, and what goes wrong is told as SQLAlchemy
tells it: it decides whether the connection is lost, and keeps values out of the error.
"""

from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPICursor

Row = tuple[Any, ...]


def ask(to: Connection, text: str, values: Any) -> tuple[list[Row], DBAPICursor]:
    """Return the rows as the driver gives them, and the cursor, which knows their columns."""
    driver, cursor = to.connection, None
    try:
        cursor = driver.cursor()
        for hear in to.dispatch.before_cursor_execute:
            hear(to, cursor, text, values, None, False)  # noqa: FBT003 - as SQLAlchemy calls it
        cursor.execute(text, values)
        return list(cursor.fetchall() if cursor.description else ()), cursor
    except Exception as error:  # noqa: BLE001 - raised again as one of SQLAlchemy's
        to._handle_dbapi_exception(error, text, values, cursor, None)  # noqa: SLF001 - no other door
