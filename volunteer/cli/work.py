"""The worker, by itself."""

import click
from flask import current_app
from flask.cli import with_appcontext


@click.command()
@with_appcontext
def worker() -> None:
    """Send, answer, ask and remind until stopped. Any number may run."""
    current_app.extensions["worker"].run()
