"""The account: its two tokens, of which the first signs, and its numbers."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from twilio.request_validator import RequestValidator

ACCOUNT = "AC" + "5a" * 16
TOKEN = "0123456789abcdef" * 2
OTHER_ACCOUNT = "AC" + "6b" * 16
NUMBER = "+441632960001"


@dataclass(slots=True)
class Number:
    """A number of the account, and where its texts are posted.

    ``advanced``: Advanced Opt-Out is on, so what the carrier answered itself is posted with
    ``OptOutType``. Without it nothing tells that it was. ``calls`` is where phone calls are
    told of, ``application`` a set of addresses that goes before these, ``service`` the
    Messaging Service that it is in.
    """

    number: str
    url: str = ""
    fallback: str = ""
    advanced: bool = False
    method: str = "POST"
    fallback_method: str = "POST"
    texts: bool = True
    calls: str = ""
    application: str = ""
    service: "Service | None" = None

    @property
    def sid(self) -> str:
        """The carrier's id of it."""
        return f"PN{int(self.number):032x}"


@dataclass(slots=True)
class Service:
    """A Messaging Service: addresses that go before those of its numbers."""

    name: str = "Texts"
    url: str | None = None
    method: str = "POST"
    fallback: str | None = None
    defers: bool = False

    @property
    def sid(self) -> str:
        """The carrier's id of it."""
        return "MG" + self.name.encode().hex().rjust(32, "0")


@dataclass(slots=True)
class Account:
    """Whose messages these are.

    Twilio's API takes either token. Only the primary signs, and promoting the secondary ends
    the old primary at once.
    """

    sid: str = ACCOUNT
    primary: str = TOKEN
    secondary: str | None = None
    numbers: dict[str, Number] = field(default_factory=dict)
    status: str = "active"
    kind: str = "Full"
    balance: str | None = "120.00"
    countries: dict[str, bool] | None = field(default_factory=lambda: {"GB": True})
    alerts: list[tuple[int, str]] = field(default_factory=list)

    def create_secondary(self) -> str:
        """Make a second token and return it."""
        self.secondary = secrets.token_hex(16)
        return self.secondary

    def promote(self) -> None:
        """Let the second token be the first and only one."""
        assert self.secondary is not None
        self.primary, self.secondary = self.secondary, None

    def lets_in(self, header: str | None) -> bool:
        """Return whether a call brings one of the tokens."""
        tokens = filter(None, (self.primary, self.secondary))
        return header in {_basic(self.sid, token) for token in tokens}

    def sign(self, url: str, form: Mapping[str, str]) -> str:
        """Sign a form for the address it is posted to."""
        return str(RequestValidator(self.primary).compute_signature(url, form))


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
