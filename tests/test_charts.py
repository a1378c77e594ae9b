"""Charts: what is drawn stays on the drawing, in the right order, whatever the values are."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from volunteer.web.charts import Point, bars, bullet, line, shares
from volunteer.web.charts.scale import Scale, ticks

VALUES = st.floats(-1e12, 1e12).map(lambda value: round(value, 3))
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
TODAY = date(2026, 11, 25)


@given(VALUES, VALUES, VALUES)
def test_a_scale_keeps_everything_on_the_drawing_and_in_order(a: float, b: float, c: float) -> None:
    low, middle, high = sorted((a, b, c))
    scale = Scale(low, high)

    assert 0 <= scale.at(low) <= scale.at(middle) <= scale.at(high) <= 100
    assert scale.down(middle) == pytest.approx(100 - scale.at(middle))


@given(VALUES, VALUES, st.integers(3, 8))
def test_an_axis_goes_around_its_values_in_few_even_steps(a: float, b: float, most: int) -> None:
    low, high = sorted((a, b))
    assume(high - low > 1e-6 * max(abs(low), abs(high), 1e-3))

    named = ticks(low, high, most)

    slack = (named[-1] - named[0]) * 1e-6
    assert 2 <= len(named) <= most
    assert named[0] <= low + slack
    assert high - slack <= named[-1]
    steps = [after - before for before, after in pairwise(named)]
    assert steps == pytest.approx([steps[0]] * len(steps), rel=1e-3)


@pytest.mark.parametrize(
    ("low", "high", "named"),
    [
        (12_600, 14_000, [12_500, 13_000, 13_500, 14_000]),
        (61, 80, [60, 65, 70, 75, 80]),
        (0, 0.3, [0, 0.1, 0.2, 0.3]),
        (-400_000, 5_200_000, [-2e6, 0, 2e6, 4e6, 6e6]),
    ],
)
def test_an_axis_names_round_values(low: float, high: float, named: list[float]) -> None:
    assert ticks(low, high) == named


@pytest.mark.parametrize("value", [0.0, 7.0, -7.0, 1e9, 0.001])
def test_one_value_alone_has_room_on_both_sides(value: float) -> None:
    named = ticks(value, value)

    assert named[0] < value < named[-1]


def test_a_measure_that_must_go_down_reads_from_left_to_right_too() -> None:
    drawn = bullet(14_000, 12_600, now=13_120, expected=13_300)

    assert drawn.now is not None
    assert (drawn.baseline.x, drawn.expected.x, drawn.now.x) == (0, 50, 62.86)
    assert (drawn.start, drawn.length, drawn.back) == (0, 62.86, False)


def test_what_became_worse_is_drawn_backwards() -> None:
    drawn = bullet(23, 15, now=24, expected=19)

    assert drawn.now is not None
    assert drawn.back
    assert drawn.now.x == drawn.start == 0
    assert drawn.length == drawn.baseline.x > 0


def test_what_is_beyond_the_target_passes_its_mark() -> None:
    drawn = bullet(0, 100, now=110, expected=50)

    assert drawn.now is not None
    assert drawn.baseline.x == 0
    assert drawn.target.x < drawn.now.x == 100


def test_what_nobody_has_read_has_no_mark() -> None:
    drawn = bullet(0, 100, now=None, expected=50)

    assert (drawn.now, drawn.length, drawn.expected.x) == (None, 0, 50)


@given(VALUES, VALUES, VALUES | st.none(), st.floats(0, 1))
def test_a_bullet_stays_on_its_bar(
    baseline: float, target: float, now: float | None, share: float
) -> None:
    assume(abs(target - baseline) > 1e-3)

    drawn = bullet(baseline, target, now, baseline + share * (target - baseline))

    assert 0 <= drawn.baseline.x <= drawn.expected.x <= drawn.target.x <= 100
    assert 0 <= drawn.start <= drawn.start + drawn.length <= 100.01
    assert drawn.now is None or 0 <= drawn.now.x <= 100


@pytest.mark.parametrize(("now", "anchor"), [(1, "start"), (50, "middle"), (99, "end")])
def test_words_stand_so_that_they_stay_on_the_page(now: float, anchor: str) -> None:
    drawn = bullet(0, 100, now, 50)

    assert drawn.now is not None
    assert drawn.now.anchor == anchor


@given(st.lists(st.tuples(DAYS, VALUES, st.booleans()), max_size=20), VALUES, VALUES, DAYS)
def test_a_line_stays_on_its_drawing_and_leads_from_dot_to_dot(
    read: list[tuple[date, float, bool]], first: float, last: float, today: date
) -> None:
    points = [Point(on, value, sure) for on, value, sure in sorted(read)]

    drawn = line(points, Point(date(2024, 1, 1), first), Point(date(2028, 1, 1), last), today)

    places = [(dot.x, dot.y) for dot in drawn.dots]
    assert len(places) == len(points)
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in places)
    assert [(s.x1, s.y1) for s in drawn.strokes] == places[:-1]
    assert [(s.x2, s.y2) for s in drawn.strokes] == places[1:]
    assert (drawn.today is None) == (not drawn.first <= today <= drawn.last)


def test_a_line_goes_up_when_values_do_and_marks_what_is_verified() -> None:
    start, end = Point(TODAY - timedelta(365), 60), Point(TODAY + timedelta(365), 80)

    drawn = line([Point(TODAY, 70, sure=True), Point(TODAY, 75, sure=False)], start, end, TODAY)

    assert (drawn.way.x1, drawn.way.y1, drawn.way.x2, drawn.way.y2) == (0, 100, 100, 0)
    assert drawn.today == 50
    assert [(dot.x, dot.y, dot.sure) for dot in drawn.dots] == [(50, 50, True), (50, 25, False)]
    assert [tick.value for tick in drawn.ticks] == [80, 75, 70, 65, 60]


def test_bars_stand_on_each_other_and_side_by_side() -> None:
    drawn = bars([(50, 0), (25, 50), (0, 0)])

    first, second, third = drawn.bars
    assert [tick.value for tick in drawn.ticks] == [80, 60, 40, 20, 0]
    assert (first.lower.y, first.lower.height, first.upper.height) == (37.5, 62.5, 0)
    assert (second.lower.height, second.upper.y, second.upper.height) == (31.25, 6.25, 62.5)
    assert (third.lower.height, third.upper.height) == (0, 0)
    assert first.x + first.width < second.x < second.middle < third.x


@given(st.lists(st.tuples(st.floats(0, 1e9), st.floats(0, 1e9)), max_size=40))
def test_bars_stay_on_their_drawing(pairs: list[tuple[float, float]]) -> None:
    drawn = bars(pairs)

    assert len(drawn.bars) == len(pairs)
    for bar in drawn.bars:
        assert 0 <= bar.x < bar.x + bar.width <= 100.01
        assert -0.01 <= bar.upper.y <= bar.lower.y <= 100
        assert bar.lower.y + bar.lower.height == pytest.approx(100)


def test_lying_bars_are_as_long_as_their_share_of_the_longest() -> None:
    assert shares([400, 100, 0]) == [100, 25, 0]
    assert shares([0, 0]) == [0, 0]
    assert shares([]) == []
