"""What a carrier's error code means for us: data, because carriers change it.

Pure. The numbers are Twilio's; each has a page at https://www.twilio.com/docs/api/errors.
"""

from enum import StrEnum


class Meaning(StrEnum):
    """What an error says, in the terms in which we act on it."""

    BAD_NUMBER = "bad number"  # nothing will ever arrive there: ask for another number
    STOPPED = "stopped"  # the carrier holds a stop: write it in our ledger
    PHONE_OFF = "phone off"  # worth another try, later
    FILTERED = "filtered"  # a network takes us for spam: halt the wave
    CONFIGURATION = "configuration"  # ours to mend: stop the sender at once and alarm
    SLOW_DOWN = "slow down"  # refused for now: wait, and send less
    UNKNOWN = "unknown"  # it may have been sent: look before sending again


MEANINGS = {
    401: Meaning.CONFIGURATION,  # three statuses without a code: the account, or a proxy
    403: Meaning.CONFIGURATION,
    404: Meaning.CONFIGURATION,
    20003: Meaning.CONFIGURATION,  # authentication failed
    20404: Meaning.CONFIGURATION,  # no such account or resource
    20429: Meaning.SLOW_DOWN,  # too many requests
    21211: Meaning.BAD_NUMBER,  # invalid To
    21212: Meaning.CONFIGURATION,  # invalid From
    21265: Meaning.BAD_NUMBER,  # To is a short code (split from 21211 in July 2024)
    21268: Meaning.BAD_NUMBER,  # To is a premium or information service (likewise)
    21408: Meaning.CONFIGURATION,  # the country is not permitted to this account
    21602: Meaning.CONFIGURATION,  # no body
    21603: Meaning.CONFIGURATION,  # no From
    21606: Meaning.CONFIGURATION,  # From may not send to To
    21608: Meaning.CONFIGURATION,  # a trial account sends to verified numbers only
    21610: Meaning.STOPPED,  # the person texted STOP
    21611: Meaning.SLOW_DOWN,  # this sender's queue is over ten hours long
    21612: Meaning.BAD_NUMBER,  # no route from From to this To; others may have one
    21614: Meaning.BAD_NUMBER,  # not a mobile
    21617: Meaning.CONFIGURATION,  # over 1600 characters
    21635: Meaning.BAD_NUMBER,  # a landline (split from 21614 in July 2024)
    30001: Meaning.SLOW_DOWN,  # queue overflow
    30002: Meaning.CONFIGURATION,  # account suspended
    30003: Meaning.PHONE_OFF,  # unreachable handset: off, or no signal
    30004: Meaning.BAD_NUMBER,  # this number is barred from receiving
    30005: Meaning.BAD_NUMBER,  # unknown handset
    30006: Meaning.BAD_NUMBER,  # landline, or a network that cannot be reached
    30007: Meaning.FILTERED,  # filtered as spam
    30008: Meaning.UNKNOWN,  # the network gave no reason
    30036: Meaning.SLOW_DOWN,  # waited in Twilio's queue past its validity
}

TOO_MANY_REQUESTS = 429


def meaning(code: int | None, *, http_status: int | None = None) -> Meaning:
    """Return what an error means; what we do not know may have been sent, so UNKNOWN.

    ``http_status`` speaks where there is no code: a bare 429 is "slow down".
    """
    if code in MEANINGS:
        return MEANINGS[code]
    return Meaning.SLOW_DOWN if http_status == TOO_MANY_REQUESTS else Meaning.UNKNOWN


def meaning_of(code: str) -> Meaning:
    """Return what a code means as the carrier writes it; a word of another kind is UNKNOWN."""
    return meaning(int(code) if code.isdigit() else None)
