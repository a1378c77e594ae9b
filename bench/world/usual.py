"""Policies to compare with: from texting everybody nearby to paced waves."""

from collections.abc import Callable

import numpy as np

from bench.world.city import Floats, Whole, Yes
from bench.world.life import Moment, Policy

FIVE_MILES_KM = 8.05
AN_HOUR = 1 / 24


def everybody_near(*, skilled: bool) -> Policy:
    """Text everybody within five miles at once, or everybody there with the skill."""

    def policy(m: Moment) -> tuple[Whole, float | None]:
        near = m.can & (m.distance <= FIVE_MILES_KM)
        return np.flatnonzero(near & m.able if skilled else near), None

    return policy


def first(per_place: int, by: Callable[[Moment], Floats], *, gap: float | None = None) -> Policy:
    """Text so many for each open place, those first for whom ``by`` is largest."""
    return lambda m: (_best(by(m), m.can & m.able)[: per_place * m.open_places], gap)


def paced(*, floor: float = 0.03, most: float = 3) -> Policy:
    """Text until the yes to expect are as many as the open places, and wait for answers."""

    def policy(m: Moment) -> tuple[Whole, float | None]:
        score = m.estimate * -np.expm1(-np.maximum(0, m.now - m.last_text) * 24 / 72)
        order = _best(score, m.can & m.able & (score >= floor) & (m.recent < most))
        enough = int(np.searchsorted(np.cumsum(score[order]), m.open_places)) + 1
        return order[:enough], float(np.clip((m.deadline - m.now) * 24 / 6, 0.75, 6)) / 24

    return policy


def _best(score: Floats, among: Yes) -> Whole:
    who = np.flatnonzero(among)
    return who[np.argsort(-score[who], kind="stable")]


def _nearest(m: Moment) -> Floats:
    return -m.distance


def _likeliest(m: Moment) -> Floats:
    return m.estimate


USUAL: dict[str, Policy] = {
    "everyone within 5 miles": everybody_near(skilled=False),
    "everyone within 5 miles with the skill": everybody_near(skilled=True),
    "nearest 10 a place": first(10, _nearest),
    "likeliest 10 a place": first(10, _likeliest),
    "likeliest 20 a place": first(20, _likeliest),
    "likeliest 5 a place every hour": first(5, _likeliest, gap=AN_HOUR),
    "paced waves": paced(),
    "paced waves, thrifty": paced(floor=0.06, most=1e9),
}
