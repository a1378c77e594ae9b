"""Nobody has two places at one hour: the second yes takes nothing, and says how to swap."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import answers, invite, place, standings
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.racing import at_once, in_the_end, read_then_write
from tests.texting import heard, messages, open_question, text
from volunteer.calls import clash, offers, service
from volunteer.calls.model import HOLDS_PLACES, Answer, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.desk import answers as desk
from volunteer.desk import undoing
from volunteer.messages import effects, inbox
from volunteer.messages.model import Outcome
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole
from volunteer.sms import conversation
from volunteer.staff.model import Role

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada."""
    return a_volunteer(session, city, "Ada")


@pytest.fixture
def mine(session: Session, city: City, ada: Volunteer, now: datetime) -> Opening:
    """Give the opening in which she has a place, from nine to eleven."""
    mine = an_opening(session, city, "Plant the square")
    mine.code = "A7"
    place(session, mine, ada, now=now - DAY)
    return mine


@pytest.fixture
def other(session: Session, city: City, mine: Opening, ada: Volunteer, now: datetime) -> Opening:
    """Give another from ten to twelve, about which she was asked before that."""
    other = an_opening(session, city, "Paint the hall", starts=STARTS + HOUR)
    invite(session, other, ada, now=now)
    return other


def test_a_second_yes_to_the_same_hour_takes_nothing_and_says_how_to_swap(
    session: Session, city: City, ada: Volunteer, mine: Opening, other: Opening, now: datetime
) -> None:
    yes = text(session, city, ada, "YES", now=now)

    assert standings(session, mine) == {"Ada": Standing.CONFIRMED}
    assert standings(session, other) == {}
    assert other.taken == 0
    assert answers(session, other) == {"Ada": Answer.TOO_LATE}
    assert open_question(session, ada) is None
    assert (yes.outcome, yes.desk_at) == (Outcome.ASKED_BACK, None)
    session.refresh(other)
    said = messages(session, ada)[-1].body
    assert said.startswith(
        "Thank you, Ada. You have a place at that time already: Plant the square. You keep it, so "
        "you do not have a place at Paint the hall, Mon 6 May"
    )
    assert said.endswith(f"To swap, reply NO A7, then YES {other.code} soon: we cannot hold it.")


def test_they_swap_as_they_were_told(
    session: Session, city: City, ada: Volunteer, mine: Opening, other: Opening, now: datetime
) -> None:
    text(session, city, ada, "YES", now=now)
    session.refresh(other)

    text(session, city, ada, "NO A7", now=now + MINUTE)
    text(session, city, ada, f"YES {other.code}", now=now + 2 * MINUTE)

    assert standings(session, mine) == {"Ada": Standing.WITHDRAWN}
    assert standings(session, other) == {"Ada": Standing.CONFIRMED}
    assert heard(session, ada) == ["clash", "withdrawn", "accepted"]


def test_where_every_place_is_taken_it_is_no_place_in_the_line_either(
    session: Session, city: City, ada: Volunteer, mine: Opening, other: Opening, now: datetime
) -> None:
    other.places = other.taken = 1
    session.commit()

    text(session, city, ada, "YES", now=now)

    assert heard(session, ada) == ["clash"]
    assert standings(session, other) == {}
    assert "swap" not in messages(session, ada)[-1].body


def test_nobody_is_told_to_swap_for_a_place_that_somebody_else_is_being_offered(
    session: Session, city: City, ada: Volunteer, mine: Opening, other: Opening, now: datetime
) -> None:
    other.places, bo = 1, a_volunteer(session, city, "Bo")
    place(session, other, bo, now=now, standing=Standing.WAITING)
    assert offers.offer_due_next(now=now)

    text(session, city, ada, "YES", now=now + MINUTE)

    assert heard(session, bo) == ["offer"]
    assert heard(session, ada) == ["clash"]
    assert "swap" not in messages(session, ada)[-1].body


