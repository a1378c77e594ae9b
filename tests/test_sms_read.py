"""The commands that show operators how a text is read and what it costs."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parent.parent
Lines = Callable[..., list[str]]


@pytest.fixture
def sms(app: Flask) -> Lines:
    """Give a way to type a command of the group with texts on its standard input."""

    def sms(*words: str, texts: bytes) -> list[str]:
        result = app.test_cli_runner().invoke(args=["sms", *words], input=texts)
        assert result.exit_code == 0, result.output
        return result.output.splitlines()

    return sms


def test_each_line_is_read_in_the_light_of_what_was_asked(sms: Lines) -> None:
    texts = b"yes for 2\nno\nstop\n2.5 hours\nyes but only until 11\nthanks\n"

    call = sms("read", "--context", "call", texts=texts)
    hours = sms("read", "--context", "hours", texts=texts)

    assert call == ["YES 2", "NO", "STOP", "ASK", "ASK", "NOTHING"]
    assert hours == ["ASK", "ASK", "STOP", "HOURS:2.5", "ASK", "NOTHING"]


def test_every_line_gets_one_line_blank_and_broken_ones_too(sms: Lines) -> None:
    said = sms("read", "--context", "call", texts=b"\n\xff\xfe\r\nyes\\nSent from my iPhone\nno")

    assert said == ["ASK", "ASK", "YES", "NO"]


def test_a_language_is_the_senders(sms: Lines) -> None:
    english = sms("read", "--context", "call", texts=b"naw\n")
    welsh = sms("read", "--context", "call", "--language", "cy", texts=b"naw\n")

    assert (english, welsh) == (["NO"], ["ASK"])


def test_a_number_that_was_not_listed_is_for_a_person(sms: Lines) -> None:
    of_two = sms("read", "--context", "choice", texts=b"3\nboth\n1,2\n")
    of_three = sms("read", "--context", "choice", "--listed", "3", texts=b"3\nboth\n1,2\n")

    assert of_two == ["ASK", "CHOICE:BOTH", "CHOICE:BOTH"]
    assert of_three == ["CHOICE:3", "CHOICE:BOTH", "CHOICE:1,2"]


def test_each_line_is_counted_as_it_stands(sms: Lines) -> None:
    lines = ["Hello", "x" * 161, "ŵ" * 70, "ŵ" * 71, "", "[" * 80 + "x"]

    said = sms("count", texts="\n".join(lines).encode() + b"\n")

    assert said == ["GSM-7 1", "GSM-7 2", "UCS-2 1", "UCS-2 2", "GSM-7 1", "GSM-7 2"]


@pytest.mark.parametrize(
    ("command", "said"), [(["read", "--context", "call"], "YES\n"), (["count"], "GSM-7 1\n")]
)
def test_they_need_no_settings_and_no_database(
    command: list[str], said: str, tmp_path: Path
) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from volunteer.cli import main; main()"
    )

    done = subprocess.run(  # noqa: S603 - our own words, with nothing set
        [sys.executable, "-c", program, "sms", *command],
        input="yes\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={},
        check=False,
    )

    assert (done.stdout, done.returncode) == (said, 0), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_answer_comes_before_the_next_text_is_written(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from volunteer.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "sms", "read", "--context", "call"]

    with subprocess.Popen(  # noqa: S603 - our own words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"yes\n")
        running.stdin.flush()
        first = running.stdout.readline()
        running.stdin.write(b"no\n")
        running.stdin.close()
        rest = running.stdout.read()

    assert (first, rest) == (b"YES\n", b"NO\n")
