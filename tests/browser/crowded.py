"""A city with hundreds of everything, for pages that list things."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tests.builders import a_check, a_city, a_member, an_initiative, an_opening
from tests.crowds import a_crowd, a_queue
from tests.logbook import write_many
from tests.two_worlds import a_reading
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.ports import Mail
from volunteer.gateways import mailbox
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.messages.model import Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

MANY = 200
SOME = 60
DAY = timedelta(days=1)


def a_crowded_city(session: Session, slug: str, *, now: datetime) -> City:
    """Make the city."""
    city = a_city(session, slug)
    city.host = f"{slug}.localhost"
    session.commit()
    for number, role in enumerate((*Role, *[Role.COORDINATOR] * SOME)):
        a_member(session, city, f"Sam{number}", role=role)
    cora = a_member(session, city)
    crowd = a_crowd(session, city, MANY)
    for ada in crowd:
        assert ada.home is not None
        ada.home.address = "PL4 7AA"
    days = [*range(-SOME, 0), *range(1, SOME)]
    openings = [
        an_opening(session, city, f"Plant square {day}", places=MANY, posted_by=cora,
                   starts=now + day * DAY, measure=True)
        for day in days
    ]  # fmt: skip
    for opening in (openings[SOME - 1], openings[SOME], openings[0]):
        _fill(session, opening, crowd, now)
    _ada_everywhere(session, openings, crowd[0], now)
    _write(session, city, cora, crowd, now)
    for _ in range(SOME):
        a_reading(session, openings[0], cora, now)
    for number in range(SOME // 4):
        an_initiative(session, city, f"Warm homes {number}")
    _check(session, cora, crowd, now)
    write_many(city, MANY)
    return city


def _fill(session: Session, opening: Opening, crowd: list[Volunteer], now: datetime) -> None:
    opening.taken = MANY - SOME
    for number, ada in enumerate(crowd):
        standing = Standing.CONFIRMED if number < opening.taken else Standing.WAITING
        session.add(_placement(opening, ada, standing, now))
        if opening.session.starts_at < now and number < opening.taken:
            session.add(_entry(opening, ada, now))
    session.commit()


def _ada_everywhere(
    session: Session, openings: list[Opening], ada: Volunteer, now: datetime
) -> None:
    for opening in openings:
        if not opening.taken:
            opening.taken = 1
            session.add(_placement(opening, ada, Standing.CONFIRMED, now))
    session.commit()


def _check(session: Session, cora: Member, crowd: list[Volunteer], now: datetime) -> None:
    for number, ada in enumerate(crowd):
        a_check(session, ada, by=cora, ends_at=now + (number - 50) * DAY)


def _placement(opening: Opening, ada: Volunteer, standing: Standing, now: datetime) -> Placement:
    return Placement(
        city_id=ada.city_id, opening=opening, volunteer=ada, standing=standing, since=now
    )


def _entry(opening: Opening, ada: Volunteer, now: datetime) -> Entry:
    return Entry(
        city_id=ada.city_id,
        session_id=opening.session_id,
        volunteer_id=ada.id,
        claimed_minutes=90,
        claimed_by=ClaimedBy.TEXT,
        claimed_at=now,
    )


def _write(
    session: Session, city: City, cora: Member, crowd: list[Volunteer], now: datetime
) -> None:
    a_queue(session, city, crowd[:3], MANY, now)
    for number, ada in enumerate(crowd):
        session.add(
            Text(
                city_id=city.id,
                contact_id=ada.contact_id,
                sid=f"SM{city.slug}-{number}",
                body="Is my dog welcome?",
                received_at=now,
                outcome=Outcome.DESK,
                outcome_at=now,
                desk_at=now,
                organisation_id=cora.organisation_id,
            )
        )
    session.commit()
    post = mailbox.Mailbox()
    for number in range(SOME):
        post.send(
            Mail(f"<{number}@x>", city.id, "The council", cora.email, "Hello", "Words\n", now)
        )
