"""Twilio, through its own client.

Creating a message is not idempotent and has no key for it: what may have happened is
said to be uncertain, and looked up before anything is sent again.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import takewhile

import requests
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.request_validator import RequestValidator

from volunteer.core.errors import GatewayError
from volunteer.core.ports import Arrived, Letter
from volunteer.gateways.last_look import TooLate, looking
from volunteer.gateways.twilio_client import BROKEN, TIMEOUT, connect
from volunteer.messages.codes import Meaning, meaning

SERVER_TROUBLE = 500
CLOCKS_DIFFER = timedelta(minutes=2)
MOST_ARRIVED, PAGE = 10_000, 1000
FIRST_PAGES = 200  # messages to one number that a look-up reads, newest first


class Twilio:
    """The carrier."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        callback_url: str,
        api_base: str = "",
        timeout: float = TIMEOUT,
    ) -> None:
        """Speak for an account; ``api_base`` sends everything to a stand-in instead."""
        self._client = connect(account_sid, auth_token, api_base=api_base, timeout=timeout)
        self._callback_url = callback_url

    def send(self, letter: Letter) -> str:
        """Hand one text over and return its SID."""
        try:
            with looking(letter.in_time):
                sent = self._client.messages.create(
                    to=letter.to,
                    from_=letter.sender,
                    body=letter.body,
                    status_callback=f"{self._callback_url}?m={letter.token}",
                )
        except TooLate:
            raise GatewayError("not handed over in time", code="too late") from None
        except (TwilioRestException, TwilioServiceException) as error:
            raise _refusal(error) from None
        except BROKEN as error:
            raise _lost(error) from None
        if not sent.sid:
            raise GatewayError("an answer without a SID", uncertain=True, code="garbled")
        return str(sent.sid)

    def find(self, letter: Letter, *, besides: Collection[str] = ()) -> str | None:
        """Return the SID of a text like this one, created since it was claimed.

        Of several with the same words it is the one made nearest to the claim, leaving out
        those that are known to be others.
        """
        earliest = letter.claimed_at - CLOCKS_DIFFER
        try:
            found = [
                (abs(sent.date_created - letter.claimed_at), str(sent.sid))
                for sent in self._client.messages.list(to=letter.to, limit=FIRST_PAGES)
                if sent.body == letter.body
                and sent.date_created >= earliest
                and sent.sid not in besides
            ]
        except BROKEN as error:
            raise GatewayError(f"could not look up: {type(error).__name__}") from None
        return min(found)[1] if found else None

    def arrived(self, number: str, *, since: datetime) -> list[Arrived]:
        """Return what was texted to one of our numbers since a moment, the oldest first."""
        try:
            newest = self._client.messages.stream(to=number, limit=MOST_ARRIVED, page_size=PAGE)
            return [
                Arrived(str(text.sid), text.from_, text.body or "", int(text.num_media or 0))
                for text in takewhile(lambda text: text.date_created >= since, newest)
            ][::-1]
        except BROKEN as error:
            raise GatewayError(f"could not look up: {type(error).__name__}") from None


def signed(tokens: Iterable[str], url: str, form: Mapping[str, str], signature: str) -> bool:
    """Return whether Twilio signed a request to this public address, with one of these tokens.

    With an empty token anybody could sign, so what it signs counts for nothing.
    """
    return any(token and RequestValidator(token).validate(url, form, signature) for token in tokens)


def _refusal(error: TwilioRestException | TwilioServiceException) -> GatewayError:
    code = str(error.code or error.status)
    if error.status >= SERVER_TROUBLE:
        return GatewayError(f"carrier error {code}", uncertain=True, code=code)
    slower = meaning(error.code, http_status=error.status) is Meaning.SLOW_DOWN
    return GatewayError(f"carrier error {code}", permanent=not slower, code=code)


def _lost(error: Exception) -> GatewayError:
    """Say what a broken connection means: only one that was never made is certain."""
    never_made = isinstance(error, requests.exceptions.ConnectTimeout)
    return GatewayError(
        f"no answer: {type(error).__name__}", uncertain=not never_made, code="no answer"
    )
