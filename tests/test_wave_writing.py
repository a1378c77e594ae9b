"""A wave as it is written down: who is asked that was ranked before, with which words and why."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.asking import a_call, invite, invited, place, set_rules
from tests.builders import STARTS, a_housemate, a_member, a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.matches import a_match
from tests.texting import heard, messages, text
from volunteer.calls import (
    approval,
    asking,
    filtering,
    holding,
    inviting,
    service,
    shortlist,
    texts,
    waves,
)
from volunteer.calls.drive import Ranking
from volunteer.calls.matching import Match
from volunteer.calls.model import Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core.db import db, reading, transaction
from volunteer.messages import reach
from volunteer.messages.model import Question
from volunteer.messages.segments import count
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession
from volunteer.staff.model import Member, Role

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give two places on Monday morning."""
    return an_opening(session, city, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give somebody who lives next to it."""
    return a_volunteer(session, city, "Ada")


def write(
    session: Session, opening: Opening, ranked: Sequence[Match], *, now: datetime
) -> list[str]:
    """Write a wave of people who were ranked before; return who was asked."""
    call = a_call(session, opening, now=now)
    here = session.get_one(City, call.city_id)
    asking.ask(session, here, call, now=now, ranked={opening.id: Ranking(1, ranked)})
    session.commit()
    return list(invited(session, opening))


def stop(session: Session, city: City, who: Volunteer, now: datetime) -> None:
    text(session, city, who, "STOP", now=now)


def leave(session: Session, city: City, who: Volunteer, now: datetime) -> None:
    service.leave(city, who.id, now=now)


def go_silent(session: Session, city: City, who: Volunteer, now: datetime) -> None:
    reach.lose(who.contact, "30005", now=now)
    session.commit()


def take_a_place(session: Session, city: City, who: Volunteer, now: datetime) -> None:
    """Take one of another role in the session that people are about to be asked about."""
    meeting = session.scalars(sa.select(ProjectSession)).one()
    project = meeting.project
    role = ProjectRole(city_id=city.id, project=project, title="Cook")
    opening = Opening(city_id=city.id, role=role, session=meeting, places=2)
    session.add(opening)
    session.commit()
    service.accept_on_web(city, who.id, opening.id, now=now)


def be_elsewhere(session: Session, city: City, who: Volunteer, now: datetime) -> None:
    at_the_time = an_opening(session, city, starts=STARTS + HOUR)
    service.accept_on_web(city, who.id, at_the_time.id, now=now)


@pytest.mark.parametrize("happens", [stop, leave, go_silent, take_a_place, be_elsewhere])
def test_what_happens_between_the_ranking_and_the_asking_is_heeded(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime,
    *, happens: Callable[..., None],
) -> None:  # fmt: skip
    bo = a_volunteer(session, city, "Bo")
    ranked = shortlist.ranking(session, city, opening, now=now)
    assert {one.volunteer_id for one in ranked} == {ada.id, bo.id}

    happens(session, city, ada, now)

    assert write(session, opening, ranked, now=now) == ["Bo"]
    assert "call" not in heard(session, ada)


def test_of_those_who_share_a_phone_who_registered_first_is_held_and_nobody_without_consent(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    raj, bo = a_housemate(session, ada, "Raj"), a_volunteer(session, city, "Bo")
    bo.contact.consented_at = None
    session.commit()

    held = holding.hold(session, city, opening, [raj.id, bo.id, ada.id], now=now)

    assert [one.name for one in held] == ["Ada"]


def test_who_is_being_asked_something_else_by_now_is_not_asked(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    set_rules(city, calls_a_day=5)
    ranked = shortlist.ranking(session, city, opening, now=now)
    invite(session, an_opening(session, city), ada, now=now)

    assert write(session, opening, ranked, now=now) == []
    assert heard(session, ada) == []


def test_of_two_on_one_phone_the_second_is_asked_if_the_first_was_asked_enough(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    a_housemate(session, ada, "Raj")
    ranked = shortlist.ranking(session, city, opening, now=now)
    invite(session, an_opening(session, city), ada, now=now)
    text(session, city, ada, "no", now=now)

    assert write(session, opening, ranked, now=now + HOUR) == ["Raj"]


@given(
    st.builds(
        Match,
        volunteer_id=st.integers(1),
        distance_km=st.floats(0, 1e3),
        approximate=st.booleans(),
        skills=st.frozensets(st.integers(1)),
        known_free=st.booleans(),
        hours_since_asked=st.none() | st.floats(0, 1e6),
        band=st.integers(0, 5),
        skilled=st.integers(0, 2),
        score=st.floats(0, 1),
        asked_recently=st.floats(0, 9),
    )
)
def test_why_somebody_is_asked_is_kept_with_all_that_is_known(match: Match) -> None:
    kept = json.loads(inviting.reasons(match))

    assert kept == asdict(match) | {"skills": sorted(match.skills)}
    assert [type(kept[name]) for name in ("approximate", "known_free")] == [bool, bool]


def test_a_text_is_word_for_word_what_the_preview_shows_and_its_parts_are_counted(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    opening.places = 9
    crowd = a_crowd(session, city, 12)
    for number, person in enumerate(crowd):
        person.contact.language = ("en", "cy")[number % 2]
        person.name = ("Ada", "Siân Ŵyn", "", "A" * 60)[number % 4]
    later = an_opening(session, city, starts=STARTS + DAY)
    place(session, later, crowd[0], now=now)  # so a bare YES of theirs might mean that
    ranked = shortlist.ranking(session, city, opening, now=now)

    write(session, opening, ranked, now=now)

    asked = session.scalars(sa.select(Invitation)).all()
    assert len(asked) == len(crowd)
    for invitation in asked:
        who = invitation.volunteer
        [message] = messages(session, who)
        assert message.body == texts.invitation_body(
            session, city, opening, name=who.name, km=invitation.reasons["distance_km"],
            approximate=False, language=who.contact.language,
            code=opening.code if who is crowd[0] else None,
        )  # fmt: skip
        assert message.segments == count(message.body).segments
        question = session.get_one(Question, message.question_id)
        assert (question.contact_id, question.subject_id) == (who.contact_id, invitation.id)
        assert (message.to, message.expires_at) == (who.contact.phone, question.ends_by)
    assert len({message.token for who in crowd for message in messages(session, who)}) == 12
    assert f"YES {opening.code}" in messages(session, crowd[0])[0].body


def ranks(into: list[str]) -> Callable[..., list[Match]]:
    """Return a ranking that writes down whether a transaction was open as it was made."""
    really = shortlist.ranking

    def ranking(session: Session, *args: Any, **named: Any) -> list[Match]:
        into.append("inside" if db.session().info.get("in_use_case") else "before")
        return really(session, *args, **named)

    return ranking


def test_people_are_ranked_before_the_transaction_that_asks_them(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    a_crowd(session, city, 30)
    lea = a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)
    when: list[str] = []
    monkeypatch.setattr(shortlist, "ranking", ranks(when))

    call_id = service.start(city, cora, opening.id, now=now)
    call = session.get_one(Call, call_id)
    assert asking.ask_next(now=now + DAY)
    call.state, call.paused_at = CallState.PAUSED, now
    session.commit()
    filtering.go_on(city, cora, call_id, now=now + DAY + 5 * HOUR)
    another = an_opening(session, city, posted_by=cora)
    approval.approve(city, lea, approval.propose(city, cora, another.id, now=now), now=now)

    assert when == ["before"] * 4


def test_a_use_case_that_is_open_is_told_from_one_that_is_not(
    session: Session, city: City, opening: Opening, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    when: list[str] = []
    monkeypatch.setattr(shortlist, "ranking", ranks(when))
    with transaction() as inside:
        shortlist.ranking(inside, city, opening, now=now)
        with pytest.raises(RuntimeError, match="a transaction is open"), reading():
            pass
    assert when == ["inside"]


def test_nobody_is_ranked_while_nobody_is_wanted(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    a_crowd(session, city, 30)
    call_id = service.start(city, cora, opening.id, now=now)
    before = list(invited(session, opening))
    call = session.get_one(Call, call_id)
    call.next_wave_at = now + MINUTE
    session.commit()
    when: list[str] = []
    monkeypatch.setattr(shortlist, "ranking", ranks(when))

    assert asking.ask_next(now=now + MINUTE)  # as many as are missing are expected to say yes

    assert (when, list(invited(session, opening))) == ([], before)
    session.refresh(call)
    assert call.next_wave_at is not None
    assert call.next_wave_at > now + HOUR / 2
    assert asking.ask_next(now=now + DAY)
    assert when == ["before"]


def test_a_wave_whose_worker_dies_as_it_ranks_is_another_s_after_a_minute(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    a_crowd(session, city, 5)
    call = a_call(session, opening, now=now)
    call.next_wave_at = now
    session.commit()

    def die(*_args: Any, **_named: Any) -> list[Match]:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(shortlist, "ranking", die)
        with pytest.raises(SystemExit):
            asking.ask_next(now=now)

    assert not asking.ask_next(now=now + MINUTE / 2)
    assert invited(session, opening) == []
    assert asking.ask_next(now=now + MINUTE)
    assert len(invited(session, opening)) == 5
    assert not asking.ask_next(now=now + MINUTE)


def test_what_was_drawn_can_be_drawn_again_from_the_log(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    a_crowd(session, city, 40)
    opening = an_opening(session, city, posted_by=cora, places=9)
    ranked = shortlist.ranking(session, city, opening, now=now)

    call = session.get_one(Call, service.start(city, cora, opening.id, now=now))

    wanted = waves.enough(9, expected=0.0, time_left=call.deadline - now)
    logged = session.scalars(sa.select(Invitation).order_by(Invitation.id)).all()
    seed = f"{call.id}.{logged[0].wave - 1}"
    again = waves.wave(ranked, wanted=wanted, floor=city.rules.wave_floor, seed=seed)
    assert {one.match.volunteer_id: one[1:] for one in again} == {
        one.volunteer_id: (one.at_random, one.propensity) for one in logged
    }
    drawn = [place for place, one in enumerate(again) if one.at_random]
    assert len(drawn) >= 2
    assert [again[place].propensity for place in drawn] == [1 / (40 - place) for place in drawn]
    assert {one.propensity for one in again if not one.at_random} == {1.0}


def test_weighed_by_their_propensity_the_drawn_stand_for_all_who_were_left(
    session: Session,
) -> None:
    """What the log is for: from who was drawn one learns of all, as if all had been asked."""
    worth = [0.05 + 0.25 * (n * 37 % 60) / 60 for n in range(60)]
    people = [a_match(n, score) for n, score in enumerate(sorted(worth, reverse=True))]
    rest = people[waves.AT_RANDOM - 1 :]  # as the first draw is made, the first nine are gone

    estimates = []
    for seed in range(4000):
        chosen = waves.wave(people, wanted=3.0, floor=0, seed=str(seed))
        first = next(one for one in chosen if one.at_random)
        estimates.append(first.match.score / first.propensity)

    total = sum(one.score for one in rest)
    assert sum(estimates) / len(estimates) == pytest.approx(total, rel=0.02)
