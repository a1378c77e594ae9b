"""What can go wrong with a call to the carrier."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from tests.carrier.answers import Answer, error, trouble


class Manner(Enum):
    """How an answer comes."""

    WHOLE = auto()
    CUT = auto()  # half of it, then the connection ends
    SILENT = auto()  # none at all, and the connection stays
    RESET = auto()  # none at all, and the connection breaks
    SLOW = auto()  # whole, after a while
    LATE = auto()  # whole, but whoever asked has given up


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call.

    ``keeps``: what was asked is done all the same. ``instead`` is the body of the answer in
    place of the right one.
    """

    name: str
    keeps: bool = False
    manner: Manner = Manner.WHOLE
    status: int = 0
    code: int | None = None
    instead: str | None = None

    def answer(self) -> Answer:
        """Return what the carrier says instead."""
        return trouble(self.status) if self.code is None else error(self.code)


ACCEPTED_THEN_SILENT = Fault("accepted, then no answer", keeps=True, manner=Manner.SILENT)
ACCEPTED_THEN_LATE = Fault("accepted, answered too late", keeps=True, manner=Manner.LATE)
ACCEPTED_THEN_RESET = Fault("accepted, then reset", keeps=True, manner=Manner.RESET)
ACCEPTED_THEN_500 = Fault("accepted, then 500", keeps=True, status=500)
ACCEPTED_THEN_CUT = Fault("accepted, then cut", keeps=True, manner=Manner.CUT)
ACCEPTED_THEN_GARBLED = Fault("accepted, then a page", keeps=True, instead="<html>Sorry</html>")
SLOW = Fault("accepted, answered slowly", keeps=True, manner=Manner.SLOW)
LOST_500 = Fault("not accepted, 500", status=500)
LOST_503 = Fault("not accepted, 503", status=503)
LOST_RESET = Fault("not accepted, reset", manner=Manner.RESET)
REFUSED_21610 = Fault("refused: stopped", code=21610)
REFUSED_429 = Fault("refused: too many requests", code=20429)
REFUSED_20003 = Fault("refused: who are you", code=20003)
ACCEPTED_THEN_TROUBLE = (
    ACCEPTED_THEN_SILENT,
    ACCEPTED_THEN_RESET,
    ACCEPTED_THEN_500,
    ACCEPTED_THEN_CUT,
    ACCEPTED_THEN_GARBLED,
)
LOST = (LOST_500, LOST_503, LOST_RESET)


@dataclass(slots=True)
class Outage:
    """A fault of every call until a moment, or of those only that create a message."""

    fault: Fault
    until: datetime
    of_lists: bool = True


@dataclass(slots=True)
class Luck:
    """What befalls the next calls, one each, a None among them being a call that goes well.

    ``arriving`` are the looks at what was texted to a number of the account, ``listing`` all
    others. ``fired`` counts how often each fault did.
    """

    creating: list[Fault | None] = field(default_factory=list)
    listing: list[Fault | None] = field(default_factory=list)
    arriving: list[Fault | None] = field(default_factory=list)
    outage: Outage | None = None
    fired: Counter[Fault] = field(default_factory=Counter)

    def next(self, faults: list[Fault | None], now: datetime) -> Fault | None:
        """Take what befalls this call."""
        creating = faults is self.creating
        fault = faults.pop(0) if faults else None
        if fault is None and self.outage is not None and now < self.outage.until:
            fault = self.outage.fault if creating or self.outage.of_lists else None
        if fault is not None:
            self.fired[fault] += 1
        return fault
