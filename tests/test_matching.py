"""Whom to ask, and in which order: rules that hold whoever lives here."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import GUILDHALL
from volunteer.calls.chances import BANDS_KM, SKILLED, Chances, Counts, band_of, prior
from volunteer.calls.matching import (
    Candidate,
    Limits,
    Match,
    Need,
    Unfit,
    match,
    rank,
    rested,
    unfit,
)
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
    day_part=st.just(0) | st.sets(st.integers(0, 20)).map(lambda bits: sum(1 << b for b in bits)),
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
        st.tuples(st.integers(0, 400), st.floats(0, 1)).map(
            lambda seen: Counts(asked=seen[0], accepted=int(seen[0] * seen[1]))
        ),
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
        assert person.free is None or not need.day_part & ~person.free
        assert person.asked_recently < need.asked_enough
        if need.place is not None:
            assert person.home is not None
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


@given(
    needs.filter(lambda need: bool(need.required | need.helping)), candidates(), tables, st.data()
)
def test_one_more_skill_that_is_asked_for_never_lowers_a_rank_whatever_was_learnt(
    need: Need, people: list[Candidate], table: Chances, data: st.DataObject
) -> None:
    before = ids(rank(need, people, table))
    for number in before:
        skill = data.draw(st.sampled_from(sorted(need.required | need.helping)))
        more = [_with(one, skill) if one.id == number else one for one in people]

        after = ids(rank(need, more, table))

        assert after.index(number) <= before.index(number)


@given(needs, candidates(), tables)
def test_the_reasons_are_true(need: Need, people: list[Candidate], table: Chances) -> None:
    known = {one.id: one for one in people}

    for found in rank(need, people, table):
        person = known[found.volunteer_id]
        away = distance_km(need.place, person.home) if need.place and person.home else 0
        assert found.distance_km == away
        assert found.skills == person.skills & (need.required | need.helping)
        assert found.known_free == (need.day_part > 0 and person.free is not None)
        assert found.hours_since_asked == person.hours_since_asked
        assert (found.band, found.skilled) == (band_of(away), min(2, len(found.skills)))
        assert 0 <= found.score <= 0.9


@given(needs, candidates(), tables)
def test_nobody_comes_before_a_likelier_yes_who_was_asked_no_more_than_they_were(
    need: Need, people: list[Candidate], table: Chances
) -> None:
    shared = [one.score / (1 + one.asked_recently) for one in rank(need, people, table)]

    assert shared == [one.worth for one in rank(need, people, table)]
    assert shared == sorted(shared, reverse=True)


@given(needs, candidates(), tables)
def test_one_more_text_lately_never_raises_a_rank_and_changes_no_chance(
    need: Need, people: list[Candidate], table: Chances
) -> None:
    before = rank(need, people, table)
    for place, one in enumerate(before):
        more = [_asked_more(who) if who.id == one.volunteer_id else who for who in people]

        after = rank(need, more, table)

        assert [who.volunteer_id for who in after].index(one.volunteer_id) >= place
        assert {who.volunteer_id: who.score for who in after} == {
            who.volunteer_id: who.score for who in before
        }


def test_of_two_alike_the_one_who_was_asked_more_often_lately_comes_last() -> None:
    builder, neighbour = Candidate(1, GUILDHALL, 5, asked_recently=0.5), Candidate(2, GUILDHALL, 5)

    assert ids(rank(Need(GUILDHALL), [builder, neighbour], Chances())) == [2, 1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"home": FAR}, Unfit.TOO_FAR),
        ({"skills": frozenset({2})}, Unfit.LACKS_SKILL),
        ({"free": SUNDAY_MORNING}, Unfit.NOT_FREE),
        ({"free": SUNDAY_MORNING | SATURDAY_MORNING}, None),
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
    nothing, much = Chances(), Chances({(0, 2): Counts(asked=1000, accepted=700)})

    assert nothing.rate(0, 0) == prior(0, 0)
    assert much.rate(0, 2) == pytest.approx(0.7, abs=0.02)
    assert much.rate(1, 2) == prior(1, 2)


@given(tables)
def test_more_skills_never_make_a_yes_less_likely(table: Chances) -> None:
    for band in range(len(BANDS_KM) + 1):
        rates = [table.rate(band, skilled) for skilled in SKILLED]
        assert rates == sorted(rates)


@given(tables)
def test_cells_that_agree_with_that_are_left_as_they_were_counted(table: Chances) -> None:
    for band in range(len(BANDS_KM) + 1):
        alone = [_alone(table, band, skilled) for skilled in SKILLED]
        if alone == sorted(alone):
            assert [table.rate(band, skilled) for skilled in SKILLED] == alone


def test_cells_that_do_not_are_read_as_one() -> None:
    table = Chances({(0, 0): Counts(100, 60), (0, 1): Counts(100, 10), (0, 2): Counts(50, 50)})

    together = (60 + 10 + 20 * prior(0, 0) + 20 * prior(0, 1)) / 240

    assert table.rate(0, 0) == table.rate(0, 1) == pytest.approx(together)
    assert table.rate(0, 2) == _alone(table, 0, 2)


@pytest.mark.parametrize(
    ("limits", "allowed", "too_often"),
    [
        (Limits(1, 3), [1], [0.9]),
        (Limits(1, 3), [2, 5, 14], [2, 5, 13]),
        (Limits(1, 3, a_month=1), [30], [20]),
        (Limits(1, 1), [], [13]),
    ],
)
def test_nobody_is_called_more_often_than_was_promised(
    limits: Limits, allowed: list[float], too_often: list[float]
) -> None:
    assert limits.allow([timedelta(days=ago) for ago in allowed])
    assert not limits.allow([timedelta(days=ago) for ago in too_often])


def test_somebody_who_always_said_no_is_asked_after_somebody_who_never_was() -> None:
    silent = match(Need(GUILDHALL), Candidate(1, GUILDHALL, 5, asked=10, accepted=0), Chances())
    new = match(Need(GUILDHALL), Candidate(2, GUILDHALL, 5), Chances())

    assert silent.score < new.score


def _alone(table: Chances, band: int, skilled: int) -> float:
    seen = table.counts.get((band, skilled), Counts())
    return (seen.accepted + 20 * prior(band, skilled)) / (seen.asked + 20)


def _asked_more(one: Candidate) -> Candidate:
    """Return somebody asked more, who may still be asked."""
    return replace(one, asked_recently=(one.asked_recently + 3) / 2)


def _with(one: Candidate, skill: int) -> Candidate:
    return replace(one, skills=one.skills | {skill})
