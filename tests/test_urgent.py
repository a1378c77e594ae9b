"""Urgent calls: shorter pauses and windows, codes in the text, and never less consent."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call, answers, invite, invited, set_rules
from tests.builders import (
    STARTS,
    a_housemate,
    a_member,
    a_volunteer,
    an_opening,
    another_session,
)
from tests.crowds import a_crowd
from tests.fakes import FakeSms
from tests.logbook import rows
from tests.posting import send_next
from tests.racing import at_once, read_then_write
from tests.texting import messages, open_question
from volunteer.calls import approval, asking, ends, hurrying, service, shortlist, together, unsent
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import Refused
from volunteer.messages import ledger, questions
from volunteer.messages.model import Asked, Message, Question, QuestionState, Source
from volunteer.messages.status import Status
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role
from volunteer.web import audit_words

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
REST = 20 * HOUR  # they have rested a little, and what they were asked is still open
SOON = STARTS + HOUR  # eleven on a Monday morning; the session begins at four


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of Cora's, for one."""
    return an_opening(session, city, posted_by=cora, places=1, starts=SOON + 5 * HOUR)


@pytest.fixture
def earlier(session: Session, city: City, cora: Member) -> Opening:
    """Give what people were asked about before."""
    return an_opening(session, city, "Paint the fence", starts=STARTS + DAY, posted_by=cora)


def beside(session: Session, who: Volunteer) -> Question | None:
    return questions.beside_of(session, city_id=who.city_id, contact_id=who.contact_id)


def test_an_urgent_call_waits_less_asks_longer_and_its_answers_are_due_in_half_an_hour(
    session: Session, city: City, opening: Opening, cora: Member
) -> None:
    a_volunteer(session, city, "Ada")

    call_id = service.start(city, cora, opening.id, urgent=True, now=SOON)

    call = session.get_one(Call, call_id)
    question = session.scalars(sa.select(Question)).one()
    assert call.urgent
    assert call.deadline == opening.session.starts_at - 30 * MINUTE
    assert call.next_wave_at is not None
    assert 15 * MINUTE <= call.next_wave_at - SOON <= 30 * MINUTE
    assert question.window_minutes == 30
    assert question.state is QuestionState.OPEN


@pytest.mark.parametrize("urgent", [True, False])
def test_the_log_says_whether_it_was_started_or_proposed_as_urgent(
    app: Flask, session: Session, city: City, cora: Member, *, urgent: bool
) -> None:
    a_member(session, city, "Mo", role=Role.MANAGER)
    for begin in (service.start, approval.propose):
        opening = an_opening(session, city, posted_by=cora, starts=SOON + 5 * HOUR)
        begin(city, cora, opening.id, urgent=urgent, now=SOON)

        row = rows(session, city)[-1]
        assert row.named == {"opening_id": opening.id, "urgent": urgent}
        with app.test_request_context():
            told = audit_words.line(row, {}).ids
        assert told == f"call {row.about_id}, opening {opening.id}" + ", urgent" * urgent


def test_its_text_says_the_code_and_how_soon_to_answer(
    session: Session, city: City, opening: Opening, cora: Member
) -> None:
    ada = a_volunteer(session, city, "Ada")

    service.start(city, cora, opening.id, urgent=True, now=SOON)

    session.refresh(opening)
    (message,) = messages(session, ada)
    assert "urgent, can you help, Ada?" in message.body
    assert f"Reply YES {opening.code} or NO {opening.code} in 30 min." in message.body
    assert message.segments <= 2


@pytest.mark.parametrize(("ahead", "may"), [(23 * HOUR, True), (25 * HOUR, False)])
def test_a_call_is_urgent_only_when_its_session_begins_within_a_day(
    session: Session, city: City, opening: Opening, cora: Member, *, ahead: timedelta, may: bool
) -> None:
    a_member(session, city, "Mo", role=Role.MANAGER)
    now = opening.session.starts_at - ahead
    if may:
        assert service.start(city, cora, opening.id, urgent=True, now=now)
        return

    with pytest.raises(Refused, match="within 24 hours"):
        service.start(city, cora, opening.id, urgent=True, now=now)
    with pytest.raises(Refused, match="within 24 hours"):
        approval.propose(city, cora, opening.id, urgent=True, now=now)


def test_a_city_may_have_no_urgent_calls(
    session: Session, city: City, opening: Opening, cora: Member
) -> None:
    set_rules(city, urgent_within_hours=0)

    with pytest.raises(Refused, match="within 0 hours"):
        service.start(city, cora, opening.id, urgent=True, now=SOON)


def test_who_has_another_question_open_is_asked_too_where_nobody_else_is_left(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member
) -> None:
    """The control: a call that is not urgent leaves them in peace."""
    set_rules(city, calls_a_day=2, wave_floor=0.005)
    ada = a_volunteer(session, city, "Ada")
    invite(session, earlier, ada, now=SOON - REST)
    calm = an_opening(session, city, "Calm", posted_by=cora, starts=SOON + 6 * HOUR)
    service.start(city, cora, calm.id, now=SOON)
    assert invited(session, calm) == []

    service.start(city, cora, opening.id, urgent=True, now=SOON)

    assert invited(session, opening) == ["Ada"]
    assert open_question(session, ada) is Asked.CALL
    found = beside(session, ada)
    assert found is not None
    assert found.expires_at == SOON + 30 * MINUTE
    assert f"YES {opening.code}" in messages(session, ada)[-1].body


