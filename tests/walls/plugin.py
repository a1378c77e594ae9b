"""Fails the test in which a statement did not say its city, and exceptions nobody needs."""

from collections.abc import Generator
from typing import Any

import pytest

from tests.walls import watch
from tests.walls.exceptions import EXCEPTIONS

USED = "walls_used"
WHOLE = ("", "not browser")  # the marks under which everything that emits SQL is run


def pytest_configure() -> None:
    """Look from the first statement on."""
    watch.begin()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fail a test when what it did, or its fixtures did, did not say its city."""
    result = yield
    _fail_on(watch.take())
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fail a test for what its threads did after it, too."""
    result = yield
    _fail_on(watch.take())
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over which exceptions another process needed."""
    watch.used.update(getattr(node, "workeroutput", {}).get(USED, ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when an exception was not needed by the whole suite."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[USED] = sorted(watch.used)
    elif _unused(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the exceptions that were not needed."""
    for name in _unused(config):
        terminalreporter.write_line(f"walls: nobody needs the exception {name}", red=True)


def _unused(config: pytest.Config) -> list[str]:
    option = config.option
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS and not option.keyword
    if not whole or option.markexpr not in WHOLE or option.collectonly:
        return []
    return [name for name in EXCEPTIONS if name not in watch.used]


def _fail_on(found: list[str]) -> None:
    if found:
        pytest.fail("\n".join(found), pytrace=False)
