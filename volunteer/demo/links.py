"""Ways into the demo's Plymouth for people who look around."""

from datetime import datetime

import sqlalchemy as sa

from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.demo.plymouth import CITY
from volunteer.demo.plymouth_staff import ADMINISTRATOR, COORDINATOR, LEAD
from volunteer.staff import service
from volunteer.staff.model import Member

SHOWN = (
    ("a coordinator", COORDINATOR),
    ("the council lead", LEAD),
    ("an administrator", ADMINISTRATOR),
)


def fresh(*, now: datetime) -> list[tuple[str, str]]:
    """Return who comes in, and the token of a new link good once; none where no demo is made."""
    with transaction() as session:
        members = {
            member.name: member
            for member in session.scalars(
                sa.select(Member)
                .join(City, City.id == Member.city_id)
                .where(City.slug == CITY.slug, Member.name.in_(name for _, name in SHOWN))
            )
        }
        return [
            (
                f"{who}, {name}",
                service.new_link(session, members[name], asks_password=False, now=now),
            )
            for who, name in SHOWN
            if name in members
        ]
