"""The demo's people: who joined over the year, where from, and what they can do."""

from datetime import datetime

from volunteer.demo import habits, names
from volunteer.demo.homes import homes
from volunteer.demo.resident import Resident
from volunteer.demo.stage import Stage
from volunteer.messages.model import Contact
from volunteer.people.model import State, Travel, Volunteer
from volunteer.people.reach import reach_km
from volunteer.places.model import Place

DRAMA = "+447700900{:03}"  # Ofcom's numbers for drama: they reach nobody
FOUNDERS = 0.25  # joined in the weeks in which the city began to ask
FOUNDING = 20  # days


def move_in(stage: Stage, count: int, *, first_phone: int, since: int) -> list[Resident]:
    """Let so many people join over the days since then; return them, the oldest first."""
    named = names.invented(stage.dice, count)
    joined = sorted(_joined(stage, since) for _ in range(count))
    people = [
        _volunteer(stage, name, home, DRAMA.format(phone), at)
        for phone, (name, home, at) in enumerate(
            zip(named, homes(stage, count), joined, strict=True), first_phone
        )
    ]
    stage.session.add_all(people)
    stage.session.flush()
    return [_resident(stage, person) for person in people]


def _joined(stage: Stage, since: int) -> datetime:
    latest = FOUNDING - since if stage.often(FOUNDERS) else -6
    day = stage.dice.randint(-since, latest)
    return stage.days.at(day, stage.dice.randint(9, 20), stage.dice.randint(5, 59))


def _volunteer(stage: Stage, name: str, home: Place, phone: str, at: datetime) -> Volunteer:
    habit = habits.habit(stage)
    travel = stage.dice.choice(habit.travel)
    return Volunteer(
        city_id=stage.city.id,
        contact=Contact(city_id=stage.city.id, phone=phone, created_at=at),
        name=name,
        state=State.ACTIVE,
        home=home,
        travel=travel,
        vehicle_said_at=at if travel is Travel.CAR else None,
        reach_km=stage.dice.choice((None, None, None, None, 3.0, 6.0)),
        free=habit.free,
        most_calls_a_month=stage.dice.choice((None, None, None, None, 2, 4)),
        adult_said_at=at,
        joined_at=at,
        created_at=at,
        skills=[stage.skills[slug] for slug in habits.skills(stage, habit)],
    )


def _resident(stage: Stage, person: Volunteer) -> Resident:
    assert person.home is not None
    assert person.home.point is not None
    assert person.joined_at is not None
    return Resident(
        volunteer=person,
        home=person.home.point,
        reach_km=person.reach_km or reach_km(stage.city.rules, person.travel),
        skills=frozenset(skill.id for skill in person.skills),
        keen=stage.dice.betavariate(1.6, 2.0),
        joined_at=person.joined_at,
    )
