"""Races: what many do at the same moment ends as if they had done it one after the other.

Each begins with its control: the same race run by read-then-write, which goes wrong.
"""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import STARTS, an_opening
from tests.crowds import a_crowd
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.calls import offers
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.messages import inbox
from volunteer.messages.model import Asked, Message, Outcome, Question, QuestionState, Text
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms import conversation

DAY = timedelta(days=1)
YES_MANY = 200


def place_naively(app: Flask, session: Session, opening: Opening, crowd: int) -> int:
    """Run the control: count the places, then take one. Return how many were placed."""
    opening_id, city_id = opening.id, opening.city_id
    people = list(session.scalars(sa.text("SELECT id FROM volunteer ORDER BY id")))[:crowd]
    session.rollback()

    def write(taken: int) -> None:
        if taken >= 1:
            return
        with transaction() as mine:
            mine.get_one(Opening, opening_id).taken = taken + 1
            mine.add(
                Placement(
                    city_id=city_id,
                    opening_id=opening_id,
                    volunteer_id=people.pop(),
                    standing=Standing.CONFIRMED,
                    since=mine.get_one(Opening, opening_id).session.starts_at,
                )
            )

    read_then_write(app, crowd, partial(taken_of, opening_id), write)
    return session.scalars(sa.select(sa.func.count(Placement.id))).one()


def give_back_naively(app: Flask, session: Session, opening: Opening) -> int:
    """Run the control: count what is taken, then write one less. Return what is left of eight."""
    opening_id, opening.taken = opening.id, 8
    session.commit()

    def write(taken: int) -> None:
        with transaction() as mine:
            mine.get_one(Opening, opening_id).taken = taken - 1

    read_then_write(app, 8, partial(taken_of, opening_id), write)
    session.rollback()
    return taken_of(opening_id)


def taken_of(opening_id: int) -> int:
    taken = db.session().get_one(Opening, opening_id).taken
    db.session.rollback()
    return taken


def say(city_id: int, phone: str, body: str, now: datetime) -> bool:
    """Do what the webhook does with a text: keep it, then read it."""
    keep = partial(inbox.receive, city_id, sid=f"SM{phone}", phone=phone, body=body, now=now)
    text_id = in_the_end(keep)
    assert text_id is not None
    return in_the_end(partial(conversation.answer, text_id, now=now))


@pytest.mark.parametrize("places", [1, 10])
def test_of_two_hundred_who_say_yes_at_once_as_many_get_a_place_as_there_are(
    app: Flask, session: Session, city: City, now: datetime, places: int
) -> None:
    crowd = a_crowd(session, city, YES_MANY)
    control = an_opening(session, city, "Control", places=1, starts=STARTS + DAY)
    assert place_naively(app, session, control, 8) > 1
    opening = an_opening(session, city, places=places)
    invite(session, opening, *crowd, now=now)
    opening_id, city_id = opening.id, city.id
    numbers = [person.contact.phone for person in crowd]
    session.rollback()

    read = at_once(app, [partial(say, city_id, phone, "Yes", now) for phone in numbers])

    assert read == [True] * YES_MANY
    placements = placements_of(session, opening_id)
    confirmed = [one for one in placements if one.standing is Standing.CONFIRMED]
    assert len(confirmed) == places == session.get_one(Opening, opening_id).taken
    line = [one for one in placements if one.standing is Standing.WAITING]
    assert sorted(offers.position(session, one) for one in line) == [
        *range(1, YES_MANY - places + 1)
    ]
    assert Counter(session.scalars(sa.select(Text.outcome))) == {Outcome.DONE: YES_MANY}
    assert answers_a_phone(session) == {1: YES_MANY}
    told = Counter(session.scalars(sa.select(Message.kind)))
    assert told == {"accepted": places, "waiting": YES_MANY - places}


