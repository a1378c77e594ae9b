"""A reply that is more than phrases we know: an answer, and a story with it.

Pure. "Sorry, I can't. My boiler has burst" is a no for all that we know nothing of boilers,
and "boss gave me the day off, so yes" a yes. An answer stands in a clause of its own, or
begins one; the story around it holds no word of `spoilers`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from volunteer.sms.grammar import neutral, spoilers, spoilers_no, spoilers_yes
from volunteer.sms.grammar.lexicon import WORDS, Phrase, Tag, leading, phrases
from volunteer.sms.grammar.names import COMPANIONS, NAMES
from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_guards import MISTAKE

LONGEST = 240  # letters: a longer story is for a person
MARK = re.compile(r" ?[.,](?!\S) ?")
SO = pattern("so|hence|therefore|felly")
SINCE = pattern("because|cos|coz|cause|as|since|achos|gan")
AND = pattern("and|ac")
BUT = pattern("but|ond")
EITHER_WAY = pattern("and|ac|but|ond")
ANSWERS = frozenset({Tag.YES, Tag.OK, Tag.NO, Tag.CANNOT, Tag.WITHDRAW, Tag.THANKS, Tag.FILL})
SAY_NO = frozenset({Tag.NO, Tag.CANNOT, Tag.WITHDRAW, Tag.REASON})
# How a story may begin that follows an answer without a comma.
AFTER_NO = pattern("""
    i|i'm|i've|i'll|i'd|it|it's|there's|kids|we're|we've|we|got|have|having|been|being|gone|dwi|dw i
        |rwy|mae|mae'n|mae'r|mi|yn
""")
AFTER_PLAIN_NO = pattern("""
    the|my|his|her|our|nobody|buses|just|am|away|at|in|on|got|have|had|been|be|not|still|stuck|a|an
        |long
        |busy|back|off|work|us|up|down|out|all|[a-z]+ing|they|there
""")
AT_ONCE = pattern("""
    i|i'm|i've|i'll|i'd|it|it's|it'll|my|that's|that'll|been|love|loved|would|looking|getting
        |bringing|coming|just|gets|as i|nothing|dwi|dw i|mi
