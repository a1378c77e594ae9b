"""How people live: when they are free, how they get about, what they can do."""

from collections.abc import Iterable
from dataclasses import dataclass

from volunteer.demo.stage import Stage
from volunteer.people.model import Travel

MORNING, AFTERNOON, EVENING = range(3)
WORKDAYS, WEEKEND = range(5), range(5, 7)


def free(days: Iterable[int], *parts: int) -> int:
    """Return the mask of some parts of some days, as ``Volunteer.free`` has it."""
    return sum(1 << (3 * day + part) for day in days for part in parts)


@dataclass(frozen=True, slots=True)
class Habit:
    """A way of life. ``free`` of None: they did not say."""

    weight: int
    free: int | None
    travel: tuple[Travel, ...]
    skills: str


HABITS = (
    Habit(
        26,
        free(WORKDAYS, MORNING, AFTERNOON),
        (Travel.BUS, Travel.BUS, Travel.FOOT, Travel.CAR),
        "gardening cooking company reading office repairs driving first-aid",
    ),
    Habit(
        24,
        free(WORKDAYS, EVENING) | free(WEEKEND, MORNING, AFTERNOON),
        (Travel.CAR, Travel.CAR, Travel.BUS, Travel.BICYCLE),
        "driving lifting repairs computers energy office first-aid",
    ),
    Habit(
        10,
        free(WORKDAYS, AFTERNOON, EVENING) | free(WEEKEND, AFTERNOON),
        (Travel.FOOT, Travel.BICYCLE, Travel.BUS),
        "computers languages reading lifting cooking energy",
    ),
    Habit(
        12,
        free(WORKDAYS, MORNING),
        (Travel.FOOT, Travel.BUS, Travel.CAR),
        "cooking reading company languages gardening",
    ),
    Habit(
        28,
        None,
        (Travel.BUS, Travel.CAR, Travel.FOOT),
        "driving gardening cooking lifting company computers languages energy",
    ),
)


def habit(stage: Stage) -> Habit:
    """Return somebody's way of life."""
    return stage.dice.choices(HABITS, [habit.weight for habit in HABITS])[0]


def skills(stage: Stage, habit: Habit) -> list[str]:
    """Return the slugs of what somebody can do: up to four things, or nothing they told us."""
    listed = habit.skills.split()
    return sorted(stage.dice.sample(listed, stage.dice.choice((0, 1, 1, 2, 2, 3, 4))))
