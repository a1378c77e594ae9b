"""Staff: invitations, links good once, passwords, who sees what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.staff import lines, passwords, queries, service, tries
from volunteer.staff.model import Member, Role, SignInLink

GOOD = "otter granite lantern"
MINUTE = timedelta(minutes=1)


def invited(city: City, now: datetime, email: str = "cora@example.org") -> str:
    return service.invite(
        city.id,
        organisation="Growing Together",
        name="Cora",
        email=email,
        role=Role.COORDINATOR,
        now=now,
    )


def with_password(session: Session, city: City, now: datetime) -> Member:
    member_id = service.redeem(city.id, invited(city, now), password=GOOD, now=now)
    return queries.member(session, city.id, member_id)


def test_an_invited_member_chooses_a_password_and_signs_in(
    session: Session, city: City, now: datetime
) -> None:
    token = invited(city, now)
    assert service.link(session, city.id, token, now).member.name == "Cora"

    member_id = service.redeem(city.id, token, password=GOOD, now=now)

    assert passwords.sign_in(city.id, " Cora@Example.org ", GOOD, now=now) == member_id


def test_a_link_is_good_once(session: Session, city: City, now: datetime) -> None:
    token = invited(city, now)
    service.redeem(city.id, token, password=GOOD, now=now)

    with pytest.raises(Refused, match="used already"):
        service.redeem(city.id, token, password=GOOD, now=now)
    with pytest.raises(NotFound):
        service.link(session, city.id, token, now)


def test_a_link_is_not_good_for_ever(city: City, now: datetime) -> None:
    token = invited(city, now)

    with pytest.raises(Refused, match="too old"):
        service.redeem(city.id, token, password=GOOD, now=now + service.LINK_FOR)


def test_a_link_is_of_one_city(session: Session, city: City, now: datetime) -> None:
    token = invited(city, now)
    other = a_city(session, "Barnsley")

    with pytest.raises(Refused):
        service.redeem(other.id, token, password=GOOD, now=now)


def test_a_bad_password_leaves_the_link_as_it_was(city: City, now: datetime) -> None:
    token = invited(city, now)

    for bad in (None, "", "short", "password123456"):
        with pytest.raises(Refused):
            service.redeem(city.id, token, password=bad, now=now)

    assert service.redeem(city.id, token, password=GOOD, now=now)


def test_a_new_link_ends_the_older_ones(city: City, now: datetime) -> None:
    old = invited(city, now)

    new = service.invite_again(city.id, "cora@example.org", now=now)

    with pytest.raises(Refused):
        service.redeem(city.id, old, password=GOOD, now=now)
    assert service.redeem(city.id, new, password=GOOD, now=now)


def test_a_demo_link_signs_in_without_a_password(
    session: Session, city: City, now: datetime
) -> None:
    member = a_member(session, city)
    with transaction() as open_session:
        token = service.new_link(open_session, member, asks_password=False, now=now)

    assert service.redeem(city.id, token, password=None, now=now) == member.id


def test_who_was_disabled_cannot_come_in(session: Session, city: City, now: datetime) -> None:
    member = with_password(session, city, now)
    token = service.invite_again(city.id, member.email, now=now)
    member.disabled_at = now
    session.commit()

    with pytest.raises(Refused):
        service.redeem(city.id, token, password=GOOD, now=now)
    with pytest.raises(Refused):
        passwords.sign_in(city.id, "cora@example.org", GOOD, now=now)
    with pytest.raises(NotFound):
        queries.member(session, city.id, member.id)


def test_only_the_hash_of_a_token_is_kept(session: Session, city: City, now: datetime) -> None:
    token = invited(city, now)

    kept = service.link(session, city.id, token, now)

    assert token not in str(vars(kept))


def test_an_e_mail_address_is_invited_once(city: City, now: datetime) -> None:
    invited(city, now)

    with pytest.raises(Refused, match="member already"):
        invited(city, now, "CORA@example.org")
    with pytest.raises(Refused, match="not an e-mail address"):
        invited(city, now, "cora at home")


def test_an_organisation_of_one_name_is_made_once(
    session: Session, city: City, now: datetime
) -> None:
    with transaction() as open_session:
        one = service.add_organisation(open_session, city.id, "Growing Together", now)
        other = service.add_organisation(open_session, city.id, " Growing  Together ", now)

        assert one is other
    assert len(queries.organisations(session, city.id)) == 1


def test_wrong_passwords_and_unknown_addresses_get_the_same_sentence(
    session: Session, city: City, now: datetime
) -> None:
    with_password(session, city, now)

    for email, password in (("cora@example.org", "wrong"), ("nobody@example.org", GOOD)):
        with pytest.raises(Refused) as refusal:
            passwords.sign_in(city.id, email, password, now=now)
        assert refusal.value.sentence == passwords.WRONG


def test_ten_wrong_tries_lock_for_fifteen_minutes(
    session: Session, city: City, now: datetime
) -> None:
    member = with_password(session, city, now)
    for _ in range(tries.TRIES):
        with pytest.raises(Refused):
            passwords.sign_in(city.id, member.email, "wrong", now=now)

    with pytest.raises(Refused):
        passwords.sign_in(city.id, "cora@example.org", GOOD, now=now + 14 * MINUTE)

    assert passwords.sign_in(city.id, "cora@example.org", GOOD, now=now + 15 * MINUTE)


def test_a_right_password_forgets_the_wrong_ones(
    session: Session, city: City, now: datetime
) -> None:
    member = with_password(session, city, now)
    for _ in range(tries.TRIES - 1):
        with pytest.raises(Refused):
            passwords.sign_in(city.id, "cora@example.org", "wrong", now=now)

    passwords.sign_in(city.id, "cora@example.org", GOOD, now=now)

    assert session.get_one(Member, member.id, populate_existing=True).failed_tries == 0


def test_passwords_guessed_at_once_are_all_counted(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    city_id, member_id = city.id, with_password(session, city, now).id
    session.rollback()

    def guess(_number: int) -> None:
        with app.app_context(), pytest.raises(Refused):
            passwords.sign_in(city_id, "cora@example.org", "wrong", now=now)
        with app.app_context():
            db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(tries.TRIES)))

    assert session.get_one(Member, member_id, populate_existing=True).locked_until is not None


def test_a_link_used_by_many_at_once_lets_one_in(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    member, city_id = a_member(session, city), city.id
    with transaction() as open_session:
        token = service.new_link(open_session, member, asks_password=False, now=now)

    def use(_number: int) -> bool:
        with app.app_context():
            try:
                service.redeem(city_id, token, password=None, now=now)
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(use, range(30)))

    assert let_in.count(True) == 1
    assert session.query(SignInLink).filter(SignInLink.used_at.is_not(None)).count() == 1


@pytest.mark.parametrize(
    "password",
    ["Password2024!", "plymouth2030!!", "qwertyuiopas", "aaaaaaaaaaaa", "123456789012",
     "correct-horse-battery-staple", "eleven char"],
)  # fmt: skip
def test_what_anybody_would_guess_is_no_password(password: str) -> None:
    with pytest.raises(Refused):
        passwords.ensure_good(password)


@pytest.mark.parametrize("password", [GOOD, "kettle-Orbit-29-moss", "x8#kQ2!vLp0z"])
def test_odd_words_and_random_letters_are_good_passwords(password: str) -> None:
    passwords.ensure_good(password)


@given(st.text(max_size=100))
def test_a_line_holds_no_break_and_nothing_at_its_ends(written: str) -> None:
    try:
        line = lines.one_line(written, most=80)
    except Refused:
        return

    assert line == line.strip()
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_the_city_s_plan_is_for_leads_and_administrators(session: Session, city: City) -> None:
    lead = a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)
    manager = a_member(session, city, "Max", role=Role.MANAGER)

    assert queries.lead(session, city.id, lead.id) is lead
    with pytest.raises(NotFound):
        queries.lead(session, city.id, manager.id)
