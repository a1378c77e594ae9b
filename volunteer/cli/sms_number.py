"""Whether a city's number is ours at the carrier, and its texts are posted to us."""

from collections.abc import Iterator

from volunteer.cli.findings import Finding, mend, note, ok
from volunteer.core.carrier import CarrierAccount, Hook, OwnNumber, Pool

NUMBERS = "Console: Phone Numbers, Manage, Active numbers"
SERVICES = "Console: Messaging, Services"


def inbound_url(base: str) -> str:
    """Return where texts must be posted."""
    return f"{base}/sms/inbound"


def findings(
    account: CarrierAccount, city: str, number: str, own: OwnNumber | None, *, base: str
) -> Iterator[Finding]:
    """See to the number of a city, as the carrier has it."""
    if own is None:
        yield mend(
            f"{city}: {number} is not a number of this account (21606). {NUMBERS}: buy it or "
            "move it here, or take the settings of the account that has it."
        )
        return
    yield ok(f"{city}: {number} is a number of this account.")
    if not own.sends_texts:
        yield mend(f"{city}: the number cannot send texts. {NUMBERS}: buy one with “SMS”.")
    pool = account.pool_of(own)
    yield from _overridden(city, own, pool)
    if pool is not None and not pool.defers:
        place = f"{SERVICES}, {pool.name}, Integration"
        yield from _hooks(city, pool.inbound, pool.fallback, base=base, place=place)
        return
    place = f"{NUMBERS}, {number}, Messaging configuration"
    yield from _hooks(city, own.inbound, own.fallback, base=base, place=place)
    yield from _calls(city, own, base=base)


def can_be_pointed(own: OwnNumber, pool: Pool | None, *, base: str) -> bool:
    """Tell whether something about the number's own addresses is wrong."""
    if pool is not None and not pool.defers:
        return False
    url = inbound_url(base)
    right = all(_is(hook, url) for hook in (own.inbound, own.fallback))
    return not right or tells_us_of_calls(own, base=base)


def tells_us_of_calls(own: OwnNumber, *, base: str) -> bool:
    """Tell whether the number's phone calls are posted to us, who know of texts only."""
    return own.calls_told_to.startswith(f"{base}/sms/")


def _overridden(city: str, own: OwnNumber, pool: Pool | None) -> Iterator[Finding]:
    if own.application:
        yield mend(
            f"{city}: a TwiML App goes before the number's addresses. {NUMBERS}, the number, "
            "Messaging configuration: choose “Webhook” instead."
        )
    if pool is None:
        yield ok(
            f"{city}: no Messaging Service overrides it. Twilio answers STOP in its own words."
        )
        return
    if pool.defers:
        yield ok(f"{city}: the Messaging Service “{pool.name}” leaves texts to the number.")
    yield note(
        f"{city}: whether Advanced Opt-Out is on cannot be asked. Look: {SERVICES}, {pool.name}, "
        "Opt-Out Management; and leave START, UNSTOP and YES among its opt-in words."
    )


def _hooks(city: str, inbound: Hook, fallback: Hook, *, base: str, place: str) -> Iterator[Finding]:
    url = inbound_url(base)
    if _is(inbound, url):
        yield ok(f"{city}: its texts are posted to us.")
    else:
        yield mend(
            f"{city}: its texts go to {_shown(inbound)}. {place}, “A message comes in”: "
            f"Webhook, {url}, HTTP POST."
        )
    if _is(fallback, url):
        yield ok(f"{city}: and once more if that fails.")
    else:
        yield mend(
            f"{city}: if that fails they go to {_shown(fallback)}. {place}, “Primary handler "
            f"fails”: Webhook, {url}, HTTP POST."
        )


def _calls(city: str, own: OwnNumber, *, base: str) -> Iterator[Finding]:
    if tells_us_of_calls(own, base=base):
        yield mend(
            f"{city}: its “Call status changes” (voice) are posted to us, and we refuse them. "
            f"{NUMBERS}, the number, Voice configuration: empty that field."
        )


def _is(hook: Hook, url: str) -> bool:
    """Compare; what stands after # says how the carrier connects, and is no part of the address."""
    return hook.url.partition("#")[0] == url and hook.method == "POST"


def _shown(hook: Hook) -> str:
    """Return an address without what may be secret in it."""
    bare = hook.url.partition("#")[0].partition("?")[0]
    return f"{bare} by {hook.method}" if bare else "nobody"
