"""In how many parts a text goes out, counted apart from the product's own count."""

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)  # in the order of 3GPP TS 23.038, escape and all
EXTENDED = "\f^{}\\[~]|€"


def num_segments(body: str) -> int:
    """Return the parts: septets when GSM-7 has every letter, else pairs of octets."""
    if all(letter in BASIC or letter in EXTENDED for letter in body):
        return _parts([2 if letter in EXTENDED else 1 for letter in body], 160, 153)
    return _parts([len(letter.encode("utf-16-be")) // 2 for letter in body], 70, 67)


def _parts(sizes: list[int], alone: int, together: int) -> int:
    if sum(sizes) <= alone:
        return 1
    parts, left = 1, together
    for size in sizes:
        if size > left:
            parts, left = parts + 1, together
        left -= size
    return parts
