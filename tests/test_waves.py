"""In what doses to ask."""

from dataclasses import replace
from datetime import timedelta
from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matches import a_match
from volunteer.calls.matching import Match
from volunteer.calls.waves import (
    AT_RANDOM,
    LAST_WAVES,
    enough,
    pause,
    prudent,
    still_expected,
    wave,
)

FLOOR = 0.03
LEAST, MOST = timedelta(minutes=30), timedelta(hours=3)
DAY = timedelta(days=1)

scores = st.lists(st.floats(0, 0.9), max_size=80).map(lambda found: sorted(found, reverse=True))
wishes = st.floats(-1, 12)
seeds = st.text(max_size=8)


def ranked(scores: list[float]) -> list[Match]:
    return [a_match(n, score) for n, score in enumerate(scores)]


def test_who_was_asked_by_a_clock_that_is_ahead_was_asked_now() -> None:
    assert still_expected([(0.5, -3.0)]) == still_expected([(0.5, 0.0)]) == 0.5


@given(scores, wishes, seeds)
def test_a_wave_expects_as_many_as_are_wanted_or_asks_everybody_above_the_floor(
    scores: list[float], wanted: float, seed: str
) -> None:
    people = ranked(scores)

    chosen = [one.match for one in wave(people, wanted=wanted, floor=FLOOR, seed=seed)]

    able = [one for one in people if one.score >= FLOOR]
    enough = sum(one.score for one in chosen) >= wanted
    assert enough or sorted(chosen, key=_number) == sorted(able, key=_number)


@given(scores, wishes, seeds)
def test_a_wave_asks_nobody_more_than_it_takes(
    scores: list[float], wanted: float, seed: str
) -> None:
    chosen = [
        one.match.score for one in wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed)
    ]

    assert not chosen or sum(chosen[:-1]) < wanted


@given(scores, wishes, seeds)
def test_nobody_is_asked_twice_in_a_wave_or_below_the_floor(
    scores: list[float], wanted: float, seed: str
) -> None:
    chosen = [one.match for one in wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed)]

    assert len({one.volunteer_id for one in chosen}) == len(chosen)
    assert all(one.score >= FLOOR for one in chosen)


@given(scores, wishes, seeds)
def test_one_in_ten_is_drawn_at_random_and_the_rest_are_the_likeliest(
    scores: list[float], wanted: float, seed: str
) -> None:
    chosen = wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed)

    drawn = {one.match.volunteer_id for one in chosen if one.at_random}
    top = [one.match.volunteer_id for one in chosen if not one.at_random]
    assert len(drawn) == len(chosen) // AT_RANDOM
    assert top == [n for n in range(max(top, default=-1) + 1) if n in top or n not in drawn]


@given(scores, wishes, seeds)
def test_the_same_seed_asks_the_same_people(scores: list[float], wanted: float, seed: str) -> None:
    once = wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed)

    assert wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed) == once


def test_whoever_was_asked_lately_must_be_likelier() -> None:
    now_and_then, often = (
        replace(ranked([0.05])[0], volunteer_id=n, asked_recently=n) for n in (0, 1)
    )

    chosen = wave([now_and_then, often], wanted=1, floor=FLOOR, seed="")

    assert [one.match for one in chosen] == [now_and_then]


def test_other_seeds_ask_other_people_too() -> None:
    people = ranked([0.1] * 100)

    drawn = {
        one.match.volunteer_id
        for seed in range(30)
        for one in wave(people, wanted=1, floor=FLOOR, seed=str(seed))
        if one.at_random
    }

    assert len(drawn) > 10


@given(st.floats(-1e6, 1e7))
def test_a_pause_is_a_twelfth_of_the_time_left_within_its_bounds(left: float) -> None:
    time_left = timedelta(seconds=left)

    waits = pause(time_left, least=LEAST, most=MOST)

    assert LEAST <= waits <= MOST
    assert waits in {LEAST, MOST, time_left / 12}


@given(st.lists(st.tuples(st.floats(0, 0.9), st.floats(0, 500)), max_size=50))
def test_what_is_still_expected_falls_with_the_hours(asked: list[tuple[float, float]]) -> None:
    expected = still_expected(asked)
    later = still_expected([(chance, hours + 1) for chance, hours in asked])

    assert 0 <= expected <= sum(chance for chance, _ in asked) + 1e-9
    assert later <= expected


def test_half_of_the_answers_to_come_come_within_half_an_hour() -> None:
    assert still_expected([(0.4, 0.0), (0.2, 0.5)]) == pytest.approx(0.5)


@given(scores, st.integers(-5, 0), st.floats(0, 5), st.floats(0, 1e7), seeds)
def test_a_full_opening_asks_nobody(
    scores: list[float], open_places: int, expected: float, left: float, seed: str
) -> None:
    wanted = enough(open_places, expected=expected, time_left=timedelta(seconds=left))

    assert wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed) == []


@given(scores, st.integers(1, 12), seeds)
def test_nobody_is_asked_while_enough_yes_are_on_their_way(
    scores: list[float], open_places: int, seed: str
) -> None:
    wanted = enough(open_places, expected=open_places, time_left=DAY)

    assert wave(ranked(scores), wanted=wanted, floor=FLOOR, seed=seed) == []


@given(st.integers(1, 60))
def test_a_prudent_wave_brings_too_many_yes_one_time_in_ten(places: int) -> None:
    expected = prudent(places)

    fits = sum(exp(-expected) * expected**n / factorial(n) for n in range(places + 1))
    assert 1 - fits == pytest.approx(0.1, abs=1e-5)


@given(st.integers(1, 60))
def test_more_places_are_asked_for_by_more_but_never_by_more_than_they_are(places: int) -> None:
    assert 0 < prudent(places) < places
    assert prudent(places) < prudent(places + 1)


def test_hundreds_of_places_can_be_reckoned_with() -> None:
    assert prudent(2000) == pytest.approx(1943, abs=1)


@given(st.integers(1, 40), st.floats(0, 9), st.floats(0, 1e7))
def test_in_the_last_hours_all_that_is_missing_is_asked_for(
    places: int, expected: float, left: float
) -> None:
    time_left = timedelta(seconds=left)

    wanted = enough(places, expected=expected, time_left=time_left)

    hoped = places if time_left <= LAST_WAVES else prudent(places)
    assert wanted == hoped - expected


def _number(one: Match) -> int:
    return one.volunteer_id
