"""One city: its people and the projects that come up, all drawn from a seed."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Yes = NDArray[np.bool_]

DAYS = 180
WARDS = 8
DAY_PARTS = 21
SKILLS = 10
RARITY = 1 / np.arange(1, SKILLS + 1)
HOW_RARE = RARITY / RARITY.sum()  # the tenth skill is a tenth as common as the first
LIKELIEST = 0.9
ANY_SKILL = -1


@dataclass(frozen=True, slots=True)
class Setting:
    """What differs between the cities that policies are tried in."""

    volunteers: int = 2000
    projects_a_day: float = 4.0
    rest_days: float = 3.0
    person_noise: float = 0.5  # how far off estimates are, as a log-normal's sigma
    pair_noise: float = 0.3
    stop_hazard: float = 0.003  # of a text, times 1 + (texts in 14 days) / 4
    reply_median_h: float = 0.5


@dataclass(frozen=True, slots=True)
class Project:
    """One project, and what it is to everybody: arrays have one element a volunteer."""

    number: int
    ward: int
    posted: float
    deadline: float
    places: int
    chance: Floats  # the true one of a yes, which no policy is told
    estimate: Floats  # what a policy is told instead
    distance: Floats
    able: Yes


@dataclass(frozen=True)
class People:
    """Who lives here."""

    home: Floats
    willing: Floats
    reach: Floats
    skills: Yes
    free: Yes


@dataclass(frozen=True)
class City:
    """A city, drawn from a seed; its projects are kept, so that all policies meet the same."""

    seed: int
    setting: Setting = field(default_factory=Setting)

    @cached_property
    def people(self) -> People:
        """Return who lives here."""
        return self._drawn[0]

    @cached_property
    def projects(self) -> list[Project]:
        """Return what comes up, the earliest first."""
        columns = self._drawn[1]
        off = np.random.default_rng(self.seed + 5).normal(
            0, self.setting.person_noise, self.setting.volunteers
        )
        count = len(columns["posted"])
        return [self._project(n, columns, np.exp(off)) for n in range(count)]

    @cached_property
    def _drawn(self) -> tuple[People, dict[str, Any]]:
        draw = np.random.default_rng(self.seed)
        hubs = draw.normal(0, 6, (WARDS, 2))
        return _people(draw, hubs, self.setting.volunteers), _columns(
            draw, hubs, self.setting.projects_a_day
        )

    def _project(self, number: int, columns: dict[str, Any], off: Floats) -> Project:
        one = {name: column[number] for name, column in columns.items()}
        distance, able, chance = _to_everybody(self.people, one)
        noise = np.random.default_rng(self.seed * 7 + number)
        pairs = np.exp(noise.normal(0, self.setting.pair_noise, len(off)))
        return Project(
            number=number,
            ward=int(one["ward"]),
            posted=float(one["posted"]),
            deadline=float(one["deadline"]),
            places=int(one["places"]),
            chance=chance,
            estimate=np.clip(chance * off * pairs, 0, LIKELIEST),
            distance=distance,
            able=able,
        )


def _people(draw: np.random.Generator, hubs: Floats, many: int) -> People:
    home = hubs[draw.integers(0, WARDS, many)] + draw.normal(0, 2.2, (many, 2))
    willing = draw.beta(1.0, 7.0, many)
    reach = np.exp(draw.normal(np.log(4), 0.5, many))
    skills = np.zeros((many, SKILLS), bool)
    owners = np.repeat(np.arange(many), 1 + draw.poisson(1.5, many))
    skills[owners, draw.choice(SKILLS, len(owners), p=HOW_RARE)] = True
    return People(home, willing, reach, skills, draw.random((many, DAY_PARTS)) < 0.3)


def _columns(draw: np.random.Generator, hubs: Floats, a_day: float) -> dict[str, Any]:
    many = draw.poisson(a_day * DAYS)
    at = np.sort(draw.random(many) * DAYS)
    posted = np.sort(np.floor(at) + (8 + 12 * (at % 1)) / 24)  # between 8:00 and 20:00
    ward = draw.integers(0, WARDS, many)
    place = hubs[ward] + draw.normal(0, 2.5, (many, 2))
    asks = np.where(draw.random(many) < 0.6, draw.choice(SKILLS, many, p=HOW_RARE), ANY_SKILL)
    day_part = draw.integers(0, DAY_PARTS, many)
    places = draw.geometric(0.3, many)
    lasts = draw.choice([0.25, 1.0, 3.0], many, p=[0.2, 0.4, 0.4])
    return {
        "posted": posted, "ward": ward, "place": place, "asks": asks,
        "day_part": day_part, "places": places, "deadline": posted + lasts,
    }  # fmt: skip


def _to_everybody(people: People, project: dict[str, Any]) -> tuple[Floats, Yes, Floats]:
    """Return the distance, who has the skill, and the true chance of a yes, by volunteer."""
    distance = np.hypot(*(people.home - project["place"]).T)
    any_will_do = project["asks"] == ANY_SKILL
    able = np.ones(len(distance), bool) if any_will_do else people.skills[:, project["asks"]]
    comes = np.where(people.free[:, project["day_part"]], 1, 0.08)
    chance = people.willing * np.exp(-distance / people.reach) * 2.2 * comes
    return distance, able, np.clip(chance, 0, LIKELIEST) * able
