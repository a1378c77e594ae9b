"""What people say later than they were asked, or after something has changed."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.texting import contact_of, heard, open_question, text
from volunteer.calls import service as calls
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.hours import asking
from volunteer.hours.model import Entry
from volunteer.messages import questions, sending
from volunteer.messages.model import Outcome
from volunteer.people import service as people
from volunteer.people.model import State, Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PHONE = "+447700900555"


def test_a_bare_number_corrects_the_hours_that_were_asked_for_last(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    yesterday = an_opening(session, city, "Yesterday", starts=now - 4 * HOUR)
    today = an_opening(session, city, "Now on", starts=now - HOUR / 12)
    for opening in (yesterday, today):
        place(session, opening, ada, now=now - DAY)
    asking.ask_next(now=now)
    text(session, city, ada, "2.5", now=now)

    text(session, city, ada, "3", now=now + HOUR / 6)

    entries = session.execute(sa.select(Entry.session_id, Entry.claimed_minutes)).all()
    assert entries == [(yesterday.session_id, 180)]


def test_on_a_shared_phone_what_a_leaver_was_asked_is_closed(
    session: Session, city: City, now: datetime
) -> None:
    ann = a_volunteer(session, city, "Ann")
    raj = Volunteer(
        city_id=city.id,
        contact=ann.contact,
        name="Raj",
        state=State.ACTIVE,
        home=ann.home,
        created_at=now,
    )
    session.add(raj)
    session.commit()
    cora = a_member(session, city)
    calls.start(city, cora, an_opening(session, city, posted_by=cora).id, now=now)

    calls.leave(city, ann.id, now=now)

    assert open_question(session, raj) is None
    assert text(session, city, raj, "yes please", now=now).outcome is Outcome.DESK


def test_a_call_that_is_still_queued_does_not_go_to_somebody_who_has_left(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    cora = a_member(session, city)
    calls.start(city, cora, an_opening(session, city, posted_by=cora).id, now=now)
    calls.leave(city, ada.id, now=now)
    carrier = FakeSms()

    sending.deliver_next(carrier, clock=lambda: now, calling=[city.id])

    assert carrier.sent == []


def _signed_up(session: Session, city: City, now: datetime) -> None:
    new = people.SignUp(
        name="Zed",
        phone=PHONE,
        home_text="3 Armada Way",
        adult=True,
        agreed=True,
        wording="Text me.",
    )
    people.sign_up(city, new, now=now, addresses=True, address="192.0.2.1")


def test_a_late_yes_to_a_sign_up_on_the_web_still_counts(
    session: Session, city: City, now: datetime
) -> None:
    _signed_up(session, city, now)
    later = now + 8 * DAY
    questions.expire(session, now=later)
    session.commit()

    text(session, city, contact_of(session, city, PHONE), "yes", now=later)

    assert session.scalars(sa.select(Volunteer.state)).one() is State.ACTIVE
    assert heard(session, contact_of(session, city, PHONE)) == ["confirm", "joined"]


def test_join_from_the_phone_of_a_sign_up_on_the_web_confirms_it(
    session: Session, city: City, now: datetime
) -> None:
    _signed_up(session, city, now)

    text(session, city, contact_of(session, city, PHONE), "JOIN", now=now)

    assert session.scalars(sa.select(Volunteer.state)).one() is State.ACTIVE


def test_a_yes_does_not_answer_a_question_that_never_arrived(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    cora = a_member(session, city)
    opening = an_opening(session, city, posted_by=cora)
    calls.start(city, cora, opening.id, now=now)
    calls.stop(city.id, cora, 1, now=now)

    text(session, city, ada, "yes", now=now)

    session.refresh(opening)
    assert opening.taken == 0
    assert heard(session, ada)[-1] == "nothing_asked"


def test_a_yes_to_our_welcome_back_takes_no_place_that_was_declined_before_the_stop(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city)
    ada = a_volunteer(session, city, "Ada")
    invite(session, opening, ada, now=now)
    for number, words in enumerate(("no thanks", "STOP", "START", "yes"), start=1):
        text(session, city, ada, words, now=now + number * HOUR / 60)

    assert heard(session, ada) == ["declined", "stopped", "started", "nothing_asked"]
    assert standings(session, opening) == {}
    text(session, city, ada, f"YES {code(opening, now)}", now=now + HOUR)
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def code(opening: Opening, now: datetime) -> str:
    opening_id = opening.id
    with transaction() as session:
        return str(codes.of(session, session.get_one(Opening, opening_id), now=now))
