"""Many ids in one statement, however many: they go to the database as a list."""

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from volunteer.core import lists

DOCUMENT = sa.bindparam("document", type_=sa.Text())


def listed_ids(session: Session) -> sa.Select[int]:
    """Select ids, one a row: ``document_of_ids``. For IN, which finds rows by an index."""
    if lists.dialect_of(session) == "sqlite":
        each = sa.func.json_each(DOCUMENT)
        return sa.select(sa.cast(each.table_valued("value").c.value, sa.Integer()))
    array = sa.func.translate(DOCUMENT, "[]", "{}")  # as PostgreSQL writes it
    return sa.select(sa.func.unnest(sa.cast(array, postgresql.ARRAY(sa.Integer()))))


def document_of_ids(ids: Iterable[int]) -> dict[str, str]:
    """Return the parameter that holds these ids."""
    return {"document": json.dumps(list(ids))}
