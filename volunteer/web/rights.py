"""Who may do what: one table of every page, by which methods and for whom.

What is not in it is for nobody: it is not found, and the tests fail. Whose things
somebody finds there is not said here but by the queries, which fetch through permission.
"""

from enum import StrEnum

from volunteer.staff.model import Role


class Visitor(StrEnum):
    """What somebody is who comes to a page; a person may be several at once."""

    ANYBODY = "anybody"
    LOOKER = "anybody, in the demo"
    HALFWAY = "staff after the first step of signing in"
    VOLUNTEER = "volunteers"
    COORDINATOR = Role.COORDINATOR.value
    MANAGER = Role.MANAGER.value
    COUNCIL_LEAD = Role.COUNCIL_LEAD.value
    ADMINISTRATOR = Role.ADMINISTRATOR.value
    MACHINE = "machines, at any host"


Whom = frozenset[Visitor]
MACHINES = frozenset({Visitor.MACHINE})
EVERYBODY = frozenset({Visitor.ANYBODY})
DEMO = frozenset({Visitor.LOOKER})
HALFWAY = frozenset({Visitor.HALFWAY})
VOLUNTEERS = frozenset({Visitor.VOLUNTEER})
ADMINISTRATORS = frozenset({Visitor.ADMINISTRATOR})
MANAGERS = ADMINISTRATORS | {Visitor.MANAGER}
LEADS = ADMINISTRATORS | {Visitor.COUNCIL_LEAD}
STAFF = MANAGERS | LEADS | {Visitor.COORDINATOR}


def _see(whom: Whom) -> dict[str, Whom]:
    return {"GET": whom}


def _do(whom: Whom) -> dict[str, Whom]:
    return {"POST": whom}


def _fill_in(whom: Whom) -> dict[str, Whom]:
    return _see(whom) | _do(whom)


