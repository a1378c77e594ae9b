"""A number that the carrier refuses: it stands still, and those who can mend it are told."""

import json
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_member
from tests.fakes import FakeSms
from tests.pages import Browser
from tests.posting import send_all, write
from volunteer.cities.model import City
from volunteer.core.errors import GatewayError
from volunteer.messages import senders
from volunteer.staff.model import Role

STANDS_STILL = "No texts go out"


@pytest.fixture
def halted(session: Session, city: City, sms: FakeSms, now: datetime) -> City:
    """Give a city whose account the carrier does not know."""
    refuse(session, city, sms, now)
    return city


def refuse(session: Session, city: City, sms: FakeSms, now: datetime) -> None:
    """Let the carrier say that it does not know the account."""
    write(city, a_contact(session, city), now=now)
    sms.failures = [GatewayError("ours to mend", permanent=True, code="20003")]
    send_all(sms, city, now=now)


def test_a_number_that_is_halted_is_in_the_log_with_its_city_and_the_carriers_code(
    session: Session, city: City, sms: FakeSms, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse(session, city, sms, now)

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    [line] = [line for line in lines if line["event"] == "sender.halted"]
    assert (line["level"], line["city"], line["code"]) == ("error", "plymouth", 20003)


def test_health_names_the_cities_whose_number_is_halted(
    app: Flask, session: Session, halted: City, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    senders.pause(barnsley.id, now=now)  # meant, so no illness

    answer = app.test_client().get("/health")

    assert answer.status_code == 503
    assert answer.json is not None
    assert (answer.json["status"], answer.json["halted"]) == ("ill", ["plymouth"])


def test_health_says_nothing_of_numbers_when_all_may_send(
    app: Flask, halted: City, now: datetime
) -> None:
    senders.resume(halted.id, now=now)

    answer = app.test_client().get("/health")

    assert "halted" not in (answer.json or {})


def test_council_leads_read_on_their_board_that_no_texts_go_out(
    app: Flask, session: Session, halted: City
) -> None:
    lead, coordinator = Browser(app, halted), Browser(app, halted)
    lead.sign_in(a_member(session, halted, "Lea", role=Role.COUNCIL_LEAD))
    coordinator.sign_in(a_member(session, halted))

    page = lead.get("/staff").text

    assert STANDS_STILL in page
    assert "20003" in page
    assert STANDS_STILL not in coordinator.get("/staff").text


def test_council_leads_read_on_their_board_that_texts_are_paused(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    lead = Browser(app, city)
    lead.sign_in(a_member(session, city, "Lea", role=Role.COUNCIL_LEAD))
    assert STANDS_STILL not in lead.get("/staff").text

    senders.pause(city.id, now=now)

    assert "paused" in lead.get("/staff").text


def test_a_pair_of_numbers_without_a_route_fails_its_own_message_only(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    write(city, a_contact(session, city), now=now)
    write(city, a_contact(session, city), now=now)
    sms.failures = [GatewayError("no route", permanent=True, code="21612")]

    send_all(sms, city, now=now)

    assert len(sms.sent) == 1
