"""Projects: posting, who sees them, what is near."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import (
    GUILDHALL,
    a_city,
    a_measure,
    a_member,
    a_place,
    a_skill,
    an_initiative,
    an_opening,
)
from volunteer.challenges.model import Course, Kind
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.core.geo import Point, distance_km
from volunteer.places.model import Postcode, Ward
from volunteer.projects import queries, service
from volunteer.projects.draft import ensure_sound
from volunteer.projects.interest import interest
from volunteer.projects.model import Opening, ProjectState
from volunteer.staff.model import Member, Role

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator, in a city whose map knows one postcode."""
    session.add(Postcode(code="PL47AA", latitude=50.3843, longitude=-4.1339))
    session.commit()
    return a_member(session, city, "Cora")


@pytest.fixture
def draft(session: Session, city: City, cora: Member, now: datetime) -> service.Draft:
    """Give a sound draft."""
    return service.Draft(
        title="Plant the square",
        summary="Bring gloves.",
        initiative_id=an_initiative(session, city).id,
        address="Drake Circus, PL4 7AA",
        contact_name="Cora",
        role_title="Gardener",
        sessions=(service.Slot(now + DAY, now + DAY + 2 * HOUR, 3),),
    )


def post(city: City, cora: Member, draft: service.Draft, now: datetime) -> int:
    return service.post(city.id, cora, draft, now=now, addresses=False)


