"""A connection to PostgreSQL that lay idle is asked whether it leads there; no other is."""

from collections.abc import Iterator

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from tests import databases
from volunteer.core.idle import LONG, Idle

pytestmark = pytest.mark.postgresql


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def engine(server: str, time: Time) -> Iterator[Engine]:
    """Give a pool of one connection."""
    url = databases.address(server, "postgres")
    engine = sa.create_engine(
        url, pool_size=1, max_overflow=0, pool_events=Idle(clock=time).events()
    )
    yield engine
    engine.dispose()


def whose(engine: Engine) -> int:
    """Return which of PostgreSQL's processes is at the other end."""
    with engine.connect() as connection:
        return int(connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())


def end(server: str, process: int) -> None:
    """End a process of PostgreSQL, as its restart does."""
    with psycopg.connect(server) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 20000)", (process,))


def test_one_that_lay_idle_and_leads_nowhere_is_made_anew(
    engine: Engine, server: str, time: Time
) -> None:
    gone = whose(engine)
    end(server, gone)
    time.now += LONG

    assert whose(engine) != gone


def test_one_that_lay_idle_and_leads_there_is_used(engine: Engine, time: Time) -> None:
    first = whose(engine)
    time.now += LONG

    assert whose(engine) == first


def test_one_in_use_a_moment_ago_is_not_asked_and_an_end_just_then_is_noticed_once(
    engine: Engine, server: str
) -> None:
    gone = whose(engine)
    end(server, gone)

    with pytest.raises(OperationalError):
        whose(engine)
    assert whose(engine) != gone
