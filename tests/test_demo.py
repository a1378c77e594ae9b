"""The demo cities: alive, invented, and the same every time."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import databases
from tests.conftest import NOON, settings_for
from volunteer.app import create_app
from volunteer.calls.model import HOLDS_PLACES, Call, CallState, Placement, Standing
from volunteer.challenges.model import Course, Initiative
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import Base, db
from volunteer.core.phone import DRAMA
from volunteer.demo import links, make
from volunteer.demo.days import Days
from volunteer.gateways.sandbox import Carried
from volunteer.hours import queries as hours
from volunteer.hours.model import Entry
from volunteer.impact import totals
from volunteer.impact.model import Reading
from volunteer.impact.progress import Standing as Progress
from volunteer.messages.model import (
    Consent,
    Contact,
    Message,
    Outcome,
    Question,
    QuestionState,
    Source,
    Text,
)
from volunteer.people.model import Volunteer
from volunteer.places import imports
from volunteer.places.model import Place, Postcode
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff import service as staff
from volunteer.staff.model import Member, Role
from volunteer.web.join import consent

ELSEWHERE = {"postcode", "ward", "sign_in_link"}  # is shared, or made by looking around
OURS = "ZE10"  # a sector that the gazetteer of these tests lacks, and demo cities do not miss
Rows = dict[str, list[str]]


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def demo_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the address of a database that the tests of this module share."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("demo") / "volunteer.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("server")
    databases.drop(server, "volunteer_demo")
    databases.create(server, "volunteer_demo", like=databases.TEMPLATE)
    yield databases.address(server, "volunteer_demo")
    databases.drop(server, "volunteer_demo")


@pytest.fixture(scope="module")
def demo_app(demo_url: str) -> Iterator[Flask]:
    """Give an app with the demo cities, made on a gazetteer that was there; they are only read."""
    app = create_app(settings_for(demo_url))
    with app.app_context():
        imports.load_bundled()
        db.session.execute(sa.delete(Postcode).where(Postcode.code == OURS))
        db.session.commit()
        assert make.make(now=NOON)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def made(demo_app: Flask) -> Iterator[Session]:
    """Give the session of a database with the demo cities."""
    with demo_app.app_context():
        yield db.session()


@pytest.fixture
def plymouth(made: Session) -> City:
    """Give the demo's Plymouth."""
    return cities.named(made, "plymouth")


def rows() -> Rows:
    tables = [table for table in Base.metadata.sorted_tables if table.name not in ELSEWHERE]
    return {t.name: sorted(str(tuple(r)) for r in db.session.execute(t.select())) for t in tables}


def count(session: Session, *which: sa.ColumnElement[bool]) -> int:
    return session.scalars(sa.select(sa.func.count()).where(*which)).one()


def test_made_twice_is_made_once(made: Session, now: datetime) -> None:
    before = rows()

    assert not make.make(now=now + timedelta(days=3))

    assert rows() == before


def test_a_fresh_database_gets_the_same_cities_row_for_row(
    made: Session, sqlite_template: Path, tmp_path: Path
) -> None:
    here = rows()
    shutil.copy(sqlite_template, tmp_path / "another.db")
    another = create_app(settings_for(f"sqlite:///{tmp_path / 'another.db'}"))

    with another.app_context():
        make.make(now=NOON)
        there = rows()
        db.engine.dispose()

    assert {name for name in here if here[name] != there[name]} == set()


def test_another_day_gets_the_same_people_and_the_same_sessions_as_far_away(
    made: Session, sqlite_template: Path, tmp_path: Path
) -> None:
    weeks = timedelta(weeks=8)  # on the same weekday, in the same summer time
    here, people = distances(made, NOON), names_of(made)
    shutil.copy(sqlite_template, tmp_path / "later.db")
    later = create_app(settings_for(f"sqlite:///{tmp_path / 'later.db'}"))

    with later.app_context():
        make.make(now=NOON + weeks)
        session = db.session()
        there, others = distances(session, NOON + weeks), names_of(session)
        db.session.remove()
        db.engine.dispose()

    assert others == people
    assert coming(there) == coming(here)
    assert len(coming(here)) >= 8