def test_a_project_is_posted_with_its_place_role_session_and_opening(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    drives, gardens = (a_skill(session, city, slug).id for slug in ("driving", "gardening"))
    draft = replace(draft, skills_required=(drives,), skills_helping=(gardens, drives))

    project = queries.get_for(session, cora, post(city, cora, draft, now))

    assert project.place.postcode == "PL4 7AA"
    assert project.organisation_id == cora.organisation_id
    [role], [meeting] = project.roles, project.sessions
    assert {w.skill_id: w.required for w in role.skills} == {drives: True, gardens: False}
    assert [(o.role_id, o.places, o.taken) for o in meeting.openings] == [(role.id, 3, 0)]


@pytest.mark.parametrize(
    ("hours", "places", "why"),
    [
        ((-1, 1), 3, "in the past"),
        ((24, 24), 3, "comes after"),
        ((24, 41), 3, "at most 16 hours"),
        ((24, 26), 0, "1 to 500"),
        ((24, 26), 501, "1 to 500"),
    ],
)
def test_a_session_nobody_could_come_to_is_refused(
    hours: tuple[int, int], places: int, why: str, now: datetime
) -> None:
    starts, ends = hours

    with pytest.raises(Refused, match=why):
        ensure_sound((service.Slot(now + starts * HOUR, now + ends * HOUR, places),), now=now)


def test_a_flexible_session_has_no_end(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    flexible = replace(draft, sessions=(service.Slot(now + DAY, None, 3),))
    project_id = post(city, cora, flexible, now)

    coming = queries.coming(session, city.id, now + 30 * DAY)

    assert [opening.session.project_id for opening in coming] == [project_id]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 61},
        {"sessions": ()},
        {"radius_km": 51.0},
        {"address": "Drake Circus"},
    ],
)
def test_a_draft_that_says_too_little_is_refused_and_leaves_nothing(
    city: City, cora: Member, draft: service.Draft, now: datetime, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        post(city, cora, replace(draft, **wrong), now)

    assert queries.for_member(db.session(), cora) == []


def test_nothing_is_posted_under_an_initiative_that_has_ended(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    initiative = an_initiative(session, city)
    initiative.course = Course.STOPPED
    session.commit()

    with pytest.raises(Refused, match="has ended"):
        post(city, cora, replace(draft, initiative_id=initiative.id), now)


def test_a_project_counts_towards_an_output_of_its_own_initiative(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    initiative = an_initiative(session, city)
    output, elsewhere = (
        a_measure(session, initiative),
        a_measure(session, an_initiative(session, city)),
    )
    outcome = a_measure(session, initiative, "Less hungry", kind=Kind.OUTCOME)
    draft = replace(draft, initiative_id=initiative.id)

    assert post(city, cora, replace(draft, measure_id=output.id), now)
    with pytest.raises(NotFound):
        post(city, cora, replace(draft, measure_id=elsewhere.id), now)
    with pytest.raises(Refused, match="says what changed"):
        post(city, cora, replace(draft, measure_id=outcome.id), now)


def test_a_skill_or_an_initiative_of_another_city_is_not_found(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    theirs = a_skill(session, barnsley, "driving").id

    with pytest.raises(NotFound):
        post(city, cora, replace(draft, skills_required=(theirs,)), now)
    with pytest.raises(NotFound):
        post(city, cora, replace(draft, initiative_id=an_initiative(session, barnsley).id), now)


def test_one_more_date_opens_every_role_and_one_more_role_every_date_to_come(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    project_id = post(city, cora, draft, now)
    slot = service.Slot(now + 8 * DAY, now + 8 * DAY + HOUR, 5)
    service.add_session(city.id, cora, project_id, slot, now=now)

    driver = service.NewRole("Driver")
    service.add_role(city.id, cora, project_id, driver, places=1, now=now + 2 * DAY)

    first, second = queries.get_for(session, cora, project_id).sessions
    assert [opening.places for opening in first.openings] == [3]
    assert [opening.places for opening in second.openings] == [5, 1]


def test_a_cancelled_project_takes_no_more_dates(
    session: Session, city: City, cora: Member, draft: service.Draft, now: datetime
) -> None:
    project_id = post(city, cora, draft, now)
    queries.get_for(session, cora, project_id).state = ProjectState.CANCELLED
    session.commit()

    with pytest.raises(Refused, match="was cancelled"):
        service.add_session(city.id, cora, project_id, draft.sessions[0], now=now)
    with pytest.raises(NotFound):
        queries.public(session, city.id, project_id)


def test_coordinators_see_their_own_organisation_s_and_leads_the_whole_city(
    session: Session, city: City, cora: Member
) -> None:
    opening = an_opening(session, city, posted_by=cora)
    project = opening.session.project
    other = a_member(session, city, "Otto", organisation="Food Bank")
    manager = a_member(session, city, "Max", role=Role.MANAGER, organisation="Food Bank")
    lead = a_member(session, city, "Lea", role=Role.COUNCIL_LEAD, organisation="Council")

    for allowed in (cora, lead):
        assert queries.for_member(session, allowed) == [project]
        assert queries.session_for(session, allowed, opening.session_id) is opening.session
        assert queries.opening_for(session, allowed, opening.id) is opening
    for barred in (other, manager):
        assert queries.for_member(session, barred) == []
        with pytest.raises(NotFound):
            queries.get_for(session, barred, project.id)
        with pytest.raises(NotFound):
            queries.session_for(session, barred, opening.session_id)
        with pytest.raises(NotFound):
            queries.opening_for(session, barred, opening.id)


def test_another_city_s_administrator_sees_nothing(session: Session, city: City) -> None:
    opening = an_opening(session, city)
    barnsley = a_city(session, "Barnsley")
    admin = a_member(session, barnsley, "Bo", role=Role.ADMINISTRATOR)

    with pytest.raises(NotFound):
        queries.opening_for(session, admin, opening.id)
    with pytest.raises(NotFound):
        queries.public(session, barnsley.id, opening.session.project_id)


def test_what_is_coming_is_neither_past_nor_cancelled(
    session: Session, city: City, now: datetime
) -> None:
    later = an_opening(session, city, "Later", starts=now + 2 * DAY)
    soon = an_opening(session, city, "Soon", starts=now + DAY)
    an_opening(session, city, "Past", starts=now - DAY)
    called_off = an_opening(session, city, "Called off", starts=now + DAY)
    called_off.session.cancelled_at = now
    session.commit()

    assert queries.coming(session, city.id, now) == [soon, later]


def test_near_shows_the_near_and_empty_before_the_far_and_the_full(
    session: Session, city: City, now: datetime
) -> None:
    far = an_opening(session, city, "Far")
    far.session.project.place = a_place(session, city, Point(50.42, -4.11))
    full = an_opening(session, city, "Full", places=1)
    full.taken = 1
    here = an_opening(session, city, "Here")
    lost = an_opening(session, city, "Not on the map yet")
    lost.session.project.place = a_place(session, city, None)
    session.commit()

    near = queries.near(session, city.id, GUILDHALL, now, 10)

    assert [found.opening for found in near] == [here, far, full]
    assert near[0].km == pytest.approx(0)
    assert near[1].km == pytest.approx(6.0, abs=0.3)


def test_remote_work_is_near_everybody(session: Session, city: City, now: datetime) -> None:
    remote = an_opening(session, city, "Ring round")
    remote.role.remote = True
    remote.session.project.place = a_place(session, city, None)
    session.commit()

    [found] = queries.near(session, city.id, GUILDHALL, now, 10)

    assert (found.opening, found.km) == (remote, None)


def a_home(session: Session, city: City, point: Point, ward: str | None) -> Opening:
    """Make a project in somebody's home, and return its opening."""
    home = an_opening(session, city, "Draught-proof a flat")
    home.session.project.private = True
    home.session.project.place = a_place(session, city, point)
    home.session.project.place.ward_code = ward
    session.commit()
    return home


def test_from_no_postcode_can_one_tell_two_homes_of_one_ward_apart(
    session: Session, city: City, now: datetime
) -> None:
    middle = Point(50.3763, -4.1392)
    session.add(
        Ward(
            code="E05000001",
            name="Drake",
            authority_code=city.authority_code,
            authority="Plymouth",
            latitude=middle.latitude,
            longitude=middle.longitude,
        )
    )
    session.flush()
    a_home(session, city, Point(50.371264, -4.142531), "E05000001")
    a_home(session, city, Point(50.381264, -4.132531), "E05000001")

    for place in (GUILDHALL, Point(50.371264, -4.142531), Point(50.40, -4.10)):
        one, other = queries.near(session, city.id, place, now, 10)
        assert one.km == other.km == pytest.approx(distance_km(place, middle))
        assert one.approximate
        assert one.opening.id < other.opening.id, "the order would tell"


def test_the_way_to_a_home_in_no_known_ward_is_not_told(
    session: Session, city: City, now: datetime
) -> None:
    home = a_home(session, city, GUILDHALL, None)
    beside = an_opening(session, city)

    found = queries.near(session, city.id, GUILDHALL, now, 10)

    assert [(one.opening.id, one.km) for one in found] == [(beside.id, 0.0), (home.id, None)]


@given(st.floats(0, 50), st.floats(0, 50), st.integers(1, 500), st.data())
def test_interest_falls_with_the_way_and_with_every_place_taken(
    km: float, more: float, places: int, data: st.DataObject
) -> None:
    taken = data.draw(st.integers(0, places - 1))

    weight = interest(km, taken=taken, places=places)

    assert 0 < weight < 1
    assert interest(km + more, taken=taken, places=places) <= weight
    assert interest(km, taken=taken + 1, places=places) < weight
    assert interest(km, taken=places, places=places) == 0