""")
JOINING = frozenset(
    {"and", "me", "for", "with", "plus", "but", "to", "i", "i'm", "it"}
)  # more of the answer follows
ACTING = pattern(
    "(?!(?:work|leav|com|be|go|tak|stay|stop)ing)[a-z]+ing [a-z]+"
    "|[a-z]+ (?:[a-z]+ed|died|went|came|broke)"
)
LONG_ENOUGH = 3  # words: fewer may be an answer that we do not know, "knees permitting"
DOUBT = pattern(spoilers.DOUBT)
AGAINST = {
    "yes": pattern(spoilers_yes.AGAINST),
    "no": pattern(spoilers_no.AGAINST),
    "wish": pattern(spoilers.AGAINST_A_WISH),
}
NEUTRAL = {
    "yes": pattern(neutral.EITHER + neutral.YES),
    "no": pattern(neutral.EITHER),
    "wish": pattern(neutral.EITHER),
}
REASONABLE = pattern(neutral.REASONABLE)
ANOTHER_ANSWER = pattern(spoilers_yes.ANOTHER_ANSWER)
JOINED_ANSWER = pattern(spoilers_yes.JOINED_ANSWER)


class Apart(NamedTuple):
    """The phrases of a reply, and the stories around them.

    ``reasons`` stand before a "so", ``before`` comes before any yes, and ``stories`` after; those
    that are ``joined`` to it without a comma are of the stories as well.
    """

    phrases: list[Phrase]
    reasons: list[str]
    before: list[str]
    stories: list[str]
    joined: list[str]


def apart(words: str, language: str) -> Apart | None:
    """Return the phrases and the stories of a reply; None for a question or a long story."""
    if "?" in words.split() or len(words) > LONGEST:
        return None
    found = Apart([], [], [], [], [])
    for clause, explains in _clauses(words):
        known, story = _parted(clause, language)
        if explains:
            known, story = _why(known, story, clause)
        found.phrases.extend(known)
        said_yes = any(phrase.tag is Tag.YES for phrase in found.phrases)
        if story and known and said_yes:
            found.joined.append(story)
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
    return said if _harmless(stories, against) else []


def _around_and(clause: str, wanted: Callable[[str], bool]) -> list[str]:
    if wanted(clause):
        return [clause]
    for match in EITHER_WAY.finditer(clause):
        after = clause[match.end() :].strip()
        if wanted(after):
            return [clause[: match.start()].strip(), after]
    return [clause]


def means_something(word: str) -> bool:
    """Tell a word that could be more than a name: one that we know, or that spoils an answer."""
    if word in NAMES:
        return False
    known = word in WORDS or any(phrases(word, language) for language in ("en", "cy"))
    return known or not _harmless([word], "yes") or word.endswith("ing")


def could_be_a_name(word: str) -> bool:
    """Tell a word that says nothing by itself and spoils no answer: "jean", not "maybe"."""
    if word in COMPANIONS:
        return True
    known = any(phrases(word, language) for language in ("en", "cy"))
    return not known and _harmless([word], "yes") and not word.endswith("ing")


def goes_with_yes(found: Apart) -> bool:
    """Tell whether the stories leave a yes as it is."""
    if not all(_is_told(story) for story in found.stories):
        return False
    if any(_answers_another(story, JOINED_ANSWER) for story in found.joined):
        return False
    reasons = [REASONABLE.sub(" ", NEUTRAL["yes"].sub(" ", story)) for story in found.reasons]
    return _harmless([*reasons, *found.before, *found.stories], "yes")


def _is_told(story: str) -> bool:
    """Tell a story from what answers another question, or is too short to tell."""
    plain = " ".join(NEUTRAL["yes"].sub(" ", story).split())
    words = story.replace("'", " ").split()
    long = len(words) >= LONG_ENOUGH or ACTING.match(story) is not None
    return not plain or (long and not _answers_another(story, ANOTHER_ANSWER))


def _answers_another(story: str, another: re.Pattern[str]) -> bool:
    """Tell what answers a question that nobody asked, with what is neutral and without."""
    plain = NEUTRAL["yes"].sub(" ", story).strip()
    return another.match(plain) is not None and another.match(story) is not None


def goes_with_no(found: Apart) -> bool:
    """Tell whether the stories leave a no, or giving a place back, as it is."""
    return _harmless([*found.reasons, *found.before, *found.stories], "no")


def _harmless(stories: list[str], beside: str) -> bool:
    plain = [" ".join(NEUTRAL[beside].sub(" , ", story).split()) for story in stories]
    return not any(DOUBT.search(story) or AGAINST[beside].search(story) for story in plain)


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
    for way in (_but_answer, _then_why, _why_then, _and_story):
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


def _but_answer(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "it's early but yes", and "no thanks but keep me on the list"."""
    for match in BUT.finditer(clause):
        before, after = clause[: match.start()].strip(), clause[match.end() :].strip()
        answers = _meaning(after, language)
        if any(phrase.tag in ANSWERS - {Tag.FILL, Tag.THANKS} for phrase in answers):
            return answers, before
        refused = _meaning(before, language)
        if any(phrase.tag in SAY_NO for phrase in refused):
            kind = phrases(after, language)
            return (refused + kind, "") if kind is not None else (refused, after)
    return None


def _and_story(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "yes I get off right there"."""
    known, rest = leading(clause, language)
    while known:
        tags = {phrase.tag for phrase in known}
        begins = AFTER_NO if tags & SAY_NO else AT_ONCE
        plain = tags - {Tag.FILL, Tag.AGAINST} in ({Tag.NO}, {Tag.REASON})
        plain = plain and AFTER_PLAIN_NO.match(rest) is not None
        joined = known[-1].words.split()[-1] in JOINING
        if (plain or begins.match(rest)) and tags != {Tag.FILL} and not joined:
            return known, rest
        rest = f"{known.pop().words} {rest}".strip()
    return None


def _meaning(words: str, language: str) -> list[Phrase]:
    """Return the phrases that words are made of, if they are and say something."""
    known = phrases(words.strip(), language) or []
    return known if any(phrase.tag is not Tag.FILL for phrase in known) else []
