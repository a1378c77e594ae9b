"""What the database knows of its own tables, by which it chooses the way to look things up.

PostgreSQL counts by itself. SQLite does not, and then takes "of this city" for as good as a
key, and reads a city's whole table where a few ids were asked for. So a worker has it count:
by a sample of each index, which takes milliseconds however much there is.
"""

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
