"""The desk's pages: what is offered for which text, what a tap leads to, and all texts."""

from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.pages import Browser, problems, told
from tests.texting import heard, text
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.messages import effects
from volunteer.messages.effects import Changed
from volunteer.messages.model import Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    """Give a browser."""
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City, browser: Browser) -> Member:
    """Give a coordinator, who is signed in."""
    cora = a_member(session, city, "Cora")
    browser.sign_in(cora)
    return cora


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of Cora's."""
    starts = clock.now() + 3 * DAY
    return an_opening(session, city, "Plant the square", places=2, starts=starts, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening) -> Volunteer:
    """Give Ada, who was asked about it."""
    ada = a_volunteer(session, city, "Ada", phone="+447700900111")
    invite(session, opening, ada, now=clock.now() - MINUTE)
    return ada


@pytest.fixture
def unclear(session: Session, city: City, ada: Volunteer) -> Text:
    """Give a text of hers for a person."""
    return text(session, city, ada, "yes but only until 11", now=clock.now())


def at(text: Text, what: str = "") -> str:
    return f"/staff/desk/texts/{text.id}{what}"


def seen(browser: Browser, address: str) -> str:
    page = browser.get(address)
    assert page.status_code == 200
    return " ".join(unescape(page.text).split())


def test_one_tap_on_the_list_gives_the_place_and_says_so(
    session: Session, browser: Browser, opening: Opening, unclear: Text
) -> None:
    page = seen(browser, "/staff/desk")
    answer = browser.post(at(unclear, "/place"))
    after = browser.get(answer.location)

    assert "yes but only until 11" in page
    assert "Plant the square" in page
    assert "2 places left" in page
    assert told(after) == ["Ada has a place. We text them so."]
    assert "No text waits for you." in after.text
    assert "Just done by you" in after.text
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def test_a_text_has_a_page_with_both_sides_what_was_done_and_what_is_left(
    session: Session, city: City, browser: Browser, opening: Opening, unclear: Text
) -> None:
    place(session, opening, a_volunteer(session, city, "Bob"), now=clock.now())

    page = seen(browser, at(unclear))

    for words in ("yes but only until 11", "Thanks for your text", "1 place left", "Still open",
                  "It is not clear what they mean", "Nobody yet."):  # fmt: skip
        assert words in page, words
    assert "900111" not in page


def test_only_what_makes_sense_is_offered(
    session: Session, city: City, browser: Browser, cora: Member, opening: Opening, unclear: Text
) -> None:
    asked = seen(browser, at(unclear))
    opening.session.cancelled_at = clock.now()
    session.commit()
    cancelled = seen(browser, at(unclear))
    stray = text(session, city, a_volunteer(session, city, "Eve"), "bus fares?", now=clock.now())
    stray.organisation_id = cora.organisation_id
    session.commit()
    unasked = seen(browser, at(stray))

    offers = ("Yes: give a place", "No, they do not come", "give it back", "Write the hours down")
    assert [one in asked for one in offers] == [True, True, False, False]
    assert not any(one in page for one in offers for page in (cancelled, unasked))
    assert "they wrote of their own accord" in unasked
    assert all("Done without an answer" in page for page in (asked, cancelled, unasked))


def test_hours_stand_in_the_field_when_they_can_be_read(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    over = an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)
    ada = a_volunteer(session, city, "Ada")
    was_there = place(session, over, ada, now=clock.now())
    told_of = text(session, city, ada, "what about parking?", now=clock.now())
    told_of.organisation_id, told_of.body = cora.organisation_id, "two and a half hours"
    session.commit()

    page = seen(browser, at(told_of))
    wrong = browser.post(at(told_of, "/hours"), placement_id=was_there.id, hours="ages")
    sent = browser.post(at(told_of, "/hours"), placement_id=was_there.id, hours="2.5")

    assert 'value="2.5"' in page
    assert problems(wrong) == ["That cannot be read as hours. Write it like 2.5, or 45 min."]
    assert sent.status_code == 303
    assert heard(session, ada)[-1] == "hours_thanks"


