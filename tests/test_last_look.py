"""A text whose time is over is not written to the carrier's line: not at all, or only half."""

from datetime import UTC, datetime

import pytest
import requests

from tests.carrier import ACCOUNT, NUMBER, TOKEN, StandIn, running
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.gateways.last_look import LastLook, TooLate, looking
from volunteer.gateways.twilio import Twilio

NOW = datetime(2030, 5, 4, 11, tzinfo=UTC)


def handed_over(carrier: StandIn, looks: list[bool]) -> str:
    """Hand a text over, with what each look at the clock finds."""
    gateway = Twilio(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        callback_url="https://volunteer.example/sms/status",
        api_base=carrier.url,
    )
    carrier.owns(NUMBER)
    found = iter(looks)
    letter = Letter(1, "0" * 32, NUMBER, "+447700900123", "Hello", NOW, in_time=lambda: next(found))
    return gateway.send(letter)


@pytest.mark.parametrize("looks", [[False], [True, False]])  # head, body
def test_what_is_too_late_is_not_written_whole_and_is_known_not_to_have_gone(
    looks: list[bool],
) -> None:
    with running(NOW) as carrier:
        with pytest.raises(GatewayError) as refusal:
            handed_over(carrier, looks)
        carrier.quiet()

        assert (refusal.value.uncertain, refusal.value.permanent) == (False, False)
        assert refusal.value.code == "too late"
        assert carrier.sent == []
        assert handed_over(carrier, [True, True]) == carrier.sent[0].sid


def test_the_look_is_there_behind_a_proxy_too() -> None:
    with running(NOW) as carrier, requests.Session() as session:
        session.mount("http://", LastLook())
        proxies = {"http": carrier.url}

        with looking(lambda: True):
            assert session.get("http://volunteer.example/", proxies=proxies).status_code == 401
        with looking(lambda: False), pytest.raises(TooLate):
            session.get("http://volunteer.example/", proxies=proxies)
