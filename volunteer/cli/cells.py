"""Looking whether the cells, by which people near are found, are true; making them anew."""

from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from volunteer.cities import service as cities
from volunteer.cli.findings import Finding, mend, ok, tell
from volunteer.cli.refusals import plainly
from volunteer.core.db import db
from volunteer.people.cells import mending


@click.group()
def cells() -> None:
    """Look after the squares of the map by which people near are found."""


@cells.command()
@with_appcontext
def check() -> None:
    """Look whether everybody who may be asked is where they are looked for.

    They always are, unless somebody changed the database by hand.
    """
    if tell(_findings()):
        raise click.ClickException("Some people are not found, or found where they are not.")


@cells.command()
@click.argument("city")
@with_appcontext
@plainly
def rebuild(city: str) -> None:
    """Put everybody in CITY where they belong; others may go on working meanwhile."""
    found = cities.named(db.session(), city)
    click.echo(f"{mending.rebuild(found.id)} people of {city} are where they belong.")


def _findings() -> Iterator[Finding]:
    for city in cities.everyone(db.session()):
        wrong = list(mending.untrue(db.session(), city.id))
        if wrong:
            some = ", ".join(map(str, wrong[:10])) + (" …" if wrong[10:] else "")
            yield mend(
                f"{city.slug}: {len(wrong)} people are not where they belong ({some}). "
                f"Run: volunteer cells rebuild {city.slug}"
            )
        else:
            yield ok(f"{city.slug}: everybody is where they belong.")
