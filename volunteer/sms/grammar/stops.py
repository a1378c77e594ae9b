"""Who wants no more texts.

Pure. Twilio catches the exact words; a person who says it in other words has said it too.
The guards are for those who only speak of stopping: buses, rain, or where the road ends.
"""

import re

from volunteer.sms.grammar import stop_elsewhere, stop_mistaken
from volunteer.sms.grammar import stop_guards as guards
from volunteer.sms.grammar import stop_words as said
from volunteer.sms.grammar.normal import squash
from volunteer.sms.grammar.stop_asked import ASKED_FOR
from volunteer.sms.grammar.stop_demands import DEMAND
from volunteer.sms.grammar.stop_made import MADE
from volunteer.sms.grammar.stop_orders import FORBID, ORDERED
from volunteer.sms.grammar.stop_plain import plain_demand
from volunteer.sms.grammar.stop_reasoned import REASONED
from volunteer.sms.grammar.stop_sent_away import SENT_AWAY
from volunteer.sms.grammar.stop_spelling import respelt
from volunteer.sms.grammar.stop_welsh import WELSH
from volunteer.sms.grammar.stop_whole import is_whole_demand

STOP = re.compile(r"(?<!\S)stop(?!\S)")
SHOUTED = re.compile(r"\bSTOP\b")
LETTERS = re.compile(r"[a-z0-9]+")
DEMANDS = (said.SAID, said.LOSE, DEMAND, ASKED_FOR, MADE, SENT_AWAY, REASONED, WELSH)


def wants_stop(text: str, words: str) -> bool:
    """Tell whether a person wants no more texts, in whatever words.

    ``text`` is what they wrote and ``words`` the same, tidied and squashed.
    """
    if _alone(words) or said.THREAT.search(words):
        return True
    if _rather_texts(words):
        return False
    ours = stop_elsewhere.without(stop_mistaken.without(words))
    plain = respelt(plain_demand(ours))
    forms = {ours, plain}
    return is_whole_demand(plain) or any(_demands(text, form) for form in forms)


def _rather_texts(words: str) -> bool:
    """Tell who wants no calls and asks for texts instead: "stop ringing, text me"."""
    return guards.NO_CALLS.search(words) is not None and any(
        not guards.NO_MORE.search(_clause(words, match))
        for match in guards.TEXTS_INSTEAD.finditer(words)
    )


def _demands(text: str, words: str) -> bool:
    return _says(words) or _leaves(words) or _orders(words) or _stops(text, words)


def _alone(words: str) -> bool:
    """Tell whether the text is one of the words, with courtesies, or spelled with spaces."""
    bare = said.COURTEOUS.sub(" ", words)
    return any(squash("".join(LETTERS.findall(form))) in said.ALONE for form in (words, bare))


def _says(words: str) -> bool:
    return any(
        not guards.NOT.search(_clause(words, match)) and not _at_times(words, match)
        for phrases in DEMANDS
        for match in phrases.finditer(words)
    )


def _leaves(words: str) -> bool:
    leaves = any(not guards.NOT.search(_clause(words, m)) for m in said.LEAVE.finditer(words))
    return leaves and not guards.EXCUSE.search(words)


def _orders(words: str) -> bool:
    orders = (*said.ORDER.finditer(words), *ORDERED.finditer(words))
    nobody = [one for one in orders if not guards.SOMEBODY.search(_clause(words, one))]
    forbids = [*nobody, *FORBID.finditer(words)]
    return any(not _at_times(words, match) for match in forbids)


def _stops(text: str, words: str) -> bool:
    shouted = bool(SHOUTED.search(text)) and any(mark.islower() for mark in text)
    return any(_is_demand(words, match, shouted=shouted) for match in STOP.finditer(words))


def _is_demand(words: str, match: re.Match[str], *, shouted: bool) -> bool:
    """Tell "so stop" and "stop I have moved" from "the bus stop" and "stop by at ten"."""
    before = _clause(words, match)
    after = re.split("[.,?]", words[match.end() :], maxsplit=1)[0].strip()
    if guards.NOT.search(before) or guards.NOUN_BEFORE.search(before):
        return False
    if shouted:
        return not guards.NOT_A_DEMAND.match(after)
    demanded = not _left_over(after) or guards.NEW_SENTENCE.match(after) is not None
    return demanded and not guards.SPOKEN_OF.search(before)


def _left_over(after: str) -> str:
    while match := guards.DEMAND_REST.match(after):
        after = after[match.end() :].lstrip()
    return after


def _clause(words: str, match: re.Match[str]) -> str:
    """Return what stands before a match in its own clause."""
    return re.split("[.,?]", words[: match.start()])[-1].strip()


def _at_times(words: str, match: re.Match[str]) -> bool:
    after = re.split("[.,?]", words[match.start() :], maxsplit=1)[0]
    return guards.AT_TIMES.search(after) is not None and guards.FOR_GOOD.search(after) is None