def test_of_sixty_who_text_the_code_of_a_poster_at_once_as_many_get_a_place_as_there_are(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    crowd = a_crowd(session, city, 60)
    control = an_opening(session, city, "Control", places=1, starts=STARTS + DAY)
    assert place_naively(app, session, control, 8) > 1
    opening_id, city_id = an_opening(session, city, places=10).id, city.id
    numbers = [person.contact.phone for person in crowd]
    with transaction() as mine:
        code = codes.of(mine, mine.get_one(Opening, opening_id), now=now)
    session.rollback()

    read = at_once(app, [partial(say, city_id, phone, f"YES {code}", now) for phone in numbers])

    assert read == [True] * 60
    standings = Counter(one.standing for one in placements_of(session, opening_id))
    assert standings == {Standing.CONFIRMED: 10, Standing.WAITING: 50}
    assert session.get_one(Opening, opening_id).taken == 10


def test_places_given_back_while_the_line_says_yes_are_each_taken_or_offered_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    crowd = a_crowd(session, city, 40)
    control = an_opening(session, city, "Control", places=8, starts=STARTS + DAY)
    assert give_back_naively(app, session, control) > 0
    opening = an_opening(session, city, places=20)
    invite(session, opening, *crowd, now=now)
    for number, person in enumerate(crowd):
        standing = Standing.WAITING if number % 2 else Standing.CONFIRMED
        place(session, opening, person, now=now, standing=standing)
    opening_id, city_id = opening.id, city.id
    words = [
        (person.contact.phone, "yes" if number % 2 else "can't come any more")
        for number, person in enumerate(crowd)
    ]
    session.rollback()

    read = at_once(app, [partial(say, city_id, phone, body, now) for phone, body in words])

    assert read == [True] * 40
    standings = Counter(one.standing for one in placements_of(session, opening_id))
    taken = session.get_one(Opening, opening_id).taken
    on_offer = session.scalars(
        sa.select(Question.contact_id).where(
            Question.kind == Asked.OFFER, Question.state == QuestionState.OPEN
        )
    ).all()
    assert standings[Standing.WITHDRAWN] == 20
    assert standings[Standing.CONFIRMED] == taken
    assert len(on_offer) == len(set(on_offer)) <= standings[Standing.WAITING]
    assert taken + len(on_offer) <= 20
    assert Counter(session.scalars(sa.select(Text.outcome))) == {Outcome.DONE: 40}


def test_the_same_text_fifty_times_at_once_has_one_effect_and_one_answer(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    (ada,) = a_crowd(session, city, 1)
    opening = an_opening(session, city)
    invite(session, opening, ada, now=now)
    opening_id, city_id, phone = opening.id, city.id, ada.contact.phone
    effects: list[str] = []
    read_then_write(
        app,
        8,
        lambda: db.session().scalar(sa.select(Text.id).where(Text.sid == "SM1")),
        lambda known: effects.append("again") if known is None else None,
    )
    assert len(effects) == 8  # the control: everybody finds that it is new

    def arrive() -> bool:
        text_id = inbox.receive(city_id, sid="SM1", phone=phone, body="yes", now=now)
        return text_id is not None and conversation.answer(text_id, now=now)

    arrived = at_once(app, [arrive] * 50)

    assert Counter(arrived) == {True: 1, False: 49}
    assert len(placements_of(session, opening_id)) == 1
    assert session.get_one(Opening, opening_id).taken == 1
    assert session.scalars(sa.select(Message.kind)).all() == ["accepted"]


def test_one_text_read_by_many_workers_at_once_has_one_effect(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    (ada,) = a_crowd(session, city, 1)
    invite(session, an_opening(session, city), ada, now=now)
    inbox.receive(city.id, sid="SM1", phone=ada.contact.phone, body="yes", now=now)

    read = at_once(app, [partial(conversation.answer_next, now=now)] * 12)

    assert Counter(read) == {True: 1, False: 11}
    session.rollback()
    assert session.scalars(sa.select(Message.kind)).all() == ["accepted"]


def placements_of(session: Session, opening_id: int) -> list[Placement]:
    session.rollback()
    return list(
        session.scalars(
            sa.select(Placement).where(Placement.opening_id == opening_id).order_by(Placement.id)
        )
    )


def answers_a_phone(session: Session) -> Counter[int]:
    """Return how many phones got how many messages."""
    return Counter(Counter(session.scalars(sa.select(Message.contact_id))).values())
