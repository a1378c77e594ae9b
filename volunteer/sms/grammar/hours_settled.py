"""What somebody settles on who tells of their hours: "couple of hours, call it 2".

Pure. Works on text that `timesheet.plain` has made plain.
"""

import re

N = r"(?P<hours>\d{1,2}(?:\.\d{1,2})?)(?: ?(?:hours?|hrs?|h|awr))?"
END = (
    r"(?: (?:in all|in total|altogether|all told|total))?[\s.,!]*(?:x+|please|thanks|ta|then)?\.?$"
)
SETTLED = re.compile(
    r"(?:^|[\s,.;])(?:(?:so |and |but |just )?(?:let's |lets |we'll |i'll |you can |please )?"
    r"(?:call (?:it|that)|make (?:it|that)|say|round (?:it |that )?(?:up |down |off )?to"
    rf"|put (?:me )?(?:it )?down(?: as| for)?)(?: an even| a round| about)?) {N}{END}"
)
IN_ALL = re.compile(
    r"(?:^|[\s,.;])(?:(?:so|that's|thats|that is|which is|makes|making|that makes|equals|=|total"
    rf"|totals|altogether|in all|in total|all told)[ :,]*){{1,3}}{N}{END}"
)
# What one says who is unsure, and then settles.
UNSURE = re.compile(
    r"\b(?:not (?:quite )?sure|can't (?:quite )?(?:remember|recall)|maybe|perhaps|probably|nearly"
    r"|almost|(?:just |bit |a bit )*(?:over|under|more than|less than)|between|about|around|or so"
    r"|or|somewhere|at least|less|more|dunno|don't know|i think|i guess|roughly|give or take)\b"
)
# How one says that one remembers: no doubt that matters.
AS_I_THINK = re.compile(
    r",? ?\b(?:i (?:should|would) (?:think|say|imagine|guess|reckon)|i'd (?:say|think|guess|reckon"
    r"|imagine)|i (?:imagine|dare ?say|suppose|reckon)|if (?:i remember right(?:ly)?"
    r"|memory serves(?: me)?)"
    r"|give or take|(?:or )?there ?abouts|near enough|as near as (?:makes no odds|dammit|damn it)"
    r"|all (?:in|told)|more or less|or so|at a guess|i make it)(?=[\s.,!]*(?:$|[,.!]))"
)
# Hours of more than one, or that somebody else knows.
OF_OTHERS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|both|all) of us\b|\bask (?!me|again)[a-z]+", re.IGNORECASE
)
OURS = re.compile(r"\b(?P<many>\d+(?:\.\d+)?|two|three|four|five|six|couple of|half) ours\b")
RIGHT = re.compile(
    r"\bright (?=(?:through )?(?:to|till?|until) the (?:very |bitter )?(?:end|finish))"
)


def plainer(said: str) -> str:
    """Return what is said of hours without how sure one is of it, and with hours for "ours"."""
    said = OURS.sub(lambda match: f"{match['many']} hours", said)
    return AS_I_THINK.sub("", RIGHT.sub(", ", said)).strip()


def settled(said: str) -> tuple[int | None, str]:
    """Return the minutes that somebody settles on, and what they said before."""
    return _last(SETTLED, said)


def in_all(said: str) -> tuple[int | None, str]:
    """Return the minutes that somebody adds up to, and what they said before."""
    return _last(IN_ALL, said)


def _last(pattern: re.Pattern[str], said: str) -> tuple[int | None, str]:
    match = pattern.search(said)
    if match is None:
        return None, said
    return round(float(match["hours"]) * 60), said[: match.start()]
