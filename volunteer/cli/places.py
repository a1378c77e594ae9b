"""Filling the gazetteer."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from volunteer.cities import service as cities
from volunteer.cli.refusals import plainly
from volunteer.core.db import db
from volunteer.places import imports, official, shapes


@click.group()
def places() -> None:
    """Fill the gazetteer of postcodes and wards."""


@places.command("import")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@with_appcontext
@plainly
def import_(file: Path | None) -> None:
    """Load what is shipped (sectors of Great Britain, postcodes of the demo cities), or FILE.

    FILE is the zip of OS Code-Point Open, as Ordnance Survey gives it: 1.7 million
    postcodes, about a minute on two cores.
    """
    counts = imports.load_bundled() if file is None else _with_a_bar(file)
    click.echo(f"{counts.postcodes} postcodes, {counts.sectors} sectors, {counts.wards} wards.")
    if file is not None:
        _derive()


@places.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@with_appcontext
@plainly
def wards(file: Path | None) -> None:
    """Reckon the shapes of all cities' wards from their postcodes, or take those of FILE.

    FILE is GeoJSON with official outlines, in degrees; they stay when postcodes are imported.
    """
    if file is None:
        _derive()
    else:
        click.echo(f"Official shapes of {official.import_file(file)} wards.")


def _derive() -> None:
    for city in cities.everyone(db.session()):
        name, found = city.name, shapes.derive(city.authority_code)
        click.echo(f"{name}: shapes of {found} wards, from their postcodes.")


def _with_a_bar(file: Path) -> imports.Counts:
    with click.progressbar(length=1, label="Area files") as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        return imports.import_code_point(file, progress)
