"""The texts of calls: each written with the question it asks, in one transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from volunteer.calls import requirements
from volunteer.calls.by_code import code_for
from volunteer.calls.lacks import Lack
from volunteer.calls.model import Invitation, Placement
from volunteer.cities.model import City
from volunteer.core.geo import miles
from volunteer.messages import calling, outbox, wording
from volunteer.messages.model import Contact, Lane, Question
from volunteer.places import service as places
from volunteer.projects import codes
from volunteer.projects.model import Opening, ProjectSession

ADDRESS_KNOWN = timedelta(days=1)  # before a session in somebody's home
NEWS = timedelta(days=2)
CODED = ("accepted", "reminder")  # what tells somebody of a place that they may give back
VERY_NEAR = 0.15  # miles
PLACE_LENGTH = 40  # characters of an address that a text has room for


def invitation_body(
    session: Session, city: City, opening: Opening, *, name: str, km: float | None,
    approximate: bool, language: str, code: str | None = None, urgent: bool = False,
) -> str:  # fmt: skip
    """Return the text that asks somebody, as the preview shows it too.

    ``code`` is for a phone with other places, where a bare YES might be unclear; an urgent
    call's always has it, and says how soon to answer.
    """
    return wording.text(
        "urgent" if urgent else "call",
        city=city,
        language=language,
        name=name,
        away=said_miles(km, approximate=approximate),
        minutes=city.rules.urgent_reply_minutes,
        approximate=approximate,
        **about(session, city, opening, language, code=code),
    )


def invite(
    session: Session,
    city: City,
    invitation: Invitation,
    question: Question,
    *,
    km: float | None,
    approximate: bool,
    now: datetime,
) -> None:
    """Write the text of an invitation into the outbox."""
    contact, urgent = invitation.volunteer.contact, invitation.call.urgent
    code = codes.of(session, invitation.opening, now=now) if urgent else None
    body = invitation_body(
        session,
        city,
        invitation.opening,
        name=invitation.volunteer.name,
        km=km,
        approximate=approximate,
        language=contact.language,
        code=code or code_for(session, contact.id, invitation.opening, now=now),
        urgent=urgent,
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="call",
        body=body,
        lane=Lane.CALL,
        now=now,
        expires_at=question.ends_by,
        question=question,
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


def tell(
    session: Session, city: City, placement: Placement, kind: str, *, now: datetime, more: int = 0
) -> None:
    """Tell somebody with a place what they must know of their session, and of so many ``more``.

    Inside calling hours; at once when the session begins before those come round again. Whoever
    lacks by now what the role asks for is told that instead of a reminder, and no address.
    """
    contact: Contact = placement.volunteer.contact
    who = placement.volunteer_id
    lacking = requirements.lack_of(session, city, who, placement.opening, now=now)
    kind = "lacking_day" if lacking is not None and kind == "reminder" else kind
    opening, starts = placement.opening, placement.opening.session.starts_at
    code = code_for(session, contact.id, opening, now=now) if kind in CODED else None
    soon = starts <= calling.next_open(city, now)
    body = wording.text(
        kind,
        city=city,
        language=contact.language,
        name=placement.volunteer.name,
        contact=opening.role.project.contact_name,
        more=more,
        **lack_told(lacking, opening),
        **about(
            session, city, opening, contact.language, placed_at=None if lacking else now, code=code
        ),
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


def lack_told(lacking: Lack | None, opening: Opening) -> dict[str, Any]:
    """Return what a text says of what somebody lacks."""
    if lacking is None:
        return {}
    role = opening.role
    level = role.check_level.value if role.check_level else ""
    return {
        "lack": lacking.value,
        "age": role.least_age,
        "level": level,
        "organisation": role.project.organisation.name,
    }


def tells_address(session: ProjectSession, placed_at: datetime | None) -> bool:
    """Return whether the address may be told: a private one to who is placed, from a day before."""
    if not session.project.private:
        return True
    return placed_at is not None and session.starts_at - placed_at <= ADDRESS_KNOWN


def _short(address: str) -> str:
    return address if len(address) <= PLACE_LENGTH else address[: PLACE_LENGTH - 3].rstrip() + "..."
