"""Whether our public address is there, takes what the carrier signed, and refuses all else."""

import json
import secrets
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from volunteer.cli.findings import Finding, mend, ok
from volunteer.core.carrier import Front, Reply
from volunteer.core.errors import GatewayError
from volunteer.messages.inbox import PROBE

Sign = Callable[[str, dict[str, str]], str]
INBOUND, STATUS = "/sms/inbound", "/sms/status"
REFUSED, WELL, NOTHING_TO_SAY, ILL = 403, 200, 204, 503
TROUBLE = {
    "certificate": "its certificate is not one that the carrier trusts, or is of another name: "
    "renew it, and serve the whole chain",
    "nobody": "nobody answers there: look at its name in the DNS, the firewall and the proxy",
    "time": "no answer came within 15 seconds, as long as the carrier waits",
}


class Nobody(Exception):
    """There is nothing to ask further."""


def findings(front: Front, sign: Sign, *, base: str, sid: str, number: str) -> Iterator[Finding]:
    """Ask at our own address, as the carrier and as somebody who pretends to be it."""
    yield _https(base)
    try:
        yield from _is_there(front.get("/health"))
        for path in (INBOUND, STATUS):
            yield from _refuses(front, path, sid)
        yield from _takes_reports(front, sign, base=base, sid=sid)
        yield from _takes_texts(front, sign, base=base, sid=sid, number=number)
    except GatewayError as error:
        yield mend(f"PUBLIC_BASE_URL ({base}): {TROUBLE.get(error.code, TROUBLE['nobody'])}.")
    except Nobody:
        return


def _https(base: str) -> Finding:
    if urlsplit(base).scheme == "https":
        return ok("PUBLIC_BASE_URL is an https:// address.")
    return mend("PUBLIC_BASE_URL is no https:// address: what residents text would go about open.")


def _is_there(health: Reply) -> Iterator[Finding]:
    if health.leads_to:
        yield mend(
            "PUBLIC_BASE_URL only leads on to another address, and a signature is over the one "
            f"address: set PUBLIC_BASE_URL to what answers itself ({_bare(health.leads_to)})."
        )
        raise Nobody
    parts = _parts(health)
    if health.status not in {WELL, ILL} or "status" not in parts:
        yield mend(
            f"At PUBLIC_BASE_URL is not this service: /health answers {health.status}. "
            "Lead that address to it."
        )
        raise Nobody
    yield ok("It answers, with a good certificate.")
    if health.status == ILL:
        what = ", ".join(f"{name}: {value}" for name, value in parts.items() if name != "status")
        yield mend(f"It says that it is not well ({what}): see “Is it well?” in docs/running.md.")


def _refuses(front: Front, path: str, sid: str) -> Iterator[Finding]:
    """See that what nobody signed, and what somebody else signed, has no way in."""
    form = {"AccountSid": sid, "MessageSid": PROBE}
    for what, signature in (("unsigned", None), ("wrongly signed", "c2lnbmVkIGJ5IG5vYm9keQ==")):
        answer = front.post(path, form, signature)
        if answer.status == REFUSED:
            yield ok(f"{path} refuses what is {what} (403).")
        else:
            yield mend(
                f"{path} answers {answer.status} to what is {what}, and must refuse it (403): "
                "is SMS_GATEWAY=twilio there, and does every process run with these settings?"
            )


def _takes_reports(front: Front, sign: Sign, *, base: str, sid: str) -> Iterator[Finding]:
    """Post a report on a message that does not exist: taken, and nothing follows."""
    path = f"{STATUS}?m={secrets.token_hex(16)}"
    form = {"AccountSid": sid, "MessageSid": PROBE, "MessageStatus": "sent"}
    answer = front.post(path, form, sign(base + path, form))
    if answer.status == NOTHING_TO_SAY and not answer.body:
        yield ok(f"{STATUS} takes what Twilio signed (204, empty).")
    else:
        yield mend(f"{STATUS} {_instead(answer, '204 and nothing else')}")


def _takes_texts(
    front: Front, sign: Sign, *, base: str, sid: str, number: str
) -> Iterator[Finding]:
    """Post a text that is none: it comes all the way in and leaves no trace."""
    form = {"AccountSid": sid, "MessageSid": PROBE, "From": number, "To": number, "Body": ""}
    answer = front.post(INBOUND, form, sign(base + INBOUND, form))
    is_xml = answer.kind.partition(";")[0].strip() in {"text/xml", "application/xml"}
    if answer.status == WELL and is_xml and answer.body.endswith("<Response/>"):
        yield ok(f"{INBOUND} takes what Twilio signed (200, text/xml, <Response/>).")
    else:
        yield mend(f"{INBOUND} {_instead(answer, '200, text/xml, <Response/>')}")


def _instead(answer: Reply, due: str) -> str:
    if answer.status == REFUSED:
        return (
            "refuses what Twilio signs (403): the service there runs with another "
            "TWILIO_AUTH_TOKEN, TWILIO_ACCOUNT_SID, PUBLIC_BASE_URL or database than this "
            "command, or a proxy changes addresses or forms. Restart it with these settings."
        )
    kind = answer.kind.partition(";")[0] or "no content type"
    return (
        f"answers {answer.status}, {kind}, where {due} is due: what stands in front of the "
        "service must pass its answers on unchanged (text/plain would be texted to people)."
    )


def _parts(health: Reply) -> dict[str, object]:
    try:
        told = json.loads(health.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _bare(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
