"""Where the time went: the hours that each ward received, as a map, a sentence and rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.impact import wards
from volunteer.impact.wards import WardFigures
from volunteer.web import filters, maps
from volunteer.web.kit import start_of
from volunteer.web.maps import WardMap

Words = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class WardResults:
    """The wards with what they received and gave; ``map`` is None where there are no shapes."""

    sentence: str
    map: WardMap | None
    rows: list[WardFigures]


def for_staff(session: Session, here: City, since: date) -> WardResults:
    """Return what each ward received and gave from a day on, by name."""
    rows = wards.of_city(session, here.id, here.authority_code, since=start_of(since))
    return _results(rows, filters.hours)


def for_everybody(session: Session, here: City, since: date) -> WardResults:
    """Return what each ward received from a day on, in whole hours; what few gave is withheld."""
    rows = wards.received(session, here.id, here.authority_code, since=start_of(since))
    return _results(wards.for_everybody(rows, here.rules.least_shown), filters.whole_hours)


def _results(rows: list[WardFigures], words: Words) -> WardResults:
    sentence = _sentence([one for one in rows if one.code is not None], words)
    minutes = {one.code: one.received_minutes for one in rows if one.code is not None}
    drawn = maps.shaded(minutes, sentence=sentence, words=words, unit=60)
    return WardResults(sentence, drawn, rows)


def _sentence(known: list[WardFigures], words: Words) -> str:
    got = [one for one in known if one.received_minutes != 0]
    shown = {one: one.received_minutes for one in got if one.received_minutes is not None}
    if not got:
        return str(gettext("No ward has received confirmed hours yet."))
    if not shown:
        return _count(len(got), len(known))
    most = max(shown, key=lambda one: shown[one])
    return str(
        ngettext(
            "%(num)s of %(all)s wards received hours; the most, %(hours)s, went to %(ward)s.",
            "%(num)s of %(all)s wards received hours; the most, %(hours)s, went to %(ward)s.",
            len(got),
            all=len(known),
            hours=words(shown[most]),
            ward=most.name,
        )
    )


def _count(got: int, known: int) -> str:
    return str(
        ngettext(
            "%(num)s of %(all)s wards received hours, given by too few people to show how many.",
            "%(num)s of %(all)s wards received hours, given by too few people to show how many.",
            got,
            all=known,
        )
    )