def names_of(session: Session) -> list[tuple[str, str]]:
    """Return everybody who lives here, with their number."""
    named = sa.select(Volunteer.name, Contact.phone).join(Volunteer.contact)
    return sorted((name, phone) for name, phone in session.execute(named))


def distances(session: Session, now: datetime) -> list[tuple[str, float]]:
    """Return each session with how many days away it is by the calendar of the city."""
    zone = ZoneInfo("Europe/London")
    today = now.astimezone(zone).date()
    found = session.execute(
        sa.select(Project.title, ProjectSession.starts_at).join(ProjectSession.project)
    )
    return sorted((title, (at.astimezone(zone).date() - today).days) for title, at in found)


def coming(found: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return those of the two weeks to come."""
    return [(title, days) for title, days in found if 0 <= days <= 14]


def test_plymouth_has_two_challenges_four_initiatives_and_a_year_behind_it(
    made: Session, plymouth: City, now: datetime
) -> None:
    of_city = {"city_id": plymouth.id}
    initiatives = made.scalars(sa.select(Initiative).filter_by(**of_city)).all()
    starts = made.scalars(sa.select(ProjectSession.starts_at).filter_by(**of_city)).all()
    read = made.scalars(sa.select(Reading.on).filter_by(**of_city)).all()
    confirmed = made.scalar(sa.select(sa.func.min(Entry.confirmed_at)).filter_by(**of_city))

    assert len({one.challenge_id for one in initiatives}) == 2
    assert len(initiatives) == 4
    assert {"Energy Champions", "Grow Share Cook"} <= {one.title for one in initiatives}
    assert min(starts) < now - timedelta(days=365)
    assert min(read) <= (now - timedelta(days=365)).date()
    assert confirmed
    assert confirmed < now - timedelta(days=350)
    for fortnight in (0, 7):  # something is on in each week to come
        assert any(0 < (at - now).days - fortnight < 7 for at in starts)


def test_homes_are_on_real_postcodes(made: Session, plymouth: City) -> None:
    homes = made.scalars(
        sa.select(Place.postcode).where(Place.city_id == plymouth.id, Place.home)
    ).all()
    known = set(made.scalars(sa.select(Postcode.code)))

    assert len(homes) >= 300
    assert {(home or "").replace(" ", "") for home in homes} <= known


def test_a_gazetteer_that_is_there_is_left_as_it_is(made: Session) -> None:
    assert made.get(Postcode, "PL12AA")
    assert made.get(Postcode, OURS) is None


def test_the_places_taken_are_those_that_people_have(made: Session) -> None:
    held = (
        sa.select(sa.func.coalesce(sa.func.sum(Placement.party), 0))
        .where(Placement.opening_id == Opening.id, Placement.standing.in_(HOLDS_PLACES))
        .scalar_subquery()
    )

    wrong = made.scalars(sa.select(Opening.id).where(Opening.taken != held)).all()

    assert wrong == []
    assert count(made, Opening.taken > 0) > 100


def test_every_phone_is_a_number_kept_for_drama(made: Session) -> None:
    phones = made.scalars(sa.select(Contact.phone)).all()

    assert len(phones) == len(set(phones)) == 320
    assert all(DRAMA.fullmatch(phone) for phone in phones)
    assert {city.number[:8] for city in cities.everyone(made)} == {"+4416329"}


def test_who_may_be_called_has_agreed_and_who_stopped_said_so(made: Session) -> None:
    given = sa.exists().where(
        Consent.contact_id == Contact.id, Consent.given, Consent.source == Source.TEXT
    )
    taken_back = sa.exists().where(Consent.contact_id == Contact.id, ~Consent.given)

    assert count(made, Contact.consented_at.is_not(None), ~given) == 0
    assert count(made, Contact.stopped_at.is_not(None), ~taken_back) == 0
    assert count(made, Contact.stopped_at.is_(None), taken_back) == 0
    assert count(made, Contact.stopped_at.is_not(None)) > 5
    assert count(made, Contact.consented_at.is_(None)) > 5


def test_what_was_agreed_to_on_the_web_are_the_words_of_the_page(
    demo_app: Flask, plymouth: City, made: Session
) -> None:
    agreed = sa.select(Consent.wording).where(
        Consent.city_id == plymouth.id, Consent.source == Source.WEB
    )

    with demo_app.test_request_context():
        assert set(made.scalars(agreed)) == {consent(plymouth)}


def test_nothing_of_one_city_points_to_another(made: Session) -> None:
    crossing = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if "city_id" in table.c and "city_id" in key.column.table.c
        if crosses(made, key)
    }

    assert crossing == set()


def crosses(session: Session, key: sa.ForeignKey) -> bool:
    one, other = key.parent.table, key.column.table.alias()
    joined = one.join(other, key.parent == other.c[key.column.name])
    mixed = sa.select(sa.func.count()).select_from(joined).where(one.c.city_id != other.c.city_id)
    return bool(session.scalar(mixed))


def test_homes_lie_in_their_own_city_s_wards_and_all_over_it(made: Session, plymouth: City) -> None:
    wards = made.scalars(
        sa.select(Place.ward_code).where(Place.city_id == plymouth.id, Place.home).distinct()
    ).all()

    assert len(wards) == 20
    assert all(ward and ward.startswith("E0500") for ward in wards)


def test_the_council_sees_one_challenge_on_its_way_and_one_behind(
    made: Session, plymouth: City, now: datetime
) -> None:
    heating, streets = totals.of_challenges(made, plymouth.id, now.date())

    assert heating.headline
    assert heating.headline.measure.baseline == 14_000
    assert heating.headline.standing is Progress.ON
    assert not heating.headline.now or not heating.headline.now.verified
    assert streets.headline
    assert streets.headline.standing is Progress.BEHIND
    assert all(one.people > 80 and one.confirmed_minutes > 20_000 for one in (heating, streets))


def test_one_initiative_was_stopped_and_says_why(made: Session, plymouth: City) -> None:
    stopped = made.scalars(
        sa.select(Initiative).where(
            Initiative.city_id == plymouth.id, Initiative.course == Course.STOPPED
        )
    ).one()

    assert stopped.course_reason
    assert "did not work" in stopped.course_reason


def test_what_was_read_was_checked_by_somebody_else(made: Session) -> None:
    assert count(made, Reading.verified_by_id == Reading.reported_by_id) == 0
    assert count(made, Reading.verified_at.is_(None)) == 2


def test_the_coming_weeks_have_open_places_a_full_session_and_a_private_home(
    made: Session, plymouth: City, now: datetime
) -> None:
    coming = [o for o in projects.coming(made, plymouth.id, now) if o.session.ends_at]
    full = [opening for opening in coming if opening.left == 0]
    waiting = made.scalars(
        sa.select(Placement.opening_id).where(
            Placement.city_id == plymouth.id, Placement.standing == Standing.WAITING
        )
    ).all()

    assert len(coming) >= 8
    assert len(waiting) >= 2
    assert set(waiting) == {opening.id for opening in full}
    assert any(0 < opening.taken < opening.places for opening in coming)
    assert any(opening.session.project.private for opening in coming)
    assert count(made, Call.state == CallState.RUNNING) == 1


def test_a_coordinator_finds_hours_to_confirm_and_a_text_to_answer(
    made: Session, plymouth: City
) -> None:
    lead = made.scalars(
        sa.select(Member).where(Member.city_id == plymouth.id, Member.role == Role.COUNCIL_LEAD)
    ).one()
    on_desk = (Text.desk_at.is_not(None), Text.seen_at.is_(None))
    texts = made.scalars(sa.select(Text).where(Text.city_id == plymouth.id, *on_desk)).all()

    assert hours.waiting(made, lead)
    assert "Is there parking?" in {text.body for text in texts}
    assert {text.outcome for text in texts} == {Outcome.DESK, Outcome.DANGER}
    assert any(text.organisation_id for text in texts)


def test_the_phones_hold_what_was_texted_in_the_last_weeks(made: Session, plymouth: City) -> None:
    went = made.scalars(sa.select(Message.token).where(Message.city_id == plymouth.id)).all()
    came = made.scalars(sa.select(Text.sid).where(Text.city_id == plymouth.id)).all()
    carried = made.scalars(
        sa.select(Carried).where(Carried.city_number == plymouth.number).order_by(Carried.id)
    ).all()

    assert {one.token for one in carried if not one.incoming} == set(went)
    assert {one.sid for one in carried if one.incoming} == set(came)
    assert [one.at for one in carried] == sorted(one.at for one in carried)
    assert all(one.reported_at for one in carried), "the worker would report it again"


def test_who_was_asked_lately_answered_and_was_told_what_followed(
    made: Session, plymouth: City
) -> None:
    kinds = made.scalars(sa.select(Message.kind).where(Message.city_id == plymouth.id)).all()
    open_ones = made.scalars(
        sa.select(Question.contact_id).where(
            Question.city_id == plymouth.id, Question.state == QuestionState.OPEN
        )
    ).all()

    assert {"call", "accepted", "declined", "waiting", "hours_ask", "hours_thanks"} <= set(kinds)
    assert open_ones
    assert len(open_ones) == len(set(open_ones))


def test_nothing_has_happened_later_than_now(made: Session, now: datetime) -> None:
    happened = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.c
        if column.name in {"at", "since", "answered_at", "claimed_at", "received_at", "created_at"}
        or column.name in {"confirmed_at", "reported_at", "verified_at", "joined_at", "ended_at"}
    ]

    latest = [made.scalar(sa.select(sa.func.max(column))) for column in happened]

    assert all(moment <= now for moment in latest if moment)


def test_sessions_are_held_at_sensible_hours(made: Session, plymouth: City) -> None:
    starts = made.scalars(sa.select(ProjectSession.starts_at)).all()

    assert {start.astimezone(plymouth.zone).hour for start in starts} <= set(range(9, 20))


def test_barnsley_is_small(made: Session, now: datetime) -> None:
    barnsley = cities.named(made, "barnsley")

    assert count(made, Volunteer.city_id == barnsley.id) == 20
    assert count(made, Project.city_id == barnsley.id) == 1
    assert len(totals.of_challenges(made, barnsley.id, now.date())) == 1


def test_the_links_let_a_coordinator_a_council_lead_and_an_administrator_in_once(
    made: Session, plymouth: City, now: datetime
) -> None:
    tokens = dict(links.fresh(now=now))
    made.rollback()

    found = [staff.redeem(plymouth.id, t, password=None, now=now) for t in tokens.values()]

    roles = [made.get_one(Member, member_id).role for member_id in found]
    assert roles == [Role.COORDINATOR, Role.COUNCIL_LEAD, Role.ADMINISTRATOR]
    assert list(tokens) == [
        "a coordinator, Rosa Bell",
        "the council lead, Helen Marsh",
        "an administrator, Priya Nair",
    ]


def test_without_a_demo_there_are_no_links(app: Flask, now: datetime) -> None:
    assert links.fresh(now=now) == []


@pytest.mark.parametrize(
    ("hour", "day", "lately"), [(0, -1, 18), (10, -1, 18), (11, 0, 10), (23, 0, 18)]
)
def test_lately_is_in_the_middle_of_a_day(hour: int, day: int, lately: int) -> None:
    zone = ZoneInfo("Europe/London")
    days = Days(datetime(2030, 5, 4, hour, 20, tzinfo=zone), zone)

    assert days.lately() == days.at(day, lately)


def test_what_comes_round_every_other_week_comes_within_the_next() -> None:
    days = Days(datetime(2030, 5, 4, 12, tzinfo=UTC), ZoneInfo("Europe/London"))

    assert days.weekly(4, since=-30, until=15, every=2) == [-22, -8, 6]
    assert days.weekly(None, since=-8, until=15) == [-7, 0, 7, 14]
