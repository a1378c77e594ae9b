"""Numbers as people write them, turned into digits.

Pure. English and Welsh words for the small numbers that hours are made of.
"""

import re
import unicodedata

UNITS = {
    "zero": 0, "twa": 2, "fower": 4,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5,
    "pum": 5, "chwech": 6, "chwe": 6, "saith": 7, "wyth": 8, "naw": 9, "deg": 10,
    "ddau": 2, "ddwy": 2, "dri": 3, "dair": 3, "bedwar": 4, "bedair": 4, "bump": 5, "ddeg": 10,
    "deuddeg": 12, "ddeuddeg": 12, "un ar ddeg": 11,
}  # fmt: skip
TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "ninety": 90}
NUMBERS = UNITS | TENS

WORD = re.compile(rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b")
PART = r"(a |1 |3 )?(half|quarters?|hanner|ch?warter|1/2|1/4|3/4)(?![a-gi-z])"
MIXED = re.compile(rf"\b(\d+)(?: and| &| a|(?= \d/\d)) {PART}(?! past| to)")
ALONE = re.compile(rf"\b{PART}(?: of)? (?:an? |1 )?(?:hour|hr|awr)s?\b(?! wedi)")
AFTER = re.compile(rf"\b(?:(\d+) ?)?(?:hour|hr|awr)s?(?: and| &| a) {PART}")
QUARTERS = {"half": 2, "hanner": 2, "1/2": 2, "1/4": 1, "3/4": 3}

FRACTION = re.compile(r"(\d*)[ \u00a0]?([¼½¾⅓⅔⅛⅜⅝⅞])")


def fractions(text: str) -> str:
    """Return the text with "2½" as "2.5".

    It must come before NFKC, which makes "21⁄2" of "2½" and nine hours of two and a half.
    """
    return FRACTION.sub(_decimal, text)


def digits(text: str) -> str:
    """Return lower-case text with small number words as digits: "two hours" → "2 hours"."""
    return WORD.sub(lambda match: str(NUMBERS[match[0]]), text)


def halves(text: str) -> str:
    """Return text in digits with "2 and a half" as "2.5" and "half an hour" as "30 min"."""
    text = text.replace("dwyawr", "2 awr").replace("teirawr", "3 awr")
    text = MIXED.sub(lambda m: str(int(m[1]) + _quarters(m[2], m[3]) / 4), text)
    text = ALONE.sub(lambda m: f"{15 * _quarters(m[1], m[2])} min", text)
    return AFTER.sub(lambda m: f"{m[1] or 1} hours {15 * _quarters(m[2], m[3])} min", text)


def _quarters(count: str | None, name: str) -> int:
    return QUARTERS.get(name, int((count or "1").replace("a", "1")))


def _decimal(match: re.Match[str]) -> str:
    return f"{int(match[1] or 0) + unicodedata.numeric(match[2]):.2f}".rstrip("0")
