"""Statements 10 to 17: when people are texted, and how often."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call, invite, place
from tests.builders import a_contact, a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.posting import write
from tests.promises.town import DAY, HOUR, MINUTE, SECOND, a_call_for, send, send_one, told
from tests.racing import at_once, in_the_end
from tests.texting import heard, open_question, text
from volunteer.calls import ends, reminders, service, shortlist
from volunteer.calls.model import Invitation, Standing
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.messages import unsettled
from volunteer.messages.model import Lane, Message
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

MOMENTS = {  # in UTC, and whether a call may go out then in Plymouth
    "a winter's Monday, 8:59": ("2030-01-07 08:59:59", False),
    "a winter's Monday, 9:00": ("2030-01-07 09:00:00", True),
    "a summer's Monday, 8:59": ("2030-07-01 07:59:59", False),
    "a summer's Monday, 9:00": ("2030-07-01 08:00:00", True),
    "a summer's Saturday, 19:59": ("2030-07-06 18:59:59", True),
    "a summer's Saturday, 20:00": ("2030-07-06 19:00:00", False),
    "a Sunday, 9:59": ("2030-07-07 08:59:59", False),
    "a Sunday, 10:00": ("2030-07-07 09:00:00", True),
    "a Sunday, 18:00": ("2030-07-07 17:00:00", False),
    "Christmas Day at noon": ("2030-12-25 12:00:00", False),
    "Boxing Day at noon": ("2030-12-26 12:00:00", True),
    "clocks forward, 9:59": ("2027-03-28 08:59:59", False),
    "clocks forward, 10:00": ("2027-03-28 09:00:00", True),
    "the evening before clocks go forward, 20:00": ("2027-03-27 20:00:00", False),
    "clocks back, 9:59": ("2027-10-31 09:59:59", False),
    "clocks back, 10:00": ("2027-10-31 10:00:00", True),
    "the evening before clocks go back, 19:59": ("2027-10-30 18:59:59", True),
}


@pytest.fixture(params=["UTC", "Pacific/Auckland"])
def _server_anywhere(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let the server's own clock be of another zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_server_anywhere")
def test_10_calls_go_out_in_the_citys_hours_on_both_clock_changes_and_answers_at_any_hour(
    session: Session, city: City, sms: FakeSms
) -> None:
    city.own_rules = {"segments_a_second": 1000}  # a number that is never busy
    session.commit()
    ada, bo = a_contact(session, city), a_contact(session, city)
    went: dict[str, list[int]] = {}
    for what, (at, _) in sorted(MOMENTS.items(), key=lambda item: item[1][0]):
        now = datetime.fromisoformat(at).replace(tzinfo=UTC)
        write(city, ada, f"Can you help? {what}", now=now, useful_for=SECOND / 2)
        write(city, bo, f"Thank you. {what}", now=now, lane=Lane.REPLY, useful_for=SECOND / 2)
        while send_one(sms, session, now=now):
            now += timedelta(milliseconds=1)
        went[what] = [sum(what in body for body in told(sms, who)) for who in (ada, bo)]

    assert went == {what: [int(may), 1] for what, (_, may) in MOMENTS.items()}


def test_11_what_was_planned_for_1958_and_not_sent_by_2000_waits_or_expires(
    session: Session, city: City, sms: FakeSms
) -> None:
    planned = datetime(2030, 7, 1, 18, 58, tzinfo=UTC)  # 19:58 in Plymouth
    people = [a_contact(session, city) for _ in range(3)]
    write(city, people[0], "x" * 300, now=planned, due_at=planned, useful_for=DAY)
    write(city, people[1], "Use today", now=planned, due_at=planned, useful_for=2 * HOUR)
    write(city, people[2], "Use this week", now=planned, due_at=planned, useful_for=3 * DAY)
    eight = planned + 2 * MINUTE  # nobody was at work in between

    send(sms, session, now=eight, for_=3 * MINUTE)
    assert sms.sent == []

    morning = eight + 13 * HOUR
    unsettled.expire(now=morning)
    send(sms, session, now=morning - MINUTE, for_=MINUTE)
    assert sms.sent == []
    send(sms, session, now=morning)
    assert [told(sms, who) for who in people] == [["x" * 300], [], ["Use this week"]]
    (expired,) = session.scalars(sa.select(Message).where(Message.body == "Use today"))
    assert expired.status is Status.EXPIRED


def test_12_caps_a_person_hold_under_concurrent_calls(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    coras = [a_member(session, city, f"Cora {number}") for number in range(6)]
    ada, modest = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Mo")
    modest.most_calls_a_month = 2
    session.commit()
    days: dict[str, list[datetime]] = {"Ada": [], "Mo": []}
    for day in range(0, 42, 2):
        _six_calls_at_once(app, session, city, coras, now + day * DAY)
        for who in (ada, modest):
            if open_question(session, who):
                days[who.name].append(now + day * DAY)
                text(session, city, who, "no", now=now + day * DAY + MINUTE)

    for name, at in days.items():
        asked = _asked_at(session, name)
        assert len(asked) == len(at) > 0  # never two at the same moment
        assert _most_within(asked, DAY) == 1
        assert _most_within(asked, 7 * DAY) <= 3
        assert _most_within(asked, 14 * DAY) <= 3
    assert _most_within(_asked_at(session, "Mo"), 30 * DAY) <= 2
    assert _most_within(_asked_at(session, "Ada"), 30 * DAY) > 2


def _six_calls_at_once(
    app: Flask, session: Session, city: City, coras: list[Member], now: datetime
) -> None:
    ids = [
        (cora.id, an_opening(session, city, posted_by=cora, starts=now + 2 * DAY).id)
        for cora in coras
    ]
    city_id = city.id
    session.rollback()

    def start(cora_id: int, opening_id: int) -> None:
        def once() -> None:
            own = db.session.get_one(City, city_id)
            service.start(own, db.session.get_one(Member, cora_id), opening_id, now=now)

        in_the_end(once)

    at_once(app, [partial(start, *one) for one in ids])


def _asked_at(session: Session, name: str) -> list[datetime]:
    session.rollback()
    return list(
        session.scalars(
            sa.select(Invitation.asked_at)
            .join(Volunteer, Volunteer.id == Invitation.volunteer_id)
            .where(Volunteer.name == name)
            .order_by(Invitation.asked_at)
        )
    )


def _most_within(moments: list[datetime], time: timedelta) -> int:
    return max(sum(one <= other < one + time for other in moments) for one in moments)


def test_13_the_chance_of_being_asked_falls_with_silence_and_recovers(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    opening = an_opening(session, city, starts=now + 60 * DAY)
    chances = [_chance(session, city, opening, ada, now)]
    for number in range(3):
        moment = now + 5 * number * DAY
        other = an_opening(session, city, f"Call {number}", starts=moment + 3 * DAY)
        invite(session, other, ada, now=moment)
        ends.expire(now=moment + 2 * DAY)
        chances.append(_chance(session, city, opening, ada, moment + 3 * DAY))

    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == len(chances)
    assert _chance(session, city, opening, ada, now + 40 * DAY) > chances[-1]


def _chance(session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime) -> float:
    ranked = shortlist.ranking(session, city, opening, now=now)
    return next((one.score for one in ranked if one.volunteer_id == ada.id), 0.0)


def test_14_never_more_than_five_identical_or_twenty_texts_an_hour_to_a_number(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    city.own_rules = {"segments_a_second": 1000}
    session.commit()
    same, many = a_contact(session, city), a_contact(session, city)
    for number in range(30):
        lane = list(Lane)[number % 3]
        write(city, same, "The very same", now=now, lane=lane, useful_for=3 * HOUR)
        write(city, many, f"Number {number}", now=now, lane=lane, useful_for=3 * HOUR)

    for _ in range(2):
        send(sms, session, now=now, for_=59 * MINUTE)
        assert len(told(sms, same)) <= 5
        assert len(told(sms, many)) <= 20
        now += SECOND
    send(sms, session, now=now + HOUR, for_=MINUTE)
    assert (len(told(sms, same)), len(told(sms, many))) == (10, 30)


def test_15_a_call_past_its_use_expires_and_nothing_old_goes_out_after_a_week(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    people = [a_volunteer(session, city, name) for name in ("Ada", "Bo", "Cy", "Di")]
    a_call_for(session, city, now=now, places=4)
    opening = an_opening(session, city, starts=now + DAY)
    place(session, opening, people[0], now=now - 3 * DAY)
    reminders.remind_next(now=now)
    assert session.scalars(sa.select(Message.status)).all() == [Status.QUEUED] * 5

    later = now + 7 * DAY
    send(sms, session, now=later)
    unsettled.expire(now=later)
    ends.expire(now=later)
    send(sms, session, now=later + HOUR)

    assert sms.sent == []
    assert set(session.scalars(sa.select(Message.status))) <= {Status.EXPIRED, Status.CANCELLED}


def test_16_one_reminder_inside_hours_and_only_if_it_is_still_on(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    cora = a_member(session, city, "Cora")
    early = datetime(2030, 5, 7, 5, tzinfo=UTC)  # Tuesday, 6:00 in Plymouth
    on, off = (an_opening(session, city, starts=early, posted_by=cora) for _ in range(2))
    ada, bo = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bo")
    place(session, on, ada, now=now)
    place(session, off, bo, now=now)
    service.cancel_session(city, cora, off.session_id, now=now)

    moment = early - 25 * HOUR
    while moment < early:
        session.rollback()
        while reminders.remind_next(now=moment):
            pass
        send(sms, session, now=moment, for_=3 * SECOND)
        moment += 30 * MINUTE

    (reminder,) = [body for body in told(sms, ada.contact) if "see you soon" in body]
    (sent_at,) = session.scalars(sa.select(Message.claimed_at).where(Message.body == reminder))
    assert sent_at is not None
    assert 8 <= sent_at.hour < 19  # 9:00 to 20:00 in Plymouth
    assert [body for body in told(sms, bo.contact) if "see you soon" in body] == []


def test_17_a_cancelled_project_tells_confirmed_and_waiting_people_once_and_nobody_else(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    cora = a_member(session, city, "Cora")
    opening = an_opening(session, city, starts=now + 3 * DAY, places=3, posted_by=cora)
    people = {
        name: a_volunteer(session, city, name)
        for name in ("Ada", "Wim", "Guy", "Nia", "Ask", "Oda")
    }
    for name, standing in (
        ("Ada", Standing.CONFIRMED),
        ("Wim", Standing.WAITING),
        ("Guy", Standing.WITHDRAWN),
    ):
        place(session, opening, people[name], now=now, standing=standing)
    invite(session, opening, people["Nia"], people["Ask"], now=now)
    a_call(session, opening, now=now)
    text(session, city, people["Nia"], "no", now=now)

    for minute in range(2):
        service.cancel_session(city, cora, opening.session_id, now=now + minute * MINUTE)
    with pytest.raises(Refused):
        service.start(city, cora, opening.id, now=now + HOUR)
    send(sms, session, now=now)

    news = {name: [kind for kind in heard(session, one) if kind == "cancelled"]
            for name, one in people.items()}  # fmt: skip
    assert {name for name, kinds in news.items() if kinds == ["cancelled"]} == {"Ada", "Wim"}
    sent = {
        name: [b for b in told(sms, p.contact) if "cancelled" in b] for name, p in people.items()
    }
    assert {name: len(bodies) for name, bodies in sent.items()} == {
        "Ada": 1, "Wim": 1, "Guy": 0, "Nia": 0, "Ask": 0, "Oda": 0,
    }  # fmt: skip
