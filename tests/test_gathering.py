"""What threads want done while one is at work is done together, and each learns of theirs."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from volunteer.core.gathering import Gathering

MANY = 5


class Slow:
    """Halves numbers, and the first time only when it is let."""

    def __init__(self) -> None:
        self.begun, self.may_end = Event(), Event()
        self.asked: list[list[int]] = []

    def __call__(self, numbers: Sequence[int]) -> list[int | Exception]:
        """Halve them; an odd one is an error, and naught takes all with it."""
        self.asked.append(list(numbers))
        self.begun.set()
        self.may_end.wait(10)
        if 0 in numbers:
            raise RuntimeError("nothing can be made of naught")
        return [ValueError(number) if number % 2 else number // 2 for number in numbers]


def asked_while_one_is_at_work(
    first: int, *others: int
) -> tuple[Gathering[int, int], Slow, list["Future[int]"]]:
    """Ask for a first number, for others while it is worked on, and wait until all is done."""
    slow = Slow()
    gathering = Gathering[int, int](slow)
    with ThreadPoolExecutor(1 + len(others)) as pool:
        came = [pool.submit(gathering.done, first)]
        assert slow.begun.wait(10)
        came += [pool.submit(gathering.done, number) for number in others]
        while gathering.waiting < len(others):
            sleep(0.001)
        slow.may_end.set()
    return gathering, slow, came


def test_those_that_came_meanwhile_are_done_together() -> None:
    _, slow, came = asked_while_one_is_at_work(2, *[4] * MANY)

    assert slow.asked == [[2], [4] * MANY]
    assert [one.result() for one in came] == [1, *[2] * MANY]


def test_an_error_is_told_to_whose_it_is() -> None:
    _, _, [_, right, wrong] = asked_while_one_is_at_work(2, 4, 5)

    assert right.result() == 2
    with pytest.raises(ValueError, match="5"):
        wrong.result()


def test_an_error_of_all_is_told_to_all_and_the_next_are_done() -> None:
    gathering, _, [first, *others] = asked_while_one_is_at_work(2, 4, 0)

    assert first.result() == 1
    for one in others:
        with pytest.raises(RuntimeError, match="naught"):
            one.result()
    assert gathering.done(6) == 3
