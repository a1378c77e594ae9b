"""In what order a resident is shown what they could do.

Pure. Interest falls with the way to go; what is still empty comes before what is nearly
full, which in trials made more useful sign-ups over more projects than ordering by
distance or by popularity, or hiding what is full (VolunteerMatch's SmartSort).
"""

from math import exp

FALLS_OVER_KM = 4.0  # the way over which interest falls to e⁻¹, as in matching


def interest(km: float | None, *, taken: int, places: int) -> float:
    """Return the weight of an opening: 0 when it is full, at most 1 − 1/e.

    ``km`` is None where there is no way to go. The second factor is 1 − e^(fill − 1).
    """
    return exp(-(km or 0.0) / FALLS_OVER_KM) * (1 - exp(taken / places - 1))
