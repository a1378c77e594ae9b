"""What people may be called.

Pure. A name is put into texts that the council signs and on rosters, and anybody may give one
with somebody else's number: so it holds no link, no number to ring and no line break.
"""

import re

from volunteer.core.errors import N_, Refused

LONGEST = 60
LINK = re.compile(
    r"https?:|www\.|@|\w\.\w{2,}/|\w\.(com|net|org|uk|io|co|info|me|ly)\b", re.IGNORECASE
)
NO_GAP = re.compile(r"(?<=\w)\.(?=\w{2})")  # a phone makes a link of "win.shop", of "J. Smith" none
NUMBER = re.compile(r"(?:\d\W*){4}")


def tidy(name: str) -> str:
    """Return a name on one line; refuse none, one too long to keep, links and numbers to ring."""
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if NUMBER.search(name) or not any(c.isalpha() for c in name):
        raise Refused(N_("Please tell us your name."))
    if len(name) > LONGEST:
        raise Refused(N_("Please give a name of at most %(most)s letters."), most=LONGEST)
    if LINK.search(name):
        raise Refused(N_("Please give your name without a web address."))
    return NO_GAP.sub(". ", name)[:LONGEST].rstrip()


def same(one: str, other: str) -> bool:
    """Return whether two names are the same but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()
