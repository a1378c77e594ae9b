"""Texts drawn at random, the same ones every time, with all that is hard to count in parts."""

import random
from collections.abc import Callable

GSM7 = (
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
EXTENSION = "\f^{}\\[~]|€"
WELSH = "ŵŷŴŶâêîôûÂÊÎÔÛáéíóúẁẃẅỳýÿïö"
EMOJI = "👍👎🛑🙏😀🌱❤☎✅🚗"
JOINED = ["👍🏽", "🤷🏻‍♀️", "👨‍👩‍👧", "👩🏿‍🌾", "🏳️‍🌈", "❤️", "🇬🇧", "1️⃣", "é", "ŵ"]
LINES = ["\n", "\r", "\r\n"]
TYPOGRAPHY = "“”‘’–—…½×•\u00a0\u200b\ufeff"
EDGES = [67, 70, 134, 153, 160, 201, 306]

Draw = Callable[[random.Random], str]


def texts(count: int, *, seed: int) -> list[str]:
    """Return so many texts."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [_text(chance) for _ in range(count)]


def _text(chance: random.Random) -> str:
    """Fill a text up to a length near an edge, or to any, out of a few kinds of marks."""
    kinds = chance.sample(KINDS, chance.randint(1, 3))
    weights = [chance.random() for _ in kinds]
    near = chance.choice(EDGES) + chance.randint(-3, 3)
    length = near if chance.random() < 0.7 else chance.randint(0, 500)
    body, units = "", 0
    while units < length:
        mark = chance.choices(kinds, weights)[0](chance)
        body, units = body + mark, units + len(mark.encode("utf-16-le")) // 2
    return body


def _one_of(marks: str | list[str]) -> Draw:
    return lambda chance: chance.choice(marks)


KINDS: list[Draw] = [
    _one_of(GSM7),
    _one_of(GSM7),
    _one_of(EXTENSION),
    _one_of(WELSH),
    _one_of(EMOJI),
    _one_of(JOINED),
    _one_of(LINES),
    _one_of(TYPOGRAPHY),
    _one_of([chr(point) for point in (*range(0x20, 0xD800), *range(0xE000, 0x11000))]),
]
