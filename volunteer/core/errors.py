"""What can go wrong, in the house's own terms.

No room but the doors knows of HTTP: they turn these into pages, statuses and texts.
"""


def N_(sentence: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark a sentence for the catalogue, and return it unchanged."""
    return sentence


class Refused(Exception):
    """Something the person may not do, or not now; the sentence tells them why.

    ``sentence`` is a gettext message with ``%(name)s`` for each of ``values``: a door
    translates it first and fills in the values after. ``str()`` gives the English.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values


class NotFound(Exception):
    """There is no such thing, or it is not for this person: which, is not said."""


class GatewayError(Exception):
    """The outside did not do as asked.

    ``permanent``: it said no, and asking again is useless. ``uncertain``: it may have
    been done all the same (a time-out, a reset, a 5xx), so it must not be repeated
    before somebody looked. ``code`` is the vendor's own, as text.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, uncertain: bool = False, code: str = ""
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.uncertain = uncertain
        self.code = code
