"""Looking after the people who work here: who may do it for whom.

Administrators do it for everybody in their city, managers for the coordinators and
managers of their own organisation. Whom somebody may not look after, they do not find.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.core.audit import By, Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.staff import notices, record, second_factor, service, standing
from volunteer.staff.model import Member, Organisation, Role
from volunteer.staff.notices import Kind
from volunteer.visits import service as visits
from volunteer.visits.model import Ended

OF_AN_ORGANISATION = (Role.COORDINATOR, Role.MANAGER)
ONESELF = N_("You cannot do this to yourself. Ask another administrator.")
LAST = N_("Nobody else is an administrator here. Make somebody one first.")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be taken in. A manager's ``organisation`` is always their own."""

    organisation: str
    name: str
    email: str
    role: Role


def roles_for(by: Member) -> list[Role]:
    """Return the roles that a member may give."""
    return list(Role) if by.role is Role.ADMINISTRATOR else list(OF_AN_ORGANISATION)


def looked_after_by(session: Session, by: Member) -> list[Member]:
    """Return whom a member looks after, by name; those who were disabled last."""
    disabled_last = Member.disabled_at.is_not(None)
    of = _whom(by).order_by(disabled_last, Member.name, Member.id).limit(1000)
    return list(session.scalars(of))


def get_for(session: Session, by: Member, member_id: int) -> Member:
    """Return one of those whom a member looks after."""
    found = session.scalar(_whom(by).where(Member.id == member_id))
    if found is None:
        raise NotFound("no such member, or not to be looked after by this one")
    return found


def invite(by: Member, new: Newcomer, *, now: datetime) -> int:
    """Take somebody in, and mail them a link to come in by; return their id."""
    with transaction() as session:
        if new.role not in roles_for(by):
            raise NotFound("not a role for this member to give")
        employer = _employer(session, by, new.organisation, now)
        member = service.take_in(
            session,
            employer,
            name=new.name,
            email=new.email,
            role=new.role,
            now=now,
            invited_by=by,
        )
        _send_link(session, member, now)
        _record(session, by, member, Deed.MEMBER_INVITED, now)
        return member.id


@again_after_deadlock
def set_role(by: Member, member_id: int, role: Role, organisation: str, *, now: datetime) -> None:
    """Give somebody another role or organisation; what they have open ends at once."""
    with transaction() as session:
        member = _other(session, by, member_id)
        if role not in roles_for(by):
            raise NotFound("not a role for this member to give")
        employer = _employer(session, by, organisation, now)
        if (member.role, member.organisation_id) == (role, employer.id):
            return
        if role is not Role.ADMINISTRATOR:
            _ensure_one_is_left(session, member)
        member.role, member.organisation = role, employer
        service.end_links(session, member, now=now)
        visits.end_all(session, member.city_id, member.id, Ended.ROLE, now=now)
        notices.tell_account(session, member, Kind.SECURITY, what="role", now=now)
        _record(session, by, member, Deed.ROLE_CHANGED, now)


@again_after_deadlock
def disable(by: Member, member_id: int, *, now: datetime) -> None:
    """Let somebody in no more, from this moment on."""
    with transaction() as session:
        member = _other(session, by, member_id)
        _ensure_one_is_left(session, member)
        if member.disabled_at is None:
            standing.shut_out(session, member, by=By.member(by.id), now=now)


@again_after_deadlock
def enable(by: Member, member_id: int, *, now: datetime) -> None:
    """Let somebody in again, with the password and the phone they had."""
    with transaction() as session:
        member = _other(session, by, member_id)
        if member.disabled_at is not None:
            standing.let_in_again(session, member, by=By.member(by.id), now=now)


def send_link(by: Member, member_id: int, *, now: datetime) -> None:
    """Send somebody a new link, for a new password; it does not replace their phone's code."""
    with transaction() as session:
        member = get_for(session, by, member_id)
        _ensure_may_come_in(member)
        _send_link(session, member, now)
        _record(session, by, member, Deed.LINK_SENT, now)


def link_by_hand(by: Member, member_id: int, *, now: datetime) -> str:
    """Return the token of a new link for somebody, to be handed over where no mail goes out."""
    with transaction() as session:
        member = get_for(session, by, member_id)
        _ensure_may_come_in(member)
        token = service.new_link(session, member, asks_password=True, now=now)
        _record(session, by, member, Deed.LINK_SENT, now, by_hand=True)
        return token


@again_after_deadlock
def reset_second_factor(by: Member, member_id: int, *, now: datetime) -> None:
    """Forget somebody's phone, which they lost: by their next link they set up a new one.

    Their password alone opens nothing until then.
    """
    with transaction() as session:
        member = _other(session, by, member_id)
        if member.role is Role.MANAGER and by.role is not Role.ADMINISTRATOR:
            raise Refused(N_("Ask an administrator: a manager’s phone is for them to reset."))
        service.end_links(session, member, now=now)
        _send_link(session, member, now)
        second_factor.reset(session, member, by=By.member(by.id), now=now)


def _ensure_may_come_in(member: Member) -> None:
    if member.disabled_at is not None:
        raise Refused(N_("They cannot come in. Let them in again first."))


def _send_link(session: Session, member: Member, now: datetime) -> None:
    """Have a link mailed: it is made when the mail goes, and kept nowhere before."""
    kind = Kind.INVITED if member.password_hash is None else Kind.NEW_PASSWORD
    notices.tell_account(session, member, kind, now=now)


def _record(
    session: Session, by: Member, member: Member, deed: Deed, now: datetime, **ids: bool
) -> None:
    who, role = By.member(by.id), member.role.value
    record.of_member(session, member, deed, by=who, now=now, role=role, **ids)


def _whom(by: Member) -> sa.Select[Member]:
    of_city = (
        sa.select(Member)
        .where(Member.city_id == by.city_id)
        .options(joinedload(Member.organisation), joinedload(Member.second_factor))
    )
    if by.role is Role.ADMINISTRATOR:
        return of_city
    if by.role is Role.MANAGER:
        return of_city.where(
            Member.organisation_id == by.organisation_id, Member.role.in_(OF_AN_ORGANISATION)
        )
    return of_city.where(Member.role.in_(()))  # nobody


def _other(session: Session, by: Member, member_id: int) -> Member:
    if member_id == by.id:
        raise Refused(ONESELF)
    _hold(session, by.city_id, by.id, member_id)
    if by.disabled_at is not None:
        raise NotFound("whoever asks may not come in any more")
    return get_for(session, by, member_id)


def _hold(session: Session, city_id: int, *ids: int) -> None:
    """Lock members and read them anew: whoever locks several does so in the same order."""
    which = Member.city_id == city_id, Member.id.in_(ids)
    held = sa.select(Member).where(*which).order_by(Member.id).with_for_update()
    session.scalars(held.execution_options(populate_existing=True)).all()


def _employer(session: Session, by: Member, name: str, now: datetime) -> Organisation:
    if by.role is not Role.ADMINISTRATOR:
        return by.organisation
    return service.add_organisation(session, by.city_id, name, now)


def _ensure_one_is_left(session: Session, member: Member) -> None:
    """Refuse to lose the last administrator: of two who leave at once one stays."""
    if member.role is not Role.ADMINISTRATOR or member.disabled_at is not None:
        return
    able = (
        sa.select(Member.id)
        .where(
            Member.city_id == member.city_id,
            Member.role == Role.ADMINISTRATOR,
            Member.disabled_at.is_(None),
        )
        .order_by(Member.id)
        .with_for_update()
    )
    if set(session.scalars(able)) == {member.id}:
        raise Refused(LAST)
