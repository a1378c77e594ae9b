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
from flask import Flask

from volunteer.calls import asking, ends, offers, reminders
from volunteer.core import clock, heartbeat, log
from volunteer.core.db import db
from volunteer.core.ports import Geocoder, SmsGateway
from volunteer.hours import asking as hours
from volunteer.messages import calling, sending, unsettled
from volunteer.places import service as places

Task = Callable[[], int]  # returns how many steps it did
SECOND = timedelta(seconds=1)
AT_ONCE = 500  # steps of one task before the others get their turn


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker, with whom it may ask outside.

    ``answer`` reads the next text; ``reports`` passes on what a carrier without callbacks
    of its own has to say.
    """

    app: Flask
    sms: SmsGateway
    geocoder: Geocoder | None
    answer: Callable[..., bool]
    reports: Callable[..., bool] | None = None
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
        yield "ask", SECOND, self._until_done(asking.ask_next)
        yield "offer", 10 * SECOND, self._until_done(offers.offer_due_next)
        yield "hours", 10 * SECOND, self._until_done(hours.ask_next)
        yield "remind", 10 * SECOND, self._until_done(reminders.remind_next)
        yield "send", SECOND, lambda: self._all(self._send)
        yield "look up", 5 * SECOND, self._until_done(partial(unsettled.settle_next, self.sms))
        yield "end", 5 * SECOND, _end
        yield "beat", 10 * SECOND, _beat
        if self.geocoder is not None:
            find = partial(places.resolve_next, self.geocoder)
            yield "find places", SECOND, self._until_done(find)
        if self.reports is not None:
            yield "report", SECOND, self._until_done(self.reports)

    def _until_done(self, step: Callable[..., bool]) -> Task:
        return lambda: self._all(lambda: step(now=clock.now()))

    def _all(self, step: Callable[[], bool]) -> int:
        done = 0
        while done < AT_ONCE and not self.stopping.is_set() and step():
            done += 1
        return done

    def _send(self) -> bool:
        calls_in = calling.cities_open(db.session(), clock.now())
        return sending.deliver_next(self.sms, clock=clock.now, calling=calls_in)

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


def _end() -> int:
    return unsettled.expire(now=clock.now()) + ends.expire(now=clock.now())


def _beat() -> int:
    heartbeat.beat(f"{socket.gethostname()}:{os.getpid()}", now=datetime.now(UTC))
    return 0
