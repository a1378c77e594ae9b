"""Yes, no, giving a place back, and nothing at all.

Pure. An answer counts when it is made of phrases that we know and none contradicts
another; otherwise a person reads it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from volunteer.sms.grammar.lexicon import Tag, phrases
from volunteer.sms.grammar.normal import squash
from volunteer.sms.grammar.reading import Context, Kind

PARTY_MOST = 4
NUMBERS = {
    squash(word): n for n, word in enumerate(("zero", "one", "two", "three", "four", "five", "six"))
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS_CY = ("lun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")
DECIDES_ALONE = frozenset({Context.CALL, Context.OFFER})
WAITS_FOR_YES = DECIDES_ALONE | {Context.CONFIRM}

T = Tag
PLEASANT = frozenset({T.SOFT, T.SEE, T.THANKS})
SETTLED = PLEASANT | {T.OK, T.DAY, T.SOON}
WITH_YES = PLEASANT | {T.YES, T.OK, T.DAY, T.PARTY, T.CODE}
WITH_NO = frozenset({T.NO, T.CANNOT, T.REASON, T.AGAINST, T.SOFT, T.THANKS, T.DAY, T.SOON, T.CODE})
WITH_WITHDRAWAL = WITH_NO | {T.WITHDRAW, T.CANCEL, T.OK}


class Answer(NamedTuple):
    """What an answer says, to which code, for how many, and which days it names."""

    kind: Kind
    code: str | None = None
    party: int = 1
    days: frozenset[int] = frozenset()


UNCLEAR = Answer(Kind.ASK)


def answer(words: str, context: Context, language: str) -> Answer:
    """Return what tidied and squashed text answers; ASK whenever it is in doubt."""
    found = phrases(_without_polite_question(words), language)
    if not found:
        return UNCLEAR
    said = [phrase for phrase in found if phrase.tag is not T.FILL]
    codes = {phrase.words.split()[-1].upper() for phrase in said if phrase.tag is T.CODE}
    days = [phrase.words for phrase in said if phrase.tag is T.DAY]
    party = _party([phrase.words for phrase in said if phrase.tag is T.PARTY])
    if len(codes) > 1 or len(days) > 1 or party is None:
        return UNCLEAR
    kind = _kind({phrase.tag for phrase in said}, context)
    return Answer(kind, next(iter(codes), None), party, _weekdays(days))


def _without_polite_question(words: str) -> str:
    """Return "can you cancel me?" without its mark: it is a request, not a question."""
    polite = re.search(r"(?<!\S)(?:can|could|would|wil) you (?:please )?\S+ (?:me|my) ", words)
    return words.removesuffix(" ?") if polite else words


def _kind(tags: set[Tag], context: Context) -> Kind:
    if tags & {T.WITHDRAW, T.CANCEL}:
        return _withdrawal(tags, context)
    if tags & {T.YES, T.OK}:
        return _yes(tags, context)
    if tags & {T.NO, T.CANNOT, T.REASON}:
        return _no(tags, context)
    return _nothing(tags, context)


def _withdrawal(tags: set[Tag], context: Context) -> Kind:
    named = context is Context.PLACED or T.CODE in tags or T.WITHDRAW in tags
    return Kind.WITHDRAW if named and tags <= WITH_WITHDRAWAL else Kind.ASK


def _yes(tags: set[Tag], context: Context) -> Kind:
    if not tags <= WITH_YES:
        return Kind.ASK
    if T.YES in tags or T.CODE in tags or context in WAITS_FOR_YES:
        return Kind.YES
    return Kind.NOTHING if tags <= SETTLED else Kind.ASK


def _no(tags: set[Tag], context: Context) -> Kind:
    """Tell a no. "No, Saturday" may mean "rather Saturday", so a day needs a reason."""
    if not tags <= WITH_NO or (T.DAY in tags and not tags & {T.CANNOT, T.REASON}):
        return Kind.ASK
    if context is Context.PLACED and T.CANNOT in tags:
        return Kind.WITHDRAW
    plain = bool(tags & {T.NO, T.CANNOT})
    return Kind.NO if plain or context in DECIDES_ALONE else Kind.ASK


def _nothing(tags: set[Tag], context: Context) -> Kind:
    """Tell thanks from an answer: "great, see you there" may be a yes to an open call."""
    if tags == {T.THANKS}:
        return Kind.NOTHING
    settled = context not in WAITS_FOR_YES and tags <= SETTLED
    return Kind.NOTHING if settled and tags & PLEASANT else Kind.ASK


def _party(said: list[str]) -> int | None:
    """Return how many come, the sender included; None if that is unclear or too many."""
    if not said:
        return 1
    if len(said) > 1:
        return None
    party = _people(said[0])
    return party if 1 <= party <= PARTY_MOST else None


def _people(words: str) -> int:
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    numbers += [NUMBERS[word] for word in words.split() if word in NUMBERS]
    extra = re.search(r"[+]|plus|bring|with|\band\b|a'r|a fy", words)
    if re.search("both|pair", words):
        return 2
    return (numbers[0] if numbers else 1) + (1 if extra else 0)


def _weekdays(days: Iterable[str]) -> frozenset[int]:
    return frozenset(
        number
        for words in days
        for number, names in enumerate(zip(WEEKDAYS, WEEKDAYS_CY, strict=True))
        if any(re.search(rf"(?<!\S){name}", words) for name in names)
    )
