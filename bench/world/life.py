"""A city's 180 days, lived through once with one policy."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from bench.world.city import City, Floats, Project, Whole, Yes
from volunteer.calls import evenness
from volunteer.calls.evenness import Fill

OPENS_H, CLOSES_H = 8, 21
TWO_WEEKS = 14
LATELY = evenness.LATELY.days
NEVER = -1e9
SOON = 1e-6


@dataclass(frozen=True, slots=True)
class Moment:
    """What a policy may know when a project's wave is due: nothing of the city's truth.

    Arrays have one element a volunteer.
    """

    now: float
    project: int
    posted: float
    deadline: float
    open_places: int
    estimate: Floats
    distance: Floats
    able: Yes
    can: Yes  # still with us, and not yet asked about this project
    last_text: Floats
    recent: Floats  # texts in 14 days, decayed
    said_yes: Yes  # to this project, by now
    ward: Fill  # how much was filled lately in the project's ward
    whole: Fill  # and in the whole city


Policy = Callable[[Moment], tuple[Whole, float | None]]
"""Returns whom to text now, and in how many days the next wave is due, if there is one."""


@dataclass(frozen=True, slots=True)
class Story:
    """What had come of one project when it was over."""

    project: Project
    asked: Yes
    yes_at: Floats  # by volunteer; infinite without a yes

    @classmethod
    def of(cls, project: Project) -> "Story":
        """Return the story of a project about which nobody was asked yet."""
        many = len(project.chance)
        return cls(project, np.zeros(many, bool), np.full(many, np.inf))

    def filled_at(self) -> Floats:
        """Return when each filled place was, the first first."""
        answered: Floats = np.sort(self.yes_at[np.isfinite(self.yes_at)])
        return answered[: self.project.places]


@dataclass
class Life:
    """Everything that changes while a city lives."""

    city: City
    policy: Policy
    stories: dict[int, Story] = field(default_factory=dict)
    texts: int = 0
    ignored: int = 0

    def __post_init__(self) -> None:
        many = self.city.setting.volunteers
        self._draw = np.random.default_rng(self.city.seed * 1000 + 17)
        self._rests_until, self._last = np.zeros(many), np.full(many, NEVER)
        self._recent, self._recent_at = np.zeros(many), np.zeros(many)
        self.lost = np.zeros(many, bool)
        self._over: dict[int, Fill] = {}

    def play(self) -> "Life":
        """Live through it; return how it went."""
        agenda = [(one.posted, one.number) for one in self.city.projects]
        heapq.heapify(agenda)
        while agenda:
            now, number = heapq.heappop(agenda)
            again = self._turn(now, self.city.projects[number])
            if again is not None:
                heapq.heappush(agenda, (again, number))
        return self

    def _turn(self, now: float, project: Project) -> float | None:
        """Send a project's wave, if it is the time; return when to look again."""
        story = self.stories.setdefault(project.number, Story.of(project))
        left = project.places - int((story.yes_at <= now).sum())
        if left <= 0 or now > project.deadline:
            return None
        hour = now % 1 * 24
        if not OPENS_H <= hour < CLOSES_H:
            return float(np.floor(now) + (hour >= CLOSES_H) + OPENS_H / 24 + SOON)
        moment = self._moment(now, story, left)
        chosen, gap = self.policy(moment)
        self._text(now, story, chosen[moment.can[chosen]], moment.recent)
        due = project.deadline if gap is None else now + gap
        return min(due, project.deadline) + SOON

    def _moment(self, now: float, story: Story, left: int) -> Moment:
        project = story.project
        return Moment(
            now=now,
            project=project.number,
            posted=project.posted,
            deadline=project.deadline,
            open_places=left,
            estimate=project.estimate,
            distance=project.distance,
            able=project.able,
            can=~self.lost & ~story.asked,
            last_text=self._last,
            recent=self._recent * np.exp(-(now - self._recent_at) / TWO_WEEKS),
            said_yes=story.yes_at <= now,
            ward=self._lately(now, project.ward),
            whole=self._lately(now),
        )

    def _lately(self, now: float, ward: int | None = None) -> Fill:
        """Return what came of the projects that ended in the days that the product looks at."""
        over = [
            self._come_of(story)
            for story in self.stories.values()
            if now - LATELY <= story.project.deadline < now and ward in {None, story.project.ward}
        ]
        return Fill(sum(one.filled for one in over), sum(one.places for one in over))

    def _come_of(self, story: Story) -> Fill:
        """Return what came of a project that is over; it is counted once."""
        number, places = story.project.number, story.project.places
        if number not in self._over:
            self._over[number] = Fill(len(story.filled_at()), places)
        return self._over[number]

    def _text(self, now: float, story: Story, chosen: Whole, recent: Floats) -> None:
        setting, many = self.city.setting, len(chosen)
        awake = self._rests_until[chosen] <= now
        says_yes = awake & (self._draw.random(many) < story.project.chance[chosen])
        self._rests_until[chosen[awake]] = now + self._draw.exponential(
            setting.rest_days, int(awake.sum())
        )
        hazard = setting.stop_hazard * (1 + recent[chosen] / 4)
        self.lost[chosen] |= self._draw.random(many) < hazard
        delay = np.exp(self._draw.normal(np.log(setting.reply_median_h / 24), 1.0, many))
        at = np.where(says_yes, now + delay, np.inf)
        story.yes_at[chosen] = np.where(at <= story.project.deadline, at, np.inf)
        story.asked[chosen], self._last[chosen] = True, now
        self._recent_at[chosen], self._recent[chosen] = now, recent[chosen] + 1
        self.texts += many
        self.ignored += int((~awake).sum())
