"""What a text costs: its encoding, and the parts it is sent in.

Pure. The alphabet and its extension are those of 3GPP TS 23.038; a part holds 140 octets,
six of them a header as soon as there are two parts (TS 23.040). What a reader takes for one
letter is kept in one part, as the carrier's own calculator does.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil

from volunteer.messages.clusters import clusters

MAX_LENGTH = 1600  # Twilio refuses more, with error 21617

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("\f^{}\\[~]|€")
ALL_GSM7 = GSM7 | GSM7_EXTENSION

PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t", " "),
        **dict.fromkeys("\u200b\u2060\ufeff\u00ad", ""),
        **dict.fromkeys("•·∙", "*"),
        "…": "...",
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
        "×": "x",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)


UNKNOWN = {"Cc", "Co", "Cs"}  # control marks, marks of no alphabet, halves of marks
UNREADABLE = {"\ufffd", "\ufffe", "\uffff"}


class Encoding(StrEnum):
    """How a text is written on the air."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


ROOM = {Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)}


@dataclass(frozen=True, slots=True)
class Parts:
    """How a text is sent: ``segments`` are what is paid for, ``units`` what they hold."""

    encoding: Encoding
    segments: int
    units: int


def plain(text: str) -> str:
    """Return the text with typographer's marks made cheap; letters stay, Welsh ŵ ŷ too."""
    return text.replace("\r\n", "\n").translate(PLAIN)


def unknown(text: str) -> str | None:
    """Return the first mark of a text that no phone could show, if there is one."""
    if GSM7.issuperset(text):
        return None
    return next((mark for mark in text if _is_unknown(mark)), None)


def _is_unknown(mark: str) -> bool:
    if mark in "\n\r":
        return False
    return mark in UNREADABLE or unicodedata.category(mark) in UNKNOWN


def count(text: str) -> Parts:
    """Return the encoding, the segments and the units of a text as it stands.

    Units are septets in GSM-7 and 16-bit units in UCS-2. An empty text is one segment.
    """
    if GSM7.issuperset(text):  # nearly always: a septet each, and no letter is made of two
        return _of_septets(len(text))
    encoding = Encoding.GSM7 if ALL_GSM7.issuperset(text) else Encoding.UCS2
    alone, together = ROOM[encoding]
    units = sum(_size(mark, encoding) for mark in text)
    if units <= alone:
        return Parts(encoding, 1, units)
    return Parts(encoding, _filled(_sizes(text, encoding, together), together), units)


@lru_cache(2000)
def _of_septets(units: int) -> Parts:
    alone, together = ROOM[Encoding.GSM7]
    return Parts(Encoding.GSM7, 1 if units <= alone else ceil(units / together), units)


def _sizes(text: str, encoding: Encoding, room: int) -> Iterable[int]:
    """Return the sizes of what is never split: letters as read, but marks of a boundless one."""
    for cluster in clusters(text):
        sizes = [_size(mark, encoding) for mark in cluster]
        yield from [sum(sizes)] if sum(sizes) <= room else sizes


def _size(mark: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM7:
        return 2 if mark in GSM7_EXTENSION else 1
    return 2 if ord(mark) > 0xFFFF else 1  # noqa: PLR2004 - beyond it, a surrogate pair


def _filled(sizes: Iterable[int], room: int) -> int:
    """Count parts filled in turn: no escape pair or surrogate pair is split between two."""
    segments, used = 1, 0
    for size in sizes:
        if used + size > room:
            segments, used = segments + 1, 0
        used += size
    return segments
