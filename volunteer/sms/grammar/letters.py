"""How letters begin and end: "Dear Sir", "Kind regards, Arthur Pugh".

Pure. Works on what was written, because capitals tell a name from a word.
"""

import re
import unicodedata
from collections.abc import Callable

from volunteer.sms.grammar.normal import squash

CAPITAL = "[A-ZÀ-ÖØ-ÞŴŶ]"
TITLE = (
    "(?:Mr|Mrs|Ms|Miss|Dr|Rev|Revd|Reverend|Fr|Sr|Sir|Prof|Professor|Cllr|Canon|Nurse|Sister|Col"
    "|Capt|Captain|Major|Maj|Sgt|Lt|Cdr|Lady|Lord|Dame|Brig|Commander|Colonel)"
)
ONE = rf"{CAPITAL}[\w'’\-]*\.?"
NAME = (
    rf"(?P<signed>(?P<title>{TITLE}\.?\s+)?(?P<name>(?:{ONE}\s+){{0,3}}{ONE}(?:\s+(?:&|and|a"
    rf"|ac)\s+{ONE})?)"
    r"(?:,? \d{1,3}[a-z]? (?:[A-Z][a-z'’]+[ ,]*){1,5})?"
    r"(?:\s*\([^()\n]{1,40}\)|,? (?:from|at|of|o) (?:the |y |yr )?[\w'’ ]{2,30})?)"
)
OPENING = re.compile(r"^\s*(?:dear|annwyl|to whom)\b[^,\n.!]{0,40}[,\n.!:]", re.IGNORECASE)
REGARDS = (
    r"(?i:(?:(?:with|my|very|kind|kindest|best|warm|warmest|many|all|good) ){0,3}"
    r"(?:regards|wishes)|rgds|yours(?: (?:faithfully|sincerely|truly|ever))?|sincerely|blessings"
    r"|every blessing|love(?: from)?|many thanks|thanks|cheers|cofion(?: (?:gorau|cynnes|caredig))?"
    r"|yr eiddoch(?: yn (?:gywir|bur|ddiffuant))?|hwyl|pob hwyl|diolch(?: yn fawr)?)"
)
CLOSING = re.compile(rf"(?:^|(?<=[\s.,!])){REGARDS}[\s,.!]+{NAME}[\s.!x]*$")
REGARDS_ALONE = re.compile(
    r"(?:^|(?<=[\s.,!]))(?:(?:with|my|very|kind|kindest|best|warm|warmest) ){0,3}(?:regards|wishes)"
    r"[\s.,!x]*$|(?:^|(?<=[\s.,!]))(?:yours (?:faithfully|sincerely|truly)|cofion(?: gorau"
    r"| cynnes)?|yr eiddoch(?: yn (?:gywir|bur))?)[\s.,!x]*$",
    re.IGNORECASE,
)
# A card below "Kind regards": name, post, telephone, each on its line.
LINE = rf"[^\S\n]*(?:[^\w\s]?(?:{CAPITAL}|\d|\+|www|[\w.]+@)[^\n]{{0,60}})?"
CARD = re.compile(rf"(?P<regards>(?:^|\n)[^\S\n]*{REGARDS})[ ,.]*(?:\n{LINE}){{1,12}}$")
DASHED = re.compile(rf"\n[^\S\n]*[-_–—]{{2,}}[^\S\n]*\n(?P<first>{LINE})(?:\n{LINE}){{0,8}}$")
SIGNED = re.compile(
    rf"(?:(?<=[^\w\s/&+?])\s+|(?<=[^\s/&+?])\s*\n\s*|(?<=lease)\s+|(?<=hanks)\s+|(?<=\bx)\s+"
    rf"|(?<=\bxx)\s+|(?<=ank you)\s+|(?<=\b[tT]a)\s+|(?<=heers)\s+|(?<=soz)\s+){NAME}[\s.!x]*$"
)
# "I look forward to it. H." A lone Y, N, K or X may be more.
INITIALS = re.compile(r"(?<=[a-z][.!,])\s+(?:[A-JLMO-WZ]\.? ?){1,3}[\s.!x]*$")
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORTEST = 2  # letters of a name: fewer is an initial
LONGEST_NAME_IN_S = 5  # "James"
JOINS = frozenset({"and", "a", "ac"})


def body(text: str, means_something: Callable[[str], bool]) -> str:
    """Return what stands between a letter's greeting and its signature.

    A name is made of capitalised words of which none means something: "Yes. Maureen" is
    signed, "Yes. Mornings" is not. Where everything is in capitals, nothing tells a name.
    """
    text = OPENING.sub("", text, count=1)
    if text.isupper():
        return text
    text = INITIALS.sub("", CARD.sub(r"\g<regards>", text.rstrip()))
    if (card := DASHED.search(text)) and _is_name(card["first"], means_something):
        text = text[: card.start()]
    for ending in (CLOSING, SIGNED):
        match = ending.search(text)
        while match and not (match["title"] or _is_name(match["name"], means_something)):
            match = ending.search(text, match.start("signed") + 1)  # "Ta. Ron": the last alone
        text = text[: match.start("signed")] if match else text
    return REGARDS_ALONE.sub("", text)


def _is_name(name: str, means_something: Callable[[str], bool]) -> bool:
    """Tell a name from an ending that may be more; initials alone are no name."""
    words = [_plain(word) for word in WORDS.findall(name) if len(word) >= SHORTEST]
    words = [word for word in words if word not in JOINS]
    return bool(words) and not any(
        means_something(squash(form)) for word in words for form in _forms(word)
    )


def _forms(word: str) -> set[str]:
    """Return the word, and what it is the plural of: "mornings" are no name either."""
    plural = len(word) > LONGEST_NAME_IN_S and not word.endswith("ys")
    return {word, word.removesuffix("s")} if plural else {word}


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold().replace("’", "'"))
    return "".join(mark for mark in letters if unicodedata.category(mark) != "Mn")
