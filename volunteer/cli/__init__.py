"""The command line, for those who run the service.

``volunteer`` works from a checkout; ``flask --app wsgi`` knows the same commands.
"""

import sys
from pathlib import Path

from flask import Flask
from flask.cli import FlaskGroup

from volunteer.cli import (
    audit,
    cells,
    cities,
    demo,
    mail,
    places,
    serve,
    sms,
    sms_check,
    staff,
    work,
)

ROOT = Path(__file__).parent.parent.parent

sms.sms.add_command(sms_check.check)


def install(app: Flask) -> None:
    """Give the app its commands."""
    groups = (
        cities.city,
        staff.staff,
        places.places,
        cells.cells,
        audit.audit,
        demo.demo,
        mail.mail,
    )
    for command in (*groups, sms.sms, serve.run, work.worker):
        app.cli.add_command(command)


def main() -> None:
    """Run the ``volunteer`` command."""
    sys.path.insert(0, str(ROOT))  # wsgi.py and config.py stand beside the package
    group = FlaskGroup(
        name="volunteer",
        help="A city asks its residents for help, and shows what came of it.",
        create_app=_app,
        add_default_commands=False,
        add_version_option=False,
    )
    group.add_command(sms.sms)  # known without the app, so that it works before any setting
    group.main(prog_name="volunteer")


def _app() -> Flask:
    from wsgi import app  # noqa: PLC0415 - only here are the settings read

    return app