def test_a_yes_to_an_offer_at_the_hour_of_a_place_lets_it_pass_to_the_next_in_line(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    full, bo = an_opening(session, city, places=1), a_volunteer(session, city, "Bo")
    for number, who in enumerate((ada, bo)):
        place(session, full, who, now=now + number * MINUTE, standing=Standing.WAITING)
    other = an_opening(session, city, "Paint the hall")
    other.code = "C4"
    session.commit()
    assert offers.offer_due_next(now=now + HOUR)
    service.accept_on_web(city, ada.id, other.id, now=now + HOUR)

    text(session, city, ada, "YES", now=now + HOUR + MINUTE)
    assert offers.offer_due_next(now=now + HOUR + MINUTE)

    assert heard(session, ada)[-1] == "clash"
    assert "swap" not in messages(session, ada)[-1].body
    assert heard(session, bo) == ["offer"]
    assert standings(session, full) == {"Ada": Standing.WAITING, "Bo": Standing.WAITING}


def test_a_place_without_a_code_is_given_none_while_the_wanted_opening_is_held(
    session: Session, city: City, ada: Volunteer, mine: Opening, other: Opening, now: datetime
) -> None:
    """Two people who want each other's would wait for each other."""
    mine.code = None
    session.commit()

    text(session, city, ada, "YES", now=now)

    session.refresh(mine)
    assert mine.code is None
    assert "swap" not in messages(session, ada)[-1].body


def test_of_two_roles_of_one_session_the_roles_are_named(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime
) -> None:
    role = ProjectRole(city_id=city.id, title="Cook", least_age=18)
    mine.role.project.roles.append(role)
    cooking = Opening(city_id=city.id, role=role, session=mine.session, places=1)
    session.add(cooking)
    session.commit()
    invite(session, cooking, ada, now=now)

    text(session, city, ada, "YES", now=now)

    said = messages(session, ada)[-1].body
    assert "You have a place at that time already: Gardener." in said
    assert "you do not have a place at Cook, Mon 6 May" in said
    assert "Plant the square" not in said


def test_who_waits_for_a_full_session_and_has_another_place_hears_their_turn(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime
) -> None:
    full = an_opening(session, city, "Paint the hall", places=1)
    place(session, full, a_volunteer(session, city, "Bo"), now=now)
    invite(session, full, ada, now=now)
    place(session, full, ada, now=now, standing=Standing.WAITING)

    text(session, city, ada, "YES", now=now)

    assert heard(session, ada) == ["waiting"]
    assert "You are number 1 in line" in messages(session, ada)[-1].body
    assert standings(session, full)["Ada"] is Standing.WAITING


@pytest.mark.parametrize(
    ("starts", "lasts"),
    [(STARTS + 2 * HOUR, 2 * HOUR), (STARTS - HOUR, HOUR), (STARTS + DAY, HOUR), (STARTS, None)],
    ids=["right after", "right before", "another day", "at any hour"],
)
def test_what_is_at_another_hour_or_at_any_is_taken(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime,
    *, starts: datetime, lasts: timedelta | None,
) -> None:  # fmt: skip
    free = an_opening(session, city, "Paint the hall", starts=starts, lasts=lasts)
    invite(session, free, ada, now=now)

    text(session, city, ada, "YES", now=now)

    assert standings(session, free) == {"Ada": Standing.CONFIRMED}


@pytest.mark.parametrize("standing", sorted(set(Standing) - set(HOLDS_PLACES)))
def test_only_a_place_that_they_have_is_in_the_way(
    session: Session, city: City, ada: Volunteer, now: datetime, standing: Standing
) -> None:
    place(session, an_opening(session, city), ada, now=now, standing=standing)
    other = an_opening(session, city, "Paint the hall")

    service.accept_on_web(city, ada.id, other.id, now=now)

    assert standings(session, other) == {"Ada": Standing.CONFIRMED}


def test_two_who_share_a_phone_may_each_have_one(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime
) -> None:
    raj = a_housemate(session, ada, "Raj")
    other = an_opening(session, city, "Paint the hall")

    service.accept_on_web(city, raj.id, other.id, now=now)

    assert standings(session, other) == {"Raj": Standing.CONFIRMED}


def test_on_the_web_it_is_refused_in_words(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime
) -> None:
    other = an_opening(session, city, "Paint the hall")

    with pytest.raises(Refused) as refusal:
        service.accept_on_web(city, ada.id, other.id, now=now)

    assert str(refusal.value) == (
        "You have a place at that time already: “Plant the square”. You keep it."
    )
    assert standings(session, other) == {}


def test_nor_does_a_member_give_them_two(
    session: Session, city: City, ada: Volunteer, mine: Opening, other: Opening, now: datetime
) -> None:
    lead = a_member(session, city, "Lena", role=Role.COUNCIL_LEAD)
    unclear = text(session, city, ada, "yes but only until 11", now=now)

    with pytest.raises(Refused, match=r"Ada has a place at that time .*“Plant the square”\.$"):
        desk.accept(city, lead, unclear.id, now=now)

    assert standings(session, other) == {}


def test_a_member_of_another_organisation_does_not_hear_what_they_have(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime
) -> None:
    cora = a_member(session, city, "Cora", organisation="Bread and Roses")
    other = an_opening(session, city, "Paint the hall", posted_by=cora)
    invite(session, other, ada, now=now)
    unclear = text(session, city, ada, "yes but only until 11", now=now)

    with pytest.raises(Refused, match=r"^Ada has a place in something else at that time\.$"):
        desk.accept(city, cora, unclear.id, now=now)


def test_nor_is_a_place_given_again_to_who_took_another_at_that_hour(
    session: Session, city: City, ada: Volunteer, mine: Opening, now: datetime
) -> None:
    lead = a_member(session, city, "Lena", role=Role.COUNCIL_LEAD)
    gave_back = text(session, city, ada, "can't come", now=now)
    other = an_opening(session, city, "Paint the hall")
    service.accept_on_web(city, ada.id, other.id, now=now)
    [effect] = effects.of_texts(session, city.id, [gave_back.id])

    with pytest.raises(Refused, match=r"Ada has a place at that time .*“Paint the hall”\.$"):
        undoing.undo(city, lead, effect.id, now=now)

    assert standings(session, mine) == {"Ada": Standing.WITHDRAWN}


def test_nor_does_such_a_member_hear_it_who_takes_back_what_a_text_did(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    cora = a_member(session, city, "Cora", organisation="Bread and Roses")
    hers = an_opening(session, city, "Plant the square", posted_by=cora)
    place(session, hers, ada, now=now - DAY)
    gave_back = text(session, city, ada, "can't come", now=now)
    other = an_opening(session, city, "Paint the hall")
    service.accept_on_web(city, ada.id, other.id, now=now)
    [effect] = effects.of_texts(session, city.id, [gave_back.id])

    with pytest.raises(Refused, match=r"^Ada has a place in something else at that time\.$"):
        undoing.undo(city, cora, effect.id, now=now)


def test_who_took_another_place_at_that_hour_keeps_their_turn_and_is_passed_over(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    full, bo = an_opening(session, city, places=1), a_volunteer(session, city, "Bo")
    for number, who in enumerate((ada, bo)):
        place(session, full, who, now=now + number * MINUTE, standing=Standing.WAITING)
    other = an_opening(session, city, "Paint the hall")
    service.accept_on_web(city, ada.id, other.id, now=now)

    assert offers.offer_due_next(now=now + HOUR)

    assert "offer" in heard(session, bo)
    assert "offer" not in heard(session, ada)
    assert standings(session, full)["Ada"] is Standing.WAITING


def says_yes(city_id: int, phone: str, code: str, now: datetime) -> None:
    receive = partial(
        inbox.receive, city_id, sid=f"SM{code}", phone=phone, body=f"YES {code}", now=now
    )
    text_id = in_the_end(receive)
    assert text_id is not None
    in_the_end(partial(conversation.answer, text_id, now=now))


def takes(city_id: int, who: int, opening_id: int, now: datetime) -> None:
    here = db.session().get_one(City, city_id)
    try:
        in_the_end(partial(service.accept_on_web, here, who, opening_id, now=now))
    except Refused:
        db.session().rollback()


def test_of_yeses_to_the_same_hour_that_come_at_once_one_takes_a_place(
    app: Flask, session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    openings = [an_opening(session, city, f"Project {n}") for n in range(6)]
    for number, opening in enumerate(openings):
        opening.code = f"A{number + 1}"
    session.commit()
    city_id, who, phone = city.id, ada.id, ada.contact.phone
    ids = [one.id for one in openings]
    session.rollback()
    naively: list[object] = []
    read_then_write(app, 6, partial(_has_none, city_id, who, ids[0]), naively.append)
    assert naively == [True] * 6  # the control: each finds that she has no place then

    jobs: list[Callable[[], object]] = []
    for number, opening_id in enumerate(ids):
        jobs.append(
            partial(takes, city_id, who, opening_id, now)
            if number % 2
            else partial(says_yes, city_id, phone, f"A{number + 1}", now)
        )
    results = at_once(app, jobs)

    assert [one for one in results if isinstance(one, Exception)] == []
    session.rollback()
    has = sa.select(sa.func.count(Placement.id)).where(Placement.standing.in_(HOLDS_PLACES))
    assert session.scalars(has).one() == 1
    assert session.scalars(sa.select(sa.func.sum(Opening.taken))).one() == 1


def _has_none(city_id: int, volunteer_id: int, opening_id: int) -> bool:
    found = clash.place(db.session(), city_id, volunteer_id, opening_id)
    db.session().rollback()
    return found is None
