"""From a text that says "I want to help" to a figure on the council's page, by the pages alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import a_city, a_measure, a_member, a_volunteer, an_initiative, an_opening
from tests.conftest import NOON
from tests.journey_phones import CarrierDemo, Demo, SandboxDemo
from tests.journey_steps import (
    call_for_people,
    come_in_by_link,
    confirm_hours_and_report,
    expect,
    join_by_text,
    join_on_the_web,
    post_a_project,
    public_results,
    results,
    wait_until_after_the_session,
)
from tests.live import live
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.hours import service as hours
from volunteer.places import imports
from volunteer.staff import service as staff

MONDAY = NOON + timedelta(days=2)
TREES = "Trees planted"


@dataclass(frozen=True, slots=True)
class World:
    """A demo city with a coordinator's link, something to count, and a past."""

    demo: Demo
    link: str
    trees_id: int


@contextmanager
def carried(carrier: str, make_app: Callable[..., Flask]) -> Iterator[Demo]:
    """Give the demo with this carrier."""
    if carrier == "sandbox":
        yield SandboxDemo(make_app(DEMO=True))
        return
    with live(make_app) as world:
        yield CarrierDemo(world)
        assert {kept.status for kept in world.carrier.sent} == {"delivered"}
        assert {posted.failure for posted in world.carrier.posts} == {None}


@pytest.fixture(params=["sandbox", "twilio"])
def world(make_app: Callable[..., Flask], request: pytest.FixtureRequest) -> Iterator[World]:
    """Give the demo on a Saturday at noon. No context stays open, so that each page has its own."""
    with carried(request.param, make_app) as demo:
        yield a_world(demo)


def a_world(demo: Demo) -> World:
    with demo.app.app_context():
        clock.move_to(NOON)
        imports.load_bundled()
        session, now = db.session(), clock.now()
        city = a_city(session)
        city.own_rules = {"segments_a_second": 1000}  # nobody here waits for a slow carrier
        trees = a_measure(session, an_initiative(session, city, "Plant for Plymouth"), TREES)
        seven_helped_yesterday(session, city, now)
        cora = a_member(session, city, "Cora")
        link = staff.new_link(session, cora, asks_password=False, now=now)
        session.commit()
        demo.open(city.number)
        return World(demo, link, trees.id)


def seven_helped_yesterday(session: Session, city: City, now: datetime) -> None:
    """Let seven people have given an hour each; they want no more calls."""
    opening = an_opening(session, city, "Sow beans", places=8, starts=now - timedelta(days=1))
    lead = opening.role.project.posted_by
    for number in range(7):
        person = a_volunteer(session, city, f"Sower {number}")
        place(session, opening, person, now=now, standing=Standing.ATTENDED)
        person.most_calls_a_month = 0
        hours.put_down(session, lead, opening.session_id, person.id, 60, rules=city.rules, now=now)
        session.commit()


def test_somebody_joins_is_asked_comes_and_the_council_sees_what_came_of_it(
    world: World,
) -> None:
    demo = world.demo
    desk = come_in_by_link(demo, world.link)
    council, public = results(desk, TREES), public_results(demo, TREES)

    eve = join_by_text(demo, "07700 900901", "Eve", "pl4 6np", "2 and 3")
    raj = join_on_the_web(demo, "07700 900902", "Raj", "PL4 7AA")
    post_a_project(desk, "Plant the square", MONDAY, world.trees_id)
    call_for_people(demo, desk)
    expect("can you help, Eve? Plant the square, Mon 6 May, 10am-12.30pm", eve.look())
    expect("can you help, Raj?", raj.look())
    expect("Thank you, Eve! You have a place: Plant the square", eve.text("Yes please"))
    expect("No problem, Raj.", raj.text("no sorry, can't"))
    wait_until_after_the_session(demo)
    expect("How many hours did you give?", eve.look())
    assert "How many hours" not in raj.look()
    expect("We wrote down 2.5 hours for Plant the square", eve.text("2½"))
    confirm_hours_and_report(desk, says="2.5", done="planted 40 trees")

    assert grown(council, results(desk, TREES)) == {
        "people": 1, "new people": 1, "hours": 2.5, "places filled": 1, "places": 2, TREES: 40,
    }  # fmt: skip
    assert public == {
        "people": "Fewer than 8", "hours": "Withheld", "places filled": "7", TREES: "",
    }  # fmt: skip
    assert public_results(demo, TREES) == {
        "people": "10", "hours": "10", "places filled": "8", TREES: "40",
    }  # fmt: skip


def grown(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """Return by how much each figure has grown."""
    return {name: after[name] - before[name] for name in after}
