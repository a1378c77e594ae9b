"""What a reply can mean, and in whose light it is read.

Pure.
"""

from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """What the phone was last asked, or where it stands when nothing is open."""

    CALL = "call"
    OFFER = "offer"
    HOURS = "hours"
    PLACED = "placed"
    CHOICE = "choice"
    CONFIRM = "confirm"
    NAME = "name"
    POSTCODE = "postcode"
    SKILLS = "skills"
    NONE = "none"


class Kind(StrEnum):
    """What a reply does. ASK does nothing: it asks back, or goes to a person."""

    YES = "yes"
    NO = "no"
    STOP = "stop"
    START = "start"
    HELP = "help"
    HOURS = "hours"
    WITHDRAW = "withdraw"
    JOIN = "join"
    CHOICE = "choice"
    NAME = "name"
    POSTCODE = "postcode"
    SKILLS = "skills"
    SKIP = "skip"
    HERE = "here"
    LANGUAGE = "language"
    NOTHING = "nothing"
    DANGER = "danger"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Reading:
    """A reply as understood; ``text`` is always the whole of what was written.

    ``party`` counts the people who come, the sender included. ``code`` names a project's
    invitation ("A7"). ``choices`` are menu numbers, and ``both`` says "both" or "all" of
    them; ``refused`` says that they cannot do what was picked. ``days`` are the weekdays named
    (Monday is 0): a YES that names another day than
    the project's is for a person. ``value`` is a name, a postcode or the language wished for
    ("en", "cy"). ``danger`` stands beside a STOP that also cries for help.
    """

    kind: Kind
    text: str
    party: int = 1
    minutes: int | None = None
    code: str | None = None
    choices: tuple[int, ...] = ()
    both: bool = False
    refused: bool = False
    value: str = ""
    also_withdraw: bool = False
    days: frozenset[int] = frozenset()
    danger: bool = False
