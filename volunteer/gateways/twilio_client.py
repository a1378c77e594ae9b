"""Twilio's own client, made the one way that is safe.

It waits no longer than it is told to, keeps its log quiet, and goes to a stand-in whole or not
at all.
"""

import logging
from collections.abc import Callable

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from volunteer.gateways.last_look import LastLook

TIMEOUT = 10.0  # seconds; the client itself would wait for ever
# What the client raises at an answer that is not what it should be; the last three at JSON
# of another shape.
BROKEN = (
    TwilioException,
    requests.RequestException,
    ValueError,
    AttributeError,
    KeyError,
    TypeError,
)
Hear = Callable[[requests.Response], object]


def connect(
    account_sid: str,
    auth_token: str,
    *,
    api_base: str = "",
    timeout: float = TIMEOUT,
    hear: Hear | None = None,
) -> Client:
    """Return a client for an account; ``hear`` is told of every answer.

    ``api_base`` sends everything to a stand-in instead.
    """
    quiet = logging.getLogger("volunteer.twilio")  # its own log prints phone numbers
    quiet.setLevel(logging.ERROR)
    hooks = {"response": [lambda answer, **_: hear(answer) and None]} if hear else None
    http = TwilioHttpClient(timeout=timeout, logger=quiet, request_hooks=hooks)
    for scheme in ("https://", "http://"):
        http.session.mount(scheme, LastLook())
    client = Client(account_sid, auth_token, http_client=http)
    if api_base:
        client.edge = client.region = None  # would rewrite the address
        for part in (client.api, client.messaging, client.accounts, client.monitor):
            part.base_url = api_base
    return client
