"""What the phrases of a reply are, in English and Welsh.

Data, and the reader of it. A reply is understood only when every word of it belongs to a
phrase that we know: "yes but only until eleven" is never a plain yes.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from volunteer.sms.grammar import (
    assent,
    courtesies,
    leaving,
    named_party,
    party,
    phrasebook,
    reasons,
    refusal,
    spoilers,
    spoilers_yes,
    thanks,
    welsh,
)
from volunteer.sms.grammar.normal import phrases as listed


class Tag(Enum):
    """What a phrase says."""

    YES = auto()
    OK = auto()  # a yes to a question, otherwise "noted"
    NO = auto()
    CANNOT = auto()  # a no; from someone who has a place, giving it back
    WITHDRAW = auto()
    CANCEL = auto()  # says it only for a place or a code
    AFTER_ALL = auto()  # "can't, after all": gives a place back
    REASON = auto()  # why not: makes a no of nothing else, and spoils a yes
    FREE = auto()  # why: goes with a yes, and spoils a no
    AGAINST = auto()  # goes with a no, says nothing alone, and spoils a yes
    EASY = auto()  # "no problem": to come, or that nobody comes?
    SOFT = auto()  # pleased, but to what?
    NOTED = auto()  # heard, and no answer
    SEE = auto()  # "see you then"
    HERE = auto()  # at the place
    MINE = auto()  # "that was me": a yes to whether the sign-up was theirs
    NOT_MINE = auto()
    THANKS = auto()
    LIKED = auto()  # our text, by a touch on the phone
    DAY = auto()
    SOON = auto()  # "tomorrow": only a clock could tell whether it is the right day
    PARTY = auto()
    CODE = auto()
    UNCLEAR = auto()  # may be the contrary of what it sounds like
    FILL = auto()


class Phrase(NamedTuple):
    """A run of words and what it says."""

    tag: Tag
    words: str


def _alternatives(line: str) -> Iterator[str]:
    """Return the alternatives of a line that are not inside brackets, one by one."""
    depth, last = 0, 0
    for at, mark in enumerate(line):
        depth += (mark in "([") - (mark in ")]")
        if mark == "|" and depth == 0:
            yield line[last:at]
            last = at + 1
    yield line[last:]


BOOKS = (
    phrasebook,
    assent,
    refusal,
    leaving,
    reasons,
    courtesies,
    thanks,
    party,
    named_party,
    welsh,
)
LINES = [
    (tag, line) for tag in Tag for book in BOOKS for line in listed(vars(book).get(tag.name, ""))
]

# Each alternative is a pattern of its own, because the longest phrase must win (of two as long
# the first).
KNOWN = [
    (tag, re.compile(rf"(?:{phrase})(?!\S)"))
    for tag, line in LINES
    for phrase in _alternatives(line)
]
# There are a thousand, so neighbours in the alphabet stand in groups, and where none of a group
# is met not each is tried. With each goes its place in KNOWN.
GROUP = 24
_SORTED = sorted(enumerate(one for _, one in KNOWN), key=lambda known: known[1].pattern)
_GROUPED = [_SORTED[at : at + GROUP] for at in range(0, len(_SORTED), GROUP)]
GROUPS = [(re.compile("|".join(one.pattern for _, one in group)), group) for group in _GROUPED]
# Every word that means something to us, so that no name is one of them.
WORDS = frozenset(
    word
    for text in (*(line for _, line in LINES), *listed(spoilers.DOUBT + spoilers_yes.AGAINST))
    for word in re.findall(r"[a-z']{2,}", text.replace("'?", "'"))
)

LONGEST = 300  # letters: whoever writes more has more to say than yes or no

# Words that one language has and the other means something else by.
OWN = {"en": {"naw": Tag.NO}, "cy": {"da": Tag.SOFT, "do": Tag.YES}}


def phrases(words: str, language: str) -> list[Phrase] | None:
    """Return the phrases a text is made of, the longest first; None if a word is left."""
    found, rest = leading(words, language)
    return None if rest else found


def leading(words: str, language: str) -> tuple[list[Phrase], str]:
    """Return the phrases that a text begins with, and what is left of it."""
    found: list[Phrase] = []
    if len(words) > LONGEST:
        return found, words
    at = 0
    while at < len(words):
        phrase = _longest(words, at, language)
        if phrase is None:
            break
        found.append(phrase)
        at += len(phrase.words) + 1
    return found, words[at:]


def _longest(words: str, at: int, language: str) -> Phrase | None:
    near = (one for any_of, group in GROUPS if any_of.match(words, at) for one in group)
    matches = sorted((place, match[0]) for place, one in near if (match := one.match(words, at)))
    found = [Phrase(KNOWN[place][0], said) for place, said in matches]
    word = words[at:].split(" ", 1)[0]
    if own := OWN.get(language, {}).get(word):
        found.append(Phrase(own, word))
    return max((one for one in found if one.words), key=lambda one: len(one.words), default=None)
