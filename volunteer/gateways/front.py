"""Our own public address, asked from without: by name, over HTTPS, with its certificate checked."""

from collections.abc import Mapping

import requests

from volunteer.core.carrier import Reply
from volunteer.core.errors import GatewayError

TIMEOUT = 15.0  # seconds, as long as the carrier waits
LONGEST = 4000  # characters of an answer that anybody looks at


class PublicFront:
    """What stands at an address."""

    def __init__(self, base: str, *, timeout: float = TIMEOUT) -> None:
        """Ask at this address."""
        self._base, self._timeout = base, timeout

    def get(self, path: str) -> Reply:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, form: Mapping[str, str], signature: str | None) -> Reply:
        """Post a form, signed or not."""
        signed = {} if signature is None else {"X-Twilio-Signature": signature}
        return self._ask("POST", path, data=dict(form), headers=signed)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        try:
            answer = requests.request(
                method,
                self._base + path,
                data=data,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,  # the carrier's signature is over the address it was given
            )
        except requests.exceptions.SSLError:
            raise GatewayError("no good certificate", code="certificate") from None
        except requests.Timeout:
            raise GatewayError("no answer in time", code="time") from None
        except (requests.RequestException, UnicodeError):
            raise GatewayError("nobody there", code="nobody") from None
        kind = answer.headers.get("Content-Type", "")
        leads_to = answer.headers.get("Location", "")
        return Reply(answer.status_code, kind, answer.text[:LONGEST], leads_to)
