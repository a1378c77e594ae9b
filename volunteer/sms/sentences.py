"""The house's sentences that come into texts, in the language of whoever is texted.

Pages are in English so far, so these few are a catalogue of their own: ``texts.po``, read
as translators leave it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from volunteer.core.errors import Refused

FOLDER = Path(__file__).parent.parent / "translations"


def sentence(refusal: Refused, language: str) -> str:
    """Return why something was refused, in a person's language."""
    words = in_language(refusal.sentence, language)
    return words % refusal.values if refusal.values else words


def in_language(words: str, language: str) -> str:
    """Return words of ours in a language, or as they are where it has none for them."""
    return catalogue(language).get(words, words)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all sentences that a language has words for."""
    path = FOLDER / language / "LC_MESSAGES" / "texts.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}
