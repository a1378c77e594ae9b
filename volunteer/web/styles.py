"""The parts that pages are made of, each in every state: for who builds pages. Demo only.

A part is a file in ``templates/styles/``; a new one shows by being there.
"""

from datetime import timedelta
from functools import cache

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from volunteer.core import clock
from volunteer.web import map_specimens

bp = Blueprint("styles", __name__)

FOLDER = "styles/"


@bp.get("/styles")
def show() -> ResponseReturnValue:
    """Show every part in every state."""
    return render_template(
        "styles/show.html",
        parts=_parts(),
        now=clock.now(),
        hours=lambda n: timedelta(hours=n),
        ward_maps=map_specimens.ward_maps,
    )


@cache
def _parts() -> tuple[str, ...]:
    """Return the templates of the parts, by name."""
    found = current_app.jinja_env.list_templates(filter_func=_is_part)
    return tuple(sorted(found))


def _is_part(template: str) -> bool:
    return template.startswith(f"{FOLDER}_") and template.endswith(".html")
