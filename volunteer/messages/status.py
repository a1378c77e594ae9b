"""How far a message has come.

Pure. A carrier's reports arrive late, twice, unordered, or before it has answered our
own call: so a message only moves forward, and the end it reached first stays.
"""

from enum import StrEnum


class Status(StrEnum):
    """Where a message stands, in the order in which it moves."""

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINAL = frozenset(
    {
        Status.DELIVERED,
        Status.UNDELIVERED,
        Status.FAILED,
        Status.EXPIRED,
        Status.SUPPRESSED,
        Status.CANCELLED,
    }
)

# Expired and suppressed are our own ends: they come before the carrier has the message.
RANK = {
    Status.HELD: 0,
    Status.QUEUED: 1,
    Status.SENDING: 2,
    Status.UNKNOWN: 3,
    Status.EXPIRED: 4,
    Status.SUPPRESSED: 4,
    Status.ACCEPTED: 5,
    Status.SENT: 6,
    Status.DELIVERED: 7,
    Status.UNDELIVERED: 7,
    Status.FAILED: 7,
    Status.CANCELLED: 7,
}

# Message.Status in Twilio's API description; its guide to status callbacks says what each
# means. Its queued and sending mean "Twilio has it": accepted, in our words. "received",
# "receiving" (texts to us) and "partially_delivered" (no longer used) are left out, so that
# they are loud.
CARRIER_WORDS = {
    "accepted": Status.ACCEPTED,
    "scheduled": Status.ACCEPTED,
    "queued": Status.ACCEPTED,
    "sending": Status.ACCEPTED,
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.DELIVERED,
    "undelivered": Status.UNDELIVERED,
    "failed": Status.FAILED,
    "canceled": Status.CANCELLED,
}


def advance(current: Status, reported: Status) -> Status:
    """Return the status after a report: the further of the two, and an end never moves."""
    if current in FINAL or RANK[reported] <= RANK[current]:
        return current
    return reported


def from_carrier(word: str) -> Status | None:
    """Return our status for the carrier's word; None for a word that we do not know."""
    return CARRIER_WORDS.get(word.strip().lower())
