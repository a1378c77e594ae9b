"""How letters begin and end: "Dear Sir", "Kind regards, Arthur Pugh".

Pure. Works on what was written, because capitals tell a name from a word.
"""

import re
import unicodedata

from volunteer.sms.grammar.normal import squash

CAPITAL = "[A-ZÀ-ÖØ-ÞŴŶ]"
TITLE = "(?:Mr|Mrs|Ms|Miss|Dr|Rev|Revd|Reverend|Fr|Sr|Sir|Prof|Professor|Cllr|Canon|Nurse|Sister)"
ONE = rf"{CAPITAL}[\w'’\-]*\.?"
NAME = (
    rf"(?P<signed>(?:{TITLE}\.?\s+)?(?P<name>(?:{ONE}\s+){{0,3}}{ONE}(?:\s+(?:&|and|a|ac)\s+{ONE})?)"
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
CARD = re.compile(
    rf"(?:^|\n)\s*{REGARDS}[\s,.]*(?:\n+(?:[^\w\n]*(?:{CAPITAL}|\d|\+|[\w.]+@|www)[^\n]{{0,60}}|\s*)){{1,8}}\s*$"
)
SIGNED = re.compile(rf"(?:(?<=[^\w\s/&+?])\s+|(?<=[^\s/&+?])\s*\n\s*){NAME}[\s.!x]*$")
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
JOINS = frozenset({"and", "a", "ac"})


def body(text: str, known: frozenset[str]) -> str:
    """Return what stands between a letter's greeting and its signature.

    A name is made of capitalised words that are none of ours (``known``): "Yes. Maureen" is
    signed, "Yes. Mornings" is not. Where everything is in capitals, nothing tells a name.
    """
    text = OPENING.sub("", text, count=1)
    if text.isupper():
        return text
    text = CARD.sub("", text)
    for ending in (CLOSING, SIGNED):
        match = ending.search(text)
        if match and not _means_something(match["name"], known):
            text = text[: match.start("signed")]
    return REGARDS_ALONE.sub("", text)


def _means_something(name: str, known: frozenset[str]) -> bool:
    """Tell an ending that may be more than a name; initials alone are no name."""
    words = [_plain(word) for word in WORDS.findall(name)]
    words = [word for word in words if word not in JOINS]
    unlike = any(_forms(word) & known or word.endswith(("ing", "ly")) for word in words)
    return unlike or max(map(len, words), default=0) < 2  # noqa: PLR2004 - an initial


def _forms(word: str) -> set[str]:
    """Return the word, and what it is the plural of: "mornings" are no name either."""
    stem = word.removesuffix("s") if len(word) > 5 else word  # noqa: PLR2004 - "James"
    return {squash(word), squash(stem)}


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold().replace("’", "'"))
    return "".join(mark for mark in letters if unicodedata.category(mark) != "Mn")
