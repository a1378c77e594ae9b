"""News that somebody with a place lacks by now what their role asks for, told once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import a_check, a_member, a_volunteer, an_opening
from tests.noticing import FakeMail, send_all, told
from volunteer.calls import lack_news, profiles
from volunteer.cities.model import City
from volunteer.people.levels import Level
from volunteer.people.profile import Profile
from volunteer.projects.model import Opening
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind

CHECKED = Requirements(level=Level.ENHANCED, reason="alone with children every week")
DRIVES = Requirements(vehicle=True)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
ONE = [("Cora", Kind.EXPIRY, "lacking")]


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    return a_member(session, city)


@pytest.fixture
def always(session: Session, city: City, cora: Member, now: datetime) -> Opening:
    """Give a role that asks for a check, at any hour."""
    return an_opening(session, city, posted_by=cora, asks=CHECKED, starts=now - DAY, lasts=None)


def test_a_check_that_runs_out_is_told_of_once_and_not_once_a_day(
    session: Session, city: City, cora: Member, always: Opening, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    a_check(session, ada, by=cora, ends_at=now + WEEK)
    place(session, always, ada, now=now)
    mail = FakeMail()

    assert lack_news.tell_of_lacks(now=now) == 0
    assert lack_news.tell_of_lacks(now=now + WEEK) == 1
    assert told(session) == ONE
    for day in range(1, 9):
        send_all(mail, now=now + WEEK + day * DAY)
        assert lack_news.tell_of_lacks(now=now + WEEK + day * DAY) == 0

    assert len(mail.sent) == 1


def test_of_each_person_it_is_told_though_the_session_was_told_of_before(
    session: Session, city: City, cora: Member, always: Opening, now: datetime
) -> None:
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    for days, one in ((7, ada), (9, bob)):
        a_check(session, one, by=cora, ends_at=now + days * DAY)
        place(session, always, one, now=now)
    mail = FakeMail()

    for day in range(12):
        lack_news.tell_of_lacks(now=now + day * DAY)
        send_all(mail, now=now + (day + 1) * DAY)

    assert len(mail.sent) == 2


def test_what_was_mended_and_is_lacking_again_is_told_again(
    session: Session, city: City, cora: Member, always: Opening, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    placed = place(session, always, ada, now=now)
    assert lack_news.tell_of_lacks(now=now) == 1
    check = a_check(session, ada, by=cora, ends_at=now + WEEK)

    assert lack_news.tell_of_lacks(now=now + DAY) == 0
    session.refresh(placed)
    assert placed.lack_told_at is None
    send_all(FakeMail(), now=now + 2 * DAY)  # it is not so any more: nothing goes
    assert lack_news.tell_of_lacks(now=check.ends_at) == 1


def test_who_has_no_car_any_more_is_told_of_at_once_and_once(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    opening = an_opening(session, city, posted_by=cora, asks=DRIVES)
    ada = a_volunteer(session, city, "Ada")
    ada.vehicle_said_at = now
    session.commit()
    place(session, opening, ada, now=now)
    ada_id = ada.id

    for _ in range(2):
        profiles.change(city.id, ada_id, Profile("Ada", vehicle=False), now=now, addresses=False)
        assert told(session) == ONE
    assert lack_news.tell_of_lacks(now=now + HOUR) == 0


@pytest.mark.parametrize("asks", [DRIVES, Requirements()], ids=["asks", "does not ask"])
def test_what_nobody_asks_for_is_no_news(
    session: Session, city: City, cora: Member, asks: Requirements, now: datetime
) -> None:
    opening = an_opening(session, city, posted_by=cora, asks=asks, starts=now - DAY)
    place(session, opening, a_volunteer(session, city, "Ada"), now=now - WEEK)

    assert lack_news.tell_of_lacks(now=now) == 0  # and what is over is none either
