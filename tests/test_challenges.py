"""The city's plan: challenges, initiatives, measures, and what becomes of them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member
from volunteer.challenges import queries, service
from volunteer.challenges.measures import MOST
from volunteer.challenges.model import Course, Kind
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.staff.model import Member, Role

COLD = service.NewMeasure(
    name="Homes in fuel poverty",
    unit="homes",
    kind=Kind.OUTCOME,
    baseline=14_000,
    baseline_on=date(2030, 1, 1),
    target=13_000,
    target_on=date(2030, 12, 31),
    source="Department for Energy, 2029",
    method="modelled by ward",
    every="year",
)
VISITS = replace(COLD, name="Visits", unit="visits", kind=Kind.OUTPUT, baseline=0, target=500)
HEATING = service.NewChallenge("Heating and eating", "14,000 homes are too cold.", COLD)


@pytest.fixture
def lead(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)


def champions(challenge_id: int, lead: Member) -> service.NewInitiative:
    return service.NewInitiative(
        challenge_id,
        "Energy Champions",
        "Volunteers are key because neighbours are trusted.",
        lead.id,
        (VISITS,),
    )


def posted(city: City, lead: Member, now: datetime) -> tuple[int, int]:
    challenge_id = service.post_challenge(city.id, HEATING, member_id=lead.id, now=now)
    initiative_id = service.post_initiative(
        city.id, champions(challenge_id, lead), member_id=lead.id, now=now
    )
    return challenge_id, initiative_id


def test_a_challenge_comes_with_its_headline_and_an_initiative_with_its_measures(
    session: Session, city: City, lead: Member, now: datetime
) -> None:
    posted(city, lead, now)

    [challenge] = queries.all_of(session, city.id)

    assert [(m.name, m.headline) for m in challenge.measures] == [
        ("Homes in fuel poverty", True),
        ("Visits", False),
    ]
    assert [m.name for m in challenge.initiatives[0].measures] == ["Visits"]
    assert challenge.initiatives[0].lead == lead


def test_the_plan_is_the_council_s_to_write(session: Session, city: City, now: datetime) -> None:
    coordinator = a_member(session, city)

    with pytest.raises(NotFound):
        service.post_challenge(city.id, HEATING, member_id=coordinator.id, now=now)


def test_a_title_is_in_the_plan_once(city: City, lead: Member, now: datetime) -> None:
    posted(city, lead, now)

    with pytest.raises(Refused, match="in the plan already"):
        service.post_challenge(city.id, HEATING, member_id=lead.id, now=now)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"target": 14_000}, "nothing would have to change"),
        ({"target_on": date(2030, 1, 1)}, "comes after"),
        ({"target": float("nan")}, "are numbers"),
        ({"unit": "  "}, "fill this in"),
    ],
)
def test_a_measure_without_a_way_to_go_is_refused(
    city: City, lead: Member, now: datetime, wrong: dict[str, Any], why: str
) -> None:
    challenge = replace(HEATING, headline=replace(COLD, **wrong))

    with pytest.raises(Refused, match=why):
        service.post_challenge(city.id, challenge, member_id=lead.id, now=now)


def test_nobody_looks_at_ten_measures(city: City, lead: Member, now: datetime) -> None:
    _, initiative_id = posted(city, lead, now)
    for number in range(MOST - 1):
        more = replace(VISITS, name=f"Visits {number}")
        service.post_measure(city.id, initiative_id, more, member_id=lead.id, now=now)

    with pytest.raises(Refused, match="at most 9 measures"):
        service.post_measure(city.id, initiative_id, VISITS, member_id=lead.id, now=now)


def test_stopping_says_why_and_who_and_when(
    session: Session, city: City, lead: Member, now: datetime
) -> None:
    _, initiative_id = posted(city, lead, now)
    with pytest.raises(Refused, match="say why"):
        service.set_course(city.id, initiative_id, Course.STOPPED, " ", member_id=lead.id, now=now)

    service.set_course(
        city.id, initiative_id, Course.STOPPED, "Nobody answered.", member_id=lead.id, now=now
    )

    initiative = queries.initiative(session, city.id, initiative_id)
    assert initiative.course_reason == "Nobody answered."
    assert (initiative.course_by_id, initiative.course_at) == (lead.id, now)
    assert queries.open_initiatives(session, city.id) == []


def test_what_has_ended_stays_so(city: City, lead: Member, now: datetime) -> None:
    _, initiative_id = posted(city, lead, now)
    service.set_course(city.id, initiative_id, Course.FINISHED, None, member_id=lead.id, now=now)

    with pytest.raises(Refused, match="ended already"):
        service.set_course(city.id, initiative_id, Course.RUNNING, None, member_id=lead.id, now=now)


def test_another_city_s_plan_is_not_found(
    session: Session, city: City, lead: Member, now: datetime
) -> None:
    challenge_id, initiative_id = posted(city, lead, now)
    barnsley = a_city(session, "Barnsley")
    stranger = a_member(session, barnsley, "Bo", role=Role.COUNCIL_LEAD)

    with pytest.raises(NotFound):
        service.post_initiative(
            barnsley.id, champions(challenge_id, stranger), member_id=stranger.id, now=now
        )
    with pytest.raises(NotFound):
        queries.initiative(session, barnsley.id, initiative_id)
    assert queries.all_of(session, barnsley.id) == []


def test_a_lead_of_another_city_leads_nothing_here(
    session: Session, city: City, lead: Member, now: datetime
) -> None:
    challenge_id, _ = posted(city, lead, now)
    stranger = a_member(session, a_city(session, "Barnsley"), "Bo")
    new = replace(champions(challenge_id, stranger), title="Warm Bank")

    with pytest.raises(NotFound):
        service.post_initiative(city.id, new, member_id=lead.id, now=now)
