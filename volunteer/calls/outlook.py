"""What to expect of a call: how many say yes, by when it is full, with how many texts.

Pure. The waves that are planned are played forward a number of times, in the doses and with
the pauses of ``waves``; how the plays differ is how unsure we are. What it leaves out: people
whose rest ends meanwhile, other calls that ask the same people, and parties of several.
How often it was right is in docs/measures.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from math import ceil, exp, log
from random import Random

from volunteer.calls import waves

PLAYS, FEWEST_PLAYS = 100, 20
PEOPLE = 20_000  # asked in all plays together, after which there are no more of them
MOST_WAVES = 500
MEDIAN_H, SPREAD = 0.5, 1.0  # of how long a yes takes: log-normal
MODEST, LUCK = 0.8, 0.5  # the chances of a call are off together: log-normal, by trial
UNLIKELY, LIKELY = 0.1, 0.9  # a range leaves out one play in ten at either end
LAST_OF_TEN = waves.AT_RANDOM - 1
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to happen.

    ``chances`` are those of a yes of whom we may ask, in that order, and ``most`` how many of
    them; ``asked`` are those who were asked and are silent, each a chance and hours since.
    """

    open_places: int
    now: datetime
    waves_at: Sequence[datetime]
    deadline: datetime
    chances: Sequence[float]
    most: int
    asked: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect. Of each range one play in ten lies below, and one above.

    ``full`` is how many of ten plays fill it in time; ``full_from`` and ``full_by`` are when
    the earliest tenth of all plays was full, and nine in ten: None where too few ever are.
    ``next_wave`` is about how many people the next wave asks.
    """

    full: float
    full_from: datetime | None
    full_by: datetime | None
    filled: tuple[int, int]
    texts: tuple[int, int]
    next_wave: int

    @property
    def tenths(self) -> int:
        """In how many of ten such calls every place is filled in time."""
        return round(self.full * 10)


@dataclass(frozen=True, slots=True)
class _Story:
    """How one play went: when places filled, in hours from now, and whom it took."""

    filled: list[float]
    texts: int
    first: int


def schedule(
    first: datetime,
    deadline: datetime,
    *,
    least: timedelta,
    most: timedelta,
    next_open: Callable[[datetime], datetime],
) -> list[datetime]:
    """Return when waves go out, as long as places are open: only in the hours for it."""
    found: list[datetime] = []
    at = next_open(first)
    while at < deadline and len(found) < MOST_WAVES:
        found.append(at)
        at = next_open(at + waves.pause(deadline - at, least=least, most=most))
    return found


def outlook(plan: Plan, *, seed: str) -> Outlook:
    """Return what to expect of a plan; the same plan and seed give the same."""
    stories = list(_stories(plan, Random(seed)))  # no secret  # noqa: S311  # nosec B311
    places = plan.open_places
    full = sorted(one.filled[places - 1] for one in stories if len(one.filled) == places)
    return Outlook(
        full=len(full) / len(stories),
        full_from=_moment(plan, full, len(stories), UNLIKELY),
        full_by=_moment(plan, full, len(stories), LIKELY),
        filled=_range([len(one.filled) for one in stories]),
        texts=_range([one.texts for one in stories]),
        next_wave=sorted(one.first for one in stories)[len(stories) // 2],
    )


def _stories(plan: Plan, draw: Random) -> Iterator[_Story]:
    people = 0
    for number in range(PLAYS):
        if number >= FEWEST_PLAYS and people > PEOPLE:
            return
        story = _Play(plan, draw).story()
        people += story.texts
        yield story


class _Play:
    """One way in which it may go."""

    def __init__(self, plan: Plan, draw: Random) -> None:
        self._plan, self._draw = plan, draw
        self._luck = exp(draw.gauss(log(MODEST), LUCK))
        self._chances = list(plan.chances)
        self._texts = 0
        self._coming: list[tuple[float, float, float]] = []  # a yes: when, its chance, since when
        self._filled: list[float] = []
        self._on_its_way, self._at = 0.0, 0.0

    def story(self) -> _Story:
        """Play it, and tell."""
        for chance, hours in self._plan.asked:
            self._ask(chance, -hours)
        first = None
        for moment in self._plan.waves_at:
            self._go_to((moment - self._plan.now) / HOUR)
            asked = self._wave(moment)
            first = asked if first is None else first
        self._go_to((self._plan.deadline - self._plan.now) / HOUR)
        return _Story(self._filled[: self._plan.open_places], self._texts, first or 0)

    def _wave(self, moment: datetime) -> int:
        left = self._plan.open_places - len(self._filled)
        if left <= 0:
            return 0
        wanted = waves.enough(
            left, expected=self._on_its_way, time_left=self._plan.deadline - moment
        )
        before, expected = self._texts, 0.0
        end = min(len(self._chances), self._plan.most)
        while expected < wanted and self._texts < end:
            chance = self._next(at_random=(self._texts - before) % waves.AT_RANDOM == LAST_OF_TEN)
            self._ask(chance, self._at)
            expected += chance
        return self._texts - before

    def _next(self, *, at_random: bool) -> float:
        here = self._texts
        if at_random:
            there = self._draw.randrange(here, len(self._chances))
            self._chances[here], self._chances[there] = self._chances[there], self._chances[here]
        self._texts += 1
        return self._chances[here]

    def _ask(self, chance: float, since: float) -> None:
        self._on_its_way += waves.still_expected([(chance, self._at - since)])
        if self._draw.random() < chance * self._luck:
            at = since + exp(self._draw.gauss(log(MEDIAN_H), SPREAD))
            if at > self._at:  # else it would be here
                heappush(self._coming, (at, chance, since))

    def _go_to(self, at: float) -> None:
        """Let time pass, and answers come."""
        self._on_its_way = waves.still_expected([(self._on_its_way, at - self._at)])
        while self._coming and self._coming[0][0] <= at:
            came, chance, since = heappop(self._coming)
            self._filled.append(came)
            self._on_its_way -= waves.still_expected([(chance, at - since)])
        self._on_its_way, self._at = max(0.0, self._on_its_way), at


def _moment(plan: Plan, full: Sequence[float], plays: int, share: float) -> datetime | None:
    """Return by when this share of all plays is full."""
    number = ceil(share * plays)
    return plan.now + full[number - 1] * HOUR if number <= len(full) else None


def _range(counts: Sequence[int]) -> tuple[int, int]:
    ordered = sorted(counts)
    last = len(ordered) - 1
    return ordered[round(UNLIKELY * last)], ordered[round(LIKELY * last)]
