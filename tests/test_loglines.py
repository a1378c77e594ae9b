"""The search of the log: it finds what gives a person away, and nothing else."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loglines import personal
from tests.loglines.sink import Hit, Sink, search

ROOT = Path(__file__).parent.parent
GIVES_AWAY = {
    "to +447700900987": "a phone number of the tests",
    "to 07700 900 987": "a phone number of the tests",
    "to (07700) 900-987": "a phone number of the tests",
    "?phone=%2B447700900987": "a phone number of the tests",
    "to 447911123456": "a mobile number",
    "at PL4 7AA": "a postcode",
    "at pl47aa,": "a postcode",
    "?postcode=PL4+7AA": "a postcode",
    "for ada@example.org": "an e-mail address",
    "for PERPETUA": "the canary's name",
    "said: My parrot unlocks": "the canary's words",
    "/staff/links/canary-token-that-lets-in": "the canary's token",
    '{"event": "code.sent", "code": "123456"}': "a code",
    '{"endpoint": "sign_in.code", "typed": "123456"}': "a code",
}
TELLS_NOTHING = (
    '{"event": "task.failed", "task": "send", "timestamp": "2030-05-04T11:00:00.123456Z"}',
    '{"at": ["/srv/volunteer/messages/receipts.py:109 in _refused"], "error": "IntegrityError"}',
    '{"event": "code.refused", "reference": "a1b2c3d4", "timestamp": "2030.123456Z"}',
    '{"event": "webhook.refused", "message_id": 123456}',
)
PLANTED = """
import logging
from volunteer.core import log

def test_that_says_too_much():
    log.install("INFO")
    log.log.warning("told", phone="+447700" + "900987")
"""


@pytest.mark.parametrize("line", GIVES_AWAY)
def test_what_gives_a_person_away_is_found(line: str) -> None:
    assert GIVES_AWAY[line] in personal.found(line)


@pytest.mark.parametrize("line", TELLS_NOTHING)
def test_ids_times_and_places_are_not(line: str) -> None:
    assert personal.found(line) == []


def test_every_line_is_counted_and_a_planted_one_is_named(tmp_path: Path) -> None:
    sink = Sink(tmp_path / "main.log")
    for words in ("nothing", "planted"):
        record = logging.LogRecord("gunicorn", logging.ERROR, "here.py", 1, words, (), None)
        sink.emit(record)
    sink.close()
    (tmp_path / "gw1.log").write_text('a test\t{"event": "PL4 7AA"}\n')

    count, hits = search(tmp_path)

    assert count == 3
    assert hits == [Hit("a test", "a postcode", '{"event": "PL4 7AA"}')]


@pytest.mark.parametrize("processes", ["-n0", "-n2"])
def test_a_run_whose_log_gives_somebody_away_fails(tmp_path: Path, processes: str) -> None:
    (tmp_path / "test_planted.py").write_text(PLANTED)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.loglines.plugin", processes]

    run = subprocess.run(  # noqa: S603 - our own words
        [*command, "-c", "/dev/null", "--rootdir", tmp_path, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "1 passed" in run.stdout
    assert "a phone number of the tests in" in run.stdout
    assert "test_planted.py::test_that_says_too_much" in run.stdout
    assert run.returncode == 1
