"""How a call is doing: each person asked is counted once, and silent is who may have read it."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.posting import send_next
from tests.texting import text
from volunteer.calls import progress, service
from volunteer.calls.model import Answer, Standing
from volunteer.calls.progress import Progress
from volunteer.cities.model import City
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.projects.model import Opening

MINUTE = timedelta(minutes=1)
STATUSES = {
    Status.DELIVERED: "silent",
    Status.SENT: "silent",
    Status.ACCEPTED: "silent",
    Status.QUEUED: "unsent",
    Status.HELD: "unsent",
    Status.SENDING: "unsent",
    Status.UNKNOWN: "unsent",
    Status.UNDELIVERED: "undelivered",
    Status.FAILED: "undelivered",
    Status.EXPIRED: "undelivered",
    Status.SUPPRESSED: "undelivered",
}


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give an opening for two."""
    return an_opening(session, city, posted_by=a_member(session, city))


def call(session: Session, city: City, opening: Opening, now: datetime, *names: str) -> None:
    """Ask people, each with a text that waits."""
    for name in names:
        a_volunteer(session, city, name)
    service.start(city, opening.role.project.posted_by, opening.id, now=now)
    session.rollback()


def of(session: Session, city: City, opening: Opening) -> Progress:
    session.rollback()
    return progress.of(session, city, opening)


@pytest.mark.parametrize(("status", "counts_as"), STATUSES.items())
def test_whoever_has_not_answered_is_silent_only_if_the_text_may_have_been_read(
    session: Session, city: City, opening: Opening, now: datetime,
    *, status: Status, counts_as: str,
) -> None:  # fmt: skip
    call(session, city, opening, now, "Ada")
    session.execute(sa.update(Message).values(status=status))
    session.commit()

    found = of(session, city, opening)

    assert (found.asked, getattr(found, counts_as)) == (1, 1)
    assert found.delivered == (status is Status.DELIVERED)


def test_every_answer_counts_once_and_whoever_answered_was_reached(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    people = [a_volunteer(session, city, f"V{n}") for n in range(5)]
    asked = invite(session, opening, *people, now=now)
    answers = (Answer.ACCEPTED, Answer.TOO_LATE, Answer.DECLINED, Answer.WITHDRAWN, Answer.EXPIRED)
    for invitation, answer in zip(asked, answers, strict=True):
        invitation.answer = answer
    session.commit()

    found = of(session, city, opening)

    assert (found.yes, found.no, found.gave_back, found.silent) == (2, 1, 1, 1)
    assert (found.asked, found.delivered, found.segments) == (5, 4, 0)


def test_a_second_try_after_a_phone_was_off_is_not_lost_and_both_cost(
    session: Session, city: City, opening: Opening, now: datetime, sms: FakeSms
) -> None:
    call(session, city, opening, now, "Ada")
    assert send_next(sms, city, now=now)
    (first,) = session.scalars(sa.select(Message))
    first.status = Status.UNDELIVERED
    kept = ("city_id", "contact_id", "question_id", "kind", "lane", "to", "body", "segments")
    again = Message(
        **{name: getattr(first, name) for name in kept},
        status=Status.QUEUED, due_at=now, expires_at=first.expires_at, token="again",
        again_of_id=first.id, created_at=now,
    )  # fmt: skip
    session.add(again)
    session.commit()
    waits = of(session, city, opening)
    assert send_next(sms, city, now=now + MINUTE)

    sent = of(session, city, opening)

    assert (waits.unsent, waits.undelivered, waits.segments) == (1, 0, first.segments)
    assert (sent.silent, sent.segments) == (1, 2 * first.segments)


def test_another_opening_and_another_text_count_for_nothing_here(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    other = an_opening(session, city, "Other", posted_by=opening.role.project.posted_by)
    invite(session, other, a_volunteer(session, city, "Bo"), now=now)
    call(session, city, opening, now, "Ada")

    assert of(session, city, opening).asked == 1
    assert of(session, city, other).asked == 1


def test_the_newest_answers_come_first_and_silence_is_none(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    people = [a_volunteer(session, city, name) for name in ("Ada", "Bo", "Cy")]
    invite(session, opening, *people, now=now)
    text(session, city, people[1], "no", now=now + MINUTE)
    text(session, city, people[0], "yes", now=now + 2 * MINUTE)

    found = progress.newest(session, city, opening)

    assert [(one.volunteer.name, one.answer) for one in found] == [
        ("Ada", Answer.ACCEPTED),
        ("Bo", Answer.DECLINED),
    ]


def test_the_line_is_in_its_order_with_what_is_on_offer(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    ada, bo, cy, di = (a_volunteer(session, city, name) for name in ("Ada", "Bo", "Cy", "Di"))
    for person in (ada, di):
        place(session, opening, person, now=now)
    for minutes, person in enumerate((bo, cy)):
        since = now + minutes * MINUTE
        place(session, opening, person, now=since, standing=Standing.WAITING)
    text(session, city, ada, "can't come", now=now + 5 * MINUTE)

    found = progress.line(session, city, opening)

    assert [one.placement.volunteer.name for one in found] == ["Bo", "Cy"]
    assert found[0].offered_until == now + 35 * MINUTE
    assert found[1].offered_until is None
