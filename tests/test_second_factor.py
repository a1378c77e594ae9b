"""The second step of signing in: codes of a phone and on paper, each good once, all counted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import STEP, equip, shown, tries_of, wrong
from tests.builders import a_city, a_member
from volunteer.cities.model import City
from volunteer.core.audit import By
from volunteer.core.db import db, transaction
from volunteer.core.errors import Refused
from volunteer.staff import queries, recovery, second_factor
from volunteer.staff.model import Member, RecoveryCode, SecondFactor
from volunteer.staff.second_factor import Way
from volunteer.staff.tries import LOCKED_FOR, TRIES


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


@pytest.fixture
def secret(session: Session, cora: Member, now: datetime) -> str:
    """Give the secret of Cora's phone."""
    return equip(session, cora, now=now)


def check(member: Member, code: str, now: datetime) -> Way:
    return second_factor.check(member.city_id, member.id, code, now=now)


def refused(member: Member, code: str, now: datetime) -> str:
    with pytest.raises(Refused) as refusal:
        check(member, code, now)
    return refusal.value.sentence


def test_the_code_that_the_phone_shows_is_taken(cora: Member, secret: str, now: datetime) -> None:
    code = shown(secret, now)

    assert check(cora, f" {code[:3]} {code[3:]} ", now) is Way.PHONE


def test_clocks_may_differ_by_half_a_minute_and_no_more(
    cora: Member, secret: str, now: datetime
) -> None:
    assert refused(cora, shown(secret, now - 2 * STEP), now) == second_factor.WRONG
    assert refused(cora, shown(secret, now + 2 * STEP), now) == second_factor.WRONG
    assert check(cora, shown(secret, now - STEP), now) is Way.PHONE
    assert check(cora, shown(secret, now + STEP), now) is Way.PHONE


def test_a_code_is_taken_once_and_none_from_before_it(
    cora: Member, secret: str, now: datetime
) -> None:
    check(cora, shown(secret, now), now)

    assert refused(cora, shown(secret, now), now) == second_factor.WRONG
    assert refused(cora, shown(secret, now - STEP), now) == second_factor.WRONG
    assert check(cora, shown(secret, now + STEP), now + STEP) is Way.PHONE


def test_the_code_that_proved_the_phone_opens_nothing_afterwards(
    session: Session, cora: Member, now: datetime
) -> None:
    secret = second_factor.offer(cora.city_id, cora.id)
    second_factor.prove(cora.city_id, cora.id, shown(secret, now), now=now)

    assert refused(cora, shown(secret, now), now) == second_factor.WRONG


def test_ten_wrong_codes_lock_for_fifteen_minutes(
    session: Session, cora: Member, secret: str, now: datetime
) -> None:
    for _ in range(TRIES):
        refused(cora, wrong(secret, now), now)

    soon, later = now + LOCKED_FOR - STEP, now + LOCKED_FOR
    assert refused(cora, shown(secret, soon), soon) == second_factor.WRONG
    assert check(cora, shown(secret, later), later) is Way.PHONE
    assert tries_of(session, cora) == 0


def test_wrong_codes_at_the_same_moment_are_all_counted(
    app: Flask, session: Session, cora: Member, secret: str, now: datetime
) -> None:
    city_id, member_id, code = cora.city_id, cora.id, wrong(secret, now)
    session.rollback()

    def guess(_number: int) -> None:
        with app.app_context():
            try:
                second_factor.check(city_id, member_id, code, now=now)
            except Refused:
                pass
            finally:
                db.session.remove()

    with ThreadPoolExecutor(TRIES - 1) as pool:
        list(pool.map(guess, range(TRIES - 1)))

    assert tries_of(session, cora) == TRIES - 1


def test_one_code_used_by_many_at_once_lets_one_in(
    app: Flask, session: Session, cora: Member, secret: str, now: datetime
) -> None:
    city_id, member_id, code = cora.city_id, cora.id, shown(secret, now)
    session.rollback()

    def use(_number: int) -> bool:
        with app.app_context():
            try:
                second_factor.check(city_id, member_id, code, now=now)
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(use, range(8)))

    assert let_in.count(True) == 1


