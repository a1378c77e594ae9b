"""The language of a phone: chosen by who texts from it, if the city has it."""

import re

from volunteer.core.errors import N_
from volunteer.messages.model import Outcome
from volunteer.sms.turn import Did, Turn, say

JOINS_IN = {
    "cy": re.compile(r"\b(?:ymuno|gwirfoddoli)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:join|volunteer)", re.IGNORECASE),
}


def choose(turn: Turn) -> Did:
    """Speak the language they ask for from now on; or say that the city has only English yet."""
    wished = turn.reading.value
    if wished not in turn.city.languages:
        say(turn, "only_english")
        return Did(
            Outcome.ASKED_BACK,
            N_("They asked for a language that the city does not have yet. We told them so."),
        )
    turn.contact.language = wished
    say(turn, "language", chosen=wished)
    return Did(Outcome.DONE, N_("They chose their language, and are texted in it from now on."))


def begin_in(turn: Turn) -> None:
    """Answer a stranger who asks to join in the language they ask in, if the city has it."""
    for language, words in JOINS_IN.items():
        if words.search(turn.text.body):
            if language in turn.city.languages:
                turn.contact.language = language
            return
