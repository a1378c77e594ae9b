"""Checks of volunteers: written down and withdrawn by who may, and told of before they run out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invited, place
from tests.builders import STARTS, a_check, a_city, a_housemate, a_member, a_volunteer, an_opening
from tests.logbook import rows
from tests.noticing import FakeMail, send_all, told
from tests.texting import heard, messages
from volunteer.calls import check_news, checks, requirements, service
from volunteer.calls.checks import NewCheck
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.errors import NotFound, Refused
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.people.checks import Check
from volunteer.people.levels import Level
from volunteer.people.model import State, Volunteer
from volunteer.projects.requirements import NOTHING_MORE, Requirements
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2030, 5, 4)
PHONE = "+447700900123"
NEW = NewCheck(PHONE, "Ada", Level.STANDARD, TODAY - 3 * DAY, TODAY + 365 * DAY)
CHECKED = Requirements(level=Level.STANDARD, reason="They are alone with children.")


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    return a_volunteer(session, city, "Ada", phone=PHONE)


@pytest.fixture
def max_(session: Session, city: City) -> Member:
    return a_member(session, city, "Max", role=Role.MANAGER)


def kept(session: Session) -> list[Check]:
    session.rollback()
    return list(session.scalars(sa.select(Check).order_by(Check.id)))


# Writing one down.


def test_of_a_check_its_level_days_and_who_decided_are_kept_and_logged(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    check_id = checks.write(city, max_, NEW, now=now)

    [check] = kept(session)
    assert (check.id, check.volunteer_id, check.decided_by_id) == (check_id, ada.id, max_.id)
    assert (check.level, check.decided_on) == (Level.STANDARD, NEW.decided_on)
    assert checks.last_day(city, check) == NEW.last_day
    row = rows(session, city)[-1]
    assert (row.deed, row.by_id, row.about_id) == (Deed.CHECK_WRITTEN.value, max_.id, check_id)
    assert row.named == {"volunteer_id": ada.id}


def test_the_last_day_of_a_check_counts_to_its_midnight_in_the_city(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    checks.write(city, max_, replace(NEW, last_day=date(2030, 7, 1)), now=now)

    assert kept(session)[0].ends_at == datetime(2030, 7, 1, 23, tzinfo=UTC)  # summer time


def test_the_same_check_written_down_twice_is_one(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    first = checks.write(city, max_, NEW, now=now)
    second = checks.write(city, max_, NEW, now=now)

    assert first == second
    assert len(kept(session)) == 1


def test_it_is_the_name_that_tells_who_of_one_phone_is_meant(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    raj = a_housemate(session, ada, "Raj")

    checks.write(city, max_, replace(NEW, name=" raj "), now=now)

    assert [one.volunteer_id for one in kept(session)] == [raj.id]


@pytest.mark.parametrize(
    "wrong", [replace(NEW, name="Adam"), replace(NEW, phone="+447700900124")], ids=["name", "phone"]
)
@pytest.mark.usefixtures("ada")
def test_a_name_and_a_number_that_do_not_belong_together_tell_nothing_of_either(
    session: Session, city: City, max_: Member, now: datetime, wrong: NewCheck
) -> None:
    with pytest.raises(Refused, match="Nobody who has joined has this name and number"):
        checks.write(city, max_, wrong, now=now)

    assert kept(session) == []


@pytest.mark.parametrize("state", [State.LEFT, State.UNCONFIRMED, State.JOINING])
def test_only_of_who_has_joined_is_a_check_written_down(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime, state: State
) -> None:
    ada.state = state
    session.commit()

    with pytest.raises(Refused, match="Nobody who has joined"):
        checks.write(city, max_, NEW, now=now)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (replace(NEW, decided_on=TODAY + DAY), "in the future"),
        (replace(NEW, last_day=TODAY - DAY), "run out already"),
        (replace(NEW, last_day=TODAY + 2000 * DAY), "at most 5 years"),
    ],
    ids=["decided tomorrow", "over", "too long"],
)
@pytest.mark.usefixtures("ada")
def test_days_that_cannot_be_are_refused(
    session: Session, city: City, max_: Member, now: datetime, wrong: NewCheck, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        checks.write(city, max_, wrong, now=now)


# Who may.


def test_a_coordinator_decides_on_no_check(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    cora = a_member(session, city, "Cora")
    check = a_check(session, ada, by=max_)

    with pytest.raises(NotFound):
        checks.write(city, cora, NEW, now=now)
    with pytest.raises(NotFound):
        checks.withdraw(city, cora, check.id, now=now)


def test_a_manager_sees_what_their_organisation_decided_and_the_council_all(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    other = a_member(session, city, "Otto", role=Role.MANAGER, organisation="Others")
    lead = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")
    elsewhere = a_member(session, a_city(session, "Barnsley"), "Bea", role=Role.ADMINISTRATOR)
    check = a_check(session, ada, by=max_)

    seen = {
        who.name: [one.id for one, _ in checks.seen_by(session, who, now=now)]
        for who in (max_, other, lead, elsewhere)
    }

    assert seen == {"Max": [check.id], "Otto": [], "Lee": [check.id], "Bea": []}
    for nobody in (other, elsewhere):
        with pytest.raises(NotFound):
            checks.withdraw(city, nobody, check.id, now=now)


# Withdrawing one.


def test_a_check_that_is_withdrawn_takes_back_the_text_that_went_by_it(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    check = a_check(session, ada, by=max_)
    opening = an_opening(session, city, asks=CHECKED, posted_by=max_)
    service.start(city, max_, opening.id, now=now)
    asked = list(invited(session, opening))

    checks.withdraw(city, max_, check.id, now=now)

    session.rollback()
    assert asked == ["Ada"]
    assert invited(session, opening) == []
    assert [one.status for one in messages(session, ada)] == [Status.CANCELLED]
    assert requirements.lack_of(session, city, ada.id, opening, now=now) is not None
    assert rows(session, city)[-1].deed == Deed.CHECK_WITHDRAWN.value


def test_withdrawing_twice_is_withdrawing_once(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    check = a_check(session, ada, by=max_)

    checks.withdraw(city, max_, check.id, now=now)
    checks.withdraw(city, max_, check.id, now=now + DAY)

    assert kept(session)[0].withdrawn_at == now
    assert [row.deed for row in rows(session, city)] == [Deed.CHECK_WITHDRAWN.value]


@pytest.mark.parametrize(
    ("asks", "ahead", "standing", "is_told"),
    [
        (CHECKED, DAY, Standing.CONFIRMED, True),
        (CHECKED, -HOUR, Standing.CONFIRMED, True),  # it is on right now
        (CHECKED, -DAY, Standing.CONFIRMED, False),
        (CHECKED, DAY, Standing.WAITING, False),
        (CHECKED, DAY, Standing.WITHDRAWN, False),
        (NOTHING_MORE, DAY, Standing.CONFIRMED, False),
    ],
)
def test_who_runs_a_session_is_told_when_a_check_that_it_takes_is_withdrawn(
    session: Session, city: City, ada: Volunteer, max_: Member, *, now: datetime,
    asks: Requirements, ahead: timedelta, standing: Standing, is_told: bool,
) -> None:  # fmt: skip
    cora = a_member(session, city, "Cora", organisation="Others")
    opening = an_opening(session, city, posted_by=cora, starts=now + ahead, asks=asks)
    place(session, opening, ada, now=now - 2 * DAY, standing=standing)
    check = a_check(session, ada, Level.STANDARD, by=max_)

    checks.withdraw(city, max_, check.id, now=now)
    waits = told(session)
    post = FakeMail()
    send_all(post, now=now)

    assert waits == [("Cora", Kind.EXPIRY, "lacking")] * is_told
    assert [mail.to for mail in post.sent] == [cora.email] * is_told
    for mail in post.sent:
        assert f"/staff/sessions/{opening.session_id}\n" in mail.body
        assert "Ada" not in mail.body


def test_who_runs_it_is_not_told_where_another_check_holds_or_holds_again_before_the_mail(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED)
    place(session, opening, ada, now=now)
    first = a_check(session, ada, Level.STANDARD, by=max_)
    second = a_check(session, ada, Level.ENHANCED, by=max_)

    checks.withdraw(city, max_, first.id, now=now)
    assert told(session) == []
    checks.withdraw(city, max_, second.id, now=now)
    assert told(session) == [("Cora", Kind.EXPIRY, "lacking")]
    a_check(session, ada, Level.STANDARD, by=max_)
    post = FakeMail()
    send_all(post, now=now)

    assert post.sent == []


# Before it runs out.


def test_a_month_before_a_check_runs_out_both_sides_are_told_once(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_check(session, ada, Level.STANDARD, by=max_, ends_at=now + 32 * DAY)

    days = [n for n in range(40) if check_news.tell_of_checks(now=now + n * DAY)]

    assert days == [2]
    assert told(session) == [("Max", Kind.EXPIRY, "check")]
    [message] = messages(session, ada)
    assert message.kind == "check_ends"
    assert "Ada, your standard DBS check is valid until 5 Jun 2030" in message.body
    assert "ask Growing Together to renew it" in message.body


def test_who_has_a_newer_check_is_not_told_of_the_old_one(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_check(session, ada, Level.STANDARD, by=max_, ends_at=now + 10 * DAY)
    newer = a_check(session, ada, Level.ENHANCED, by=max_, ends_at=now + 500 * DAY)

    renewed = check_news.tell_of_checks(now=now)
    checks.withdraw(city, max_, newer.id, now=now)
    withdrawn = check_news.tell_of_checks(now=now)

    assert (renewed, withdrawn) == (0, 1)


def test_a_lower_check_that_lasts_longer_is_no_successor(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_check(session, ada, Level.STANDARD, by=max_, ends_at=now + 10 * DAY)
    a_check(session, ada, Level.BASIC, by=max_, ends_at=now + 500 * DAY)

    assert check_news.tell_of_checks(now=now) == 1


def test_who_left_or_was_withdrawn_is_no_news(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    bob = a_volunteer(session, city, "Bob")
    a_check(session, ada, by=max_, ends_at=now + 10 * DAY)
    a_check(session, bob, by=max_, ends_at=now + 10 * DAY).withdrawn_at = now
    ada.state = State.LEFT
    session.commit()

    assert check_news.tell_of_checks(now=now) == 0
    assert session.scalars(sa.select(Message)).all() == []


def test_when_who_decided_is_gone_the_managers_there_are_told_and_else_the_council(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_member(session, city, "Mona", role=Role.MANAGER)
    lone = a_member(session, city, "Lone", role=Role.MANAGER, organisation="Others")
    a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")
    a_check(session, ada, by=max_, ends_at=now + 10 * DAY)
    a_check(session, a_volunteer(session, city, "Bob"), by=lone, ends_at=now + 10 * DAY)
    max_.disabled_at = lone.disabled_at = now
    session.commit()

    check_news.tell_of_checks(now=now)

    assert {name for name, _, _ in told(session)} == {"Mona", "Lee"}


def test_the_mail_names_nobody_and_is_not_sent_of_what_was_renewed_meanwhile(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_check(session, ada, by=max_, ends_at=now + 10 * DAY)
    bob = a_volunteer(session, city, "Bob")
    a_check(session, bob, by=max_, ends_at=now + 10 * DAY)
    check_news.tell_of_checks(now=now)
    a_check(session, bob, by=max_, ends_at=now + 500 * DAY)
    post = FakeMail()

    send_all(post, now=now + 3 * DAY)

    [mail] = post.sent
    assert "A check that you or your organisation decided on runs out within a month" in mail.body
    assert "/staff/checks" in mail.body
    assert "Ada" not in mail.body


def test_a_phone_that_nothing_reaches_is_not_texted_of_it(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_check(session, ada, by=max_, ends_at=now + 10 * DAY)
    ada.contact.unreachable_at = now
    session.commit()

    assert check_news.tell_of_checks(now=now) == 1
    assert heard(session, ada) == []


def test_somebodys_own_checks_are_those_that_hold_today(
    session: Session, city: City, ada: Volunteer, max_: Member, now: datetime
) -> None:
    a_check(session, ada, Level.BASIC, by=max_, ends_at=now - DAY)
    held = a_check(session, ada, Level.STANDARD, by=max_, ends_at=STARTS + DAY)
    a_check(session, ada, Level.ENHANCED, by=max_).withdrawn_at = now
    session.commit()

    assert checks.of_volunteer(session, city.id, ada.id, now=now) == [held]
