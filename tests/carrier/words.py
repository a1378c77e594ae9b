"""The words that Twilio owns: alone in a text and in any case, they are its own affair.

What it answers is what it answers by default, on a long number.
"""

STOP = frozenset(["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"])
LIFT = frozenset(["START", "YES", "UNSTOP"])
HELP = frozenset(["HELP", "INFO"])
ANSWERS = {
    "STOP": "You have successfully been unsubscribed. You will not receive any more messages "
    "from this number. Reply START to resubscribe.",
    "START": "You have successfully been re-subscribed to messages from this number. Reply HELP "
    "for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
    "HELP": "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}


def kind(body: str, *, blocked: bool) -> str | None:
    """Return what the carrier takes a text for: STOP, START, HELP or nothing of its own.

    A YES is nothing of its own but from a number that is blocked.
    """
    word = body.strip().upper()
    if word in STOP:
        return "STOP"
    if word in LIFT and (blocked or word != "YES"):
        return "START"
    return "HELP" if word in HELP else None


def answer(body: str, taken_for: str) -> str | None:
    """Return what Twilio texts back; a YES lifts the block and is not answered."""
    return None if body.strip().upper() == "YES" else ANSWERS[taken_for]
