"""How far somebody goes for a good cause."""

from volunteer.cities.rules import Rules
from volunteer.people.model import Travel


def reach_km(rules: Rules, travel: Travel) -> float:
    """Return the city's reach for a way to travel, in kilometres."""
    return {
        Travel.FOOT: rules.reach_on_foot_km,
        Travel.BICYCLE: rules.reach_by_bicycle_km,
        Travel.BUS: rules.reach_by_bus_km,
        Travel.CAR: rules.reach_by_car_km,
    }[travel]
