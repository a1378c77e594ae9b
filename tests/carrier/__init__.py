"""A carrier in Twilio's place: its Messages API over real HTTP, with a memory and with faults.

It keeps what it accepted, answers in Twilio's JSON and with its error codes, owns the opt-out
words, and signs what it posts to our webhooks. ``StandIn`` is the carrier, ``door`` its HTTP,
``Phone`` a resident's phone, ``faults`` what can go wrong and ``reports`` what it tells of a
message.
"""

from tests.carrier.account import (
    ACCOUNT,
    NUMBER,
    OTHER_ACCOUNT,
    TOKEN,
    Account,
    Number,
    Service,
)
from tests.carrier.door import running
from tests.carrier.faults import (
    ACCEPTED_THEN_500,
    ACCEPTED_THEN_CUT,
    ACCEPTED_THEN_GARBLED,
    ACCEPTED_THEN_LATE,
    ACCEPTED_THEN_RESET,
    ACCEPTED_THEN_SILENT,
    ACCEPTED_THEN_TROUBLE,
    LOST,
    LOST_500,
    LOST_503,
    LOST_RESET,
    REFUSED_429,
    REFUSED_20003,
    REFUSED_21610,
    SLOW,
    Fault,
    Manner,
)
from tests.carrier.forms import CALLBACK, a_report, a_text, signature
from tests.carrier.messages import Kept
from tests.carrier.phones import Phone
from tests.carrier.reports import When
from tests.carrier.standin import StandIn

__all__ = [
    "ACCEPTED_THEN_500",
    "ACCEPTED_THEN_CUT",
    "ACCEPTED_THEN_GARBLED",
    "ACCEPTED_THEN_LATE",
    "ACCEPTED_THEN_RESET",
    "ACCEPTED_THEN_SILENT",
    "ACCEPTED_THEN_TROUBLE",
    "ACCOUNT",
    "CALLBACK",
    "LOST",
    "LOST_500",
    "LOST_503",
    "LOST_RESET",
    "NUMBER",
    "OTHER_ACCOUNT",
    "REFUSED_429",
    "REFUSED_20003",
    "REFUSED_21610",
    "SLOW",
    "TOKEN",
    "Account",
    "Fault",
    "Kept",
    "Manner",
    "Number",
    "Phone",
    "Service",
    "StandIn",
    "When",
    "a_report",
    "a_text",
    "running",
    "signature",
]
