"""Welsh: every text there is, at a known cost, for who chose it, where a city turned it on."""

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import Result
from flask import Flask
from jinja2 import Environment, meta
from sqlalchemy.orm import Session

from tests.asking import invite, standings
from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.pages import Browser
from tests.test_wording import ENGLISH, LONDON, OF_THE_COUNCIL, WITH_OWN_WORDS, longest, usual
from tests.texting import contact_of, messages, text
from volunteer.calls import service
from volunteer.calls.model import Standing
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import Refused
from volunteer.messages import wording
from volunteer.messages.segments import Encoding, count
from volunteer.people.model import Volunteer
from volunteer.people.skills import DEFAULT_SKILLS
from volunteer.places.model import Postcode
from volunteer.sms.grammar import Context, Kind, read
from volunteer.sms.sentences import FOLDER, catalogue, in_language, sentence

PHONE = "+447700900123"
WHEN = "Gwen 27 Chwef, 10.30am-12.30pm"
ASKS_BACK = {  # whose refusals are told by text
    "volunteer/core/phone.py",
    "volunteer/hours/entries.py",
    "volunteer/people/joining.py",
    "volunteer/people/names.py",
    "volunteer/places/gazetteer.py",
    "volunteer/places/service.py",
}
ALSO_TOLD = {
    "These hours are confirmed already. Ask the coordinator to change them.",
    "Hours for one session are from %(least)s minutes to %(most)s hours.",
}
CIRCUMFLEXED = "âêîôûŵŷÂÊÎÔÛŴŶ"


def in_welsh(which: str, council: str = "Cyngor Dinas", /, **values: object) -> str:
    city = City(name="Dinas", council=council, languages=["en", "cy"])
    filled = usual() | {"when": WHEN, "problem": "Anfonwch eich cod post yn gyntaf."} | values
    return wording.text(which, city=city, language="cy", **filled)


def welsh_skills() -> str:
    named = (in_language(name, "cy") for _, name in DEFAULT_SKILLS)
    return ", ".join(f"{number} {name}" for number, name in enumerate(named, start=1))


def names_in(language: str, which: str) -> set[str]:
    """Return the names of what is put into a text."""
    words = (wording.FOLDER / language / f"{which}.txt").read_text(encoding="utf-8")
    return meta.find_undeclared_variables(Environment(autoescape=True).parse(words))


def told_by_text() -> set[str]:
    """Return the sentences that ``N_`` marks in the modules whose refusals are told by text."""
    found = set(ALSO_TOLD)
    for path in ASKS_BACK:
        for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                found.add(ast.literal_eval(node.args[0]))
    return found


def speak_welsh(city: City) -> None:
    city_id = city.id
    with transaction() as session:
        found = session.get_one(City, city_id)
        cities.set_languages(session, found, ["en", "cy"], now=datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def welsh(session: Session, city: City) -> City:
    """Give a city that texts in Welsh too."""
    speak_welsh(city)
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.commit()
    return city


@pytest.fixture
def sian(session: Session, welsh: City) -> Volunteer:
    """Give somebody who is texted in Welsh."""
    volunteer = a_volunteer(session, welsh, "Carys", phone=PHONE)
    volunteer.contact.language = "cy"
    session.commit()
    return volunteer


def last(session: Session, who: Volunteer) -> str:
    session.rollback()
    return messages(session, who)[-1].body


def test_every_text_there_is_has_its_welsh_words() -> None:
    there = {path.stem for path in (wording.FOLDER / "cy").glob("*.txt")}

    assert set(ENGLISH) - there == set()


@pytest.mark.parametrize("which", ENGLISH)
def test_a_welsh_text_tells_what_the_english_one_tells(which: str) -> None:
    tells, in_english = names_in("cy", which), names_in("en", which)

    assert in_english <= tells <= in_english | {"opening_code"}


@pytest.mark.parametrize("which", ENGLISH)
def test_a_welsh_text_is_as_cheap_as_an_english_one(which: str) -> None:
    body = in_welsh(which, skills=welsh_skills())

    assert count(body).encoding is Encoding.GSM7, set(body) & set(CIRCUMFLEXED)
    assert count(body).segments <= 2
    assert not re.search(r"[{}]|None|undefined|, ,|\.\.| ,", body)


@pytest.mark.parametrize("which", sorted(set(ENGLISH) - WITH_OWN_WORDS))
def test_a_welsh_text_takes_two_parts_whatever_is_put_in(which: str) -> None:
    values = longest() | {"when": WHEN, "skills": welsh_skills(), "opening_code": "A77"}

    body = in_welsh(which, "c" * 80, **values)

    assert count(body).segments <= 2, len(body)


@pytest.mark.parametrize("which", ENGLISH)
def test_a_welsh_text_can_do_without_a_name(which: str) -> None:
    body = in_welsh(which, name="")

    assert not re.search(r", ?[!?.]| [!?.,]|,,", body)


@pytest.mark.parametrize("which", sorted(OF_THE_COUNCIL))
def test_a_welsh_text_that_comes_unasked_says_whose_it_is(which: str) -> None:
    assert "Cyngor Dinas" in in_welsh(which)


@pytest.mark.parametrize("which", ["call", "confirm", "join_name", "joined", "started", "help"])
def test_a_welsh_text_says_how_to_stop_in_the_carriers_word(which: str) -> None:
    assert "STOP" in in_welsh(which)


@pytest.mark.parametrize("which", ENGLISH)
def test_no_welsh_text_teaches_an_english_answer_or_a_word_that_blocks_everything(
    which: str,
) -> None:
    words = set(re.findall(r"\b[A-Z]{2,}\b", in_welsh(which)))

    assert words <= {"IE", "NA", "STOP", "START", "YMUNO", "SKIP", "ORIAU", "YMA", "PL", "DBS"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("IE", Kind.YES),
        ("ie", Kind.YES),
        ("Ie, iawn", Kind.YES),
        ("YES", Kind.YES),
        ("IE A7", Kind.YES),
        ("NA", Kind.NO),
        ("na", Kind.NO),
        ("NO", Kind.NO),
        ("NA A7", Kind.NO),
        ("STOP", Kind.STOP),
        ("START", Kind.START),
        ("HELP", Kind.HELP),
        ("YMUNO", Kind.JOIN),
    ],
)
def test_the_words_that_welsh_texts_teach_are_understood(words: str, kind: Kind) -> None:
    assert read(words, Context.CALL, "cy").kind is kind


