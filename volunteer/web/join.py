"""Joining on the web: a form, then a text to say YES to."""

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import DataRequired, InputRequired

from volunteer.cities.model import City
from volunteer.core import clock, phone
from volunteer.core.errors import Refused
from volunteer.people import service as people
from volunteer.web.access import city
from volunteer.web.forms import (
    CheckboxField,
    Form,
    MobileField,
    PostcodeField,
    RadiosField,
    TextField,
)
from volunteer.web.kit import form_page, spoken
from volunteer.web.language_choice import offer_languages

bp = Blueprint("join", __name__, url_prefix="/join")


class JoinForm(Form):
    """Who joins. Both boxes are the person's own to tick."""

    name = TextField(
        lazy_gettext("Your name"),
        [DataRequired(lazy_gettext("Tell us your name."))],
        description=lazy_gettext("A first name is enough."),
        render_kw={"autocomplete": "name", "params": {"classes": "govuk-input--width-20"}},
    )
    phone = MobileField(
        lazy_gettext("Your mobile number"),
        [DataRequired(lazy_gettext("Give your mobile number."))],
        description=lazy_gettext("We text it once, to check that it is yours."),
        render_kw={
            "autocomplete": "tel",
            "type": "tel",
            "params": {"classes": "govuk-input--width-20"},
        },
    )
    postcode = PostcodeField(
        lazy_gettext("Your postcode"),
        [DataRequired(lazy_gettext("Give your postcode."))],
        description=lazy_gettext("So that we ask you only about help needed near home."),
        render_kw={
            "autocomplete": "postal-code",
            "params": {"classes": "govuk-input--width-10"},
        },
    )
    vehicle = CheckboxField(
        lazy_gettext("I have a car or van that I can use to help"),
    )
    adult = CheckboxField(
        lazy_gettext("I am 18 or over"),
        [InputRequired(lazy_gettext("You can join when you are 18 or over."))],
    )
    agreed = CheckboxField(
        validators=[InputRequired(lazy_gettext("Tick the box if we may text you."))]
    )

    spoken = RadiosField(lazy_gettext("Which language shall we text you in?"))

    def sign_up(self, wording: str) -> people.SignUp:
        """Return the answers in the house's own terms."""
        return people.SignUp(
            name=self.name.data,
            phone=self.phone.number,
            home_text=self.postcode.data,
            adult=self.adult.data,
            agreed=self.agreed.data,
            vehicle=self.vehicle.data,
            wording=wording,
            language=self.spoken.data if "spoken" in self else city().languages[0],
        )


@bp.route("", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Ask who joins, and put them down until their YES comes."""
    form = JoinForm(postcode=request.args.get("postcode", ""), spoken=spoken())
    offer_languages(form, city())
    form.agreed.label.text = wording = consent(city())
    if form.validate_on_submit():
        addresses = current_app.extensions["geocoder"] is not None
        try:
            people.sign_up(
                city(),
                form.sign_up(wording),
                address=request.remote_addr or "",
                now=clock.now(),
                addresses=addresses,
            )
        except Refused as refusal:
            form.refuse("name", refusal)
        else:
            session["joining"] = phone.national(form.phone.number)
            return redirect(url_for(".sent"), 303)
    return form_page("join/new.html", form)


@bp.get("/sent")
def sent() -> ResponseReturnValue:
    """Tell what to do next: the same words whether or not the number was known."""
    return render_template("join/sent.html", number=session.get("joining"))


def consent(city: City) -> str:
    """Return exactly what somebody agrees to; it is kept with their consent."""
    return str(
        gettext(
            "I agree that %(council)s texts me from %(number)s to ask if I can volunteer, at most "
            "%(times)s times in any two weeks. I can stop this at any time by texting STOP to "
            "that number.",
            council=city.council,
            number=phone.national(city.number),
            times=city.rules.calls_in_14_days,
        )
    )
