"""A role of a project, changed after it was posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.calls import role_change
from volunteer.calls.role_change import Elsewhere
from volunteer.calls.role_effects import Effects
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.people import skills
from volunteer.people.model import Skill
from volunteer.projects import queries, role_openings, roles
from volunteer.projects.model import Opening, ProjectRole
from volunteer.projects.role_openings import TooFew
from volunteer.projects.roles import ChangedMeanwhile
from volunteer.web import role_words
from volunteer.web.access import city, member
from volunteer.web.role_edit_form import PLACES, RoleEditForm, edit_form
from volunteer.web.skill_choices import named

bp = Blueprint("roles", __name__, url_prefix="/staff/roles")


@dataclass(slots=True)
class _Page:
    """A role as it is saved, the form it is changed by, and what else there is to tell."""

    role: ProjectRole
    openings: Sequence[Opening]
    skills: Sequence[Skill]
    form: RoleEditForm

    def changes(self) -> list[role_words.Change]:
        """Return what is typed and not saved."""
        names = {one.id: named(one) for one in self.skills}
        saved = roles.of(self.role)
        return role_words.changes(saved, self.form.edit(), self.openings, names)

    def shown(self, **more: Any) -> ResponseReturnValue:
        """Show it: with 422 when there are mistakes."""
        page = render_template(
            "staff/role.html", role=self.role, openings=self.openings, form=self.form,
            prefix=PLACES, **more,
        )  # fmt: skip
        return page, 422 if self.form.errors else 200


@bp.route("/<int:role_id>", methods=["GET", "POST"])
def show(role_id: int) -> ResponseReturnValue:
    """Change what a role is, what it asks for, and for how many.

    What that does to people and calls is shown first; it is done by sending the form again.
    """
    page = _page(role_id)
    return _save(page) if page.form.validate_on_submit() else page.shown()


def _page(role_id: int) -> _Page:
    session = db.session()
    role = queries.role_for(session, member(), role_id)
    openings = role_openings.to_come(session, role, now=clock.now())
    known = skills.of_city(session, city().id)
    return _Page(role, openings, known, edit_form(role, openings, known))


def _save(page: _Page) -> ResponseReturnValue:
    if not page.changes():
        return _back(page.role, gettext("Nothing was changed."))
    try:
        effects = _rehearse(page)
        if effects.any and not page.form.has_shown(effects):
            return _check(page, effects)
        _change(page)
    except ChangedMeanwhile as refusal:
        page.form.refuse("role_title", refusal)
        return page.shown(saved=page.changes())
    except Refused as refusal:
        page.form.refuse(_field(refusal), refusal)
        return page.shown()
    return _back(page.role, gettext("Saved."))


def _rehearse(page: _Page) -> Effects:
    now, role_id = clock.now(), page.role.id
    effects = role_change.rehearse(city(), member(), role_id, page.form.edit(), now=now)
    page.openings = role_openings.to_come(db.session(), page.role, now=now)  # anew, and all at once
    return effects


def _change(page: _Page) -> Effects:
    edit = page.form.edit()
    return role_change.change(city(), member(), page.role.id, edit, now=clock.now())


def _check(page: _Page, effects: Effects) -> ResponseReturnValue:
    return page.shown(
        effects=list(role_words.done(effects)),
        changes=page.changes(),
        signed=page.form.sign(effects),
    )


def _field(refusal: Refused) -> str:
    """Return the field at which a refusal is shown."""
    if isinstance(refusal, TooFew):
        return f"{PLACES}{refusal.opening_id}"
    return "reach" if isinstance(refusal, Elsewhere) else "role_title"


def _back(role: ProjectRole, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("projects.show", project_id=role.project_id), 303)
