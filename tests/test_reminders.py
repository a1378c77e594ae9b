"""One reminder the day before, and word of what was cancelled."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import invite, place, standings
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.promises.town import send, told
from tests.texting import heard, messages, open_question, text
from volunteer.calls import reminders, service
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.messages.model import Lane
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, Project
from volunteer.staff.model import Member

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
THE_DAY_BEFORE = STARTS - DAY  # a Sunday, 10:00: calling hours have just begun


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give two places on Monday morning."""
    return an_opening(session, city, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who has one of them."""
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    return ada


def remind(now: datetime) -> int:
    done = 0
    while reminders.remind_next(now=now):
        done += 1
    return done


def test_whoever_has_a_place_is_reminded_once_the_day_before(
    session: Session, ada: Volunteer, opening: Opening
) -> None:
    remind(THE_DAY_BEFORE - timedelta(minutes=1))
    assert heard(session, ada) == []

    remind(THE_DAY_BEFORE)
    remind(THE_DAY_BEFORE + HOUR)

    (reminder,) = messages(session, ada)
    assert "see you soon, Ada. Plant the square, Mon 6 May, 10am-12pm" in reminder.body
    assert "Ask for Cora. Text HERE when there, or CAN'T COME." in reminder.body
    assert (reminder.lane, reminder.expires_at) == (Lane.NOTICE, STARTS)


def test_nobody_is_reminded_outside_calling_hours(
    session: Session, city: City, now: datetime
) -> None:
    early = datetime(2030, 5, 7, 7, tzinfo=UTC)  # 8:00 in Plymouth
    ada = a_volunteer(session, city, "Ada")
    place(session, an_opening(session, city, starts=early), ada, now=now)

    remind(datetime(2030, 5, 6, 7, tzinfo=UTC))
    assert heard(session, ada) == []

    remind(datetime(2030, 5, 6, 8, tzinfo=UTC))
    assert heard(session, ada) == ["reminder"]


def test_only_those_who_come_are_reminded(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    waiting, gone, new = (a_volunteer(session, city, name) for name in ("Wim", "Guy", "Nia"))
    place(session, opening, waiting, now=now, standing=Standing.WAITING)
    place(session, opening, gone, now=now, standing=Standing.WITHDRAWN)
    another = an_opening(session, city, starts=STARTS)
    place(session, another, new, now=THE_DAY_BEFORE - HOUR)

    remind(THE_DAY_BEFORE)

    told = {who.name: heard(session, who) for who in (ada, waiting, gone, new)}
    assert told == {"Ada": ["reminder"], "Wim": [], "Guy": [], "Nia": []}


def test_what_was_cancelled_or_has_no_hour_reminds_nobody(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    service.cancel_session(city, cora, opening.session_id, now=now)
    place(session, an_opening(session, city, lasts=None), ada, now=now)

    remind(THE_DAY_BEFORE)

    assert heard(session, ada) == ["cancelled"]


def test_a_reminder_that_waits_does_not_go_to_who_gave_the_place_back(
    session: Session, city: City, ada: Volunteer, sms: FakeSms
) -> None:
    elsewhere = an_opening(session, city, "Paint the hall", starts=STARTS)
    place(session, elsewhere, ada, now=THE_DAY_BEFORE - DAY)
    remind(THE_DAY_BEFORE)

    text(session, city, ada, "can't come", now=THE_DAY_BEFORE)
    text(session, city, ada, "1", now=THE_DAY_BEFORE)
    send(sms, session, now=THE_DAY_BEFORE)

    reminded = [body for body in told(sms, ada.contact) if "see you soon" in body]
    assert ["Paint the hall" in body for body in reminded] == [True]


def test_a_housemate_who_still_comes_is_reminded(
    session: Session, city: City, opening: Opening, ada: Volunteer, sms: FakeSms, now: datetime
) -> None:
    place(session, opening, a_housemate(session, ada, "Raj"), now=now)
    remind(THE_DAY_BEFORE)

    text(session, city, ada, "can't come", now=THE_DAY_BEFORE)
    text(session, city, ada, "1", now=THE_DAY_BEFORE)
    send(sms, session, now=THE_DAY_BEFORE)

    reminded = [body for body in told(sms, ada.contact) if "see you soon" in body]
    assert ["see you soon, Raj" in body for body in reminded] == [True]


def test_a_reminder_that_nobody_knows_of_is_not_tried_again_for_who_gave_the_place_back(
    session: Session, city: City, ada: Volunteer
) -> None:
    remind(THE_DAY_BEFORE)
    (reminder,) = messages(session, ada)
    reminder.status = Status.UNKNOWN
    session.commit()

    text(session, city, ada, "can't come", now=THE_DAY_BEFORE)

    session.refresh(reminder)
    assert (reminder.status, reminder.expires_at) == (Status.UNKNOWN, THE_DAY_BEFORE)


def test_a_reminder_that_waits_does_not_go_out_after_its_session_was_cancelled(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, sms: FakeSms
) -> None:
    remind(THE_DAY_BEFORE)

    service.cancel_session(city, cora, opening.session_id, now=THE_DAY_BEFORE)
    send(sms, session, now=THE_DAY_BEFORE)

    assert ["is cancelled" in body for body in told(sms, ada.contact)] == [True]


def test_a_cancelled_session_tells_those_with_a_place_and_those_waiting_once(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    waiting, gone, asked, other = (
        a_volunteer(session, city, name) for name in ("Wim", "Guy", "Ask", "Oda")
    )
    place(session, opening, waiting, now=now, standing=Standing.WAITING)
    place(session, opening, gone, now=now, standing=Standing.WITHDRAWN)
    invite(session, opening, asked, now=now)

    told = service.cancel_session(city, cora, opening.session_id, now=now)
    again = service.cancel_session(city, cora, opening.session_id, now=now)

    assert (told, again) == (2, 0)
    heard_of_it = {who.name: heard(session, who) for who in (ada, waiting, gone, asked, other)}
    assert heard_of_it == {
        "Ada": ["cancelled"], "Wim": ["cancelled"], "Guy": [], "Ask": [], "Oda": [],
    }  # fmt: skip
    assert open_question(session, asked) is None
    assert set(standings(session, opening).values()) == {Standing.NOT_NEEDED, Standing.WITHDRAWN}


def test_what_has_begun_is_not_cancelled(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer
) -> None:
    with pytest.raises(Refused, match="has begun"):
        service.cancel_session(city, cora, opening.session_id, now=STARTS)

    assert heard(session, ada) == []


def test_only_its_own_organisation_cancels_a_session(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    other = a_member(session, city, organisation="Somebody else")

    with pytest.raises(NotFound):
        service.cancel_session(city, other, opening.session_id, now=now)


def test_word_of_a_cancellation_just_before_it_begins_goes_out_at_any_hour(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    early = datetime(2030, 5, 7, 6, tzinfo=UTC)
    opening = an_opening(session, city, starts=early, posted_by=cora)
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)

    service.cancel_session(city, cora, opening.session_id, now=early - HOUR)

    assert messages(session, ada)[0].lane is Lane.REPLY


def test_a_private_address_is_told_to_those_with_a_place_from_a_day_before(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    project = session.get_one(Project, opening.role.project_id)
    project.private = True
    project.place.address = "7 Hidden Lane"
    bo = a_volunteer(session, city, "Bo")
    session.commit()

    service.start(city, cora, opening.id, now=now)
    service.accept_on_web(city, bo.id, opening.id, now=now)

    reminders.remind_next(now=opening.session.starts_at - DAY)
    call, accepted, reminder = messages(session, bo)
    assert "Hidden Lane" not in call.body
    assert "Hidden Lane" not in accepted.body
    assert "We text you the address the day before." in accepted.body
    assert "Hidden Lane" in reminder.body
