"""Races in posting: a form sent twice at the same moment makes one project."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_member, an_initiative
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.places.model import Postcode
from volunteer.projects import service
from volunteer.projects.draft import Draft, Slot
from volunteer.projects.model import Project
from volunteer.projects.twice import LATELY, PostedAlready
from volunteer.staff.model import Member

CROWD = 4


def a_draft(session: Session, city: City, now: datetime) -> Draft:
    session.add(Postcode(code="PL47AA", latitude=50.3843, longitude=-4.1339))
    session.commit()
    return Draft(
        title="Plant the square",
        summary="Bring gloves.",
        initiative_id=an_initiative(session, city).id,
        address="Drake Circus, PL4 7AA",
        contact_name="Cora",
        role_title="Gardener",
        sessions=(Slot(now + timedelta(days=1), None, 3),),
    )


def how_many() -> int:
    found = db.session.scalars(sa.select(sa.func.count(Project.id))).one()
    db.session.rollback()
    return found


def post(city_id: int, member_id: int, draft: Draft, now: datetime) -> int:
    member = db.session.get_one(Member, member_id)
    return service.post(city_id, member, draft, now=now, addresses=False)


def test_without_a_lock_everybody_posts_who_looked_before(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    draft, city_id = a_draft(session, city, now), city.id
    member_id = a_member(session, city).id
    session.rollback()

    def write(seen: int) -> None:
        if seen:
            return
        with transaction() as mine:
            member = mine.get_one(Member, member_id)
            service.post_in(mine, city_id, member, draft, now=now, addresses=False)

    read_then_write(app, CROWD, how_many, write)

    assert how_many() == CROWD


def test_a_form_sent_many_times_at_once_makes_one_project(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    draft, city_id = a_draft(session, city, now), city.id
    member_id = a_member(session, city).id
    session.rollback()

    def send() -> int:
        return in_the_end(lambda: post(city_id, member_id, draft, now))

    sent = at_once(app, [send] * CROWD)

    assert Counter(type(one) for one in sent) == {int: 1, PostedAlready: CROWD - 1}
    assert how_many() == 1


def test_the_same_may_be_posted_by_another_or_when_a_while_has_passed(
    session: Session, city: City, now: datetime
) -> None:
    draft, city_id = a_draft(session, city, now), city.id
    cora, otto = (a_member(session, city, name).id for name in ("Cora", "Otto"))
    later = replace(draft, sessions=(Slot(now + timedelta(days=2), None, 3),))

    for member_id, posted, at in (
        (cora, draft, now),
        (otto, draft, now),
        (cora, later, now),
        (cora, draft, now + LATELY),
    ):
        post(city_id, member_id, posted, at)

    assert how_many() == 4
