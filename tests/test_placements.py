"""Places taken and given back on the web, and those that cannot be any more."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import answers, invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.posting import send_all
from tests.texting import heard, messages, open_question, text
from volunteer.calls import service
from volunteer.calls.model import Answer, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.messages.model import Asked
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Role


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


def taken(session: Session, opening: Opening) -> int:
    session.refresh(opening)
    return opening.taken


def test_a_place_is_taken_on_the_web_and_confirmed_by_text(
    session: Session, city: City, now: datetime
) -> None:
    opening, ada = an_opening(session, city), a_volunteer(session, city, "Ada")

    service.accept_on_web(city, ada.id, opening.id, now=now)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}
    assert heard(session, ada) == ["accepted"]
    assert taken(session, opening) == 1


@pytest.mark.parametrize("sent", [False, True], ids=["text not sent", "text sent"])
def test_who_takes_a_place_on_the_web_is_asked_about_it_no_more(
    session: Session, city: City, now: datetime, sms: FakeSms, *, sent: bool
) -> None:
    opening, ada = an_opening(session, city), a_volunteer(session, city, "Ada")
    service.start(city, a_member(session, city, role=Role.COUNCIL_LEAD), opening.id, now=now)
    assert heard(session, ada) == ["call"]
    if sent:
        send_all(sms, city, now=now)

    service.accept_on_web(city, ada.id, opening.id, now=now)
    send_all(sms, city, now=now + timedelta(minutes=1))

    assert len(sms.sent) == 1 + sent
    assert sms.sent[-1].body.startswith("Thank you")
    assert open_question(session, ada) is None
    assert answers(session, opening) == ({"Ada": Answer.ACCEPTED} if sent else {})
    text(session, city, ada, "sorry, can't come", now=now)
    assert standings(session, opening) == {"Ada": Standing.WITHDRAWN}


def test_who_takes_on_the_web_what_they_are_offered_is_offered_it_no_more(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")
    place(session, opening, bo, now=now, standing=Standing.WAITING)
    text(session, city, ada, "can't come", now=now)
    assert open_question(session, bo) is Asked.OFFER

    service.accept_on_web(city, bo.id, opening.id, now=now)

    assert standings(session, opening)["Bo"] is Standing.CONFIRMED
    assert open_question(session, bo) is None
    assert [(one.kind, one.status) for one in messages(session, bo)] == [
        ("offer", Status.CANCELLED),
        ("accepted", Status.QUEUED),
    ]


def test_a_place_for_any_hour_is_confirmed_by_text_too(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, starts=now - timedelta(days=2), lasts=None)
    ada = a_volunteer(session, city, "Ada")

    service.accept_on_web(city, ada.id, opening.id, now=now)

    assert messages(session, ada)[0].expires_at > now


def test_it_is_too_late_to_join_what_has_begun(session: Session, city: City, now: datetime) -> None:
    opening, ada = an_opening(session, city), a_volunteer(session, city, "Ada")

    with pytest.raises(Refused, match="too late"):
        service.accept_on_web(city, ada.id, opening.id, now=opening.session.starts_at)


def test_a_place_is_given_back_on_the_web_by_its_owner_only_and_once(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo")
    place(session, opening, bo, now=now, standing=Standing.WAITING)
    mine = session.scalars(sa.select(Placement).where(Placement.volunteer_id == ada.id)).one()
    with pytest.raises(NotFound):
        service.withdraw_on_web(city, bo.id, mine.id, now=now)

    service.withdraw_on_web(city, ada.id, mine.id, now=now)
    service.withdraw_on_web(city, ada.id, mine.id, now=now)

    assert taken(session, opening) == 0
    assert heard(session, bo) == ["offer"]


def test_what_was_attended_is_not_given_back_afterwards(
    session: Session, city: City, opening: Opening, ada: Volunteer
) -> None:
    ended = opening.session.starts_at + timedelta(hours=3)
    invite(session, opening, ada, now=opening.session.starts_at - timedelta(days=1))

    text(session, city, ada, "no", now=ended)

    assert standings(session, opening)["Ada"] is Standing.CONFIRMED
    assert taken(session, opening) == 1
