"""Named steps of a worker's way, at which it strikes itself with a signal.

Nothing of this is in the product: it listens to what SQLAlchemy is about to do, and stands
between the worker and its carrier.
"""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from signal import Signals
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from volunteer.core.ports import Arrived, Letter, SmsGateway
from volunteer.gateways.twilio import Twilio
from volunteer.worker import Worker

# What a transaction is for, by what it makes of a message.
MEANT = {"sending": "claim", "accepted": "record", "unknown": "doubt"}
ELSE = "look"  # it is about to be looked up
COMMITS = (*MEANT.values(), ELSE, "reading")
STEPS = (
    *(f"{when} the commit of the {what}" for what in COMMITS for when in ("before", "after")),
    "before the call",
    "after the answer",
    "before the look",
    "after the look",
)


@dataclass
class Steps:
    """Counts how often a worker comes by a step; the time that is meant is its last."""

    where: str
    left: int
    sign: Signals
    doing: str = ""

    def reached(self, step: str) -> None:
        """Strike, if this is the step and the time."""
        self.left -= step == self.where
        if not self.left:
            self.left = -1
            os.kill(os.getpid(), self.sign)

    def listen(self) -> None:
        """Hear of every statement and commit from now on."""
        sa.event.listen(Engine, "before_cursor_execute", self._statement)
        sa.event.listen(Engine, "commit", self._commits)
        sa.event.listen(Session, "after_commit", self._committed)

    def _statement(self, _c: object, _cursor: object, words: str, values: Any, *_: object) -> None:
        if words.startswith("UPDATE text"):
            self.doing = "reading"
        elif "UPDATE message" in words and self.doing != "reading":
            given = values.values() if isinstance(values, dict) else values
            self.doing = next((MEANT[word] for word in MEANT if word in given), ELSE)

    def _commits(self, _connection: object) -> None:
        self.reached(f"before the commit of the {self.doing}")

    def _committed(self, _session: object) -> None:
        done, self.doing = self.doing, ""
        self.reached(f"after the commit of the {done}")


@dataclass(frozen=True)
class Struck:
    """A carrier at whose door there are steps."""

    carrier: Twilio
    steps: Steps

    def send(self, letter: Letter) -> str:
        """Hand a text over."""
        self.steps.reached("before the call")
        try:
            return self.carrier.send(letter)
        finally:
            self.steps.reached("after the answer")

    def find(self, letter: Letter, *, besides: Collection[str] = ()) -> str | None:
        """Look a text up."""
        self.steps.reached("before the look")
        sid = self.carrier.find(letter, besides=besides)
        self.steps.reached("after the look")
        return sid

    def arrived(self, number: str, *, since: datetime) -> Sequence[Arrived]:
        """Return what came in."""
        return self.carrier.arrived(number, since=since)


def strike(worker: Worker, sign: Signals, time: int, where: str) -> Worker:
    """Return a worker that strikes itself when it comes by a step for the so-manieth time."""
    steps = Steps(where, time, sign)
    steps.listen()
    assert isinstance(worker.sms, Twilio)
    carrier: SmsGateway = Struck(worker.sms, steps)
    return replace(worker, sms=carrier)
