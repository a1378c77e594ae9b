"""Where a number's texts are posted is looked up, whatever overrides it, and can be put right."""

import re
from typing import Any

import pytest

from tests.builders import a_city
from tests.carrier import Service
from tests.set_up.town import Town, lines
from volunteer.core.db import db

US, ELSEWHERE = "{base}/sms/inbound", "https://x.example/reply"
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no texts": ({"texts": False}, "cannot send texts"),
    "elsewhere": (
        {"url": ELSEWHERE},
        "go to https://x.example/reply by POST.*A message comes in.*/sms/inbound, HTTP POST",
    ),
    "nowhere": ({"url": ""}, "go to nobody.*A message comes in"),
    "by GET": ({"method": "GET"}, "/sms/inbound by GET.*HTTP POST"),
    "no second try": ({"fallback": ""}, "Primary handler fails"),
    "second try by GET": ({"fallback_method": "GET"}, "by GET.*Primary handler fails"),
    "an application": ({"application": "AP" + "1" * 32}, "TwiML App goes before"),
    "calls to us": ({"calls": "{base}/sms/status"}, "Voice configuration: empty"),
    "a service elsewhere": (
        {"service": {"url": ELSEWHERE, "fallback": US}},
        "go to https://x.example/reply by POST.*Services, Texts, Integration.*A message comes in",
    ),
    "a service nowhere": (
        {"service": {"url": None, "fallback": US}},
        "go to nobody.*Services, Texts, Integration",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_number_is_said_with_what_to_do(town: Town, what: str) -> None:
    changes, says = WRONG[what]
    for name, value in filled(changes, town.live.base).items():
        setattr(town.own, name, Service(**value) if name == "service" else value)

    result = town.check()

    [line] = lines(result, "mend")
    assert re.search(says, line)
    assert result.exit_code == 1


def filled(values: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        name: filled(value, base)
        if isinstance(value, dict)
        else value.replace("{base}", base)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }


def test_a_messaging_service_may_leave_texts_to_the_number_or_post_them_to_us(town: Town) -> None:
    for service in (Service(defers=True), Service(url=town.inbound, fallback=town.inbound)):
        town.own.service = service

        result = town.check()

        assert result.exit_code == 0, result.output
        [line] = lines(result, "note")
        assert "Advanced Opt-Out is on cannot be asked" in line


def test_how_the_carrier_connects_may_be_written_after_the_address(town: Town) -> None:
    town.own.url = f"{town.inbound}#rc=3&rp=ct,rt,5xx"

    assert town.check().exit_code == 0


def test_one_city_can_be_looked_at_alone(town: Town) -> None:
    with town.live.app.app_context():
        a_city(db.session(), "Barnsley")

    assert town.check("plymouth").exit_code == 0
    both = town.check()
    assert [line.partition(":")[0] for line in lines(both, "mend")] == ["Barnsley"]
    assert both.exit_code == 1
    assert town.check("atlantis").output == "Error: no such city\n"


def test_fix_asks_first_and_points_the_number_and_changes_nothing_else(town: Town) -> None:
    town.own.url, town.own.method, town.own.fallback = ELSEWHERE, "GET", ""
    town.own.calls = "https://voice.example/"

    declined = town.check("--fix", answer="n\n")
    assert (declined.exit_code, town.own.url) == (1, ELSEWHERE)

    result = town.check("--fix", answer="y\n")

    assert result.exit_code == 0, result.output
    assert (town.own.url, town.own.method) == (town.inbound, "POST")
    assert (town.own.fallback, town.own.fallback_method) == (town.inbound, "POST")
    assert town.own.calls == "https://voice.example/"


def test_fix_with_yes_does_not_ask_and_takes_phone_calls_away_from_us(town: Town) -> None:
    town.own.calls = f"{town.live.base}/sms/status"

    result = town.check("--fix", "--yes")

    assert result.exit_code == 0, result.output
    assert town.own.calls == ""


def test_fix_leaves_alone_what_is_right_and_what_a_service_overrides(town: Town) -> None:
    town.check("--fix", "--yes")
    town.own.url = ELSEWHERE
    town.own.service = Service(url="https://y.example/")

    result = town.check("--fix", "--yes")

    assert town.own.url == ELSEWHERE
    assert town.carrier.calls["number"] == 0
    assert result.exit_code == 1
