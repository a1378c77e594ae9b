"""Signing in by a code that is texted: good once, for the browser that asked for it.

A browser is known by ``asker``, a long random word that only it and its session hold.
Codes are kept hashed together with it; the text that tells one is a text like any other,
and no page shows it to anybody but the phone.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core import addresses
from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.messages.model import Contact
from volunteer.people.model import SignInCode, State, Volunteer

DIGITS = 6
HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
WRONG = N_("That code is wrong or too old. Check it, or ask for a new one.")
TOO_MANY = N_("Too many codes were asked for from here. Please try again in an hour.")
TOO_BUSY = N_("So many codes are asked for that we text no more just now. Try again in an hour.")


def ask(city: City, phone: str, *, asker: str, address: str, now: datetime) -> None:
    """Have a code texted to a volunteer's phone; it ends the older ones of that phone.

    Nothing tells whether the phone is a volunteer's, stopped, or had too many codes in
    this hour: then a code is written down that nobody is told. The same statements are
    made for all, and the text is a worker's to write (``code_texts``), so it takes as
    long too. Only too many from one network address, or from all together, are refused.
    """
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with transaction() as session:
        cities.take_turns(session, city.id)
        _forget_old(session, city.id, now)
        from_here = SignInCode.address_hash == addresses.hashed(address)
        if _asked(session, city.id, now, from_here) >= city.rules.codes_an_hour_from_address:
            raise Refused(TOO_MANY)
        if _asked(session, city.id, now) >= city.rules.codes_an_hour_in_all:
            raise Refused(TOO_BUSY)
        contact_id = session.scalar(_entitled(city, phone, now))
        _end_older(session, city.id, _hash(asker), contact_id, now)
        session.add(
            SignInCode(
                city_id=city.id,
                contact_id=contact_id,
                asker_hash=_hash(asker),
                address_hash=addresses.hashed(address),
                code_hash=_hash(asker, code),
                to_text=code,
                made_at=now,
                expires_at=now + timedelta(minutes=city.rules.code_minutes),
            )
        )


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


def holder(session: Session, city: City, *, asker: str, now: datetime) -> int | None:
    """Return the contact whose code a browser gave just now, and has not been let in by yet."""
    return session.scalar(sa.select(SignInCode.contact_id).where(*_just_given(city, asker, now)))


def take(city: City, *, asker: str, now: datetime) -> int | None:
    """Return the same, once: copies of the browser's cookie are let in by it no more."""
    taking = (
        sa.update(SignInCode)
        .where(*_just_given(city, asker, now))
        .values(asker_hash=_hash(secrets.token_urlsafe()))
        .returning(SignInCode.contact_id)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        return session.scalar(taking)


def _just_given(city: City, asker: str, now: datetime) -> list[sa.ColumnElement[bool]]:
    return [
        SignInCode.city_id == city.id,
        SignInCode.asker_hash == _hash(asker),
        SignInCode.used_at > now - timedelta(minutes=city.rules.code_minutes),
    ]


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def _forget_old(session: Session, city_id: int, now: datetime) -> None:
    session.execute(
        sa.delete(SignInCode).where(SignInCode.city_id == city_id, SignInCode.made_at <= now - KEPT)
    )


def _asked(session: Session, city_id: int, now: datetime, *by: sa.ColumnElement[bool]) -> int:
    return session.scalars(
        sa.select(sa.func.count()).where(
            SignInCode.city_id == city_id, SignInCode.made_at > now - HOUR, *by
        )
    ).one()


def _entitled(city: City, phone: str, now: datetime) -> sa.Select[int]:
    """Ask for the contact if it is a volunteer's, takes texts, and had few codes of late."""
    volunteer = sa.exists().where(
        Volunteer.city_id == Contact.city_id,
        Volunteer.contact_id == Contact.id,
        Volunteer.state == State.ACTIVE,
    )
    had = (
        sa.select(sa.func.count())
        .where(
            SignInCode.city_id == Contact.city_id,
            SignInCode.contact_id == Contact.id,
            SignInCode.made_at > now - HOUR,
        )
        .correlate(Contact)
        .scalar_subquery()
    )
    return sa.select(Contact.id).where(
        Contact.city_id == city.id,
        Contact.phone == phone,
        Contact.stopped_at.is_(None),
        Contact.carrier_blocked_at.is_(None),
        volunteer,
        had < city.rules.codes_an_hour,
    )


def _end_older(
    session: Session, city_id: int, asker_hash: str, contact_id: int | None, now: datetime
) -> None:
    same = sa.or_(SignInCode.asker_hash == asker_hash, SignInCode.contact_id == (contact_id or 0))
    session.execute(
        sa.update(SignInCode)
        .where(SignInCode.city_id == city_id, same, SignInCode.expires_at > now)
        .values(expires_at=now)
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
