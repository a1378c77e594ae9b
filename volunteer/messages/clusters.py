"""What a reader takes for one letter: a face with its skin's colour, a letter with its accent.

Pure. The rules are those of Unicode's annex 29, as far as texts need them. No standard of texts
asks for it, but the carrier's own calculator keeps such letters whole when it fills parts.
"""

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
EXTENDING = {"Mn", "Me", "Mc"}
NON_JOINER = "\u200c"
SKINS = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
FLAGS = range(0x1F1E6, 0x1F200)
LEADING, VOWELS, TRAILING = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
SYLLABLES = range(0xAC00, 0xD7A4)
TRAILS = 28  # of each leading letter and vowel, that many Korean syllables; the first has no end


def clusters(text: str) -> Iterator[str]:
    """Yield a text's letters as a reader counts them, each with all that belongs to it."""
    cluster = ""
    for mark in text:
        if cluster and not _belongs(mark, cluster):
            yield cluster
            cluster = ""
        cluster += mark
    if cluster:
        yield cluster


def _belongs(mark: str, cluster: str) -> bool:
    before = cluster[-1]
    if unicodedata.category(before) in {"Cc", "Zl", "Zp"}:
        return False
    if _extends(mark):
        return True
    if before == JOINER:
        return len(cluster) > 1 and unicodedata.category(mark) == "So"
    if ord(mark) in FLAGS:
        return all(ord(one) in FLAGS for one in cluster) and len(cluster) % 2 == 1
    return _is_korean(ord(before), ord(mark))


def _extends(mark: str) -> bool:
    if mark in {JOINER, NON_JOINER} or unicodedata.category(mark) in EXTENDING:
        return True
    return ord(mark) in SKINS or ord(mark) in TAGS


def _is_korean(before: int, mark: int) -> bool:
    """Tell whether two letters are written in one square."""
    open_ended = before in SYLLABLES and (before - SYLLABLES.start) % TRAILS == 0
    if mark in TRAILING:
        return before in VOWELS or before in TRAILING or before in SYLLABLES
    if mark in VOWELS:
        return before in LEADING or before in VOWELS or open_ended
    return before in LEADING and (mark in LEADING or mark in SYLLABLES)
