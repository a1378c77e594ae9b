"""The last look at a text that asks somebody: whether anybody still is, and has time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invited, set_rules
from tests.builders import STARTS, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.texting import heard, open_question
from volunteer.calls import profiles, service
from volunteer.calls.model import Call, CallState
from volunteer.calls.still_met import take_back
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.messages import restraint, sending
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.people.profile import Profile
from volunteer.projects.model import Opening, ProjectRole

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give one place on Monday morning."""
    return an_opening(session, city, places=1)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who is about to be asked about it."""
    ada = a_volunteer(session, city, "Ada")
    service.start(city, opening.role.project.posted_by, opening.id, now=now)
    assert heard(session, ada) == ["call"]
    return ada


def send(city: City, sms: FakeSms, now: datetime, *, guarded: bool) -> list[str]:
    """Let a worker send all that is due; return how what went begins."""
    guard = take_back if guarded else None
    for later in range(0, 50, 5):
        at = now + timedelta(seconds=later)
        sending.deliver_next(sms, clock=partial(_same, at), calling=[city.id], take_back=guard)
    return [letter.body.split(",")[0] for letter in sms.sent if "can you help" in letter.body]


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
@pytest.mark.parametrize("state", [CallState.FULL, CallState.STOPPED, CallState.PAUSED])
def test_what_was_left_in_the_queue_of_a_call_that_sends_nothing_does_not_go(
    session: Session, city: City, opening: Opening, ada: Volunteer, sms: FakeSms, now: datetime,
    *, state: CallState, guarded: bool,
) -> None:  # fmt: skip
    session.execute(sa.update(Call).values(state=state))
    session.commit()

    went = send(city, sms, now + MINUTE, guarded=guarded)

    session.rollback()
    assert len(went) == (not guarded)
    assert invited(session, opening) == ([] if guarded else ["Ada"])
    assert (open_question(session, ada) is None) == guarded


def another_role(session: Session, opening: Opening) -> Opening:
    """Return an opening of another role in the same session."""
    role = ProjectRole(city_id=opening.city_id, project_id=opening.role.project_id, title="Cook")
    session.add(role)
    session.flush()
    ids = {"role_id": role.id, "session_id": opening.session_id}
    other = Opening(city_id=opening.city_id, **ids, places=2)
    session.add(other)
    session.commit()
    return other


def at_the_same_time(session: Session, opening: Opening) -> Opening:
    city = session.get_one(City, opening.city_id)
    return an_opening(session, city, starts=STARTS + HOUR)


def on_another_day(session: Session, opening: Opening) -> Opening:
    return an_opening(session, session.get_one(City, opening.city_id), starts=STARTS + DAY)


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
@pytest.mark.parametrize(
    ("where", "is_free"),
    [(another_role, False), (at_the_same_time, False), (on_another_day, True)],
)
def test_who_took_a_place_while_their_text_waited_is_asked_only_if_they_are_free_still(
    session: Session, city: City, opening: Opening, ada: Volunteer, sms: FakeSms, now: datetime,
    *, where: Callable[[Session, Opening], Opening], is_free: bool, guarded: bool,
) -> None:  # fmt: skip
    service.accept_on_web(city, ada.id, where(session, opening).id, now=now)

    went = send(city, sms, now + MINUTE, guarded=guarded)

    session.rollback()
    assert len(went) == (is_free or not guarded)
    assert invited(session, opening) == (["Ada"] if is_free or not guarded else [])


@pytest.mark.parametrize("kept", [False, True], ids=["told to us", "only in the database"])
def test_who_changes_what_they_say_of_themselves_is_not_asked_as_who_they_were(
    session: Session, city: City, ada: Volunteer, sms: FakeSms, now: datetime, *, kept: bool
) -> None:
    """The control: what is changed beside the profile leaves the text where it is."""
    if kept:
        ada.most_calls_a_month = 0
        session.commit()
    else:
        quiet = Profile("Ada", most_calls_a_month=0)
        profiles.change(city.id, ada.id, quiet, now=now, addresses=False)

    went = send(city, sms, now + MINUTE, guarded=True)

    assert len(went) == kept
    assert (open_question(session, ada) is None) == (not kept)


@pytest.mark.postgresql
@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
def test_a_text_that_was_claimed_and_put_back_as_the_last_place_went_does_not_go_afterwards(
    app: Flask, session: Session, city: City, opening: Opening, ada: Volunteer, sms: FakeSms,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch, guarded: bool,
) -> None:  # fmt: skip
    """Who takes the last place waits for no worker, and so does not see what one just claimed."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so nothing is claimed meanwhile")
    accept = accepting(app, a_volunteer(session, city, "Bo"), opening, now)
    set_rules(city, spend_a_day_pence=0)  # so that what is claimed is put back
    session.rollback()

    with monkeypatch.context() as patched:
        patched.setattr(restraint, "put_off", first(accept, restraint.put_off))
        sending.deliver_next(sms, clock=lambda: now, calling=[city.id], take_back=take_back)
    session.rollback()
    texts = sa.select(Message.status).where(Message.kind == "call")
    assert session.scalars(texts).all() == [Status.QUEUED]  # the fault is there
    set_rules(city, spend_a_day_pence=5000)

    assert len(send(city, sms, now + HOUR, guarded=guarded)) == (not guarded)


def accepting(app: Flask, who: Volunteer, opening: Opening, now: datetime) -> Callable[[], None]:
    """Return how somebody takes a place."""
    city_id, who_id, opening_id = opening.city_id, who.id, opening.id

    def accept() -> None:
        with app.app_context():
            here = db.session().get_one(City, city_id)
            service.accept_on_web(here, who_id, opening_id, now=now)

    return accept


def first(job: Callable[[], None], then: Callable[..., set[int]]) -> Callable[..., set[int]]:
    """Return what does a job in a thread of its own first."""

    def done(*args: Any, **named: Any) -> set[int]:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(job).result(timeout=30)
        return then(*args, **named)

    return done


def _same(moment: datetime) -> datetime:
    return moment
