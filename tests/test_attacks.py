"""What somebody tries who wants in, or wants others out: each of these once worked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import PASSWORD, equip, shown
from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.pages import Browser, problems
from tests.racing import at_once
from volunteer.calls import approval
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db, transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.staff import account, coming_in, doorstep, forgotten, members, queries, service
from volunteer.staff.doorstep import MOST
from volunteer.staff.model import Member, RecoveryCode, Role, SignInLink
from volunteer.visits.model import Stage

SIGN_IN = "/staff/sign-in"
NEW = PASSWORD[::-1]


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def ann(session: Session, city: City) -> Member:
    """Give an administrator."""
    return a_member(session, city, "Ann", role=Role.ADMINISTRATOR, organisation="The council")


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


def a_link(member: Member) -> str:
    with transaction() as session:
        token = service.new_link(session, member, asks_password=True, now=clock.now())
    return f"/staff/links/{token}"


@pytest.mark.parametrize(
    "deed",
    [
        lambda ann, cora: members.disable(ann, cora.id, now=clock.now()),
        lambda ann, cora: members.set_role(ann, cora.id, Role.MANAGER, "Others", now=clock.now()),
        lambda ann, cora: members.reset_second_factor(ann, cora.id, now=clock.now()),
        lambda _ann, cora: account.change_password(cora, PASSWORD, NEW, but=0, now=clock.now()),
    ],
    ids=["disabled", "another role", "another phone", "another password"],
)
def test_a_link_from_before_is_worth_nothing_after(
    session: Session, ann: Member, cora: Member, deed: Callable[[Member, Member], None]
) -> None:
    equip(session, cora)
    a_link(cora)

    deed(ann, cora)

    session.rollback()
    assert session.scalars(sa.select(SignInLink.expires_at)).one() <= clock.now()


def test_guessing_at_many_members_from_one_address_ends_soon(browser: Browser, city: City) -> None:
    now = datetime.now(UTC)
    for number in range(MOST):
        doorstep.knock(city.id, f"2001:db8::{number:x}", now=now)  # one line's many addresses

    with pytest.raises(Refused, match="Too many people tried"):
        doorstep.knock(city.id, "2001:db8::ffff", now=now)
    doorstep.knock(city.id, "2001:db8:1::1", now=now)
    doorstep.knock(city.id, "2001:db8::1", now=now + doorstep.WHILE)


def test_who_knocks_too_often_reads_why(
    browser: Browser, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorstep, "MOST", 1)
    for _ in range(2):
        page = browser.post(SIGN_IN, email="a@example.org", password="x")

    assert problems(page) == [doorstep.TOO_MANY]


def test_forgotten_passwords_are_counted_by_line_and_all_at_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    city_id = city.id
    session.rollback()

    def ask(number: int) -> Callable[[], None]:
        return lambda: forgotten.ask(
            city_id, f"a{number}@example.org", address=f"2001:db8::{number:x}", now=now
        )

    done = at_once(app, [ask(number) for number in range(30)])

    assert sum(one is None for one in done) == forgotten.FROM_AN_ADDRESS


def test_strangers_cannot_use_up_the_links_of_a_member(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    for number in range(6):
        forgotten.ask(city.id, "nobody@example.org", address=str(number), now=now)
    forgotten.ask(city.id, cora.email, address="hers", now=now)

    while forgotten.answer_next(now=now):
        pass

    mailed = forgotten.PasswordRequest.mailed_at.is_not(None)
    assert session.scalars(sa.select(sa.func.count()).where(mailed)).one() == 1


@pytest.mark.parametrize("email", ["a\0@example.org", "x" * 300 + "@example.org", "a@b\0.c"])
@pytest.mark.parametrize("address", [SIGN_IN, f"{SIGN_IN}/forgotten"])
def test_an_address_of_no_kind_breaks_nothing(browser: Browser, email: str, address: str) -> None:
    assert browser.post(address, email=email, password="x").status_code in {303, 422}


@pytest.mark.parametrize("email", ["a,b@c.de", "a@b.c>;x.y", "a b@c.de", "a@b", "a@b..c", '"@b.c'])
def test_nobody_is_invited_under_an_address_of_no_kind(
    ann: Member, now: datetime, email: str
) -> None:
    with pytest.raises(Refused, match="not an e-mail address"):
        members.invite(ann, members.Newcomer("x", "Dan", email, Role.COORDINATOR), now=now)


def test_a_password_that_was_changed_in_between_lets_nobody_in(
    session: Session, city: City, cora: Member
) -> None:
    equip(session, cora)
    checked = datetime.now(UTC)
    account.change_password(cora, PASSWORD, NEW, but=0, now=datetime.now(UTC))

    with pytest.raises(NotFound):
        coming_in.begin(
            city.id, cora.id, stage=Stage.CODE, browser="", now=datetime.now(UTC), since=checked
        )


def test_recovery_codes_made_twice_at_once_are_ten(
    app: Flask, session: Session, cora: Member, now: datetime
) -> None:
    city_id, cora_id = cora.city_id, cora.id
    session.rollback()

    at_once(
        app,
        [lambda: account.renew_codes(queries.member(db.session(), city_id, cora_id), now=now)] * 4,
    )

    assert session.scalars(sa.select(sa.func.count(RecoveryCode.id))).one() == 10


def test_a_volunteers_copied_cookie_is_dead_when_somebody_else_signs_in_there(
    app: Flask, session: Session, city: City
) -> None:
    browser = Browser(app, city)
    browser.sign_in(a_volunteer(session, city))
    thief = browser.copied()
    cora = a_member(session, city)
    secret = equip(session, cora)
    assert thief.get("/me").status_code == 200

    browser.post(SIGN_IN, email=cora.email, password=PASSWORD)
    browser.post(f"{SIGN_IN}/code", code=shown(secret))
    browser.post("/sign-out")

    assert thief.get("/me").status_code == 303


def test_a_manager_resets_no_managers_phone(session: Session, city: City, now: datetime) -> None:
    max_ = a_member(session, city, "Max", role=Role.MANAGER)
    mia = a_member(session, city, "Mia", role=Role.MANAGER)

    with pytest.raises(Refused, match="Ask an administrator"):
        members.reset_second_factor(max_, mia.id, now=now)


def test_who_was_disabled_meanwhile_looks_after_nobody(
    session: Session, ann: Member, cora: Member, now: datetime
) -> None:
    session.execute(sa.update(Member).where(Member.id == ann.id).values(disabled_at=now))
    session.commit()

    with pytest.raises(NotFound):
        members.disable(ann, cora.id, now=now)


def test_the_second_person_is_nobody_whom_the_first_brought_in(
    session: Session, city: City, now: datetime
) -> None:
    max_ = a_member(session, city, "Max", role=Role.MANAGER)
    opening = an_opening(session, city, posted_by=max_)
    call = Call(
        city_id=city.id,
        opening_id=opening.id,
        state=CallState.PROPOSED,
        started_by_id=max_.id,
        started_at=now,
        deadline=now + timedelta(days=1),
    )
    session.add(call)
    session.commit()
    invited = members.Newcomer("x", "Mia", "mia@example.org", Role.MANAGER)
    mia = queries.member(session, city.id, members.invite(max_, invited, now=now))
    late = a_member(session, city, "Lou", role=Role.MANAGER)
    late.created_at = now
    session.commit()

    for member in (mia, late):
        with pytest.raises(Refused, match="did not invite"):
            approval.approve(city, member, call.id, now=now)


def test_signing_out_halfway_is_no_signing_out_in_the_log(
    session: Session, browser: Browser, cora: Member
) -> None:
    equip(session, cora)
    browser.post(SIGN_IN, email=cora.email, password=PASSWORD)

    browser.post("/sign-out")

    deeds = session.execute(sa.text("SELECT deed FROM audit ORDER BY number")).scalars().all()
    assert deeds == ["second factor set up"]


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_id_can_be_leads_nowhere(
    app: Flask, session: Session, browser: Browser, ann: Member, number: int
) -> None:
    browser.sign_in(ann)
    looked = 0
    for rule in app.url_map.iter_rules():
        if rule.arguments and rule.arguments.isdisjoint({"token", "filename"}):
            address = rule.rule
            for name in rule.arguments:
                address = address.replace(f"<int:{name}>", str(number))
            assert browser.get(address).status_code in {404, 405}, address
            looked += 1

    assert looked > 15


def test_a_city_sees_no_other_citys_member_come_in(session: Session, city: City) -> None:
    zoe = a_member(session, a_city(session, "Barnsley"), "Zoe")

    with pytest.raises(sa.exc.NoResultFound):
        coming_in.begin(city.id, zoe.id, stage=Stage.IN, browser="", now=datetime.now(UTC))
