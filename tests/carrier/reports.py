"""What the carrier tells of its messages: when, how often and in which order."""

import random
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.carrier.forms import a_report
from tests.carrier.messages import Kept


class When(Enum):
    """When a message is reported on."""

    NEVER = auto()
    AFTER = auto()  # the answer to its creation
    BEFORE = auto()  # that answer
    HELD = auto()  # until they are released


@dataclass(frozen=True, slots=True)
class Report:
    """One report, and where it goes."""

    url: str
    form: dict[str, str]


@dataclass(slots=True)
class Reports:
    """The manner of reporting. Each report is posted ``times`` times.

    ``fates`` are the error codes that await the messages to a phone.
    """

    when: When = When.NEVER
    times: int = 1
    fates: dict[str, int] = field(default_factory=dict)
    held: list[Report] = field(default_factory=list)

    def on(self, kept: Kept) -> list[Report]:
        """Let a message go its way, and return what there is to tell of it.

        Of ``queued``, in which it began, Twilio tells nothing.
        """
        kept.code = self.fates.get(kept.to)
        kept.status = "undelivered" if kept.code else "delivered"
        words = [("sent", ""), (kept.status, str(kept.code or ""))]
        told = [_report(kept, word, code) for word, code in words]
        return [] if self.when is When.NEVER else [one for one in told for _ in range(self.times)]

    def release(self, *, shuffled_by: int | None, backwards: bool) -> list[Report]:
        """Return what was held: in order, well shuffled or the last first."""
        released, self.held = self.held, []
        if backwards:
            released.reverse()
        if shuffled_by is not None:
            random.Random(shuffled_by).shuffle(released)  # noqa: S311 - the same each time
        return released


def _report(kept: Kept, word: str, code: str) -> Report:
    form = a_report(sid=kept.sid, word=word, code=code, From=kept.sender, To=kept.to)
    return Report(kept.callback, form)
