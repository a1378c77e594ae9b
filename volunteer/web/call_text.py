"""The text of a call, exactly as it goes out, with its parts and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from volunteer.calls import texts
from volunteer.calls.shortlist import Suggestion
from volunteer.cities import languages
from volunteer.core.db import db
from volunteer.messages import segments
from volunteer.projects.model import Opening
from volunteer.web.access import city

SOME_CODE = "A7"  # of the right length, while an opening has none yet


@dataclass(frozen=True, slots=True)
class Preview:
    """The text as whoever it costs most to text gets it, and the pence of one: least and most.

    The dearest is of those on the list: a long name, or one with letters that cost more.
    """

    name: str
    body: str
    parts: int
    least_pence: int
    most_pence: int


def preview(
    opening: Opening, best: Sequence[Suggestion], *, urgent: bool = False
) -> Preview | None:
    """Return the text that people on a shortlist get; None where nobody is on it."""
    if not best:
        return None
    written = [(_text_to(one, opening, urgent=urgent), one.volunteer.name) for one in best]
    parts = [segments.count(body).segments for body, _ in written]
    most, (body, name) = max(
        zip(parts, written, strict=True), key=lambda one: (one[0], len(one[1][0]))
    )
    pence = city().rules.segment_pence
    return Preview(name, body, most, least_pence=min(parts) * pence, most_pence=most * pence)


def in_other_languages(
    opening: Opening, best: Sequence[Suggestion], shown: Preview | None, *, urgent: bool = False
) -> dict[str, Preview]:
    """Return the text in each language that others on a shortlist get it in, by its name."""
    found = {}
    for language in sorted({one.volunteer.contact.language for one in best}):
        those = [one for one in best if one.volunteer.contact.language == language]
        text = preview(opening, those, urgent=urgent)
        if text is not None and shown is not None and text.body != shown.body:
            found[languages.NAMES.get(language, language)] = text
    return found


def _text_to(one: Suggestion, opening: Opening, *, urgent: bool) -> str:
    return texts.invitation_body(
        db.session(),
        city(),
        opening,
        name=one.volunteer.name,
        km=None if opening.role.remote else one.match.distance_km,
        approximate=one.match.approximate,
        language=one.volunteer.contact.language,
        code=(opening.code or SOME_CODE) if urgent else None,
        urgent=urgent,
    )
