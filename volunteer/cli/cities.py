"""Opening a city, setting its rules, pausing its number."""

import json

import click
from flask.cli import with_appcontext

from volunteer.cities import languages as names
from volunteer.cities import service as cities
from volunteer.cli.refusals import plainly
from volunteer.core import audit, clock
from volunteer.core.db import db, transaction
from volunteer.core.geo import Point
from volunteer.messages import contacts, senders
from volunteer.people import skills
from volunteer.places import shapes


@click.group()
def city() -> None:
    """Open cities, list them, set their rules and languages, pause them."""


@city.command()
@click.argument("slug")
@click.option("--name", required=True, help="As residents call it: Plymouth.")
@click.option("--council", required=True, help="Who signs the texts: Plymouth City Council.")
@click.option("--host", required=True, help="Where its pages are, without a port.")
@click.option("--number", required=True, help="Its number for texts, like +441632960001.")
@click.option("--authority", required=True, help="Its nine-character ONS code, like E06000026.")
@click.option("--latitude", required=True, type=click.FloatRange(49, 61))
@click.option("--longitude", required=True, type=click.FloatRange(-9, 2))
@click.option("--language", "languages", multiple=True, default=("en",), show_default=True)
@with_appcontext
@plainly
def add(  # noqa: PLR0917 - one option each
    slug: str,
    name: str,
    council: str,
    host: str,
    number: str,
    authority: str,
    latitude: float,
    longitude: float,
    languages: tuple[str, ...],
) -> None:
    """Open the city SLUG, with the usual list of skills."""
    new = cities.NewCity(
        slug=slug,
        name=name,
        council=council,
        host=host,
        number=number,
        authority_code=authority,
        centre=Point(latitude, longitude),
        languages=languages,
    )
    with transaction() as session:
        opened = cities.add_in(session, new, now=clock.now())
        skills.add_defaults(session, opened.id)
        by, now = audit.By.OPERATOR, clock.now()
        audit.record(session, opened.id, audit.Deed.CITY_ADDED, by=by, now=now)
        at = opened.host
    shapes.ensure(authority)
    click.echo(f"{name} is open at {at}. Next: volunteer staff invite {slug} …")
    _warn(languages)


@city.command("languages")
@click.argument("slug")
@click.argument("languages", nargs=-1, required=True)
@with_appcontext
@plainly
def languages_(slug: str, languages: tuple[str, ...]) -> None:
    """Let the city SLUG text in these LANGUAGES (en cy); the first is for who chooses none."""
    with transaction() as session:
        found = cities.named(session, slug)
        cities.set_languages(session, found, languages, now=clock.now())
        moved = contacts.keep_to_languages(session, found)
        chosen = ", ".join(names.NAMES[one] for one in found.languages)
    click.echo(f"{slug} texts in {chosen} from now on.")
    if moved:
        click.echo(f"{moved} phones were texted in a language that it has no more.")
    _warn(languages)


@city.command("list")
@with_appcontext
def list_() -> None:
    """List the cities."""
    for one in cities.everyone(db.session()):
        click.echo(f"{one.slug}\t{one.name}\t{one.host}\t{one.number}")


@city.command("set")
@click.argument("slug")
@click.argument("rule")
@click.argument("value")
@with_appcontext
@plainly
def set_(slug: str, rule: str, value: str) -> None:
    """Let the city SLUG have a RULE of its own: see docs/settings.md for all of them."""
    cities.set_rule(slug, rule, _typed(value), now=clock.now())
    click.echo(f"{rule} is {value} in {slug} from now on.")


@city.command()
@click.argument("slug")
@with_appcontext
@plainly
def pause(slug: str) -> None:
    """Send nothing more for the city SLUG until it is resumed."""
    found = cities.named(db.session(), slug)
    city_id, name = found.id, found.name
    senders.pause(city_id, now=clock.now())
    click.echo(f"{name} is paused: its texts wait. Next: volunteer city resume {slug}")


@city.command()
@click.argument("slug")
@with_appcontext
@plainly
def resume(slug: str) -> None:
    """Send again for the city SLUG, after a pause or once what halted its number is mended."""
    found = cities.named(db.session(), slug)
    city_id, name = found.id, found.name
    senders.resume(city_id, now=clock.now())
    click.echo(f"{name} sends again.")


def _warn(languages: tuple[str, ...]) -> None:
    for warning in names.warnings(languages):
        click.echo(warning)


def _typed(value: str) -> object:
    """Read a number or a list as one, and anything else as the words it is."""
    try:
        return json.loads(value)
    except ValueError:
        return value
