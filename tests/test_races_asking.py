"""Races of those who ask and send: a phone is asked once, and each message is sent once.

Each begins with its control: the same race run by read-then-write, which goes wrong.
"""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invited, set_rules
from tests.builders import a_member, an_opening
from tests.crowds import a_crowd, a_queue
from tests.fakes import FakeSms
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.calls import asking, service
from volunteer.calls.model import Call
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.messages import sending, unsettled
from volunteer.messages.model import Contact, Message, Question, QuestionState
from volunteer.messages.status import Status
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

MINUTE = timedelta(minutes=1)


def test_four_workers_send_each_of_a_thousand_messages_once(
    app: Flask, session: Session, city: City, now: datetime, sms: FakeSms
) -> None:
    city_id = a_thousand_queued(session, city, now)
    naively: list[int | None] = []
    read_then_write(app, 4, next_queued, naively.append)
    assert len(naively) == 4 > len(set(naively))  # the control: one message, sent by all

    def work() -> int:
        sent = 0
        while True:
            if in_the_end(send):
                sent += 1
            elif next_queued() is None:
                return sent

    send = partial(sending.deliver_next, sms, clock=lambda: now, calling={city_id})
    shares = at_once(app, [work] * 4)
    while unsettled.settle_next(sms, now=now + 2 * MINUTE):
        pass  # sent, but the database was too busy to write it down

    assert all(isinstance(share, int) and share > 0 for share in shares)
    assert len(sms.sent) == 1000 == len({letter.message_id for letter in sms.sent})
    session.rollback()
    assert Counter(session.scalars(sa.select(Message.status))) == {Status.ACCEPTED: 1000}


def test_of_two_calls_started_at_once_for_one_opening_there_is_one(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    a_crowd(session, city, 3)
    opening = an_opening(session, city, posted_by=cora)
    city_id, opening_id, member_id = city.id, opening.id, cora.id
    started: list[int] = []
    read_then_write(
        app,
        6,
        lambda: db.session().scalar(sa.select(Call.id).where(Call.opening_id == opening_id)),
        lambda live: started.append(1) if live is None else None,
    )
    assert len(started) == 6  # the control: everybody finds that nobody is asking

    def start() -> int:
        mine = db.session()
        return service.start(
            mine.get_one(City, city_id), mine.get_one(Member, member_id), opening_id, now=now
        )

    results = at_once(app, [start] * 6)

    session.rollback()
    assert session.scalars(sa.select(sa.func.count(Call.id))).one() == 1
    refused = [one for one in results if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [Refused] * 5
    assert len(invited(session, session.get_one(Opening, opening_id))) == 3


def test_the_waves_of_four_calls_at_once_never_ask_one_phone_twice(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    cora, crowd = a_member(session, city), a_crowd(session, city, 20)
    for number in range(4):
        opening = an_opening(session, city, f"Project {number}", posted_by=cora, places=9)
        running(session, opening, cora.id, now)
    contacts, city_id = {person.contact_id for person in crowd}, city.id
    session.rollback()
    naively: list[int] = []
    read_then_write(app, 4, partial(free_phones, city_id), naively.extend)
    assert set(Counter(naively).values()) == {4}  # the control: each finds every phone free

    asked = at_once(app, [partial(asking.ask_next, now=now)] * 4)

    assert asked == [True] * 4
    session.rollback()
    still_open = sa.select(Question.contact_id).where(Question.state == QuestionState.OPEN)
    assert Counter(session.scalars(still_open)) == dict.fromkeys(contacts, 1)
    texts = session.scalars(sa.select(Message.contact_id))
    assert Counter(texts) == dict.fromkeys(contacts, 1)


def a_thousand_queued(session: Session, city: City, now: datetime) -> int:
    set_rules(city, segments_a_second=1e6)
    a_queue(session, city, a_crowd(session, city, 100), 1000, now)
    city_id = city.id
    session.rollback()
    return city_id


def next_queued() -> int | None:
    queued = sa.select(Message.id).where(Message.status == Status.QUEUED).order_by(Message.id)
    found = db.session().scalar(queued.limit(1))
    db.session.rollback()
    return found


def free_phones(city_id: int) -> list[int]:
    waiting = sa.exists().where(
        Question.contact_id == Contact.id, Question.state == QuestionState.OPEN
    )
    free = list(
        db.session().scalars(
            sa.select(Contact.id).where(
                Contact.city_id == city_id, Contact.consented_at.is_not(None), ~waiting
            )
        )
    )
    db.session.rollback()
    return free


def running(session: Session, opening: Opening, member_id: int, now: datetime) -> int:
    call = Call(
        city_id=opening.city_id,
        opening_id=opening.id,
        started_by_id=member_id,
        started_at=now,
        deadline=opening.session.starts_at,
        next_wave_at=now,
    )
    session.add(call)
    session.commit()
    return call.id
