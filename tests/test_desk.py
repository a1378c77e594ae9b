"""The desk: whose texts it shows, in which order, and how they leave it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.texting import heard, messages, text
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.desk import queue, service, threads
from volunteer.messages.model import Text
from volunteer.people import code_texts, codes
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

MINUTE = timedelta(minutes=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lead(session: Session, city: City) -> Member:
    """Give the council's lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def ada(session: Session, city: City, cora: Member, now: datetime) -> Volunteer:
    """Give Ada, whom Cora's organisation asked."""
    ada = a_volunteer(session, city, "Ada")
    invite(session, an_opening(session, city, posted_by=cora), ada, now=now)
    return ada


@pytest.fixture
def question(session: Session, city: City, ada: Volunteer, now: datetime) -> Text:
    """Give a text of hers for a person."""
    return text(session, city, ada, "is there parking?", now=now)


def test_a_text_is_for_whoever_asked_and_for_the_council_s_leads(
    session: Session, city: City, cora: Member, lead: Member, question: Text
) -> None:
    other = a_member(session, city, "Olly", organisation="Somebody else")
    elsewhere = a_member(session, a_city(session, "Barnsley"), role=Role.COUNCIL_LEAD)

    seen = {one.name: queue.waiting(session, one) for one in (cora, lead, other)}

    assert seen == {"Cora": [question], "Lee": [question], "Olly": []}
    assert queue.waiting(session, elsewhere) == []


def test_a_text_that_nobody_asked_for_is_for_the_leads_only(
    session: Session, city: City, cora: Member, lead: Member, now: datetime
) -> None:
    stray = text(session, city, a_volunteer(session, city), "who pays the bus?", now=now)

    assert queue.waiting(session, lead) == [stray]
    assert queue.waiting(session, cora) == []


def test_danger_comes_first_then_who_has_waited_longest(
    session: Session, city: City, lead: Member, question: Text, now: datetime
) -> None:
    second = text(session, city, question.contact, "and a toilet?", now=now + MINUTE)
    danger = text(session, city, question.contact, "help I've fallen", now=now + 2 * MINUTE)

    assert queue.waiting(session, lead) == [danger, question, second]


def test_an_answer_in_words_is_texted_and_the_text_leaves_the_desk(
    session: Session, city: City, cora: Member, question: Text, now: datetime
) -> None:
    service.settle(city, cora, question.id, words="Yes, behind the hall.", now=now + MINUTE)

    answer = messages(session, question.contact)[-1]
    assert answer.body == "Plymouth City Council: Yes, behind the hall."
    assert answer.in_reply_to_id == question.id
    assert queue.waiting(session, cora) == []
    assert (question.seen_by_id, question.seen_at) == (cora.id, now + MINUTE)


def test_a_text_may_be_seen_and_left_unanswered(
    session: Session, city: City, cora: Member, question: Text, now: datetime
) -> None:
    service.settle(city, cora, question.id, now=now)

    assert heard(session, question.contact) == ["passed_on"]
    assert queue.waiting(session, cora) == []


def test_a_text_is_settled_once_and_by_whom_it_is_for(
    session: Session, city: City, cora: Member, question: Text, now: datetime
) -> None:
    other = a_member(session, city, "Olly", organisation="Somebody else")
    with pytest.raises(NotFound):
        service.settle(city, other, question.id, words="No.", now=now)

    service.settle(city, cora, question.id, words="Yes.", now=now)

    with pytest.raises(Refused, match="dealt with in the meantime"):
        service.settle(city, cora, question.id, words="Yes!", now=now)
    assert heard(session, question.contact) == ["passed_on", "desk_reply"]


def test_whoever_said_stop_is_rung_and_not_texted(
    session: Session, city: City, cora: Member, question: Text, now: datetime
) -> None:
    text(session, city, question.contact, "stop", now=now)

    with pytest.raises(Refused, match="Ring them"):
        service.settle(city, cora, question.id, words="Yes.", now=now)

    assert question in queue.waiting(session, cora)


def test_an_answer_that_is_too_long_is_refused(
    session: Session, city: City, cora: Member, question: Text, now: datetime
) -> None:
    with pytest.raises(Refused, match="too long"):
        service.settle(city, cora, question.id, words="y" * 450, now=now)


def test_a_thread_has_both_sides_in_order(
    session: Session, city: City, ada: Volunteer, cora: Member, question: Text, now: datetime
) -> None:
    service.settle(city, cora, question.id, words="Yes.", now=now + MINUTE)
    text(session, city, ada, "yes", now=now + 2 * MINUTE)

    said = [words.split()[0] for words in said_to(session, cora, question)]

    assert said == ["is", "Thanks", "Plymouth", "yes", "Thank"]


def said_to(session: Session, member: Member, question: Text) -> list[str]:
    return [one.body for one in threads.of_texts(session, member, [question])[question.id]]


def test_a_sign_in_code_is_on_nobodys_desk(
    session: Session, city: City, ada: Volunteer, cora: Member, question: Text, now: datetime
) -> None:
    codes.ask(city, ada.contact.phone, asker="x", address="192.0.2.1", now=now)
    assert code_texts.write_next(now=now)
    lee = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)
    [code] = [one.body for one in messages(session, ada) if one.kind == "code"]

    for member in (cora, lee):
        assert code not in said_to(session, member, question)


def test_what_another_organisation_asked_and_heard_is_for_the_leads_only(
    session: Session, city: City, ada: Volunteer, cora: Member, question: Text, now: datetime
) -> None:
    olly = a_member(session, city, "Olly", organisation="Somebody else")
    text(session, city, ada, "no", now=now)
    elsewhere = an_opening(session, city, "Read aloud", posted_by=olly)
    invite(session, elsewhere, ada, now=now)
    text(session, city, ada, "yes please", now=now + MINUTE)
    lee = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)

    assert "yes please" in said_to(session, lee, question)
    assert any("Read aloud" in said for said in said_to(session, lee, question))
    assert "yes please" not in said_to(session, cora, question)
    assert not any("Read aloud" in said for said in said_to(session, cora, question))
    assert question.body in said_to(session, cora, question)


@pytest.mark.parametrize("link", ["http://evil.example", "www.evil.example", "evil.example/now"])
def test_an_answer_with_a_web_address_is_refused(
    session: Session, city: City, cora: Member, question: Text, now: datetime, link: str
) -> None:
    with pytest.raises(Refused, match="web address"):
        service.settle(city, cora, question.id, words=f"See {link} and come.", now=now)


def test_an_answer_may_have_points_slashes_and_an_e_mail_address(
    session: Session, city: City, cora: Member, question: Text, now: datetime
) -> None:
    words = "Dr. Jo and/or me, St.Budeaux, 10.30am, cora@green.example. See you."

    service.settle(city, cora, question.id, words=words, now=now)

    assert words in messages(session, question.contact)[-1].body


def test_a_project_s_opening_says_whose_desk_it_is(
    session: Session, city: City, ada: Volunteer, question: Text
) -> None:
    opening = session.get_one(Opening, 1)

    assert question.organisation_id == opening.role.project.organisation_id