def test_methu_dod_gives_a_place_back() -> None:
    assert read("methu dod", Context.PLACED, "cy").kind is Kind.WITHDRAW


def test_yma_says_that_they_are_there() -> None:
    assert read("YMA", Context.PLACED, "cy").kind is Kind.HERE


def test_hours_and_skipping_are_understood_as_welsh_texts_teach_them() -> None:
    assert read("ORIAU 2.5", Context.NONE, "cy").minutes == 150
    assert read("2.5", Context.HOURS, "cy").minutes == 150
    assert read("SKIP", Context.SKILLS, "cy").kind is Kind.SKIP


def test_days_and_months_are_said_in_welsh_and_no_longer_than_we_reckon_with() -> None:
    first = datetime(2030, 1, 1, 0, 30, tzinfo=UTC)
    moments = [first + timedelta(hours=hours) for hours in range(0, 365 * 24, 5)]

    told = [wording.span(m, m + timedelta(hours=2), LONDON, "cy") for m in moments]

    assert max(map(len, told)) <= len(WHEN)
    assert {count(one).encoding for one in told} == {Encoding.GSM7}
    noon = datetime(2030, 5, 6, 9, tzinfo=UTC)
    assert wording.moment(noon, LONDON, "cy") == "Llun 6 Mai, 10am"
    assert wording.span(noon, None, LONDON, "cy") == "unrhyw bryd o Llun 6 Mai"


def test_every_sentence_that_comes_into_a_text_has_its_welsh_words() -> None:
    wanted = told_by_text() | {name for _, name in DEFAULT_SKILLS}

    assert len(wanted) > 35
    assert wanted - catalogue("cy").keys() == set()
    assert catalogue("cy").keys() - wanted == set()  # nor one that nobody says any more


def test_the_catalogue_is_whole_cheap_and_keeps_what_is_put_in() -> None:
    with (FOLDER / "cy" / "LC_MESSAGES" / "texts.po").open("rb") as file:
        told = [one for one in read_po(file) if one.id]

    for one in told:
        assert count(str(one.string)).encoding is Encoding.GSM7, one.id
        assert re.findall(r"%\(\w+\)s", str(one.id)) == re.findall(r"%\(\w+\)s", str(one.string))
        assert not one.fuzzy


def test_a_refusal_is_told_in_the_language_of_the_phone() -> None:
    refusal = Refused("Please give a name of at most %(most)s letters.", most=60)

    assert sentence(refusal, "cy") == "Rhowch enw o ddim mwy na 60 llythyren."
    assert sentence(refusal, "en") == "Please give a name of at most 60 letters."
    assert sentence(refusal, "xx") == sentence(refusal, "en")


