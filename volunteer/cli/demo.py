"""The demo cities, and the way into them."""

import click
from flask import current_app
from flask.cli import with_appcontext

from volunteer.cli.refusals import plainly
from volunteer.core import clock
from volunteer.core.errors import N_, Refused
from volunteer.demo import links, make


@click.group()
def demo() -> None:
    """Make the demo cities, and open their doors."""


@demo.command("make")
@with_appcontext
@plainly
def make_() -> None:
    """Make Plymouth and Barnsley with invented people, unless they are there."""
    _only_in_demo_mode()
    made = make.make(now=clock.now())
    click.echo("The demo cities are made." if made else "The demo cities are there.")


@demo.command("links")
@click.option("--port", default=8000, show_default=True)
@with_appcontext
@plainly
def links_(port: int) -> None:
    """Print new links, each good once, to look around as a coordinator and a council lead."""
    _only_in_demo_mode()
    say_welcome(port)


def say_welcome(port: int) -> None:
    """Say where the demo is and how to get in."""
    base = f"http://127.0.0.1:{port}"
    click.echo(f"The demo city is at {base}/ and its residents’ phones {_where_phones_are(base)}")
    click.echo(f"What its staff would get by e-mail is at {base}/inbox")
    for who, token in links.fresh(now=clock.now()):
        click.echo(f"Sign in once as {who}: {base}/staff/links/{token}")


def _where_phones_are(base: str) -> str:
    config = current_app.config
    if config["SMS_GATEWAY"] == "sandbox":
        return f"at {base}/phones"
    return f"with the carrier’s stand-in at {config['TWILIO_API_BASE']}"


def _only_in_demo_mode() -> None:
    if not current_app.config["DEMO"]:
        raise Refused(N_("The demo cities are for demo mode only: set DEMO=1."))
