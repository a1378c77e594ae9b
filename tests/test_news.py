"""Who is told what, each on the way by which it happens."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, set_rules
from tests.authenticator import PASSWORD
from tests.builders import (
    STARTS,
    a_city,
    a_contact,
    a_measure,
    a_member,
    a_volunteer,
    an_initiative,
    an_opening,
)
from tests.fakes import FakeSms
from tests.noticing import FakeMail, send_all, statuses, told
from tests.posting import send_all as send_texts
from tests.posting import write
from tests.texting import text
from volunteer.calls import asking, service
from volunteer.calls.model import Call, CallState
from volunteer.challenges.model import Course, Initiative, Kind, Measure
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.desk import service as texts
from volunteer.impact import news as impact
from volunteer.impact import service as impacts
from volunteer.impact.model import Grade, Reading
from volunteer.messages import senders
from volunteer.messages.model import Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff import service as staff
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind as Told
from volunteer.staff.notices import news
from volunteer.staff.notices.model import Notice, NoticeStatus

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def ann(session: Session, city: City) -> Member:
    """Give an administrator."""
    return a_member(session, city, "Ann", role=Role.ADMINISTRATOR, organisation="The council")


@pytest.fixture
def post() -> FakeMail:
    """Give a post office that takes everything."""
    return FakeMail()


@pytest.fixture
def ada(session: Session, city: City, cora: Member, now: datetime) -> Volunteer:
    """Give Ada, whom Cora's organisation asked."""
    a_member(session, city, "Olly", organisation="Somebody else")
    ada = a_volunteer(session, city, "Ada")
    invite(session, an_opening(session, city, posted_by=cora), ada, now=now)
    return ada


def desks(city: City, now: datetime) -> int:
    """Look for what waits on desks."""
    return news.tell_of_desks_and_senders(now=now)


# Danger, and texts that wait.


def test_danger_is_told_at_once_to_whose_desk_it_is_and_to_the_leads(
    session: Session, city: City, ada: Volunteer, lee: Member, ann: Member, now: datetime
) -> None:
    text(session, city, ada, "help I've fallen", now=now)

    assert told(session) == [(name, Told.DANGER, "text") for name in ("Ann", "Cora", "Lee")]


def test_the_mail_about_danger_says_where_to_look_and_nothing_of_the_person(
    session: Session, city: City, ada: Volunteer, post: FakeMail, now: datetime
) -> None:
    text(session, city, ada, "help I've fallen", now=now)

    send_all(post, now=now)

    [mail] = post.sent
    assert mail.subject == "Plymouth: a text sounds like danger"
    assert "https://plymouth.example/staff/desk" in mail.body
    for word in ("Ada", "fallen", ada.contact.phone, ada.contact.phone[-6:]):
        assert word not in mail.subject + mail.body


def test_danger_that_somebody_saw_already_is_not_mailed(
    session: Session, city: City, ada: Volunteer, cora: Member, post: FakeMail, now: datetime
) -> None:
    danger = text(session, city, ada, "help I've fallen", now=now)
    texts.settle(city, cora, danger.id, now=now + MINUTE)

    send_all(post, now=now + MINUTE)

    assert (post.sent, statuses(session)) == ([], [NoticeStatus.DROPPED])


