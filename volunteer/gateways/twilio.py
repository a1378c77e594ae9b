"""Twilio, through its own client.

Creating a message is not idempotent and has no key for it: what may have happened is
said to be uncertain, and looked up before anything is sent again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import takewhile
from typing import TypeVar

import requests
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.request_validator import RequestValidator
from twilio.rest.api.v2010.account.message import MessageInstance

from volunteer.core.errors import GatewayError
from volunteer.core.ports import MOST_LISTED, Arrived, Handed, Letter
from volunteer.gateways.last_look import TooLate, looking
from volunteer.gateways.twilio_client import BROKEN, TIMEOUT, connect
from volunteer.messages.codes import Meaning, meaning

T = TypeVar("T")
SERVER_TROUBLE = 500
CLOCKS_DIFFER = timedelta(minutes=2)
PAGE = 1000
SHORTEST, LONGEST = 10, 36_000  # seconds that a text may wait in Twilio's own queue
OWN_ANSWER = "outbound-reply"  # Twilio's word for a text that a text to us led to
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
                    validity_period=_validity(letter),
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
        return self._listed(_arrived, since, to=number)

    def handed(self, number: str, *, since: datetime) -> list[Handed]:
        """Return what one of our numbers sent since a moment, the oldest first."""
        return self._listed(_handed, since, from_=number)

    def _listed(
        self, read: Callable[[MessageInstance], T], since: datetime, **which: str
    ) -> list[T]:
        """Return the texts to or from a number since a moment, the oldest first.

        The list begins with the newest and is read page by page. It is never asked by date:
        that filter knows days only, and goes by the moment of sending.
        """
        try:
            newest = self._client.messages.stream(**which, limit=MOST_LISTED, page_size=PAGE)
            lately = takewhile(lambda text: text.date_created >= since, newest)
            return [read(text) for text in lately][::-1]
        except BROKEN as error:
            raise GatewayError(f"could not look up: {type(error).__name__}") from None


def signed(tokens: Iterable[str], url: str, form: Mapping[str, str], signature: str) -> bool:
    """Return whether Twilio signed a request to this public address, with one of these tokens.

    With an empty token anybody could sign, so what it signs counts for nothing.
    """
    return any(token and RequestValidator(token).validate(url, form, signature) for token in tokens)


def _arrived(text: MessageInstance) -> Arrived:
    return Arrived(str(text.sid), text.from_, text.body or "", int(text.num_media or 0))


def _handed(text: MessageInstance) -> Handed:
    return Handed(
        sid=str(text.sid),
        to=str(text.to),
        body=text.body or "",
        word=str(text.status),
        code=str(text.error_code or ""),
        at=text.date_created,
        is_answer=text.direction == OWN_ANSWER,
    )


def _validity(letter: Letter) -> int:
    """Return for how many seconds a text may wait in Twilio's queue: what is old is not sent."""
    if letter.useful_until is None:
        return LONGEST
    left = int((letter.useful_until - letter.claimed_at).total_seconds())
    return min(max(left, SHORTEST), LONGEST)


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
