"""Races of those who offer a place that came free: it is offered to one person at a time.

Each begins with its control: the same race run by read-then-write, which goes wrong.
"""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import an_opening
from tests.crowds import a_crowd
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.calls import offers
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.messages.model import Asked, Question

MINUTE = timedelta(minutes=1)
WORKERS, LINE = 6, 12


def test_of_workers_who_offer_one_place_at_once_one_does(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, places=1)
    for number, who in enumerate(a_crowd(session, city, LINE)):
        since = now - (LINE - number) * MINUTE
        place(session, opening, who, now=since, standing=Standing.WAITING)
    to_offer = partial(free, city.id, opening.id)
    session.rollback()
    naively: list[int] = []
    read_then_write(app, WORKERS, to_offer, naively.append)
    assert naively == [1] * WORKERS  # the control: everybody finds a place to offer

    step = partial(in_the_end, partial(offers.offer_due_next, now=now))
    done = at_once(app, [step] * WORKERS)

    assert done.count(True) == 1
    assert done.count(False) == WORKERS - 1
    session.rollback()
    offered = sa.select(sa.func.count(Question.id)).where(Question.kind == Asked.OFFER)
    assert session.scalars(offered).one() == 1


def free(city_id: int, opening_id: int) -> int:
    session = db.session()
    found = offers.free_places(session, session.get_one(City, city_id), opening_id)
    db.session.rollback()
    return found
