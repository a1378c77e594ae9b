"""Places given back, and the line of those who wait for one."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import a_call, answers, invite, place, standings
from tests.builders import STARTS, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls import ends, offers
from volunteer.calls.model import Answer, Call, CallState, Placement, Standing
from volunteer.cities.model import City
from volunteer.messages import receipts
from volunteer.messages.model import Asked, Lane, Question
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HALF_AN_HOUR = timedelta(minutes=30)
LATE_EVENING = datetime(2030, 5, 4, 21, tzinfo=UTC)  # 22:00 in Plymouth
SUNDAY_AT_TEN = datetime(2030, 5, 5, 9, tzinfo=UTC)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give one place on Monday."""
    return an_opening(session, city, places=1)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who has it."""
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    return ada


@pytest.fixture
def line(session: Session, opening: Opening, ada: Volunteer, now: datetime) -> list[Volunteer]:
    """Give Bo and Cy, who wait for it in this order."""
    return [
        waiting(session, opening, "Bo", now=now + MINUTE),
        waiting(session, opening, "Cy", now=now + 2 * MINUTE),
    ]


def waiting(
    session: Session, opening: Opening, name: str, *, now: datetime, party: int = 1
) -> Volunteer:
    volunteer = a_volunteer(session, session.get_one(City, opening.city_id), name)
    place(session, opening, volunteer, now=now, standing=Standing.WAITING, party=party)
    return volunteer


def taken(session: Session, opening: Opening) -> int:
    session.refresh(opening)
    return opening.taken


def test_a_yes_to_a_full_opening_is_a_place_in_the_line(
    session: Session, city: City, opening: Opening, line: list[Volunteer], now: datetime
) -> None:
    dee = a_volunteer(session, city, "Dee")
    invite(session, opening, dee, now=now)

    text(session, city, dee, "yes", now=now + 3 * MINUTE)

    assert standings(session, opening)["Dee"] is Standing.WAITING
    assert answers(session, opening)["Dee"] is Answer.TOO_LATE
    assert "You are number 3 in line" in messages(session, dee)[-1].body
    assert taken(session, opening) == 1


def test_a_place_given_back_is_offered_to_whoever_waited_longest(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, cy = line
    text(session, city, ada, "sorry, can't come any more", now=now + 3 * MINUTE)

    assert standings(session, opening)["Ada"] is Standing.WITHDRAWN
    assert (heard(session, ada), heard(session, bo), heard(session, cy)) == (
        ["withdrawn"], ["offer"], [],
    )  # fmt: skip
    assert "within 30 minutes" in messages(session, bo)[0].body
    assert taken(session, opening) == 0


def test_a_yes_to_an_offer_takes_the_place(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, _ = line
    text(session, city, ada, "can't come", now=now + 3 * MINUTE)

    text(session, city, bo, "yes please", now=now + 4 * MINUTE)

    assert standings(session, opening)["Bo"] is Standing.CONFIRMED
    assert heard(session, bo) == ["offer", "accepted"]
    assert taken(session, opening) == 1


def test_a_place_on_offer_is_left_to_who_was_asked(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, _ = line
    dee = a_volunteer(session, city, "Dee")
    invite(session, opening, dee, now=now)
    text(session, city, ada, "can't come", now=now + 3 * MINUTE)

    text(session, city, dee, "yes", now=now + 4 * MINUTE)
    text(session, city, ada, "I can come after all, yes", now=now + 4 * MINUTE)
    text(session, city, ada, "yes", now=now + 4 * MINUTE)
    text(session, city, bo, "yes", now=now + 5 * MINUTE)

    assert standings(session, opening) == {
        "Ada": Standing.WITHDRAWN,
        "Bo": Standing.CONFIRMED,
        "Cy": Standing.WAITING,
        "Dee": Standing.WAITING,
    }
    assert heard(session, dee) == ["waiting"]
    assert taken(session, opening) == 1


def test_a_no_to_an_offer_passes_it_on(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, cy = line
    text(session, city, ada, "can't come", now=now + 3 * MINUTE)

    text(session, city, bo, "no", now=now + 4 * MINUTE)

    assert standings(session, opening)["Bo"] is Standing.WITHDRAWN
    assert heard(session, cy) == ["offer"]


def test_an_offer_that_nobody_takes_goes_to_the_next_and_is_not_made_again(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, cy = line
    text(session, city, ada, "can't come", now=now)

    ends.expire(now=now + HALF_AN_HOUR)
    assert (heard(session, bo), heard(session, cy)) == (["offer"], ["offer"])

    ends.expire(now=now + 2 * HALF_AN_HOUR)
    assert (heard(session, bo), heard(session, cy)) == (["offer"], ["offer"])


def test_one_place_is_offered_to_one_person_at_a_time(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, cy = line
    dee = waiting(session, opening, "Dee", now=now + 3 * MINUTE)
    text(session, city, ada, "can't come", now=now + 4 * MINUTE)

    text(session, city, cy, "no thanks, can't come", now=now + 5 * MINUTE)

    assert [heard(session, who) for who in (bo, cy, dee)] == [["offer"], ["declined"], []]


def test_any_number_in_line_who_lack_what_the_role_asks_for_are_passed_over(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    for number in range(21):
        waiting(session, opening, f"Person {number}", now=now + number * MINUTE)
    zoe = waiting(session, opening, "Zoe", now=now + HALF_AN_HOUR)
    opening.role.needs_vehicle, zoe.vehicle_said_at = True, now
    session.commit()

    text(session, city, ada, "can't come", now=now + 2 * HALF_AN_HOUR)

    assert heard(session, zoe) == ["offer"]


def test_three_places_given_back_together_are_offered_to_three(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, places=3)
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now, party=3)
    line = [waiting(session, opening, f"Person {n}", now=now + n * MINUTE) for n in range(4)]

    text(session, city, ada, "can't come", now=now + HALF_AN_HOUR)

    assert [heard(session, one) for one in line] == [["offer"], ["offer"], ["offer"], []]


def test_a_party_is_passed_over_when_there_is_no_room_for_all_of_them(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    pair = waiting(session, opening, "A pair", now=now, party=2)
    alone = waiting(session, opening, "Alone", now=now + MINUTE)

    text(session, city, ada, "can't come", now=now + 2 * MINUTE)

    assert (heard(session, pair), heard(session, alone)) == ([], ["offer"])


def test_nothing_is_offered_to_who_said_stop_or_has_another_question(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, cy = line
    dee = waiting(session, opening, "Dee", now=now + 3 * MINUTE)
    text(session, city, bo, "stop", now=now)
    invite(session, an_opening(session, city, "Paint the fence"), cy, now=now)

    text(session, city, ada, "can't come", now=now + 4 * MINUTE)

    assert [heard(session, who) for who in (bo, cy, dee)] == [["stopped"], [], ["offer"]]


def test_an_offer_made_at_night_waits_for_the_morning_and_then_stands_half_an_hour(
    session: Session, city: City, opening: Opening, ada: Volunteer, line: list[Volunteer]
) -> None:
    bo, _ = line
    text(session, city, ada, "can't come", now=LATE_EVENING)

    (offer,) = messages(session, bo)
    question = session.get_one(Question, offer.question_id)
    assert offer.lane is Lane.NOTICE
    assert offer.expires_at == SUNDAY_AT_TEN + HALF_AN_HOUR
    assert question.window_minutes == 30
    ends.expire(now=SUNDAY_AT_TEN)
    assert open_question(session, bo) is Asked.OFFER


def test_with_nobody_in_line_a_full_call_goes_on(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    call = a_call(session, opening, now=now)
    call.state, call.next_wave_at = CallState.FULL, None
    session.commit()

    text(session, city, ada, "can't come", now=now + MINUTE)

    going_on = session.scalars(sa.select(Call)).one()
    assert (going_on.state, going_on.next_wave_at) == (CallState.RUNNING, now + MINUTE)


def test_what_has_begun_is_offered_to_nobody(
    session: Session, city: City, opening: Opening, ada: Volunteer, line: list[Volunteer]
) -> None:
    bo, _ = line
    begun = opening.session.starts_at

    text(session, city, ada, "can't come", now=begun)

    assert heard(session, bo) == []


def test_everybody_in_line_has_a_number_of_their_own(
    session: Session, opening: Opening, line: list[Volunteer]
) -> None:
    waits = session.scalars(sa.select(Placement).where(Placement.standing == Standing.WAITING))

    assert [offers.position(session, placement) for placement in waits] == [1, 2]


def test_an_offer_that_never_arrived_does_not_hold_up_the_line(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    bo, cy = line
    text(session, city, ada, "can't come any more", now=now)
    (offer,) = messages(session, bo)
    receipts.record_callback(offer.token, sid="SM1", word="undelivered", code="30005", now=now)

    assert offers.offer_due_next(now=now + MINUTE)

    assert heard(session, cy) == ["offer"]
    assert not offers.offer_due_next(now=now + 2 * MINUTE)


def test_who_was_asked_something_else_is_offered_the_place_afterwards(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = waiting(session, opening, "Bo", now=now + MINUTE)
    invite(session, an_opening(session, city, "Another"), bo, now=now)
    text(session, city, ada, "can't come any more", now=now)
    assert not offers.offer_due_next(now=now)

    text(session, city, bo, "no", now=now + MINUTE)

    assert offers.offer_due_next(now=now + 2 * MINUTE)
    assert open_question(session, bo) is Asked.OFFER


def test_whoever_lets_an_offer_pass_is_out_of_the_line(
    session: Session,
    city: City,
    opening: Opening,
    ada: Volunteer,
    line: list[Volunteer],
    now: datetime,
) -> None:
    text(session, city, ada, "can't come any more", now=now)

    ends.expire(now=now + HALF_AN_HOUR + MINUTE)

    assert standings(session, opening)["Bo"] is Standing.WITHDRAWN
    assert open_question(session, line[1]) is Asked.OFFER


def test_lines_in_which_nobody_can_be_offered_a_place_starve_no_other(
    session: Session, city: City, now: datetime
) -> None:
    """Of each of the first three the one who waits has another place at that time."""
    for number in range(3):
        has = an_opening(session, city, starts=STARTS + number * DAY)
        stuck = an_opening(session, city, starts=STARTS + number * DAY)
        who = waiting(session, stuck, f"Bo {number}", now=now)
        place(session, has, who, now=now)
    last = waiting(session, an_opening(session, city, starts=STARTS + 9 * DAY), "Cy", now=now)

    assert offers.offer_due_next(now=now + MINUTE, at_once=2)

    assert heard(session, last) == ["offer"]
    assert not offers.offer_due_next(now=now + MINUTE, at_once=2)
