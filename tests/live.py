"""The whole service at an address of its own, with the stand-in of Twilio as its carrier.

The carrier's client, the webhooks and the callbacks: all of it is real, and over HTTP.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ssl import SSLContext

from flask import Flask

from tests.carrier import ACCOUNT, TOKEN, StandIn, When, running
from tests.conftest import NOON
from tests.serving import Stage, serving
from volunteer.core import clock
from volunteer.gateways.twilio import Twilio

MakeApp = Callable[..., Flask]


@dataclass
class Live:
    """The service and its carrier, on the clock of the demo.

    ``start`` starts the service again, with settings changed; what it returns answers from
    then on, while ``app`` has the worker that is at work.
    """

    app: Flask
    carrier: StandIn
    base: str
    start: Callable[..., Flask]

    def now(self) -> datetime:
        """Return what the time is, for the service and for its carrier."""
        with self.app.app_context():
            return clock.now()

    def wait(self, time: timedelta) -> None:
        """Let time pass."""
        with self.app.app_context():
            clock.move_to(clock.now() + time)

    def work(self) -> None:
        """Let the worker do all that is due, and the carrier report on it."""
        self.app.extensions["worker"].work_off()
        self.carrier.postman.wait()

    def owns(self, number: str, *, base: str = "") -> None:
        """Let a number of the account be one of ours, its texts posted to us."""
        self.carrier.owns(number, url=f"{base or self.base}/sms/inbound")


@contextmanager
def live(
    make_app: MakeApp,
    *,
    patience: float | None = None,
    tls: SSLContext | None = None,
    **more: str,
) -> Iterator[Live]:
    """Give the service with its carrier, on a Saturday at noon.

    ``patience`` is how many seconds it waits for the carrier's answer, if not as many as
    usual; ``more`` are other settings. With ``tls`` it is served over HTTPS.
    """
    with serving(tls=tls) as stage, running(NOON) as carrier:
        carrier.reports.when = When.AFTER

        def start(**anew: str) -> Flask:
            settings = _settings(stage, carrier) | more | anew
            stage.app = app = make_app(sms=patience and _hasty(settings, patience), **settings)
            return app

        world = Live(start(), carrier, stage.base, start)
        with world.app.app_context():
            clock.move_to(NOON)
        carrier.clock = world.now
        yield world


def _settings(stage: Stage, carrier: StandIn) -> dict[str, str | bool]:
    return {
        "DEMO": True,
        "SMS_GATEWAY": "twilio",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE": carrier.url,
        "PUBLIC_BASE_URL": stage.base,
    }


def _hasty(settings: dict[str, str | bool], patience: float) -> Twilio:
    return Twilio(
        account_sid=str(settings["TWILIO_ACCOUNT_SID"]),
        auth_token=str(settings["TWILIO_AUTH_TOKEN"]),
        callback_url=f"{settings['PUBLIC_BASE_URL']}/sms/status",
        api_base=str(settings["TWILIO_API_BASE"]),
        timeout=patience,
    )
