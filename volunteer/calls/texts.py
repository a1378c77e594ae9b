"""The texts of calls: each written with the question it asks, in one transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from volunteer.calls.by_code import code_for
from volunteer.calls.model import Placement
from volunteer.cities.model import City
from volunteer.core.geo import miles
from volunteer.messages import calling, outbox, wording
from volunteer.messages.model import Contact, Lane, Question
from volunteer.places import service as places
from volunteer.projects.model import Opening, ProjectSession

ADDRESS_KNOWN = timedelta(days=1)  # before a session in somebody's home
NEWS = timedelta(days=2)
CODED = ("accepted", "reminder")  # what tells somebody of a place that they may give back
VERY_NEAR = 0.15  # miles
PLACE_LENGTH = 40  # characters of an address that a text has room for


def invitation_body(
    session: Session, city: City, opening: Opening, *, name: str, km: float | None,
    approximate: bool, language: str, code: str | None = None,
) -> str:  # fmt: skip
    """Return the text that asks somebody, as the preview shows it too.

    ``code`` is for a phone with other places, where a bare YES might be unclear.
    """
    return wording.text(
        "call",
        city=city,
        language=language,
        name=name,
        away=said_miles(km, approximate=approximate),
        approximate=approximate,
        **about(session, city, opening, language, code=code),
    )


def said_miles(km: float | None, *, approximate: bool) -> float | None:
    """Return a distance in miles as far as a text says it; 0 is very near."""
    if km is None:
        return None
    away = miles(km)
    if away < VERY_NEAR:
        return 0.0
    return max(1.0, float(f"{away:.0f}")) if approximate else float(f"{away:.1f}")


def offer(
    session: Session, city: City, placement: Placement, question: Question, *, now: datetime
) -> None:
    """Write the offer of a place that came free."""
    contact = placement.volunteer.contact
    code = code_for(session, contact.id, placement.opening, now=now)
    body = wording.text(
        "offer",
        city=city,
        language=contact.language,
        name=placement.volunteer.name,
        minutes=city.rules.offer_minutes,
        **about(session, city, placement.opening, contact.language, code=code),
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="offer",
        body=body,
        lane=Lane.NOTICE,
        now=now,
        expires_at=question.expires_at,
        question=question,
    )


def tell(session: Session, city: City, placement: Placement, kind: str, *, now: datetime) -> None:
    """Tell somebody with a place what they must know of their session.

    Inside calling hours; at once when the session begins before those come round again.
    """
    contact: Contact = placement.volunteer.contact
    opening, starts = placement.opening, placement.opening.session.starts_at
    code = code_for(session, contact.id, opening, now=now) if kind in CODED else None
    soon = starts <= calling.next_open(city, now)
    body = wording.text(
        kind,
        city=city,
        language=contact.language,
        name=placement.volunteer.name,
        contact=opening.role.project.contact_name,
        **about(session, city, opening, contact.language, placed_at=now, code=code),
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind=kind,
        body=body,
        lane=Lane.REPLY if soon else Lane.NOTICE,
        now=now,
        expires_at=_of_use_until(kind, starts, now),
    )


def _of_use_until(kind: str, starts: datetime, now: datetime) -> datetime | None:
    """Nobody else tells them of a cancellation; other news is old after two days."""
    if starts <= now:
        return None
    return starts if kind == "cancelled" else min(starts, now + NEWS)


def about(
    session: Session,
    city: City,
    opening: Opening,
    language: str,
    *,
    placed_at: datetime | None = None,
    code: str | None = None,
) -> dict[str, Any]:
    """Return what, when and where, and by which code to call it if it needs one.

    ``placed_at`` is the moment at which somebody with a place is told; whoever else asks
    leaves it out. ``later`` says that the address follows the day before.
    """
    project, when = opening.role.project, opening.session
    told = tells_address(when, placed_at)
    address = project.place.address
    if not told:
        address = places.ward_name(session, project.place.ward_code) or city.name
    return {
        "title": project.title,
        "role": opening.role.title,
        "when": wording.span(when.starts_at, when.ends_at, city.zone, language),
        "where": _short(address),
        "later": placed_at is not None and not told,
        "opening_code": code,
    }


def tells_address(session: ProjectSession, placed_at: datetime | None) -> bool:
    """Return whether the address may be told: a private one to who is placed, from a day before."""
    if not session.project.private:
        return True
    return placed_at is not None and session.starts_at - placed_at <= ADDRESS_KNOWN


def _short(address: str) -> str:
    return address if len(address) <= PLACE_LENGTH else address[: PLACE_LENGTH - 3].rstrip() + "..."
