"""Yes, no, giving a place back, and nothing at all.

Pure. An answer counts when it is made of phrases that we know and none contradicts
another; otherwise a person reads it.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from volunteer.sms.grammar import clauses
from volunteer.sms.grammar.courtesies import PERSON, PERSONS
from volunteer.sms.grammar.lexicon import Phrase, Tag, phrases
from volunteer.sms.grammar.named_party import names
from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.party import beside, companion, size
from volunteer.sms.grammar.reading import Context, Kind

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS_CY = ("lun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")
DECIDES_ALONE = frozenset({Context.CALL, Context.OFFER})
NOTHING_OPEN = frozenset({Context.PLACED, Context.NONE})
WAITS_FOR_YES = DECIDES_ALONE | {Context.CONFIRM}

T = Tag
PLEASANT = frozenset({T.SOFT, T.SEE, T.THANKS})
SETTLED = PLEASANT | {T.NOTED, T.OK, T.EASY, T.DAY, T.SOON}
WITH_YES = PLEASANT | {T.YES, T.OK, T.EASY, T.FREE, T.DAY, T.PARTY, T.CODE}
NOES = frozenset({T.NO, T.CANNOT, T.REASON})
WITH_NO = NOES | {T.AGAINST, T.SOFT, T.THANKS, T.DAY, T.SOON, T.CODE, T.AFTER_ALL}
WITH_HERE = PLEASANT | {T.HERE, T.YES, T.OK, T.CODE}
WITH_MINE = PLEASANT | {T.MINE, T.YES, T.OK}
WITH_NOT_MINE = frozenset({T.NOT_MINE, T.NO, T.AGAINST, T.THANKS})
WITH_WITHDRAWAL = WITH_NO | {T.WITHDRAW, T.CANCEL, T.OK}


class Answer(NamedTuple):
    """What an answer says, to which code, for how many, and which days it names."""

    kind: Kind
    code: str | None = None
    party: int = 1
    days: frozenset[int] = frozenset()


UNCLEAR = Answer(Kind.ASK)
SURELY_NO = frozenset({T.NO, T.CANNOT, T.WITHDRAW, T.NOT_MINE})
COMING = pattern(
    r"(?:.* )?(?:me|i|we|myself|us)(?: .*)? (?:come|coming|be there)(?: .*)?"
    r"|(?:count|put|sign|stick|book|mark|pop|jot|include) .*"
)
SORRY = pattern(
    "so[a-z]*ry|soz|afraid|apologies|unfortunately|alas|regret[a-z]*|sadly|gutted|sori"
    "|mae'n (?:ddrwg|flin) .*|yn anffodus"
)
ASKS = pattern("""
    (?:(?:hi|hello|sorry|ok|so|and|but|just|please) (?:, )?)*(?:is|are|was|were|does|did|has|shall
        |should|could|have|had) (?:i|we|it|there|my|the|that|this|they|he|she|our|anyone|someone)
