"""What is asked about somebody who works here, or is to."""

from flask_babel import lazy_gettext
from wtforms import SelectChoice
from wtforms.validators import InputRequired, Length

from volunteer.staff import members
from volunteer.staff.model import Member, Role
from volunteer.web.forms import Form, RadiosField, TextField

NAMES = {
    Role.COORDINATOR: lazy_gettext("Coordinator"),
    Role.MANAGER: lazy_gettext("Manager"),
    Role.COUNCIL_LEAD: lazy_gettext("Council lead"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}
ROLES = {
    Role.COORDINATOR: lazy_gettext("Coordinator: runs the projects of their organisation"),
    Role.MANAGER: lazy_gettext("Manager: a coordinator who also looks after who works there"),
    Role.COUNCIL_LEAD: lazy_gettext("Council lead: all projects, the city’s plan and results"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator: everything, and everybody who works here"),
}


class RoleForm(Form):
    """What somebody does here, and for whom."""

    role = RadiosField(
        lazy_gettext("Role"),
        coerce=Role,
        validators=[InputRequired(lazy_gettext("Choose a role."))],
    )
    organisation = TextField(
        lazy_gettext("Organisation"),
        [
            InputRequired(lazy_gettext("Say which organisation they work for.")),
            Length(max=80, message=lazy_gettext("At most 80 characters.")),
        ],
        description=lazy_gettext("A team of the council or a partner. A new name makes a new one."),
        render_kw={"autocomplete": "off", "params": {"attributes": {"list": "organisations"}}},
    )

    def offer(self, by: Member) -> None:
        """Offer what a member may give; for a manager the organisation is their own."""
        self.role.choices = [SelectChoice(role, ROLES[role]) for role in members.roles_for(by)]
        if by.role is not Role.ADMINISTRATOR:
            del self.organisation

    def employer(self, by: Member) -> str:
        """Return the name of the organisation."""
        return str(self.organisation.data) if "organisation" in self else by.organisation.name


class NewMemberForm(RoleForm):
    """Somebody to be taken in."""

    name = TextField(
        lazy_gettext("Name"),
        [
            InputRequired(lazy_gettext("Enter their name.")),
            Length(max=60, message=lazy_gettext("At most 60 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    email = TextField(
        lazy_gettext("E-mail address"),
        [InputRequired(lazy_gettext("Enter their e-mail address."))],
        description=lazy_gettext("They sign in with it, and are told things there."),
        render_kw={"type": "email", "autocomplete": "off", "spellcheck": "false"},
    )
