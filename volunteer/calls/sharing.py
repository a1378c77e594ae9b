"""How openings share people when all of them ask at once: each volunteer is asked about one.

Pure. Greedy: the opening that is furthest from full chooses next, the one of those it fits
for whom a text is worth most. Among people equally worth it takes who fits the fewest of the
others, so that who can come on one day only is not lost to another. docs/measures.md has how
near this comes to the best that could be done.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import chain
from random import Random

from volunteer.calls.matching import Match, preference
from volunteer.calls.waves import AT_RANDOM, Chosen, wave

Share = list[Chosen]


@dataclass(frozen=True, slots=True)
class Want:
    """What one opening wants of a wave.

    ``wanted`` is how many yes it should bring, as ``waves.enough`` has it; ``coming`` how many
    of its ``places`` are taken, or a yes is on its way for; ``ranked`` everyone who fits.
    The same ``seed`` draws the same people.
    """

    key: int
    wanted: float
    coming: float
    places: int
    ranked: Sequence[Match]
    seed: str


def shared(wants: Iterable[Want], *, floor: float, most: int | None = None) -> dict[int, Share]:
    """Return whom each opening asks now, by its key.

    As for one opening alone (``waves.wave``), none asks beyond what it wants, one in ten is
    drawn at random from the rest, and nobody is asked for whom a text is worth less than the
    ``floor``. Together they ask no more than ``most`` people. The order of ``wants`` is
    nothing to it.
    """
    ordered = sorted(wants, key=lambda want: want.key)
    if len(ordered) == 1:
        return {ordered[0].key: _alone(ordered[0], floor)[:most]}
    fits = Counter(one.volunteer_id for want in ordered for one in want.ranked)
    choosing = {want.key: _Choosing(want, _able(want, fits, floor)) for want in ordered}
    neediest = [(one.filled, key) for key, one in choosing.items()]
    heapify(neediest)
    gone: set[int] = set()
    while neediest and (most is None or len(gone) < most):
        key = heappop(neediest)[1]
        chosen = choosing[key].choose(gone)
        if chosen is not None:
            gone.add(chosen)
            heappush(neediest, (choosing[key].filled, key))
    return {key: one.share for key, one in choosing.items()}


def fit_any(rankings: Iterable[Sequence[Match]]) -> int:
    """Return how many people fit at least one of some openings."""
    return len({one.volunteer_id for one in chain.from_iterable(rankings)})


def _alone(want: Want, floor: float) -> Share:
    """Return whom an opening asks that shares with no other: the same, in fewer steps."""
    ranked = sorted(want.ranked, key=preference)
    return wave(ranked, wanted=want.wanted, floor=floor, seed=want.seed)


def _able(want: Want, fits: Counter[int], floor: float) -> list[Match]:
    """Return who is worth a text, the best last."""

    def order(one: Match) -> tuple[float, int, tuple[float, float, float, int]]:
        return -one.worth, fits[one.volunteer_id], preference(one)

    return sorted((one for one in want.ranked if one.worth >= floor), key=order, reverse=True)


@dataclass(slots=True)
class _Choosing:
    """An opening while it chooses: ``able`` are those left to it, the best last.

    ``lost`` is how many others had chosen when all of those were looked at last.
    """

    want: Want
    able: list[Match]
    share: Share = field(default_factory=list)
    brings: float = 0.0
    lost: int = 0
    draw: Random = field(init=False)

    def __post_init__(self) -> None:
        self.draw = Random(self.want.seed)  # a fair draw, no secret  # noqa: S311  # nosec B311

    @property
    def filled(self) -> float:
        """Return which part of its places is taken or expected to be."""
        return (self.want.coming + self.brings) / self.want.places

    def choose(self, gone: set[int]) -> int | None:
        """Take the next who is not ``gone``; None when nobody is left, or it wants nobody more."""
        if self.brings >= self.want.wanted:
            return None
        at_random = len(self.share) % AT_RANDOM == AT_RANDOM - 1
        self._leave_out(gone, all_of_them=at_random)
        if not self.able:
            return None
        left = len(self.able)
        one = self.able.pop(-1 - self.draw.randrange(left) if at_random else -1)
        self.share.append(Chosen(one, at_random, 1 / left if at_random else 1.0))
        self.brings += one.score
        return one.volunteer_id

    def _leave_out(self, gone: set[int], *, all_of_them: bool) -> None:
        """Let who is gone go, as far as the next: of many openings, each looks again and again."""
        lost = len(gone) - len(self.share)
        if all_of_them and lost > self.lost:
            self.lost = lost
            self.able = [one for one in self.able if one.volunteer_id not in gone]
        while self.able and self.able[-1].volunteer_id in gone:
            self.able.pop()
