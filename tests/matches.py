"""People who fit an opening, as matching finds them: told apart by their chance of a yes."""

from volunteer.calls.matching import Match


def a_match(volunteer_id: int, score: float, *, km: float = 1.0) -> Match:
    """Return somebody who fits, with nothing else known of them."""
    return Match(
        volunteer_id=volunteer_id,
        distance_km=km,
        approximate=False,
        skills=frozenset(),
        known_free=False,
        hours_since_asked=None,
        band=0,
        skilled=0,
        score=score,
    )
