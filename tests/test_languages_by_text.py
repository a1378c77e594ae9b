"""The language of a phone, chosen by text."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.builders import a_volunteer
from tests.texting import contact_of, heard, messages, text
from volunteer.cities.model import City
from volunteer.messages.model import Outcome

STRANGER = "+447700900999"


@pytest.fixture
def welsh(session: Session, city: City) -> City:
    """Give a city that texts in Welsh too."""
    city.languages = ["en", "cy"]
    session.commit()
    return city


def test_a_city_with_the_language_texts_in_it_from_then_on(
    session: Session, welsh: City, now: datetime
) -> None:
    ada = a_volunteer(session, welsh, "Ada")

    told = text(session, welsh, ada, "Cymraeg", now=now)
    assert (ada.contact.language, told.outcome) == ("cy", Outcome.DONE)

    text(session, welsh, ada, "English", now=now)
    assert ada.contact.language == "en"
    assert heard(session, ada) == ["language", "language"]
    assert "from now on we text you in English" in messages(session, ada)[-1].body


def test_a_city_without_it_says_so_and_changes_nothing(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")

    told = text(session, city, ada, "Cymraeg", now=now)

    assert (ada.contact.language, told.outcome) == ("en", Outcome.ASKED_BACK)
    assert heard(session, ada) == ["only_english"]


@pytest.mark.parametrize(("words", "language"), [("YMUNO", "cy"), ("JOIN", "en")])
def test_a_stranger_is_answered_in_the_language_they_begin_in(
    session: Session, welsh: City, now: datetime, words: str, language: str
) -> None:
    text(session, welsh, STRANGER, words, now=now)

    assert contact_of(session, welsh, STRANGER).language == language


@pytest.mark.parametrize(
    ("words", "language"), [("Pwy sy yna?", "cy"), ("?", "cy"), ("JOIN", "en"), ("YMUNO", "cy")]
)
def test_where_welsh_is_the_first_language_strangers_are_answered_in_it_unless_they_write_join(
    session: Session, welsh: City, now: datetime, words: str, language: str
) -> None:
    welsh.languages = ["cy", "en"]
    session.commit()

    text(session, welsh, STRANGER, words, now=now)

    stranger = contact_of(session, welsh, STRANGER)
    [answer] = messages(session, stranger)
    assert stranger.language == language
    said = {"how_to_join": "Helo, dyma", "join_name": "Bydd"}[answer.kind]
    assert answer.body.startswith(said) == (language == "cy")


def test_where_there_is_no_welsh_a_stranger_joins_in_english(
    session: Session, city: City, now: datetime
) -> None:
    text(session, city, STRANGER, "YMUNO", now=now)

    stranger = contact_of(session, city, STRANGER)
    assert (stranger.language, heard(session, stranger)) == ("en", ["join_name"])
