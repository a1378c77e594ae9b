"""Taps that cross each other, or a text of the same person: as if one came after the other."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, place, standings
from tests.builders import a_member, a_volunteer
from tests.crowds import a_crowd
from tests.racing import at_once, in_the_end, read_then_write
from tests.texting import heard, text
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import Refused
from volunteer.desk import answers, assigning, undoing
from volunteer.messages import effects, inbox
from volunteer.messages.model import Text
from volunteer.projects.model import Opening
from volunteer.sms import conversation
from volunteer.staff.model import Member

MINUTE = timedelta(minutes=1)
MANY = 8


def fetched(use: Callable[[City, Member], object], city_id: int, member_id: int) -> object:
    """Do something as a member whose rows this thread's own session reads."""
    session = db.session()
    city, member = session.get_one(City, city_id), session.get_one(Member, member_id)
    session.expunge_all()
    session.rollback()
    return in_the_end(partial(use, city, member))


def tapped_naively(app: Flask, text_id: int) -> int:
    """Run the control: look whether a text waits, then settle it. Return how many did."""
    settled: list[int] = []

    def waits() -> bool:
        seen_at = db.session().get_one(Text, text_id).seen_at
        db.session.rollback()
        return seen_at is None

    def write(waiting: object) -> None:
        if waiting:
            with transaction() as mine:
                mine.get_one(Text, text_id).seen_by_id = 1
            settled.append(1)

    read_then_write(app, MANY, waits, write)
    return len(settled)


def test_of_many_who_tap_at_once_one_does_it_and_the_others_are_told(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, unclear: Text,
) -> None:  # fmt: skip
    city_id, member_id, text_id, contact = city.id, cora.id, unclear.id, unclear.contact
    assert tapped_naively(app, text_id) > 1
    now = opening.session.starts_at - timedelta(days=1)
    session.rollback()

    def tap(city: City, member: Member) -> Standing:
        return answers.accept(city, member, text_id, now=now)

    ended = at_once(app, [partial(fetched, tap, city_id, member_id)] * MANY)

    assert ended.count(Standing.CONFIRMED) == 1
    assert sum(isinstance(one, Refused) for one in ended) == MANY - 1
    session.rollback()
    assert (opening.taken, heard(session, contact)) == (1, ["passed_on", "accepted"])
    assert len(effects.of_texts(session, city_id, [text_id])) == 1


def test_a_tap_and_a_text_of_the_same_person_follow_each_other(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, unclear: Text,
) -> None:  # fmt: skip
    city_id, member_id, text_id = city.id, cora.id, unclear.id
    phone, now = unclear.contact.phone, opening.session.starts_at - timedelta(days=1)
    came = inbox.receive(city_id, sid="SMcross", phone=phone, body="YES", now=now)
    assert came is not None
    session.rollback()

    def tap(city: City, member: Member) -> Standing:
        return answers.accept(city, member, text_id, now=now)

    jobs: list[Callable[[], object]] = [
        partial(fetched, tap, city_id, member_id),
        partial(in_the_end, partial(conversation.answer, came, now=now)),
    ]
    ended = at_once(app, jobs)

    assert ended == [Standing.CONFIRMED, True]
    session.rollback()
    assert opening.taken == 1
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def test_taps_never_give_more_places_than_there_are(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    crowd = a_crowd(session, city, MANY)
    invite(session, opening, *crowd, now=now)
    waiting = [text(session, city, one, "i might, is it far?", now=now + MINUTE) for one in crowd]
    ids, city_id, member_id = [one.id for one in waiting], city.id, cora.id
    session.rollback()

    def tap(text_id: int, city: City, member: Member) -> Standing:
        return answers.accept(city, member, text_id, now=now + 2 * MINUTE)

    jobs = [partial(fetched, partial(tap, one), city_id, member_id) for one in ids]
    ended = at_once(app, jobs)

    assert [ended.count(one) for one in (Standing.CONFIRMED, Standing.WAITING)] == [2, MANY - 2]
    session.rollback()
    assert opening.taken == 2


def test_what_is_taken_back_by_many_at_once_is_taken_back_once(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, unclear: Text,
) -> None:  # fmt: skip
    now = opening.session.starts_at - timedelta(days=1)
    answers.accept(city, cora, unclear.id, now=now)
    place(session, opening, a_volunteer(session, city, "Bob"), now=now)
    [effect] = effects.of_texts(session, city.id, [unclear.id])
    effect_id, city_id, member_id = effect.id, city.id, cora.id
    session.rollback()

    def tap(city: City, member: Member) -> int:
        return undoing.undo(city, member, effect_id, now=now + MINUTE)

    ended = at_once(app, [partial(fetched, tap, city_id, member_id)] * MANY)

    assert sum(isinstance(one, int) for one in ended) == 1
    assert sum(isinstance(one, Refused) for one in ended) == MANY - 1
    session.rollback()
    assert opening.taken == 1
    assert session.scalars(sa.select(Placement.standing).order_by(Placement.id)).all() == [
        Standing.WITHDRAWN, Standing.CONFIRMED,
    ]  # fmt: skip


def test_of_two_who_take_a_text_on_at_once_one_has_it(
    app: Flask, session: Session, city: City, cora: Member, unclear: Text, now: datetime
) -> None:
    both = [cora.id, a_member(session, city, "Max").id]
    city_id, text_id = city.id, unclear.id
    session.rollback()

    def tap(city: City, member: Member) -> None:
        assigning.assign(city, member, text_id, member.id, now=now)

    ended = at_once(app, [partial(fetched, tap, city_id, one) for one in both])

    assert ended == [None, None]
    session.rollback()
    assert session.get_one(Text, text_id).assigned_to_id in both
