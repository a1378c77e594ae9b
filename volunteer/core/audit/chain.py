"""How rows of the audit log hang together, and what may stand in one.

Pure. A row's hash is the SHA-256, in hexadecimal, of a JSON array in ASCII without spaces:

    [1, city_id, number, at, by_kind, by_id, deed, about_kind, about_id, ids, previous]

``1`` is the version of this form. ``at`` is in UTC to the microsecond, like
"2026-11-25T09:30:00.000000+00:00"; ``ids`` is the text that is kept, itself a JSON object
with its names in order; what is missing is null. ``previous`` is the hash of the row with
the number before, of the first row sixty-four noughts.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

VERSION = 1
START = "0" * 64  # what the first row follows
MOST_ID = 2**31 - 1  # no phone number is as small, and no id is greater
NAME = re.compile(r"[a-z][a-z_]{0,39}")
POSTCODE = r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"
WORD = re.compile(rf"(?!.*\d{{5}})(?!.*{POSTCODE})[a-z][a-z0-9 _-]{{0,39}}")


class Link(Protocol):
    """What a row of the chain has."""

    @property
    def city_id(self) -> int: ...  # noqa: D102 - its name says it
    @property
    def number(self) -> int: ...  # noqa: D102 - its name says it
    @property
    def at(self) -> datetime: ...  # noqa: D102 - its name says it
    @property
    def by_kind(self) -> str: ...  # noqa: D102 - its name says it
    @property
    def by_id(self) -> int | None: ...  # noqa: D102 - its name says it
    @property
    def deed(self) -> str: ...  # noqa: D102 - its name says it
    @property
    def about_kind(self) -> str | None: ...  # noqa: D102 - its name says it
    @property
    def about_id(self) -> int | None: ...  # noqa: D102 - its name says it
    @property
    def ids(self) -> str: ...  # noqa: D102 - its name says it
    @property
    def previous(self) -> str: ...  # noqa: D102 - its name says it
    @property
    def hash(self) -> str: ...  # noqa: D102 - its name says it


def hash_of(row: Link) -> str:
    """Return what a row's hash must be."""
    told = [
        VERSION,
        row.city_id,
        row.number,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.by_kind,
        row.by_id,
        row.deed,
        row.about_kind,
        row.about_id,
        row.ids,
        row.previous,
    ]
    return sha256(json.dumps(told, separators=(",", ":")).encode("ascii")).hexdigest()


def is_sound(row: Link) -> bool:
    """Return whether a row has the hash that it must have, whatever somebody put into it."""
    try:
        return row.hash == hash_of(row)
    except (TypeError, ValueError):  # SQLite keeps bytes where numbers belong
        return False


def written(ids: Mapping[str, int | bool | str]) -> str:
    """Return ids as they are kept; refuse whatever could be something about a person."""
    for name, value in ids.items():
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of ours")
        if not is_plain(value):
            raise ValueError(f"{name} is neither a whole number nor a short word of ours")
    return json.dumps(dict(ids), sort_keys=True, separators=(",", ":"))


def is_plain(value: object) -> bool:
    """Return whether a value is a whole number as ids are, a yes or no, or a word of ours."""
    if isinstance(value, int):
        return abs(value) <= MOST_ID
    return isinstance(value, str) and WORD.fullmatch(value) is not None
