"""The house's refusals, in the words and the language of a text."""

from flask_babel import force_locale, gettext

from volunteer.core.errors import Refused


def sentence(refusal: Refused, language: str) -> str:
    """Return why something was refused, in a person's language."""
    with force_locale(language):
        words = str(gettext(refusal.sentence))
    return words % refusal.values if refusal.values else words
