"""How many come who are told by name: "me, Dad and Ollie".

Pure. More words of `lexicon`'s PARTY, and how they are counted; whether a word can be a name is for
`answers` to say.
"""

import re

from volunteer.sms.grammar.courtesies import PERSON
from volunteer.sms.grammar.normal import pattern, phrases

ITEM = (
    f"(?:(?:(?:my|our|the) )?(?:{PERSON})|(?!(?:thanks|ta|cheers|see|yes|yeah|yep|sorry|please"
    f"|and|plus|my|the|our|just|both|too|also"
    "|can|will|all|tea|cake|not|only)(?!\\S))[a-z]{3,12})"
)
PARTY = rf"""
    (?:(?:for|there'll be|it's|it'll be|that's) )?(?:me|myself)(?: , {ITEM}){{1,2}}(?: ,)? (?:and
        |plus|n) {ITEM}
"""
LISTED = pattern(PARTY)
PARTED = re.compile(" , (?:and |plus |n )?| and | plus | n ")
SOMEBODY = re.compile(rf"(?:(?:my|our|the) )?(?:{'|'.join(phrases(chr(10) + PERSON))})")


def listed(words: str) -> list[str]:
    """Return those who are told one by one, without the sender; none if it is no such list."""
    return PARTED.split(words)[1:] if LISTED.fullmatch(words) else []


def names(words: str) -> set[str]:
    """Return the words of such a list that can only be names: "ollie", not "dad"."""
    told = (one for one in listed(words) if not SOMEBODY.fullmatch(one))
    return {one.split()[-1] for one in told}