def test_a_recovery_code_works_once_however_it_is_typed(
    session: Session, cora: Member, now: datetime
) -> None:
    first = second_factor.offer(cora.city_id, cora.id)
    codes = second_factor.prove(cora.city_id, cora.id, shown(first, now), now=now)

    assert check(cora, codes[0].replace("-", " ").upper(), now) is Way.PAPER
    assert refused(cora, codes[0], now) == second_factor.WRONG
    assert recovery.left(session, cora.city_id, cora.id) == recovery.HOW_MANY - 1


def test_new_recovery_codes_end_the_older_ones(
    session: Session, cora: Member, now: datetime
) -> None:
    secret = second_factor.offer(cora.city_id, cora.id)
    older = second_factor.prove(cora.city_id, cora.id, shown(secret, now), now=now)

    with transaction() as open_session:
        newer = recovery.renew(open_session, cora, now=now)

    assert refused(cora, older[0], now) == second_factor.WRONG
    assert check(cora, newer[0], now) is Way.PAPER


def test_another_members_codes_open_nothing(
    session: Session, city: City, cora: Member, secret: str, now: datetime
) -> None:
    dan = a_member(session, city, "Dan")
    other = equip(session, dan, now=now)

    assert refused(cora, shown(other, now), now) == second_factor.WRONG


def test_a_phone_of_another_city_opens_nothing_here(
    session: Session, cora: Member, secret: str, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")

    with pytest.raises(Refused):
        second_factor.check(barnsley.id, cora.id, shown(secret, now), now=now)


def test_a_new_phone_takes_over_only_when_it_is_proved(
    session: Session, cora: Member, secret: str, now: datetime
) -> None:
    newer = second_factor.offer(cora.city_id, cora.id)
    with pytest.raises(Refused, match="phone’s time"):
        second_factor.prove(cora.city_id, cora.id, wrong(newer, now), now=now)
    assert check(cora, shown(secret, now), now) is Way.PHONE

    second_factor.prove(cora.city_id, cora.id, shown(newer, now), now=now)

    later = now + STEP
    assert refused(cora, shown(secret, later), later) == second_factor.WRONG
    assert check(cora, shown(newer, later), later) is Way.PHONE


def test_a_phone_that_was_reset_opens_nothing_and_its_paper_codes_neither(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    first = second_factor.offer(cora.city_id, cora.id)
    codes = second_factor.prove(cora.city_id, cora.id, shown(first, now), now=now)

    with transaction() as open_session:
        found = queries.member(open_session, city.id, cora.id)
        second_factor.reset(open_session, found, by=By.OPERATOR, now=now)

    later = now + timedelta(minutes=5)
    assert refused(cora, shown(first, later), later) == second_factor.WRONG
    assert refused(cora, codes[0], later) == second_factor.WRONG
    assert not queries.member(session, city.id, cora.id).has_second_factor


def test_the_database_alone_gives_no_code_away(
    session: Session, cora: Member, now: datetime
) -> None:
    secret = second_factor.offer(cora.city_id, cora.id)
    codes = second_factor.prove(cora.city_id, cora.id, shown(secret, now), now=now)

    kept = session.execute(sa.text("SELECT secret FROM second_factor")).scalar_one()
    hashes = set(session.scalars(sa.select(RecoveryCode.code_hash)))

    assert secret not in kept
    assert not hashes & set(codes)


def test_a_secret_that_was_sealed_before_the_key_changed_still_opens(
    app: Flask, session: Session, cora: Member, secret: str, now: datetime
) -> None:
    before = app.config["SECRET_KEY"]
    app.config.update(SECRET_KEY=before[::-1], SECRET_KEY_FALLBACKS=[before])
    session.expire_all()
    assert check(cora, shown(secret, now), now) is Way.PHONE

    app.config.update(SECRET_KEY_FALLBACKS=[])
    session.expire_all()
    assert session.get_one(SecondFactor, cora.id).secret is None
    assert refused(cora, shown(secret, now + STEP), now + STEP) == second_factor.WRONG
