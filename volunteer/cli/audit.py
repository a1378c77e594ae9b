"""Checking the audit log, and reading it."""

import re
from collections.abc import Mapping
from datetime import datetime

import click
from flask.cli import with_appcontext

from volunteer.cities import service as cities
from volunteer.cli.refusals import plainly
from volunteer.core.audit import reading
from volunteer.core.audit.verify import Fault, Verdict, verify
from volunteer.core.db import db

HEAD = re.compile(r"([1-9][0-9]{0,8}):([0-9a-f]{64})")
UNREADABLE = "write it as it was printed: the number, a colon and 64 characters"
FAULTS = {
    Fault.CHANGED: "row {number} is not as it was written.",
    Fault.MISSING: "row {number} is missing.",
    Fault.MOVED: "row {number} does not follow the row before it: rows were moved or put in.",
    Fault.CUT: "row {number} is missing, and all that came after it: the end was cut off.",
    Fault.ADDED: "row {number} was not written by this service: the log ends before it.",
    Fault.REWRITTEN: "row {number} is another than was written: the log was written anew.",
}


class Head(click.ParamType[tuple[int, str]]):
    """A number and a hash, as ``verify`` prints them."""

    name = "number:hash"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """Take both apart, or say what they look like."""
        found = HEAD.fullmatch(value)
        if found is None:
            self.fail(UNREADABLE, param, ctx)
        return int(found[1]), found[2]


@click.group()
def audit() -> None:
    """Check the audit log, and read it."""


@audit.command("verify")
@click.argument("city", required=False)
@click.option(
    "--expect",
    multiple=True,
    type=Head(),
    help="A head that was printed before and kept elsewhere; with CITY only.",
)
@with_appcontext
@plainly
def verify_(city: str | None, expect: tuple[tuple[int, str], ...]) -> None:
    """Check that every row of CITY's log, or of all cities', is as it was written.

    Prints each city's head, the number and hash of its last row. Keep it where nobody who
    can change this database can change it too: given to --expect later, it shows whether
    the rows up to it are still the same.
    """
    if expect and city is None:
        raise click.UsageError("--expect is about one city: say which.")
    named = [cities.named(db.session(), city)] if city else cities.everyone(db.session())
    which = [(one.slug, one.id) for one in named]  # each check begins to read anew
    whole = [_tell(slug, city_id, dict(expect)) for slug, city_id in which]
    if not all(whole):
        raise click.ClickException("The audit log was tampered with, or damaged.")


@audit.command("list")
@click.argument("city")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on, in UTC.")
@with_appcontext
@plainly
def list_(city: str, since: datetime | None) -> None:
    """Print the rows of CITY's log, the oldest first, one a line."""
    found = cities.named(db.session(), city)
    for row in reading.since(db.session(), found.id, since):
        about = f"{row.about_kind} {row.about_id}" if row.about_kind else ""
        by = row.by_kind if row.by_id is None else f"{row.by_kind} {row.by_id}"
        fields = (row.number, row.at.isoformat(), by, row.deed, about, row.ids)
        click.echo("\t".join(map(str, fields)))


def _tell(slug: str, city_id: int, expect: Mapping[int, str]) -> bool:
    verdict = verify(db.session(), city_id, expect=expect)
    if verdict.fault is None:
        click.echo(f"{slug}: {verdict.rows} rows, each as it was written. Head {verdict.head}")
        return True
    click.echo(f"{slug}: {_words(verdict)}")
    return False


def _words(verdict: Verdict) -> str:
    assert verdict.fault is not None
    return FAULTS[verdict.fault].format(number=verdict.number)
