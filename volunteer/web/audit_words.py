"""The audit log in words: who, what, and about which thing, with a link where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext

from volunteer.core.audit.deeds import Deed, Kind
from volunteer.core.audit.model import AuditRow
from volunteer.web.levels import WITH

DEEDS: dict[str, Any] = {
    Deed.SIGNED_IN: lazy_gettext("signed in"),
    Deed.SIGN_IN_FAILED: lazy_gettext("gave too many wrong passwords or codes"),
    Deed.SIGNED_OUT: lazy_gettext("signed out"),
    Deed.SESSION_ENDED: lazy_gettext("ended a sign-in"),
    Deed.PASSWORD_SET: lazy_gettext("set a password"),
    Deed.PASSWORD_FORGOTTEN: lazy_gettext("asked for a new password"),
    Deed.SECOND_FACTOR_SET_UP: lazy_gettext("set up a phone for codes"),
    Deed.SECOND_FACTOR_RESET: lazy_gettext("let somebody set up a new phone"),
    Deed.RECOVERY_CODES_MADE: lazy_gettext("made new recovery codes"),
    Deed.RECOVERY_CODE_USED: lazy_gettext("used a recovery code"),
    Deed.VOLUNTEER_SIGNED_IN: lazy_gettext("signed in as a volunteer"),
    Deed.MEMBER_INVITED: lazy_gettext("invited a member of staff"),
    Deed.LINK_SENT: lazy_gettext("sent a new link to a member of staff"),
    Deed.ROLE_CHANGED: lazy_gettext("changed a role"),
    Deed.MEMBER_DISABLED: lazy_gettext("disabled a member of staff"),
    Deed.MEMBER_ENABLED: lazy_gettext("enabled a member of staff"),
    Deed.CITY_ADDED: lazy_gettext("opened the city"),
    Deed.RULE_SET: lazy_gettext("set a rule"),
    Deed.CITY_PAUSED: lazy_gettext("paused all texts"),
    Deed.CITY_RESUMED: lazy_gettext("let texts go again"),
    Deed.NUMBER_HALTED: lazy_gettext("halted the city’s number"),
    Deed.CHALLENGE_POSTED: lazy_gettext("posted a challenge"),
    Deed.INITIATIVE_POSTED: lazy_gettext("posted an initiative"),
    Deed.MEASURE_POSTED: lazy_gettext("posted a measure"),
    Deed.COURSE_SET: lazy_gettext("set an initiative’s course"),
    Deed.PROJECT_POSTED: lazy_gettext("posted a project"),
    Deed.ROLE_ADDED: lazy_gettext("added a role"),
    Deed.ROLE_EDITED: lazy_gettext("changed what a role asks for"),
    Deed.SESSION_ADDED: lazy_gettext("added a session"),
    Deed.SESSION_CANCELLED: lazy_gettext("cancelled a session"),
    Deed.CALL_STARTED: lazy_gettext("started a call"),
    Deed.CALL_PROPOSED: lazy_gettext("proposed a large call"),
    Deed.CALL_APPROVED: lazy_gettext("approved a call"),
    Deed.CALL_TURNED_DOWN: lazy_gettext("turned a call down"),
    Deed.CALL_STOPPED: lazy_gettext("stopped a call"),
    Deed.CALL_PAUSED: lazy_gettext("paused a call"),
    Deed.CALL_RESUMED: lazy_gettext("let a call go on"),
    Deed.CALL_HURRIED: lazy_gettext("made a call urgent"),
    Deed.HOURS_CONFIRMED: lazy_gettext("confirmed hours"),
    Deed.HOURS_PUT_DOWN: lazy_gettext("put hours down"),
    Deed.ABSENCE_MARKED: lazy_gettext("marked somebody as absent"),
    Deed.LACK_OVERLOOKED: lazy_gettext("confirmed somebody who lacked what the role asks for"),
    Deed.RESULT_REPORTED: lazy_gettext("reported a result"),
    Deed.READING_WRITTEN: lazy_gettext("wrote a reading"),
    Deed.READING_VERIFIED: lazy_gettext("verified a reading"),
    Deed.NUMBER_SHOWN: lazy_gettext("was shown a phone number"),
    Deed.CHECK_WRITTEN: lazy_gettext("wrote a check down"),
    Deed.CHECK_WITHDRAWN: lazy_gettext("withdrew a check"),
    Deed.TEXT_ANSWERED: lazy_gettext("answered a text"),
    Deed.TEXT_SETTLED: lazy_gettext("settled a text without an answer"),
    Deed.TEXT_ASSIGNED: lazy_gettext("said who looks after a text"),
    Deed.TEXT_PUT_BACK: lazy_gettext("put a text back on the desk"),
    Deed.PLACE_GIVEN: lazy_gettext("took a text for a yes"),
    Deed.PLACE_GIVEN_BACK: lazy_gettext("gave a place back for a text"),
    Deed.NO_TAKEN: lazy_gettext("took a text for a no"),
    Deed.HOURS_WRITTEN: lazy_gettext("wrote hours down from a text"),
    Deed.STOP_TAKEN: lazy_gettext("took a text for a stop"),
    Deed.EFFECT_UNDONE: lazy_gettext("took back what a text did"),
    Deed.PROFILE_CHANGED: lazy_gettext("changed a profile"),
    Deed.VOLUNTEER_LEFT: lazy_gettext("left"),
}
THINGS: dict[str, Any] = {
    "call": lazy_gettext("call"),
    "challenge": lazy_gettext("challenge"),
    "check": lazy_gettext("check"),
    "effect": lazy_gettext("effect"),
    "entry": lazy_gettext("hours"),
    "initiative": lazy_gettext("initiative"),
    "measure": lazy_gettext("measure"),
    "member": lazy_gettext("member"),
    "opening": lazy_gettext("opening"),
    "project": lazy_gettext("project"),
    "reading": lazy_gettext("reading"),
    "report": lazy_gettext("report"),
    "role": lazy_gettext("role"),
    "session": lazy_gettext("session"),
    "text": lazy_gettext("text"),
    "visit": lazy_gettext("sign-in"),
    "volunteer": lazy_gettext("volunteer"),
    "again": lazy_gettext("again"),
    "by_hand": lazy_gettext("by hand"),
    "check_before": lazy_gettext("check asked for before:"),
    "check_now": lazy_gettext("check asked for now:"),
    "code": lazy_gettext("code"),
    "course": lazy_gettext("course"),
    "minutes": lazy_gettext("minutes"),
    "rule": lazy_gettext("rule"),
    "step": lazy_gettext("step"),
    "told": lazy_gettext("people told"),
    "unsent": lazy_gettext("texts not sent"),
    "urgent": lazy_gettext("urgent"),
}
ASKED = ("check_before", "check_now")
CHECKS: dict[Any, Any] = {**WITH, "none": lazy_gettext("none")}
# Where a thing can be looked at: the first of these that a row names.
PAGES = {
    "session": "roster.show",
    "opening": "shortlist.show",
    "project": "projects.show",
    "challenge": "council.challenge",
    "call": "shortlist.call",
    "text": "text.show",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the log, to be read."""

    number: int
    at: datetime
    who: str
    what: str
    ids: str
    address: str | None


