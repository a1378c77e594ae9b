"""What needs doing near a postcode, or anywhere in the city."""

from collections.abc import Iterable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from wtforms.validators import DataRequired

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.projects.near import Near, near
from volunteer.web import areas, cards, spot_maps
from volunteer.web.access import city
from volunteer.web.cards import Card
from volunteer.web.forms import Form, PostcodeField
from volunteer.web.kit import form_page

bp = Blueprint("near", __name__)

SHOWN = 30


class PostcodeForm(Form):
    """Where somebody is. It changes nothing, so it comes by GET and has no token."""

    class Meta:
        """No token."""

        csrf = False

    postcode = PostcodeField(
        lazy_gettext("Your postcode"),
        [DataRequired(lazy_gettext("Give your postcode."))],
        description=lazy_gettext("For example PL4 7AA"),
        render_kw={
            "autocomplete": "postal-code",
            "params": {"classes": "govuk-input--width-10"},
        },
    )


@bp.get("/near")
def show() -> ResponseReturnValue:
    """Show the coming sessions with open places: the nearest and neediest first."""
    session, now = db.session(), clock.now()
    if "postcode" not in request.args:
        found = _cards(projects.coming(session, city().id, now, SHOWN))
        return render_template(
            "near.html",
            form=PostcodeForm(),
            cards=found,
            wards=areas.names(),
            map=spot_maps.near(found, None),
        )
    form = PostcodeForm(request.args)
    if not form.validate():
        return form_page("near.html", form)
    spot = form.postcode.spot
    found = _cards(near(session, city().id, spot.point, now, SHOWN))
    return render_template(
        "near.html",
        form=form,
        spot=spot,
        cards=found,
        wards=areas.names(),
        map=spot_maps.near(found, spot),
    )


def _cards(found: Iterable[Opening | Near]) -> list[Card]:
    return spot_maps.numbered(cards.by_project(found))
