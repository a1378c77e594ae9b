"""Codes of openings: short, one a city, and free again when nobody needs them any more."""

import re
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.builders import STARTS, a_city, an_opening
from tests.racing import at_once, read_then_write
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.projects import codes
from volunteer.projects.model import Opening
from volunteer.sms.grammar import Context, read

WEEK = timedelta(weeks=1)


def code_of(opening_id: int, now: datetime) -> str | None:
    with transaction() as session:
        return codes.of(session, session.get_one(Opening, opening_id), now=now)


def test_a_code_is_given_once_and_found_again(session: Session, city: City, now: datetime) -> None:
    opening = an_opening(session, city)
    session.commit()

    given = [code_of(opening.id, now) for _ in range(2)]

    assert given[0] == given[1]
    assert given[0] is not None
    assert re.fullmatch("[A-W][1-9]", given[0])
    assert codes.find(session, city.id, given[0].lower()) == opening


def test_codes_are_read_in_answers_as_they_were_given() -> None:
    some = codes.ALL[::17]

    for words in ("YES {}", "no {}", "HOURS {} 2.5"):
        assert [read(words.format(one), Context.NONE).code for one in some] == some
    assert {code[0] for code in some} == set(codes.LETTERS)


def test_codes_are_one_an_opening_in_a_city_and_each_city_has_its_own(
    session: Session, city: City, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    ids = [an_opening(session, city).id for _ in range(5)]
    other = an_opening(session, barnsley).id

    here = [code_of(one, now) for one in ids]
    there = code_of(other, now)

    assert len(set(here)) == 5
    assert there is not None
    assert codes.find(session, city.id, there) is None or there in here


def test_a_code_is_kept_for_two_weeks_after_its_session_and_then_given_to_another(
    session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "ALL", ["A1"])  # a city with one code only
    first, second = an_opening(session, city).id, an_opening(session, city).id
    ended = STARTS + timedelta(hours=2)

    given = code_of(first, now)
    before = code_of(second, ended + 2 * WEEK)
    after = code_of(second, ended + 2 * WEEK + timedelta(seconds=1))

    assert (given, before, after) == ("A1", None, "A1")
    session.rollback()
    assert session.get_one(Opening, first).code is None


def test_what_has_no_end_keeps_its_code_until_two_weeks_after_it_is_cancelled(
    session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "ALL", ["A1"])
    flexible = an_opening(session, city, lasts=None)
    other = an_opening(session, city)
    code_of(flexible.id, now)

    late = code_of(other.id, STARTS + 50 * WEEK)
    flexible.session.cancelled_at = STARTS
    session.commit()

    assert (late, code_of(other.id, STARTS + 3 * WEEK)) == (None, "A1")


def test_codes_given_at_once_are_all_different(
    app: Flask, session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "_in_turn", lambda _id: codes.ALL)  # all of them want the same one
    ids = [an_opening(session, city).id for _ in range(8)]
    controls = [an_opening(session, city).id for _ in range(2)]
    session.rollback()
    refused: list[int] = []

    def write(known: int) -> None:
        try:
            with transaction() as mine:
                mine.get_one(Opening, controls.pop()).code = "Z9"
        except IntegrityError:
            refused.append(known)

    read_then_write(app, 2, lambda: 0, write)
    assert len(refused) == 1  # the control: of two who take the same, one is refused

    given = at_once(app, [partial(code_of, one, now) for one in ids])

    assert Counter(given).most_common(1)[0][1] == 1
    assert None not in given
    db.session.rollback()
    kept = session.scalars(sa.select(Opening.code).where(Opening.id.in_(ids))).all()
    assert sorted(map(str, kept)) == sorted(map(str, given))
