"""What a text says about itself: thick thumbs, a phone's own spelling, who it is from.

Pure. Works on text that is tidied, squashed and spelt.
"""

import re
from collections.abc import Callable

from volunteer.sms.grammar.normal import pattern

# "y e s", "n o": an answer with gaps in it.
GAPS = {"yes": pattern("y e s|ye s|y es|y e a h|y e p|ye ah|ye p"), "no": pattern("n o|n o p e")}
# A clause with one of these speaks of the writing, not of the day.
OF_WRITING = pattern("""
    auto ?cor+ect[a-z]*|autocor[a-z]*|auto cor+ected|predictive(?: text)?|dictation|dictating
        |spell ?check[a-z]*|typos?|typing|fat (?:fingers?|thumbs?)|fat fingered|thumbs|caps lock
        |caps|capitals|capital letters|keyboard|voice (?:to text|typing)|bloody phone
    (?:sorry (?:for|about) )?(?:the )?shouting|(?:can't|cannot) find the (?:button|key|full stop
        |question mark)|big letters|one handed|w one hand|cracked screen
    can't (?:really )?(?:type|text|write|chat)(?: (?:much|now|properly|long|right now|well))*
    (?:silly|stupid|daft|blasted|damn|dratted|wretched|new|this|useless|rubbish|flipping
        |flaming|blooming|bloody|ruddy|old) (?:flipping |new |old |silly |stupid )?(?:phone|screen
        |gadget|contraption|autocorrect|keypad|speller|thing of a phone)
    (?:my|the|excuse my|excuse the|pardon my|pardon the|sorry about my|forgive my) (?:bad |poor
        |terrible |awful )?(?:spelling|typing|english|writing|grammar|fingers?|thumbs?)
    (?:can't|cannot|without my|no|not got my|lost my|haven't got my) (?:see without my )?(?:glases
        |specs|reading glasses)(?: on)?
""")
NOT_OF_WRITING = pattern(r"""
    if|unless|but|can you|could you|please|ring|call|help|\d\S*|until|stop|instead|only|after
        |before|maybe|wrong|lift|time
""")
MARK = re.compile(r" ?[.,](?!\S) ?")
# "yeast . i mean yes", "now no": the second is meant, if the first looks like it.
I_MEAN = pattern("(?:(?:sorry|no|oops|doh|whoops) [,.] |(?:sorry|no|oops) )?i (?:mean|meant)(?: to"
                 " (?:say|put|type|write))?(?: ,)?")  # fmt: skip
LIKE = {"yes": re.compile(r"[a-z]?y?[ea]?a?s?[a-z]{0,2}"), "no": re.compile(r"k?n[a-z]w?")}
STARRED = re.compile(r"(?:^|(?<=[\s.!,]))\*\s?([a-z']{2,12})"
                     r"|(?:^|(?<=[\s.!,]))([a-z']{2,12})\*(?!\w)",
                     re.IGNORECASE)  # fmt: skip
WORD = re.compile(r"[a-z']+", re.IGNORECASE)
NEAR = 2  # letters that a slip of the thumb, or a phone that knows better, changes


def ungapped(words: str) -> str:
    """Return "y e s please" as "yes please"."""
    for answer, gaps in GAPS.items():
        words = gaps.sub(answer, words)
    return words


def starred(text: str) -> str:
    """Return "Of curse I'll come. *course" with its correction made."""
    found = STARRED.search(text)
    if found is None:
        return text
    right, before, after = found[1] or found[2], text[: found.start()], text[found.end() :]
    near = [one for one in WORD.finditer(before) if _distance(one[0], right) <= NEAR]
    if not near:
        return f"{before}{right}.{after}"
    wrong = min(near, key=lambda one: _distance(one[0], right))
    return before[: wrong.start()] + right + before[wrong.end() :] + after


def corrected(words: str) -> str:
    """Return "yeast . i mean yes" as "yes"."""
    found = I_MEAN.search(words)
    if found is None:
        return words
    wrong, right = words[: found.start()].strip(" .,"), words[found.end() :].strip(" .,")
    first = right.split(" ", 1)[0]
    alike = (
        wrong
        and " " not in wrong
        and first in {"yes", "no", "yep", "yeah"}
        and wrong not in {"yes", "no"}
    )
    return right if alike and _distance(wrong, first) <= NEAR + 1 else words


def without(words: str, could_be_a_name: Callable[[str], bool]) -> str:
    """Return what is said, without remarks on the writing and without who writes."""
    parts = re.split(r"( ?[.,](?!\S) ?)", words)
    kept = "".join(part for part in parts if not _is_remark(part))
    return _unsigned(" ".join(kept.split()), could_be_a_name)


def _is_remark(clause: str) -> bool:
    return OF_WRITING.search(clause) is not None and not NOT_OF_WRITING.search(clause)


NAMES = r"(?P<names>(?:(?:mr|mrs|ms|mis|dr|rev|auntie) )?[a-z']{2,14}(?: [a-z']{2,14})?)"
WHERE = r"(?: (?:at|of|in|from|down) (?:number |no |the )?(?:\d{1,3}[a-z]?|[a-z]+)(?: [a-z]+)?)?"
SIGNED = re.compile(
    rf"(?: [.,]|(?<=yes)|(?<=no)|(?<=yeah)|(?<=yep)|(?<=thanks)|(?<=please)|(?<=two)|(?<=both)"
    rf"|(?<=up)|(?<=thank you)|(?<=much)|(?<=inded)|(?<=lot)|(?<=again)|(?<=sory)|(?<=then)"
    rf"|(?<=there)|(?<=al)|(?<=me)|(?<=it)|(?<=ta)|(?<=chers)|(?<=hours)|(?<=hour))"
    rf"(?:^| )(?:from|love|love from|signed) {NAMES}{WHERE}(?: x)?(?: [.,])*$"
)
HERE = re.compile(
    rf"(?: [.,])?(?:^| )(?:it's |its |this is |tis )?{NAMES} (?:here"
    rf"|speaking){WHERE}(?: x)?(?: [.,])*$"
)
OPENED = re.compile(
    rf"^(?:hi |hello |hiya |hey )?(?:it's|its|this is|tis|i'm) {NAMES}(?: here)?{WHERE} [.,](?= \S)"
)


NO_NAME = re.compile(
    r"[a-z]*(?:time|day|non|noon|night|ish|morning|week|home|work|here|there|on|wards)|school"
    r"|church|town|college|london|start|begining|then|dawn|dusk|midnight|easter|christmas"
    r"|everyone|all|both|either|the|a|an|my|us|now"
)


def _unsigned(words: str, could_be_a_name: Callable[[str], bool]) -> str:
    for signature in (SIGNED, HERE, OPENED):
        found = signature.search(words)
        names = found["names"].split() if found else []
        if found and all(map(could_be_a_name, names)) and not any(map(NO_NAME.fullmatch, names)):
            words = f"{words[: found.start()]} {words[found.end() :]}".strip()
    return words


def _distance(one: str, other: str) -> int:
    """Return how many letters differ, of two short words."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one.casefold(), 1):
        now = [row]
        for at, right in enumerate(other.casefold(), 1):
            now.append(min(before[at] + 1, now[-1] + 1, before[at - 1] + (letter != right)))
        before = now
    return before[-1]
