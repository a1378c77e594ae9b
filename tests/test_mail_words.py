"""The words of mails: whole sentences, links that lead somewhere, and nobody's data."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city
from volunteer.cities.model import City
from volunteer.staff.notices import ACCOUNT, CHOSEN, Kind, words
from volunteer.staff.notices.words import Told
from volunteer.worker import WHY_TOLD

PAGES = "https://plymouth.example"
ABOUTS = {
    Kind.DANGER: ["text"],
    Kind.TEXTS: ["desk"],
    Kind.APPROVAL: ["proposal", "decision", "reading"],
    Kind.HALTED: ["sender", "paused", "spend", "refused"],
    Kind.EXPIRY: ["shortfall", "member", "check", "lacking"],
    Kind.OVERDUE: ["measure"],
    Kind.SECURITY: ["password", "second factor", "new browser", "role", "no such thing"],
    Kind.INVITED: ["invited"],
    Kind.NEW_PASSWORD: ["new password"],
}


def everything() -> Iterator[list[Told]]:
    """Give what mails may be about: each thing alone, twice, and all of a kind together."""
    for kind, abouts in ABOUTS.items():
        for about in abouts:
            yield [Told(kind, about, 7)]
            yield [Told(kind, about, 7), Told(kind, about, 8)]
        yield [Told(kind, about, 7) for about in abouts]
    yield [Told(kind, about, 7) for kind in CHOSEN for about in ABOUTS[kind]]


MAILS = list(everything())


def written(city: City, told: list[Told]) -> tuple[str, str]:
    return words.mail(told, city=city, pages=PAGES, link=f"{PAGES}/staff/links/token")


def test_there_are_words_for_every_kind_and_everything_it_may_be_about() -> None:
    assert set(ABOUTS) == set(Kind)
    of_time = {about for abouts in ABOUTS.values() for about in abouts}
    assert set(WHY_TOLD) <= of_time


@pytest.mark.parametrize("told", MAILS, ids=range(len(MAILS)))
def test_a_mail_is_whole_and_leads_to_pages_that_are_there(
    app: Flask, session: Session, told: list[Told]
) -> None:
    city = a_city(session)
    subject, body = written(city, told)

    assert subject.startswith(("Plymouth: ", "Volunteer at Plymouth City Council: "))
    assert len(subject) < 78  # one line, unfolded
    assert not re.search(r"\{|\}|None|\n\n\n|  +\S", body)
    routes = app.url_map.bind("plymouth.example")
    links = re.findall(r"https://plymouth\.example(\S*)", body)
    assert links
    for link in links:
        routes.match(link, method="GET")


def test_what_cannot_be_switched_off_does_not_say_that_it_can(session: Session) -> None:
    city = a_city(session)

    for kind in Kind:
        _, body = written(city, [Told(kind, ABOUTS[kind][0], 1)])
        assert ("/staff/notices" in body) == (kind not in ACCOUNT)


def test_every_file_of_words_is_used() -> None:
    files = {path.stem for path in (Path(words.FOLDER) / "en").glob("*.txt")}

    kinds = {kind.value.replace(" ", "_") for kind in Kind}
    assert files == kinds | {"digest", "foot_account", "foot_choice", "test"}
