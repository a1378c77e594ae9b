"""An example of our texts for the start page, in the very words that phones get."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask_babel import gettext

from volunteer.messages import wording
from volunteer.projects.model import Opening
from volunteer.web.access import city
from volunteer.web.kit import language

SATURDAY = 5
AWAY, STARTS, LASTS = 0.6, time(10), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Example:
    """What is asked, and what is said to a YES."""

    call: str
    accepted: str


def texts(coming: Iterable[Opening], wards: dict[str, str], now: datetime) -> Example:
    """Return the texts about the first of these with a day and a place; else about a made-up one.

    Of a private place only its ward is told, as in a real call.
    """
    shown = next((o for o in coming if o.session.ends_at and not o.role.remote), None)
    about = _of(shown, wards) if shown else _made_up(now)
    return Example(
        wording.text("call", city=city(), language=language(), **about),
        wording.text("accepted", city=city(), language=language(), **about),
    )


def _of(opening: Opening, wards: dict[str, str]) -> dict[str, object]:
    session, project = opening.session, opening.session.project
    area = wards.get(project.place.ward_code or "", city().name)
    when = wording.span(session.starts_at, session.ends_at, city().zone, language())
    return _about(project.title, when, area, project.contact_name)


def _made_up(now: datetime) -> dict[str, object]:
    today = now.astimezone(city().zone)
    day = today.date() + timedelta(days=(SATURDAY - today.weekday()) % 7 or 7)
    starts = datetime.combine(day, STARTS, city().zone)
    when = wording.span(starts, starts + LASTS, city().zone, language())
    return _about(gettext("Clean up the park"), when, city().name, "Sam")


def _about(title: str, when: str, where: str, contact: str) -> dict[str, object]:
    return {
        "title": title,
        "when": when,
        "where": where,
        "contact": contact,
        "name": "",
        "away": AWAY,
        "approximate": False,
    }
