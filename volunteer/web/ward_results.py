"""Where the time went: the hours that each ward received, as a map, a sentence and rows."""

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


@dataclass(frozen=True, slots=True)
class WardResults:
    """The wards with what they received and gave; ``map`` is None where there are no shapes."""

    sentence: str
    map: WardMap | None
    rows: list[WardFigures]


def received(session: Session, here: City, since: date) -> WardResults:
    """Return what each ward of the city received from a day on, by name."""
    rows = wards.of_city(session, here.id, here.authority_code, since=start_of(since))
    sentence = _sentence(rows)
    minutes = {one.code: one.received_minutes for one in rows if one.code is not None}
    drawn = maps.shaded(minutes, sentence=sentence, words=filters.hours, unit=60)
    return WardResults(sentence, drawn, rows)


def _sentence(rows: list[WardFigures]) -> str:
    known = [one for one in rows if one.code is not None]
    got = [one for one in known if one.received_minutes]
    if not got:
        return str(gettext("No ward has received confirmed hours yet."))
    most = max(got, key=lambda one: one.received_minutes)
    return str(
        ngettext(
            "%(num)s of %(all)s wards received hours; the most, %(hours)s, went to %(ward)s.",
            "%(num)s of %(all)s wards received hours; the most, %(hours)s, went to %(ward)s.",
            len(got),
            all=len(known),
            hours=filters.hours(most.received_minutes),
            ward=most.name,
        )
    )
