"""Our account with Twilio, through its own client: what it says of itself and of our numbers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.request_validator import RequestValidator

from volunteer.core.carrier import Failure, Hook, OwnNumber, Pool, Standing
from volunteer.core.errors import GatewayError
from volunteer.gateways.twilio_client import BROKEN, TIMEOUT, connect

MOST = 1000  # services, numbers in one, failures: whoever has more looks at the newest
REFUSALS = {401, 403}


class TwilioAccount:
    """The account."""

    def __init__(
        self, *, account_sid: str, auth_token: str, api_base: str = "", timeout: float = TIMEOUT
    ) -> None:
        """Speak for an account; ``api_base`` sends everything to a stand-in instead."""
        self._sid, self._token = account_sid, auth_token
        self._api_base, self._timeout = api_base, timeout
        self._told_at: datetime | None = None
        self._client = self._connect(auth_token)

    def standing(self) -> Standing:
        """Return how the account stands; raise with the carrier's code if it is not ours."""
        with _plainly():
            account = self._client.api.v2010.accounts(self._sid).fetch()
        return Standing(account.status == "active", account.type == "Trial", self._told_at)

    def takes(self, token: str) -> bool:
        """Return whether the account takes another token."""
        try:
            with _plainly():
                self._connect(token).api.v2010.accounts(self._sid).fetch()
        except GatewayError as error:
            if error.permanent:
                return False
            raise
        return True

    def balance(self) -> tuple[str, str] | None:
        """Return what is left to spend, and in which currency; a subaccount is not told."""
        with _plainly():
            told = _or_none(self._client.api.v2010.account.balance.fetch)
        return (told.balance, told.currency) if told is not None and told.balance else None

    def may_text(self, country: str) -> bool | None:
        """Return whether texts to a country may go out; None where that is not told."""
        with _plainly():
            told = _or_none(
                lambda: self._client.accounts.v1.messaging_geopermissions.fetch(
                    country_code=country
                )
            )
        permissions = (told.permissions or []) if told is not None else []
        said = [one["enabled"] for one in permissions if one["country_code"] == country]
        return bool(said[0]) if said else None

    def number(self, number: str) -> OwnNumber | None:
        """Return a number of the account; None if it has no such number."""
        numbers = self._client.api.v2010.account.incoming_phone_numbers
        with _plainly():
            found = numbers.list(phone_number=number, limit=MOST)
            return next((_own(one) for one in found if one.phone_number == number), None)

    def pool_of(self, number: OwnNumber) -> Pool | None:
        """Return the Messaging Service that a number is in, if it is in one."""
        with _plainly():
            for service in self._client.messaging.v1.services.list(limit=MOST):
                members = self._client.messaging.v1.services(service.sid).phone_numbers
                if any(one.sid == number.sid for one in members.list(limit=MOST)):
                    return _pool(service)
        return None

    def failures(self, *, since: datetime, base: str) -> list[Failure]:
        """Return what went wrong with addresses that begin so, the newest first."""
        with _plainly():
            told = self._client.monitor.v1.alerts.list(start_date=since, limit=MOST)
            return [
                Failure(str(one.error_code), one.request_url)
                for one in told
                if (one.request_url or "").startswith(base)
            ]

    def point(self, number: OwnNumber, url: str, *, forget_calls: bool) -> None:
        """Let the texts to a number be posted to an address, and to it again if that fails."""
        more = {"status_callback": ""} if forget_calls else {}
        with _plainly():
            self._client.api.v2010.account.incoming_phone_numbers(number.sid).update(
                sms_url=url,
                sms_method="POST",
                sms_fallback_url=url,
                sms_fallback_method="POST",
                **more,
            )

    def signature(self, url: str, form: Mapping[str, str]) -> str:
        """Sign a form for an address, as the carrier would."""
        return str(RequestValidator(self._token).compute_signature(url, form))

    def _connect(self, token: str) -> Any:
        base, timeout = self._api_base, self._timeout
        return connect(self._sid, token, api_base=base, timeout=timeout, hear=self._hear)

    def _hear(self, answer: requests.Response) -> None:
        said = answer.headers.get("Date")
        self._told_at = parsedate_to_datetime(said) if said else None


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn what the client raises into our own error, with the carrier's code."""
    try:
        yield
    except (TwilioRestException, TwilioServiceException) as error:
        code, refused = str(error.code or error.status), error.status in REFUSALS
        raise GatewayError(f"carrier error {code}", permanent=refused, code=code) from None
    except BROKEN as error:
        raise GatewayError(f"no answer: {type(error).__name__}", code="no answer") from None


def _or_none(ask: Any) -> Any:
    """Return an answer, or None where Twilio has none for such an account."""
    try:
        return ask()
    except (TwilioRestException, TwilioServiceException) as error:
        if error.status in {400, 403, 404}:
            return None
        raise


def _own(found: Any) -> OwnNumber:
    return OwnNumber(
        sid=found.sid,
        sends_texts=bool(found.capabilities.get("sms")),
        inbound=_hook(found.sms_url, found.sms_method),
        fallback=_hook(found.sms_fallback_url, found.sms_fallback_method),
        application=found.sms_application_sid or "",
        calls_told_to=found.status_callback or "",
    )


def _pool(service: Any) -> Pool:
    return Pool(
        name=service.friendly_name or "",
        inbound=_hook(service.inbound_request_url, service.inbound_method),
        fallback=_hook(service.fallback_url, service.fallback_method),
        defers=bool(service.use_inbound_webhook_on_number),
    )


def _hook(url: str | None, method: str | None) -> Hook:
    return Hook(url or "", (method or "POST").upper())
