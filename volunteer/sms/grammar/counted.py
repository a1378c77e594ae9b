"""How many come, told twice: "I'm bringing two churchwardens, so three of us in all".

Pure. Where somebody says how many they are in all, the others of whom they tell are counted,
whoever they are; unless the numbers disagree.
"""

import re

from volunteer.sms.grammar.courtesies import COUNT
from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.party import number, people

IN_ALL = pattern(
    "of us|people|persons|in all|in total|total|altogether|all told|for|so|that's|makes|making|us"
)
# "Two churchwardens", but not two hours or two spades.
GROUPS = rf"""
    (?:my |our |the |her |his )?{COUNT} (?!(?:hours?|hrs?|mins?|minutes?|days?|weeks?|months?
        |years?|miles?|bags?|spades?|times?|pairs?|litter|flasks?|forks?|rakes?|vans?|cars?
        |of|in|on|at|to|and|or|til|till|until|am|pm|o'clock|stops?|streets?)(?!\S))(?:[a-z]+
        ){{0,2}}?[a-z]+(?=s(?!\S))s
    (?:who |also |both |all )?(?:wants?|wanna|want|would like|would love|'d like|'d love|asked|keen
        |is keen|are keen|said (?:he|she|they)(?:'d|'ll)?(?: (?:love|like))?)(?: to)? (?:come|join
        |help)(?: (?:too|along|as well|out|with me|me|us|also))*
"""
GROUP = re.compile(rf"(?<!\S)(?P<many>{COUNT}) ")
TOLD = pattern(GROUPS)


def total(parties: list[str]) -> int | None:
    """Return how many come in all, where that is said; None where it is not."""
    said = {people(words) for words in parties if IN_ALL.search(words)}
    return said.pop() if len(said) == 1 else None


def agrees(in_all: int, stories: list[str]) -> bool:
    """Tell whether the groups that are told of are as many, with the sender, as come."""
    groups = [match[0] for story in stories for match in TOLD.finditer(story)]
    told = [number(match["many"]) or 0 for one in groups if (match := GROUP.search(one))]
    return not told or sum(told) in {in_all, in_all - 1}
