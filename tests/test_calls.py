"""Calls to action: who is asked, how many, and when asking ends."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import answers, invite, invited, place, set_rules
from tests.builders import STARTS, a_city, a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.posting import send_next
from tests.texting import heard, messages, open_question, text
from volunteer.calls import asking, ends, service
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core.errors import GatewayError, NotFound, Refused
from volunteer.core.geo import Point
from volunteer.messages import unsettled
from volunteer.messages.model import Asked, Message
from volunteer.messages.status import Status
from volunteer.people.model import State, Travel, Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PLYMPTON = Point(50.386, -4.051)  # 6.7 km from the Guildhall
LATE_EVENING = datetime(2030, 5, 4, 20, tzinfo=UTC)  # 21:00 in Plymouth
SUNDAY_AT_TEN = datetime(2030, 5, 5, 9, tzinfo=UTC)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give two places on Monday morning."""
    return an_opening(session, city, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give somebody who lives next to it."""
    return a_volunteer(session, city, "Ada")


def a_crowd(session: Session, city: City, size: int) -> list[Volunteer]:
    return [a_volunteer(session, city, f"Person {number}") for number in range(size)]


def state_of(session: Session, call_id: int) -> CallState:
    session.rollback()
    return session.get_one(Call, call_id).state


def test_whoever_is_asked_has_an_invitation_a_question_and_a_text(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    service.start(city, cora, opening.id, now=now)

    invitation = session.scalars(sa.select(Invitation)).one()
    assert (invitation.volunteer, invitation.answer) == (ada, Answer.ASKED)
    assert (invitation.reasons["distance_km"], invitation.reasons["volunteer_id"]) == (0, ada.id)
    assert open_question(session, ada) is Asked.CALL
    (message,) = messages(session, ada)
    assert message.body == (
        "Plymouth City Council: can you help, Ada? Plant the square, Mon 6 May, 10am-12pm, "
        f"{opening.role.project.place.address} (very near you). Reply YES or NO. "
        "To end all texts reply STOP."
    )
    no_use_after = opening.session.starts_at - timedelta(hours=city.rules.reply_ends_hours_before)
    assert (message.status, message.expires_at) == (Status.QUEUED, no_use_after)


def test_only_those_who_agreed_who_fit_and_who_are_here_are_asked(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    stopped, silent, joining = a_crowd(session, city, 3)
    stopped.contact.stopped_at = now
    silent.contact.consented_at = None
    joining.state = State.JOINING
    a_volunteer(session, city, "On foot", point=PLYMPTON, travel=Travel.FOOT)
    a_volunteer(session, a_city(session, "Barnsley"), "Elsewhere")

    service.start(city, cora, opening.id, now=now)

    assert invited(session, opening) == ["Ada"]


def test_a_skill_that_is_required_is_required(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    a_volunteer(session, city, "Bo", skills=("first-aid",))
    opening = an_opening(session, city, posted_by=cora, required=("first-aid",))

    service.start(city, cora, opening.id, now=now)

    assert invited(session, opening) == ["Bo"]


def test_nobody_is_asked_who_has_a_place_at_that_hour(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")
    place(session, an_opening(session, city, starts=STARTS + HOUR), ada, now=now)
    place(session, an_opening(session, city, starts=STARTS + 2 * HOUR), bo, now=now)

    service.start(city, cora, opening.id, now=now)

    assert invited(session, opening) == ["Bo"]


def test_a_phone_with_an_open_question_is_asked_nothing_else(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    set_rules(city, calls_a_day=5)
    service.start(city, cora, opening.id, now=now)
    another = an_opening(session, city, "Paint the fence", posted_by=cora, starts=STARTS + DAY)

    service.start(city, cora, another.id, now=now)

    assert invited(session, another) == []
    assert heard(session, ada) == ["call"]


def test_of_two_people_on_one_phone_one_is_asked(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    raj = a_volunteer(session, city, "Raj")
    raj.contact = ada.contact
    session.commit()

    service.start(city, cora, opening.id, now=now)

    assert len(invited(session, opening)) == 1
    assert heard(session, ada) == ["call"]


def test_nobody_is_asked_twice_about_one_opening(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    first = service.start(city, cora, opening.id, now=now)
    text(session, city, ada, "no", now=now)
    service.stop(city.id, cora, first, now=now)

    service.start(city, cora, opening.id, now=now + DAY)

    assert heard(session, ada) == ["call", "declined"]


def test_the_yes_that_fills_an_opening_ends_its_call_and_cancels_what_was_not_sent(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    ada, bo, *rest = a_crowd(session, city, 5)
    opening = an_opening(session, city, posted_by=cora, places=1)
    invite(session, opening, ada, now=now)
    set_rules(city, wave_floor=0)
    call = session.scalars(sa.select(Call)).one()
    asking.ask(session, city, call, now=now)
    session.commit()
    unsent = set(invited(session, opening)) - {ada.name}
    assert unsent

    text(session, city, ada, "yes", now=now)

    assert state_of(session, call.id) is CallState.FULL
    assert answers(session, opening) == {ada.name: Answer.ACCEPTED}
    calls = sa.select(Message.status).where(Message.kind == "call")
    assert set(session.scalars(calls)) == {Status.CANCELLED}
    assert [open_question(session, person) for person in (bo, *rest)] == [None] * 4


def test_a_stopped_call_sends_nothing_more_and_who_was_reached_may_still_answer(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    call_id = service.start(city, cora, opening.id, now=now)
    bo = a_volunteer(session, city, "Bo")
    invite(session, opening, bo, now=now)

    service.stop(city.id, cora, call_id, now=now)
    text(session, city, bo, "yes", now=now)

    assert state_of(session, call_id) is CallState.STOPPED
    assert answers(session, opening) == {"Bo": Answer.ACCEPTED}
    assert [message.status for message in messages(session, ada)] == [Status.CANCELLED]


@pytest.mark.parametrize("lapsed_first", [True, False])
def test_whoever_was_never_handed_their_text_was_not_asked_and_not_silent(
    session: Session, city: City, cora: Member, opening: Opening, sms: FakeSms, now: datetime,
    *, lapsed_first: bool,
) -> None:  # fmt: skip
    ada, bo, cy = a_crowd(session, city, 3)
    set_rules(city, wave_floor=0, segments_a_second=1000)
    service.start(city, cora, opening.id, now=now)
    asked = set(invited(session, opening))
    assert asked == {ada.name, bo.name, cy.name}
    send_next(sms, city, now=now)  # one goes out; of one nobody knows; then the carrier is down
    sms.failures = [GatewayError("no answer", uncertain=True)]
    send_next(sms, city, now=now)
    for minutes in (60, 120):  # it is looked for twice, and may be sent once more
        unsettled.settle_next(sms, now=now + timedelta(minutes=minutes))

    if lapsed_first:
        unsettled.expire(now=STARTS)
    ends.expire(now=STARTS)

    assert len(sms.sent) == 1
    assert set(answers(session, opening).values()) == {Answer.EXPIRED}
    assert len(answers(session, opening)) == 2
    [spared] = [one for one in (ada, bo, cy) if one.name not in answers(session, opening)]
    [unsent] = messages(session, spared)
    assert unsent.status is (Status.EXPIRED if lapsed_first else Status.CANCELLED)
    assert unsettled.expire(now=STARTS) + ends.expire(now=STARTS) <= 1


def test_a_call_is_over_at_its_deadline(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    call_id = service.start(city, cora, opening.id, now=now)

    assert asking.ask_next(now=STARTS - 2 * HOUR)

    assert state_of(session, call_id) is CallState.OVER


@pytest.mark.parametrize(
    ("later", "why"), [(timedelta(), "Every place is taken"), (3 * DAY, "has begun or was")]
)
def test_what_needs_nobody_asks_nobody(
    session: Session, city: City, opening: Opening, now: datetime, later: timedelta, why: str
) -> None:
    cora = opening.role.project.posted_by
    opening.taken = opening.places
    session.commit()

    with pytest.raises(Refused, match=why):
        service.start(city, cora, opening.id, now=now + later)


def test_a_second_call_for_the_same_opening_is_refused(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    service.start(city, cora, opening.id, now=now)

    with pytest.raises(Refused, match="already being asked"):
        service.start(city, cora, opening.id, now=now)


def test_a_place_that_is_not_on_the_map_asks_nobody(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    opening.role.project.place.latitude = None
    session.commit()

    with pytest.raises(Refused, match="not on the map"):
        service.start(city, cora, opening.id, now=now)


def test_only_its_own_organisation_calls_for_a_project(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    other = a_member(session, city, organisation="Somebody else")

    with pytest.raises(NotFound):
        service.start(city, other, opening.id, now=now)
