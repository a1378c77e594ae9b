"""What asking brought and cost, and where people are missing, as the council reads it."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import a_city, a_member, a_place, a_volunteer, an_opening
from tests.pages import Browser
from volunteer.calls.model import Answer, Invitation, Standing
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.core.geo import Point
from volunteer.impact import asking, gaps
from volunteer.impact.asking import Asking
from volunteer.messages import outbox
from volunteer.messages.model import Consent, Lane, Message, Question, Source
from volunteer.messages.status import Status
from volunteer.people.model import Travel, Volunteer
from volunteer.places import upsert
from volunteer.places.model import Ward
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

DAY = timedelta(days=1)
COMPTON, HAM = "E05002079", "E05002084"
TEN_KM_WEST = Point(50.37, -4.28)


@pytest.fixture
def city(session: Session) -> City:
    """Plymouth, with two wards: one at the Guildhall, one far to the west."""
    middle = {"authority": "Plymouth", "authority_code": "E06000026"}
    at = {"latitude": 50.3703, "longitude": -4.1421}
    west = {"latitude": TEN_KM_WEST.latitude, "longitude": TEN_KM_WEST.longitude}
    with transaction() as opened:
        wards = [
            {"code": COMPTON, "name": "Compton", **middle, **at},
            {"code": HAM, "name": "Ham", **middle, **west},
        ]
        upsert.put(opened, Ward, wards)
    return a_city(session)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give a session with places for everybody."""
    return an_opening(session, city, places=30)


def somebody(session: Session, city: City, name: str, ward: str | None = COMPTON) -> Volunteer:
    """Return somebody who lives in a ward."""
    who = a_volunteer(session, city, name)
    assert who.home is not None
    who.home.ward_code = ward
    session.commit()
    return who


def ask(
    session: Session, city: City, opening: Opening, who: Volunteer, now: datetime, *, arrived: bool
) -> Invitation:
    """Ask somebody with a text of two parts that the carrier took."""
    [invitation] = invite(session, opening, who, now=now)
    question = session.scalars(
        sa.select(Question).where(Question.subject_id == invitation.id)
    ).one()
    message_id = outbox.put(
        session,
        city=city,
        contact=who.contact,
        kind="call",
        body="x" * 161,
        lane=Lane.CALL,
        now=now,
        expires_at=now + DAY,
    )
    message = walls.fetch(session, Message, city.id, message_id)
    message.question_id, message.accepted_at = question.id, now
    message.status = Status.DELIVERED if arrived else Status.SENT
    session.commit()
    return invitation


