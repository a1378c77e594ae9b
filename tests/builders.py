"""Short ways to make the people and things a test speaks of. Each commits."""

from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges.model import Challenge, Initiative, Kind, Measure
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.geo import Point
from volunteer.messages.model import Consent, Contact, Source
from volunteer.people import skills
from volunteer.people.checks import Check
from volunteer.people.levels import Level
from volunteer.people.model import Skill, State, Travel, Volunteer
from volunteer.places.model import Place
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession, RoleSkill
from volunteer.projects.requirements import NOTHING_MORE, Requirements
from volunteer.staff.model import Member, Organisation, Role

EPOCH = datetime(2030, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)  # before any clock of the tests
GUILDHALL = Point(50.3703, -4.1421)
STARTS = datetime(2030, 5, 6, 9, tzinfo=UTC)  # the Monday after conftest's NOON
_serial = count(1)
_phones = cycle(range(556, 777))  # no test names one of these: its own number is never taken


def a_city(session: Session, name: str = "Plymouth") -> City:
    """Make a city with the usual skills; its host is ``plymouth.example``."""
    number = next(_serial)
    city = cities.add_in(
        session,
        cities.NewCity(
            slug=name.lower(),
            name=name,
            council=f"{name} City Council",
            host=f"{name.lower()}.example",
            number=f"+4416329{61000 + number}",
            authority_code="E06000026" if name == "Plymouth" else f"E08{number:06}",
            centre=GUILDHALL,
        ),
        now=EPOCH,
    )
    skills.add_defaults(session, city.id)
    session.commit()
    return city


def a_place(session: Session, city: City, point: Point | None = GUILDHALL) -> Place:
    """Make a place; by default the Guildhall."""
    place = Place(
        city_id=city.id,
        address=f"{next(_serial)} Armada Way",
        latitude=point and point.latitude,
        longitude=point and point.longitude,
    )
    session.add(place)
    session.commit()
    return place


def a_contact(session: Session, city: City, phone: str | None = None) -> Contact:
    """Make a phone that nobody has agreed with yet."""
    contact = Contact(
        city_id=city.id,
        phone=phone or f"+447700900{next(_phones)}",
        created_at=EPOCH,
    )
    session.add(contact)
    session.commit()
    return contact


def a_volunteer(
    session: Session,
    city: City,
    name: str = "Ada",
    *,
    phone: str | None = None,
    skills: tuple[str, ...] = (),
    point: Point = GUILDHALL,
    travel: Travel = Travel.BUS,
) -> Volunteer:
    """Make somebody who joined, consented and lives at the Guildhall."""
    contact = a_contact(session, city, phone)
    contact.consented_at = EPOCH
    session.add(_consent(contact))
    volunteer = Volunteer(
        city_id=city.id,
        contact=contact,
        name=name,
        state=State.ACTIVE,
        home=a_place(session, city, point),
        travel=travel,
        joined_at=EPOCH,
        adult_said_at=EPOCH,
        created_at=EPOCH,
        skills=[a_skill(session, city, slug) for slug in skills],
    )
    session.add(volunteer)
    session.commit()
    return volunteer


def a_housemate(session: Session, volunteer: Volunteer, name: str = "Raj") -> Volunteer:
    """Make somebody else who joined with the same phone."""
    housemate = Volunteer(
        city_id=volunteer.city_id,
        contact=volunteer.contact,
        name=name,
        state=State.ACTIVE,
        home=volunteer.home,
        joined_at=EPOCH,
        adult_said_at=EPOCH,
        created_at=EPOCH,
    )
    session.add(housemate)
    session.commit()
    return housemate


def a_skill(session: Session, city: City, slug: str) -> Skill:
    """Return one of the city's usual skills."""
    return session.scalars(
        sa.select(Skill).where(Skill.city_id == city.id, Skill.slug == slug)
    ).one()


def an_organisation(session: Session, city: City, name: str = "Growing Together") -> Organisation:
    """Return the organisation of that name, made if it is new."""
    found = session.scalar(
        sa.select(Organisation).where(Organisation.city_id == city.id, Organisation.name == name)
    )
    if found is None:
        found = Organisation(city_id=city.id, name=name, created_at=EPOCH)
        session.add(found)
        session.commit()
    return found


def a_member(
    session: Session,
    city: City,
    name: str = "Cora",
    *,
    role: Role = Role.COORDINATOR,
    organisation: str = "Growing Together",
) -> Member:
    """Make a member of staff with no password yet."""
    member = Member(
        city_id=city.id,
        organisation=an_organisation(session, city, organisation),
        name=name,
        email=f"{name.lower()}{next(_serial)}@example.org",
        role=role,
        created_at=LONG_AGO,
    )
    session.add(member)
    session.commit()
    return member


