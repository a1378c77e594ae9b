"""The app as a server loads it: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

import os
import sys

import config
from volunteer.app import create_app
from volunteer.core import log

try:
    settings = config.load(os.environ)
except config.Unfit as problem:
    sys.exit(f"Volunteer cannot start:\n{problem}")

app = create_app(settings)
log.catch_all()
