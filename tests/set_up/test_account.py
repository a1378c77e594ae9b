"""What is wrong with the settings, the account or the clock is said, and what to do."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.carrier import ACCOUNT, TOKEN, a_text, signature
from tests.live import live
from tests.serving import nobody_there
from tests.set_up.town import STOPPED, Town, lines
from tests.texting import text
from volunteer.cities.model import City
from volunteer.core.db import db


def test_when_all_is_well_every_line_says_so_and_the_code_is_0(town: Town) -> None:
    result = town.check()

    assert result.exit_code == 0, result.output
    assert lines(result, "mend") == lines(result, "note") == []
    assert len(lines(result, "ok")) == 19


def test_to_look_changes_nothing_sends_nothing_and_shows_no_secret(town: Town) -> None:
    before = town.rows()

    result = town.check()

    assert town.rows() == before
    assert town.carrier.kept == []
    assert TOKEN not in result.output
    assert ACCOUNT not in result.output


def test_a_text_that_is_no_probe_would_leave_its_traces(town: Town) -> None:
    before, at = town.rows(), "/sms/inbound"
    form = a_text(sid="SM1", phone=town.number, to=town.number, body="")

    told = town.live.app.extensions["front"].post(at, form, signature(town.inbound, form))

    assert told.status == 200
    assert town.rows() != before


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "suspended": ({"status": "suspended"}, "The account is not active"),
    "on trial": ({"kind": "Trial"}, "trial account.*21608.*Upgrade"),
    "without money": ({"balance": "-0.10"}, "Nothing is left.*Add funds"),
    "not for this country": ({"countries": {"GB": False}}, "United Kingdom.*Geo permissions"),
    "without the number": ({"numbers": {}}, r"not a number of this account \(21606\)"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_the_account_is_said_with_what_to_do(town: Town, what: str) -> None:
    changes, says = WRONG[what]
    for name, value in changes.items():
        setattr(town.carrier.account, name, value)

    result = town.check()

    [line] = lines(result, "mend")
    assert re.search(says, line)
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"TWILIO_AUTH_TOKEN": "f" * 32}, r"does not take TWILIO_AUTH_TOKEN.*20003.*API keys"),
        ({"TWILIO_ACCOUNT_SID": "AC" + "0" * 32}, r"for TWILIO_ACCOUNT_SID \(20003\)"),
        ({"TWILIO_ACCOUNT_SID": "SK" + "0" * 32}, "TWILIO_ACCOUNT_SID is not one.*API key"),
        ({"TWILIO_API_BASE": nobody_there()}, "does not answer.*https://api.twilio.com"),
    ],
)
def test_settings_that_the_carrier_does_not_take_are_named(
    town: Town, *, settings: dict[str, str], says: str
) -> None:
    app = town.live.start(**settings)

    result = town.check(app=app)

    [line] = lines(result, "mend")
    assert re.search(says, line)
    assert result.exit_code == 1
    assert town.carrier.calls.keys() <= {"account"}


def test_a_second_token_is_noted_while_it_is_one_and_to_be_mended_when_not(town: Town) -> None:
    second = town.carrier.account.create_secondary()

    during = town.check(app=town.live.start(TWILIO_AUTH_TOKEN_SECONDARY=second))
    after = town.check(app=town.live.start(TWILIO_AUTH_TOKEN_SECONDARY="e" * 32))

    assert (during.exit_code, after.exit_code) == (0, 1)
    assert "believed too" in lines(during, "note")[0]
    assert "Take it out and restart" in lines(after, "mend")[0]
    assert second not in during.output


def test_another_key_for_stops_is_seen_while_somebody_is_stopped(town: Town) -> None:
    app = town.live.start(OPT_OUT_KEY="another key, by which nobody's stop is known")

    [line] = lines(town.check(app=app), "mend")

    assert "1 of 1" in line
    assert "put the earlier key back" in line
    assert "OPT_OUT_KEY" in lines(town.check(), "ok")[0]  # and the one it was kept under


def test_while_nobody_is_stopped_the_key_is_not_judged(town: Town) -> None:
    with town.live.app.app_context():
        city = db.session.scalars(sa.select(City)).one()
        text(db.session(), city, STOPPED, "START", now=town.live.now())

    assert "is not seen" in lines(town.check(), "note")[0]


@pytest.mark.parametrize(("off", "told"), [(-61, "behind"), (-50, ""), (50, ""), (61, "ahead")])
def test_a_clock_that_is_off_by_more_than_a_minute_is_said(
    town: Town, *, off: int, told: str
) -> None:
    town.carrier.clock = lambda: town.live.now() - timedelta(seconds=off)

    result = town.check()

    assert result.exit_code == bool(told)
    assert [told in line for line in lines(result, "mend")] == [True] * bool(told)


def test_what_the_carrier_does_not_tell_is_no_fault(town: Town) -> None:
    town.carrier.account.balance = town.carrier.account.countries = None

    result = town.check()

    assert result.exit_code == 0
    assert len(lines(result, "note")) == 2


def test_less_money_than_a_day_may_cost_is_noted(town: Town) -> None:
    town.carrier.account.balance = "49.99"

    assert "auto-recharge" in lines(town.check(), "note")[0]


def test_what_the_carrier_could_not_do_with_our_addresses_is_told(town: Town) -> None:
    town.carrier.account.alerts = [
        (11200, town.inbound),
        (11200, f"{town.live.base}/sms/status?m=1"),
        (11205, town.inbound),
        (11200, "https://somebody.else/"),
    ]

    result = town.check()

    [line] = lines(result, "note")
    assert "2 × 11200" in line
    assert "1 × 11205 (no connection)" in line
    assert "?m=" not in result.output
    assert result.exit_code == 0


def test_in_the_sandbox_there_is_nothing_to_check(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["sms", "check"])

    assert result.exit_code == 0
    assert "Nothing to check" in result.output


def test_without_a_city_the_next_step_is_said(make_app: Callable[..., Flask]) -> None:
    with live(make_app) as service:
        result = service.app.test_cli_runner().invoke(args=["sms", "check"])

    assert "volunteer city add" in lines(result, "mend")[0]
