"""A queue that was just written is sent by its ids: what PostgreSQL counted is of before it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.crowds import a_crowd
from tests.fakes import FakeSms
from tests.posting import DAY, MINUTE
from volunteer.cities.model import City
from volunteer.core import plans
from volunteer.messages import claiming, outbox, questions, sending
from volunteer.messages.model import Asked, Lane, Question, QuestionState
from volunteer.messages.outbox import Asking
from volunteer.messages.sending import Pace
from volunteer.people.model import Volunteer

KNOWN, NEW, CLAIM = 200, 3000, 100
BY_STATE = "ix_question_state_question_expires_at"
_subjects = count(1)


@pytest.fixture
def queued(session: Session, city: City, now: datetime) -> list[int]:
    """Ask many something, once a few were counted that had answered; return the questions' ids."""
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite counts when it is told to, and its plans do not go by how many wait")
    set_rules(city, segments_a_second=1000, spend_a_day_pence=1_000_000)
    crowd = a_crowd(session, city, NEW)
    ask(session, city, crowd[:KNOWN], now=now - DAY)
    session.execute(sa.update(Question).values(state=QuestionState.ANSWERED))
    session.commit()
    session.execute(sa.text("ANALYZE"))
    session.commit()
    texts = ask(session, city, crowd, now=now - MINUTE)
    outbox.put_all(
        session, city.id, texts, many=len(texts), kind="call", lane=Lane.CALL,
        now=now - MINUTE, expires_at=now + DAY,
    )  # fmt: skip
    session.commit()
    return [text.question_id for text in texts]


def ask(session: Session, city: City, crowd: Iterable[Volunteer], *, now: datetime) -> list[Asking]:
    who = {next(_subjects): one.contact for one in crowd}
    asked = questions.reserve_all(
        session,
        city.id,
        [(contact.id, subject) for subject, contact in who.items()],
        kind=Asked.CALL,
        window=DAY,
        ends_by=now + 3 * DAY,
        now=now,
    )
    return [
        Asking(who[subject].id, question, who[subject].phone, f"Can you come, {subject}?")
        for subject, question in asked.items()
    ]


def read_by(session: Session, index: str) -> int:
    """Return how many rows were found by an index so far."""
    session.execute(sa.select(sa.func.pg_stat_force_next_flush()))
    session.commit()
    read = sa.text("SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = :index")
    return int(session.execute(read, {"index": index}).scalar_one())


def read_for_a_claim(session: Session, city: City, now: datetime, index: str) -> int:
    """Send one claim of many; return how many rows were found for it by an index."""
    before = read_by(session, index)
    carrier = FakeSms()
    sending.deliver_next(carrier, clock=lambda: now, calling=[city.id], pace=Pace(CLAIM))
    assert len(carrier.sent) == CLAIM
    return read_by(session, index) - before


def as_if_large(session: Session) -> None:
    """Let a table of thousands be read as one of a million is: a few rows by an index."""
    session.execute(sa.text("SET enable_seqscan = off"))
    session.execute(sa.text("SET random_page_cost = 0.1"))
    session.commit()


def test_what_a_claim_found_is_changed_by_its_ids_alone(session: Session) -> None:
    claim = claiming._claim(Lane.CALL)  # noqa: SLF001 - how it is written is what it is about
    written = " ".join(str(claim.compile(session.get_bind())).split())

    assert "WHERE message.id IN (SELECT due.id FROM due) RETURNING" in written


@pytest.mark.usefixtures("queued")
def test_questions_that_were_just_sent_are_looked_up_by_their_ids(
    session: Session, city: City, now: datetime
) -> None:
    as_if_large(session)

    assert read_for_a_claim(session, city, now, BY_STATE) == 0


@pytest.mark.usefixtures("queued")
def test_looked_up_by_what_is_true_of_them_all_open_questions_would_be_read(
    session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_if_large(session)
    monkeypatch.setattr(plans, "by_its_key", lambda also: also)

    assert read_for_a_claim(session, city, now, BY_STATE) >= NEW
