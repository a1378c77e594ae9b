"""Letting people in who work here: organisations, invitations, links good once."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.core import walls
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.core.upsert import insert_new
from volunteer.staff import notices, passwords, queries, record
from volunteer.staff.lines import one_line
from volunteer.staff.model import Member, Organisation, Role, SignInLink
from volunteer.staff.notices import Kind
from volunteer.visits import service as visits
from volunteer.visits.model import Ended

LINK_FOR = timedelta(days=7)
NO_LINK = N_("This link was used already or is too old. Ask for a new one.")
ALREADY = N_("%(email)s is a member already.")
# As browsers have it (HTML, 4.10.5.1.5), and with a dot in the host.
EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")


def add_organisation(session: Session, city_id: int, name: str, now: datetime) -> Organisation:
    """Return the city's organisation of that name, made if it is new."""
    name = one_line(name, most=80)
    insert_new(session, Organisation, city_id=city_id, name=name, created_at=now)
    known = sa.select(Organisation).where(
        Organisation.city_id == city_id, Organisation.name == name
    )
    return session.scalars(known).one()


def invite(
    city_id: int, *, organisation: str, name: str, email: str, role: Role, now: datetime
) -> str:
    """Take somebody in; return the token of the link by which they choose a password."""
    with transaction() as session:
        employer = add_organisation(session, city_id, organisation, now)
        member = take_in(session, employer, name=name, email=email, role=role, now=now)
        token = new_link(session, member, asks_password=True, now=now)
        _invited(session, member, now, again=False)
        return token


def take_in(
    session: Session,
    employer: Organisation,
    *,
    name: str,
    email: str,
    role: Role,
    now: datetime,
    invited_by: Member | None = None,
) -> Member:
    """Make somebody a member who cannot come in yet; refuse an address that is one's already."""
    member_id = insert_new(
        session,
        Member,
        city_id=employer.city_id,
        organisation_id=employer.id,
        name=one_line(name, most=60),
        email=_address(email),
        role=role,
        failed_tries=0,
        invited_by_id=invited_by and invited_by.id,
        created_at=now,
    )
    if member_id is None:
        raise Refused(ALREADY, email=email.strip())
    return walls.fetch(session, Member, employer.city_id, member_id)


def invite_again(city_id: int, email: str, *, now: datetime) -> str:
    """Return the token of a new link for a member who lost the last one, or a password."""
    with transaction() as session:
        member = queries.member_with_email(session, city_id, email)
        token = new_link(session, member, asks_password=True, now=now)
        _invited(session, member, now, again=True)
        return token


def new_link(session: Session, member: Member, *, asks_password: bool, now: datetime) -> str:
    """Return the token of a link good once, for a week; the member's older ones are over.

    Only its hash is kept: who reads the database cannot come in by it.
    """
    token = secrets.token_urlsafe(32)
    session.execute(
        sa.update(SignInLink)
        .where(
            SignInLink.city_id == member.city_id,
            SignInLink.member_id == member.id,
            SignInLink.asks_password == asks_password,
            SignInLink.expires_at > now,
        )
        .values(expires_at=now)
    )
    session.add(
        SignInLink(
            city_id=member.city_id,
            member_id=member.id,
            token_hash=_hash(token),
            asks_password=asks_password,
            made_at=now,
            expires_at=now + LINK_FOR,
        )
    )
    return token


def link(session: Session, city_id: int, token: str, now: datetime) -> SignInLink:
    """Return a link that is still good, with its member, to be shown and not yet used."""
    found = session.scalar(
        sa.select(SignInLink)
        .join(SignInLink.member)
        .where(*_is_good(city_id, token, now), Member.disabled_at.is_(None))
        .options(joinedload(SignInLink.member).joinedload(Member.organisation))
    )
    if found is None:
        raise NotFound("no such link")
    return found


def ensure_password(found: SignInLink, password: str) -> None:
    """Refuse a password that would not do for the member whose link this is."""
    _ensure_password(password, _about(found.member))


def redeem(
    city_id: int,
    token: str,
    *,
    password: str | None,
    now: datetime,
    set_at: datetime | None = None,
) -> int:
    """Use a link up; return the id of the member who comes in by it.

    Of many who use it at once one comes in. A password that is missing or not good is
    refused, and leaves the link as it was. A new one ends what the old one began; it was
    set at ``now``, or ``set_at`` where visits go by another clock (the demo's makes leaps).
    """
    kept = _kept(city_id, token, password or "", now)
    with transaction() as session:
        used = session.execute(
            sa.update(SignInLink)
            .where(*_is_good(city_id, token, now))
            .values(used_at=now)
            .returning(SignInLink.member_id)
            .execution_options(synchronize_session=False)
        ).first()
        if used is None:
            raise Refused(NO_LINK)
        member = _still_here(session, city_id, used.member_id)
        walls.fetch(session, Member, city_id, member.id, lock=True)
        if kept is not None:
            give_password(session, member, kept, now=set_at or now)
        return member.id


def give_password(
    session: Session, member: Member, kept: str, *, now: datetime, but: int | None = None
) -> None:
    """Let a member have a password (its hash); end their visits, ``but`` one."""
    if member.password_hash is not None:  # the first is no news
        notices.tell_account(session, member, Kind.SECURITY, what="password", now=now)
    member.password_hash = kept
    member.failed_tries, member.locked_until = 0, None
    member.password_at = now
    end_links(session, member, now=now)
    visits.end_all(session, member.city_id, member.id, Ended.PASSWORD, now=now, but=but)
    record.own(session, member, Deed.PASSWORD_SET, now=now)


def _ensure_password(password: str, about: tuple[str, ...]) -> None:
    if not password:
        raise Refused(N_("Please choose a password."))
    passwords.ensure_good(password, about=about)


def _about(member: Member) -> tuple[str, ...]:
    """Return what whoever guesses a member's password would try first."""
    return member.name, member.email, member.organisation.name


def end_links(session: Session, member: Member, *, now: datetime) -> None:
    """Make every link that a member was sent worth nothing."""
    session.execute(
        sa.update(SignInLink)
        .where(
            SignInLink.city_id == member.city_id,
            SignInLink.member_id == member.id,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(expires_at=now)
    )


def _invited(session: Session, member: Member, now: datetime, *, again: bool) -> None:
    deed, role = Deed.MEMBER_INVITED, member.role.value
    record.of_member(session, member, deed, by=By.OPERATOR, now=now, role=role, again=again)


def _address(email: str) -> str:
    email = email.strip().lower()
    if len(email) > 254 or not EMAIL.fullmatch(email):  # noqa: PLR2004 - RFC 5321
        raise Refused(N_("“%(email)s” is not an e-mail address."), email=email[:60])
    return email


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _is_good(city_id: int, token: str, now: datetime) -> list[sa.ColumnElement[bool]]:
    return [
        SignInLink.city_id == city_id,
        SignInLink.token_hash == _hash(token),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
    ]


def _kept(city_id: int, token: str, password: str, now: datetime) -> str | None:
    """Return the hash of the password that a link asks for; None where it asks for none."""
    try:
        with transaction() as session:
            found = link(session, city_id, token, now)
            asks, about = found.asks_password, _about(found.member)
    except NotFound:
        raise Refused(NO_LINK) from None
    if not asks:
        return None
    _ensure_password(password, about)
    return passwords.hashed(password)


def _still_here(session: Session, city_id: int, member_id: int) -> Member:
    try:
        return queries.member(session, city_id, member_id)
    except NotFound:
        raise Refused(NO_LINK) from None
