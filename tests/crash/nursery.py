"""Where workers are born: the service is loaded once, and each worker is a fork of it.

``python -m tests.crash.nursery SOCKET`` composes the real service from its environment. Who
connects to the socket gets a worker of their own, a process that tells its id and then does
what it is told, a line each: ``work AHEAD`` does all that is due, on a clock so many seconds
ahead, and answers how much is not settled; ``rest`` closes the database. ``be MANNER`` and
``strike SIGNAL NUMBER WHERE`` come before that, and are for controls and for named steps.
"""

import os
import signal
import socket
import sys
import traceback
from select import select

import sqlalchemy as sa

from tests.crash.manners import MANNERS
from tests.crash.steps import strike
from volunteer.core.clock import DemoClock
from volunteer.core.db import db, transaction
from volunteer.messages.model import Message, Text
from volunteer.messages.status import Status
from volunteer.worker import Worker
from wsgi import app

UNSETTLED = (Status.QUEUED, Status.SENDING, Status.UNKNOWN)


def main(path: str) -> None:
    """Let workers be born until the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they died
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen()
        while door in select([door, sys.stdin], [], [])[0]:  # stdin ends with whoever runs this
            line, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _live(line.fileno())
            line.close()


def _live(line: int) -> None:
    """Do as one is told until the line ends; plain reads and writes, as no carrier's are."""
    worker: Worker = app.extensions["worker"]
    os.write(line, b"%d\n" % os.getpid())
    try:
        while words := os.read(line, 1000).decode().strip().split(maxsplit=1):
            left, worker = _obey(worker, *words)
            os.write(line, b"%d\n" % left)
    except BaseException:  # noqa: BLE001 - the end of a process
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _obey(worker: Worker, order: str, more: str = "") -> tuple[int, Worker]:
    """Do one thing; return how much is left to do, and who one is now."""
    if order == "work":
        return _work(worker, int(more)), worker
    if order == "be":
        return 0, MANNERS[more](worker)
    if order == "strike":
        sign, time, where = more.split(maxsplit=2)
        return 0, strike(worker, signal.Signals[sign], int(time), where)
    with app.app_context():
        db.engine.dispose()
    return 0, worker


def _work(worker: Worker, ahead: int) -> int:
    with app.app_context():
        with transaction() as session:
            session.get_one(DemoClock, 1).ahead_seconds = ahead
        db.session.remove()
        worker.work_off()
        messages = sa.select(sa.func.count(Message.id)).where(Message.status.in_(UNSETTLED))
        texts = sa.select(sa.func.count(Text.id)).where(Text.outcome.is_(None))
        left = sum(db.session.scalars(query).one() for query in (messages, texts))
        db.session.remove()
        return left


if __name__ == "__main__":
    main(sys.argv[1])
