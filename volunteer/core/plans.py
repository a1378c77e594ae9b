"""What the database knows of its own tables, by which it chooses the way to look things up.

PostgreSQL counts by itself. SQLite does not, and then takes "of this city" for as good as a
key, and reads a city's whole table where a few ids were asked for. So a worker has it count:
by a sample of each index, which takes milliseconds however much there is.
"""

import sqlalchemy as sa

from volunteer.core.db import transaction

# A sample of 400 rows of each index; what SQLite's makers advise at most is 1,000.
SAMPLE = "PRAGMA analysis_limit = 400"


def refresh() -> int:
    """Have SQLite count its tables by a sample; return 0, as nobody need be told."""
    with transaction() as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(SAMPLE)
            connection.exec_driver_sql("ANALYZE")
    return 0


def by_its_key(also: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Say what must also be true of rows that are asked for by their ids.

    Said plainly, PostgreSQL may look for all rows of which it is true: just after many were
    written it takes them for rare, and reads all of them, once for each id.
    """
    return sa.case((also, sa.true()), else_=sa.false())
