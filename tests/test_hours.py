"""Hours: claimed, corrected, confirmed, and who may."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member, a_volunteer, an_opening
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.hours import queries, service, sheet, unasked
from volunteer.hours.model import Claim, ClaimedBy, Entry
from volunteer.messages import questions
from volunteer.messages.model import Asked, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

HOUR = timedelta(hours=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member, now: datetime) -> Opening:
    """Give an opening of Cora's, whose session ended an hour ago."""
    return an_opening(session, city, starts=now - 3 * HOUR, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City, opening: Opening, now: datetime) -> Volunteer:
    """Give Ada, who had a place."""
    ada = a_volunteer(session, city, "Ada")
    a_placement(session, opening, ada, now)
    return ada


def a_placement(
    session: Session, opening: Opening, volunteer: Volunteer, now: datetime
) -> Placement:
    placement = Placement(
        city_id=opening.city_id,
        opening=opening,
        volunteer=volunteer,
        standing=Standing.CONFIRMED,
        since=now,
    )
    session.add(placement)
    session.commit()
    return placement


def claim(city: City, opening: Opening, who: Volunteer, minutes: int, now: datetime) -> int:
    with transaction() as session:
        entry = service.claim(
            session,
            city_id=city.id,
            session_id=opening.session_id,
            volunteer_id=who.id,
            minutes=minutes,
            by=ClaimedBy.TEXT,
            rules=city.rules,
            now=now,
        )
        return entry.id


def confirm(city: City, member: Member, which: list[int] | dict[int, int], *, now: datetime) -> int:
    with transaction() as session:
        return len(service.confirm(session, member, which, rules=city.rules, now=now))


def put_down(
    city: City, member: Member, session_id: int, volunteer_id: int, minutes: int, *, now: datetime
) -> int:
    with transaction() as session:
        return service.put_down(
            session, member, session_id, volunteer_id, minutes, rules=city.rules, now=now
        ).id


def standing(session: Session, volunteer: Volunteer) -> Standing:
    found = sa.select(Placement.standing).where(Placement.volunteer_id == volunteer.id)
    return session.scalars(found).one()


