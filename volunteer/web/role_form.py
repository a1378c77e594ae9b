"""What a coordinator says of a role: what people are there, and who they must be."""

from collections.abc import Sequence
from math import isclose

from flask_babel import gettext, lazy_gettext, ngettext
from wtforms import SelectChoice

from volunteer.core.geo import KM_PER_MILE, miles
from volunteer.people.model import Skill
from volunteer.projects.draft import NewRole
from volunteer.web.forms import CheckboxesField, SelectField, TextField
from volunteer.web.requirements_form import RequirementsForm
from volunteer.web.skill_choices import skill_choices
from volunteer.web.typed_fields import needed

REACHES = (1, 2, 3, 5, 10)  # miles
AS_EACH_SAID, FROM_HOME = "0", "home"
# As they stand on the page.
ROLE = (
    "role_title",
    "helping",
    "required",
    "reach",
    "least_age",
    "vehicle",
    "check_level",
    "check_reason",
)


class RoleForm(RequirementsForm):
    """A role: what it is called, and who is asked."""

    role_title = TextField(
        lazy_gettext("Role"),
        needed(lazy_gettext("Enter the role, like “Gardener”."), 60),
        description=lazy_gettext("What each of them is there, for example “Gardener”"),
        default=lambda: gettext("Helper"),
    )
    helping = CheckboxesField(lazy_gettext("Which skills help?"), coerce=int)
    required = CheckboxesField(
        lazy_gettext("Which skills must everybody have?"),
        description=lazy_gettext("Nobody without them is asked. Most projects need none."),
        coerce=int,
    )
    reach = SelectField(lazy_gettext("How near must people live?"), default=AS_EACH_SAID)

    def offer_skills(self, skills: Sequence[Skill], *, radius_km: float | None = None) -> None:
        """Fill in what there is to choose from; a ``radius_km`` of before is one of them."""
        for field in (self.helping, self.required):
            field.choices = skill_choices(skills)
        radii = {reach_of(radius): radius for radius in map(_km, REACHES)}
        if radius_km is not None:
            radii.setdefault(reach_of(radius_km), radius_km)
        self._radii = radii
        self.reach.choices = [
            SelectChoice(reach, reach_words(reach))
            for reach in (AS_EACH_SAID, *sorted(radii, key=float), FROM_HOME)
        ]

    @property
    def asks_fewer(self) -> bool:
        """Whether some people are left out by where they live or what they can do."""
        return bool(self.required.data or self.reach.data not in {AS_EACH_SAID, None})

    def role(self) -> NewRole:
        """Return the answers in the house's own terms."""
        return NewRole(
            title=self.role_title.data,
            skills_required=tuple(self.required.data),
            skills_helping=tuple(self.helping.data),
            radius_km=self._radii.get(self.reach.data),
            requirements=self.requirements(),
            remote=self.reach.data == FROM_HOME,
        )


def reach_of(radius_km: float | None, *, remote: bool = False) -> str:
    """Return how a radius is called in the form: in miles, whole ones as such."""
    if remote:
        return FROM_HOME
    if radius_km is None:
        return AS_EACH_SAID
    far = miles(radius_km)
    whole = round(far)
    return str(whole) if isclose(far, whole, abs_tol=1e-6) and whole else f"{far:.1f}"


def reach_words(reach: str) -> str:
    """Return what the form calls so in words."""
    if reach == AS_EACH_SAID:
        return str(gettext("As far as each of them said"))
    if reach == FROM_HOME:
        return str(gettext("Anywhere: it is done from home"))
    if reach.isdigit():
        return str(ngettext("Within %(num)s mile", "Within %(num)s miles", int(reach)))
    return str(gettext("Within %(miles)s miles", miles=reach))


def _km(far: int) -> float:
    return far * KM_PER_MILE
