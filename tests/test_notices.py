"""Notices: who is told of what, how often, and once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member
from tests.noticing import choose, statuses, tell, tell_account, told
from tests.racing import at_once, in_the_end
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.staff import notices
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import CHOSEN, Kind, Often, choices
from volunteer.staff.notices.kinds import due
from volunteer.staff.notices.model import Notice, NoticeStatus

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("often", "now", "then"),
    [
        (Often.AT_ONCE, "2026-11-25 19:30", "2026-11-25 19:30"),
        (Often.DAILY, "2026-11-25 19:30", "2026-11-26 08:00"),
        (Often.DAILY, "2026-11-25 07:59", "2026-11-25 08:00"),
        (Often.DAILY, "2026-11-25 08:00", "2026-11-25 08:00"),
        (Often.WEEKLY, "2026-11-25 19:30", "2026-11-30 08:00"),
        (Often.WEEKLY, "2026-11-30 08:00", "2026-11-30 08:00"),
        (Often.WEEKLY, "2026-11-30 08:01", "2026-12-07 08:00"),
        (Often.DAILY, "2027-03-27 09:00", "2027-03-28 08:00"),  # that night clocks go forward
        (Often.DAILY, "2026-10-24 09:00", "2026-10-25 08:00"),  # and back
        (Often.WEEKLY, "2026-10-19 09:00", "2026-10-26 08:00"),
    ],
)
def test_once_a_day_is_at_eight_and_once_a_week_on_monday(
    often: Often, now: str, then: str
) -> None:
    at = due(often, local(now).astimezone(UTC), LONDON)

    assert at is not None
    assert at.astimezone(LONDON).isoformat() == local(then).isoformat()


def test_never_is_never(now: datetime) -> None:
    assert due(Often.NEVER, now, LONDON) is None


def test_the_same_is_told_once_while_it_is_unsent(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    first = tell(city, cora, lee, kind=Kind.TEXTS, about=("desk", 1), now=now)
    again = tell(city, cora, kind=Kind.TEXTS, about=("desk", 1), now=now)
    other = tell(city, cora, kind=Kind.TEXTS, about=("desk", 2), now=now)

    assert (first, again, other) == (2, 0, 1)


def test_the_same_told_by_many_at_once_is_one_notice(
    app: Flask, session: Session, city: City, cora: Member, now: datetime
) -> None:
    city_id, member_id = city.id, cora.id
    session.rollback()

    def job() -> int:
        with transaction() as open_session:
            return notices.tell(
                open_session,
                open_session.get_one(City, city_id),
                [member_id],
                Kind.TEXTS,
                about=("desk", 1),
                now=now,
            )

    heard = at_once(app, [lambda: in_the_end(job)] * 12)

    assert sorted(map(str, heard)) == ["0"] * 11 + ["1"]
    assert statuses(session) == [NoticeStatus.QUEUED]


def test_nothing_is_told_of_what_did_not_happen(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    city_id, member_id = city.id, cora.id

    def breaks() -> None:
        with transaction() as open_session:
            found = open_session.get_one(City, city_id)
            notices.tell(open_session, found, [member_id], Kind.TEXTS, about=("desk", 1), now=now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()

    assert statuses(session) == []


def test_somebody_of_another_city_or_disabled_is_told_nothing(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    elsewhere = a_member(session, a_city(session, "Barnsley"), "Olly")
    cora.disabled_at = now
    session.commit()

    assert tell(city, cora, elsewhere, kind=Kind.DANGER, now=now) == 0


def test_each_is_told_as_often_as_they_chose(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    choose(city, cora, texts=Often.WEEKLY, now=now)
    choose(city, lee, texts=Often.NEVER, now=now)

    assert tell(city, cora, lee, kind=Kind.TEXTS, now=now) == 1

    assert [name for name, _, _ in told(session)] == ["Cora"]
    [waits, dropped] = session.query(Notice).order_by(Notice.id).all()
    assert waits.due_at == datetime(2030, 5, 6, 7, tzinfo=UTC)  # Monday at 8 in Plymouth
    assert dropped.status is NoticeStatus.DROPPED


def test_without_a_choice_what_is_usual_for_the_role_holds(
    session: Session, city: City, cora: Member, lee: Member
) -> None:
    usual = {m.name: choices.of(session, m) for m in (cora, lee)}

    assert usual["Cora"] == {
        Kind.DANGER: Often.AT_ONCE,
        Kind.TEXTS: Often.AT_ONCE,
        Kind.APPROVAL: Often.AT_ONCE,
        Kind.EXPIRY: Often.AT_ONCE,
        Kind.OVERDUE: Often.DAILY,
        Kind.HALTED: Often.AT_ONCE,
    }
    assert usual["Lee"] == usual["Cora"] | {
        Kind.EXPIRY: Often.DAILY,
        Kind.OVERDUE: Often.WEEKLY,
    }


def test_a_new_choice_moves_what_waits_already(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    choose(city, cora, overdue=Often.WEEKLY, texts=Often.DAILY, now=now)
    tell(city, cora, kind=Kind.OVERDUE, now=now)
    tell(city, cora, kind=Kind.TEXTS, now=now)

    choose(city, cora, overdue=Often.AT_ONCE, texts=Often.NEVER, now=now + HOUR)

    [overdue, texts] = session.query(Notice).order_by(Notice.id).all()
    assert (overdue.status, overdue.due_at) == (NoticeStatus.QUEUED, now + HOUR)
    assert texts.status is NoticeStatus.DROPPED


def test_a_choice_is_of_one_s_own_kinds_only(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    everything = dict.fromkeys([*CHOSEN, Kind.SECURITY], Often.NEVER)

    choices.choose(city, cora.id, everything, now=now)

    assert set(choices.of(session, cora)) == set(CHOSEN)
    tell_account(cora, Kind.SECURITY, what="password", now=now)
    assert told(session) == [("Cora", Kind.SECURITY, "password")]


def test_if_nobody_wants_danger_at_once_the_leads_are_told_all_the_same(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    for member in (cora, lee):
        choose(city, member, danger=Often.NEVER, now=now)

    assert tell(city, cora, kind=Kind.DANGER, about=("text", 1), now=now) == 1

    assert told(session) == [("Lee", Kind.DANGER, "text")]


def test_once_a_day_is_not_at_once_where_there_is_danger(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    choose(city, cora, danger=Often.DAILY, now=now)
    choose(city, lee, danger=Often.WEEKLY, now=now)

    tell(city, cora, kind=Kind.DANGER, about=("text", 1), now=now)

    by_name = {n.member.name: n.due_at for n in session.query(Notice)}
    assert by_name["Lee"] == now < by_name["Cora"]


def test_where_somebody_is_told_at_once_the_leads_choices_hold(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    choose(city, lee, danger=Often.NEVER, now=now)

    tell(city, cora, lee, kind=Kind.DANGER, about=("text", 1), now=now)

    assert told(session) == [("Cora", Kind.DANGER, "text")]


def test_only_an_account_s_own_kinds_are_told_to_an_account(cora: Member, now: datetime) -> None:
    with pytest.raises(ValueError, match="not about an account"):
        tell_account(cora, Kind.TEXTS, now=now)