def test_the_second_of_two_who_tap_is_told_so(
    session: Session, city: City, browser: Browser, opening: Opening, unclear: Text
) -> None:
    browser.post(at(unclear, "/refusal"))

    for what, form in (
        ("/place", {}),
        ("/place", {"party": "x"}),
        ("/settlement", {"words": "Hi"}),
        ("/stop", {}),
    ):
        answer = browser.post(at(unclear, what), **form)
        assert told(browser.get(answer.location)) == [
            "This text was dealt with in the meantime. Look at what was done before you go on."
        ]
    assert standings(session, opening) == {}


def test_somebody_looks_after_a_text_and_anybody_may_take_it_over(
    session: Session, city: City, browser: Browser, cora: Member, unclear: Text
) -> None:
    max_ = a_member(session, city, "Max")
    other = a_member(session, city, "Olly", organisation="Somebody else")

    browser.post(at(unclear, "/assignment"), to=max_.id)
    handed = seen(browser, "/staff/desk")
    mine_before = seen(browser, "/staff/desk?whose=mine")
    foreign = browser.post(at(unclear, "/assignment"), to=other.id)
    browser.post(at(unclear, "/assignment"))

    assert "Max looks after it" in handed
    assert "You look after no text." in mine_before
    assert foreign.status_code == 404
    assert "You look after it" in seen(browser, "/staff/desk?whose=mine")
    session.refresh(unclear)
    assert unclear.assigned_to_id == cora.id


def test_what_a_text_did_is_taken_back_with_one_tap(
    session: Session, browser: Browser, opening: Opening, unclear: Text
) -> None:
    browser.post(at(unclear, "/place"))
    [effect] = effects.of_texts(session, unclear.city_id, [unclear.id])
    page = seen(browser, at(unclear))

    answer = browser.post(f"/staff/desk/effects/{effect.id}/undoing")
    after = browser.get(answer.location)
    again = browser.post(f"/staff/desk/effects/{effect.id}/undoing")

    assert "Ada has a place" in page
    assert told(after) == ["Taken back. The text is on the desk again: what did it mean?"]
    assert "Taken back by Cora" in after.text
    assert "Yes: give a place" in after.text
    assert told(browser.get(again.location)) == ["That was taken back already."]
    assert standings(session, opening) == {"Ada": Standing.WITHDRAWN}


def test_a_stop_that_the_carrier_holds_has_a_sentence_and_no_button(
    session: Session, city: City, browser: Browser, unclear: Text
) -> None:
    stop = text(session, city, unclear.contact, "STOP", now=clock.now())
    lead = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)
    browser.sign_in(lead)

    page = seen(browser, at(stop))
    waiting = seen(browser, at(unclear))

    assert "No more texts to this phone" in page
    assert "Only START" in page
    assert "Take it back" not in page
    assert "Ring, no texts: they asked for no more." in waiting
    assert "Answer in words" not in waiting


def test_whoever_cannot_be_texted_is_rung(
    session: Session, browser: Browser, unclear: Text
) -> None:
    unclear.contact.unreachable_at = clock.now()
    session.commit()

    listed, page = seen(browser, "/staff/desk"), seen(browser, at(unclear))
    after = browser.get(browser.post(at(unclear, "/place")).location)

    assert "Ring, no texts: none reach this phone." in listed
    assert "Ring, no texts: none reach this phone." in page
    assert told(after) == ["Ada has a place. They get no texts, so ring them."]


