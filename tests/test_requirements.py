"""What a role asks for beside skills: an age, a vehicle, a check that is valid on the day."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.asking import answers, invite, invited, place, standings
from tests.builders import (
    STARTS,
    a_check,
    a_housemate,
    a_member,
    a_volunteer,
    an_opening,
)
from tests.fakes import FakeSms
from tests.texting import messages, open_question, text
from volunteer.calls import capacity, offers, reminders, requirements, service, shortlist, steps
from volunteer.calls.lacks import JOINED, Brings, Lack, lack
from volunteer.calls.matching import Unfit
from volunteer.calls.model import Answer, Invitation, Standing
from volunteer.calls.still_met import take_back
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import Refused
from volunteer.desk import answers as desk
from volunteer.desk import undoing
from volunteer.hours import sheet
from volunteer.messages import sending
from volunteer.messages.effects import Effect
from volunteer.messages.model import Message, Outcome
from volunteer.people.ages import AGES
from volunteer.people.checks import Check
from volunteer.people.levels import Held, Level, covering, highest
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.projects.requirements import NOTHING_MORE, Requirements, ensure_lawful

LONDON = ZoneInfo("Europe/London")
ALONE = "They are alone with children."
CHECKED = Requirements(level=Level.STANDARD, reason=ALONE)
DRIVES = Requirements(vehicle=True)
OVER_21 = Requirements(least_age=21)
EACH = [(CHECKED, Lack.NO_CHECK), (DRIVES, Lack.NO_VEHICLE), (OVER_21, Lack.TOO_YOUNG)]
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)

requirements_ = st.builds(
    Requirements,
    least_age=st.sampled_from(AGES),
    vehicle=st.booleans(),
    level=st.none() | st.sampled_from(list(Level)),
    reason=st.just(ALONE),
)
brings = st.builds(
    Brings,
    age=st.sampled_from(AGES),
    vehicle=st.booleans(),
    level=st.none() | st.sampled_from(list(Level)),
)


def meet(session: Session, who: Volunteer, asked: Requirements, **check: datetime) -> None:
    """Let somebody bring all that is asked for."""
    who.age_said, who.vehicle_said_at = asked.least_age, STARTS - 30 * DAY
    session.commit()
    if asked.level is not None:
        decider = a_member(session, session.get_one(City, who.city_id), "Dee")
        a_check(session, who, asked.level, by=decider, **check)


def lack_now(
    session: Session, city: City, who: Volunteer, opening: Opening, now: datetime
) -> Lack | None:
    return requirements.lack_of(session, city, who.id, opening, now=now)


# What is asked, and what is brought.


@given(requirements_, brings)
def test_whoever_brings_more_never_lacks_what_they_did_not_lack_before(
    asked: Requirements, has: Brings
) -> None:
    more = Brings(25, vehicle=True, level=Level.ENHANCED)

    assert lack(asked, more) is None
    assert lack(NOTHING_MORE, has) is None
    assert (lack(asked, has) is None) == (
        has.age >= asked.least_age
        and (has.vehicle or not asked.vehicle)
        and (asked.level is None or has.level in covering(asked.level))
    )


def test_whoever_has_joined_meets_what_asks_for_nothing_more() -> None:
    assert lack(NOTHING_MORE, JOINED) is None
    assert not NOTHING_MORE.any


@pytest.mark.parametrize(
    ("has", "asked"), [(has, asked) for has, asked in product(Level, Level)], ids=str
)
def test_a_higher_level_of_check_says_what_a_lower_one_does(has: Level, asked: Level) -> None:
    order = ["basic", "standard", "enhanced"]

    lacks = lack(Requirements(level=asked, reason=ALONE), Brings(level=has))

    assert (lacks is None) == (order.index(has.value) >= order.index(asked.value))


def test_a_check_holds_from_its_day_to_the_end_of_its_last_day_and_no_longer() -> None:
    held = Held(Level.BASIC, date(2030, 5, 1), datetime(2030, 5, 6, 23, tzinfo=UTC))
    first = datetime(2030, 5, 1, 0, 5, tzinfo=LONDON)

    assert held.holds(first, datetime(2030, 5, 6, 22, 59, tzinfo=UTC))
    assert not held.holds(first - 10 * timedelta(minutes=1), datetime(2030, 5, 2, tzinfo=UTC))
    assert not held.holds(first, datetime(2030, 5, 6, 23, tzinfo=UTC))


def test_of_several_checks_the_highest_that_holds_all_the_time_counts() -> None:
    def until(level: Level, day: int) -> Held:
        return Held(level, date(2030, 1, 1), datetime(2030, 5, day, tzinfo=UTC))

    held = [until(Level.ENHANCED, 3), until(Level.BASIC, 30), until(Level.STANDARD, 20)]
    now = datetime(2030, 5, 1, tzinfo=UTC)

    assert highest(held, first=now, last=now) is Level.ENHANCED
    assert highest(held, first=now, last=now + 10 * DAY) is Level.STANDARD
    assert highest(held, first=now, last=now + 40 * DAY) is None


def test_a_check_is_asked_for_with_the_reason_why_the_law_allows_it_or_not_at_all() -> None:
    ensure_lawful(CHECKED)
    with pytest.raises(Refused, match="offence"):
        ensure_lawful(Requirements(level=Level.BASIC, reason="  "))
    with pytest.raises(Refused, match="ages in the list"):
        ensure_lawful(Requirements(least_age=19))


def test_the_database_too_keeps_no_check_without_its_reason(session: Session, city: City) -> None:
    opening = an_opening(session, city)

    opening.role.check_level = Level.BASIC
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
    session.rollback()


# Who is asked.


@pytest.mark.parametrize(("asked", "lacks"), EACH, ids=str)
def test_only_who_meets_what_the_role_asks_for_is_on_the_shortlist(
    session: Session, city: City, now: datetime, asked: Requirements, lacks: Lack
) -> None:
    opening = an_opening(session, city, asks=asked)
    a_volunteer(session, city, "Bob")

    nobody = shortlist.of(session, city, opening, now=now)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, asked)
    found = shortlist.of(session, city, opening, now=now)

    assert nobody.barred == {Unfit(lacks.value): 1}
    assert [one.volunteer.name for one in found.best] == ["Ada"]


def test_a_check_must_hold_today_and_on_the_day(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=now + 5 * DAY)
    for name, ends in (("Ada", 6 * DAY), ("Bob", 5 * DAY), ("Cy", -DAY)):
        meet(session, a_volunteer(session, city, name), CHECKED, ends_at=now + ends)

    found = shortlist.of(session, city, opening, now=now)

    assert [one.volunteer.name for one in found.best] == ["Ada"]


def test_a_check_that_was_withdrawn_counts_for_nothing(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, CHECKED)
    assert lack_now(session, city, ada, opening, now) is None

    session.scalars(sa.select(Check)).one().withdrawn_at = now
    session.commit()

    assert lack_now(session, city, ada, opening, now) is Lack.NO_CHECK


# Who takes a place.


@pytest.mark.parametrize(("asked", "lacks"), EACH, ids=str)
def test_on_the_web_nobody_takes_a_place_without_what_it_asks_for(
    session: Session, city: City, now: datetime, asked: Requirements, lacks: Lack
) -> None:
    opening, ada = an_opening(session, city, asks=asked), a_volunteer(session, city, "Ada")

    with pytest.raises(Refused, match=r"^This (needs|is for)") as refusal:
        service.accept_on_web(city, ada.id, opening.id, now=now)
    meet(session, ada, asked)
    placement = service.accept_on_web(city, ada.id, opening.id, now=now)

    assert ("profile" in str(refusal.value)) == (lacks is not Lack.NO_CHECK)
    assert placement.standing is Standing.CONFIRMED
    assert placement.opening.taken == 1


@pytest.mark.parametrize(("asked", "lacks"), EACH, ids=str)
def test_a_yes_without_what_it_takes_is_told_kindly_why_not_and_takes_no_place(
    session: Session, city: City, now: datetime, asked: Requirements, lacks: Lack
) -> None:
    opening, ada = an_opening(session, city, asks=asked), a_volunteer(session, city, "Ada")
    invite(session, opening, ada, now=now)

    read = text(session, city, ada, "YES", now=now)

    told = messages(session, ada.contact)[-1]
    assert told.kind == "lacking"
    assert told.body.startswith("Thank you, Ada. Sorry, we can't give you a place yet.")
    assert standings(session, opening) == {}
    assert answers(session, opening) == {"Ada": Answer.TOO_LATE}
    assert (read.outcome is Outcome.SHOWN) == (lacks is Lack.NO_CHECK)
    assert (read.desk_at is not None) == (lacks is Lack.NO_CHECK)


def test_a_yes_with_the_code_of_a_poster_is_judged_just_so(
    session: Session, city: City, now: datetime
) -> None:
    opening, ada = an_opening(session, city, asks=DRIVES), a_volunteer(session, city, "Ada")
    opening.code = "A7"
    session.commit()

    text(session, city, ada, "YES A7", now=now)
    without = standings(session, opening)
    meet(session, ada, DRIVES)
    text(session, city, ada, "YES A7", now=now + timedelta(minutes=1))

    assert without == {}
    assert [one.kind for one in messages(session, ada.contact)] == ["lacking", "accepted"]
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def test_who_waits_and_lacks_it_by_now_is_passed_over_and_keeps_their_turn(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED, places=1)
    people = [a_volunteer(session, city, name) for name in ("Ada", "Bob", "Cy")]
    meet(session, people[0], CHECKED)
    meet(session, people[2], CHECKED)
    first = place(session, opening, people[0], now=now)
    for one in people[1:]:
        place(session, opening, one, now=now + one.id * SECOND, standing=Standing.WAITING)

    service.withdraw_on_web(city, people[0].id, first.id, now=now + timedelta(hours=1))

    offered = session.scalars(sa.select(Message).where(Message.kind == "offer")).all()
    assert [one.contact_id for one in offered] == [people[2].contact_id]
    assert standings(session, opening)["Bob"] is Standing.WAITING


def test_a_yes_to_an_offer_is_judged_again_when_it_comes(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=DRIVES)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, DRIVES)
    place(session, opening, ada, now=now, standing=Standing.WAITING)
    assert offers.offer_due_next(now=now)

    session.get_one(Volunteer, ada.id).vehicle_said_at = None
    session.commit()
    text(session, city, ada, "YES", now=now + timedelta(minutes=1))

    assert messages(session, ada.contact)[-1].kind == "lacking"
    assert standings(session, opening) == {"Ada": Standing.WAITING}


def test_where_each_is_looked_at_by_name_nobody_takes_places_for_others(
    session: Session, city: City, now: datetime
) -> None:
    opening, ada = an_opening(session, city, asks=CHECKED), a_volunteer(session, city, "Ada")
    meet(session, ada, CHECKED)
    invite(session, opening, ada, now=now)

    read = text(session, city, ada, "YES 2", now=now)

    assert read.outcome is Outcome.DESK
    assert standings(session, opening) == {}
    with pytest.raises(Refused, match="each person"), transaction() as inside:
        steps.accept(inside, city, inside.merge(ada), opening.id, party=2, now=now)


def test_a_housemate_is_no_key_to_what_the_other_may_do(
    session: Session, city: City, now: datetime
) -> None:
    opening, ada = an_opening(session, city, asks=CHECKED), a_volunteer(session, city, "Ada")
    raj = a_housemate(session, ada)
    meet(session, ada, CHECKED)

    assert lack_now(session, city, ada, opening, now) is None
    assert lack_now(session, city, raj, opening, now) is Lack.NO_CHECK


def test_of_what_is_over_whoever_lacks_something_is_told_that_it_is_too_late(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=now - DAY)
    ada = a_volunteer(session, city, "Ada")

    assert not capacity.is_on(session, city_id=city.id, opening_id=opening.id, now=now)
    with pytest.raises(Refused, match="too late"):
        service.accept_on_web(city, ada.id, opening.id, now=now)


# When a text goes out.


def ask(session: Session, city: City, asked: Requirements, now: datetime) -> Volunteer:
    """Let the only one who fits be asked, in a text that has not gone out."""
    cora = a_member(session, city)
    opening = an_opening(session, city, asks=asked, posted_by=cora)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, asked)
    service.start(city, cora, opening.id, now=now)
    assert invited(session, opening) == ["Ada"]
    return ada


def lose(session: Session, ada: Volunteer, now: datetime) -> None:
    """Let somebody have nothing any more that a role asked for."""
    session.rollback()
    ada = session.get_one(Volunteer, ada.id)
    ada.age_said, ada.vehicle_said_at = None, None
    session.execute(sa.update(Check).values(withdrawn_at=now))
    session.commit()


def send(city: City, sms: FakeSms, now: datetime, *, guarded: bool = True) -> bool:
    """Let a worker send what is due."""
    guard = take_back if guarded else None
    return sending.deliver_next(sms, clock=lambda: now + SECOND, calling=[city.id], take_back=guard)


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
@pytest.mark.parametrize("asked", [asked for asked, _ in EACH], ids=str)
def test_whoever_lacks_it_when_their_text_would_go_out_is_not_texted_and_was_not_asked(
    session: Session, city: City, sms: FakeSms, now: datetime, asked: Requirements, *, guarded: bool
) -> None:
    ada = ask(session, city, asked, now)
    lose(session, ada, now)

    sent = send(city, sms, now, guarded=guarded)

    session.rollback()
    assert sent == (not guarded)
    assert len(session.scalars(sa.select(Invitation)).all()) == (0 if guarded else 1)
    assert (open_question(session, ada) is None) == guarded


@pytest.mark.parametrize("asked", [asked for asked, _ in EACH], ids=str)
def test_whoever_still_brings_it_is_texted(
    session: Session, city: City, sms: FakeSms, now: datetime, asked: Requirements
) -> None:
    ask(session, city, asked, now)

    assert send(city, sms, now)


@pytest.mark.parametrize(
    ("later", "goes"),
    [(-3 * DAY, False), (-timedelta(minutes=1), False), (timedelta(minutes=1), True)],
    ids=["days before", "just before", "just after"],
)
def test_a_text_goes_only_by_a_check_that_outlasts_the_session(
    session: Session, city: City, sms: FakeSms, now: datetime, later: timedelta, *, goes: bool
) -> None:
    ask(session, city, CHECKED, now)
    session.execute(sa.update(Check).values(ends_at=STARTS + timedelta(hours=2) + later))
    session.commit()

    assert send(city, sms, now) is goes


def test_the_offer_of_a_place_is_judged_as_it_goes_out_too_and_the_turn_is_kept(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    opening = an_opening(session, city, asks=DRIVES)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, DRIVES)
    place(session, opening, ada, now=now, standing=Standing.WAITING)
    assert offers.offer_due_next(now=now)
    lose(session, ada, now)

    sent = send(city, sms, now)

    session.rollback()
    assert not sent
    assert open_question(session, ada) is None
    assert standings(session, opening) == {"Ada": Standing.WAITING}


def test_what_is_taken_back_keeps_nobody_else_from_being_texted(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, asks=DRIVES, places=8, posted_by=cora)
    people = [a_volunteer(session, city, name) for name in ("Ada", "Bob")]
    for one in people:
        meet(session, one, DRIVES)
    service.start(city, cora, opening.id, now=now)
    assert sorted(invited(session, opening)) == ["Ada", "Bob"]
    first = session.scalars(sa.select(Message).order_by(Message.due_at, Message.id)).first()
    assert first is not None
    session.execute(
        sa.update(Volunteer)
        .where(Volunteer.contact_id == first.contact_id)
        .values(vehicle_said_at=None)
    )
    session.commit()

    assert send(city, sms, now)
    session.rollback()
    assert len(invited(session, opening)) == 1


# On the desk.


def test_no_member_gives_a_place_to_somebody_who_lacks_what_it_asks_for(
    session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, asks=CHECKED, posted_by=cora)
    ada = a_volunteer(session, city, "Ada")
    invite(session, opening, ada, now=now)
    waits = text(session, city, ada, "Is my dog welcome?", now=now)

    with pytest.raises(Refused, match="Ada has no DBS check that this role asks for"):
        desk.accept(city, cora, waits.id, now=now)

    assert standings(session, opening) == {}


def test_a_place_that_was_given_back_is_not_taken_again_without_what_it_asks_for(
    session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, asks=DRIVES, posted_by=cora)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, DRIVES)
    place(session, opening, ada, now=now)
    text(session, city, ada, "can't come", now=now + SECOND)
    lose(session, ada, now)
    [effect] = session.scalars(sa.select(Effect)).all()

    with pytest.raises(Refused, match="Ada has not said that they have a car or van"):
        undoing.undo(city, cora, effect.id, now=now + timedelta(minutes=5))

    session.rollback()
    assert standings(session, opening) == {"Ada": Standing.WITHDRAWN}


# On the day.


def test_whoever_lacks_it_by_then_is_told_so_instead_of_being_reminded_and_learns_no_address(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=now + timedelta(hours=20))
    project = opening.role.project
    project.private, project.place.address = True, "Canary Cottage"
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    meet(session, ada, CHECKED)
    for one in (ada, bob):
        place(session, opening, one, now=now - DAY)

    assert reminders.remind_next(now=now)

    [to_ada], [to_bob] = messages(session, ada.contact), messages(session, bob.contact)
    assert (to_ada.kind, to_bob.kind) == ("reminder", "lacking_day")
    assert "Canary Cottage" in to_ada.body
    assert "Canary Cottage" not in to_bob.body
    assert "please don't come yet, Bob" in to_bob.body


def test_here_of_somebody_who_lacks_it_marks_nobody_and_goes_to_a_person(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=now)
    ada = a_volunteer(session, city, "Ada")
    placed = place(session, opening, ada, now=now - DAY)

    read = text(session, city, ada, "HERE", now=now)

    session.refresh(placed)
    assert placed.arrived_at is None
    assert (read.outcome, read.desk_at) == (Outcome.SHOWN, now)
    assert messages(session, ada.contact)[-1].kind == "lacking_day"
    assert read.organisation_id is not None


def test_hours_of_somebody_who_lacked_it_are_confirmed_only_with_a_word(
    session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, asks=CHECKED, starts=now - DAY, posted_by=cora)
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    meet(session, ada, CHECKED)
    for one in (ada, bob):
        place(session, opening, one, now=now - 2 * DAY)
    ids, given = opening.session_id, {ada.id: 60, bob.id: 60}

    with pytest.raises(Refused, match="Bob has no DBS check"):
        sheet.settle(city, cora, ids, given=given, now=now)
    unchanged = standings(session, opening)
    sheet.settle(city, cora, ids, given=given, known=[bob.id], now=now)

    assert unchanged == {"Ada": Standing.CONFIRMED, "Bob": Standing.CONFIRMED}
    session.rollback()
    assert standings(session, opening) == {"Ada": Standing.ATTENDED, "Bob": Standing.ATTENDED}


def test_a_check_that_ran_out_since_the_session_takes_nothing_from_who_came(
    session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    opening = an_opening(session, city, asks=CHECKED, starts=now - 9 * DAY, posted_by=cora)
    ada = a_volunteer(session, city, "Ada")
    meet(session, ada, CHECKED, ends_at=now - 3 * DAY)
    place(session, opening, ada, now=now - 20 * DAY)

    sheet.settle(city, cora, opening.session_id, given={ada.id: 60}, now=now)

    session.rollback()
    assert standings(session, opening) == {"Ada": Standing.ATTENDED}