def test_free_phones_come_first_and_no_more_are_asked_than_are_needed(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member
) -> None:
    set_rules(city, calls_a_day=2, wave_floor=0.005)
    ada = a_volunteer(session, city, "Ada")
    invite(session, earlier, ada, now=SOON - REST)
    a_crowd(session, city, 30)

    service.start(city, cora, opening.id, urgent=True, now=SOON)

    assert "Ada" not in invited(session, opening)
    assert invited(session, opening)


def test_of_two_on_one_phone_the_second_is_not_asked_urgently_about_the_same(
    session: Session, city: City, opening: Opening, cora: Member
) -> None:
    """One code could not tell whose yes it is."""
    set_rules(city, wave_floor=0.0)
    opening.places = 3
    ada = a_volunteer(session, city, "Ada")
    a_housemate(session, ada, "Raj")
    service.start(city, cora, opening.id, urgent=True, now=SOON)

    while asking.ask_next(now=SOON + 15 * MINUTE):
        pass

    assert invited(session, opening) == ["Ada"]
    assert beside(session, ada) is None


@pytest.mark.parametrize("is_drive", [True, False], ids=["a drive", "single calls"])
def test_who_is_asked_about_one_day_of_a_drive_is_not_asked_urgently_about_another(
    session: Session, city: City, opening: Opening, cora: Member, *, is_drive: bool
) -> None:
    """The control: of calls that know nothing of each other they are."""
    set_rules(city, calls_a_day=2, wave_floor=0.0)
    another_session(session, opening, starts=STARTS + 2 * DAY)
    ada = a_volunteer(session, city, "Ada")
    together.start(city, cora, opening.role.project_id, now=SOON - REST)
    soon, later = session.scalars(sa.select(Call).order_by(Call.id))
    soon.together_id = later.together_id = soon.id if is_drive else None
    soon.next_wave_at = SOON
    session.commit()
    invite(session, later.opening, ada, now=SOON - REST)

    hurrying.hurry(city, cora, soon.id, now=SOON)
    while asking.ask_next(now=SOON):
        pass

    assert invited(session, opening) == ([] if is_drive else ["Ada"])


def leave(city: City, who: Volunteer, _opening: Opening) -> None:
    with transaction() as session:
        session.get_one(Volunteer, who.id).state = State.LEFT


def take_a_place(city: City, who: Volunteer, opening: Opening) -> None:
    service.accept_on_web(city, who.id, opening.id, now=SOON)


@pytest.mark.parametrize("happens", [leave, take_a_place])
def test_what_happens_between_the_ranking_and_the_asking_beside_is_heeded(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member,
    *, monkeypatch: pytest.MonkeyPatch, happens: Callable[[City, Volunteer, Opening], None],
) -> None:  # fmt: skip
    set_rules(city, calls_a_day=2, wave_floor=0.0)
    ada = a_volunteer(session, city, "Ada")
    invite(session, earlier, ada, now=SOON - REST)
    call = a_call(session, opening, now=SOON)
    call.urgent = True
    session.commit()
    ranked = shortlist.ranking(session, city, opening, now=SOON, busy=True)
    assert [one.volunteer_id for one in ranked] == [ada.id]
    opening.places = 2
    session.commit()
    happens(city, ada, opening)
    monkeypatch.setattr(shortlist, "ranking", lambda *_args, busy=False, **_named: ranked * busy)

    with transaction() as open_session:
        asking.ask(open_session, city, open_session.get_one(Call, call.id), now=SOON)

    assert invited(session, opening) == []


def test_the_caps_hold_for_urgent_calls_too(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member
) -> None:
    ada = a_volunteer(session, city, "Ada")
    invite(session, earlier, ada, now=SOON - REST)  # one call a day, and this was it

    service.start(city, cora, opening.id, urgent=True, now=SOON)

    assert invited(session, opening) == []
    assert messages(session, ada) == []


def test_nobody_is_asked_urgently_who_said_stop_or_is_asked_something_urgent_already(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member
) -> None:
    set_rules(city, calls_a_day=3, wave_floor=0.005)
    ada, bo = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bo")
    invite(session, earlier, ada, bo, now=SOON - REST)
    ledger.stop(session, bo.contact, source=Source.TEXT, wording="STOP", now=SOON)
    session.commit()
    service.start(city, cora, opening.id, urgent=True, now=SOON)
    second = an_opening(session, city, "Second", posted_by=cora, starts=SOON + 6 * HOUR)

    service.start(city, cora, second.id, urgent=True, now=SOON + MINUTE)

    assert invited(session, opening) == ["Ada"]
    assert invited(session, second) == []