def test_welsh_is_off_until_a_city_turns_it_on(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")
    ada.contact.language = "cy"
    session.commit()

    text(session, city, ada, "HELP", now=now)
    assert "Text JOIN" in last(session, ada)

    speak_welsh(city)
    text(session, city, ada, "HELP", now=now)
    assert "tecstiwch YMUNO" in last(session, ada)


def test_who_speaks_welsh_is_called_placed_thanked_and_corrected_in_it(
    session: Session, welsh: City, sian: Volunteer, now: datetime
) -> None:
    cora = a_member(session, welsh, "Cora")
    opening = an_opening(session, welsh, "Plant the square", posted_by=cora)

    service.start(welsh, cora, opening.id, now=now)
    assert "allwch chi helpu, Carys?" in last(session, sian)
    assert "Llun 6 Mai" in last(session, sian)
    text(session, welsh, sian, "Ie, iawn", now=now)

    assert standings(session, opening) == {"Carys": Standing.CONFIRMED}
    assert last(session, sian).startswith("Diolch, Carys! Mae gennych le")
    text(session, welsh, sian, "methu dod", now=now)
    assert "Rydym wedi rhyddhau eich lle" in last(session, sian)
    assert standings(session, opening) == {"Carys": Standing.WITHDRAWN}


def test_a_welsh_no_and_a_welsh_stop_work_as_english_ones_do(
    session: Session, welsh: City, sian: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, welsh)
    invite(session, opening, sian, now=now)

    text(session, welsh, sian, "na", now=now)
    assert "Dim problem" in last(session, sian)
    text(session, welsh, sian, "stopiwch", now=now)

    assert "tecstio'r rhif hwn" in last(session, sian)
    assert sian.contact.stopped_at == now


def test_who_joins_in_welsh_is_asked_and_corrected_in_it(
    session: Session, welsh: City, now: datetime
) -> None:
    text(session, welsh, PHONE, "ymuno", now=now)
    contact = contact_of(session, welsh, PHONE)
    contact.language = "cy"  # as the form on the web or a text sets it
    session.commit()

    for words in ("Carys", "PL4 7ZZ", "PL4 7AA"):
        text(session, welsh, PHONE, words, now=now)

    bodies = [message.body for message in messages(session, contact)]
    assert "Beth yw eich cod post?" in bodies[1]
    assert bodies[2].startswith("Nid ydym yn adnabod y cod post PL4 7ZZ.")
    assert "1 gyrru, 2 garddio, 3 coginio" in bodies[3]


def test_the_form_asks_for_a_language_only_where_there_is_a_choice(
    app: Flask, session: Session, welsh: City
) -> None:
    barnsley = a_city(session, "Barnsley")

    choice, none = (Browser(app, one).get("/join").text for one in (welsh, barnsley))

    assert "Cymraeg" in choice
    assert "Cymraeg" not in none
    assert '<html lang="en"' in choice  # the pages themselves are English


def test_who_joins_on_the_web_is_texted_in_the_language_they_chose(
    app: Flask, session: Session, welsh: City
) -> None:
    form = {"name": "Carys", "phone": "07700 900123", "postcode": "PL4 7AA", "adult": "y",
            "agreed": "y"}  # fmt: skip

    wrong = Browser(app, welsh).post("/join", **form, spoken="fr")
    sent = Browser(app, welsh).post("/join", **form, spoken="cy")

    assert (wrong.status_code, sent.status_code) == (422, 303)
    contact = contact_of(session, welsh, PHONE)
    assert contact.language == "cy"
    assert "Ai chi oedd hwn?" in messages(session, contact)[0].body


def test_a_language_is_changed_in_the_profile(
    app: Flask, session: Session, welsh: City, sian: Volunteer
) -> None:
    browser = Browser(app, welsh)
    browser.sign_in(sian)
    page = browser.get("/me/profile").text
    assert re.search(r'value="cy"[^>]*checked', page)

    browser.post("/me/profile", name="Carys", postcode="PL4 7AA", travel="bus", spoken="en")

    session.refresh(sian.contact)
    assert sian.contact.language == "en"


def test_an_operator_turns_welsh_on_and_is_told_that_it_awaits_a_check(
    app: Flask, session: Session, city: City
) -> None:
    on = run(app, "plymouth", "en", "cy")

    assert on.exit_code == 0
    assert "English, Cymraeg" in on.output
    assert "awaits the check of a Welsh speaker" in on.output
    session.refresh(city)
    assert city.languages == ["en", "cy"]


def test_where_welsh_is_turned_off_again_nobody_is_texted_in_it(
    app: Flask, session: Session, welsh: City, sian: Volunteer
) -> None:
    off = run(app, "plymouth", "en")

    session.refresh(sian.contact)
    assert sian.contact.language == "en"
    assert "1 phones" in off.output
    assert "Welsh speaker" not in off.output


@pytest.mark.parametrize("languages", [["xx"], ["en", "fr"]])
def test_a_language_that_has_no_texts_is_refused(
    app: Flask, session: Session, city: City, languages: list[str]
) -> None:
    result = run(app, "plymouth", *languages)

    assert result.exit_code != 0
    assert "We have no texts in" in result.output
    session.refresh(city)
    assert city.languages == ["en"]


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["city", "languages", *words])


def test_a_name_with_a_circumflex_costs_what_is_counted_and_stays(
    session: Session, welsh: City, sian: Volunteer, now: datetime
) -> None:
    sian.name = "Siân"
    session.commit()
    cora = a_member(session, welsh, "Cora")

    service.start(welsh, cora, an_opening(session, welsh, posted_by=cora).id, now=now)

    [call] = messages(session, sian)
    assert "Siân" in call.body
    assert count(call.body).encoding is Encoding.UCS2
    assert call.segments == count(call.body).segments
