"""What a text costs. ``test_segments_elsewhere`` compares with the carrier's own calculator."""

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


@pytest.mark.parametrize(
    ("letter", "units"),
    [
        ("👍🏽", 4),
        ("👨‍👩‍👧", 8),
        ("❤️", 2),
        ("🇬🇧", 4),
        ("w\u0302", 2),
        ("\u1112\u1161\u11ab", 3),
        ("\u0915\u093f", 2),
    ],
)
def test_what_is_read_as_one_letter_is_kept_in_one_part(letter: str, units: int) -> None:
    one_over_the_edge = "ŵ" * 66 + letter + "ŵ" * (68 - units)

    parts = count(one_over_the_edge)

    assert (parts.units, parts.segments) == (134, 3)


def test_a_letter_larger_than_a_part_is_counted_mark_by_mark() -> None:
    parts = count("w" + "\u0302" * 133)

    assert (parts.units, parts.segments) == (134, 2)


def test_flags_are_pairs_and_not_a_row() -> None:
    parts = count("🇬🇧" * 33)

    assert (parts.units, parts.segments) == (132, 3)


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
