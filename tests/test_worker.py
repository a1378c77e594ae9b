"""The worker: everything that is due gets done, whatever goes wrong beside it."""

import json
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import (
    EPOCH,
    GUILDHALL,
    a_contact,
    a_member,
    a_place,
    a_volunteer,
    an_opening,
)
from tests.conftest import NOON
from tests.fakes import FakeSms
from tests.posting import HOUR, SECOND, status, texts, write
from volunteer.calls import service as calls
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core import clock, heartbeat
from volunteer.core.ports import Found
from volunteer.gateways import sandbox
from volunteer.gateways.mailbox import Mailbox
from volunteer.messages import inbox
from volunteer.messages.model import Contact, Lane, Message, Outcome
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import conversation
from volunteer.worker import Worker


class FakeGeocoder:
    """Somebody who takes everything to be the Guildhall."""

    def locate(self, address: str) -> Found:
        return Found(GUILDHALL, address)


@pytest.fixture
def app(make_app: Callable[..., Flask], sms: FakeSms) -> Iterator[Flask]:
    """Give the demo, whose clock stands inside calling hours, with its context open."""
    app = make_app(sms=sms, DEMO=True)
    with app.app_context():
        clock.move_to(NOON)
        yield app


@pytest.fixture
def now(app: Flask) -> datetime:
    """Give the demo's time."""
    return clock.now()


@pytest.fixture
def unhandled() -> Iterator[None]:
    """Put the handlers of signals back that a worker sets."""
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    yield
    for sign, handler in before.items():
        signal.signal(sign, handler)


def a_worker(
    app: Flask,
    sms: FakeSms,
    *,
    answer: Callable[..., bool] = conversation.answer_next,
    reports: Callable[..., bool] = sandbox.report_next,
) -> Worker:
    return Worker(
        app=app,
        sms=sms,
        geocoder=FakeGeocoder(),
        answer=answer,
        reports=reports,
        mail=Mailbox(),
    )


def a_placement(session: Session, opening: Opening, volunteer: Volunteer) -> None:
    session.add(
        Placement(
            city_id=opening.city_id,
            opening=opening,
            volunteer=volunteer,
            standing=Standing.CONFIRMED,
            since=EPOCH,
        )
    )
    opening.taken += 1
    session.commit()


def heard(session: Session, contact: Contact) -> list[str]:
    session.rollback()
    which = sa.select(Message.kind).where(Message.contact_id == contact.id).order_by(Message.id)
    return list(session.scalars(which))


def test_the_timetable_has_every_task_of_the_house(app: Flask, sms: FakeSms) -> None:
    names = [name for name, _, _ in a_worker(app, sms).timetable()]

    assert names == [
        "answer",
        "codes",
        "passwords",
        "ask",
        "offer",
        "hours",
        "remind",
        "send",
        "look up",
        "end",
        "pause",
        "count",
        "learn",
        "tell",
        "tell of time",
        "beat",
        "mail",
        "find places",
        "report",
    ]


def test_answers_and_sending_come_round_every_second(app: Flask, sms: FakeSms) -> None:
    every = {name: every for name, every, _ in a_worker(app, sms).timetable()}

    slow = {"tell of time", "pause", "count", "learn"}
    assert every["answer"] == every["send"] == SECOND  # so a pause holds within a second
    assert max(e for name, e in every.items() if name not in slow) <= 10 * SECOND


def test_without_a_geocoder_and_reports_their_tasks_are_left_out(app: Flask, sms: FakeSms) -> None:
    names = {name for name, _, _ in app.extensions["worker"].timetable()}

    assert names.isdisjoint({"find places", "report"})


