"""Several openings ask at once: each person about one of them, where they are needed most."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.matches import a_match
from volunteer.calls.chances import Chances
from volunteer.calls.matching import Candidate, Match, Need, preference, rank, unfit
from volunteer.calls.sharing import Share, Want, fit_any, shared
from volunteer.calls.waves import AT_RANDOM, wave
from volunteer.core.geo import Point

FLOOR = 0.03
HERE = Point(50.3703, -4.1421)
PART = 1 << 3


def a_want(key: int, *ranked: Match, wanted: float = 9, coming: float = 0, places: int = 9) -> Want:
    return Want(key, wanted, coming, places, sorted(ranked, key=preference), f"{key}")


@st.composite
def several(draw: st.DrawFn) -> list[Want]:
    """Draw openings that some of the same people fit, each at a chance of its own."""
    wants = []
    for key in range(draw(st.integers(1, 5))):
        ids = draw(st.sets(st.integers(0, 40), max_size=30))
        ranked = [a_match(n, draw(st.sampled_from((0.01, 0.05, 0.1, 0.3, 0.9)))) for n in ids]
        places = draw(st.integers(1, 9))
        coming = draw(st.floats(0, places))
        wants.append(
            a_want(key, *ranked, wanted=draw(st.floats(-1, 9)), coming=coming, places=places)
        )
    return wants


def people(shares: dict[int, Share]) -> list[int]:
    return [one.volunteer_id for share in shares.values() for one, *_ in share]


@given(several())
def test_nobody_is_asked_about_two_of_them(wants: list[Want]) -> None:
    asked = people(shared(wants, floor=FLOOR))

    assert len(asked) == len(set(asked))


@given(several())
def test_nobody_is_asked_about_what_they_do_not_fit_or_below_the_floor(wants: list[Want]) -> None:
    shares = shared(wants, floor=FLOOR)

    for want in wants:
        assert all(one in want.ranked for one, *_ in shares[want.key])
        assert all(one.worth >= FLOOR for one, *_ in shares[want.key])


@given(several())
def test_none_of_them_asks_beyond_what_it_wants(wants: list[Want]) -> None:
    shares = shared(wants, floor=FLOOR)

    for want in wants:
        scores = [one.score for one, *_ in shares[want.key]]
        assert not scores or sum(scores[:-1]) < want.wanted


@given(several())
def test_each_has_what_it_wants_or_everybody_it_fits_is_asked(wants: list[Want]) -> None:
    shares = shared(wants, floor=FLOOR)

    asked = set(people(shares))
    for want in wants:
        able = {one.volunteer_id for one in want.ranked if one.worth >= FLOOR}
        brings = sum(one.score for one, *_ in shares[want.key])
        assert brings >= want.wanted or able <= asked


@given(several(), st.randoms())
def test_the_order_of_openings_and_of_people_is_nothing_to_it(
    wants: list[Want], chance: Random
) -> None:
    mixed = [
        Want(w.key, w.wanted, w.coming, w.places, chance.sample(w.ranked, len(w.ranked)), w.seed)
        for w in chance.sample(wants, len(wants))
    ]

    assert shared(mixed, floor=FLOOR) == shared(wants, floor=FLOOR)


@given(several(), st.integers(0, 40))
def test_together_they_ask_no_more_people_than_they_may(wants: list[Want], most: int) -> None:
    some, everybody = (people(shared(wants, floor=FLOOR, most=n)) for n in (most, None))

    assert len(some) == min(most, len(everybody))
    assert set(some) <= set(everybody)


@given(several())
def test_one_in_ten_of_each_is_drawn_at_random(wants: list[Want]) -> None:
    for share in shared(wants, floor=FLOOR).values():
        assert sum(at_random for _, at_random, _ in share) == len(share) // AT_RANDOM


@given(several())
def test_alone_an_opening_asks_as_it_always_did(wants: list[Want]) -> None:
    nobody = a_want(99, wanted=0)

    for want in wants:
        always = wave(want.ranked, wanted=want.wanted, floor=FLOOR, seed=want.seed)

        assert shared([want], floor=FLOOR) == {want.key: always}
        assert shared([want, nobody], floor=FLOOR) == {want.key: always, 99: []}
        assert shared([want], floor=FLOOR, most=3) == {want.key: always[:3]}
        assert shared([want, nobody], floor=FLOOR, most=3) == {want.key: always[:3], 99: []}


@given(
    st.lists(st.tuples(st.integers(0, 7), st.booleans(), st.integers(0, 3)), max_size=30),
    st.randoms(),
)
def test_nobody_who_does_not_fit_is_asked_and_rows_may_come_in_any_order(
    rows: list[tuple[int, bool, int]], chance: Random
) -> None:
    candidates = [
        Candidate(
            id=n, home=Point(HERE.latitude + km / 111, HERE.longitude), reach_km=4.0,
            skills=frozenset({1} if skilled else ()), free=None if free == 0 else free,
        )
        for n, (km, skilled, free) in enumerate(rows)
    ]  # fmt: skip
    needs = [
        Need(HERE, day_part=1),
        Need(HERE, day_part=2),
        Need(HERE, required=frozenset({1}), radius_km=2.0),
    ]

    def asked(of: list[Candidate]) -> dict[int, Share]:
        wants = [a_want(n, *rank(need, of, Chances())) for n, need in enumerate(needs)]
        return shared(wants, floor=0.0)

    found = asked(candidates)

    assert asked(chance.sample(candidates, len(candidates))) == found
    for key, share in found.items():
        assert all(unfit(needs[key], candidates[one.volunteer_id]) is None for one, *_ in share)


def test_who_fits_several_is_asked_about_the_one_that_needs_them_most() -> None:
    ada = a_match(1, 0.3)
    nearly_full, empty = a_want(1, ada, coming=8), a_want(2, ada, coming=1)

    assert shared([nearly_full, empty], floor=FLOOR) == {1: [], 2: [(ada, False, 1.0)]}


def test_who_can_come_on_one_day_only_is_not_lost_to_another() -> None:
    both, one_day = a_match(1, 0.3, km=0.5), a_match(2, 0.3, km=2.0)
    first, second = a_want(1, both, one_day, wanted=0.3), a_want(2, both, wanted=0.3)

    asked = shared([first, second], floor=FLOOR)

    assert asked == {1: [(one_day, False, 1.0)], 2: [(both, False, 1.0)]}


def test_large_and_small_fill_up_at_the_same_pace() -> None:
    crowd = [a_match(n, 0.5) for n in range(12)]
    large, small = a_want(1, *crowd, places=10), a_want(2, *crowd, places=2)

    shares = shared([large, small], floor=FLOOR)

    assert [len(shares[key]) for key in (1, 2)] == [10, 2]


def test_what_is_full_asks_nobody_and_the_others_go_on() -> None:
    crowd = [a_match(n, 0.5) for n in range(4)]
    full, other = a_want(1, *crowd, wanted=-0.2, coming=9), a_want(2, *crowd)

    shares = shared([full, other], floor=FLOOR)

    assert [len(shares[key]) for key in (1, 2)] == [0, 4]


def test_who_fits_several_is_counted_once() -> None:
    ada, ben, cleo = (a_match(n, 0.3) for n in range(3))

    assert fit_any([[ada, ben], [ben], [cleo, ada], []]) == 3
