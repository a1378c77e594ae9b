"""A city whose texts are set up right, and who looks whether they are."""

from dataclasses import dataclass
from ssl import SSLContext

from click.testing import Result
from flask import Flask

from tests.carrier import Number, StandIn
from tests.live import Live
from tests.test_gets import rows
from volunteer.core.db import db

STOPPED = "+447700900777"  # somebody who said stop


@dataclass
class Town:
    """The city, at an address with a certificate that this machine trusts."""

    live: Live
    name: str
    number: str
    tls: SSLContext

    @property
    def carrier(self) -> StandIn:
        return self.live.carrier

    @property
    def own(self) -> Number:
        """Return the number, as the carrier has it."""
        return self.carrier.account.numbers[self.number]

    @property
    def inbound(self) -> str:
        return f"{self.live.base}/sms/inbound"

    def check(self, *words: str, app: Flask | None = None, answer: str = "") -> Result:
        """Type the command."""
        runner = (app or self.live.app).test_cli_runner()
        return runner.invoke(args=["sms", "check", *words], input=answer)

    def rows(self) -> object:
        """Return everything in the database."""
        with self.live.app.app_context():
            return rows(db.session())


def lines(result: Result, mark: str) -> list[str]:
    """Return the lines of a kind: ok, mend or note."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return [line[6:] for line in result.output.splitlines() if line.startswith(f"{mark:<6}")]
