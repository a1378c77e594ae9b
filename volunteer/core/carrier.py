"""What a carrier can tell of our account with it, for whoever sets it up.

Pure, as ``core.ports``: a gateway fills these in, and what asks never learns the vendor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands, and what the carrier's clock said when it was asked."""

    is_active: bool
    is_trial: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that the carrier calls, and by which method. Empty: none."""

    url: str
    method: str


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number of the account: where its texts are posted, unless something overrides that.

    ``application`` is the carrier's id of a set of addresses that goes before these;
    ``calls_told_to`` is where it tells of phone calls.
    """

    sid: str
    sends_texts: bool
    inbound: Hook
    fallback: Hook
    application: str
    calls_told_to: str


@dataclass(frozen=True, slots=True)
class Pool:
    """A set of numbers with addresses of its own, which go before a number's.

    ``defers``: it leaves that to each number.
    """

    name: str
    inbound: Hook
    fallback: Hook
    defers: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A time the carrier could not do what it wanted with an address of ours."""

    code: str
    url: str


class CarrierAccount(Protocol):
    """An account with a carrier. Everything but ``signature`` may raise GatewayError."""

    def standing(self) -> Standing:
        """Return how the account stands; raise with the carrier's code if it is not ours."""
        ...

    def takes(self, token: str) -> bool:
        """Return whether the account takes another token."""
        ...

    def balance(self) -> tuple[str, str] | None:
        """Return what is left to spend, and in which currency; None where that is not told."""
        ...

    def may_text(self, country: str) -> bool | None:
        """Return whether texts to a country may go out; None where that is not told."""
        ...

    def number(self, number: str) -> OwnNumber | None:
        """Return a number of the account; None if it has no such number."""
        ...

    def pool_of(self, number: OwnNumber) -> Pool | None:
        """Return the set that a number is in, if it is in one."""
        ...

    def failures(self, *, since: datetime, base: str) -> list[Failure]:
        """Return what went wrong with addresses that begin so, the newest first."""
        ...

    def point(self, number: OwnNumber, url: str, *, forget_calls: bool) -> None:
        """Let the texts to a number be posted to an address, and to it again if that fails."""
        ...

    def signature(self, url: str, form: Mapping[str, str]) -> str:
        """Sign a form for an address, as the carrier would."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address of ours answered. ``leads_to`` is where it sent whoever asked."""

    status: int
    kind: str
    body: str
    leads_to: str


class Front(Protocol):
    """Our own public address, asked as others ask it. Both may raise GatewayError."""

    def get(self, path: str) -> Reply:
        """Ask for a page."""
        ...

    def post(self, path: str, form: Mapping[str, str], signature: str | None) -> Reply:
        """Post a form, signed or not."""
        ...
