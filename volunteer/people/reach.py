"""How far somebody goes for a good cause."""

import sqlalchemy as sa

from volunteer.cities.rules import Rules
from volunteer.people.model import Travel, Volunteer


def reach_km(rules: Rules, travel: Travel) -> float:
    """Return the city's reach for a way to travel, in kilometres."""
    return {
        Travel.FOOT: rules.reach_on_foot_km,
        Travel.BICYCLE: rules.reach_by_bicycle_km,
        Travel.BUS: rules.reach_by_bus_km,
        Travel.CAR: rules.reach_by_car_km,
    }[travel]


def reach_of(rules: Rules) -> sa.ColumnElement[float]:
    """Return, in SQL, how far a volunteer goes in kilometres: their own word, or their way's."""
    usual = sa.case(*((Volunteer.travel == way, reach_km(rules, way)) for way in Travel))
    return sa.func.coalesce(Volunteer.reach_km, usual)
