"""The conversation: every text is read once, acted on and answered in one transaction.

A use-case of its own above the slices, since YES, HOURS and STOP are one grammar.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, aliased

from volunteer.calls import holders
from volunteer.calls import queries as calls
from volunteer.cities.model import City
from volunteer.core import changing, log, walls
from volunteer.core.db import transaction
from volunteer.core.errors import N_
from volunteer.core.loading import Loading
from volunteer.desk import ringing
from volunteer.messages import contacts, questions
from volunteer.messages.model import Asked, Outcome, Question, Sender, Text
from volunteer.people import queries as people
from volunteer.people.cells import keeping
from volunteer.people.model import Volunteer
from volunteer.sms import choices, desk, routes
from volunteer.sms.grammar import Context, read
from volunteer.sms.turn import Did, Turn

MOST_FAILURES = 3
STILL_ANSWERED = (Asked.CALL, Asked.OFFER, Asked.HOURS)  # when nothing is open
Claimed = tuple[Text, City, Sender | None]
Unread = Loading[*Claimed]


def _oldest_unread() -> sa.Select[Text, City, Sender | None]:
    """Select the oldest unread text that is also the oldest of its phone: in order, always.

    Its city and that city's number come with it, as every answer needs them.
    """
    earlier = aliased(Text)
    before = sa.exists().where(
        earlier.city_id == Text.city_id,
        earlier.contact_id == Text.contact_id,
        earlier.outcome.is_(None),
        earlier.id < Text.id,
    )
    return (
        sa.select(Text, City, Sender)
        .join(City, City.id == Text.city_id)
        .outerjoin(Sender, Sender.city_id == City.id)
        .where(Text.outcome.is_(None), ~before)
        .order_by(Text.id)
        .limit(1)
        .with_for_update(of=Text, skip_locked=True)
    )


# Made once: to make a statement takes longer than to run it.
OLDEST = Loading(_oldest_unread(), anew=True)
THIS = Loading(_oldest_unread().where(Text.id == sa.bindparam("text_id")), anew=True)


def answer_next(*, now: datetime) -> bool:
    """Read the oldest text that nobody has read yet (of any city); return whether there was one."""
    return _answer(OLDEST, {}, now)


def answer(text_id: int, *, now: datetime) -> bool:
    """Read one text, if nobody has; return whether it was read now."""
    return _answer(THIS, {"text_id": text_id}, now)


def answer_all(text_ids: Sequence[int], *, now: datetime) -> None:
    """Read these texts in one transaction; if one of them cannot be read, each by itself.

    Each is read as if it were alone: it meets what those before it changed, but none of their
    objects.
    """
    try:
        with transaction() as session:
            for text_id in text_ids:
                found = _claim(session, THIS, {"text_id": text_id})
                if found is not None:
                    _read(session, found, now)
                _let_go(session)
    except OperationalError:
        raise  # the database's trouble, as below
    except Exception as error:  # noqa: BLE001 - each is read by itself, and tells of its own
        log.broke("texts.not_together", error, texts=list(text_ids))
        for text_id in text_ids:
            answer(text_id, now=now)


def _answer(which: Unread, values: Mapping[str, int], now: datetime) -> bool:
    """Claim a text and read it; one that cannot be read is told of and counted."""
    city_id = text_id = None
    try:
        with transaction() as session:
            found = _claim(session, which, values)
            if found is None:
                return False
            text, city, _number = found
            city_id, text_id = city.id, text.id
            _read(session, found, now)
    except OperationalError:
        raise  # the database's trouble, not the text's: it is read again later
    except Exception as error:
        log.broke("text.failed", error, text=text_id)
        if city_id is None or text_id is None:
            raise
        _count_failure(city_id, text_id, now)
    return True


def _claim(session: Session, which: Unread, values: Mapping[str, int]) -> Claimed | None:
    """Claim a text, of whichever city; from then on its city is known."""
    return which.first(session, values)


def _read(session: Session, claimed: Claimed, now: datetime) -> None:
    text, city, _number = claimed  # the number stays loaded, so that no answer asks for it again
    did = _act(session, city, text, now)
    _write_down(session, text, did, now)
    if did.outcome is Outcome.DANGER:
        ringing.tell_of_danger(session, city, text, now=now)


def _let_go(session: Session) -> None:
    """Write down all that a text changed, as its commit would, and forget what it loaded."""
    session.flush()
    keeping.settle(session)
    session.expunge_all()


def _act(session: Session, city: City, text: Text, now: datetime) -> Did:
    contact = contacts.locked(session, city_id=city.id, contact_id=text.contact_id)
    volunteers = people.of_contact(session, city.id, contact.id)
    question = questions.open_of(session, city_id=city.id, contact_id=contact.id)
    context = _context(session, city, question, volunteers, contact.id, now)
    reading = read(text.body, context, contact.language)
    turn = Turn(session, city, text, contact, volunteers, question, reading, now)
    return desk.if_unheard(turn, routes.act(turn))


def _context(
    session: Session,
    city: City,
    question: Question | None,
    volunteers: list[Volunteer],
    contact_id: int,
    now: datetime,
) -> Context:
    """Return in which light to read: what is open, else a place of theirs, else what was last."""
    if question is not None:
        offered = choices.is_offer(question)
        return Context.CALL if offered else Context(question.kind.value)
    ids = [one.id for one in volunteers]
    if calls.coming_of(session, city.id, ids, now=now):
        return Context.PLACED
    last = questions.last_of(session, city_id=city.id, contact_id=contact_id)
    kind = None if last is None else last.kind
    if kind is not Asked.HOURS and holders.on_now(
        session, city.id, ids, now=now, early=timedelta()
    ):
        return Context.PLACED
    return Context(kind.value) if kind in STILL_ANSWERED else Context.NONE


def _write_down(session: Session, text: Text, did: Did, now: datetime) -> None:
    changing.change(
        session,
        text,
        outcome=did.outcome,
        outcome_at=now,
        did=did.why,
        organisation_id=did.organisation_id,
        desk_at=now if did.outcome in desk.TO_DESK else text.desk_at,
    )


def _count_failure(city_id: int, text_id: int, now: datetime) -> None:
    with transaction() as session:
        text = walls.fetch(session, Text, city_id, text_id, lock=True)
        text.failures += 1
        if text.failures >= MOST_FAILURES and text.outcome is None:
            _write_down(
                session,
                text,
                Did(
                    Outcome.DESK,
                    N_(
                        "Something went wrong on our side, three times, so a person must read this."
                    ),
                ),
                now,
            )
