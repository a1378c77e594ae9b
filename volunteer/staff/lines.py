"""Lines that people write into forms: titles, names, units.

Pure.
"""

from volunteer.core.errors import N_, Refused


def one_line(written: str, *, most: int) -> str:
    """Return what was written on one line; refuse an empty one, or one too long to keep."""
    line = " ".join("".join(c if c.isprintable() else " " for c in written).split())
    _ensure_fits(line, most)
    return line


def paragraphs(written: str, *, most: int = 4000) -> str:
    """Return what was written with its line breaks; refuse nothing, or too much."""
    text = "\n".join(line.strip() for line in written.replace("\0", "").strip().splitlines())
    _ensure_fits(text, most)
    return text


def _ensure_fits(text: str, most: int) -> None:
    if not text:
        raise Refused(N_("Please fill this in."))
    if len(text) > most:
        raise Refused(
            N_("“%(start)s…” is too long: at most %(most)s characters."),
            start=text[:30],
            most=most,
        )
