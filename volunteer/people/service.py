"""Joining on the web; with the steps of joining by text, and of leaving, beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.messages import contacts, ledger, outbox, questions, wording
from volunteer.messages.model import Asked, Contact, Lane, Message, Question, Source
from volunteer.people import skills, tries
from volunteer.people.joining import activate, begin_joining, set_home, set_skills
from volunteer.people.model import State, Travel, Volunteer
from volunteer.people.names import same, tidy
from volunteer.people.profile import Profile, leave, leave_in
from volunteer.places import service as places

__all__ = [
    "Profile",
    "SignUp",
    "activate",
    "begin_joining",
    "leave",
    "leave_in",
    "set_home",
    "set_skills",
    "sign_up",
]

CONFIRM_WITHIN = timedelta(days=7)
DAY = timedelta(days=1)
CONFIRM, ALREADY = ledger.OPT_IN, "already_joined"


@dataclass(frozen=True, slots=True)
class SignUp:
    """What somebody gave on the web; ``wording`` is exactly what they agreed to."""

    name: str
    phone: str
    home_text: str
    adult: bool
    agreed: bool
    wording: str
    language: str = "en"
    skill_ids: tuple[int, ...] = ()
    travel: Travel = Travel.BUS
    vehicle: bool = False


def sign_up(city: City, new: SignUp, *, address: str, now: datetime, addresses: bool) -> int | None:
    """Put somebody down and ask their phone for a YES; return the new volunteer's id.

    None when there is nobody new: the phone has yet to answer the one text that a number
    gets before it is confirmed, or is asked something else, or the carrier blocks it; or
    this person is with us already, of which the phone is told once a day. A phone that said
    stop is asked once whether this is theirs, and stays stopped until its YES. The web must
    show the same in every case, as the form can be filled in with anybody's number. Only too
    many forms from one internet address, or of all together, are refused: see ``tries``.
    """
    _ensure_may_join(new)
    with transaction() as session:
        tries.count(session, city, address, now=now)
        contact = _contact(session, city, new, now)
        trial = session.begin_nested()
        known = _on_phone(session, contact)
        volunteer = _put_down(session, contact, new, now=now, addresses=addresses)
        free = _may_be_asked(session, contact, known, volunteer.name, now)
        if free and _ask_to_confirm(session, city, volunteer, new, now):
            return volunteer.id
        name = volunteer.name
        trial.rollback()
        _ask_or_tell(session, city, [v for v in known if same(v.name, name)], new, now)
        return None


def _ask_or_tell(
    session: Session, city: City, namesakes: list[Volunteer], new: SignUp, now: datetime
) -> None:
    """Ask somebody who is here already whether they lift their stop, or tell that they are."""
    for one in namesakes[:1]:
        contact = one.contact
        if contact.stopped_at is None and _is_in(one, one.name):
            _tell_already(session, city, contact, one.name, now)
        elif contact.stopped_at is not None and _not_asked_since_stop(session, contact):
            _ask_to_confirm(session, city, one, new, now)


def _ensure_may_join(new: SignUp) -> None:
    if not new.adult:
        raise Refused(N_("You can join when you are 18."))
    if not new.agreed:
        raise Refused(N_("We may only text you if you agree to it."))


def _contact(session: Session, city: City, new: SignUp, now: datetime) -> Contact:
    """Return the phone, locked: of two forms sent at once the second sees the first."""
    contact = contacts.of(session, city_id=city.id, phone=new.phone, now=now, language=new.language)
    return contacts.locked(session, city_id=city.id, contact_id=contact.id)


def _on_phone(session: Session, contact: Contact) -> list[Volunteer]:
    return list(
        session.scalars(
            sa.select(Volunteer)
            .where(
                Volunteer.city_id == contact.city_id,
                Volunteer.contact_id == contact.id,
                Volunteer.state != State.LEFT,
            )
            .order_by(Volunteer.id)
            .limit(50)
        )
    )


def _put_down(
    session: Session, contact: Contact, new: SignUp, *, now: datetime, addresses: bool
) -> Volunteer:
    """Write the volunteer first, so that a mistake is refused whether or not we know the phone."""
    home = places.put(
        session,
        city_id=contact.city_id,
        text=new.home_text,
        home=True,
        now=now,
        addresses=addresses,
    )
    volunteer = Volunteer(
        city_id=contact.city_id,
        contact_id=contact.id,
        name=tidy(new.name),
        state=State.UNCONFIRMED,
        home_id=home.id,
        travel=new.travel,
        adult_said_at=now,
        vehicle_said_at=now if new.vehicle else None,
        created_at=now,
        skills=skills.by_ids(session, contact.city_id, new.skill_ids),
    )
    session.add(volunteer)
    session.flush()
    return volunteer


def _may_be_asked(
    session: Session, contact: Contact, known: list[Volunteer], name: str, now: datetime
) -> bool:
    if contact.carrier_blocked_at:
        return False
    if contact.stopped_at is not None:
        namesake = any(same(v.name, name) for v in known)
        return not namesake and _not_asked_since_stop(session, contact)
    if any(v.state is State.UNCONFIRMED or _is_in(v, name) for v in known):
        return False
    last = _last_sent(session, contact, CONFIRM)
    return last is None or (contact.consented_at is not None and last <= now - DAY)


def _not_asked_since_stop(session: Session, contact: Contact) -> bool:
    last = _last_sent(session, contact, CONFIRM)
    reachable = contact.carrier_blocked_at is None
    return reachable and (last is None or last < (contact.stopped_at or last))


def _is_in(volunteer: Volunteer, name: str) -> bool:
    return volunteer.state is State.ACTIVE and same(volunteer.name, name)


def _last_sent(session: Session, contact: Contact, kind: str) -> datetime | None:
    return session.scalar(
        sa.select(sa.func.max(Message.created_at)).where(
            Message.city_id == contact.city_id,
            Message.contact_id == contact.id,
            Message.kind == kind,
        )
    )


def _ask_to_confirm(
    session: Session, city: City, volunteer: Volunteer, new: SignUp, now: datetime
) -> bool:
    contact = volunteer.contact
    question = questions.reserve(
        session,
        contact,
        kind=Asked.CONFIRM,
        subject_id=volunteer.id,
        window=CONFIRM_WITHIN,
        now=now,
    )
    if question is None:
        return False
    ledger.note(session, contact, source=Source.WEB, wording=new.wording, now=now)
    _text(session, city, contact, CONFIRM, name=volunteer.name, now=now, question=question)
    return True


def _tell_already(session: Session, city: City, contact: Contact, name: str, now: datetime) -> None:
    last = _last_sent(session, contact, ALREADY)
    if contact.stopped_at is None and (last is None or last <= now - DAY):
        _text(session, city, contact, ALREADY, name=name, now=now)


def _text(
    session: Session,
    city: City,
    contact: Contact,
    kind: str,
    *,
    name: str,
    now: datetime,
    question: Question | None = None,
) -> None:
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind=kind,
        body=wording.text(kind, city=city, language=contact.language, name=name),
        lane=Lane.REPLY,
        now=now,
        question=question,
    )
