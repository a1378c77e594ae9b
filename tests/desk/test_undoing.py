"""Taking back what a text did: it stands as it stood, once, and the person hears of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import answers as stand
from tests.asking import invite, place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.texting import heard, messages, text
from volunteer.calls import reminders, steps
from volunteer.calls.model import Answer, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.desk import answers, done, queue, service, undoing
from volunteer.hours import service as hours
from volunteer.hours.model import Claim, ClaimedBy, Entry
from volunteer.messages import effects, ledger, opt_outs
from volunteer.messages.effects import Changed, Effect
from volunteer.messages.model import Consent, Contact, Source, Text
from volunteer.messages.status import Status
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada."""
    return a_volunteer(session, city, "Ada")


def a_text(
    session: Session, city: City, ada: Volunteer, cora: Member, now: datetime, body: str = "hm"
) -> Text:
    """Let Ada write something, which comes to Cora's desk."""
    came = text(session, city, ada, body, now=now)
    came.organisation_id = cora.organisation_id
    session.commit()
    return came


def did(
    session: Session, came: Text, what: Changed, subject_id: int, at: datetime, **before: Any
) -> int:
    """Write down what a text changed; return the effect's id."""
    effect_id = effects.record(session, came, what, subject_id, now=at, **before)
    session.commit()
    return effect_id


def stood(standing: str | None = None, party: int | None = None, answer: str | None = None) -> Any:
    return {"standing": standing, "party": party, "answer": answer}