def test_a_claim_waits_until_a_coordinator_confirms_it(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    entry_id = claim(city, opening, ada, 120, now)
    assert [e.id for e in queries.waiting(session, cora)] == [entry_id]

    assert confirm(city, cora, [entry_id], now=now) == 1

    entry = session.get_one(Entry, entry_id)
    assert (entry.claimed_minutes, entry.confirmed_minutes) == (120, 120)
    assert (entry.confirmed_by_id, entry.confirmed_at) == (cora.id, now)
    assert queries.waiting(session, cora) == []
    assert standing(session, ada) is Standing.ATTENDED


def test_a_later_claim_replaces_the_earlier_and_both_are_kept(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    first = claim(city, opening, ada, 120, now)
    second = claim(city, opening, ada, 150, now + HOUR)
    claim(city, opening, ada, 150, now + 2 * HOUR)

    assert first == second
    assert session.get_one(Entry, first).claimed_minutes == 150
    kept = session.scalars(sa.select(Claim.minutes).order_by(Claim.id)).all()
    assert kept == [120, 150]


def test_what_is_confirmed_is_claimed_no_more(
    city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    confirm(city, cora, [claim(city, opening, ada, 120, now)], now=now)

    with pytest.raises(Refused, match="confirmed already"):
        claim(city, opening, ada, 150, now)


@pytest.mark.parametrize("minutes", [-5, 0, 14, 961])
def test_hours_nobody_gives_to_one_session_are_refused(
    city: City, opening: Opening, ada: Volunteer, now: datetime, minutes: int
) -> None:
    with pytest.raises(Refused, match="from 15 minutes to 16 hours"):
        claim(city, opening, ada, minutes, now)


def test_nobody_gave_hours_to_what_has_not_begun_or_was_cancelled(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    coming = an_opening(session, city, starts=now + HOUR)
    opening.session.cancelled_at = now
    session.commit()

    with pytest.raises(Refused, match="not begun"):
        claim(city, coming, ada, 60, now)
    with pytest.raises(Refused, match="cancelled"):
        claim(city, opening, ada, 60, now)


def test_hours_are_claimed_on_the_web_by_those_who_had_a_place(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    stranger = a_volunteer(session, city, "Bob")

    service.claim_on_web(city, ada.id, opening.session_id, 90, now=now)

    assert [e.claimed_by for e in queries.of_volunteer(session, city.id, ada.id)] == [ClaimedBy.WEB]
    with pytest.raises(NotFound):
        service.claim_on_web(city, stranger.id, opening.session_id, 90, now=now)


def test_a_claim_on_the_web_answers_the_text_that_asked(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    placement = session.scalars(sa.select(Placement)).one()
    with transaction() as open_session:
        question = questions.reserve(
            open_session,
            ada.contact,
            kind=Asked.HOURS,
            subject_id=placement.id,
            window=72 * HOUR,
            now=now,
        )

    service.claim_on_web(city, ada.id, opening.session_id, 90, now=now)

    assert question is not None
    assert question.state is QuestionState.CLOSED


def test_a_coordinator_confirms_other_minutes_and_both_stay_to_be_seen(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    entry_id = claim(city, opening, ada, 600, now)

    confirm(city, cora, {entry_id: 120}, now=now)

    entry = session.get_one(Entry, entry_id)
    assert (entry.claimed_minutes, entry.confirmed_minutes) == (600, 120)


def test_confirming_none_marks_nobody_as_come(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    entry_id = claim(city, opening, ada, 60, now)

    confirm(city, cora, {entry_id: 0}, now=now)

    assert standing(session, ada) is Standing.CONFIRMED
    assert queries.waiting(session, cora) == []


def test_confirming_twice_is_confirming_once(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    entry_id = claim(city, opening, ada, 60, now)
    confirm(city, cora, [entry_id], now=now)

    assert confirm(city, cora, [entry_id], now=now + HOUR) == 0
    assert session.get_one(Entry, entry_id).confirmed_at == now


def test_of_many_entries_all_are_confirmed_or_none(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    mine = claim(city, opening, ada, 60, now)
    elsewhere = an_opening(
        session,
        city,
        starts=now - 3 * HOUR,
        posted_by=a_member(session, city, "Otto", organisation="Food Bank"),
    )
    theirs = claim(city, elsewhere, ada, 60, now)

    with pytest.raises(NotFound):
        confirm(city, cora, [mine, theirs], now=now)

    assert session.get_one(Entry, mine).confirmed_at is None


def test_hours_of_somebody_who_said_nothing_are_confirmed_and_not_claimed(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    entry_id = put_down(city, cora, opening.session_id, ada.id, 90, now=now)

    entry = session.get_one(Entry, entry_id)
    assert (entry.claimed_minutes, entry.confirmed_minutes) == (None, 90)
    assert standing(session, ada) is Standing.ATTENDED


def test_another_organisation_puts_nothing_down_here(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    otto = a_member(session, city, "Otto", organisation="Food Bank")

    with pytest.raises(NotFound):
        put_down(city, otto, opening.session_id, ada.id, 90, now=now)


def test_a_volunteer_of_another_city_gave_nothing_here(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    stranger = a_volunteer(session, a_city(session, "Barnsley"), "Bo")

    with pytest.raises(NotFound):
        put_down(city, cora, opening.session_id, stranger.id, 90, now=now)


def test_hours_told_unasked_are_for_what_is_over_and_not_told_of_yet(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    earlier = an_opening(session, city, starts=now - 50 * HOUR, posted_by=cora)
    coming = an_opening(session, city, starts=now + HOUR, posted_by=cora)
    for other in (earlier, coming):
        a_placement(session, other, ada, now)
    claim(city, earlier, ada, 60, now - 26 * HOUR)

    found = unasked.places(session, city.id, [ada.id], now=now)

    assert [place.opening for place in found] == [opening]


def test_of_two_people_on_one_phone_in_one_session_either_may_tell_their_hours(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    raj = a_volunteer(session, city, "Raj")
    assert unasked.places(session, city.id, [raj.id], now=now) == []
    a_placement(session, opening, raj, now)

    found = unasked.places(session, city.id, [ada.id, raj.id], now=now)

    assert [place.volunteer for place in found] == [ada, raj]


def test_hours_that_are_confirmed_are_meant_only_when_nothing_else_can_be(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    earlier = an_opening(session, city, starts=now - 50 * HOUR, posted_by=cora)
    a_placement(session, earlier, ada, now)
    confirm(city, cora, [claim(city, opening, ada, 60, now)], now=now)
    meant = [unasked.places(session, city.id, [ada.id], now=now)]

    confirm(city, cora, [claim(city, earlier, ada, 60, now)], now=now)
    meant.append(unasked.places(session, city.id, [ada.id], now=now))

    assert [[one.opening for one in places] for places in meant] == [[earlier], [opening, earlier]]


def test_hours_of_what_still_runs_are_meant_when_nothing_is_over(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    running = an_opening(session, city, starts=now - HOUR, posted_by=cora)
    bo = a_volunteer(session, city, "Bo")
    a_placement(session, running, bo, now)

    found = unasked.places(session, city.id, [bo.id], now=now)

    assert [one.opening for one in found] == [running]


def test_claims_made_at_once_make_one_entry(
    app: Flask, session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    city_id, session_id, ada_id = city.id, opening.session_id, ada.id
    session.rollback()

    def claim_too(number: int) -> None:
        with app.app_context():
            here = db.session.get_one(City, city_id)
            service.claim_on_web(here, ada_id, session_id, 60 + number, now=now)
            db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(claim_too, range(20)))

    [entry] = queries.of_session(session, city.id, session_id)
    claims = session.scalars(sa.select(Claim.minutes).order_by(Claim.id)).all()
    assert sorted(claims) == list(range(60, 80))
    assert entry.claimed_minutes == claims[-1]


def test_a_sheet_confirms_what_was_told_and_what_was_not_and_who_was_absent(
    session: Session, city: City, opening: Opening, cora: Member, ada: Volunteer, now: datetime
) -> None:
    bo, cy = (
        a_placement(session, opening, a_volunteer(session, city, n), now) for n in ("Bo", "Cy")
    )
    claim(city, opening, ada, 120, now)

    sheet.settle(
        city,
        cora,
        opening.session_id,
        given={ada.id: 90, bo.volunteer_id: 60},
        absent=[cy.volunteer_id],
        now=now,
    )

    entries = queries.of_session(session, city.id, opening.session_id)
    assert {e.volunteer_id: (e.claimed_minutes, e.confirmed_minutes) for e in entries} == {
        ada.id: (120, 90),
        bo.volunteer_id: (None, 60),
    }
    assert [standing(session, p.volunteer) for p in (bo, cy)] == [
        Standing.ATTENDED,
        Standing.ABSENT,
    ]


def test_a_sheet_with_one_impossible_line_changes_nothing(
    session: Session, city: City, opening: Opening, cora: Member, ada: Volunteer, now: datetime
) -> None:
    bo = a_placement(session, opening, a_volunteer(session, city, "Bo"), now)
    claim(city, opening, ada, 120, now)

    with pytest.raises(Refused):
        sheet.settle(
            city, cora, opening.session_id, given={ada.id: 90, bo.volunteer_id: 1}, now=now
        )

    (entry,) = queries.of_session(session, city.id, opening.session_id)
    assert entry.confirmed_at is None
