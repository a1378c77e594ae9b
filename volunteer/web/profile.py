"""What volunteers say of themselves, and leaving."""

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional

from volunteer.calls import profiles
from volunteer.calls import service as calls
from volunteer.core import clock, geo
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.people import profile as people
from volunteer.people import skills
from volunteer.people.ages import ADULT, AGES
from volunteer.people.model import Travel, Volunteer
from volunteer.visits.model import Ended
from volunteer.web import sessions
from volunteer.web.access import city, volunteer
from volunteer.web.forms import (
    CheckboxesField,
    CheckboxField,
    Form,
    NumberField,
    PostcodeField,
    RadiosField,
    SelectField,
    TextField,
)
from volunteer.web.kit import form_page
from volunteer.web.language_choice import offer_languages
from volunteer.web.skill_choices import skill_choices

bp = Blueprint("profile", __name__, url_prefix="/me")

WAYS = [
    SelectChoice(Travel.FOOT, lazy_gettext("On foot")),
    SelectChoice(Travel.BICYCLE, lazy_gettext("By bicycle")),
    SelectChoice(Travel.BUS, lazy_gettext("By bus")),
    SelectChoice(Travel.CAR, lazy_gettext("By car")),
]
DAYS = [
    lazy_gettext("Monday"),
    lazy_gettext("Tuesday"),
    lazy_gettext("Wednesday"),
    lazy_gettext("Thursday"),
    lazy_gettext("Friday"),
    lazy_gettext("Saturday"),
    lazy_gettext("Sunday"),
]
PARTS = [lazy_gettext("morning"), lazy_gettext("afternoon"), lazy_gettext("evening")]
FARTHEST_MILES = 60
LIMITS = [
    SelectChoice("", lazy_gettext("As often as the city may")),
    SelectChoice("1", lazy_gettext("Once a month at most")),
    SelectChoice("2", lazy_gettext("Twice a month at most")),
    SelectChoice("0", lazy_gettext("Not at all for now")),
]


class ProfileForm(Form):
    """All that a volunteer can change."""

    name = TextField(
        lazy_gettext("Your name"),
        [DataRequired(lazy_gettext("Tell us your name."))],
        render_kw={"autocomplete": "name", "params": {"classes": "govuk-input--width-20"}},
    )
    postcode = PostcodeField(
        lazy_gettext("Your postcode"),
        [DataRequired(lazy_gettext("Give your postcode."))],
        render_kw={
            "autocomplete": "postal-code",
            "params": {"classes": "govuk-input--width-10"},
        },
    )
    skill_ids = CheckboxesField(lazy_gettext("What can you do?"), coerce=int)
    travel = RadiosField(lazy_gettext("How do you get about?"), choices=WAYS, coerce=Travel)
    reach = NumberField(
        lazy_gettext("How far would you go, in miles?"),
        [
            Optional(),
            NumberRange(1, FARTHEST_MILES, lazy_gettext("Give a number from 1 to 60.")),
        ],
        description=lazy_gettext("Leave it empty and we go by how you get about."),
        render_kw={
            "inputmode": "decimal",
            "params": {"classes": "govuk-input--width-3"},
        },
    )
    vehicle = CheckboxField(lazy_gettext("I have a car or van that I can use to help"))
    age = RadiosField(
        lazy_gettext("How old are you?"),
        choices=[SelectChoice(age, lazy_gettext("%(age)s or over", age=age)) for age in AGES],
        coerce=int,
        description=lazy_gettext(
            "A few roles, like driving a minibus, are for older people. We keep no birthday."
        ),
    )
    free = CheckboxesField(
        lazy_gettext("When are you free?"),
        choices=[SelectChoice(bit, "") for bit in range(len(DAYS) * len(PARTS))],
        coerce=int,
    )
    limit = SelectField(lazy_gettext("How often may we ask you?"), choices=LIMITS)

    spoken = RadiosField(lazy_gettext("Which language shall we text you in?"))

    def profile(self, before: Volunteer) -> people.Profile:
        """Return the answers in the house's own terms."""
        home = before.home.address if before.home else None
        miles = self.reach.data
        return people.Profile(
            name=self.name.data,
            skill_ids=tuple(self.skill_ids.data),
            travel=self.travel.data,
            reach_km=None if miles is None else float(miles) * geo.KM_PER_MILE,
            free=sum(1 << bit for bit in self.free.data) or None,
            most_calls_a_month=int(self.limit.data) if self.limit.data else None,
            language=self.spoken.data if "spoken" in self else before.contact.language,
            vehicle=self.vehicle.data,
            age=self.age.data,
            home_text=None if self.postcode.data == home else self.postcode.data,
        )


@bp.route("/profile", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show what we know of somebody, and change it."""
    form = ProfileForm(data=_answers(volunteer()))
    form.skill_ids.choices = skill_choices(skills.of_city(db.session(), city().id))
    offer_languages(form, city())
    if form.validate_on_submit() and _update(form):
        flash(gettext("Your profile is changed."))
        return redirect(url_for("me.show"), 303)
    return form_page("me/profile.html", form, days=DAYS, parts=PARTS)


@bp.post("/leave")
def leave() -> ResponseReturnValue:
    """Let somebody go: their places are given back, and we ask them nothing any more."""
    calls.leave(city(), volunteer().id, now=clock.now())
    sessions.end(Ended.LEFT)
    flash(gettext("You have left. Thank you for everything you did."))
    return redirect(url_for("home.show"), 303)


def _update(form: ProfileForm) -> bool:
    addresses = current_app.extensions["geocoder"] is not None
    person = volunteer()
    try:
        profiles.change(
            city().id,
            person.id,
            form.profile(person),
            now=clock.now(),
            addresses=addresses,
        )
    except Refused as refusal:
        form.refuse("name", refusal)
        return False
    return True


def _answers(person: Volunteer) -> dict[str, object]:
    reach = None if person.reach_km is None else round(geo.miles(person.reach_km), 1)
    most = person.most_calls_a_month
    return {
        "name": person.name,
        "postcode": person.home.address if person.home else "",
        "skill_ids": [skill.id for skill in person.skills],
        "travel": person.travel,
        "vehicle": person.vehicle_said_at is not None,
        "age": person.age_said or ADULT,
        "reach": reach and f"{reach:g}",
        "free": [bit for bit in range(21) if (person.free or 0) >> bit & 1],
        "limit": "" if most is None else str(most),
        "spoken": person.contact.language,
    }