def test_who_sounds_like_danger_is_said_to_know_of_999_only_if_they_were_told(
    session: Session, city: City, browser: Browser, cora: Member, ada: Volunteer
) -> None:
    told_so = text(session, city, ada, "help I've fallen", now=clock.now())
    both = text(session, city, ada, "stop texting me, help I've fallen", now=clock.now())
    untold = text(session, city, ada, "help I've fallen", now=clock.now())
    for one in (told_so, both, untold):
        one.organisation_id = cora.organisation_id
    session.commit()

    pages = [seen(browser, at(one)) for one in (told_so, both, untold)]

    assert ["They were told at once to ring 999." in page for page in pages] == [True, True, False]
    assert "nobody told them to ring 999" in pages[2]
    assert "nobody told them to ring 999" in seen(browser, "/staff/desk")


def test_all_texts_are_found_by_what_became_of_them_and_by_name(
    session: Session, city: City, browser: Browser, ada: Volunteer, unclear: Text
) -> None:
    bob = a_volunteer(session, city, "Bob")
    lead = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)
    for who, words in ((ada, "yes"), (bob, "stop"), (bob, "thanks")):
        text(session, city, who, words, now=clock.now())
    browser.sign_in(lead)

    def listed(asked: str = "") -> list[str]:
        page = seen(browser, f"/staff/desk/texts{asked}")
        return [part.partition("<")[0].strip() for part in page.split('app-rows__words">')[1:]]

    assert listed() == ["thanks", "stop", "yes", "yes but only until 11"]
    assert listed("?sort=person") == ["yes but only until 11"]
    assert listed("?sort=acted") == ["yes"]
    assert listed("?sort=stop") == ["stop"]
    assert listed("?sort=nothing") == ["thanks"]
    assert listed("?name=bo") == ["thanks", "stop"]
    assert listed("?name=%25") == []
    assert listed("?sort=nonsense") == listed()


def test_an_organisation_finds_what_answered_its_questions_and_changed_its_places(
    session: Session, city: City, browser: Browser, opening: Opening, ada: Volunteer
) -> None:
    answered = text(session, city, ada, "yes please", now=clock.now())
    stray = text(session, city, ada, "who pays the bus?", now=clock.now())
    dropped = text(session, city, a_volunteer(session, city, "Bob"), "hm", now=clock.now())
    placement = place(session, opening, a_volunteer(session, city, "Eve"), now=clock.now())
    effects.record(session, dropped, Changed.PLACE, placement.id, now=clock.now(), standing=None)
    session.commit()
    other = a_member(session, city, "Olly", organisation="Somebody else")

    assert [browser.get(at(one)).status_code for one in (answered, stray, dropped)] == [
        200, 404, 200,
    ]  # fmt: skip
    browser.sign_in(other)
    assert {browser.get(at(one)).status_code for one in (answered, stray, dropped)} == {404}
    assert "No text has come yet." in seen(browser, "/staff/desk/texts")


def test_a_text_that_was_acted_on_is_put_on_the_desk_to_be_answered_otherwise(
    session: Session, city: City, browser: Browser, cora: Member, opening: Opening, ada: Volunteer
) -> None:
    misread = text(session, city, ada, "no", now=clock.now())

    browser.post(at(misread, "/again"))
    page = seen(browser, at(misread))
    browser.post(at(misread, "/place"))

    assert "Yes: give a place" in page
    session.refresh(misread)
    assert (misread.assigned_to_id, misread.seen_by_id) == (cora.id, cora.id)
    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


@pytest.mark.parametrize(
    ("body", "words_first"), [("is there parking?", True), ("yes but only until 11", False)]
)
def test_a_question_is_answered_in_words_before_a_place_is_given(
    session: Session, city: City, browser: Browser, ada: Volunteer, *, body: str, words_first: bool
) -> None:
    asks = text(session, city, ada, body, now=clock.now())

    page = seen(browser, at(asks))
    row = seen(browser, "/staff/desk").partition("app-desk__taps")[2]

    assert (page.index("Answer in words") < page.index("Yes: give a place")) is words_first
    assert (row.index(">Answer<") < row.index(">Yes: give a place<")) is words_first
