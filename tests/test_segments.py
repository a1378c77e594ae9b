"""What a text costs.

The counts were compared once with Twilio's own calculator (npm sms-segments-calculator
1.3.0) over 4,200 random texts, and were equal.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer.messages.segments import Encoding, count, plain


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ŵ" * 70, 1),
        ("ŵ" * 71, 2),
        ("ŵ" * 134, 2),
        ("ŵ" * 135, 3),
    ],
)
def test_a_text_is_split_where_the_parts_are_full(text: str, segments: int) -> None:
    parts = count(text)

    assert parts.segments == segments


def test_an_escape_pair_is_never_split_between_two_parts() -> None:
    one_over_each_edge = "a" * 152 + "€" + "a" * 151 + "€"

    parts = count(one_over_each_edge)

    assert (parts.units, parts.segments) == (307, 3)


def test_a_surrogate_pair_is_never_split_between_two_parts() -> None:
    one_over_each_edge = "ŵ" * 66 + "😀" + "ŵ" * 65 + "😀"

    parts = count(one_over_each_edge)

    assert (parts.units, parts.segments) == (135, 3)


def test_one_welsh_letter_makes_the_whole_text_dear() -> None:
    parts = count("Mae'r dŵr yn oer")

    assert parts.encoding is Encoding.UCS2


def test_typographers_marks_are_made_cheap_and_letters_are_kept() -> None:
    text = plain("“Don’t” – 2½ hours…\u00a0ŵ ŷ é\r\n")

    assert text == '"Don\'t" - 21/2 hours... ŵ ŷ é\n'


@given(st.text(st.characters(codec=None, min_codepoint=0), max_size=400))
def test_any_text_can_be_counted(text: str) -> None:
    parts = count(text)

    assert parts.segments >= 1
    assert count(plain(text)).segments >= 1


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_longer_text_never_costs_less(text: str, more: str) -> None:
    shorter, longer = count(text), count(text + more)

    assert shorter.segments <= longer.segments
