"""What came of a city's 180 days, in figures."""

import numpy as np

from bench.world.city import WARDS
from bench.world.life import Life, Story


def figures(life: Life) -> dict[str, float]:
    """Return what a policy did to a city.

    ``fill`` is the share of places filled, ``lost`` of people who sent STOP, ``ignored`` of
    texts that came to people at rest; ``too_late`` counts the yes for which no place was left,
    per filled place; ``worst_ward`` is the fill of the worst-served ward over the mean of all.
    """
    stories = list(life.stories.values())
    filled = sum(len(one.filled_at()) for one in stories)
    yes = sum(int(np.isfinite(one.yes_at).sum()) for one in stories)
    hours = [h for one in stories for h in (one.filled_at() - one.project.posted) * 24]
    return {
        "fill": filled / sum(one.places for one in life.city.projects),
        "texts_per_place": life.texts / max(1, filled),
        "lost": float(life.lost.mean()),
        "ignored": life.ignored / max(1, life.texts),
        "too_late": (yes - filled) / max(1, filled),
        "worst_ward": _worst(stories),
        "median_h": float(np.median(hours)),
        "p90_h": float(np.percentile(hours, 90)),
    }


def _worst(stories: list[Story]) -> float:
    filled, places = np.zeros(WARDS), np.zeros(WARDS)
    for one in stories:
        filled[one.project.ward] += len(one.filled_at())
        places[one.project.ward] += one.project.places
    fill = filled[places > 0] / places[places > 0]
    return float(fill.min() / fill.mean())
