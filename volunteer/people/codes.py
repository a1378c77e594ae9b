"""Signing in by a code that is texted: good once, for the browser that asked for it.

A browser is known by ``asker``, a long random word that only it and its session hold.
Codes are kept hashed together with it, so that the database alone gives none away.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.messages import contacts, outbox, wording
from volunteer.messages.model import Contact, Lane
from volunteer.people import tries
from volunteer.people.model import SignInCode, State, Volunteer

DIGITS = 6
HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
WRONG = N_("That code is wrong or too old. Check it, or ask for a new one.")
TOO_MANY = N_("Too many codes were asked for from here. Please try again in an hour.")


def ask(city: City, phone: str, *, asker: str, address: str, now: datetime) -> None:
    """Text a code to a volunteer's phone; it ends the older ones of that phone.

    Nothing tells whether the phone is a volunteer's, stopped, or had too many codes in
    this hour: then a code is written down that nobody was told. Only too many from one
    network address are refused.
    """
    rules = city.rules
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with transaction() as session:
        _take_turns(session, city.id)
        _forget_old(session, city.id, now)
        if _asked(session, city.id, SignInCode.address_hash == tries.hashed(address), now) >= (
            rules.codes_an_hour_from_address
        ):
            raise Refused(TOO_MANY)
        contact = _entitled(session, city, phone, now)
        _end_older(session, city.id, _hash(asker), contact, now)
        expires_at = now + timedelta(minutes=rules.code_minutes)
        session.add(
            SignInCode(
                city_id=city.id,
                contact_id=contact and contact.id,
                asker_hash=_hash(asker),
                address_hash=tries.hashed(address),
                code_hash=_hash(asker, code),
                made_at=now,
                expires_at=expires_at,
            )
        )
        if contact is not None:
            _send(session, city, contact, code, now, expires_at)


def check(city: City, code: str, *, asker: str, now: datetime) -> int:
    """Return the id of the contact whose code this is; it is used up.

    A try is counted before it is looked at and whatever comes of it, so tries made at
    the same moment count each. Every refusal is the same sentence.
    """
    row = _count_try(city.id, _hash(asker), now)
    typed = "".join(filter(str.isdigit, code))
    if row is None or row.tries > city.rules.code_tries:
        raise Refused(WRONG)
    if not compare_digest(row.code_hash, _hash(asker, typed)):
        raise Refused(WRONG)
    contact_id = _use(city.id, row.id, now)
    if contact_id is None:
        raise Refused(WRONG)
    return contact_id


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def _take_turns(session: Session, city_id: int) -> None:
    """Let one at a time ask in a city, so that what is counted stays true while it is used."""
    session.execute(sa.select(City.id).where(City.id == city_id).with_for_update(key_share=True))


def _forget_old(session: Session, city_id: int, now: datetime) -> None:
    session.execute(
        sa.delete(SignInCode).where(SignInCode.city_id == city_id, SignInCode.made_at <= now - KEPT)
    )


def _asked(session: Session, city_id: int, by: sa.ColumnElement[bool], now: datetime) -> int:
    return session.scalars(
        sa.select(sa.func.count()).where(
            SignInCode.city_id == city_id, by, SignInCode.made_at > now - HOUR
        )
    ).one()


def _entitled(session: Session, city: City, phone: str, now: datetime) -> Contact | None:
    """Return the contact if it is a volunteer's, takes texts, and had few codes of late."""
    contact = contacts.find(session, city_id=city.id, phone=phone)
    if contact is None or contact.stopped_at or contact.carrier_blocked_at:
        return None
    volunteer = sa.select(Volunteer.id).where(
        Volunteer.city_id == city.id,
        Volunteer.contact_id == contact.id,
        Volunteer.state == State.ACTIVE,
    )
    if session.scalar(volunteer.limit(1)) is None:
        return None
    had = _asked(session, city.id, SignInCode.contact_id == contact.id, now)
    return contact if had < city.rules.codes_an_hour else None


def _end_older(
    session: Session, city_id: int, asker_hash: str, contact: Contact | None, now: datetime
) -> None:
    whose = SignInCode.asker_hash == asker_hash
    if contact is not None:
        whose = sa.or_(whose, SignInCode.contact_id == contact.id)
    session.execute(
        sa.update(SignInCode)
        .where(SignInCode.city_id == city_id, whose, SignInCode.expires_at > now)
        .values(expires_at=now)
    )


def _send(
    session: Session, city: City, contact: Contact, code: str, now: datetime, expires_at: datetime
) -> None:
    body = wording.text(
        "code",
        city=city,
        language=contact.language,
        code=code,
        minutes=city.rules.code_minutes,
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="code",
        body=body,
        lane=Lane.REPLY,
        now=now,
        expires_at=expires_at,
    )


def _count_try(city_id: int, asker_hash: str, now: datetime) -> sa.Row[int, int, str] | None:
    counting = (
        sa.update(SignInCode)
        .where(
            SignInCode.city_id == city_id,
            SignInCode.asker_hash == asker_hash,
            SignInCode.used_at.is_(None),
            SignInCode.expires_at > now,
        )
        .values(tries=SignInCode.tries + 1)
        .returning(SignInCode.id, SignInCode.tries, SignInCode.code_hash)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        return session.execute(counting).first()


def _use(city_id: int, code_id: int, now: datetime) -> int | None:
    using = (
        sa.update(SignInCode)
        .where(
            SignInCode.city_id == city_id,
            SignInCode.id == code_id,
            SignInCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(SignInCode.contact_id)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        return session.scalar(using)
