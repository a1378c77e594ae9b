"""A demo city's year: every session in turn, so that who was asked once is asked less next."""

from collections.abc import Iterable
from dataclasses import dataclass

from volunteer.demo import past
from volunteer.demo.filling import Filling, fitting
from volunteer.demo.planning import Plan
from volunteer.demo.projects import post
from volunteer.demo.resident import Resident
from volunteer.demo.series import Series
from volunteer.demo.stage import Stage
from volunteer.staff.model import Member

STORM_EVERY, STORM = 90, 50  # one session in so many was called off


@dataclass(frozen=True, slots=True)
class Event:
    """A session of a series, with its one opening."""

    series: Series
    filling: Filling


def events(
    stage: Stage,
    plan: Plan,
    listed: Iterable[Series],
    crew: dict[str, Member],
    residents: list[Resident],
) -> list[Event]:
    """Post all projects; return their sessions in the order in which they begin."""
    found = []
    for series in listed:
        openings = post(stage, plan, series, crew[series.contact])
        able = fitting(stage, openings[0], residents)
        found += [Event(series, Filling(stage, opening, able)) for opening in openings]
    return sorted(found, key=lambda event: event.filling.opening.session.starts_at)


def live(stage: Stage, listed: Iterable[Event]) -> list[Event]:
    """Live through what has begun; return what is to come."""
    begun: list[Event] = []
    ahead: list[Event] = []
    for event in listed:
        is_past = event.filling.opening.session.starts_at <= stage.days.now
        (begun if is_past else ahead).append(event)
    for nth, event in enumerate(begun):
        past.fill(event.filling)
        if nth % STORM_EVERY == STORM:
            past.call_off(event.filling)
        else:
            past.hold(event.filling, event.series.gives)
    return ahead