def test_a_place_that_was_given_is_given_back_and_offered_on(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    invite(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now, "yes but only until 11")
    answers.accept(city, cora, came.id, party=2, now=now + MINUTE)
    place(session, opening, a_volunteer(session, city, "Bob"), now=now, standing=Standing.WAITING)
    [effect] = effects.of_texts(session, city.id, [came.id])

    undoing.undo(city, cora, effect.id, now=now + 2 * MINUTE)

    assert standings(session, opening) == {"Ada": Standing.WITHDRAWN, "Bob": Standing.WAITING}
    assert (opening.taken, stand(session, opening)) == (0, {"Ada": Answer.ASKED})
    assert heard(session, ada)[-1] == "place_undone"
    bob = session.scalars(sa.select(Volunteer).where(Volunteer.name == "Bob")).one()
    assert heard(session, bob) == ["offer"]


def test_a_place_that_is_taken_back_is_not_reminded_of(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    invite(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now, "yes but only until 11")
    answers.accept(city, cora, came.id, now=now + MINUTE)
    [effect] = effects.of_texts(session, city.id, [came.id])
    the_day_before = opening.session.starts_at - DAY
    assert reminders.remind_next(now=the_day_before)

    undoing.undo(city, cora, effect.id, now=the_day_before + MINUTE)

    session.expire_all()
    [reminder] = [one for one in messages(session, ada) if one.kind == "reminder"]
    assert reminder.status is Status.CANCELLED


def test_the_text_is_on_the_desk_again_with_whoever_took_it_back(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    invite(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now, "yes but only until 11")
    answers.accept(city, cora, came.id, now=now + MINUTE)
    [effect] = effects.of_texts(session, city.id, [came.id])
    assert queue.waiting(session, cora) == []

    undoing.undo(city, cora, effect.id, now=now + 2 * MINUTE)
    answers.decline(city, cora, came.id, now=now + 3 * MINUTE)

    assert came.assigned_to_id == cora.id
    assert stand(session, opening) == {"Ada": Answer.DECLINED}
    assert (effect.undone_by_id, effect.undone_at) == (cora.id, now + 2 * MINUTE)


def test_a_place_that_was_given_back_is_taken_again_if_one_is_free(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now, party=2)
    came = a_text(session, city, ada, cora, now)
    answers.withdraw(city, cora, came.id, placement.id, now=now + MINUTE)
    [effect] = effects.of_texts(session, city.id, [came.id])

    undoing.undo(city, cora, effect.id, now=now + 2 * MINUTE)

    assert (placement.standing, placement.party, opening.taken) == (Standing.CONFIRMED, 2, 2)
    assert heard(session, ada)[-2:] == ["withdrawn", "place_again"]


def test_a_place_that_somebody_else_has_by_now_is_not_taken_again(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now)
    answers.withdraw(city, cora, came.id, placement.id, now=now + MINUTE)
    place(session, opening, a_volunteer(session, city, "Bob"), now=now, party=2)
    [effect] = effects.of_texts(session, city.id, [came.id])

    with pytest.raises(Refused, match="Every place is taken now"):
        undoing.undo(city, cora, effect.id, now=now + 2 * MINUTE)

    session.rollback()
    assert (placement.standing, opening.taken) == (Standing.WITHDRAWN, 2)
    assert effect.undone_at is None
    assert heard(session, ada)[-1] == "withdrawn"


def test_who_was_in_the_line_keeps_their_turn(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now, standing=Standing.WAITING)
    first, second = (a_text(session, city, ada, cora, now, body) for body in ("hm", "hmm"))
    did(session, first, Changed.PLACE, placement.id, now, **stood(answer="asked"))
    bob = a_volunteer(session, city, "Bob")
    place(session, opening, bob, now=now + MINUTE, standing=Standing.WAITING)
    answers.withdraw(city, cora, second.id, placement.id, now=now + 2 * MINUTE)
    effect = effects.of_texts(session, city.id, [second.id])[-1]

    undoing.undo(city, cora, effect.id, now=now + 3 * MINUTE)

    assert placement.standing is Standing.WAITING
    assert "number 1" in messages(session, ada)[-1].body


def test_a_party_that_grew_by_mistake_is_as_large_as_it_was(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now, party=2)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.PLACE, placement.id, now, **stood("confirmed", 1))

    undoing.undo(city, cora, effect, now=now + MINUTE)

    assert (placement.party, opening.taken) == (1, 1)


def test_nothing_is_taken_back_twice(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.PLACE, placement.id, now, **stood())
    undoing.undo(city, cora, effect, now=now + MINUTE)

    with pytest.raises(Refused, match="taken back already"):
        undoing.undo(city, cora, effect, now=now + 2 * MINUTE)

    assert opening.taken == 0


def test_what_something_newer_changed_is_not_taken_back(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now)
    came, later = (a_text(session, city, ada, cora, now, body) for body in ("hm", "hmm"))
    older = did(session, came, Changed.PLACE, placement.id, now, **stood())
    newer = did(session, later, Changed.PLACE, placement.id, now, **stood("confirmed", 1))

    with pytest.raises(Refused, match="Something newer"):
        undoing.undo(city, cora, older, now=now + MINUTE)
    undoing.undo(city, cora, newer, now=now + MINUTE)
    assert done.of_text(session, cora, later)[0].effect.undone_at == now + MINUTE


def test_what_was_changed_without_a_text_since_is_not_taken_back(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    bob = a_volunteer(session, city, "Bob")
    on_the_web, on_the_roster = (place(session, opening, one, now=now) for one in (ada, bob))
    came = [a_text(session, city, one, cora, now) for one in (ada, bob)]
    found = [
        did(session, text, Changed.PLACE, one.id, now, **stood())
        for text, one in zip(came, (on_the_web, on_the_roster), strict=True)
    ]
    with transaction() as mine:
        steps.withdraw(mine, city, mine.get_one(Placement, on_the_web.id), now=now + MINUTE)
        marked = mine.get_one(Placement, on_the_roster.id)
        marked.standing, marked.since = Standing.ATTENDED, now + MINUTE

    for effect in found:
        with pytest.raises(Refused, match="changed since then"):
            undoing.undo(city, cora, effect, now=now + 2 * MINUTE)


def test_a_session_that_has_begun_stays_as_it_is(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.PLACE, placement.id, now, **stood())

    with pytest.raises(Refused, match="has begun"):
        undoing.undo(city, cora, effect, now=opening.session.starts_at + MINUTE)


def an_entry(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime, *told: int
) -> Entry:
    over = an_opening(session, city, starts=now - DAY, posted_by=cora)
    place(session, over, ada, now=now)
    for minutes in told:
        with transaction() as mine:
            hours.claim(
                mine, city_id=city.id, session_id=over.session_id, volunteer_id=ada.id,
                minutes=minutes, by=ClaimedBy.TEXT, rules=city.rules, now=now,
            )  # fmt: skip
    return session.scalars(sa.select(Entry)).one()


def test_hours_stand_as_they_stood_and_every_claim_stays(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    entry = an_entry(session, city, cora, ada, now, 60, 600)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.HOURS, entry.id, now, claimed_minutes=60)

    undoing.undo(city, cora, effect, now=now + MINUTE)

    assert (entry.claimed_minutes, entry.claimed_by) == (60, ClaimedBy.TEXT)
    assert session.scalars(sa.select(Claim.minutes).order_by(Claim.id)).all() == [60, 600, 60]
    assert "We have 1 hour from you" in messages(session, ada)[-1].body


def test_hours_that_were_none_are_none_again(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    entry = an_entry(session, city, cora, ada, now, 600)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.HOURS, entry.id, now, claimed_minutes=None)

    undoing.undo(city, cora, effect, now=now + MINUTE)

    assert (entry.claimed_minutes, entry.claimed_by, entry.claimed_at) == (None, None, None)
    assert "no hours from you" in messages(session, ada)[-1].body


def test_hours_that_were_confirmed_or_told_anew_are_not_taken_back(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    entry = an_entry(session, city, cora, ada, now, 60)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.HOURS, entry.id, now, claimed_minutes=None)
    entry.claimed_at = now + MINUTE
    session.commit()
    with pytest.raises(Refused, match="told since then"):
        undoing.undo(city, cora, effect, now=now + 2 * MINUTE)

    entry.claimed_at, entry.confirmed_at, entry.confirmed_minutes = now, now, 60
    session.commit()
    with pytest.raises(Refused, match="are confirmed"):
        undoing.undo(city, cora, effect, now=now + 2 * MINUTE)

    assert entry.claimed_minutes == 60


def a_stop(session: Session, city: City, contact: Contact, came: Text, now: datetime) -> int:
    with transaction() as mine:
        held = mine.get_one(Contact, contact.id)
        ledger.stop(mine, held, source=Source.TEXT, wording=came.body, text_id=came.id, now=now)
    return did(session, came, Changed.STOP, contact.id, now, stopped=False)


def test_a_stop_that_was_none_is_lifted_with_the_reason_in_the_ledger(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    agreed = ada.contact.consented_at
    came = a_text(session, city, ada, cora, now, "is it the stop by the church?")
    effect = a_stop(session, city, ada.contact, came, now)

    undoing.undo(city, cora, effect, now=now + MINUTE)

    session.refresh(ada.contact)
    assert (ada.contact.stopped_at, ada.contact.consented_at) == (None, agreed)
    entry = session.scalars(sa.select(Consent).order_by(Consent.id.desc())).first()
    assert entry is not None
    assert (entry.source, entry.purpose, entry.text_id) == (Source.STAFF, "stop lifted", came.id)
    assert came.body in entry.wording
    assert opt_outs.since(session, city.id, ada.contact.phone) is None
    assert heard(session, ada)[-1] == "stop_undone"


@pytest.mark.parametrize("why", ["the word", "the carrier's word", "a refused text"])
def test_a_stop_that_the_carrier_holds_is_lifted_by_start_only(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime, why: str
) -> None:
    came = a_text(session, city, ada, cora, now, "hm")
    effect = a_stop(session, city, ada.contact, came, now)
    came.body = " End. " if why == "the word" else came.body
    came.opt_out = "STOP" if why == "the carrier's word" else None
    ada.contact.carrier_blocked_at = now if why == "a refused text" else None
    session.commit()

    [told] = done.of_text(session, cora, came)
    assert told.barred is not None
    with pytest.raises(Refused, match="Only START"):
        undoing.undo(city, cora, effect, now=now + MINUTE)

    assert ada.contact.stopped_at is not None


def test_a_stop_that_was_said_again_stands(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    came = a_text(session, city, ada, cora, now)
    effect = a_stop(session, city, ada.contact, came, now)
    text(session, city, ada, "no more texts please", now=now + MINUTE)

    with pytest.raises(Refused, match="said stop again"):
        undoing.undo(city, cora, effect, now=now + 2 * MINUTE)


def test_who_never_agreed_is_not_called_because_a_stop_was_lifted(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    ada.contact.consented_at = None
    session.commit()
    came = a_text(session, city, ada, cora, now)
    effect = a_stop(session, city, ada.contact, came, now)

    undoing.undo(city, cora, effect, now=now + MINUTE)

    session.refresh(ada.contact)
    assert (ada.contact.stopped_at, ada.contact.may_be_called) == (None, False)


def test_a_joining_or_leaving_that_was_not_meant_is_taken_back(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    bob = a_volunteer(session, city, "Bob")
    ada.state = State.LEFT
    session.commit()
    for one, before in ((ada, "active"), (bob, None)):
        came = a_text(session, city, one, cora, now)
        effect = did(session, came, Changed.MEMBERSHIP, one.id, now, state=before)

        undoing.undo(city, cora, effect, now=now + MINUTE)

    assert (ada.state, bob.state) == (State.ACTIVE, State.LEFT)
    assert "still on our list" in messages(session, ada)[-1].body
    assert "not on our list" in messages(session, bob)[-1].body


def test_an_arrival_is_taken_back_and_nobody_is_texted_about_it(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now)
    placement.arrived_at = now
    effect = did(session, came, Changed.ARRIVAL, placement.id, now)
    told = heard(session, ada)

    undoing.undo(city, cora, effect, now=now + MINUTE)

    assert session.scalars(sa.select(Placement.arrived_at)).all() == [None]
    assert heard(session, ada) == told


def test_only_what_is_theirs_to_see_is_theirs_to_take_back(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    olly = a_member(session, city, "Olly", organisation="Somebody else")
    foreign = an_opening(session, city, "Read aloud", posted_by=olly)
    placement = place(session, foreign, ada, now=now)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.PLACE, placement.id, now, **stood())

    assert done.of_text(session, cora, came) == []
    assert len(done.of_text(session, olly, came)) == 1
    with pytest.raises(NotFound):
        undoing.undo(city, cora, effect, now=now)


def test_what_was_taken_back_still_says_what_it_had_been(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = place(session, opening, ada, now=now)
    came = a_text(session, city, ada, cora, now)
    effect = did(session, came, Changed.PLACE, placement.id, now, **stood())
    undoing.undo(city, cora, effect, now=now + MINUTE)

    [told] = done.of_text(session, cora, came)

    assert (told.after, told.name) == ("confirmed", "Ada")
    assert session.get_one(Effect, effect).before["after"] == "confirmed"


def test_a_reply_in_words_needs_words(city: City, cora: Member, now: datetime) -> None:
    with pytest.raises(Refused, match="Write an answer"):
        service.settle(city, cora, 1, words="", now=now)
