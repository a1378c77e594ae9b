"""The stand-in of Twilio behaves as Twilio does, or what is proven with it is worth nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from tests import carrier as standin
from tests.carrier import NUMBER, StandIn, When
from tests.carrier.parts import num_segments
from tests.carrier.words import ANSWERS
from tests.serving import Stage, nobody_there, serving
from volunteer.messages import segments

NOON = datetime(2030, 5, 4, 11, tzinfo=UTC)
ADA = "+447700900001"
GOOD = {"to": ADA, "from_": NUMBER, "body": "Hello"}


@pytest.fixture
def carrier() -> Iterator[StandIn]:
    """Give the stand-in, with a number."""
    with standin.running(NOON) as carrier:
        carrier.owns(NUMBER)
        yield carrier


def client(carrier: StandIn, token: str = standin.TOKEN) -> Any:
    """Return Twilio's own client, as anybody would use it."""
    made = Client(standin.ACCOUNT, token, http_client=TwilioHttpClient(timeout=5))
    made.api.base_url = carrier.url
    return made


class Desk:
    """Whoever is at a webhook: it writes down what came, and answers as it is told."""

    def __init__(self, status: str = "200 OK", kind: str = "text/xml", says: str = "") -> None:
        self.status, self.kind, self.says = status, kind, says
        self.came: list[tuple[str, str]] = []

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
        self.came.append((body, environ.get("HTTP_X_TWILIO_SIGNATURE", "")))
        start(self.status, [("Content-Type", self.kind)])
        return [self.says.encode()]


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Give an address to be called at."""
    with serving() as stage:
        yield stage


@pytest.mark.parametrize(
    ("changed", "code", "status"),
    [
        ({"to": ""}, 21604, 400),
        ({"from_": ""}, 21603, 400),
        ({"body": ""}, 21602, 400),
        ({"body": "x" * 1601}, 21617, 400),
        ({"to": "07700 900001"}, 21211, 400),
        ({"to": "+441752668000"}, 21614, 400),
        ({"from_": "+441632999999"}, 21606, 400),
    ],
)
def test_what_cannot_be_sent_is_refused_with_twilios_code(
    carrier: StandIn, *, changed: dict[str, str], code: int, status: int
) -> None:
    with pytest.raises(TwilioRestException) as refusal:
        client(carrier).messages.create(**GOOD | changed)

    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert carrier.refused == {code: 1}
    assert carrier.kept == []


def test_a_message_is_created_fetched_and_listed(carrier: StandIn) -> None:
    made = client(carrier).messages.create(**GOOD | {"body": "x" * 161})

    assert (made.status, made.direction, made.num_segments) == ("queued", "outbound-api", "2")
    assert client(carrier).messages(made.sid).fetch().status == "delivered"
    assert [one.sid for one in client(carrier).messages.list(to=ADA, limit=5)] == [made.sid]
    assert client(carrier).messages.list(to="+447700900002", limit=5) == []
    with pytest.raises(TwilioRestException) as missing:
        client(carrier).messages("SM" + "0" * 32).fetch()
    assert missing.value.code == 20404


def test_a_message_shows_in_the_list_only_after_the_lag(carrier: StandIn) -> None:
    carrier.lag = timedelta(seconds=60)
    client(carrier).messages.create(**GOOD)

    carrier.now = NOON + timedelta(seconds=59)
    assert client(carrier).messages.list(to=ADA, limit=5) == []
    carrier.now = NOON + timedelta(seconds=60)
    assert len(client(carrier).messages.list(to=ADA, limit=5)) == 1


@pytest.mark.parametrize(
    "body",
    ["", "a" * 160, "a" * 161, "€" * 80, "€" * 81, "ŵ" * 70, "ŵ" * 71, "👍" * 35, "👍" * 36,
     "a" * 152 + "€" + "a" * 153, "ŵ" * 66 + "👍" + "ŵ" * 66],
)  # fmt: skip
def test_its_segments_are_those_that_we_reckon_with(body: str) -> None:
    assert num_segments(body) == segments.count(body).segments


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "STOPALL", "unsubscribe", "End",
                                  "QUIT", "cancel", "Revoke", "OPTOUT"])  # fmt: skip
def test_a_stop_word_alone_blocks_the_number_and_is_answered(carrier: StandIn, word: str) -> None:
    carrier.phone(ADA).text(word, to=NUMBER)

    assert carrier.phone(ADA).received == [ANSWERS["STOP"]]
    with pytest.raises(TwilioRestException) as refusal:
        client(carrier).messages.create(**GOOD)
    assert refusal.value.code == 21610


@pytest.mark.parametrize("words", ["STOP PLEASE", "please stop", "stop!", "no", "STOP ALL"])
def test_other_words_block_nothing(carrier: StandIn, words: str) -> None:
    carrier.phone(ADA).text(words, to=NUMBER)

    assert carrier.blocked == set()
    assert carrier.phone(ADA).received == []


@pytest.mark.parametrize(
    ("word", "answers"), [("START", 1), ("unstop", 1), ("Yes", 0), ("yes please", None)]
)
def test_start_unstop_and_yes_lift_the_block(
    carrier: StandIn, *, word: str, answers: int | None
) -> None:
    carrier.blocked.add((NUMBER, ADA))

    carrier.phone(ADA).text(word, to=NUMBER)

    assert carrier.blocked == (set() if answers is not None else {(NUMBER, ADA)})
    assert carrier.phone(ADA).answers == [ANSWERS["START"]] * (answers or 0)


@pytest.mark.parametrize("word", ["HELP", "info"])
def test_help_is_answered(carrier: StandIn, word: str) -> None:
    carrier.phone(ADA).text(word, to=NUMBER)

    assert carrier.phone(ADA).received == [ANSWERS["HELP"]]


@pytest.mark.parametrize(
    ("word", "blocked", "told"),
    [("STOP", False, "STOP"), ("END", False, "STOP"), ("START", True, "START"),
     ("INFO", False, "HELP"), ("YES", True, "START"), ("YES", False, None), ("hi", False, None)],
)  # fmt: skip
def test_with_advanced_opt_out_it_says_what_it_took_a_text_for(
    carrier: StandIn, *, word: str, blocked: bool, told: str | None
) -> None:
    for advanced in (False, True):
        carrier.owns(NUMBER, url=nobody_there()).advanced = advanced
        carrier.blocked = {(NUMBER, ADA)} if blocked else set()
        [post, _] = carrier.phone(ADA).text(word, to=NUMBER)

        assert post.form.get("OptOutType") == (told if advanced else None)


def test_a_text_is_posted_with_a_signature_that_twilios_own_validator_takes(
    carrier: StandIn, stage: Stage
) -> None:
    stage.app = desk = Desk()
    carrier.owns(NUMBER, url=f"{stage.base}/inbound")

    [post] = carrier.phone(ADA).text("Dŵr & thŷ", to=NUMBER)

    [(body, signature)] = desk.came
    assert "MessageSid" in body
    assert RequestValidator(standin.TOKEN).validate(post.url, post.form, signature)


@pytest.mark.parametrize("status", ["403 Forbidden", "500 Internal Server Error"])
def test_an_answer_is_never_asked_for_twice(carrier: StandIn, stage: Stage, status: str) -> None:
    stage.app = desk = Desk(status)
    carrier.owns(NUMBER, url=stage.base)

    [post] = carrier.phone(ADA).text("hi", to=NUMBER)

    assert post.failure == 11200
    assert len(desk.came) == 1


def test_where_nobody_is_it_tries_once_more_and_then_the_fallback(
    carrier: StandIn, stage: Stage
) -> None:
    stage.app = desk = Desk()
    carrier.owns(NUMBER, url=nobody_there(), fallback=stage.base)

    posted = carrier.phone(ADA).text("hi", to=NUMBER)

    assert [post.failure for post in posted] == [11205, 11205, None]
    assert (posted[2].form["ErrorCode"], posted[2].form["ErrorUrl"]) == ("11205", nobody_there())
    assert len(desk.came) == 1


@pytest.mark.parametrize(
    ("kind", "says", "received"),
    [
        ("text/xml", "<Response/>", []),
        ("text/xml", "<Response><Message>Hi &amp; bye</Message></Response>", ["Hi & bye"]),
        ("text/plain", "try again", ["try again"]),
    ],
)
def test_what_a_webhook_answers_is_texted_to_the_person(
    carrier: StandIn, stage: Stage, *, kind: str, says: str, received: list[str]
) -> None:
    stage.app = Desk(kind=kind, says=says)
    carrier.owns(NUMBER, url=stage.base)

    carrier.phone(ADA).text("hi", to=NUMBER)

    assert carrier.phone(ADA).received == received


@pytest.mark.parametrize(
    ("when", "during", "later"),
    [(When.NEVER, 0, 0), (When.AFTER, 0, 2), (When.BEFORE, 2, 2), (When.HELD, 0, 0)],
)
def test_it_reports_in_the_manner_that_is_chosen(
    carrier: StandIn, stage: Stage, *, when: When, during: int, later: int
) -> None:
    stage.app = desk = Desk()
    carrier.reports.when, seen = when, list[int]()
    carrier.after_taking = [lambda: seen.append(len(desk.came))]

    client(carrier).messages.create(**GOOD, status_callback=f"{stage.base}/status?m=1")
    carrier.postman.wait()

    assert seen == [during]
    assert [post.form["MessageStatus"] for post in carrier.posts] == ["sent", "delivered"][:later]
    carrier.release()
    assert len(desk.came) == (2 if when is not When.NEVER else 0)


def test_a_fate_is_reported_with_its_code_and_nothing_arrives(
    carrier: StandIn, stage: Stage
) -> None:
    stage.app = Desk()
    carrier.reports.when, carrier.reports.fates = When.BEFORE, {ADA: 30007}

    client(carrier).messages.create(**GOOD, status_callback=stage.base)

    assert [post.form.get("ErrorCode") for post in carrier.posts] == [None, "30007"]
    assert client(carrier).messages.list(to=ADA, limit=1)[0].error_code == 30007
    assert carrier.phone(ADA).received == []


def test_both_tokens_are_let_in_until_the_second_is_promoted_and_the_first_signs(
    carrier: StandIn,
) -> None:
    old, new = standin.TOKEN, carrier.account.create_secondary()

    for token in (old, new):
        client(carrier, token).messages.create(**GOOD)
    assert carrier.account.sign("https://a.example/", {}) == standin.signature(
        "https://a.example/", {}, token=old
    )

    carrier.account.promote()
    client(carrier, new).messages.create(**GOOD)
    with pytest.raises(TwilioRestException) as refusal:
        client(carrier, old).messages.create(**GOOD)
    assert (refusal.value.code, refusal.value.status) == (20003, 401)
    assert carrier.account.sign("https://a.example/", {}) == standin.signature(
        "https://a.example/", {}, token=new
    )