def line(row: AuditRow, names: Mapping[int, str]) -> Line:
    """Return a row in words; ``names`` are those of the members of staff."""
    things, who = _things(row), _who(row, names)
    told = [_thing(name, value, names) for name, value in things.items()]
    return Line(
        number=row.number,
        at=row.at,
        who=who,
        what=str(DEEDS.get(row.deed, row.deed)),
        ids=", ".join(thing for thing in told if thing != who),
        address=_address(things),
    )


def _who(row: AuditRow, names: Mapping[int, str]) -> str:
    if row.by_kind == Kind.MEMBER and row.by_id is not None:
        return _member(row.by_id, names)
    if row.by_kind == Kind.VOLUNTEER:
        return str(gettext("volunteer %(id)s", id=row.by_id))
    if row.by_kind == Kind.OPERATOR:
        return str(gettext("The operator"))
    if row.by_kind == Kind.SYSTEM:
        return str(gettext("The service"))
    return str(gettext("Somebody not signed in"))


def _member(member_id: int, names: Mapping[int, str]) -> str:
    return names.get(member_id) or str(gettext("member %(id)s", id=member_id))


def _things(row: AuditRow) -> dict[str, Any]:
    """Return all that a row names, what it is about first: {"call": 3, "opening": 12}."""
    about = {row.about_kind: row.about_id} if row.about_kind else {}
    rest = {name.removesuffix("_id"): value for name, value in row.named.items()}
    return {**about, **{name: value for name, value in rest.items() if value is not False}}


def _thing(name: str, value: object, names: Mapping[int, str]) -> str:
    called = str(THINGS.get(name, name))
    if value is True:
        return called
    if name == "member" and isinstance(value, int):
        return _member(value, names)
    return f"{called} {CHECKS.get(value, value) if name in ASKED else value}"


def _address(things: Mapping[str, Any]) -> str | None:
    for kind, endpoint in PAGES.items():
        if isinstance(things.get(kind), int):
            return url_for(endpoint, **{f"{kind}_id": things[kind]})
    return None