def test_a_round_reads_what_came_in_and_sends_the_answer(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    contact = a_contact(session, city)
    inbox.receive(city.id, sid="SM1", phone=contact.phone, body="JOIN", now=now)

    steps = a_worker(app, sms).work_off()

    assert steps >= 2
    assert [text.outcome for text in texts(session)] == [Outcome.DONE]
    assert [letter.to for letter in sms.sent] == [contact.phone]


def test_a_round_asks_the_wave_that_was_put_off_until_morning(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    cora = a_member(session, city, "Cora")
    opening = an_opening(session, city, starts=now + 72 * HOUR, posted_by=cora)
    calls.start(city, cora, opening.id, now=now - 6 * HOUR)
    assert heard(session, ada.contact) == []

    a_worker(app, sms).work_off()

    assert heard(session, ada.contact) == ["call"]
    assert len(sms.sent) == 1


def test_a_round_asks_for_hours_and_reminds(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    bo, cy = a_volunteer(session, city, "Bo"), a_volunteer(session, city, "Cy")
    a_placement(session, an_opening(session, city, starts=now - 3 * HOUR), bo)
    a_placement(session, an_opening(session, city, starts=now + 20 * HOUR), cy)

    a_worker(app, sms).work_off()

    assert heard(session, bo.contact) == ["hours_ask"]
    assert heard(session, cy.contact) == ["reminder"]


def test_a_round_ends_what_is_over_and_looks_for_what_nobody_knows(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    contact = a_contact(session, city)
    over = write(city, contact, "of no more use", now=now - 6 * HOUR)
    lost = write(city, contact, "nobody knows", now=now)
    lost.status, lost.look_up_at = Status.UNKNOWN, now
    session.commit()

    a_worker(app, sms).work_off()

    assert status(session, over) is Status.EXPIRED
    assert status(session, lost) is Status.UNKNOWN
    assert lost.looked_up == 1


def test_a_round_finds_places_and_shows_that_somebody_is_at_work(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    place = a_place(session, city, point=None)
    place.next_look_at = now
    session.commit()

    a_worker(app, sms).work_off()

    session.refresh(place)
    assert place.latitude == GUILDHALL.latitude
    assert heartbeat.last(session) is not None


def test_the_sandbox_reports_what_it_carried(
    make_app: Callable[..., Flask], city: City, session: Session, now: datetime
) -> None:
    demo = make_app(DEMO=True)
    message = write(city, a_contact(session, city), now=now, lane=Lane.REPLY)
    session.rollback()

    demo.extensions["worker"].work_off()

    assert status(session, message) is Status.DELIVERED


@pytest.mark.usefixtures("unhandled")
def test_a_worker_runs_until_it_is_told_to_stop_though_one_task_fails_every_time(
    app: Flask, session: Session, city: City, sms: FakeSms, capsys: pytest.CaptureFixture[str]
) -> None:
    now = clock.now()
    message = write(city, a_contact(session, city), now=now, lane=Lane.REPLY)
    session.rollback()
    failures = count(1)

    def fail(*, now: datetime) -> bool:
        raise ZeroDivisionError(f"number {next(failures)}")

    a_worker(app, sms, answer=fail, reports=_stopping_after(3)).run()
    _wait_for_those_still_at_it()

    assert status(session, message) is Status.ACCEPTED
    assert next(failures) > 2  # its turn came again
    failed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["event"], line["task"]) for line in failed} == {("task.failed", "answer")}


def _stopping_after(rounds: int) -> Callable[..., bool]:
    """Return a task that sends this process the signal to stop when its turn comes again."""
    turns = count(1)

    def stop(*, now: datetime) -> bool:
        if next(turns) >= rounds:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        return False

    return stop


def _wait_for_those_still_at_it() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("ThreadPoolExecutor"):
            thread.join(timeout=30)


def test_a_worker_that_is_stopping_begins_no_further_step(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    worker = a_worker(app, sms)
    message = write(city, a_contact(session, city), now=now, lane=Lane.REPLY)
    worker.stopping.set()

    worker.work_off()

    assert status(session, message) is Status.QUEUED
    assert sms.sent == []


def test_two_workers_in_turn_do_nothing_twice(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    contact = a_contact(session, city)
    inbox.receive(city.id, sid="SM1", phone=contact.phone, body="JOIN", now=now)
    workers = a_worker(app, sms), a_worker(app, sms)

    for worker in workers * 2:
        worker.work_off()

    assert heard(session, contact) == ["join_name"]
    assert len(sms.sent) == 1


@pytest.mark.usefixtures("unhandled")
def test_the_logs_hold_no_number_no_name_and_no_word_of_a_text(
    app: Flask, session: Session, city: City, sms: FakeSms, capsys: pytest.CaptureFixture[str]
) -> None:
    ada = a_volunteer(session, city, "Canary Jones", phone="+447700900987")
    body = "please stop texting me at 12 Canary Street"
    inbox.receive(city.id, sid="SM1", phone=ada.contact.phone, body=body, now=clock.now())
    session.execute(sa.text("ALTER TABLE consent RENAME TO consent_away"))
    session.commit()

    a_worker(app, sms, reports=_stopping_after(3)).run()
    _wait_for_those_still_at_it()

    logged = capsys.readouterr().out
    assert "failed" in logged
    for canary in ("7700900987", "Canary", "please stop"):
        assert canary not in logged
