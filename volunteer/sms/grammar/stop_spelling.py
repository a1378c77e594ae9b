"""Words that a stop is made of, misspelt by one letter: "leave me aloan", "remvoe my nubmer".

Pure. They are put right only where a stop is looked for, so nothing else is read into them.
"""

import re
from string import ascii_lowercase

from volunteer.sms.grammar.normal import squash

NEEDED = """
    alone leave remove number delete texting texts message messages messaging sending contact
    contacting unsubscribe pestering harassing bothering please
"""
# Words of their own, one letter from those.
REAL = """
    along lone clone atone aloe leaves leaved heave weave cleave sleeve leaven loave lave eave levee
    removed removes remover remote numbers lumber slumber umber deleted deletes testing tests tents
    taxing text massage massages messaged messager presage spending bending lending tending mending
    fending vending ending rending contacts contract contacted contracting pleased pleases release
    least lease leaver leavers peas plea plead pleat
"""
WORD = re.compile(r"[a-z]{4,}")


def _slips(word: str) -> set[str]:
    """Return a word with one letter missing, too many or another, or two in turn."""
    parts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    missing = {before + after[1:] for before, after in parts if after}
    other = {b + letter + a[1:] for b, a in parts if a for letter in ascii_lowercase}
    extra = {b + letter + a for b, a in parts for letter in ascii_lowercase}
    turned = {b + a[1] + a[0] + a[2:] for b, a in parts if a[1:]}
    return missing | other | extra | turned


def _table() -> dict[str, str]:
    words = [squash(word) for word in NEEDED.split()]
    real = {squash(word) for word in REAL.split()}.union(words)
    slips = {squash(slip): word for word in words for slip in _slips(word)}
    return {slip: word for slip, word in slips.items() if slip not in real}


RIGHT = _table()


def respelt(words: str) -> str:
    """Return tidied and squashed text with the words of a stop put right."""
    return WORD.sub(lambda match: RIGHT.get(match[0], match[0]), words)
