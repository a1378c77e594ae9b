"""Cora's desk: an opening of hers, Ada who was asked about it, and a text for a person."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer
from tests.builders import a_member, an_opening
from tests.texting import text
from volunteer.cities.model import City
from volunteer.messages.model import Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

MINUTE = timedelta(minutes=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of Cora's with two places."""
    return an_opening(session, city, places=2, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who was asked about it."""
    return an_asked_volunteer(session, city, opening, "Ada", now=now)


@pytest.fixture
def unclear(session: Session, city: City, ada: Volunteer, now: datetime) -> Text:
    """Give a text of hers that no machine should act on."""
    return text(session, city, ada, "yes but only until 11", now=now + MINUTE)