def test_a_text_that_is_answered_by_itself_is_told_to_nobody(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    text(session, city, ada, "yes", now=now)

    assert (desks(city, now + DAY), told(session)) == (0, [])


def test_texts_that_wait_too_long_are_told_to_whose_desk_it_is_once(
    session: Session, city: City, ada: Volunteer, lee: Member, now: datetime
) -> None:
    text(session, city, ada, "is there parking?", now=now)

    early = desks(city, now + 59 * MINUTE)
    late = desks(city, now + HOUR)
    again = desks(city, now + 2 * HOUR)

    assert (early, late, again) == (0, 1, 0)
    assert told(session) == [("Cora", Told.TEXTS, "desk")]


def test_a_text_nobody_was_asked_about_is_told_to_the_leads(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    text(session, city, a_volunteer(session, city), "who pays the bus?", now=now)

    assert desks(city, now + HOUR) == 1
    assert told(session) == [("Lee", Told.TEXTS, "desk")]


def test_of_more_texts_a_desk_is_told_at_most_once_an_hour(
    session: Session, city: City, ada: Volunteer, post: FakeMail, now: datetime
) -> None:
    for minutes in (0, 10, 20, 70):
        text(session, city, ada, f"is there parking? {minutes}", now=now + minutes * MINUTE)
    for minutes in range(60, 300, 5):
        desks(city, now + minutes * MINUTE)
        send_all(post, now=now + minutes * MINUTE)

    assert set(post.subjects()) == {"Plymouth: texts wait for an answer"}
    assert [mail.at - now for mail in post.sent] == [HOUR, 2 * HOUR, 3 * HOUR]


def test_a_city_may_let_texts_wait_longer(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    set_rules(city, desk_wait_minutes=180)
    text(session, city, ada, "is there parking?", now=now)

    assert (desks(city, now + 2 * HOUR), desks(city, now + 3 * HOUR)) == (0, 1)


def test_texts_that_were_answered_before_the_mail_went_are_not_told(
    session: Session, city: City, ada: Volunteer, cora: Member, post: FakeMail, now: datetime
) -> None:
    waits = text(session, city, ada, "is there parking?", now=now)
    desks(city, now + HOUR)
    texts.settle(city, cora, waits.id, now=now + HOUR)

    send_all(post, now=now + HOUR)

    assert post.sent == []


def test_a_city_whose_rules_cannot_be_read_keeps_no_other_from_being_told(
    session: Session, city: City, now: datetime
) -> None:
    other = a_city(session, "Barnsley")
    for one in (city, other):
        a_member(session, one, f"Lee of {one.name}", role=Role.COUNCIL_LEAD)
        text(session, one, a_volunteer(session, one), "who pays the bus?", now=now)
    with transaction() as open_session:
        broken = open_session.get_one(City, city.id)
        broken.own_rules = {"desk_wait_minutes": "an hour"}

    assert desks(city, now + HOUR) == 1
    assert told(session) == [("Lee of Barnsley", Told.TEXTS, "desk")]


# What the carrier refuses.


def test_when_the_carrier_halts_a_number_the_leads_are_told_once(
    session: Session, city: City, cora: Member, lee: Member, ann: Member, now: datetime
) -> None:
    halt(session, city, now)

    first, again = desks(city, now), desks(city, now + MINUTE)

    assert (first, again) == (2, 0)
    assert told(session) == [("Ann", Told.HALTED, "sender"), ("Lee", Told.HALTED, "sender")]


def test_a_number_that_was_mended_and_is_halted_again_is_told_again(
    session: Session, city: City, lee: Member, post: FakeMail, now: datetime
) -> None:
    halt(session, city, now)
    desks(city, now)
    send_all(post, now=now)
    senders.resume(city.id, now=now + HOUR)
    halt(session, city, now + DAY)

    desks(city, now + DAY)
    send_all(post, now=now + DAY)

    assert post.subjects() == ["Plymouth: no texts go out"] * 2


def halt(session: Session, city: City, now: datetime) -> None:
    """Let the carrier say that the fault is ours."""
    write(city, a_contact(session, city), now=now)
    sms = FakeSms()
    sms.failures = [GatewayError("ours to mend", permanent=True, code="20003")]
    send_texts(sms, city, now=now)


# Calls whose time runs out.


def test_whoever_posted_a_project_is_told_when_time_is_up_and_places_are_open(
    session: Session, city: City, cora: Member, lee: Member, post: FakeMail, now: datetime
) -> None:
    a_member(session, city, "Colleague")
    opening = an_opening(session, city, posted_by=cora)
    call = session.get_one(Call, service.start(city, lee, opening.id, now=now))

    ask_until_over(session, call)
    send_all(post, now=call.deadline + HOUR)

    assert call.state is CallState.OVER
    [mail] = post.sent
    assert (mail.to, mail.subject) == (cora.email, "Plymouth: something runs out")
    assert f"https://plymouth.example/staff/calls/{call.id}" in mail.body


def test_they_are_told_when_time_is_up_and_not_when_the_hours_for_calls_begin_again(
    session: Session, city: City, cora: Member
) -> None:
    """Else nobody would be told of places in a session that begins with these hours."""
    at_nine, sunday_evening = STARTS - HOUR, STARTS - timedelta(hours=16, minutes=20)
    opening = an_opening(session, city, posted_by=cora, starts=at_nine)
    call = session.get_one(Call, service.start(city, cora, opening.id, now=sunday_evening))
    assert asking.ask_next(now=sunday_evening + 2 * HOUR)  # who asks nobody, so late
    assert call.deadline == at_nine - 2 * HOUR

    assert asking.ask_next(now=call.deadline)

    session.refresh(call)
    assert call.state is CallState.OVER
    assert told(session) == [("Cora", Told.EXPIRY, "shortfall")]


def test_a_call_that_filled_its_places_or_was_cancelled_tells_nobody(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    full = an_opening(session, city, posted_by=cora)
    gone = an_opening(session, city, "Paint the fence", posted_by=cora)
    calls = [
        session.get_one(Call, service.start(city, cora, one.id, now=now)) for one in (full, gone)
    ]
    session.execute(sa.update(Opening).where(Opening.id == full.id).values(taken=2))
    session.commit()
    service.cancel_session(city, cora, gone.session_id, now=now)

    ask_until_over(session, calls[0])

    assert told(session) == []


def ask_until_over(session: Session, call: Call) -> None:
    """Let the worker come round when the call's time is up."""
    session.rollback()
    while asking.ask_next(now=call.deadline + HOUR):
        pass
    session.refresh(call)


# Readings.


@pytest.fixture
def measure(session: Session, city: City) -> Measure:
    """Give an outcome that is read every month, from 1 January on."""
    return a_measure(session, an_initiative(session, city), "Damp homes", kind=Kind.OUTCOME)


def read(city: City, member: Member, measure: Measure, *, now: datetime) -> int:
    return impacts.read(
        city.id,
        member,
        measure.id,
        on=now.date(),
        value=13_500,
        grade=Grade.B,
        evidence="survey",
        now=now,
    )


def test_a_reading_waits_for_the_leads_but_not_for_its_author(
    session: Session, city: City, lee: Member, ann: Member, measure: Measure, now: datetime
) -> None:
    a_member(session, city, "Cora")
    read(city, lee, measure, now=now)

    assert told(session) == [("Ann", Told.APPROVAL, "reading")]


def test_a_reading_that_was_verified_or_corrected_is_not_mailed(
    session: Session, city: City, lee: Member, ann: Member, measure: Measure, now: datetime
) -> None:
    post = FakeMail()
    read(city, lee, measure, now=now)
    second = read(city, lee, measure, now=now + MINUTE)
    impacts.verify(city.id, ann, second, now=now + HOUR)

    send_all(post, now=now + HOUR)

    assert post.sent == []
    assert statuses(session) == [NoticeStatus.DROPPED] * 2


def test_a_reading_that_is_overdue_is_told_to_its_owner_once_a_week(
    session: Session, city: City, cora: Member, lee: Member, measure: Measure, now: datetime
) -> None:
    only_of(session, measure, owner=cora)
    read_at(session, measure, lee, now.date())

    days = [n for n in range(60) if impact.tell_of_overdue(now=now + n * DAY)]
    # one is told; the same is not told again while unsent, so nobody else
    session.execute(sa.update(Notice).values(status=NoticeStatus.SENT))
    session.commit()
    again = impact.tell_of_overdue(now=now + 60 * DAY)

    assert days == [32]  # a month after the last one, and a day
    assert again == 1
    assert told(session) == [("Cora", Told.OVERDUE, "measure")]


def test_within_a_week_an_overdue_reading_is_not_told_again(
    session: Session, city: City, cora: Member, measure: Measure, now: datetime
) -> None:
    only_of(session, measure, owner=cora)
    post, told_on = FakeMail(), []
    for day in range(15):
        at = now + day * (DAY + MINUTE)
        if impact.tell_of_overdue(now=at):
            told_on.append(day)
        send_all(post, now=at)

    assert told_on == [0, 7, 14]


def test_without_an_owner_who_may_come_in_the_leads_are_told(
    session: Session, city: City, cora: Member, lee: Member, measure: Measure, now: datetime
) -> None:
    cora.disabled_at = now
    only_of(session, measure, owner=cora)

    impact.tell_of_overdue(now=now)

    assert told(session) == [("Lee", Told.OVERDUE, "measure")]


def test_what_was_read_meanwhile_is_not_mailed(
    session: Session, city: City, lee: Member, measure: Measure, now: datetime
) -> None:
    only_of(session, measure, owner=lee)
    impact.tell_of_overdue(now=now)
    read_at(session, measure, lee, now.date())
    post = FakeMail()

    send_all(post, now=now + 3 * DAY)

    assert post.sent == []


def test_nothing_is_overdue_of_what_is_over_or_counted_by_itself_or_read_when_it_suits(
    session: Session, city: City, lee: Member, now: datetime
) -> None:
    stopped, going = an_initiative(session, city, "A"), an_initiative(session, city, "B")
    ended = a_measure(session, stopped, "Ended", kind=Kind.OUTCOME)
    counted = a_measure(session, going, "Portions", kind=Kind.OUTPUT)
    odd = a_measure(session, going, "Odd", kind=Kind.OUTCOME)
    reached = a_measure(session, going, "Reached", kind=Kind.OUTCOME)
    stopped.course, odd.every, reached.target_on = Course.STOPPED, "when asked", date(2030, 3, 1)
    session.commit()
    read_at(session, reached, lee, date(2030, 3, 1))

    found = impact.overdue(session, city, now)

    assert {ended.id, counted.id, odd.id, reached.id}.isdisjoint(m.id for m in found)
    assert len(found) == 2  # the headlines of both challenges, read last on 1 January


def only_of(session: Session, measure: Measure, *, owner: Member) -> None:
    """Let there be this measure only, with an owner."""
    measure.owner_id = owner.id
    session.execute(sa.update(Measure).where(Measure.headline).values(every="never"))
    session.commit()


def read_at(session: Session, measure: Measure, member: Member, on: date) -> None:
    """Put a reading down, without telling anybody."""
    session.add(
        Reading(
            city_id=measure.city_id,
            measure_id=measure.id,
            on=on,
            value=13_000,
            grade=Grade.A,
            evidence="survey",
            reported_by_id=member.id,
            reported_at=datetime(2030, 5, 1, tzinfo=None).astimezone(),
        )
    )
    session.commit()


# Invitations to staff.


def invited(city: City, now: datetime, email: str = "new@example.org") -> str:
    return staff.invite(
        city.id, organisation="X", name="New", email=email, role=Role.ADMINISTRATOR, now=now
    )


def test_an_invitation_nobody_used_is_told_to_the_administrators_a_day_before_it_ends(
    session: Session, city: City, lee: Member, ann: Member, now: datetime
) -> None:
    invited(city, now)

    early = news.tell_of_invitations(now=now + 5 * DAY)
    late = news.tell_of_invitations(now=now + 6 * DAY)
    again = news.tell_of_invitations(now=now + 8 * DAY)

    assert (early, late, again) == (0, 1, 0)
    assert told(session) == [("Ann", Told.EXPIRY, "member")]


def test_an_invitation_that_was_used_or_sent_again_is_told_to_nobody(
    session: Session, city: City, ann: Member, now: datetime
) -> None:
    staff.redeem(city.id, invited(city, now), password=PASSWORD, now=now)
    invited(city, now, "other@example.org")
    staff.invite_again(city.id, "other@example.org", now=now + 5 * DAY)

    assert news.tell_of_invitations(now=now + 7 * DAY) == 0
    assert news.tell_of_invitations(now=now + 11 * DAY) >= 1


def test_an_invitation_used_before_the_mail_went_is_not_mailed(
    session: Session, city: City, ann: Member, now: datetime
) -> None:
    token, post = invited(city, now), FakeMail()
    news.tell_of_invitations(now=now + 6 * DAY)
    staff.redeem(city.id, token, password=PASSWORD, now=now + 6 * DAY)

    send_all(post, now=now + 8 * DAY)

    assert post.sent == []


def test_a_text_is_told_of_in_its_own_city_only(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    other = a_city(session, "Barnsley")
    a_member(session, other, "Elsewhere", role=Role.COUNCIL_LEAD)

    text(session, city, ada, "help I've fallen", now=now)

    assert [name for name, _, _ in told(session)] == ["Cora"]
    assert session.query(Text).count() == 1
    assert session.query(Initiative).count() == 1
