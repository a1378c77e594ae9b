"""How often each page asks the database: no more often in a city with hundreds of everything."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from tests.browser.test_states import PAGES, State, states
from tests.browser.worlds import World

pytestmark = pytest.mark.browser

MOST = 40


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give a list that has each statement which a database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    sa.event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(Engine, "before_cursor_execute", note)


def statements(state: State) -> list[str]:
    """Return what a page asks of the database, in a state."""
    cookie = state.cookie or state.world.cookie(state.who)
    client = state.world.app.test_client()
    host = state.world.base.removeprefix("http://").partition(":")[0]
    client.set_cookie("session", state.world.sealed(cookie), domain=host)
    with listening() as asked:
        answer = client.get(state.address, base_url=state.world.base)
        assert answer.status_code < 500, state
        answer.close()
    return asked


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_page_asks_the_database_a_few_times_however_much_there_is(
    worlds: dict[str, World], endpoint: str
) -> None:
    many = {name: worlds[name] for name in ("demo", "crowded")}

    asked = {
        f"{state.name}, {state.address}": len(statements(state)) for state in states(endpoint, many)
    }
    assert {state: times for state, times in asked.items() if times > MOST} == {}
