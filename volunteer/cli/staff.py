"""Inviting the people who work with the service."""

import click
from flask import current_app
from flask.cli import with_appcontext

from volunteer.cities import service as cities
from volunteer.cli.refusals import plainly
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.staff import service
from volunteer.staff.model import Role


@click.group()
def staff() -> None:
    """Invite members of staff."""


@staff.command()
@click.argument("city")
@click.option("--organisation", required=True, help="Made if there is none of that name.")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@with_appcontext
@plainly
def invite(city: str, organisation: str, name: str, email: str, role: str) -> None:
    """Invite somebody to CITY, and print the link at which they choose a password.

    The link works once, for a few days. It is not kept: whoever holds it is that person.
    """
    found = cities.named(db.session(), city)
    host = found.host
    token = service.invite(
        found.id,
        organisation=organisation,
        name=name,
        email=email,
        role=Role(role),
        now=clock.now(),
    )
    scheme = current_app.config["PUBLIC_BASE_URL"].partition("://")[0]
    click.echo(f"{scheme}://{host}/staff/links/{token}")
