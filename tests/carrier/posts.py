"""Posting to webhooks as Twilio does: signed, and tried again once if nobody is there."""

from dataclasses import dataclass

import requests

from tests.carrier.account import Account

PATIENCE = 15  # seconds, as Twilio's
HTTP_FAILED, NO_CONNECTION = 11200, 11205  # Twilio's codes for a webhook that failed
WELL = range(200, 300)


@dataclass(frozen=True, slots=True)
class Posted:
    """One post: what it said, to which address, and what came back (0 if nobody was there)."""

    url: str
    form: dict[str, str]
    signature: str
    status: int = 0
    kind: str = ""
    body: str = ""

    @property
    def failure(self) -> int | None:
        """Twilio's code for what went wrong."""
        if self.status in WELL:
            return None
        return HTTP_FAILED if self.status else NO_CONNECTION


def post(account: Account, url: str, form: dict[str, str]) -> list[Posted]:
    """Post a form; once more if the connection fails, and never after any answer."""
    signature = account.sign(url, form)
    first = send(url, form, signature)
    return [first] if first.status else [first, send(url, form, signature)]


def send(url: str, form: dict[str, str], signature: str) -> Posted:
    """Post a form once, with a signature that may be old."""
    with requests.Session() as session:
        session.trust_env = False  # no proxy stands between this machine and itself
        headers = {"X-Twilio-Signature": signature, "User-Agent": "TwilioProxy/1.1"}
        try:
            answer = session.post(
                url, data=form, headers=headers, timeout=PATIENCE, allow_redirects=False
            )
        except requests.RequestException:
            return Posted(url, form, signature)
    kind = answer.headers.get("Content-Type", "")
    return Posted(url, form, signature, answer.status_code, kind, answer.text)
