"""Which numbers may be texted, and how they are shown."""

import pytest

from volunteer.core.errors import Refused
from volunteer.core.phone import mask, national, parse_mobile

ONE_MOBILE = [
    "07400 123456",
    "07400123456",
    " 07400-123-456 ",
    "(07400) 123 456",
    "07400.123.456",
    "+44 7400 123456",
    "+44 (0)7400 123456",
    "0044 7400 123456",
    "447400123456",
    "7400 123456",
    "０７４００ １２３４５６",
    "\u202a+44\u00a07400\u00a0123456\u202c",
]


@pytest.mark.parametrize("written", ONE_MOBILE)
def test_a_mobile_is_one_number_however_it_is_written(written: str) -> None:
    phone = parse_mobile(written, drama=False)

    assert phone == "+447400123456"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "not a phone number"),
        ("call me", "not a phone number"),
        ("07400 12345x", "not a phone number"),
        ("+999 1234", "not a phone number"),
        ("0" * 300, "not a phone number"),
        ("0740", "too short"),
        ("999", "too short"),
        ("07400 1234567", "too long"),
        ("07999 12345", "not in use"),
        ("01752 668000", "landline"),
        ("020 7946 0000", "landline"),
        ("+353 86 123 4567", "not a UK number"),
        ("+1 202 555 0100", "not a UK number"),
        ("07624 123456", "Isle of Man"),
        ("07797 712345", "Jersey"),
        ("07781 123456", "Guernsey"),
        ("07600 123456", "pager"),
        ("070 1234 5678", "personal number"),
        ("056 1234 5678", "internet phone"),
        ("0300 123 4567", "service number"),
        ("0800 123456", "service number"),
        ("0901 112 3456", "service number"),
    ],
)
def test_whoever_cannot_be_texted_is_told_why(written: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_mobile(written, drama=True)

    assert reason in str(refusal.value)


@pytest.mark.parametrize("written", ["07700 900000", "+447700900999"])
def test_a_drama_number_is_for_demonstrations_only(written: str) -> None:
    phone = parse_mobile(written, drama=True)

    assert phone.startswith("+447700900")
    with pytest.raises(Refused, match="films and examples"):
        parse_mobile(written, drama=False)


def test_a_number_is_shown_as_people_write_it() -> None:
    shown = national("+447700900123")

    assert shown == "07700 900123"


def test_a_masked_number_shows_its_last_three_digits_only() -> None:
    masked = mask("+447700900123")

    assert masked == "07••• •••123"