def test_nothing_urgent_goes_out_before_the_hours_for_it(
    session: Session, city: City, opening: Opening, cora: Member, sms: FakeSms
) -> None:
    a_volunteer(session, city, "Ada")
    early = SOON.replace(hour=5)

    call_id = service.start(city, cora, opening.id, urgent=True, now=early)

    assert invited(session, opening) == []
    assert session.get_one(Call, call_id).next_wave_at == SOON.replace(hour=8, minute=0)
    assert not send_next(sms, city, now=early)


def test_what_stands_beside_is_sent_expires_and_is_taken_back_like_every_question(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member, sms: FakeSms
) -> None:
    set_rules(city, calls_a_day=2, wave_floor=0.005)
    ada, bo = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bo")
    invite(session, earlier, ada, bo, now=SOON - REST)
    service.start(city, cora, opening.id, urgent=True, now=SOON)
    assert send_next(sms, city, now=SOON + MINUTE)
    went = beside(session, ada)
    assert went is not None
    assert went.expires_at == SOON + 31 * MINUTE
    unsent.take_back(session, city_id=city.id, opening_id=opening.id, now=SOON + MINUTE)
    session.commit()

    ends.expire(now=SOON + HOUR)

    assert answers(session, opening) == {"Ada": Answer.EXPIRED}
    assert answers(session, earlier) == {"Ada": Answer.ASKED, "Bo": Answer.ASKED}
    assert beside(session, ada) is None
    assert beside(session, bo) is None
    statuses = session.scalars(sa.select(Message.status).order_by(Message.id)).all()
    assert list(statuses) == [Status.ACCEPTED, Status.CANCELLED]


def test_a_stop_closes_both_questions(
    session: Session, city: City, opening: Opening, earlier: Opening, cora: Member
) -> None:
    set_rules(city, calls_a_day=2, wave_floor=0.005)
    ada = a_volunteer(session, city, "Ada")
    invite(session, earlier, ada, now=SOON - REST)
    service.start(city, cora, opening.id, urgent=True, now=SOON)

    ledger.stop(session, ada.contact, source=Source.TEXT, wording="STOP", now=SOON)
    session.commit()

    assert (open_question(session, ada), beside(session, ada)) == (None, None)
    assert [one.status for one in messages(session, ada)] == [Status.SUPPRESSED]


def test_a_running_call_is_made_urgent_once_and_asks_at_once(
    session: Session, city: City, opening: Opening, cora: Member
) -> None:
    call = a_call(session, opening, now=SOON)

    hurrying.hurry(city, cora, call.id, now=SOON + MINUTE)
    with pytest.raises(Refused, match="urgent already"):
        hurrying.hurry(city, cora, call.id, now=SOON + MINUTE)

    session.refresh(call)
    assert (call.urgent, call.next_wave_at) == (True, SOON + MINUTE)
    assert call.deadline == opening.session.starts_at - 30 * MINUTE


def test_a_paused_call_and_one_about_next_week_are_not_made_urgent(
    session: Session, city: City, opening: Opening, cora: Member
) -> None:
    call = a_call(session, opening, now=SOON - 2 * DAY)
    with pytest.raises(Refused, match="within 24 hours"):
        hurrying.hurry(city, cora, call.id, now=SOON - 2 * DAY)
    call.state = CallState.PAUSED
    session.commit()

    with pytest.raises(Refused, match="right now"):
        hurrying.hurry(city, cora, call.id, now=SOON)


def test_of_urgent_calls_at_once_one_asks_a_busy_phone(
    app: Flask, session: Session, city: City, earlier: Opening, cora: Member
) -> None:
    """The caps alone would allow it: it is the one place beside the open question."""
    set_rules(city, calls_a_day=9, calls_in_7_days=9, calls_in_14_days=9, wave_floor=0.005)
    ada = a_volunteer(session, city, "Ada")
    invite(session, earlier, ada, now=SOON - REST)
    calls = [urgent_and_due(session, city, cora) for _ in range(4)]
    city_id, contact_id = city.id, ada.contact_id
    naively: list[Question | None] = []
    read_then_write(app, 4, partial(nothing_beside, city_id, contact_id), naively.append)
    assert naively == [None] * 4  # the control: each finds the place beside it free

    asked = at_once(app, [partial(asking.ask_next, now=SOON)] * 4)

    assert asked == [True] * 4
    session.rollback()
    count = sa.select(sa.func.count(Invitation.id)).where(Invitation.call_id.in_(calls))
    assert session.scalars(count).one() == 1
    is_beside = sa.select(sa.func.count(Question.id)).where(Question.state == QuestionState.BESIDE)
    assert session.scalars(is_beside).one() == 1
    assert len(messages(session, ada)) == 1


def nothing_beside(city_id: int, contact_id: int) -> Question | None:
    found = questions.beside_of(db.session(), city_id=city_id, contact_id=contact_id)
    db.session.rollback()
    return found


def urgent_and_due(session: Session, city: City, member: Member) -> int:
    opening = an_opening(session, city, posted_by=member, starts=SOON + 5 * HOUR)
    call = a_call(session, opening, now=SOON)
    call.urgent, call.next_wave_at = True, SOON
    session.commit()
    return call.id