def an_initiative(session: Session, city: City, title: str = "Grow Share Cook") -> Initiative:
    """Make an initiative under a challenge with a headline outcome and an output."""
    challenge = Challenge(
        city_id=city.id,
        title=f"Heating and eating {next(_serial)}",
        need="Homes are too cold to live in.",
        created_at=EPOCH,
    )
    initiative = Initiative(
        city_id=city.id,
        challenge=challenge,
        title=f"{title} {next(_serial)}",
        hypothesis="Neighbours are trusted.",
        course_at=EPOCH,
        created_at=EPOCH,
    )
    session.add(initiative)
    session.flush()
    a_measure(session, initiative, "Homes too cold", kind=Kind.OUTCOME, headline=True)
    session.commit()
    return initiative


def a_measure(
    session: Session,
    initiative: Initiative,
    name: str = "Portions of healthy food",
    *,
    kind: Kind = Kind.OUTPUT,
    headline: bool = False,
) -> Measure:
    """Make a measure: outputs go from 0 to 1,000, outcomes from 14,000 down to 13,000."""
    up = kind is Kind.OUTPUT
    measure = Measure(
        city_id=initiative.city_id,
        challenge_id=initiative.challenge_id,
        initiative_id=None if headline else initiative.id,
        headline=headline,
        kind=kind,
        name=name,
        unit="portions" if up else "homes",
        baseline=0 if up else 14_000,
        baseline_on=date(2030, 1, 1),
        target=1_000 if up else 13_000,
        target_on=date(2030, 12, 31),
        source="the council",
        method="counted",
        every="month",
    )
    session.add(measure)
    session.commit()
    return measure


def an_opening(
    session: Session,
    city: City,
    title: str = "Plant the square",
    *,
    places: int = 2,
    starts: datetime = STARTS,
    lasts: timedelta | None = timedelta(hours=2),
    required: tuple[str, ...] = (),
    helping: tuple[str, ...] = (),
    posted_by: Member | None = None,
    measure: bool = False,
    asks: Requirements = NOTHING_MORE,
) -> Opening:
    """Make a project at the Guildhall with one role, one session and its opening.

    ``lasts`` of None makes the session flexible.
    """
    member = posted_by or a_member(session, city)
    initiative = an_initiative(session, city)
    project = Project(
        city_id=city.id,
        initiative=initiative,
        organisation_id=member.organisation_id,
        place=a_place(session, city),
        measure=a_measure(session, initiative) if measure else None,
        posted_by=member,
        title=title,
        summary="Bring gloves.",
        contact_name=member.name,
        posted_at=EPOCH,
    )
    role = ProjectRole(
        city_id=city.id,
        project=project,
        title="Gardener",
        least_age=asks.least_age,
        needs_vehicle=asks.vehicle,
        check_level=asks.level,
        check_reason=asks.reason or None,
    )
    for needed, slugs in ((True, required), (False, helping)):
        role.skills += [
            RoleSkill(city_id=city.id, skill=a_skill(session, city, slug), required=needed)
            for slug in slugs
        ]
    meeting = ProjectSession(
        city_id=city.id, project=project, starts_at=starts, ends_at=lasts and starts + lasts
    )
    opening = Opening(city_id=city.id, role=role, session=meeting, places=places)
    session.add(opening)
    session.commit()
    return opening


def another_session(
    session: Session, opening: Opening, *, starts: datetime, places: int = 2
) -> Opening:
    """Give an opening's project one more session of two hours; return its opening."""
    project = opening.role.project
    meeting = ProjectSession(
        city_id=opening.city_id,
        project=project,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )
    further = Opening(city_id=opening.city_id, role=opening.role, session=meeting, places=places)
    session.add(further)
    session.commit()
    return further


def a_check(
    session: Session,
    volunteer: Volunteer,
    level: Level = Level.ENHANCED,
    *,
    by: Member,
    ends_at: datetime = STARTS + timedelta(days=365),
) -> Check:
    """Make a check of a volunteer that a member decided on long ago."""
    check = Check(
        city_id=volunteer.city_id,
        volunteer_id=volunteer.id,
        level=level,
        decided_on=LONG_AGO.date(),
        ends_at=ends_at,
        decided_by_id=by.id,
        written_at=LONG_AGO,
    )
    session.add(check)
    session.commit()
    return check


def _consent(contact: Contact) -> Consent:
    return Consent(
        city_id=contact.city_id,
        contact_id=contact.id,
        given=True,
        source=Source.TEXT,
        wording="JOIN",
        at=EPOCH,
    )
