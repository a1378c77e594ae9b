"""What a use-case locks after it wrote into the audit log.

The end of a city's chain stays locked until the commit. Who waits for something else
meanwhile may wait for somebody who waits for them.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

OF_THE_LOG = re.compile(r"\baudit(_head)?\b")


class LateLocks:
    """The statements that came too late, in ``found``."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._written: set[object] = set()

    @classmethod
    @contextmanager
    def watching(cls, session: Session) -> Iterator[Self]:
        """Watch everything that goes through a session's engine."""
        watch, engine = cls(), session.get_bind()
        listeners = (
            ("before_cursor_execute", watch._look),
            ("commit", watch._end),
            ("rollback", watch._end),
        )
        for name, listener in listeners:
            sa.event.listen(engine, name, listener)
        yield watch
        for name, listener in listeners:
            sa.event.remove(engine, name, listener)

    def _look(self, connection: object, _cursor: object, words: str, *_rest: object) -> None:
        if words.startswith("INSERT INTO audit "):
            self._written.add(connection)
        elif connection in self._written and _locks(words):
            self.found.append(words)

    def _end(self, connection: object) -> None:
        self._written.discard(connection)


def _locks(words: str) -> bool:
    locks = words.startswith(("INSERT", "UPDATE", "DELETE")) or "FOR UPDATE" in words
    return locks and not OF_THE_LOG.search(words)
