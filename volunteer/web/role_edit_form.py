"""The form that changes a role: with what it is now, and the places of its sessions to come."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms.validators import NumberRange, ValidationError

from volunteer.calls.role_change import Edit
from volunteer.calls.role_effects import Effects
from volunteer.people.model import Skill
from volunteer.projects.draft import MOST_PLACES
from volunteer.projects.model import Opening, ProjectRole
from volunteer.projects.role_openings import TooFew
from volunteer.web.filters import when
from volunteer.web.forms import Form, sentence
from volunteer.web.role_form import ROLE, RoleForm, reach_of
from volunteer.web.typed_fields import AmountField, needed

PLACES = "places_"
DIGITS = re.compile("[0-9]{1,9}")


class RoleEditForm(RoleForm):
    """A role, and how many people in each session to come.

    The page says by ``edition`` what it was made of, and by ``shown`` what the change on it does:
    so nobody overwrites what they have not seen, or does what they were not told of.
    """

    def edit(self) -> Edit:
        """Return the answers in the house's own terms."""
        return Edit(self.role(), _number(request.form.get("edition", "")), self.places())

    def places(self) -> dict[int, int]:
        """Return how many people each session asks for, by the ids of the openings."""
        return {
            int(name.removeprefix(PLACES)): field.data
            for name, field in self._fields.items()
            if name.startswith(PLACES)
        }

    def has_shown(self, effects: Effects) -> bool:
        """Return whether the page that was sent had told all that this does."""
        return request.form.get("shown") == self.sign(effects)

    def sign(self, effects: Effects) -> str:
        """Return a word that is another one when anything typed, or what it does, is another."""
        what = (self.edit(), replace(effects, next_wave=None))
        return sha256(repr(what).encode()).hexdigest()[:20]


def edit_form(
    role: ProjectRole, openings: Sequence[Opening], skills: Sequence[Skill]
) -> RoleEditForm:
    """Return the form of a role: with what was typed, or else with what it is."""
    fields = {f"{PLACES}{one.id}": _places(one) for one in openings if _is_asked(one)}
    kind: type[RoleEditForm] = type("OneRoleForm", (RoleEditForm,), fields)
    form = kind(data=_as_it_is(role))
    form.order(*ROLE, *fields)
    form.offer_skills(skills, radius_km=role.radius_km)
    return form


def _is_asked(opening: Opening) -> bool:
    """Leave alone what was added after the page was made."""
    return request.method != "POST" or f"{PLACES}{opening.id}" in request.form


def _places(opening: Opening) -> AmountField:
    hint = gettext("Taken: %(taken)s", taken=opening.taken) if opening.taken else ""
    return AmountField(
        when(opening.session),
        [
            *needed(lazy_gettext("Enter how many people you need.")),
            NumberRange(1, MOST_PLACES, message=lazy_gettext("Ask for 1 to 500 people.")),
            partial(_ensure_enough, opening),
        ],
        description=hint,
        default=opening.places,
        whole=True,
    )


def _ensure_enough(opening: Opening, _form: Form, field: AmountField) -> None:
    """Refuse fewer than are taken together with what else is wrong, not after it."""
    if field.data is not None and field.data < opening.taken:
        raise ValidationError(sentence(TooFew(opening)))


def _as_it_is(role: ProjectRole) -> dict[str, Any]:
    asked = role.requirements
    return {
        "role_title": role.title,
        "helping": [one.skill_id for one in role.skills if not one.required],
        "required": [one.skill_id for one in role.skills if one.required],
        "reach": reach_of(role.radius_km, remote=role.remote),
        "least_age": asked.least_age,
        "vehicle": asked.vehicle,
        "check_level": asked.level.value if asked.level else "",
        "check_reason": asked.reason,
    }


def _number(typed: str) -> int:
    return int(typed) if DIGITS.fullmatch(typed) else 0  # of which no role has such an edition
