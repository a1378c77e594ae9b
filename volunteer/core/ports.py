"""What we ask of the outside, whoever answers.

Pure. Gateways fill these in; rooms take them as arguments and never learn the vendor.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from volunteer.core.geo import Point

MOST_LISTED = 100_000  # texts that a carrier is asked for at once: a day and more at full speed


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Letter:
    """One text, ready to send. ``token`` is ours and comes back with its callbacks.

    After ``useful_until`` the carrier shall not deliver it either. ``in_time`` tells whether it
    may still be handed over: who finds that it may not says so with a passing GatewayError.
    """

    message_id: int
    token: str
    sender: str
    to: str
    body: str
    claimed_at: datetime
    useful_until: datetime | None = None
    in_time: Callable[[], bool] = field(default=_always, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text that somebody sent us, as the carrier keeps it, under its own id for it."""

    sid: str
    phone: str
    body: str
    media: int


@dataclass(frozen=True, slots=True)
class Handed:
    """A text that went out from our number, as the carrier keeps it, under its own id for it.

    ``word`` and ``code`` are the carrier's own for how far it came. ``is_answer``: it came of
    a text to us, so it is the carrier's own answer (to STOP, to HELP), as we give none that way.
    """

    sid: str
    to: str
    body: str
    word: str
    code: str
    at: datetime
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Where an address is, as a geocoder knows it."""

    point: Point
    label: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail, ready to send, in plain text.

    ``message_id`` is ours (``<…@…>``) and stays the same when a mail that may have arrived
    is sent again. ``city_id`` is None for one that is of no city, as a test is.
    """

    message_id: str
    city_id: int | None
    sender_name: str
    to: str
    subject: str
    body: str
    at: datetime


class SmsGateway(Protocol):
    """A carrier."""

    def send(self, letter: Letter) -> str:
        """Hand one text over and return the carrier's id for it, or raise GatewayError."""
        ...

    def find(self, letter: Letter, *, besides: Collection[str] = ()) -> str | None:
        """Return the carrier's id of a text that may have been handed over, if it has it.

        ``besides`` are ids of other texts with the same words: it is none of those.
        """
        ...


class Geocoder(Protocol):
    """Someone who knows where addresses are."""

    def locate(self, address: str) -> Found | None:
        """Return where an address is, None if nobody knows it, or raise GatewayError."""
        ...


class MailGateway(Protocol):
    """Someone who carries e-mail."""

    def send(self, mail: Mail) -> None:
        """Hand one mail over, or raise GatewayError."""
        ...