""")
LONG_SINCE = pattern("(?:since|last|every|most|one|until|til|on the|a|her|his) [a-z]*day?s?[a-z]*")
# Who answers a call with no more than who comes, says yes: "me and my two lads".
WHO_COMES = pattern(
    r"(?!.* (?:can|could|might|may)$)(?:(?:there'll be|there will be|we are|we're) )?(?:(?:me"
    r"|myself|i|fi)(?= .)|us both|both of us|us two|us 2"
    r"|(?:[2-4]|two|three|four) (?:of us|members|people)(?: will come)?|we(?:'d|'ll| would"
    r"| will| can) .* of us"
    r"|dau ohonom)(?: .*)?"
)
FINISHED = pattern("(?:finish[a-z]*|ends?|over|done|off)(?: work| on| is| my shift)* [a-z]*day")
PERSONLY = pattern(f"{PERSON}|{PERSONS}|old|older|younger|eldest|youngest|best|other")
NAMES_DAYS = frozenset({T.DAY, T.YES, T.CANNOT, T.NO, T.WITHDRAW})


def answer(words: str, context: Context, language: str) -> Answer:
    """Return what tidied and squashed text answers; ASK whenever it is in doubt."""
    words = _without_polite_question(words)
    if ASKS.match(words):
        return UNCLEAR
    found = phrases(words, language)
    plain = UNCLEAR if found is None else _of(found, context)
    if plain.kind is not Kind.ASK:
        return plain
    story = clauses.apart(words, language)
    if story is None:
        return UNCLEAR
    answered = _of(story.phrases, context)
    if not _fits(answered.kind, story):
        return UNCLEAR
    told = LONG_SINCE.sub(" ", " . ".join([*story.reasons, *story.before, *story.stories]))
    if answered.days:
        told = FINISHED.sub(" ", told)  # "finish Friday, so Saturday is free"
    return answered._replace(days=answered.days | _weekdays([told]))


def _fits(kind: Kind, story: clauses.Apart) -> bool:
    """Tell whether the words around an answer leave it standing."""
    tags = {phrase.tag for phrase in story.phrases}
    if kind is Kind.YES:
        said = bool(tags & {T.YES, T.MINE}) or clauses.is_counted(story)
        return said and clauses.goes_with_yes(story)
    told = [phrase.words for phrase in story.phrases]
    sorry = any(map(SORRY.search, [*told, *story.reasons, *story.before, *story.stories]))
    sure = bool(tags & SURELY_NO) or (T.REASON in tags and sorry)
    return kind in {Kind.NO, Kind.WITHDRAW} and sure and clauses.goes_with_no(story)


def _of(found: list[Phrase], context: Context) -> Answer:
    said = [phrase for phrase in found if phrase.tag is not T.FILL]
    codes = {phrase.words.split()[-1].upper() for phrase in said if phrase.tag is T.CODE}
    days = _weekdays(phrase.words for phrase in said if phrase.tag in NAMES_DAYS)
    party = size([phrase.words for phrase in said if phrase.tag is T.PARTY])
    if not said or len(codes) > 1 or len(days) > 1 or party is None:
        return UNCLEAR
    parties = [phrase.words for phrase in said if phrase.tag is T.PARTY]
    named = {companion(words) for words in parties} - {""}
    named |= {name for words in parties for name in beside(words) if not PERSONLY.fullmatch(name)}
    named |= {name for words in parties for name in names(words)}
    if not all(clauses.could_be_a_name(name) for name in named):
        return UNCLEAR  # "me and nobody"
    tags = {phrase.tag for phrase in said}
    if any(COMING.fullmatch(phrase.words) for phrase in said if phrase.tag is T.PARTY):
        tags.add(T.YES)
    if context in DECIDES_ALONE and party > 1 and any(map(WHO_COMES.fullmatch, parties)):
        tags.add(T.YES)
    kind = _kind(tags, context)
    if kind is Kind.WITHDRAW and context is not Context.PLACED and _habit(said):
        return UNCLEAR
    return Answer(kind, next(iter(codes), None), party, days)


def _without_polite_question(words: str) -> str:
    """Return "can you cancel me?" without its mark: it is a request, not a question."""
    polite = re.search(r"(?<!\S)(?:can|could|would|wil) you (?:please )?\S+ (?:me|my) ", words)
    return words.removesuffix(" ?") if polite else words


def _kind(tags: set[Tag], context: Context) -> Kind:
    if tags >= {T.CANNOT, T.AFTER_ALL} and T.NO not in tags:
        tags |= {T.WITHDRAW}
    readings = (read(tags, context) for spoken, read in READ_BY if tags & spoken)
    return next(readings, None) or _nothing(tags, context)


def _liked(tags: set[Tag], _: Context) -> Kind:
    """Tell a touch on the phone, which no answer is."""
    return Kind.NOTHING if tags == {T.LIKED} else Kind.ASK


def _here(tags: set[Tag], context: Context) -> Kind:
    return Kind.HERE if context in NOTHING_OPEN and tags <= WITH_HERE else Kind.ASK


def _sign_up(tags: set[Tag], context: Context) -> Kind:
    """Tell "yes, that was me" from "no, it wasn't": they answer whose the sign-up was."""
    if context is not Context.CONFIRM:
        return Kind.ASK
    if tags <= WITH_MINE:
        return Kind.YES
    return Kind.NO if tags <= WITH_NOT_MINE else Kind.ASK


def _habit(found: list[Phrase]) -> bool:
    """Tell "I can't do Tuesdays any more": of every week, and of no place in particular."""
    return any(phrase.tag is T.DAY and phrase.words.endswith("days") for phrase in found)


def _withdrawal(tags: set[Tag], context: Context) -> Kind:
    named = context is Context.PLACED or tags & {T.CODE, T.WITHDRAW, T.AFTER_ALL}
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
    """Tell thanks from an answer: "great, see you there" may be a yes to an open call.

    "No problem, see you there" is one.
    """
    if {T.EASY, T.SEE} <= tags <= SETTLED and context in DECIDES_ALONE:
        return Kind.YES
    if tags == {T.THANKS}:
        return Kind.NOTHING
    settled = context not in WAITS_FOR_YES and tags <= SETTLED
    return Kind.NOTHING if settled and tags & PLEASANT else Kind.ASK


# Whose turn it is to read: the first that knows one of the tags.
READ_BY: tuple[tuple[frozenset[Tag], Callable[[set[Tag], Context], Kind]], ...] = (
    (frozenset({T.LIKED}), _liked),
    (frozenset({T.HERE}), _here),
    (frozenset({T.MINE, T.NOT_MINE}), _sign_up),
    (frozenset({T.WITHDRAW, T.CANCEL}), _withdrawal),
    (frozenset({T.YES, T.OK}), _yes),
    (NOES, _no),
)


def _weekdays(days: Iterable[str]) -> frozenset[int]:
    return frozenset(
        number
        for words in days
        for number, names in enumerate(zip(WEEKDAYS, WEEKDAYS_CY, strict=True))
        if any(re.search(rf"(?<!\S){name}(?:[a-z]*days?|s|r|rs)?(?!\S)", words) for name in names)
    )
