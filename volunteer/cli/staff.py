"""Letting in the people who work with the service, and keeping them out again."""

from datetime import datetime
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from volunteer.cities import service as cities
from volunteer.cities.address import pages_at
from volunteer.cli.refusals import plainly
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.staff import service, standing
from volunteer.staff.model import Role

DISABLED = N_("%(email)s was disabled. To let them in again: volunteer staff enable")


@click.group()
def staff() -> None:
    """Invite members of staff, disable and enable them."""


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
    Who is a member already gets a new link, and the older ones end; nothing else changes.
    """
    found = cities.named(db.session(), city)
    city_id, host = found.id, found.host
    asked = {"organisation": organisation, "name": name, "role": Role(role)}
    token = _token(city_id, email, asked, clock.now())
    click.echo(f"{_base(host)}/staff/links/{token}")


@staff.command()
@click.argument("city")
@click.argument("email")
@with_appcontext
@plainly
def disable(city: str, email: str) -> None:
    """Let a member of CITY in no more, from this moment on."""
    standing.disable(cities.named(db.session(), city).id, email, now=clock.now())
    click.echo(f"{email} is signed out and cannot come in.")


@staff.command()
@click.argument("city")
@click.argument("email")
@with_appcontext
@plainly
def enable(city: str, email: str) -> None:
    """Let a member of CITY in again, with the password they had."""
    standing.enable(cities.named(db.session(), city).id, email, now=clock.now())
    click.echo(f"{email} can sign in again.")


@staff.command("new-phone")
@click.argument("city")
@click.argument("email")
@with_appcontext
@plainly
def new_phone(city: str, email: str) -> None:
    """Let a member of CITY who lost phone and codes set up a new one; print the link for it.

    Make sure first that it is really them. Administrators do the same on the page “People”.
    """
    found = cities.named(db.session(), city)
    city_id, host = found.id, found.host
    token = standing.forget_phone(city_id, email, now=clock.now())
    click.echo(f"{_base(host)}/staff/links/{token}")


def _token(city_id: int, email: str, asked: dict[str, Any], now: datetime) -> str:
    try:
        return service.invite(city_id, email=email, now=now, **asked)
    except Refused as refusal:
        if refusal.sentence != service.ALREADY:
            raise
    token = _token_again(city_id, email, now)
    click.echo(f"{email} was a member already: their older links are over.", err=True)
    return token


def _token_again(city_id: int, email: str, now: datetime) -> str:
    try:
        return service.invite_again(city_id, email, now=now)
    except NotFound:
        raise Refused(DISABLED, email=email) from None


def _base(host: str) -> str:
    config = current_app.config
    return pages_at(host, public=config["PUBLIC_BASE_URL"], demo=config["DEMO"])
