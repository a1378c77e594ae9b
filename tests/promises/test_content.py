"""Statements 18 to 21: what stands in a text."""

import html
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import a_contact, a_member, a_volunteer, an_opening
from tests.pages import Browser
from tests.posting import write
from tests.promises.town import DAY, HOUR, a_call_for, address_of
from tests.texting import heard, messages, text
from volunteer.calls import service
from volunteer.cities.model import City
from volunteer.core.errors import Refused
from volunteer.messages import segments, wording
from volunteer.messages.model import Message
from volunteer.people.names import tidy
from volunteer.staff.model import Role

TEXTS = Path(wording.FOLDER)
LONGEST_NAME = "Maximiliana-Bartholomea"


def test_18_the_preview_shows_the_exact_text_its_parts_and_its_cost_at_the_worst(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    cora = a_member(session, city, "Cora")
    for name in ("Ada", LONGEST_NAME, "Bo"):
        a_volunteer(session, city, name)
    opening = an_opening(session, city, places=3, posted_by=cora)
    browser = Browser(app, city)
    browser.sign_in(cora)

    page = html.unescape(browser.get(f"/staff/openings/{opening.id}").text)
    service.start(city, cora, opening.id, now=now)

    calls = session.scalars(sa.select(Message).where(Message.kind == "call")).all()
    assert [body for body in (one.body for one in calls) if body in page] != []
    dearest = max(one.segments for one in calls)
    shown = [int(parts) for parts in re.findall(r"(\d+) (?:SMS )?parts?\b", page)]
    assert dearest in shown
    most = sum(one.segments for one in calls) * city.rules.segment_pence
    pounds = [round(float(price) * 100) for price in re.findall(r"£(\d+\.\d\d)", page)]
    assert max(pounds) >= most


def test_19_over_1600_cannot_be_queued_and_unknown_characters_are_refused_when_writing(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    ada = a_contact(session, city)
    assert len(write(city, ada, "x" * 1600, now=now).body) == 1600
    with pytest.raises(Refused):
        write(city, ada, "x" * 1601, now=now)

    for strange in ("Bring \x00 gloves", "Bring \ud83d gloves", "Bring \ufffd gloves", "\x1b[31m"):
        with pytest.raises(Refused):
            write(city, ada, strange, now=now)
    bodies = session.scalars(sa.select(Message.body)).all()
    assert bodies == ["x" * 1600]
    for known in ("Dŵr, tŷ & café £5", "👍🏽 see you", "Łódź"):
        assert write(city, ada, known, now=now).body == known


@pytest.mark.parametrize(
    "name", ["Ann\nReply to 07700 900123", "http://evil.example", "www.evil.example"]
)
def test_20_links_lead_to_the_councils_own_domain_and_a_name_injects_nothing(
    session: Session, city: City, now: datetime, *, name: str
) -> None:
    for file in TEXTS.rglob("*.txt"):
        links = re.findall(r"(?:https?://|www\.)[^\s{]+", file.read_text())
        assert links == [], file
    with suppress(Refused):  # better still
        assert re.search(r"\n|https?:|www", tidy(name)) is None
    cora, ada = a_member(session, city, "Cora"), a_volunteer(session, city, name)
    opening = an_opening(session, city, f"Plant {name}", posted_by=cora)

    service.start(city, cora, opening.id, now=now)
    text(session, city, ada, "yes", now=now)

    assert heard(session, ada) == ["call", "accepted"]
    for message in messages(session, ada):
        assert "\n" not in message.body
        assert re.search(r"https?://|www\.", message.body) is None


def test_20_no_link_to_elsewhere_goes_out_from_the_desk(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    told = text(session, city, ada, "can I bring my dog?", now=now)
    browser = Browser(app, city)
    browser.sign_in(a_member(session, city, "Lea", role=Role.COUNCIL_LEAD))
    settled = address_of(app, "settlement", text_id=told.id)

    for words, kinds in (
        ("See http://evil.example", []),
        ("See evil.example/dogs", []),
        ("Yes, bring it", ["desk_reply"]),
    ):
        browser.post(settled, **dict.fromkeys(("words", f"text{told.id}-words"), words))
        assert heard(session, ada)[1:] == kinds


def test_21_welsh_speakers_are_called_confirmed_helped_and_refused_in_welsh(
    session: Session, city: City, now: datetime
) -> None:
    city.languages = ["en", "cy"]
    ann, ada = a_volunteer(session, city, "Ann"), a_volunteer(session, city, "Ann")
    ann.contact.language = "cy"
    for who in (ann, ada):
        place(session, an_opening(session, city, starts=now - 3 * HOUR), who, now=now - DAY)
    for day, (welsh, english) in enumerate(
        [("ie", "yes"), ("na", "no"), ("help", "help"), ("oriau 20", "hours 20"),
         ("beth yw hwn?", "what is this?"), ("stop", "stop"), ("stopiwch", "please stop")]
    ):  # fmt: skip
        moment = now + day * 5 * DAY
        if day < 2:
            invite(
                session, an_opening(session, city, starts=moment + 2 * DAY), ann, ada, now=moment
            )
        text(session, city, ann, welsh, now=moment)
        text(session, city, ada, english, now=moment)

    a_call_for(session, city, now=now)
    assert heard(session, ann) == heard(session, ada)
    kinds = {"accepted", "declined", "help", "hours_again", "passed_on", "stopped"}
    assert kinds <= set(heard(session, ann))
    for in_welsh, in_english in zip(messages(session, ann), messages(session, ada), strict=True):
        assert in_welsh.body != in_english.body, in_welsh.kind
    for file in (TEXTS / "en").glob("*.txt"):
        assert (TEXTS / "cy" / file.name).exists(), file.name
        parts = segments.count((TEXTS / "cy" / file.name).read_text())
        assert parts.segments >= 1


def test_21_in_welsh_a_call_is_in_welsh(session: Session, city: City, now: datetime) -> None:
    city.languages = ["en", "cy"]
    ann, ada = a_volunteer(session, city, "Ann"), a_volunteer(session, city, "Ann")
    ann.contact.language = "cy"
    session.commit()

    a_call_for(session, city, now=now)

    (welsh,), (english,) = messages(session, ann), messages(session, ada)
    assert (welsh.kind, english.kind) == ("call", "call")
    assert "can you help" in english.body
    assert "can you help" not in welsh.body
    assert "STOP" in welsh.body
    assert city.council in welsh.body
