"""Postcodes as people write them: in small letters, run together, with O for 0.

Pure. Shapes, letters and areas are Royal Mail's (Programmers' Guide to the Postcode Address
File); whether a postcode of the right shape exists is for the gazetteer to say.
"""

import re

_AREAS = """
AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL
LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN
SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(_AREAS.split())
_WHOLE = re.compile(r"[A-Z]{1,2}([0-9]|[1-9][0-9]|[0-9][A-HJKMNPR-Y]) [0-9][ABD-HJLNP-UW-Z]{2}")
_PART = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?( ?[0-9][A-Z]?)?")
_IN_TEXT = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?[ -]{0,3}[0-9][A-Z]{2})\b")
_TO_FIGURES = str.maketrans("OIL", "011")
_TO_LETTERS = str.maketrans("01", "OI")


def normal(text: str) -> str | None:
    """Return the postcode that a text is, as Royal Mail writes it, or None if it is none.

    "pl47aa" and "PL4 7AA." are "PL4 7AA". O and 0, I (or l) and 1 are taken for one another
    where only one of them can stand; the reading that changes least is preferred.
    """
    bare = re.sub(r"[^A-Z0-9]", "", text.upper())
    if not any(character.isdigit() for character in bare):
        return None
    inward = bare[-3:-2].translate(_TO_FIGURES) + bare[-2:]
    codes = (f"{outward} {inward}" for outward in _readings(bare[:-3]))
    return next((code for code in codes if _WHOLE.fullmatch(code) and area(code) in AREAS), None)


def within(text: str) -> str | None:
    """Return the last postcode in a text, or None.

    O for 0 is forgiven only at the end: elsewhere in an address a word could be misread.
    """
    exact = [code for found in _IN_TEXT.findall(text.upper()) if (code := normal(found))]
    if exact:
        return exact[-1]
    words = re.findall(r"[A-Za-z0-9]+", text)
    tails = (normal("".join(words[-count:])) for count in (1, 2, 3))
    return next((code for code in tails if code), None)


def looks_like(text: str) -> bool:
    """Tell whether a text is meant as a postcode: a whole one, or the beginning of one."""
    part = text.strip().upper()
    return normal(text) is not None or bool(_PART.fullmatch(part) and area(part) in AREAS)


def area(code: str) -> str:
    """Return the letters that a postcode begins with."""
    return code[:2] if code[1:2].isalpha() else code[:1]


def sector(code: str) -> str:
    """Return the sector of a postcode: "PL4 7" of "PL4 7AA"."""
    return code[:-2]


def key(code: str) -> str:
    """Return a postcode or a sector as the gazetteer keeps it: with no space."""
    return code.replace(" ", "")


def is_northern_ireland(code: str) -> bool:
    """Tell whether a postcode is in Northern Ireland."""
    return area(code) == "BT"


def is_crown_dependency(code: str) -> bool:
    """Tell whether a postcode is in Guernsey, the Isle of Man or Jersey."""
    return area(code) in {"GY", "IM", "JE"}


def is_forces(code: str) -> bool:
    """Tell whether a postcode is of the British Forces Post Office, which is nowhere on a map."""
    return area(code) == "BF"


def _readings(outward: str) -> list[str]:
    readings = {outward}
    for letters in (1, 2):
        head, rest = outward[:letters].translate(_TO_LETTERS), outward[letters:]
        readings.add(head + rest.translate(_TO_FIGURES))
        readings.add(head + rest[:-1].translate(_TO_FIGURES) + rest[-1:])
    return sorted(readings, key=lambda reading: (_changes(outward, reading), reading))


def _changes(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
