"""One-tap answers: each does what the conversation would have done, once, and says so."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import answers as stand
from tests.asking import invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.texting import heard, messages, open_question, text
from volunteer.calls.model import Answer, Standing
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.desk import answers, matter, queue, service
from volunteer.hours.model import Claim, ClaimedBy, Entry
from volunteer.messages import effects
from volunteer.messages.effects import Changed
from volunteer.messages.model import Consent, Question, QuestionState, Source, Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def done(session: Session, text: Text) -> list[tuple[Changed, int | None, dict[str, object]]]:
    found = effects.of_texts(session, text.city_id, [text.id])
    return [(one.changed, one.by_id, one.before) for one in found]


def test_a_text_taken_for_a_yes_gives_the_place_and_says_so(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    answers.accept(city, cora, unclear.id, now=now + 2 * MINUTE)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}
    assert (opening.taken, stand(session, opening)) == (1, {"Ada": Answer.ACCEPTED})
    assert heard(session, unclear.contact) == ["passed_on", "accepted"]
    assert messages(session, unclear.contact)[-1].in_reply_to_id == unclear.id
    assert open_question(session, unclear.contact) is None
    assert (unclear.seen_by_id, queue.waiting(session, cora)) == (cora.id, [])
    before = {"standing": None, "party": None, "answer": "asked"}
    assert done(session, unclear) == [(Changed.PLACE, cora.id, before)]


def test_who_has_a_place_elsewhere_is_told_by_which_code_to_give_this_one_back(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    ada = session.scalars(sa.select(Volunteer)).one()
    elsewhere = an_opening(session, city, "Read aloud", posted_by=cora, starts=now + 9 * DAY)
    place(session, elsewhere, ada, now=now)

    answers.accept(city, cora, unclear.id, now=now + 2 * MINUTE)

    session.refresh(opening)
    said = messages(session, unclear.contact)[-1].body
    assert f"({opening.code})" in said
    assert f"Text NO {opening.code}." in said
    text(session, city, ada, f"NO {opening.code}", now=now + 3 * MINUTE)
    assert standings(session, opening) == {"Ada": Standing.WITHDRAWN}


def test_a_yes_for_more_than_are_left_takes_no_place(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Bob"), now=now)
    with pytest.raises(Refused, match="not enough places left for 21"):
        answers.accept(city, cora, unclear.id, party=21, now=now)

    assert answers.accept(city, cora, unclear.id, party=2, now=now) is Standing.WAITING

    assert opening.taken == 1


def test_who_has_a_place_cannot_bring_more_than_there_are(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    answers.accept(city, cora, unclear.id, now=now)
    more = text(session, city, unclear.contact, "and can my two sons come?", now=now + MINUTE)
    more.organisation_id = cora.organisation_id  # nothing is open any more, so it is the leads'
    session.commit()

    with pytest.raises(Refused, match="not enough places left for 3"):
        answers.accept(city, cora, more.id, party=3, now=now)
    assert opening.taken == 1
    answers.accept(city, cora, more.id, party=2, now=now)

    assert opening.taken == 2
    before = {"standing": "confirmed", "party": 1, "answer": "accepted"}
    assert done(session, more) == [(Changed.PLACE, cora.id, before)]


def test_a_party_that_is_smaller_than_was_thought_leaves_the_rest(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    answers.accept(city, cora, unclear.id, party=2, now=now)
    bob = a_volunteer(session, city, "Bob")
    place(session, opening, bob, now=now, standing=Standing.WAITING)
    fewer = text(session, city, unclear.contact, "it is me on my own now", now=now + MINUTE)
    fewer.organisation_id = cora.organisation_id
    session.commit()

    answers.accept(city, cora, fewer.id, party=1, now=now + MINUTE)

    assert opening.taken == 1
    assert "You have a place: " in messages(session, unclear.contact)[-1].body
    assert heard(session, bob) == ["offer"]


def test_a_yes_to_what_is_full_is_a_place_in_the_line(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Bob"), now=now, party=2)

    assert answers.accept(city, cora, unclear.id, now=now) is Standing.WAITING

    assert heard(session, unclear.contact)[-1] == "waiting"
    assert "number 1 in line" in messages(session, unclear.contact)[-1].body


def test_a_yes_to_what_has_begun_is_refused_and_changes_nothing(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text
) -> None:
    with pytest.raises(Refused, match="cannot be done any more"):
        answers.accept(city, cora, unclear.id, now=opening.session.starts_at + MINUTE)

    assert queue.waiting(session, cora) == [unclear]
    assert heard(session, unclear.contact) == ["passed_on"]
    assert done(session, unclear) == []


def test_a_text_taken_for_a_no_is_one(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    answers.decline(city, cora, unclear.id, now=now + 2 * MINUTE)

    assert stand(session, opening) == {"Ada": Answer.DECLINED}
    assert heard(session, unclear.contact) == ["passed_on", "declined"]
    question = session.scalars(sa.select(Question)).one()
    assert (question.state, question.settled_by_text_id) == (QuestionState.ANSWERED, unclear.id)


def test_a_late_answer_can_be_taken_by_a_person(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    question = session.scalars(sa.select(Question)).one()
    question.state = QuestionState.EXPIRED
    session.commit()

    answers.accept(city, cora, unclear.id, now=now + 2 * MINUTE)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}


def test_a_text_is_about_what_had_been_asked_when_it_came(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    text(session, city, unclear.contact, "no", now=now + 2 * MINUTE)
    ada = session.scalars(sa.select(Volunteer)).one()
    newer = an_opening(session, city, "Read aloud", posted_by=cora)
    invite(session, newer, ada, now=now + 5 * MINUTE)

    about = matter.of_text(session, cora, unclear, now=now + 6 * MINUTE)

    assert about is not None
    assert about.opening.id == opening.id


def test_a_place_is_given_back_by_choosing_it(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    elsewhere = an_opening(session, city, "Read aloud", posted_by=cora)
    kept, dropped = (place(session, one, ada, now=now) for one in (opening, elsewhere))
    asked = text(session, city, ada, "thursday is no good, can someone swap?", now=now)
    asked.organisation_id = cora.organisation_id
    session.commit()

    answers.withdraw(city, cora, asked.id, dropped.id, now=now)

    assert (kept.standing, dropped.standing) == (Standing.CONFIRMED, Standing.WITHDRAWN)
    assert "Read aloud" in messages(session, ada)[-1].body
    before = {"standing": "confirmed", "party": 1, "answer": None}
    assert done(session, asked) == [(Changed.PLACE, cora.id, before)]


def test_only_their_own_places_in_ones_own_projects_are_given_back(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    olly = a_member(session, city, "Olly", organisation="Somebody else")
    ada = session.scalars(sa.select(Volunteer)).one()
    foreign = place(session, an_opening(session, city, "x", posted_by=olly), ada, now=now)
    somebodys = place(session, opening, a_volunteer(session, city, "Bob"), now=now)

    for one in (foreign, somebodys):
        with pytest.raises(NotFound):
            answers.withdraw(city, cora, unclear.id, one.id, now=now)


def test_hours_are_written_down_as_the_person_told_them(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    over = an_opening(session, city, starts=now - DAY, posted_by=cora)
    was_there = place(session, over, ada, now=now)
    told = text(session, city, ada, "bit over two, my back went", now=now)
    told.organisation_id = cora.organisation_id
    session.commit()

    service.write_hours(city, cora, told.id, was_there.id, 135, now=now)

    entry = session.scalars(sa.select(Entry)).one()
    assert (entry.claimed_minutes, entry.claimed_by) == (135, ClaimedBy.STAFF)
    assert "2.25 hours" in messages(session, ada)[-1].body
    assert session.scalars(sa.select(Claim.minutes)).all() == [135]
    assert done(session, told) == [(Changed.HOURS, cora.id, {"claimed_minutes": None})]


def test_hours_that_are_confirmed_or_cannot_be_are_refused(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    was_there = place(
        session, an_opening(session, city, starts=now - DAY, posted_by=cora), ada, now=now
    )
    told = text(session, city, ada, "a good while and then some", now=now)
    told.organisation_id = cora.organisation_id
    session.commit()

    with pytest.raises(Refused, match="Hours for one session"):
        service.write_hours(city, cora, told.id, was_there.id, 9000, now=now)
    session.add(
        Entry(
            city_id=city.id, session_id=was_there.opening.session_id, volunteer_id=ada.id,
            confirmed_minutes=60, confirmed_at=now, confirmed_by_id=cora.id,
        )
    )  # fmt: skip
    session.commit()
    with pytest.raises(Refused, match="confirmed already"):
        service.write_hours(city, cora, told.id, was_there.id, 120, now=now)

    assert queue.waiting(session, cora) == [told]


def test_a_stop_in_words_no_machine_knew_is_taken_by_a_person(
    session: Session, city: City, cora: Member, unclear: Text, now: datetime
) -> None:
    service.stop(city, cora, unclear.id, now=now + 2 * MINUTE)

    assert unclear.contact.stopped_at == now + 2 * MINUTE
    entry = session.scalars(sa.select(Consent).where(Consent.given.is_(False))).one()
    assert (entry.source, entry.wording, entry.text_id) == (
        Source.STAFF, "yes but only until 11", unclear.id,
    )  # fmt: skip
    assert heard(session, unclear.contact) == ["passed_on", "stopped"]
    assert done(session, unclear) == [(Changed.STOP, cora.id, {"stopped": False})]


def test_whoever_gets_no_texts_is_answered_all_the_same_and_hears_nothing(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    text(session, city, unclear.contact, "stop", now=now + MINUTE)

    answers.accept(city, cora, unclear.id, now=now + 2 * MINUTE)

    assert standings(session, opening) == {"Ada": Standing.CONFIRMED}
    assert messages(session, unclear.contact)[-1].status == "suppressed"


def test_what_is_dealt_with_is_dealt_with_once(
    session: Session, city: City, cora: Member, opening: Opening, unclear: Text, now: datetime
) -> None:
    answers.accept(city, cora, unclear.id, now=now)

    for again in (answers.accept, answers.decline, service.stop, service.settle):
        with pytest.raises(Refused, match="dealt with in the meantime"):
            again(city, cora, unclear.id, now=now)
    assert opening.taken == 1


def test_nobody_answers_what_is_not_theirs_to_read(
    session: Session, city: City, unclear: Text, now: datetime
) -> None:
    olly = a_member(session, city, "Olly", organisation="Somebody else")

    for tap in (answers.accept, answers.decline, service.stop, service.settle):
        with pytest.raises(NotFound):
            tap(city, olly, unclear.id, now=now)
