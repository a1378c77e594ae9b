"""Pages of a list: which was asked for, and what of the rows stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page, its number from 1, and whether another follows."""

    rows: Sequence[T]
    number: int
    more: bool


def asked() -> int:
    """Return the number of the page that the address asks for; nonsense asks for the first."""
    number = request.args.get("page", 1, type=int)
    return max(1, min(number, MOST_PAGES))


def of(found: Sequence[T], *, size: int, number: int) -> Page[T]:
    """Return a page of at most ``size`` rows, of which one more was looked for."""
    return Page(found[:size], number, more=len(found) > size)
