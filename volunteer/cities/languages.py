"""The languages that texts can be in, and what a city must know of them first.

Pure.
"""

from collections.abc import Iterable

from volunteer.core.errors import N_, Refused

# Each by its own name, as somebody looks for it who speaks no other.
NAMES = {"en": "English", "cy": "Cymraeg"}
AWAITS_CHECK = {
    "cy": N_(
        "The Welsh of the texts awaits the check of a Welsh speaker: have templates/sms/cy and "
        "volunteer/translations/cy read before residents are texted in it (docs/welsh.md)."
    )
}


def ensure_known(languages: Iterable[str]) -> list[str]:
    """Return languages, each once, the city's first one first; refuse none, and unknown ones."""
    chosen = list(dict.fromkeys(languages))
    if not chosen:
        raise Refused(N_("A city needs a language. Choose from: %(known)s."), known=_known())
    for one in chosen:
        if one not in NAMES:
            raise Refused(
                N_("We have no texts in “%(language)s”. Choose from: %(known)s."),
                language=one,
                known=_known(),
            )
    return chosen


def warnings(languages: Iterable[str]) -> list[str]:
    """Return what to know before people are texted in these languages."""
    return [AWAITS_CHECK[one] for one in languages if one in AWAITS_CHECK]


def _known() -> str:
    return ", ".join(NAMES)
