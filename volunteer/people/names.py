"""What people may be called.

Pure. A name is put into texts that the council signs and on rosters, so it holds no
link and no line break.
"""

import re

from volunteer.core.errors import N_, Refused

LONGEST = 60
LINK = re.compile(r"https?:|www\.|\w\.(com|net|org|uk|io|co|info|me|ly)\b", re.IGNORECASE)


def tidy(name: str) -> str:
    """Return a name on one line; refuse none, one too long to keep, and links."""
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not any(c.isalpha() for c in name):
        raise Refused(N_("Please tell us your name."))
    if len(name) > LONGEST:
        raise Refused(N_("Please give a name of at most %(most)s letters."), most=LONGEST)
    if LINK.search(name):
        raise Refused(N_("Please give your name without a web address."))
    return name


def same(one: str, other: str) -> bool:
    """Return whether two names are the same but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()
