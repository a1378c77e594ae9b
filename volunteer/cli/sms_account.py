"""Whether the carrier knows us: the two settings, the account, and the clock."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from volunteer.cli.findings import Finding, mend, note, ok
from volunteer.core.carrier import CarrierAccount, Failure, Standing
from volunteer.core.errors import GatewayError

ACCOUNT_SID = re.compile(r"AC[0-9a-f]{32}")
CLOCK_MAY_BE_OFF = timedelta(minutes=1)
LOOK_BACK = timedelta(days=1)
HOME = "GB"
UNKNOWN = {"20003", "20404"}  # Twilio's words for a wrong token and a wrong account
REASONS = {
    "11200": "our answer was no 2xx, or none",
    "11205": "no connection",
    "11210": "the name of the host is not known",
    "11220": "no connection within the time",
    "11235": "the certificate is of another name",
    "11237": "the certificate is not one to trust",
    "11751": "a part of the text was too large",
    "12300": "our answer was of a wrong content type",
}


def let_in(account: CarrierAccount, sid: str) -> tuple[Finding, Standing | None]:
    """See whether the two settings are taken, and if so, how the account stands."""
    if not ACCOUNT_SID.fullmatch(sid):
        return mend(
            "TWILIO_ACCOUNT_SID is not one: it is AC and 32 small letters and digits, on the "
            "first page of the console (not an API key, which begins with SK)."
        ), None
    try:
        standing = account.standing()
    except GatewayError as error:
        return mend(_not_let_in(error.code)), None
    return ok("Twilio takes TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."), standing


def second_token(account: CarrierAccount, token: str) -> Iterator[Finding]:
    """See whether the second token is one of the account's, where there is one."""
    if not token:
        return
    if account.takes(token):
        yield note(
            "TWILIO_AUTH_TOKEN_SECONDARY is believed too: take it out when tokens are changed over."
        )
    else:
        yield mend(
            "TWILIO_AUTH_TOKEN_SECONDARY is no token of this account (any more): whoever has it "
            "can sign texts to us. Take it out and restart."
        )


def standing_of(standing: Standing) -> Iterator[Finding]:
    """See whether the account may send."""
    if standing.is_active:
        yield ok("The account is active.")
    else:
        yield mend("The account is not active: the console's first page says why (often a bill).")
    if standing.is_trial:
        yield mend(
            "It is a trial account: it texts numbers only that were verified by hand (21608 for "
            "all others), and puts its own words before ours. Console: Billing, Upgrade."
        )


def clock(standing: Standing, *, now: datetime) -> Iterator[Finding]:
    """Compare this machine's clock with the carrier's."""
    if standing.at is None:
        yield note("Twilio did not say what the time is: this machine's clock was not compared.")
        return
    off = now - standing.at
    if abs(off) <= CLOCK_MAY_BE_OFF:
        yield ok("This machine's clock is right within a minute.")
    else:
        ahead = "ahead" if off > timedelta() else "behind"
        seconds = abs(round(off.total_seconds()))
        yield mend(
            f"This machine's clock is {seconds} seconds {ahead} of Twilio's: calls would go out at "
            "the wrong hour, and lost texts not be found. Switch time-keeping on: "
            "`timedatectl set-ntp true`."
        )


def money(account: CarrierAccount, *, a_day_pence: int) -> Iterator[Finding]:
    """See whether there is something left to spend."""
    left = account.balance()
    if left is None:
        yield note("The balance is not told for this account: look at Billing in the console.")
        return
    amount, currency = left
    if Decimal(amount) <= 0:
        yield mend(f"Nothing is left ({amount} {currency}): Console: Billing, Add funds.")
        return
    yield ok(f"{amount} {currency} are left.")
    if currency == "GBP" and Decimal(amount) * 100 < a_day_pence:
        cap = f"{Decimal(a_day_pence) / 100:.2f}"
        yield note(
            f"That is less than all cities may spend in a day ({cap}): switch auto-recharge on."
        )


def countries(account: CarrierAccount) -> Iterator[Finding]:
    """See whether texts to British phones may go out."""
    place = "Console: Messaging, Settings, Geo permissions, United Kingdom"
    allowed = account.may_text(HOME)
    if allowed is None:
        yield note(f"Whether texts to the United Kingdom are allowed is not told. Look: {place}.")
    elif allowed:
        yield ok("Texts to the United Kingdom are allowed.")
    else:
        yield mend(f"Texts to the United Kingdom are not allowed (21408). Tick it. {place}.")


def seen_from_there(account: CarrierAccount, base: str, *, now: datetime) -> Iterator[Finding]:
    """Tell what the carrier itself could not do with our addresses since yesterday."""
    failures = account.failures(since=now - LOOK_BACK, base=base)
    if not failures:
        yield ok("Twilio's own log has no failure at our addresses since yesterday.")
        return
    yield note(
        f"Twilio's own log has failures at our addresses since yesterday: {_counted(failures)}. "
        "Texts among them are taken in from its list all the same. Console: Monitor, Errors."
    )


def _counted(failures: list[Failure]) -> str:
    counted = Counter(failure.code for failure in failures)
    return ", ".join(f"{times} × {code}{_reason(code)}" for code, times in counted.most_common())


def _reason(code: str) -> str:
    return f" ({REASONS[code]})" if code in REASONS else ""


def _not_let_in(code: str) -> str:
    if code in UNKNOWN:
        return (
            f"Twilio does not take TWILIO_AUTH_TOKEN for TWILIO_ACCOUNT_SID ({code}). Console: "
            "Account, API keys & tokens, live credentials: copy both from the same account, set "
            "them, and restart. Test credentials do not do."
        )
    if code == "no answer":
        return "Twilio does not answer: this machine must reach https://api.twilio.com."
    return f"Twilio does not let us in now ({code}): its status is at https://status.twilio.com."
