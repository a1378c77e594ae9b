"""A message as the carrier keeps it, and as its API shows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.carrier.account import ACCOUNT, Account
from tests.carrier.parts import num_segments

LONGEST = 1600
E164 = re.compile(r"\+[1-9]\d{7,14}")
LANDLINE = re.compile(r"\+44[12]\d{8,9}")


@dataclass(slots=True)
class Kept:
    """A message that the carrier accepted, or (``incoming``) took in for the account.

    ``answer``: the carrier's own, to a word that it owns. It is sent until ``until``.
    """

    sid: str
    to: str
    sender: str
    body: str
    callback: str
    created: datetime
    status: str = "queued"
    code: int | None = None
    incoming: bool = False
    answer: bool = False
    until: datetime | None = None

    @property
    def token(self) -> str:
        """Our token, as it stands in the address of the callbacks."""
        return parse_qs(urlsplit(self.callback).query)["m"][0]

    @property
    def direction(self) -> str:
        """Whose it is, in Twilio's words."""
        if self.incoming:
            return "inbound"
        return "outbound-reply" if self.answer else "outbound-api"

    def as_json(self) -> dict[str, Any]:
        """Return what the API shows of it."""
        uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{self.sid}.json"
        moment = format_datetime(self.created)
        return {
            "account_sid": ACCOUNT,
            "api_version": "2010-04-01",
            "body": self.body,
            "date_created": moment,
            "date_sent": None if self.status == "queued" else moment,
            "date_updated": moment,
            "direction": self.direction,
            "error_code": self.code,
            "error_message": None,
            "from": self.sender,
            "messaging_service_sid": None,
            "num_media": "0",
            "num_segments": str(num_segments(self.body)),
            "price": None,
            "price_unit": "GBP",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": uri.replace(".json", "/Media.json")},
            "to": self.to,
            "uri": uri,
        }


def problem(form: Mapping[str, str], account: Account, blocked: set[tuple[str, str]]) -> int | None:
    """Return the code with which Twilio refuses a message, in the order in which it looks."""
    to, sender, body = (form.get(name, "") for name in ("To", "From", "Body"))
    problems = {
        21604: not to,
        21603: not sender,
        21602: not body,
        21617: len(body) > LONGEST,
        21211: not E164.fullmatch(to),
        21614: LANDLINE.fullmatch(to) is not None,
        21606: sender not in account.numbers,
        21610: (sender, to) in blocked,
    }
    return next((code for code, is_so in problems.items() if is_so), None)
