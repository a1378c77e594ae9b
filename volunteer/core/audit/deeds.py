"""What is worth writing down, and who may have done it.

Pure.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self


class Deed(StrEnum):
    """Something that was done. Words of rows that exist stay as they are for ever."""

    # Coming in.
    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"
    SESSION_ENDED = "session ended"
    PASSWORD_SET = "password set"  # a deed  # noqa: S105  # nosec B105  # pragma: allowlist secret
    PASSWORD_FORGOTTEN = "password forgotten"  # a deed  # noqa: S105  # nosec B105  # pragma: allowlist secret
    SECOND_FACTOR_SET_UP = "second factor set up"
    SECOND_FACTOR_RESET = "second factor reset"
    RECOVERY_CODES_MADE = "recovery codes made"
    RECOVERY_CODE_USED = "recovery code used"
    VOLUNTEER_SIGNED_IN = "volunteer signed in"
    # Who works here.
    MEMBER_INVITED = "member invited"
    LINK_SENT = "link sent"
    ROLE_CHANGED = "role changed"
    MEMBER_DISABLED = "member disabled"
    MEMBER_ENABLED = "member enabled"
    # The city.
    CITY_ADDED = "city added"
    RULE_SET = "rule set"
    CITY_PAUSED = "city paused"
    CITY_RESUMED = "city resumed"
    NUMBER_HALTED = "number halted"
    # The plan.
    CHALLENGE_POSTED = "challenge posted"
    INITIATIVE_POSTED = "initiative posted"
    MEASURE_POSTED = "measure posted"
    COURSE_SET = "course set"
    # Projects and their sessions.
    PROJECT_POSTED = "project posted"
    ROLE_ADDED = "role added"
    ROLE_EDITED = "role edited"  # what somebody does in a project, not what a member may do
    SESSION_ADDED = "session added"
    SESSION_CANCELLED = "session cancelled"
    # Asking people.
    CALL_STARTED = "call started"
    CALL_PROPOSED = "call proposed"
    CALL_APPROVED = "call approved"
    CALL_TURNED_DOWN = "call turned down"
    CALL_STOPPED = "call stopped"
    CALL_PAUSED = "call paused"
    CALL_RESUMED = "call resumed"
    CALL_HURRIED = "call made urgent"
    # What came of it.
    HOURS_CONFIRMED = "hours confirmed"
    HOURS_PUT_DOWN = "hours put down"
    ABSENCE_MARKED = "absence marked"
    LACK_OVERLOOKED = "lack overlooked"  # somebody came without what their role asks for
    RESULT_REPORTED = "result reported"
    READING_WRITTEN = "reading written"
    READING_VERIFIED = "reading verified"
    # People, and what they wrote.
    NUMBER_SHOWN = "number shown"
    CHECK_WRITTEN = "check written"
    CHECK_WITHDRAWN = "check withdrawn"
    TEXT_ANSWERED = "text answered"
    TEXT_SETTLED = "text settled"
    TEXT_ASSIGNED = "text assigned"
    TEXT_PUT_BACK = "text put back"
    PLACE_GIVEN = "place given"
    PLACE_GIVEN_BACK = "place given back"
    NO_TAKEN = "no taken"
    HOURS_WRITTEN = "hours written"
    STOP_TAKEN = "stop taken"
    EFFECT_UNDONE = "effect undone"
    PROFILE_CHANGED = "profile changed"
    VOLUNTEER_LEFT = "volunteer left"


class Kind(StrEnum):
    """What kind of somebody did it."""

    MEMBER = "member"
    VOLUNTEER = "volunteer"
    OPERATOR = "operator"  # at the command line
    SYSTEM = "system"  # the service itself, its worker or its carrier
    NOBODY = "nobody"  # a visitor who is not signed in


@dataclass(frozen=True, slots=True)
class By:
    """Who did it: ``By.member(3)``, ``By.volunteer(12)``, ``By.OPERATOR`` and its like."""

    kind: Kind
    id: int | None = None

    OPERATOR: ClassVar["By"]
    SYSTEM: ClassVar["By"]
    NOBODY: ClassVar["By"]

    @classmethod
    def member(cls, member_id: int) -> Self:
        """Return a member of staff."""
        return cls(Kind.MEMBER, member_id)

    @classmethod
    def volunteer(cls, volunteer_id: int) -> Self:
        """Return a volunteer."""
        return cls(Kind.VOLUNTEER, volunteer_id)


By.OPERATOR = By(Kind.OPERATOR)
By.SYSTEM = By(Kind.SYSTEM)
By.NOBODY = By(Kind.NOBODY)
