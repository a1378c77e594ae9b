"""What stands between the carrier and us is found by asking as the carrier does."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from tests.serving import Stage, Wsgi, nobody_there, serving
from tests.set_up.town import Town, lines

Meddle = Callable[[Wsgi], Wsgi]


@pytest.fixture
def front(town: Town) -> Iterator[Stage]:
    """Give an address in front of the service, with the same certificate."""
    with serving(tls=town.tls) as stage:
        yield stage


def answering(status: str, kind: str = "text/html", body: str = "", **headers: str) -> Wsgi:
    """Give a service that says the same to everybody."""

    def answer(_environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start(status, [("Content-Type", kind), *headers.items()])
        return [body.encode()]

    return answer


def changed(address: str, **into: str) -> Meddle:
    """Give what stands in front and changes one address's answers: status, kind or body."""

    def meddle(app: Wsgi) -> Wsgi:
        def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            if environ["PATH_INFO"] != address:
                return app(environ, start)

            def begin(status: str, headers: list[tuple[str, str]], *_: object) -> None:
                ours = [pair for pair in headers if pair[0] == "X-Keep"]
                kind = into.get("kind", dict(headers).get("Content-Type", ""))
                start(into.get("status", status), [*ours, ("Content-Type", kind)])

            body = b"".join(app(environ, begin))
            return [into["body"].encode() if "body" in into else body]

        return answer

    return meddle


def moved(app: Wsgi) -> Wsgi:
    """Stand in front and pass on to another address, as a proxy that cuts a prefix does."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        query = environ["QUERY_STRING"]
        return app(
            environ | {"QUERY_STRING": f"{query}&from=proxy" if query else "from=proxy"}, start
        )

    return answer


MEDDLING: dict[str, tuple[Meddle, str]] = {
    "a proxy that changes addresses": (moved, "refuses what Twilio signs.*a proxy changes"),
    "texts answered as plain text": (
        changed("/sms/inbound", kind="text/plain", status="200 OK"),
        "/sms/inbound answers 200, text/plain",
    ),
    "texts answered in words": (
        changed("/sms/inbound", body="<Response><Message>Hi</Message></Response>"),
        "/sms/inbound answers 200",
    ),
    "reports answered in words": (
        changed("/sms/status", status="200 OK", body="OK"),
        "/sms/status answers 200",
    ),
    "a door that lets all in": (
        changed("/sms/status", status="204 No Content"),
        "/sms/status answers 204 to what is unsigned, and must refuse it",
    ),
    "another service": (
        lambda _: answering("200 OK", body="<h1>Hello</h1>"),
        "is not this service: /health answers 200",
    ),
    "one that leads on": (
        lambda _: answering("301 Moved", Location="https://www.volunteer.example/health?x=y"),
        r"only leads on.*\(https://www.volunteer.example\)",
    ),
    "an ill service": (
        lambda _: answering("503 Ill", "application/json", '{"status": "ill", "worker": "silent"}'),
        r"says that it is not well \(worker: silent\)",
    ),
}


@pytest.mark.parametrize("what", MEDDLING)
def test_what_stands_in_front_and_is_wrong_is_said(town: Town, front: Stage, what: str) -> None:
    meddle, says = MEDDLING[what]
    app = town.live.start(PUBLIC_BASE_URL=front.base)
    town.own.url = town.own.fallback = f"{front.base}/sms/inbound"
    front.app = meddle(app)

    result = town.check(app=app)

    assert result.exit_code == 1
    assert any(re.search(says, line) for line in lines(result, "mend")), result.output


def test_what_stands_in_front_and_changes_nothing_is_well(town: Town, front: Stage) -> None:
    app = town.live.start(PUBLIC_BASE_URL=front.base)
    town.own.url = town.own.fallback = f"{front.base}/sms/inbound"
    front.app = app

    result = town.check(app=app)

    assert result.exit_code == 0, result.output


def test_a_service_that_runs_with_another_token_is_said(town: Town) -> None:
    checking = town.live.start()
    town.live.start(TWILIO_AUTH_TOKEN="f" * 32)

    result = town.check(app=checking)

    told = lines(result, "mend")
    assert len(told) == 2
    assert all("runs with another TWILIO_AUTH_TOKEN" in line for line in told)


@pytest.mark.parametrize(
    ("base", "says"),
    [
        (nobody_there().replace("http:", "https:"), "nobody answers there.*DNS"),
        ("https://no.such.host.invalid", "nobody answers there.*DNS"),
    ],
)
def test_an_address_at_which_nobody_is_is_said(town: Town, *, base: str, says: str) -> None:
    app = town.live.start(PUBLIC_BASE_URL=base)
    town.own.url = town.own.fallback = f"{base}/sms/inbound"

    [line] = lines(town.check(app=app), "mend")

    assert re.search(says, line)


def test_a_certificate_that_nobody_vouches_for_is_said(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")

    [line] = lines(town.check(), "mend")

    assert "certificate" in line


def test_an_address_that_is_not_encrypted_is_said(town: Town) -> None:
    with serving() as plain:
        app = plain.app = town.live.start(PUBLIC_BASE_URL=plain.base)
        town.own.url = town.own.fallback = f"{plain.base}/sms/inbound"

        [line] = lines(town.check(app=app), "mend")

    assert "no https:// address" in line
