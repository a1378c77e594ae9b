"""The metronome: what the house does when nobody knocks.

APScheduler only keeps time here; what is due is known to the database, and every task
claims its own share there. So any number of workers may run, and none need remember.
"""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event

from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask, current_app

from volunteer.calls import (
    approval,
    asking,
    check_news,
    ends,
    filtering,
    lack_news,
    learning,
    offers,
    reminders,
    still_met,
)
from volunteer.calls import news as calls
from volunteer.cities.address import pages_at
from volunteer.core import clock, heartbeat, log, plans
from volunteer.core.db import db
from volunteer.core.ports import Geocoder, MailGateway, SmsGateway
from volunteer.hours import asking as hours
from volunteer.impact import news as impact
from volunteer.messages import calling, missed, reconciling, sending, unsettled
from volunteer.people import code_texts
from volunteer.places import service as places
from volunteer.staff import forgotten
from volunteer.staff.notices import news as staff
from volunteer.staff.notices import sending as mails
from volunteer.staff.notices.reasons import REASONS

Task = Callable[[], int]  # returns how many steps it did
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
# Is what a notice tells still so?
WHY_TOLD = {
    **REASONS,
    **calls.REASONS,
    **check_news.REASONS,
    **lack_news.REASONS,
    **impact.REASONS,
}
AT_ONCE = 500  # steps of one task before the others get their turn


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker, with whom it may ask outside.

    ``answer`` reads the next text; ``reports`` passes on what a carrier without callbacks
    of its own has to say; ``arrivals`` asks a carrier that keeps them for the texts to us,
    ``handings`` for those from us.
    """

    app: Flask
    sms: SmsGateway
    geocoder: Geocoder | None
    answer: Callable[..., bool]
    reports: Callable[..., bool] | None = None
    arrivals: missed.Arrivals | None = None
    handings: reconciling.Handings | None = None
    mail: MailGateway | None = None
    pace: sending.Pace = field(default_factory=sending.Pace)
    stopping: Event = field(default_factory=Event)

    def run(self) -> None:
        """Work until stopped; a step that has begun is finished first."""
        scheduler = BlockingScheduler(timezone="UTC")
        for name, every, task in self.timetable():
            scheduler.add_job(
                self._tick,
                "interval",
                args=(name, task),
                seconds=every.total_seconds(),
                coalesce=True,
                max_instances=1,
                next_run_time=datetime.now(UTC),
            )

        def stop(_signal: int, _frame: object) -> None:
            self.stopping.set()
            scheduler.shutdown(wait=False)

        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, stop)
        scheduler.start()

    def work_off(self) -> int:
        """Do everything that is due now, once through the timetable; return how many steps."""
        return sum(self._in_context(task) for _, _, task in self.timetable())

    def timetable(self) -> Iterator[tuple[str, timedelta, Task]]:
        """Return every task of the house: its name, how often, and what it does."""
        yield "answer", SECOND, self._until_done(self.answer)
        yield "codes", SECOND, self._until_done(code_texts.write_next)
        yield "passwords", SECOND, self._until_done(forgotten.answer_next)
        yield "ask", SECOND, self._until_done(asking.ask_next)
        yield "offer", 10 * SECOND, self._until_done(offers.offer_due_next)
        yield "hours", 10 * SECOND, self._until_done(hours.ask_next)
        yield "remind", 10 * SECOND, self._until_done(reminders.remind_next)
        yield "send", SECOND, lambda: self._all(self._send)
        yield "look up", 5 * SECOND, self._until_done(partial(unsettled.settle_next, self.sms))
        yield "end", 5 * SECOND, _end
        yield "pause", MINUTE, lambda: filtering.pause_everywhere(now=clock.now())
        yield "count", 60 * MINUTE, plans.refresh
        yield "learn", 10 * MINUTE, lambda: learning.learn(now=clock.now())
        yield "tell", 10 * SECOND, lambda: staff.tell_of_desks_and_senders(now=clock.now())
        yield "tell of time", 5 * MINUTE, _tell_of_time
        yield "beat", 10 * SECOND, _beat
        yield from self._outside()

    def _outside(self) -> Iterator[tuple[str, timedelta, Task]]:
        """Return what is done with those whom only some deployments have."""
        if self.mail is not None:
            yield "mail", SECOND, lambda: self._all(self._mail)
        if self.geocoder is not None:
            find = partial(places.resolve_next, self.geocoder)
            yield "find places", SECOND, self._until_done(find)
        if self.reports is not None:
            yield "report", SECOND, self._until_done(self.reports)
        if self.arrivals is not None:
            yield "catch up", 5 * MINUTE, partial(self._catch_up, self.arrivals)
        if self.handings is not None:
            yield "compare", 10 * MINUTE, partial(self._compare, self.handings)

    def _until_done(self, step: Callable[..., bool]) -> Task:
        return lambda: self._all(lambda: step(now=clock.now()))

    def _all(self, step: Callable[[], bool]) -> int:
        done = 0
        while done < AT_ONCE and not self.stopping.is_set() and step():
            done += 1
        return done

    def _send(self) -> bool:
        calls_in = calling.cities_open(db.session(), clock.now())
        return sending.deliver_next(
            self.sms, clock=_now, calling=calls_in, pace=self.pace, take_back=still_met.take_back
        )

    def _catch_up(self, arrivals: missed.Arrivals) -> int:
        return missed.take_in(arrivals, now=clock.now())

    def _compare(self, handings: reconciling.Handings) -> int:
        return reconciling.compare(handings, now=clock.now())

    def _mail(self) -> bool:
        assert self.mail is not None
        public, demo = self.app.config["PUBLIC_BASE_URL"], self.app.config["DEMO"]
        return mails.deliver_next(
            self.mail,
            clock=clock.now,
            pages=partial(pages_at, public=public, demo=demo),
            reasons=WHY_TOLD,
        )

    def _tick(self, name: str, task: Task) -> None:
        """Do one task; what goes wrong is logged, and its turn comes again."""
        log.begin(task=name)
        try:
            self._in_context(task)
        except Exception as error:  # noqa: BLE001 - logged, and tried again
            log.broke("task.failed", error)

    def _in_context(self, task: Task) -> int:
        with self.app.app_context():
            try:
                return task()
            finally:
                db.session.remove()


def _now() -> datetime:
    """Return what time it is, and leave nothing open: a demo's clock is in the database."""
    now = clock.now()
    if current_app.config["DEMO"]:
        db.session.rollback()
    return now


def _end() -> int:
    now = clock.now()
    return unsettled.expire(now=now) + ends.expire(now=now) + _lapse(now)


def _lapse(now: datetime) -> int:
    return approval.lapse(now=now) + filtering.lapse(now=now)


def _tell_of_time() -> int:
    now = clock.now()
    told = staff.tell_of_invitations(now=now) + impact.tell_of_overdue(now=now)
    told += check_news.tell_of_checks(now=now)
    return told + calls.tell_of_spend(now=now)


def _beat() -> int:
    heartbeat.beat(f"{socket.gethostname()}:{os.getpid()}", now=datetime.now(UTC))
    return 0
