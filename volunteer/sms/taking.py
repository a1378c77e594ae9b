"""Taking texts in: each is committed as it came, and read after that.

SQLite lets one write at a time, and much of a text's time is the beginning and end of two
transactions. So there the texts that came while another was taken in are taken in together: kept
in one transaction, read in another (decision 29).
"""

from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import OperationalError

from volunteer.core import clock
from volunteer.core.db import db, transaction, writing
from volunteer.core.gathering import Gathering
from volunteer.messages import inbox
from volunteer.messages.inbox import Posted
from volunteer.sms import conversation

log = structlog.get_logger()


def way(database: str) -> Callable[[Posted], None]:
    """Return how texts are taken in, each kept and then read: one way for all threads of an app.

    It raises NotFound if no city has the number the text is to. What is kept and cannot be read
    now is left to the worker; what cannot be kept is the database's error: it must come again.
    """
    return Gathering(together, writing).done if database.startswith("sqlite") else _alone


def together(posted: Sequence[Posted]) -> list[Exception | None]:
    """Take texts in at once; if one is not ours, or cannot be kept, each by itself."""
    if len(posted) == 1:
        return [_tried(posted[0])]
    try:
        with transaction() as session:
            kept = [inbox.receive_posted(session, one) for one in posted]
    except OperationalError:
        raise  # the database's trouble: nobody's text is kept
    except Exception:  # noqa: BLE001 - it is told to whose it is
        return [_tried(one) for one in posted]
    ids = [one for one in kept if one is not None]
    if ids:
        _unless_down(lambda: conversation.answer_all(ids, now=clock.now()), ids)
    return [None] * len(posted)


def _tried(posted: Posted) -> Exception | None:
    try:
        _alone(posted)
    except OperationalError:
        raise  # everybody's: the others would wait for the same
    except Exception as error:  # noqa: BLE001 - raised where it was posted
        return error
    return None


def _alone(posted: Posted) -> None:
    with transaction() as session:
        text_id = inbox.receive_posted(session, posted)
    if text_id is not None:
        _unless_down(lambda: conversation.answer(text_id, now=clock.now()), [text_id])


def _unless_down(read: Callable[[], object], text_ids: Sequence[int]) -> None:
    """Read what is kept; if that cannot be, the worker does it: it is safe already."""
    try:
        read()
    except OperationalError:
        db.session.rollback()
        log.warning("text.left_to_worker", texts=list(text_ids))
