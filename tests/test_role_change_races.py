"""A role changes at the very moment at which somebody is asked for it, or takes a place in it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call, invited, standings
from tests.builders import GUILDHALL, a_member, a_skill, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.noticing import told
from volunteer.calls import asking, drive, inviting, lack_news, offers, role_change, service
from volunteer.calls.model import Call, Standing
from volunteer.calls.role_change import Edit
from volunteer.calls.still_met import take_back
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.geo import Point
from volunteer.messages import sending
from volunteer.people.model import Volunteer
from volunteer.projects import roles
from volunteer.projects.model import Opening
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind

pytestmark = pytest.mark.postgresql
MINUTE = timedelta(minutes=1)
DRIVES = Requirements(vehicle=True)
FAR = Point(GUILDHALL.latitude + 0.3, GUILDHALL.longitude)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so nothing happens meanwhile")
    return a_member(session, city)


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    return an_opening(session, city, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    return a_volunteer(session, city, "Ada")


def changing(
    app: Flask, opening: Opening, by: Member, now: datetime, **what: Any
) -> Callable[[], None]:
    """Return how somebody changes a role, in a thread of its own, from beginning to end."""
    edit = Edit(replace(roles.of(opening.role), **what), opening.role.edition)
    city_id, member_id, role_id = opening.city_id, by.id, opening.role_id

    def change() -> None:
        with app.app_context():
            session = db.session()
            here, by = session.get_one(City, city_id), session.get_one(Member, member_id)
            role_change.change(here, by, role_id, edit, now=now)

    def in_a_thread() -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(change).result(timeout=30)

    return in_a_thread


def before(job: Callable[[], None], then: Callable[..., Any]) -> Callable[..., Any]:
    """Return what does a job first, once."""
    jobs = [job]

    def done(*args: Any, **named: Any) -> Any:
        while jobs:
            jobs.pop()()
        return then(*args, **named)

    return done


def send(city: City, sms: FakeSms, now: datetime, *, guarded: bool) -> int:
    """Let a worker send all that is due; return how many were asked."""
    guard = take_back if guarded else None
    for later in range(0, 20, 5):
        clock = partial(_same, now + timedelta(seconds=later))
        sending.deliver_next(sms, clock=clock, calling=[city.id], take_back=guard)
    return sum("can you help" in letter.body for letter in sms.sent)


GUARDS = ("nothing", "the last look at the text", "the role's edition")


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("asks", ["vehicle", "skill"])
def test_a_wave_that_was_ranked_before_the_change_and_written_after_it_asks_nobody_unfit(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer,
    *, sms: FakeSms, now: datetime, monkeypatch: pytest.MonkeyPatch, asks: str, guard: str,
) -> None:  # fmt: skip
    """Whom to ask is ranked with nothing held: a wave ranks anew what is of an older edition."""
    call = a_call(session, opening, now=now)
    call.next_wave_at = now
    session.commit()
    driving = a_skill(session, city, "driving").id
    what: dict[str, Any] = (
        {"requirements": DRIVES} if asks == "vehicle" else {"skills_required": (driving,)}
    )
    change = changing(app, opening, cora, now, **what)
    session.rollback()

    write_after(change, monkeypatch, now, goes_by_edition=guard == GUARDS[2])
    session.rollback()
    assert invited(session, opening) == ["Ada"] * (guard != GUARDS[2])

    asked = send(city, sms, now + MINUTE, guarded=guard != "nothing")
    session.rollback()
    assert asked == (guard == "nothing")
    assert invited(session, opening) == ["Ada"] * (guard == "nothing")


@pytest.mark.parametrize("goes_by_edition", [False, True])
def test_a_wave_that_was_ranked_while_a_role_was_remote_asks_nobody_far_away(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, *, now: datetime,
    monkeypatch: pytest.MonkeyPatch, goes_by_edition: bool,
) -> None:  # fmt: skip
    """What no last look sees: that somebody lives too far away, as they are asked."""
    a_volunteer(session, city, "Far", point=FAR)
    opening.role.remote = True
    call = a_call(session, opening, now=now)
    call.next_wave_at = now
    session.commit()
    change = changing(app, opening, cora, now, remote=False)
    session.rollback()

    write_after(change, monkeypatch, now, goes_by_edition=goes_by_edition)
    session.rollback()

    assert ("Far" in invited(session, opening)) == (not goes_by_edition)


def write_after(
    change: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
    *,
    goes_by_edition: bool,
) -> None:
    """Let a wave be ranked, the role be changed, and the wave be written."""
    with monkeypatch.context() as patched:
        if not goes_by_edition:
            patched.setattr(drive, "_edition", lambda *_: 1)
        patched.setattr(asking, "_ask_claimed", before(change, asking._ask_claimed))  # noqa: SLF001 - a change comes before it
        assert asking.ask_next(now=now)


def test_a_change_waits_for_a_wave_that_is_being_written_and_takes_its_texts_back(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The wave holds the opening; so the change sees all of it, or nothing."""
    call = a_call(session, opening, now=now)
    call.next_wave_at = now
    session.commit()
    change = changing(app, opening, cora, now, requirements=DRIVES)
    session.rollback()
    usual = inviting.invite

    with ThreadPoolExecutor(1) as pool:
        others: list[Future[None]] = []

        def invite(*args: Any, **named: Any) -> int:
            others.append(pool.submit(change))
            return usual(*args, **named)

        monkeypatch.setattr(inviting, "invite", invite)
        assert asking.ask_next(now=now)
        others[0].result(timeout=30)

    session.rollback()
    assert invited(session, opening) == []
    assert session.scalars(sa.select(Call.waves)).one() == 2


@pytest.mark.parametrize("looks", [False, True], ids=["nobody looks", "somebody looks"])
def test_a_yes_that_was_judged_before_the_change_and_placed_after_it_is_told_of(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch, looks: bool,
) -> None:  # fmt: skip
    """They keep the place, as whoever said yes a moment before does; who runs it is told."""
    change = changing(app, opening, cora, now, requirements=DRIVES)
    ada_id, opening_id = ada.id, opening.id
    session.rollback()

    with monkeypatch.context() as patched:
        patched.setattr(offers, "held_free", before(change, offers.held_free))
        service.accept_on_web(city, ada_id, opening_id, now=now)
    session.rollback()
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}
    assert told(session) == []  # the change saw nobody
    if looks:
        lack_news.tell_of_lacks(now=now + MINUTE)

    assert told(session) == [("Cora", Kind.EXPIRY, "lacking")] * looks


def test_a_change_waits_for_a_yes_that_has_the_opening_and_sees_its_place(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    change = changing(app, opening, cora, now, requirements=DRIVES)
    ada_id, opening_id = ada.id, opening.id
    session.rollback()
    usual = offers.held_free

    with ThreadPoolExecutor(1) as pool:
        others: list[Future[None]] = []

        def held_free(*args: Any, **named: Any) -> int:
            free = usual(*args, **named)
            if not others:
                others.append(pool.submit(change))
            return free

        monkeypatch.setattr(offers, "held_free", held_free)
        service.accept_on_web(city, ada_id, opening_id, now=now)
        others[0].result(timeout=30)

    assert told(session) == [("Cora", Kind.EXPIRY, "lacking")]


def _same(moment: datetime) -> datetime:
    return moment