RIGHTS: dict[str, dict[str, Whom]] = {
    # Files, and machines: the carrier signs what it sends (sms/webhooks).
    "static": _see(MACHINES),
    "health.show": _see(MACHINES),
    "sms.inbound": _do(MACHINES),
    "sms.status": _do(MACHINES),
    # Everybody.
    "home.show": _see(EVERYBODY),
    "look.colours": _see(EVERYBODY),
    "look.icon": _see(EVERYBODY),
    "map_files.silhouette": _see(EVERYBODY),
    "map_files.wards": _see(EVERYBODY),
    "near.show": _see(EVERYBODY),
    "project.show": _see(EVERYBODY),
    "impact.show": _see(EVERYBODY),
    "join.new": _fill_in(EVERYBODY),
    "join.sent": _see(EVERYBODY),
    "sign_in.phone": _fill_in(EVERYBODY),
    "sign_in.code": _fill_in(EVERYBODY),
    "sign_in.person": _fill_in(EVERYBODY),
    "sign_in.out": _do(EVERYBODY),
    # Volunteers.
    "project.take": _do(VOLUNTEERS),
    "me.show": _see(VOLUNTEERS),
    "me.withdraw": _do(VOLUNTEERS),
    "me.hours": _fill_in(VOLUNTEERS),
    "profile.show": _fill_in(VOLUNTEERS),
    "profile.leave": _do(VOLUNTEERS),
    # The demo.
    "phones.show": _see(DEMO),
    "phones.thread": _see(DEMO),
    "phones.text": _do(DEMO),
    "phones.new": _do(DEMO),
    "phones.clock": _fill_in(DEMO),
    "inbox.show": _see(DEMO),
    "inbox.mail": _see(DEMO),
    "styles.show": _see(DEMO),
    # Staff come in.
    "staff.sign_in": _fill_in(EVERYBODY),
    "staff.forgotten": _fill_in(EVERYBODY),
    "staff.code": _fill_in(HALFWAY),
    "links.show": _fill_in(EVERYBODY),
    "links.phone": _fill_in(HALFWAY),
    # Staff at work: which projects and texts are theirs, the queries say.
    "board.show": _see(STAFF),
    "project_board.show": _see(STAFF),
    "projects.new": _fill_in(STAFF),
    "projects.show": _see(STAFF),
    "projects.session": _fill_in(STAFF),
    "roles.show": _fill_in(STAFF),
    "shortlist.show": _see(STAFF),
    "shortlist.start": _do(STAFF),
    "shortlist.end": _do(STAFF),
    "shortlist.pause": _do(STAFF),
    "shortlist.go_on": _do(STAFF),
    "shortlist.hurry": _do(STAFF),
    "shortlist.call": _see(STAFF),
    "shortlist.approve": _do(MANAGERS | LEADS),
    "shortlist.refuse": _do(MANAGERS | LEADS),
    "why_not.show": _see(STAFF),
    "together.show": _see(STAFF),
    "together.start": _do(STAFF),
    "together.end": _do(STAFF),
    "together.pause": _do(STAFF),
    "together.go_on": _do(STAFF),
    "roster.show": _see(STAFF),
    "roster.confirm": _do(STAFF),
    "roster.report": _do(STAFF),
    "roster.cancel": _do(STAFF),
    "roster.number": _do(STAFF),
    "hours.show": _see(STAFF),
    "hours.confirm": _do(STAFF),
    "desk.show": _see(STAFF),
    "sending.show": _see(LEADS),
    "sending.pause": _do(LEADS),
    "sending.resume": _do(LEADS),
    "desk.texts": _see(STAFF),
    "text.show": _see(STAFF),
    "text.number": _do(STAFF),
    "text.assign": _do(STAFF),
    "text.put_back": _do(STAFF),
    "tap.accept": _do(STAFF),
    "tap.decline": _do(STAFF),
    "tap.withdraw": _do(STAFF),
    "tap.hours": _do(STAFF),
    "tap.stop": _do(STAFF),
    "tap.settle": _do(STAFF),
    "tap.undo": _do(STAFF),
    # Their own sign-in.
    "account.show": _see(STAFF),
    "account.end": _do(STAFF),
    "account.end_others": _do(STAFF),
    "account.password": _fill_in(STAFF),
    "account.phone": _fill_in(STAFF),
    "account.recovery_codes": _fill_in(STAFF),
    "notices.show": _fill_in(STAFF),
    # The people who work here.
    "members.show": _see(MANAGERS),
    "members.new": _fill_in(MANAGERS),
    "members.one": _see(MANAGERS),
    "members.role": _do(MANAGERS),
    "members.link": _do(MANAGERS),
    "members.disable": _do(MANAGERS),
    "members.enable": _do(MANAGERS),
    "members.second_factor": _do(MANAGERS),
    "audit.show": _see(ADMINISTRATORS),
    # Whose criminal record was checked: those who may decide on that.
    "checks.show": _see(MANAGERS | LEADS),
    "checks.new": _fill_in(MANAGERS | LEADS),
    "checks.withdraw": _do(MANAGERS | LEADS),
    # The council's results, and its plan.
    "council.show": _see(STAFF),
    "council.challenge": _see(STAFF),
    "asking.show": _see(STAFF),  # of calls, those of their projects
    "asking.chances": _see(STAFF),
    "council.reading": _fill_in(STAFF),  # of a measure's owner, its initiative's lead, leads
    "council.verify": _do(STAFF),
    "council.one_reading": _see(STAFF),
    "challenges.new": _fill_in(LEADS),
    "challenges.initiative": _fill_in(LEADS),
    "challenges.measure": _fill_in(LEADS),
    "challenges.course": _fill_in(LEADS),
}


def whom(endpoint: str | None, method: str) -> Whom:
    """Return for whom a page is by a method; for nobody when the table does not say."""
    method = "GET" if method in {"HEAD", "OPTIONS"} else method
    methods = RIGHTS.get(endpoint or "", {})
    return methods.get(method, frozenset())
