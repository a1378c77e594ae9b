"""Whom to ask, and in which order: rules that hold whoever lives here."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GUILDHALL
from volunteer.calls.chances import Chances, Counts, band_of, prior
from volunteer.calls.matching import Candidate, Match, Need, Unfit, match, rank, rested, unfit
from volunteer.core.geo import Point, distance_km

FAR = Point(GUILDHALL.latitude + 0.3, GUILDHALL.longitude)
SATURDAY_MORNING, SUNDAY_MORNING = 1 << 15, 1 << 18

points = st.builds(Point, st.floats(50.2, 50.6), st.floats(-4.4, -3.9))
skill_sets = st.frozensets(st.integers(1, 6), max_size=4)
parts_of_a_week = st.integers(0, (1 << 21) - 1)
needs = st.builds(
    Need,
    place=st.none() | points,
    required=st.frozensets(st.integers(1, 6), max_size=2),
    helping=skill_sets,
    day_part=st.just(0) | st.integers(0, 20).map(lambda bit: 1 << bit),
    radius_km=st.none() | st.floats(0.5, 30),
)
hours_ago = st.none() | st.floats(0, 2000)


@st.composite
def candidates(draw: st.DrawFn, most: int = 12) -> list[Candidate]:
    """Draw some people with different ids."""
    ids = draw(st.lists(st.integers(1, 1000), max_size=most, unique=True))
    return [draw(_candidate(number)) for number in ids]


def _candidate(number: int) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        id=st.just(number),
        home=points,
        reach_km=st.floats(0.5, 40),
        skills=skill_sets,
        free=st.none() | parts_of_a_week,
        hours_since_asked=hours_ago,
        asked_recently=st.floats(0, 4),
        asked=st.integers(5, 20),
        accepted=st.integers(0, 5),
    )


tables = st.builds(
    Chances,
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 2)),
        st.builds(Counts, asked=st.integers(20, 60), accepted=st.integers(0, 20)),
    ),
)


def ids(matches: list[Match]) -> list[int]:
    return [one.volunteer_id for one in matches]


@given(needs, candidates(), tables)
def test_everybody_who_fits_is_ranked_and_nobody_else(
    need: Need, people: list[Candidate], table: Chances
) -> None:
    ranked = ids(rank(need, people, table))

    assert sorted(ranked) == sorted(one.id for one in people if unfit(need, one) is None)


@given(needs, candidates(), tables)
def test_whoever_is_ranked_can_come_and_may_be_asked(
    need: Need, people: list[Candidate], table: Chances
) -> None:
    known = {one.id: one for one in people}

    for found in rank(need, people, table):
        person = known[found.volunteer_id]
        assert need.required <= person.skills
        assert person.free is None or not need.day_part or person.free & need.day_part
        assert person.asked_recently < need.asked_enough
        if need.place is not None:
            assert distance_km(need.place, person.home) <= min(
                person.reach_km, need.radius_km or person.reach_km
            )


@given(needs, candidates(), tables, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_people_were_listed(
    need: Need, people: list[Candidate], table: Chances, chance: Random
) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)

    assert rank(need, shuffled, table) == rank(need, people, table)


@given(needs.filter(lambda need: bool(need.required | need.helping)), candidates(), st.data())
def test_one_more_skill_that_is_asked_for_never_lowers_a_rank(
    need: Need, people: list[Candidate], data: st.DataObject
) -> None:
    before = ids(rank(need, people, Chances()))
    for number in before:
        skill = data.draw(st.sampled_from(sorted(need.required | need.helping)))
        more = [_with(one, skill) if one.id == number else one for one in people]

        after = ids(rank(need, more, Chances()))

        assert after.index(number) <= before.index(number)


@given(needs, candidates(), tables)
def test_the_reasons_are_true(need: Need, people: list[Candidate], table: Chances) -> None:
    known = {one.id: one for one in people}

    for found in rank(need, people, table):
        person = known[found.volunteer_id]
        away = distance_km(need.place, person.home) if need.place else 0
        assert found.distance_km == away
        assert found.skills == person.skills & (need.required | need.helping)
        assert found.known_free == (need.day_part > 0 and person.free is not None)
        assert found.hours_since_asked == person.hours_since_asked
        assert (found.band, found.skilled) == (band_of(away), min(2, len(found.skills)))
        assert 0 <= found.score <= 0.9


@given(needs, candidates(), tables)
def test_nobody_comes_before_a_likelier_yes(
    need: Need, people: list[Candidate], table: Chances
) -> None:
    scores = [one.score for one in rank(need, people, table)]

    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"home": FAR}, Unfit.TOO_FAR),
        ({"skills": frozenset({2})}, Unfit.LACKS_SKILL),
        ({"free": SUNDAY_MORNING}, Unfit.NOT_FREE),
        ({"asked_recently": 3.0}, Unfit.ASKED_ENOUGH),
        ({}, None),
        ({"free": None}, None),
    ],
)
def test_why_somebody_is_not_asked_can_be_said(change: dict[str, Any], why: Unfit | None) -> None:
    need = Need(GUILDHALL, required=frozenset({1}), day_part=SATURDAY_MORNING)
    ada = Candidate(1, GUILDHALL, reach_km=5, skills=frozenset({1}), free=SATURDAY_MORNING)

    assert unfit(need, replace(ada, **change)) is why


def test_of_two_alike_the_one_asked_least_lately_then_the_nearer_then_the_older_comes_first() -> (
    None
):
    need = Need(GUILDHALL)
    close = Point(GUILDHALL.latitude + 0.001, GUILDHALL.longitude)
    never, long_ago, nearer = (Candidate(n, close, 5) for n in (4, 3, 2))
    long_ago = replace(long_ago, hours_since_asked=1e6)
    nearer = replace(nearer, home=GUILDHALL, hours_since_asked=1e6)
    older = replace(nearer, id=1)

    ranked = ids(rank(need, [long_ago, nearer, never, older], Chances()))

    assert ranked == [4, 1, 2, 3]


def test_a_rest_is_nothing_at_first_and_whole_in_the_end() -> None:
    assert rested(None) == 1
    assert rested(0) == 0
    assert rested(72) == pytest.approx(0.632, abs=0.001)
    assert rested(24 * 30) > 0.9999


def test_a_cell_learns_from_its_answers_and_starts_from_its_prior() -> None:
    nothing, much = Chances(), Chances({(0, 0): Counts(asked=1000, accepted=700)})

    assert nothing.rate(0, 0) == prior(0, 0)
    assert much.rate(0, 0) == pytest.approx(0.7, abs=0.02)
    assert much.rate(1, 0) == prior(1, 0)


def test_somebody_who_always_said_no_is_asked_after_somebody_who_never_was() -> None:
    silent = match(Need(GUILDHALL), Candidate(1, GUILDHALL, 5, asked=10, accepted=0), Chances())
    new = match(Need(GUILDHALL), Candidate(2, GUILDHALL, 5), Chances())

    assert silent.score < new.score


def _with(one: Candidate, skill: int) -> Candidate:
    return replace(one, skills=one.skills | {skill})
