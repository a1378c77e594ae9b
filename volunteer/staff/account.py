"""What somebody changes of their own sign-in."""

from datetime import datetime

from volunteer.core import walls
from volunteer.core.audit import Deed
from volunteer.core.db import transaction
from volunteer.staff import (
    notices,
    passwords,
    record,
    recovery,
    second_factor,
    service,
)
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind
from volunteer.visits import service as visits
from volunteer.visits.model import Ended


def ensure_it_is(me: Member, password: str, code: str, *, now: datetime) -> None:
    """Refuse who does not know the password, or has not the phone."""
    city_id, member_id = me.city_id, me.id
    passwords.sign_in(city_id, me.email, password, now=now)
    second_factor.check(city_id, member_id, code, now=now)


def change_password(me: Member, current: str, password: str, *, but: int, now: datetime) -> None:
    """Give oneself another password; every visit ends ``but`` the one it was done on."""
    city_id, member_id = me.city_id, me.id
    about = me.name, me.email, me.organisation.name  # read before a transaction ends
    passwords.sign_in(city_id, me.email, current, now=now)
    passwords.ensure_good(password, about=about)
    kept = passwords.hashed(password)
    with transaction() as session:
        member = walls.fetch(session, Member, city_id, member_id, lock=True)
        service.give_password(session, member, kept, now=now, but=but)


def renew_codes(me: Member, *, now: datetime) -> list[str]:
    """Return ten new recovery codes, to be shown once; the older ones are over."""
    with transaction() as session:
        member = walls.fetch(session, Member, me.city_id, me.id, lock=True)
        codes = recovery.renew(session, member, now=now)
        notices.tell_account(session, member, Kind.SECURITY, what="recovery codes", now=now)
        record.own(session, member, Deed.RECOVERY_CODES_MADE, now=now)
        return codes


def end_others(me: Member, here: int, *, now: datetime) -> None:
    """Sign oneself out on every browser but one."""
    with transaction() as session:
        visits.end_all(session, me.city_id, me.id, Ended.FROM_ELSEWHERE, now=now, but=here)
        record.own(session, me, Deed.SESSION_ENDED, now=now)
