"""A wave of more people than go into one statement: the next rows are made as the last go in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import get_ident
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import a_call, place
from tests.builders import STARTS, a_member, an_opening
from tests.crowds import a_crowd
from tests.listening import listening
from tests.threads import running_ahead
from volunteer.calls import asking, inviting
from volunteer.calls.invitation_texts import InvitationTexts
from volunteer.calls.matching import DAY
from volunteer.calls.model import Call, Invitation
from volunteer.cities.model import City
from volunteer.core import inserting
from volunteer.core.db import transaction
from volunteer.messages.model import Message, Question

PEOPLE = 12
LOG = sa.select(
    Invitation.volunteer_id, Invitation.reasons, Invitation.chance, Invitation.at_random,
    Invitation.propensity, Question.contact_id, Question.expires_at, Message.contact_id,
    Message.to, Message.body, Message.segments,
).join(Question, Question.subject_id == Invitation.id).join(
    Message, Message.question_id == Question.id
)  # fmt: skip
ORDERS = (Invitation.id, Question.id, Message.id, Message.token)


class TakenBackError(Exception):
    """Ends a transaction, so that it leaves nothing."""


@pytest.fixture
def call_id(session: Session, city: City, now: datetime) -> int:
    """Give a call that asks a crowd at once: in two languages, and one of them by a code."""
    opening = an_opening(session, city, places=9, posted_by=a_member(session, city, "Cora"))
    city.languages = ["en", "cy"]
    crowd = a_crowd(session, city, PEOPLE)
    for number, one in enumerate(crowd):
        one.contact.language = ("en", "cy")[number % 2]
    place(session, an_opening(session, city, starts=STARTS + DAY), crowd[4], now=now)
    return a_call(session, opening, now=now).id


def ask(session: Session, call_id: int, now: datetime) -> int:
    call = session.get_one(Call, call_id)
    return asking.ask(session, session.get_one(City, call.city_id), call, now=now)


def wave(call_id: int, now: datetime) -> list[list[Any]]:
    """Ask all, and return what was written, in each order that it has; then take it back."""
    found: list[list[Any]] = []
    with suppress(TakenBackError), transaction() as session:
        assert ask(session, call_id, now) == PEOPLE
        found = [list(session.execute(LOG.order_by(order)).all()) for order in ORDERS]
        raise TakenBackError
    return found


@pytest.mark.parametrize("at_once", [1, 5, 6, 12])
def test_a_wave_in_parts_is_the_wave_at_once_in_the_same_order(
    call_id: int, now: datetime, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_time = wave(call_id, now)
    monkeypatch.setattr(inserting, "AT_ONCE", at_once)

    in_parts = wave(call_id, now)

    assert in_parts == at_a_time
    assert all(order == in_parts[0] for order in in_parts)  # its tokens are in order, too


def test_the_rows_are_made_in_another_thread_which_asks_the_database_nothing(
    call_id: int, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, set[int]] = {"reasons": set(), "texts": set()}
    asked: set[int] = set()
    reasons, text = inviting.reasons, InvitationTexts.of

    def noting(what: str, really: Callable[..., str]) -> Callable[..., str]:
        def note(*args: Any) -> str:
            made[what].add(get_ident())
            return really(*args)

        return note

    monkeypatch.setattr(inserting, "AT_ONCE", 2)
    monkeypatch.setattr(inviting, "reasons", noting("reasons", reasons))
    monkeypatch.setattr(InvitationTexts, "of", noting("texts", text))
    with listening("before_cursor_execute", lambda *_told: asked.add(get_ident())):
        wave(call_id, now)

    assert asked == {get_ident()}
    for threads in made.values():
        assert threads - asked  # the first of them are made before there is anything to wait for


@pytest.mark.parametrize("which", [1, 2, 7, 12])
@pytest.mark.parametrize(("where", "name"), [(inviting, "reasons"), (InvitationTexts, "of")])
def test_a_wave_of_which_one_row_cannot_be_made_is_not_written_at_all(
    session: Session, call_id: int, now: datetime, which: int, where: object, name: str,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    really, left = getattr(where, name), iter(range(1, PEOPLE + 1))

    def fail(*args: Any) -> str:
        if next(left) == which:
            raise LookupError
        return str(really(*args))

    monkeypatch.setattr(inserting, "AT_ONCE", 2)
    monkeypatch.setattr(where, name, fail)
    with pytest.raises(LookupError), transaction() as inside:
        ask(inside, call_id, now)

    assert running_ahead() == 0
    for table in (Invitation, Question, Message):
        assert session.scalars(sa.select(table)).all() == []
