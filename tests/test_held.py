"""A phone whose text waits for a person is asked nothing new: it may be a stop nobody heard."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import repeat

import pytest
from sqlalchemy.orm import Session

from tests.asking import answers, invite, invited, place, set_rules, standings
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.test_requirements import CHECKED
from tests.texting import heard, open_question, text
from volunteer.calls import asking, offers, queries, reminders, service, shortlist
from volunteer.calls.model import Standing
from volunteer.calls.still_met import take_back
from volunteer.cities.model import City
from volunteer.desk import assigning
from volunteer.desk import service as desk
from volunteer.messages import sending
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MISSED = "I've had it with you lot"  # a stop that no machine hears
Look = Callable[[City, Member, int, datetime], None]


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lead(session: Session, city: City) -> Member:
    """Give a lead of the council, on whose desk is what answers no question."""
    return a_member(session, city, "Lena", organisation="The council", role=Role.COUNCIL_LEAD)


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give four places of hers on Monday morning."""
    return an_opening(session, city, places=4, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada, who may be asked."""
    return a_volunteer(session, city, "Ada")


def send(city: City, sms: FakeSms, now: datetime, *, guarded: bool = True) -> list[str]:
    """Let a worker send all that is due; return all that went so far."""
    guard = take_back if guarded else None
    for later in range(0, 50, 5):
        at = now + timedelta(seconds=later)
        sending.deliver_next(sms, clock=repeat(at).__next__, calling=[city.id], take_back=guard)
    return [letter.body for letter in sms.sent]


def start(city: City, opening: Opening, now: datetime) -> None:
    service.start(city, opening.role.project.posted_by, opening.id, now=now)


def ranked(session: Session, city: City, opening: Opening, now: datetime) -> list[int]:
    return [one.volunteer_id for one in shortlist.ranking(session, city, opening, now=now)]


def stops(city: City, cora: Member, text_id: int, now: datetime) -> None:
    desk.stop(city, cora, text_id, now=now)


def answers_it(city: City, cora: Member, text_id: int, now: datetime) -> None:
    desk.settle(city, cora, text_id, words="Sorry, we will be brief.", now=now)


def lets_it_be(city: City, cora: Member, text_id: int, now: datetime) -> None:
    desk.settle(city, cora, text_id, now=now)


@pytest.mark.parametrize(
    ("look", "goes_on"), [(stops, False), (answers_it, True), (lets_it_be, True)]
)
def test_a_stop_that_no_machine_heard_is_followed_by_no_call_until_somebody_has_looked(
    session: Session, city: City, lead: Member, opening: Opening, ada: Volunteer, sms: FakeSms,
    *, now: datetime, look: Look, goes_on: bool,
) -> None:  # fmt: skip
    missed = text(session, city, ada, MISSED, now=now)
    assert (missed.outcome, missed.desk_at) == (Outcome.DESK, now)

    start(city, opening, now + MINUTE)
    send(city, sms, now + MINUTE)

    assert invited(session, opening) == []
    assert heard(session, ada) == ["passed_on"]

    look(city, lead, missed.id, now + HOUR)
    call = queries.last_call(session, city.id, opening.id)
    assert call is not None
    assert call.next_wave_at is not None
    asking.ask_next(now=call.next_wave_at)
    session.rollback()
    send(city, sms, call.next_wave_at)

    assert (invited(session, opening) == ["Ada"]) == goes_on
    assert ("call" in heard(session, ada)) == goes_on


def test_the_control_what_a_machine_understood_keeps_nobody_from_being_asked(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    assert text(session, city, ada, "thank you", now=now).outcome is Outcome.NOTHING

    start(city, opening, now + MINUTE)

    assert invited(session, opening) == ["Ada"]


@pytest.mark.parametrize("age", [HOUR, 3 * DAY, 90 * DAY])
@pytest.mark.parametrize("words", [MISSED, "Is there parking?", "help I've fallen"])
def test_it_holds_whatever_was_asked_and_however_long_it_waits(
    session: Session, city: City, ada: Volunteer, now: datetime, words: str, age: timedelta
) -> None:
    opening = an_opening(session, city, starts=STARTS + 120 * DAY)
    assert ranked(session, city, opening, now) == [ada.id]
    text(session, city, ada, words, now=now)

    assert ranked(session, city, opening, now + age) == []
    assert shortlist.of(session, city, opening, now=now + age).fits == 0


def test_whoever_shares_the_phone_is_asked_nothing_either(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    raj, bo = a_housemate(session, ada, "Raj"), a_volunteer(session, city, "Bo")
    assert ranked(session, city, opening, now) == [ada.id, raj.id, bo.id]

    text(session, city, ada, MISSED, now=now)

    assert ranked(session, city, opening, now) == [bo.id]


def test_who_was_understood_and_answered_is_asked_though_it_shows_on_the_desk(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    """They said yes to something else, and somebody is to help them to a check for it."""
    invite(session, an_opening(session, city, starts=STARTS + DAY, asks=CHECKED), ada, now=now)
    yes = text(session, city, ada, "YES", now=now)
    assert (yes.outcome, yes.desk_at) == (Outcome.SHOWN, now)
    set_rules(city, calls_a_day=9)

    assert ranked(session, city, opening, now + HOUR) == [ada.id]


def test_what_a_member_puts_back_on_the_desk_holds_again(
    session: Session, city: City, lead: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    missed = text(session, city, ada, MISSED, now=now)
    desk.settle(city, lead, missed.id, now=now + MINUTE)
    assert ranked(session, city, opening, now + HOUR) == [ada.id]

    assigning.put_back(city, lead, missed.id, now=now + HOUR)

    assert ranked(session, city, opening, now + HOUR) == []


def test_what_had_only_shown_on_the_desk_holds_once_a_member_puts_it_back(
    session: Session, city: City, lead: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    invite(session, an_opening(session, city, starts=STARTS + DAY, asks=CHECKED), ada, now=now)
    yes = text(session, city, ada, "YES", now=now)
    set_rules(city, calls_a_day=9)
    desk.settle(city, lead, yes.id, now=now + MINUTE)
    assert ranked(session, city, opening, now + HOUR) == [ada.id]

    assigning.put_back(city, lead, yes.id, now=now + HOUR)

    assert ranked(session, city, opening, now + HOUR) == []


def test_who_only_says_that_they_look_after_it_has_not_looked(
    session: Session, city: City, lead: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    missed = text(session, city, ada, MISSED, now=now)

    assigning.assign(city, lead, missed.id, lead.id, now=now)

    assert ranked(session, city, opening, now) == []


def test_an_urgent_call_does_not_ask_beside_a_question_whose_answer_nobody_understood(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    set_rules(city, calls_a_day=9)
    other = an_opening(session, city, starts=STARTS + DAY)
    invite(session, other, ada, now=now - DAY)
    assert len(shortlist.ranking(session, city, opening, now=now, busy=True)) == 1

    text(session, city, ada, "depends on the bus", now=now)

    assert open_question(session, ada) is Asked.CALL
    assert shortlist.ranking(session, city, opening, now=now, busy=True) == []


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
def test_a_call_that_was_queued_when_the_text_came_does_not_go_and_was_not_asked(
    session: Session, city: City, opening: Opening, ada: Volunteer, sms: FakeSms,
    *, now: datetime, guarded: bool,
) -> None:  # fmt: skip
    start(city, opening, now)
    assert heard(session, ada) == ["call"]
    text(session, city, ada, MISSED, now=now)

    went = send(city, sms, now + MINUTE, guarded=guarded)

    session.rollback()
    assert any("can you help" in body for body in went) == (not guarded)
    assert invited(session, opening) == ([] if guarded else ["Ada"])
    assert (open_question(session, ada) is None) == guarded


def test_one_that_was_queued_goes_if_somebody_looked_before_it_was_its_turn(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, sms: FakeSms,
    *, now: datetime,
) -> None:  # fmt: skip
    start(city, opening, now)
    unclear = text(session, city, ada, "Is there parking?", now=now)
    desk.settle(city, cora, unclear.id, words="Yes, behind the church.", now=now)

    assert any("can you help" in body for body in send(city, sms, now + MINUTE))
    assert answers(session, opening).keys() == {"Ada"}


def test_what_they_wait_for_and_rely_on_still_goes(
    session: Session, city: City, opening: Opening, ada: Volunteer, sms: FakeSms, now: datetime
) -> None:
    """Their reminder, the answer to a later text, and word that it is cancelled."""
    tomorrow = an_opening(session, city, "Dig the beds", starts=now + 23 * HOUR)
    place(session, tomorrow, ada, now=now - 3 * DAY)
    text(session, city, ada, MISSED, now=now)

    while reminders.remind_next(now=now):
        pass
    text(session, city, ada, "help", now=now)
    went = send(city, sms, now)

    session.rollback()
    assert heard(session, ada) == ["passed_on", "reminder", "help"]
    assert len(went) == 3


def test_a_place_that_comes_free_is_offered_to_the_next_in_line_and_the_turn_is_kept(
    session: Session, city: City, lead: Member, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, places=1)
    bo, cy = (a_volunteer(session, city, name) for name in ("Bo", "Cy"))
    place(session, opening, ada, now=now)
    for number, who in enumerate((bo, cy)):
        place(session, opening, who, now=now + number * MINUTE, standing=Standing.WAITING)
    unclear = text(session, city, bo, "Is there a later one?", now=now + HOUR)

    text(session, city, ada, "can't come", now=now + HOUR)

    assert open_question(session, bo) is None
    assert open_question(session, cy) is Asked.OFFER
    assert standings(session, opening)["Bo"] is Standing.WAITING
    text(session, city, cy, "no", now=now + HOUR)
    assert not offers.offer_due_next(now=now + HOUR)
    desk.settle(city, lead, unclear.id, now=now + 2 * HOUR)
    assert offers.offer_due_next(now=now + 2 * HOUR)
    assert open_question(session, bo) is Asked.OFFER


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
def test_an_offer_on_its_way_when_the_text_came_is_taken_back_and_goes_to_the_next(
    session: Session, city: City, ada: Volunteer, sms: FakeSms, now: datetime, *, guarded: bool
) -> None:
    opening = an_opening(session, city, places=1)
    cy = a_volunteer(session, city, "Cy")
    for number, who in enumerate((ada, cy)):
        place(session, opening, who, now=now + number * MINUTE, standing=Standing.WAITING)
    assert offers.offer_due_next(now=now + HOUR)
    assert heard(session, ada) == ["offer"]
    text(session, city, ada, MISSED, now=now + HOUR)

    send(city, sms, now + HOUR, guarded=guarded)

    session.rollback()
    assert offers.offer_due_next(now=now + HOUR + MINUTE) == guarded
    assert (open_question(session, cy) is Asked.OFFER) == guarded
    assert (open_question(session, ada) is None) == guarded
