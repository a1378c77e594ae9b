"""A text into which names are put is, word for word, what it would be if each was written alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_wording import NAMES_AND_MARKS, a_council
from volunteer.calls.texts import VERY_NEAR, said_miles
from volunteer.core.geo import KM_PER_MILE
from volunteer.messages import wording
from volunteer.messages.segments import GSM7, Encoding, count

SHORT = "Plant the square"
LONG = "Help us to plant the square, and to water it, and to keep it nice all summer " * 3
WHAT = {"when": "Sat 5 Dec, 10am-12.30pm", "where": "Armada Way", "away": 0.6, "approximate": False}
names = st.one_of(st.text(max_size=60), st.sampled_from([*NAMES_AND_MARKS, "", "Ada", "Siân Ŵyn"]))


@given(names, st.sampled_from(["en", "cy", "fr"]), st.sampled_from([SHORT, LONG, LONG[:190]]))
def test_a_name_put_in_makes_the_text_that_it_has_alone(
    name: str, language: str, title: str
) -> None:
    city = a_council()
    city.languages = ["en", "cy"]
    about = {**WHAT, "title": title}

    cast = wording.mould("call", city=city, language=language, **about)

    assert cast(name) == wording.text("call", city=city, language=language, name=name, **about)


def test_a_name_that_would_cost_a_third_part_is_left_out() -> None:
    about = {**WHAT, "title": LONG[:150]}
    cast = wording.mould("call", city=a_council(), language="en", **about)

    assert "Ada" in cast("Ada")
    assert count(cast("A" * 60)).segments == 2
    assert cast("A" * 60) == cast("")


@given(st.text(st.sampled_from(sorted(GSM7)), min_size=1, max_size=400))
def test_plain_letters_are_counted_as_the_slow_way_counts_them(text: str) -> None:
    fast, slow = count(text), count(text + "€")  # a letter of the extension takes the long way

    assert fast.encoding is Encoding.GSM7
    assert (fast.units, fast.segments) == (
        len(text),
        1 if len(text) <= 160 else -(-len(text) // 153),
    )
    assert slow.units == fast.units + 2
    assert slow.segments in {fast.segments, fast.segments + 1}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("approximate", [True, False])
@given(km=st.floats(0, 40))
def test_a_distance_is_said_as_if_it_had_not_been_rounded_before(
    language: str, km: float, *, approximate: bool
) -> None:
    exact = {**WHAT, "title": SHORT, "away": km / KM_PER_MILE, "approximate": approximate}
    rounded = exact | {"away": said_miles(km, approximate=approximate)}
    city = a_council()
    city.languages = ["en", "cy"]
    if abs(km / KM_PER_MILE - VERY_NEAR) < 1e-9:
        return

    said, meant = (
        wording.text("call", city=city, language=language, name="", **one)
        for one in (rounded, exact)
    )

    assert said == meant
