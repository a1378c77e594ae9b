"""The text of a call, exactly as it goes out, with its parts and what it costs."""

from collections.abc import Iterable, Sequence
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
    """The text as whoever it costs most to text gets it, and the pence of a text: least and most.

    The dearest is of those on the list: a long name, or one with letters that cost more.
    """

    name: str
    language: str
    body: str
    parts: int
    least_pence: int
    most_pence: int


@dataclass(frozen=True, slots=True)
class _Written:
    name: str
    language: str
    body: str
    parts: int


def previews(
    opening: Opening, best: Sequence[Suggestion], *, urgent: bool = False
) -> list[Preview]:
    """Return the text that people on a shortlist get, in each of their languages, dearest first."""
    return _previews([_text_to(one, opening, urgent=urgent) for one in best])


def of_several(shares: Iterable[tuple[Opening, Sequence[Suggestion]]]) -> list[Preview]:
    """Return the same of several openings, each with who is asked about it."""
    return _previews(
        [_text_to(one, opening, urgent=False) for opening, best in shares for one in best]
    )


def _previews(written: list[_Written]) -> list[Preview]:
    spoken = sorted({one.language for one in written})
    least = min((one.parts for one in written), default=0) * city().rules.segment_pence
    each = [_dearest([one for one in written if one.language == name], least) for name in spoken]
    return sorted(each, key=lambda one: (-one.parts, -len(one.body)))


def _dearest(written: Sequence[_Written], least_pence: int) -> Preview:
    dearest = max(written, key=lambda one: (one.parts, len(one.body)))
    return Preview(
        name=dearest.name,
        language=languages.NAMES.get(dearest.language, dearest.language),
        body=dearest.body,
        parts=dearest.parts,
        least_pence=least_pence,
        most_pence=dearest.parts * city().rules.segment_pence,
    )


def _text_to(one: Suggestion, opening: Opening, *, urgent: bool) -> _Written:
    language = one.volunteer.contact.language
    body = texts.invitation_body(
        db.session(),
        city(),
        opening,
        name=one.volunteer.name,
        km=None if opening.role.remote else one.match.distance_km,
        approximate=one.match.approximate,
        language=language,
        code=(opening.code or SOME_CODE) if urgent else None,
        urgent=urgent,
    )
    return _Written(one.volunteer.name, language, body, segments.count(body).segments)
