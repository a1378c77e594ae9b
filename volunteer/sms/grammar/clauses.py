"""A reply that is more than phrases we know: an answer, and a story with it.

Pure. "Sorry, I can't. My boiler has burst" is a no for all that we know nothing of boilers,
and "boss gave me the day off, so yes" a yes. An answer stands in a clause of its own, or
begins one; the story around it holds no word of `spoilers`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from volunteer.sms.grammar import spoilers
from volunteer.sms.grammar.lexicon import WORDS, Phrase, Tag, leading, phrases
from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_guards import MISTAKE

LONGEST = 240  # letters: a longer story is for a person
MARK = re.compile(r" ?[.,](?!\S) ?")
SO = pattern("so|hence|therefore|felly")
SINCE = pattern("because|cos|coz|cause|as|since|achos|gan")
AND = pattern("and|ac")
ANSWERS = frozenset({Tag.YES, Tag.OK, Tag.NO, Tag.CANNOT, Tag.WITHDRAW, Tag.THANKS, Tag.FILL})
SAY_NO = frozenset({Tag.NO, Tag.CANNOT, Tag.WITHDRAW, Tag.REASON})
# How a story begins that follows an answer without a comma.
AFTER_YES = pattern(spoilers.AFTER_YES)
AFTER_NO = pattern("""
    i|i'm|i've|i'll|i'd|it|it's|there's|kids|we're|we've|we|got|have|having|been|being|gone|dwi|dw i
        |rwy|mae|mae'n|mae'r|mi|yn
