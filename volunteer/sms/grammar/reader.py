"""What a text message means, in the light of what its sender was last asked.

Pure. The order is the whole point: whoever wants no more texts is heard before anything
else, whoever is in danger next, and what is in doubt is for a person.
"""

import re
from functools import lru_cache

from volunteer.hours.timesheet import minutes
from volunteer.sms.grammar import address, hours_told, joining, menu, remarks, starting
from volunteer.sms.grammar.answers import answer
from volunteer.sms.grammar.autoresponder import is_automatic
from volunteer.sms.grammar.clauses import means_something
from volunteer.sms.grammar.danger import cries_for_help
from volunteer.sms.grammar.language import wished
from volunteer.sms.grammar.letters import body
from volunteer.sms.grammar.lexicon import phrases
from volunteer.sms.grammar.normal import own_words, pattern, squash, tidy
from volunteer.sms.grammar.reading import Context, Kind, Reading
from volunteer.sms.grammar.spelling import spelt
from volunteer.sms.grammar.stops import wants_stop

HELP = pattern("""
    (?:please |hi )?(?:help|info|information|cymorth|gwybodaeth|help info|help menu
        |menu)(?: (?:please|pls|plis|thanks|x))*
""")
HOURS = re.compile(
    r"^\s*(?:hours?|oriau)\b[\s:.,=-]*(?:([a-z]\d{1,2})\b[\s:,-]*)?(.*)", re.I | re.S
)
CODED = re.compile(r"^\s*([a-z]\d{1,2})\b[\s:,-]+(?=\S)(.*)", re.I | re.S)
OWN_ANSWER = frozenset(
    {Context.HOURS, Context.CHOICE, Context.NAME, Context.POSTCODE, Context.SKILLS}
)
AGAIN = re.compile(r"(?<!\S)(\S+)(?: \1){2,}(?!\S)")  # "yes yes yes yes"
LONGEST = 1600  # Twilio delivers no more
ASKED_OF_MANY = frozenset({Context.CALL, Context.OFFER})
SHORT = 20  # letters of "Yes please, I'll come"


def read(text: str, context: Context, language: str = "en") -> Reading:
    """Return what a text means to someone who was last asked about ``context``.

    ``language`` is the person's ("en" or "cy"), for the few words that differ. A stop
    always wins. Anything that could have a wrong effect is read as ASK, and so is what is
    longer than the carrier delivers: the end of it is not known.
    """
    if len(text) <= SHORT and context in ASKED_OF_MANY:
        return _often_said(text, context, language)
    return _read(text, context, language)


@lru_cache(1000)
def _often_said(text: str, context: Context, language: str) -> Reading:
    """Read once what many answer in the same words, as nearly everybody does."""
    return _read(text, context, language)


def _read(text: str, context: Context, language: str) -> Reading:
    if len(text) > LONGEST:
        return _first(text, _words(text)) or Reading(Kind.ASK, text)
    letter = body(remarks.starred(own_words(text)), means_something)
    letter = address.without(letter)
    words = _words(text)
    said = _undressed(words if letter == text else _words(letter))
    return (
        _first(text, words)
        or _in_context(text, letter, said, context, language)
        or _answered(text, said, context, language)
    )


def _words(text: str) -> str:
    words = AGAIN.sub(r"\1 \1", squash(tidy(text[:LONGEST])))
    return remarks.ungapped(spelt(words))


def _undressed(words: str) -> str:
    """Return what is said, without remarks on the writing and who it is from."""
    return (
        remarks.without(remarks.corrected(words), lambda word: not means_something(word)) or words
    )


def _first(text: str, words: str) -> Reading | None:
    """Read what is heard before the question is looked at."""
    danger = cries_for_help(words)
    lone_cancel = words.strip(" .,") == "cancel"
    if lone_cancel or _stops(text, words):
        return Reading(Kind.STOP, text, also_withdraw=lone_cancel, danger=danger)
    return Reading(Kind.DANGER, text) if danger else _command(text, words)


def _stops(text: str, words: str) -> bool:
    """Tell a stop from "I stopped them last year, please start again"."""
    if not wants_stop(text, words):
        return False
    again = starting.starts_again(words)
    return not again or wants_stop(text, again)


def _command(text: str, words: str) -> Reading | None:
    """Read a word that may always be said alone, or what a machine wrote."""
    bare = words.replace(" .", "").replace(" ,", "").strip(" .,")
    if HELP.fullmatch(bare.rstrip(" ?")):
        return Reading(Kind.HELP, text)
    if starting.wants_to_start(words) or starting.starts_again(words):
        return Reading(Kind.START, text)
    if language := wished(words):
        return Reading(Kind.LANGUAGE, text, value=language)
    return Reading(Kind.NOTHING, text) if is_automatic(words) else None


def _in_context(
    text: str, letter: str, words: str, context: Context, language: str
) -> Reading | None:
    """Read the answer that only this question can have."""
    if hours := _hours(text, letter, context):
        return hours
    if context is Context.CHOICE:
        return _choice(text, words)
    if context is Context.SKILLS:
        return _skills(text, words)
    if context is Context.POSTCODE and (code := joining.postcode(text)):
        return Reading(Kind.POSTCODE, text, value=code)
    return _joining(text, words, context, language)


def _hours(text: str, letter: str, context: Context) -> Reading | None:
    if context is Context.HOURS and (given := hours_told.minutes(letter)) is not None:
        return Reading(Kind.HOURS, text, minutes=given)
    named = HOURS.match(letter)
    match = named or (CODED.match(letter) if context is Context.HOURS else None)
    if match is None:
        return None
    code, given = match[1], minutes(match[2])
    if given is not None:
        return Reading(Kind.HOURS, text, minutes=given, code=code.upper() if code else None)
    return Reading(Kind.ASK, text) if named else None


def _choice(text: str, words: str) -> Reading | None:
    chosen = menu.chosen(words)
    if chosen is None:
        return None
    numbers, both, refused = chosen
    return Reading(Kind.CHOICE, text, choices=numbers, both=both, refused=refused)


def _skills(text: str, words: str) -> Reading | None:
    if menu.skips(words):
        return Reading(Kind.SKIP, text)
    chosen = menu.numbers(words)
    return Reading(Kind.SKILLS, text, choices=chosen) if chosen else None


def _joining(text: str, words: str, context: Context, language: str) -> Reading | None:
    asked = context in {Context.CALL, Context.OFFER, Context.CONFIRM, Context.PLACED}
    if joining.wants_to_join(words) and (not asked or words.strip(" .") in {"join", "ymuno"}):
        return Reading(Kind.JOIN, text)
    if context is not Context.NAME or phrases(words, language):
        return None  # no question of a name, or words that are none: "yes", "good morning"
    given = joining.name(text)
    return Reading(Kind.NAME, text, value=given) if given else None


def _answered(text: str, words: str, context: Context, language: str) -> Reading:
    """Read a yes, a no, a withdrawal or thanks; a plain yes answers no other question."""
    found = answer(words, context, language)
    misplaced = context in OWN_ANSWER and found.kind in {Kind.YES, Kind.NO} and not found.code
    if found.kind is Kind.ASK or misplaced:
        return Reading(Kind.ASK, text)
    if context is Context.CONFIRM and found.party > 1:
        return Reading(Kind.ASK, text)
    return Reading(found.kind, text, party=found.party, code=found.code, days=found.days)
