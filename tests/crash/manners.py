"""The controls: workers that send as one would at first, without a guard of the real one."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import timedelta

import sqlalchemy as sa

from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db, transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.messages import calling, sending
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.worker import Task, Worker


@dataclass(frozen=True, slots=True)
class Hasty(Worker):
    """One that writes down that a text was sent, and then sends it: a crash loses it."""

    def timetable(self) -> Iterator[tuple[str, timedelta, Task]]:
        """Return the real one's tasks, but for its sending."""
        yield from _with(Worker.timetable(self), "send", lambda: self._all(self._send_hastily))

    def _send_hastily(self) -> bool:
        with transaction() as session:
            message = session.scalar(
                sa.select(Message)
                .where(Message.status == Status.QUEUED)
                .order_by(Message.id)
                .limit(1)
            )
            if message is None:
                return False
            message.status, message.accepted_at = Status.ACCEPTED, clock.now()
            number = session.get_one(City, message.city_id).number
            letter = Letter(
                message.id, message.token, number, message.to, message.body, clock.now()
            )
        with suppress(GatewayError):
            self.sms.send(letter)
        return True


@dataclass(frozen=True, slots=True)
class Sleepy(Worker):
    """One that asks what time it is when it claims, and not again: waking late, it doubles."""

    def timetable(self) -> Iterator[tuple[str, timedelta, Task]]:
        """Return the real one's tasks, but for its sending."""
        yield from _with(Worker.timetable(self), "send", lambda: self._all(self._send_late))

    def _send_late(self) -> bool:
        now = clock.now()
        calls_in = calling.cities_open(db.session(), now)
        return sending.deliver_next(self.sms, clock=lambda: now, calling=calls_in)


@dataclass(frozen=True, slots=True)
class Forgetful(Worker):
    """One that puts what nobody answered for back into the queue: a crash doubles it."""

    def timetable(self) -> Iterator[tuple[str, timedelta, Task]]:
        """Return the real one's tasks, but for its looking up."""
        yield from _with(Worker.timetable(self), "look up", self._put_back)

    def _put_back(self) -> int:
        with transaction() as session:
            session.execute(
                sa.update(Message)
                .where(Message.status.in_((Status.SENDING, Status.UNKNOWN)))
                .where(Message.look_up_at <= clock.now())
                .values(status=Status.QUEUED, look_up_at=None)
            )
        return 0


def _with(
    tasks: Iterator[tuple[str, timedelta, Task]], name: str, instead: Task
) -> Iterator[tuple[str, timedelta, Task]]:
    for one, every, task in tasks:
        yield one, every, instead if one == name else task


def _as(kind: type[Worker]) -> Callable[[Worker], Worker]:
    def changed(worker: Worker) -> Worker:
        return kind(**{field.name: getattr(worker, field.name) for field in fields(worker)})

    return changed


MANNERS = {"hasty": _as(Hasty), "forgetful": _as(Forgetful), "sleepy": _as(Sleepy)}