""")
AFTER_PLAIN_NO = pattern("the|my|his|her|our|nobody|buses|just|am")
AT_ONCE = pattern("i|i'm|i've|i'll|i'd|it|it's|it'll|dwi|dw i|mi")  # with no comma
DOUBT = pattern(spoilers.DOUBT)
AGAINST = {
    "yes": pattern(spoilers.AGAINST_YES),
    "no": pattern(spoilers.AGAINST_NO),
    "wish": pattern(spoilers.AGAINST_A_WISH),
}
REASONABLE = pattern(spoilers.REASONABLE)
NEUTRAL = pattern(spoilers.NEUTRAL)


class Apart(NamedTuple):
    """The phrases of a reply, and the stories around them.

    ``reasons`` stand before a "so", ``before`` comes before any yes, and ``stories`` after.
    """

    phrases: list[Phrase]
    reasons: list[str]
    before: list[str]
    stories: list[str]


def apart(words: str, language: str) -> Apart | None:
    """Return the phrases and the stories of a reply; None for a question or a long story."""
    if "?" in words.split() or len(words) > LONGEST:
        return None
    found = Apart([], [], [], [])
    for clause, explains in _clauses(words):
        known, story = _parted(clause, language)
        if explains:
            known, story = _why(known, story, clause)
        found.phrases.extend(known)
        said_yes = any(phrase.tag is Tag.YES for phrase in found.phrases)
        if story:
            (found.reasons if explains else found.stories if said_yes else found.before).append(
                story
            )
    return found


def _why(known: list[Phrase], story: str, clause: str) -> tuple[list[Phrase], str]:
    """Part what explains a "so": "on leave, so yes" and "yes I'm on leave so I can come"."""
    if not any(phrase.tag in ANSWERS - {Tag.FILL} for phrase in known):
        return [], clause
    reasons = [phrase.words for phrase in known if phrase.tag is Tag.REASON]
    return [one for one in known if one.tag is not Tag.REASON], " ".join([*reasons, story]).strip()


def besides_stories(words: str, wanted: Callable[[str], bool], against: str) -> list[str]:
    """Return the clauses that are what is ``wanted``; none if the rest is more than stories.

    ``against`` names what spoils it, besides doubt: ``yes``, ``no`` or ``wish``.
    """
    if "?" in words.split() or len(words) > LONGEST:
        return []
    parts = [part for clause, _ in _clauses(words) for part in _around_and(clause, wanted)]
    said = [part for part in parts if wanted(part)]
    stories = [MISTAKE.sub(" ", part) for part in parts if not wanted(part)]
    return said if _harmless(stories, AGAINST[against]) else []


def _around_and(clause: str, wanted: Callable[[str], bool]) -> list[str]:
    if wanted(clause):
        return [clause]
    for match in AND.finditer(clause):
        after = clause[match.end() :].strip()
        if wanted(after):
            return [clause[: match.start()].strip(), after]
    return [clause]


def means_something(word: str) -> bool:
    """Tell a word that could be more than a name: one that we know, or that spoils an answer."""
    known = word in WORDS or any(phrases(word, language) for language in ("en", "cy"))
    return known or not _harmless([word], AGAINST["yes"]) or word.endswith("ing")


def could_be_a_name(word: str) -> bool:
    """Tell a word that says nothing by itself and spoils no answer: "jean", not "maybe"."""
    known = any(phrases(word, language) for language in ("en", "cy"))
    return not known and _harmless([word], AGAINST["yes"]) and not word.endswith("ing")


def goes_with_yes(found: Apart) -> bool:
    """Tell whether the stories leave a yes as it is."""
    if not all(AFTER_YES.match(story) for story in found.stories):
        return False
    reasons = [REASONABLE.sub(" ", NEUTRAL.sub(" ", story)) for story in found.reasons]
    return _harmless([*reasons, *found.before, *found.stories], AGAINST["yes"])


def goes_with_no(found: Apart) -> bool:
    """Tell whether the stories leave a no, or giving a place back, as it is."""
    return _harmless([*found.reasons, *found.before, *found.stories], AGAINST["no"])


def _harmless(stories: list[str], against: re.Pattern[str]) -> bool:
    plain = [" ".join(NEUTRAL.sub(" ", story).split()) for story in stories]
    return not any(DOUBT.search(story) or against.search(story) for story in plain)


def _clauses(words: str) -> list[tuple[str, bool]]:
    """Return the clauses of a text, each with whether the next one follows from it."""
    found = []
    for sentence in MARK.split(words):
        *reasons, last = [part.strip() for part in SO.split(sentence)]
        found += [(reason, True) for reason in reasons] + [(last, False)]
    return [(clause, explains) for clause, explains in found if clause]


def _parted(clause: str, language: str) -> tuple[list[Phrase], str]:
    """Return the phrases and the story that a clause is made of; only a story, in doubt."""
    known = phrases(clause, language)
    if known is not None:
        return known, ""
    for way in (_then_why, _why_then, _and_story):
        found = way(clause, language)
        if found is not None:
            return found
    return [], clause


def _then_why(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "no because we have builders in"."""
    for match in SINCE.finditer(clause):
        known = _meaning(clause[: match.start()], language)
        if any(phrase.tag in SAY_NO for phrase in known):
            return known, clause[match.end() :].strip()
    return None


def _why_then(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "kids have swimming and I can't"."""
    for match in AND.finditer(clause):
        known = _meaning(clause[match.end() :], language)
        if any(phrase.tag in {Tag.CANNOT, Tag.WITHDRAW} for phrase in known):
            return known, clause[: match.start()].strip()
    return None


def _and_story(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "yes I get off right there"."""
    known, rest = leading(clause, language)
    while known:
        tags = {phrase.tag for phrase in known}
        begins = AFTER_NO if tags & SAY_NO else AT_ONCE
        plain = tags - {Tag.FILL, Tag.AGAINST} == {Tag.NO} and known[-1].words != "to"
        plain = plain and AFTER_PLAIN_NO.match(rest) is not None
        if (plain or begins.match(rest)) and tags != {Tag.FILL}:
            return known, rest
        rest = f"{known.pop().words} {rest}".strip()
    return None


def _meaning(words: str, language: str) -> list[Phrase]:
    """Return the phrases that words are made of, if they are and say something."""
    known = phrases(words.strip(), language) or []
    return known if any(phrase.tag is not Tag.FILL for phrase in known) else []
