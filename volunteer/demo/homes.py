"""Where the demo's people live: real postcodes, spread over the city as its homes are."""

import sqlalchemy as sa

from volunteer.core.geo import Point
from volunteer.demo.stage import Stage
from volunteer.places.model import Place, Postcode, Ward


def homes(stage: Stage, count: int) -> list[Place]:
    """Return so many homes, each in a postcode of its own, to about 100 m as homes are kept."""
    codes = stage.dice.sample(sorted(stage.session.scalars(_codes(stage))), count)
    found = stage.session.scalars(sa.select(Postcode).where(Postcode.code.in_(codes)))
    by_code = {postcode.code: postcode for postcode in found}
    return [_home(stage, by_code[code]) for code in codes]


def _codes(stage: Stage) -> sa.Select[str]:
    return (
        sa.select(Postcode.code)
        .join(Ward, Ward.code == Postcode.ward_code)
        .where(Ward.authority_code == stage.city.authority_code)
    )


def _home(stage: Stage, postcode: Postcode) -> Place:
    written = f"{postcode.code[:-3]} {postcode.code[-3:]}"
    point = Point(postcode.latitude, postcode.longitude).blurred()
    return Place(
        city_id=stage.city.id,
        address=written,
        postcode=written,
        latitude=point.latitude,
        longitude=point.longitude,
        home=True,
        ward_code=postcode.ward_code,
    )
