"""Twilio's gateway: its real client, and a stand-in of its API over HTTP."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests import carrier as standin
from tests.carrier import ACCOUNT, CALLBACK, TOKEN, Fault, Kept, StandIn
from volunteer.core import log
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.gateways.twilio import Twilio

NOON = datetime(2030, 5, 4, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BODY = "Plymouth City Council: can you help, Ada? Reply YES or NO. £5 & 50% off"


@pytest.fixture
def carrier() -> Iterator[StandIn]:
    """Give the stand-in."""
    with standin.running(NOON) as carrier:
        carrier.owns(standin.NUMBER)
        yield carrier


@pytest.fixture
def twilio(carrier: StandIn) -> Twilio:
    """Give the gateway, with little patience."""
    return a_gateway(carrier.url)


def a_gateway(url: str, *, account: str = ACCOUNT, token: str = TOKEN) -> Twilio:
    return Twilio(
        account_sid=account, auth_token=token, callback_url=CALLBACK, api_base=url, timeout=0.5
    )


def a_letter(number: int = 1, *, body: str = BODY, claimed_at: datetime = NOON) -> Letter:
    return Letter(
        number, f"{number:032x}", "+441632960001", "+447700900001", body, claimed_at=claimed_at
    )


def kept(carrier: StandIn, letter: Letter, *, at: datetime) -> Kept:
    carrier.now = at
    carrier.create(
        {"To": letter.to, "From": letter.sender, "Body": letter.body, "StatusCallback": CALLBACK}
    )
    return carrier.kept[-1]


def test_a_text_is_handed_over_whole_with_our_token_in_its_callback(
    carrier: StandIn, twilio: Twilio
) -> None:
    letter = a_letter()

    sid = twilio.send(letter)

    [message] = carrier.kept
    assert (message.sid, message.to, message.sender) == (sid, letter.to, letter.sender)
    assert message.body == BODY
    assert message.callback == f"{CALLBACK}?m={letter.token}"
    assert message.token == letter.token


def test_texts_in_welsh_and_emoji_arrive_as_they_were_written(
    carrier: StandIn, twilio: Twilio
) -> None:
    twilio.send(a_letter(body="Diolch, Siân! Dŵr a thŷ 👍🏽\nail linell"))

    assert carrier.kept[0].body == "Diolch, Siân! Dŵr a thŷ 👍🏽\nail linell"


@pytest.mark.parametrize("fault", standin.ACCEPTED_THEN_TROUBLE, ids=lambda fault: fault.name)
def test_what_was_accepted_without_an_answer_is_uncertain_and_found_again(
    carrier: StandIn, twilio: Twilio, fault: Fault
) -> None:
    carrier.luck.creating = [fault]

    with pytest.raises(GatewayError) as error:
        twilio.send(a_letter())

    assert carrier.luck.fired[fault] == 1
    assert error.value.uncertain
    assert not error.value.permanent
    assert twilio.find(a_letter()) == carrier.kept[0].sid


@pytest.mark.parametrize(
    "fault", [standin.LOST_500, standin.LOST_503, standin.LOST_RESET], ids=lambda fault: fault.name
)
def test_what_was_lost_on_the_way_is_uncertain_and_not_found(
    carrier: StandIn, twilio: Twilio, fault: Fault
) -> None:
    carrier.luck.creating = [fault]

    with pytest.raises(GatewayError) as error:
        twilio.send(a_letter())

    assert error.value.uncertain
    assert carrier.kept == []
    assert twilio.find(a_letter()) is None


def test_one_send_is_one_call_whatever_becomes_of_it(carrier: StandIn, twilio: Twilio) -> None:
    carrier.luck.creating = [
        standin.ACCEPTED_THEN_500,
        standin.LOST_RESET,
        standin.REFUSED_429,
        None,
    ]

    for number in range(3):
        with pytest.raises(GatewayError):
            twilio.send(a_letter(number))
    twilio.send(a_letter(4))

    assert carrier.calls["create"] == 4
    assert len(carrier.kept) == 2


@pytest.mark.parametrize(
    ("fault", "code", "permanent"),
    [
        (standin.REFUSED_21610, "21610", True),
        (standin.REFUSED_20003, "20003", True),
        (standin.REFUSED_429, "20429", False),
        (Fault("a bare 429", status=429), "429", False),
        (Fault("a bare 403", status=403), "403", True),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_a_refusal_is_certain_and_keeps_its_code(
    carrier: StandIn, twilio: Twilio, fault: Fault, code: str, *, permanent: bool
) -> None:
    carrier.luck.creating = [fault]

    with pytest.raises(GatewayError) as error:
        twilio.send(a_letter())

    assert not error.value.uncertain
    assert (error.value.code, error.value.permanent) == (code, permanent)


def test_a_phone_that_the_carrier_blocks_is_refused(carrier: StandIn, twilio: Twilio) -> None:
    carrier.blocked.add((a_letter().sender, a_letter().to))

    with pytest.raises(GatewayError) as error:
        twilio.send(a_letter())

    assert error.value.code == "21610"


def test_wrong_credentials_are_refused_by_the_stand_in_too(carrier: StandIn) -> None:
    for wrong in (
        a_gateway(carrier.url, token="f" * 32),
        a_gateway(carrier.url, account=standin.OTHER_ACCOUNT),
    ):
        with pytest.raises(GatewayError) as error:
            wrong.send(a_letter())

        assert error.value.code == "20003"
    assert carrier.kept == []


def test_a_carrier_that_is_not_there_is_uncertain() -> None:
    with pytest.raises(GatewayError) as error:
        a_gateway("http://127.0.0.1:9").send(a_letter())

    assert error.value.uncertain


def test_a_look_up_reads_every_page(carrier: StandIn, twilio: Twilio) -> None:
    carrier.page_most = 3
    wanted = kept(carrier, a_letter(), at=NOON)
    for number in range(10):
        kept(carrier, a_letter(body=f"Another text, {number}"), at=NOON + SECOND)

    found = twilio.find(a_letter())

    assert found == wanted.sid
    assert carrier.calls["list"] == 4


def test_a_look_up_leaves_out_other_phones_other_words_and_older_texts(
    carrier: StandIn, twilio: Twilio
) -> None:
    kept(carrier, a_letter(), at=NOON - timedelta(hours=1))
    kept(carrier, a_letter(body="Other words"), at=NOON)
    carrier.create({"To": "+447700900002", "From": "+441632960001", "Body": BODY})

    assert twilio.find(a_letter()) is None


def test_of_the_same_words_sent_twice_the_one_nearest_to_the_claim_is_found(
    carrier: StandIn, twilio: Twilio
) -> None:
    first = kept(carrier, a_letter(), at=NOON + SECOND)
    second = kept(carrier, a_letter(), at=NOON + 61 * SECOND)

    assert twilio.find(a_letter(claimed_at=NOON)) == first.sid
    assert twilio.find(a_letter(claimed_at=NOON + 60 * SECOND)) == second.sid


def test_the_carriers_clock_may_be_a_little_behind_ours(carrier: StandIn, twilio: Twilio) -> None:
    message = kept(carrier, a_letter(), at=NOON - 90 * SECOND)

    assert twilio.find(a_letter()) == message.sid


@pytest.mark.parametrize(
    "fault",
    [*standin.ACCEPTED_THEN_TROUBLE, standin.LOST_503, standin.LOST_RESET, standin.REFUSED_429],
    ids=lambda fault: fault.name,
)
def test_a_look_up_that_fails_says_so_and_never_that_nothing_is_there(
    carrier: StandIn, twilio: Twilio, fault: Fault
) -> None:
    kept(carrier, a_letter(), at=NOON)
    carrier.luck.listing = [fault]

    with pytest.raises(GatewayError):
        twilio.find(a_letter())

    assert carrier.luck.fired[fault] == 1


@pytest.mark.parametrize("shape", ["[]", "{}", '"yes"', "null", '{"sid": null}', "7", ""])
def test_an_answer_of_another_shape_is_uncertain(
    carrier: StandIn, twilio: Twilio, shape: str
) -> None:
    fault = Fault("another shape", keeps=True, instead=shape)
    carrier.luck.creating, carrier.luck.listing = [fault], [fault]

    with pytest.raises(GatewayError) as error:
        twilio.send(a_letter())
    with pytest.raises(GatewayError):
        twilio.find(a_letter())

    assert error.value.uncertain
    assert carrier.luck.fired[fault] == 2


def test_no_number_and_no_word_of_a_text_reaches_logs_or_errors(
    carrier: StandIn, twilio: Twilio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    log.install("DEBUG")
    carrier.luck.creating = [None, standin.REFUSED_21610, standin.ACCEPTED_THEN_RESET]
    twilio.send(a_letter())

    said = []
    for _ in range(2):
        with pytest.raises(GatewayError) as error:
            twilio.send(a_letter())
        said.append(f"{error.value} {error.value.__cause__}")
    twilio.find(a_letter())

    everything = caplog.text + " ".join(said)
    assert "7700900001" not in everything
    assert "Ada" not in everything
    assert a_letter().token not in everything
