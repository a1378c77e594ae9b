"""Hours as people text them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer.hours.timesheet import hours_text, minutes, typed

CLEAR = {
    "2.5": 150,
    "2½": 150,
    "2 ½ hrs": 150,
    "½ hour": 30,
    "1h30": 90,
    "90 mins": 90,
    "two and a half": 150,
    "10-1": 180,
    "half 9 til 12": 150,
    "1 hr 15": 75,
    "2,5": 150,
    "3 hours": 180,
    "about 4": 240,
    "half an hour": 30,
    "a couple of hours": 120,
    "3hrs, planted 40 trees": 180,
    "3": 180,
    "3.": 180,
    "3!": 180,
    "an hour": 60,
    "an hour and a half": 90,
    "1 and a half hours": 90,
    "one and a half hours": 90,
    "1.5 hrs": 90,
    "1 1/2": 90,
    "1 1/2 hours": 90,
    "three quarters of an hour": 45,
    "quarter of an hour": 15,
    "2 hours 15 mins": 135,
    "2hrs30": 150,
    "2h 30m": 150,
    "2:30": 150,
    "9am-5pm": 480,
    "9-5": 480,
    "14:00-16:30": 150,
    "from 2 to 4": 120,
    "2-4pm": 120,
    "2 til 4": 120,
    "10 to 1": 180,
    "10-12": 120,
    "about 3 hours thanks": 180,
    "I did 3 hours": 180,
    "3 hours today": 180,
    "3 hrs of litter picking": 180,
    "0": 0,
    "2.25": 135,
    "3ish": 180,
    "3 hours ish": 180,
    "about 2 and a half": 150,
    "2 awr": 120,
    "dwy awr": 120,
    "dwy awr a hanner": 150,
    "hanner awr": 30,
    "awr a hanner": 90,
    "tair awr": 180,
    "90 munud": 90,
    "2 hours. 12 bags": 120,
    "2 hours and 12 bags": 120,
    "from 10 to 12, so two hours": 120,
    "2.5 quit when it got dark": 150,
    "3.5 for last week": 210,
    "quarter to 10 til 12": 135,
    "half nine till noon": 150,
    "10.30-12": 90,
    "10:30-1": 150,
    "8-1": 300,
    "3 - planted 40 trees": 180,
    "ten til one": 180,
    "3 hours 😀": 180,
    "Hours 3": 180,
    "2.5h": 150,
    "1hr": 60,
    "1 hour 30": 90,
    "1 hour 30 minutes": 90,
    "45min": 45,
    "2 1/4 hours": 135,
    "2 and three quarters": 165,
    "2 hours and a half": 150,
    "three": 180,
    "Three hours!": 180,
    "1 hour and 15": 75,
    "120 minutes": 120,
    "we did 3 hours": 180,
    "12": 720,
    "2 hours\nThanks Ann": 120,
    "2 hours. See you next week": 120,
    "2 hours, lovely morning": 120,
    "4 hours on Saturday": 240,
    "1,5": 90,
    "it was 2 hours": 120,
    "2h.": 120,
    "3 hours. 6 bags of rubbish!": 180,
    "1 hr & 15 mins": 75,
    "about an hour": 60,
    "10am - 12.30pm": 150,
    "11pm-1am": 120,
    "two": 120,
    "1 1/2hrs": 90,
    "2hours": 120,
    "2 and 1/2": 150,
    "2.5 hours or so": 150,
    "45 mins.": 45,
    "just an hour": 60,
    "3 hours not 4": 180,
}
UNCLEAR = [
    "2 to 3 hours",
    "2-3",
    "2 or 3",
    "10:30",
    "90",
    "45",
    "6-8",
    "-3",
    "2.30",
    "2 hours each",
    "10-12 then 2 hours",
    "from 10 to 12, so three hours",
    "2 people 3 hours",
    "2 hours, then 3 more on sunday",
    "3 hours?",
    "all day",
    "a few hours",
    "",
    "2 hours but I left early",
    "awr",
    "no",
    "3 hours late",
    "3 hours ago",
    "2 hours 12 bags",
    "3 hours, 2 sunday",
    "10-10",
    "3 hours, me and my wife",
    "3 hours - 4 of us",
    "2/3",
    "nearly 3",
    "over 2 hours",
    "3+",
    "3 x 2",
    "2, 5",
    "2 hours (10-12)",
    "40 trees",
    "3 bags",
    "saturday",
    "2 thirty",
]


@pytest.mark.parametrize(("said", "meant"), CLEAR.items())
def test_a_clear_length_of_time_is_understood(said: str, meant: int) -> None:
    found = minutes(said)

    assert found == meant


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_could_mean_two_things_is_asked_again(said: str) -> None:
    found = minutes(said)

    assert found is None


@pytest.mark.parametrize(
    ("given_minutes", "written"),
    [(0, "0"), (15, "0.25"), (75, "1.25"), (100, "1.67"), (120, "2"), (150, "2.5"), (600, "10")],
)
def test_minutes_are_written_back_as_hours(given_minutes: int, written: str) -> None:
    text = hours_text(given_minutes)

    assert text == written


@given(st.integers(min_value=0, max_value=4 * 16))
def test_what_is_written_back_is_understood_again(quarters: int) -> None:
    text = hours_text(15 * quarters)

    assert minutes(text) == 15 * quarters


@given(st.integers(min_value=0, max_value=24 * 60))
def test_what_stands_in_a_box_is_read_back_as_it_was_meant(given_minutes: int) -> None:
    assert minutes(typed(given_minutes)) == given_minutes


@given(st.text(max_size=400))
def test_any_text_can_be_read_for_hours(text: str) -> None:
    found = minutes(text)

    assert found is None or found >= 0
