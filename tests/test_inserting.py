"""Many new rows in a few statements."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.asking import a_call, invite
from tests.builders import a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.listening import statements
from tests.threads import running_ahead
from volunteer.calls.model import Answer, Call, Invitation
from volunteer.cities.model import City
from volunteer.core import bulk, inserting
from volunteer.core.db import transaction
from volunteer.people.model import Volunteer

COLUMNS = ("volunteer_id", "reasons", "chance", "band", "skilled", "at_random", "propensity")
WHY = {"name": 'Siân "Ŵyn" \\ €😀', "skills": [3, 1], "none": None, "yes": True}


def a_row_each(people: list[Volunteer]) -> list[tuple[Any, ...]]:
    return [(one.id, json.dumps(WHY), 0.1 + 0.2, 4, 2, True, 1 / 3) for one in people]


def same_of(call: Call, now: datetime) -> dict[str, Any]:
    about = {"city_id": call.city_id, "call_id": call.id, "opening_id": call.opening_id}
    return about | {"wave": 7, "answer": Answer.ASKED, "asked_at": now}


def insert(session: Session, call: Call, people: list[Volunteer], now: datetime) -> list[int]:
    written = inserting.insert_all(
        session, Invitation, COLUMNS, a_row_each(people), giving=("volunteer_id",),
        **same_of(call, now),
    )  # fmt: skip
    return [volunteer_id for (volunteer_id,) in written]


def test_rows_are_kept_as_they_were_given(session: Session, city: City, now: datetime) -> None:
    ada, call = a_volunteer(session, city), a_call(session, an_opening(session, city), now=now)

    insert(session, call, [ada], now)
    session.commit()

    kept = session.scalars(sa.select(Invitation)).one()
    assert kept.reasons == WHY
    assert (kept.chance, kept.propensity) == (0.1 + 0.2, 1 / 3)
    assert (kept.band, kept.skilled, kept.at_random, kept.wave) == (4, 2, True, 7)
    assert (kept.answer, kept.asked_at) == (Answer.ASKED, now)


def test_what_is_there_is_left_as_it_is_and_not_returned(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    ada, bo, *others = a_crowd(session, city, 6)
    invite(session, opening, bo, now=now, chance=0.9)
    call = a_call(session, opening, now=now)

    written = insert(session, call, [ada, bo, *others], now)

    assert written == [ada.id, *(one.id for one in others)]
    chance = sa.select(Invitation.chance).where(Invitation.volunteer_id == bo.id)
    assert session.scalars(chance).one() == 0.9


@pytest.mark.parametrize("at_once", [1, 2, 3, 6, 7])
def test_rows_in_parts_are_those_of_one_in_the_order_given(
    session: Session, city: City, now: datetime, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = an_opening(session, city)
    crowd = a_crowd(session, city, 6)[::-1]
    invite(session, opening, crowd[2], now=now)
    call = a_call(session, opening, now=now)
    monkeypatch.setattr(inserting, "AT_ONCE", at_once)

    written = insert(session, call, crowd, now)

    new = sa.select(Invitation.volunteer_id).where(Invitation.wave == 7).order_by(Invitation.id)
    assert written == [one.id for one in crowd if one is not crowd[2]]
    assert session.scalars(new).all() == written


def with_nobody(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Give rows of which the database does not take the fourth."""
    yield from [*rows[:3], (None, *rows[3][1:]), *rows[4:]]


def not_to_the_end(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Give rows of which the sixth cannot be made."""
    yield from rows[:5]
    raise LookupError


@pytest.mark.parametrize(
    ("made", "error"), [(with_nobody, IntegrityError), (not_to_the_end, LookupError)]
)
def test_an_error_of_either_side_leaves_nothing_written_and_no_thread(
    session: Session, city: City, *, now: datetime, made: Any, error: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    crowd, call = a_crowd(session, city, 6), a_call(session, an_opening(session, city), now=now)
    rows, about = a_row_each(crowd), same_of(call, now)
    session.commit()
    monkeypatch.setattr(inserting, "AT_ONCE", 2)

    with pytest.raises(error), transaction() as inside:
        inserting.insert_all(inside, Invitation, COLUMNS, made(rows), **about)

    assert running_ahead() == 0
    assert session.scalars(sa.select(Invitation)).all() == []


def test_no_row_is_no_statement(session: Session, city: City, now: datetime) -> None:
    call = a_call(session, an_opening(session, city), now=now)

    assert insert(session, call, [], now) == []


def test_more_ids_than_a_statement_has_parameters(session: Session, city: City) -> None:
    crowd = a_crowd(session, city, 700)
    ids = [one.id for one in crowd] * 100  # on PostgreSQL 65,535 are the most

    known = sa.select(Volunteer.id).where(Volunteer.id.in_(bulk.listed_ids(session)))
    found = session.scalars(known, bulk.document_of_ids(ids)).all()

    assert sorted(found) == [one.id for one in crowd]


def test_more_rows_than_go_into_one_statement(session: Session, city: City, now: datetime) -> None:
    call = a_call(session, an_opening(session, city), now=now)
    crowd = a_crowd(session, city, inserting.AT_ONCE + 1)

    assert insert(session, call, crowd, now) == [one.id for one in crowd]


def test_rows_of_many_columns_are_fewer_in_a_statement(
    session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, crowd = a_call(session, an_opening(session, city), now=now), a_crowd(session, city, 9)
    monkeypatch.setattr(inserting, "VALUES", 4 * len(COLUMNS))

    with statements() as asked:
        assert len(insert(session, call, crowd, now)) == 9

    assert len([one for one in asked if "INSERT INTO invitation" in one]) == 3