def test_a_call_is_told_by_people_places_texts_and_stops(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    ada, bob, cy, di = (somebody(session, city, name) for name in ("Ada", "Bob", "Cy", "Di"))
    for who in (ada, bob, cy):
        ask(session, city, opening, who, now, arrived=who is not cy)
    [late] = invite(session, opening, di, now=now)
    place(session, opening, ada, now=now, standing=Standing.ATTENDED, party=3)
    place(session, opening, bob, now=now, standing=Standing.CONFIRMED)
    answers = {ada.id: Answer.ACCEPTED, bob.id: Answer.ACCEPTED, di.id: Answer.TOO_LATE}
    for invitation in session.scalars(sa.select(Invitation)):
        invitation.answer = answers.get(invitation.volunteer_id, Answer.ASKED)
    stop(session, cy, now + DAY)
    session.commit()

    found = asking.by_call(session, city.id, [late.call_id])

    assert found == {
        late.call_id: Asking(
            asked=4,
            delivered=3,  # Di's text is not on record: they answered it
            yes=3,
            placed=2,
            came=1,
            stops=1,
            places=4,
            texted_places=4,
            texts=3,
            parts=6,
        )
    }
    assert found[late.call_id].texts_per_place == 0.75
    assert found[late.call_id].stops_per_thousand == pytest.approx(333.3, abs=0.1)


def stop(session: Session, who: Volunteer, at: datetime) -> None:
    """Write down that somebody wants no more texts."""
    session.add(
        Consent(
            city_id=who.city_id,
            contact_id=who.contact_id,
            given=False,
            source=Source.TEXT,
            wording="STOP",
            at=at,
        )
    )
    session.commit()


def test_a_stop_counts_for_the_last_call_before_it_only(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    ada = somebody(session, city, "Ada")
    [first] = invite(session, opening, ada, now=now)
    session.execute(sa.delete(Question))
    later = an_opening(session, city, starts=now + 9 * DAY)
    [second] = invite(session, later, ada, now=now + DAY)
    stop(session, ada, now + 2 * DAY)

    found = asking.by_call(session, city.id, [first.call_id, second.call_id])

    assert [found[one.call_id].stops for one in (first, second)] == [0, 1]


def test_people_count_in_the_ward_that_they_live_in_and_in_the_period_they_were_asked(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    for name, ward, at in (("Ada", COMPTON, now), ("Bob", HAM, now), ("Cy", None, now - 9 * DAY)):
        invite(session, opening, somebody(session, city, name, ward), now=at)

    lately = asking.by_ward(session, city.id, since=now - DAY)
    ever = asking.by_ward(session, city.id, since=now - 10 * DAY)

    assert lately == {COMPTON: Asking(asked=1), HAM: Asking(asked=1)}
    assert ever == {COMPTON: Asking(asked=1), HAM: Asking(asked=1), None: Asking(asked=1)}
    assert asking.total(ever.values()) == Asking(asked=3)


def test_nothing_of_another_city_is_counted(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    other = a_city(session, "Exeter")
    invite(session, opening, somebody(session, city, "Ada"), now=now)

    assert asking.by_ward(session, other.id, since=now - DAY) == {}
    assert gaps.fitting(session, other) == {}


def test_whoever_takes_texts_and_would_come_so_far_counts_for_a_ward(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada", travel=Travel.FOOT)
    a_volunteer(session, city, "Bob", travel=Travel.CAR)
    cy = a_volunteer(session, city, "Cy")
    cy.contact.stopped_at = now
    di = a_volunteer(session, city, "Di", travel=Travel.FOOT)
    di.reach_km = 12.0
    session.commit()

    assert gaps.fitting(session, city) == {COMPTON: 3, HAM: 2}

    ada.home = a_place(session, city, TEN_KM_WEST)
    session.commit()
    assert gaps.fitting(session, city) == {COMPTON: 2, HAM: 3}


@pytest.mark.parametrize(
    ("fits", "few"),
    [
        ({}, set()),
        ({"A": 0, "B": 0}, set()),
        ({"A": 4, "B": 10, "C": 12}, {"A"}),
        ({"A": 5, "B": 10, "C": 12}, set()),
    ],
)
def test_a_ward_with_less_than_half_of_the_middle_one_is_a_gap(
    fits: dict[str, int], few: set[str]
) -> None:
    assert gaps.few(fits) == few


def test_the_page_tells_it_to_everybody_who_works_here(
    app: Flask, session: Session, city: City, opening: Opening, now: datetime
) -> None:
    lead = a_member(session, city, role=Role.COUNCIL_LEAD)
    stranger = a_member(session, city, "Eve", organisation="Elsewhere")
    ask(session, city, opening, somebody(session, city, "Ada"), now, arrived=True)
    title = opening.role.project.title

    page = pages(app, city, lead, "/staff/asking")
    table = pages(app, city, stranger, "/staff/asking/chances")

    assert title in page
    assert "In 1 ward few people may be asked" in page
    assert "Ham: 0 people would come" in page
    assert title not in pages(app, city, stranger, "/staff/asking"), "a call of others"
    assert "0 of 1 <br> guess 18" in table


def pages(app: Flask, city: City, member: Member, address: str) -> str:
    """Return a page as a member sees it."""
    browser = Browser(app, city)
    browser.sign_in(member)
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_before_anybody_was_asked_the_pages_say_so(
    app: Flask, session: Session, city: City
) -> None:
    lead = a_member(session, city, role=Role.COUNCIL_LEAD)

    assert "Nobody was asked in this time." in pages(app, city, lead, "/staff/asking?since=year")
    assert "nobody yet" in pages(app, city, lead, "/staff/asking/chances")
    assert session.scalar(sa.select(sa.func.count(Message.id))) == 0
