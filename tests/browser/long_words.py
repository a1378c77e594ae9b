"""A city in which every word is as long as it may be, and every number huge."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import a_check, a_city, a_member, a_place, a_volunteer, an_opening
from tests.two_worlds import a_reading
from volunteer.calls.model import Placement, Standing
from volunteer.challenges.model import Course
from volunteer.cities.model import City
from volunteer.core.ports import Mail
from volunteer.gateways import mailbox
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.impact.model import Report
from volunteer.messages import effects, outbox
from volunteer.messages.effects import Changed
from volunteer.messages.model import Lane, Outcome, Text
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role, SecondFactor
from volunteer.visits import service as visits

WELSH = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"[:60]
WORDS = f"{WELSH} {'x' * 200} and on and on "
HUGE = 999_999_999_999.0
DAY = timedelta(days=1)


def long_of(length: int) -> str:
    """Return a word of so many letters, without a space."""
    return (WELSH * (length // len(WELSH) + 1))[:length]


def a_long_city(session: Session, slug: str, *, now: datetime) -> City:
    """Make the city, with one of everything."""
    city = a_city(session, slug)
    city.name, city.council, city.host = WELSH, long_of(80), f"{slug}.localhost"
    city.own_rules = {"codes_an_hour": 10**6, "segments_a_second": 50.0}
    session.commit()
    cora = _staff(session, city)
    openings = [_opening(session, city, cora, later, now) for later in (-9, -2, 3, 9)]
    people = _people(session, city)
    _take_part(session, openings, people, now)
    invite(session, openings[2], *people[3:4], now=now, chance=0.5)
    _write(session, city, openings[2], people[0], cora, now)
    _answer(session, openings[2], people[3], Outcome.DESK, now)
    _place_by_text(session, openings[2], people[0], now)
    a_reading(session, openings[0], cora, now).evidence = long_of(200)
    _huge(session, openings, cora, now)
    _ask_for_much(session, openings[3], people, cora, now)
    return city


def _people(session: Session, city: City) -> list[Volunteer]:
    """Return six people, of whom two share a phone; no text of the last one waits for anybody."""
    people = [a_volunteer(session, city, f"{n}{NAME[1:]}") for n in range(4)]
    people.append(a_volunteer(session, city, f"4{NAME[1:]}", phone=None))
    people[4].contact = people[0].contact
    people.append(a_volunteer(session, city, f"5{NAME[1:]}"))
    for ada in people:
        assert ada.home is not None
        ada.home.address = "PL4 7AA"
    return people


def _staff(session: Session, city: City) -> Member:
    everybody = [
        a_member(session, city, f"x{number}", role=role, organisation=long_of(80))
        for number, role in enumerate((*Role, Role.COORDINATOR))
    ]
    for number, member in enumerate(everybody):
        member.name = f"{number}{NAME[1:]}"
        member.email = f"{number}{'e' * 60}@{'d' * 60}.{'d' * 60}.example"
    everybody[-1].disabled_at = everybody[-1].created_at
    everybody[0].second_factor = SecondFactor(city_id=city.id, set_up_at=everybody[0].created_at)
    session.commit()
    administrator = everybody[list(Role).index(Role.ADMINISTRATOR)]
    city_id, member_id = city.id, administrator.id
    session.rollback()
    visits.begin(city_id, member_id=member_id, browser="x" * 60, now=datetime.now(UTC))
    return everybody[0]


def _opening(session: Session, city: City, cora: Member, later: int, now: datetime) -> Opening:
    opening = an_opening(
        session, city, long_of(60), places=500, starts=now + later * DAY, posted_by=cora,
        measure=True, helping=("driving", "gardening", "cooking"), required=(),
    )  # fmt: skip
    project, role = opening.role.project, opening.role
    role.title, project.contact_name = long_of(60), NAME
    project.summary = WORDS * 8
    project.place = a_place(session, city)
    project.place.address = f"{long_of(190)} PL4 7AA"[-200:]
    initiative = project.initiative
    initiative.title = f"{initiative.id}{long_of(78)}"[:80]
    initiative.hypothesis = initiative.challenge.need = WORDS * 10
    initiative.challenge.title = f"{initiative.challenge_id}{long_of(78)}"[:80]
    initiative.lead = cora
    session.commit()
    return opening


def _take_part(
    session: Session, openings: list[Opening], people: list[Volunteer], now: datetime
) -> None:
    for opening in openings:
        for ada in people[:3]:
            place(session, opening, ada, now=now, party=20)
    place(session, openings[2], people[4], now=now, standing=Standing.WAITING)
    openings[3].session.cancelled_at = now
    first, second = openings[:2]
    for opening, ada, told in (
        (first, people[0], 1439), (first, people[1], 1439), (second, people[2], 60),
    ):  # fmt: skip
        session.add(
            Entry(
                city_id=ada.city_id,
                session_id=opening.session_id,
                volunteer_id=ada.id,
                claimed_minutes=told,
                claimed_by=ClaimedBy.TEXT,
                claimed_at=now,
            )
        )
    session.commit()


def _write(
    session: Session, city: City, opening: Opening, ada: Volunteer, cora: Member, now: datetime
) -> None:
    outbox.put(
        session, city=city, contact=ada.contact, kind="call", body=(WORDS * 9)[:1600],
        lane=Lane.CALL, now=now,
    )  # fmt: skip
    for number, outcome in enumerate((Outcome.DESK, Outcome.DANGER)):
        session.add(
            Text(
                city_id=city.id,
                contact_id=ada.contact_id,
                sid=f"SM{city.slug}-{number}",
                body=long_of(1600),
                received_at=now,
                outcome=outcome,
                outcome_at=now,
                did=long_of(200),
                desk_at=now,
                assigned_to_id=cora.id,
                assigned_at=now,
                organisation_id=opening.role.project.organisation_id,
            )
        )
    session.commit()
    mail = Mail(f"<{city.slug}@x>", city.id, long_of(80), cora.email, long_of(200), WORDS * 9, now)
    mailbox.Mailbox().send(mail)


def _answer(
    session: Session, opening: Opening, ada: Volunteer, outcome: Outcome, now: datetime
) -> Text:
    """Write what answers a question, or gave a place."""
    text = Text(
        city_id=ada.city_id,
        contact_id=ada.contact_id,
        sid=f"SM{ada.city_id}-{outcome}",
        body=long_of(300),
        received_at=now,
        outcome=outcome,
        outcome_at=now,
        did=long_of(200),
        desk_at=now if outcome is Outcome.DESK else None,
        organisation_id=opening.role.project.organisation_id,
    )
    session.add(text)
    session.flush()
    return text


def _place_by_text(session: Session, opening: Opening, ada: Volunteer, now: datetime) -> None:
    """Let a text have given the place that somebody has."""
    text = _answer(session, opening, ada, Outcome.DONE, now)
    placed = session.scalars(
        sa.select(Placement).where(
            Placement.opening_id == opening.id, Placement.volunteer_id == ada.id
        )
    ).one()
    effects.record(
        session, text, Changed.PLACE, placed.id, now=now, standing=None, party=None, answer=None
    )


def _huge(session: Session, openings: list[Opening], cora: Member, now: datetime) -> None:
    for opening in openings:
        initiative, project = opening.role.project.initiative, opening.role.project
        for measure in {*initiative.measures, *initiative.challenge.measures}:
            measure.name, measure.unit = f"{measure.id}{long_of(80)}"[:80], long_of(40)
            measure.source, measure.method = long_of(200), long_of(200)
            measure.target, measure.owner_id = HUGE, cora.id
            measure.target_on = date(2099, 12, 31)
            measure.baseline_on = (now - 30 * DAY).date()
        session.add(
            Report(
                city_id=opening.city_id,
                session_id=opening.session_id,
                measure=project.measure,
                verb=long_of(40),
                noun=long_of(60),
                quantity=HUGE,
                reported_by=cora,
                reported_at=now,
            )
        )
    stopped = openings[3].role.project.initiative
    stopped.course, stopped.course_reason = Course.STOPPED, WORDS * 4


def _ask_for_much(
    session: Session, opening: Opening, people: list[Volunteer], cora: Member, now: datetime
) -> None:
    """Let a role ask for all there is to ask for, and three people have checks."""
    role = opening.role
    role.least_age, role.needs_vehicle = 25, True
    role.check_level, role.check_reason = Level.ENHANCED, long_of(200)
    for ada, days in zip(people, (-9, 9, 900), strict=False):
        a_check(session, ada, by=cora, ends_at=now + days * DAY)
