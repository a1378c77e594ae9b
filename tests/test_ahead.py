"""What is made one ahead, in another thread, of what is put to use."""

import subprocess
import sys
from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from tests.threads import running_ahead
from volunteer.core.ahead import one_ahead


def test_all_that_is_made_comes_in_its_order() -> None:
    assert list(one_ahead(iter(range(100)))) == list(range(100))
    assert list(one_ahead(iter(()))) == []


def test_the_next_is_made_while_the_last_is_used_and_none_beyond() -> None:
    made: list[int] = []
    threads: set[int] = set()
    second = Event()

    def numbers() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            threads.add(get_ident())
            if number == 1:
                second.set()
            yield number

    for number in one_ahead(numbers()):
        assert second.wait(5)  # it is made although nobody asked for it yet
        assert max(made) <= number + 1

    assert made == [0, 1, 2, 3, 4]
    assert get_ident() not in threads
    assert len(threads) == 1


def test_what_fails_as_it_is_made_fails_after_all_that_was_made_before() -> None:
    def numbers() -> Iterator[int]:
        yield from (0, 1)
        raise LookupError

    coming = one_ahead(numbers())

    assert [next(coming), next(coming)] == [0, 1]
    with pytest.raises(LookupError):
        next(coming)
    assert running_ahead() == 0


def test_who_fails_as_they_use_it_leaves_no_thread_behind() -> None:
    def use() -> None:
        for one in one_ahead(iter(range(1, 100))):
            assert running_ahead() == 1
            if one == 2:
                raise LookupError

    with pytest.raises(LookupError):
        use()
    assert running_ahead() == 0


ENDING = """
from concurrent.futures import thread as futures
from threading import Event, Thread, main_thread
from time import sleep
from volunteer.core.ahead import one_ahead

begun = Event()

def step():
    for number in one_ahead(iter(range(1, 6))):
        begun.set()
        main_thread().join()
        while not futures._shutdown:
            sleep(0.01)
        print(number)

Thread(target=step).start()
begun.wait()
"""


def test_a_step_that_has_begun_is_finished_as_the_program_ends() -> None:
    ended = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", ENDING], capture_output=True, text=True, check=True, timeout=60
    )

    assert (ended.stdout.split(), ended.stderr) == (["1", "2", "3", "4", "5"], "")
