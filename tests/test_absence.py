"""Why somebody is not on a shortlist, told of one person as the shortlist judges everybody."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, place, set_rules
from tests.builders import (
    a_member,
    a_place,
    a_skill,
    a_volunteer,
    an_opening,
    another_session,
)
from tests.pages import Browser
from tests.texting import text
from volunteer.calls import absence, service, shortlist, together
from volunteer.calls.absence import Absent
from volunteer.calls.dayparts import of_session
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.geo import Point
from volunteer.messages.model import Question, QuestionState
from volunteer.people.levels import Level
from volunteer.people.model import State, Travel, Volunteer
from volunteer.projects.model import Opening

DAY = timedelta(days=1)
IVYBRIDGE = Point(50.389, -3.921)  # 16 km from the Guildhall
Arrange = Callable[[Session, City, Opening, Volunteer, datetime], None]


def asked_elsewhere(
    session: Session, city: City, who: Volunteer, at: datetime, *, answered: bool = True
) -> None:
    """Ask somebody about something else on another day."""
    other = an_opening(session, city, starts=at + 20 * DAY)
    invite(session, other, who, now=at)
    if answered:
        session.execute(
            sa.update(Question)
            .where(Question.contact_id == who.contact_id)
            .values(state=QuestionState.ANSWERED)
        )
        session.commit()


def moved(s: Session, city: City, _o: Opening, who: Volunteer, _now: datetime) -> None:
    who.home = a_place(s, city, IVYBRIDGE)


def off_the_map(s: Session, city: City, _o: Opening, who: Volunteer, _now: datetime) -> None:
    who.home = a_place(s, city, None)


def stopped(_s: Session, _c: City, _o: Opening, who: Volunteer, now: datetime) -> None:
    who.contact.stopped_at = now


def unreachable(_s: Session, _c: City, _o: Opening, who: Volunteer, now: datetime) -> None:
    who.contact.unreachable_at, who.contact.unreachable_because = now, "30005"


def joining(_s: Session, _c: City, _o: Opening, who: Volunteer, _now: datetime) -> None:
    who.state = State.JOINING


def at_work(_s: Session, city: City, opening: Opening, who: Volunteer, _now: datetime) -> None:
    who.free = ~_asks(city, opening) & 0x1FFFFF


def _asks(city: City, opening: Opening) -> int:
    return of_session(opening.session.starts_at, opening.session.ends_at, city.zone)


def asked_once(s: Session, _c: City, opening: Opening, who: Volunteer, now: datetime) -> None:
    invite(s, opening, who, now=now - DAY)


def gave_back(s: Session, _c: City, opening: Opening, who: Volunteer, now: datetime) -> None:
    place(s, opening, who, now=now, standing=Standing.WITHDRAWN)


def busy(s: Session, city: City, opening: Opening, who: Volunteer, now: datetime) -> None:
    other = an_opening(s, city, starts=opening.session.starts_at + timedelta(minutes=30))
    place(s, other, who, now=now)


def answering(s: Session, city: City, _o: Opening, who: Volunteer, now: datetime) -> None:
    asked_elsewhere(s, city, who, now - 2 * DAY, answered=False)


def unclear(s: Session, city: City, _o: Opening, who: Volunteer, now: datetime) -> None:
    text(s, city, who, "I've had it with you lot", now=now)


def today(s: Session, city: City, _o: Opening, who: Volunteer, now: datetime) -> None:
    asked_elsewhere(s, city, who, now - timedelta(hours=3))


REASONS: list[tuple[Arrange, Absent]] = [
    (joining, Absent.JOINING),
    (stopped, Absent.STOPPED),
    (unreachable, Absent.UNREACHABLE),
    (off_the_map, Absent.NOWHERE),
    (gave_back, Absent.PLACED),
    (asked_once, Absent.ASKED),
    (answering, Absent.ANSWERING),
    (unclear, Absent.UNREAD),
    (busy, Absent.ELSEWHERE),
    (moved, Absent.TOO_FAR),
    (at_work, Absent.NOT_FREE),
    (today, Absent.LIMIT),
]


@pytest.mark.parametrize(("arrange", "why"), REASONS, ids=lambda one: getattr(one, "__name__", ""))
def test_each_reason_is_told_and_keeps_them_off_the_shortlist(
    session: Session, city: City, now: datetime, arrange: Arrange, why: Absent
) -> None:
    opening, ada = an_opening(session, city), a_volunteer(session, city)
    assert absence.why(session, city, opening, ada, now=now) is None

    arrange(session, city, opening, ada, now)
    session.commit()

    assert absence.why(session, city, opening, ada, now=now) is why
    assert shortlist.ranking(session, city, opening, now=now) == []


def test_a_skill_that_the_role_must_have_is_missed(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, required=("gardening",))
    ada = a_volunteer(session, city)
    assert absence.why(session, city, opening, ada, now=now) is Absent.LACKS_SKILL

    ada.skills.append(a_skill(session, city, "gardening"))
    session.commit()
    assert absence.why(session, city, opening, ada, now=now) is None


def test_who_is_free_for_half_of_a_session_is_not_free_for_it(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    morning, day = an_opening(session, city), an_opening(session, city, lasts=DAY / 4)
    ada.free = _asks(city, morning)
    session.commit()

    assert absence.why(session, city, morning, ada, now=now) is None
    assert len(shortlist.ranking(session, city, morning, now=now)) == 1
    assert absence.why(session, city, day, ada, now=now) is Absent.NOT_FREE
    assert shortlist.ranking(session, city, day, now=now) == []
    ada.free |= _asks(city, day)
    session.commit()
    assert len(shortlist.ranking(session, city, day, now=now)) == 1


def test_a_vehicle_that_the_role_needs_is_missed(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    opening.role.needs_vehicle = True
    ada = a_volunteer(session, city)
    assert absence.why(session, city, opening, ada, now=now) is Absent.LACKS_MORE
    assert shortlist.ranking(session, city, opening, now=now) == []

    ada.vehicle_said_at = now
    session.commit()
    assert absence.why(session, city, opening, ada, now=now) is None


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        ({"least_age": 25}, "not said that they are old enough"),
        ({"needs_vehicle": True}, "not said that they have a car or van"),
        ({"check_level": Level.BASIC, "check_reason": "Alone"}, "No check is written down"),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_what_somebody_lacks_is_told_by_its_name(
    app: Flask, session: Session, city: City, asks: dict[str, object], told: str
) -> None:
    opening = an_opening(session, city, posted_by=a_member(session, city))
    for name, value in asks.items():
        setattr(opening.role, name, value)
    a_volunteer(session, city, "Ada")
    session.commit()
    browser = Browser(app, city)
    browser.sign_in(opening.role.project.posted_by)

    assert told in browser.get(f"/staff/openings/{opening.id}/why?name=Ada").text


def test_of_the_skills_that_a_role_must_have_those_are_named_that_somebody_lacks(
    app: Flask, session: Session, city: City
) -> None:
    opening = an_opening(
        session, city, posted_by=a_member(session, city), required=("gardening", "driving")
    )
    a_volunteer(session, city, "Ada", skills=("driving",))
    browser = Browser(app, city)
    browser.sign_in(opening.role.project.posted_by)

    page = browser.get(f"/staff/openings/{opening.id}/why?name=Ada").text

    assert "a skill that they did not say they have: gardening." in page


def test_of_a_whole_town_it_says_of_everybody_what_the_shortlist_does(
    session: Session, city: City, now: datetime
) -> None:
    set_rules(city, calls_in_7_days=2)
    openings = of_each_kind(session, city)
    draw = random.Random(6)  # noqa: S311 - the same town each time
    for number in range(150):
        who = somebody(session, city, draw, number, now)
        if draw.random() < 0.5:
            draw.choice(REASONS)[0](session, city, draw.choice(openings), who, now)
            session.commit()
    seen: set[Absent | None] = set()

    people = list(session.scalars(sa.select(Volunteer)))
    for opening in openings:
        ranked = {one.volunteer_id for one in shortlist.ranking(session, city, opening, now=now)}
        whys = {one.id: absence.why(session, city, opening, one, now=now) for one in people}
        seen.update(whys.values())
        assert ranked == {who for who, why in whys.items() if why is None}
    assert seen == {*Absent, None}, "some reason never came up"


def of_each_kind(session: Session, city: City) -> list[Opening]:
    """Return openings with a skill, on the telephone, nearby only, and with a vehicle."""
    titles = ("Prune the trees", "Telephone befriending", "For neighbours")
    skilled, remote, near = (
        an_opening(session, city, title, places=90, required=("gardening",) * (number == 0))
        for number, title in enumerate(titles)
    )
    driving = an_opening(session, city, "At any hour", places=90, lasts=None)
    remote.role.remote, near.role.radius_km, driving.role.needs_vehicle = True, 2.0, True
    session.commit()
    return [skilled, remote, near, driving]


def somebody(
    session: Session, city: City, draw: random.Random, number: int, now: datetime
) -> Volunteer:
    """Return one of a town: somewhere, with some skill, some way to travel, free at some times."""
    who = a_volunteer(
        session,
        city,
        f"Person {number}",
        phone=f"+44770090{1000 + number}",
        point=Point(50.37 + draw.gauss(0, 0.03), -4.14 + draw.gauss(0, 0.05)),
        skills=("gardening",) if draw.random() < 0.5 else (),
        travel=draw.choice(list(Travel)),
    )
    who.free = draw.choice([None, draw.getrandbits(21)])
    who.most_calls_a_month = draw.choice([None, None, 1])
    who.vehicle_said_at = draw.choice([None, now])
    session.commit()
    return who


def test_whom_a_call_about_all_sessions_leaves_in_peace_is_not_on_its_shortlist_and_is_told_why(
    app: Flask, session: Session, city: City
) -> None:
    cora, now = a_member(session, city, "Cora"), clock.now()
    first = an_opening(session, city, posted_by=cora, starts=now + 5 * DAY)
    other = another_session(session, first, starts=now + 6 * DAY)
    together.start(city, cora, first.role.project_id, now=now)
    service.accept_on_web(city, a_volunteer(session, city, "Ada").id, other.id, now=now)
    a_volunteer(session, city, "Bo")
    browser = Browser(app, city)
    browser.sign_in(cora)
    page, why = f"/staff/openings/{first.id}", f"/staff/openings/{first.id}/why?name=Ada"

    with_others = browser.get(page).text, browser.get(why).text
    together.stop(city.id, cora, first.role.project_id, now=now)
    alone = browser.get(page).text, browser.get(why).text

    assert ["Ada" in text for text in (with_others[0], alone[0])] == [False, True]
    assert "Bo" in with_others[0]
    assert "they are left in peace" in with_others[1]
    assert "They fit, and are number" in alone[1]


def test_a_coordinator_looks_somebody_up_by_a_word_of_their_name(
    app: Flask, session: Session, city: City
) -> None:
    cora = a_member(session, city, "Cora")
    opening = an_opening(session, city, posted_by=cora)
    a_volunteer(session, city, "Ada Lovelace", point=IVYBRIDGE)
    a_volunteer(session, city, "Adam Smith")
    browser = Browser(app, city)
    browser.sign_in(cora)

    page = browser.get(f"/staff/openings/{opening.id}/why?name=ada").text
    assert "Ada Lovelace" in page
    assert "They live farther away" in page
    assert "Adam Smith" not in page, "found by a part of a word"

    page = browser.get(f"/staff/openings/{opening.id}/why?name=SMITH").text
    assert "number 1 on the shortlist" in page
    assert "Nobody of that name" in browser.get(f"/staff/openings/{opening.id}/why?name=Zoe").text
    assert "Give a name." in browser.get(f"/staff/openings/{opening.id}/why?name=").text
