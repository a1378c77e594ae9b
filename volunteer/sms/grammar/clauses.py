"""A reply that is more than phrases we know: an answer, and a story with it.

Pure. "Sorry, I can't. My boiler has burst" is a no for all that we know nothing of boilers,
and "boss gave me the day off, so yes" a yes. An answer stands in a clause of its own, or
begins one; the story around it holds no word of `spoilers`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from volunteer.sms.grammar import counted, neutral, smalltalk, spoilers, spoilers_no, spoilers_yes
from volunteer.sms.grammar.lexicon import WORDS, Phrase, Tag, phrases
from volunteer.sms.grammar.names import COMPANIONS, NAMES
from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.parting import ANSWERS, parted
from volunteer.sms.grammar.stop_mistaken import MISTAKE

LONGEST = 240  # letters: a longer story is for a person
MARK = re.compile(r" ?[.,](?!\S) ?")
SO = pattern("so|hence|therefore|felly")
EITHER_WAY = pattern("and|ac|but|ond")
# Where a wish may begin with no word between it and the story before.
WISHES = pattern("""
    i|i'd|id|can|could|please|put|sign|add|how|start
""")
NOT_BEFORE_A_WISH = pattern(
    "do|did|does|if|when|told|think|that|said|should|would|can|could|may|to|what|how|why|where|as"
    "|than|which|who|know|wish|wonder|because|not|never|you|he|she|they|we|i|don't|and|but|or"
    "|whether|says|asked|ask|him|her|them|someone|friend|son|daughter",
    ends="$",
)
ACTING = pattern(
    "(?!(?:work|leav|com|be|go|tak|stay|stop)ing)[a-z]+ing [a-z]+"
    "|[a-z]+ (?:[a-z]+ed|died|went|came|broke)"
)
LONG_ENOUGH = 3  # words: fewer may be an answer that we do not know, "knees permitting"
DOUBT = pattern(spoilers.DOUBT)
AGAINST = {
    "yes": pattern(spoilers_yes.AGAINST),
    "counted": pattern(spoilers_yes.AGAINST_IF_COUNTED),
    "no": pattern(spoilers_no.AGAINST),
    "wish": pattern(spoilers.AGAINST_A_WISH),
}
YES = neutral.EITHER + neutral.YES + smalltalk.EITHER + smalltalk.YES
NEUTRAL = {
    "yes": pattern(YES),
    "counted": pattern(YES + counted.GROUPS),
    "no": pattern(neutral.EITHER + smalltalk.EITHER + smalltalk.NO),
    "wish": pattern(neutral.EITHER + smalltalk.EITHER + smalltalk.WISH),
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
        known, story = parted(clause, language)
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
    """Return a clause, parted before a wish: "I'm new here I want to volunteer"."""
    if wanted(clause):
        return [clause]
    for match in EITHER_WAY.finditer(clause):
        after = clause[match.end() :].strip()
        if wanted(after):
            return [clause[: match.start()].strip(), after]
    for match in WISHES.finditer(clause):
        before, after = clause[: match.start()].strip(), clause[match.start() :]
        if wanted(after) and not NOT_BEFORE_A_WISH.search(before):
            return [before, after]
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


def is_counted(found: Apart) -> bool:
    """Tell whether they say how many come in all, and nothing else that they tell disagrees."""
    parties = [phrase.words for phrase in found.phrases if phrase.tag is Tag.PARTY]
    in_all = counted.total(parties)
    stories = [*found.reasons, *found.before, *found.stories]
    return in_all is not None and counted.agrees(in_all, stories)


def goes_with_yes(found: Apart) -> bool:
    """Tell whether the stories leave a yes as it is."""
    beside = "counted" if is_counted(found) else "yes"
    if beside == "yes" and not all(_is_told(story) for story in found.stories):
        return False
    if any(_answers_another(story, JOINED_ANSWER) for story in found.joined):
        return False
    reasons = [REASONABLE.sub(" ", NEUTRAL[beside].sub(" ", story)) for story in found.reasons]
    return _harmless([*reasons, *found.before, *found.stories], beside)


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
