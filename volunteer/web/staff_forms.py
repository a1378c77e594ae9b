"""What people who work here type to come in."""

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from volunteer.web.forms import Form, PasswordField, TextField

PASSWORD = lazy_gettext("Enter your password.")


class ForgottenForm(Form):
    """Who they say they are."""

    email = TextField(
        lazy_gettext("E-mail address"),
        [InputRequired(message=lazy_gettext("Enter your e-mail address."))],
        render_kw={"type": "email", "autocomplete": "username", "spellcheck": "false"},
    )


class SignInForm(ForgottenForm):
    """And the proof of it: the first step."""

    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(message=PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


def code_field(label: str, **more: str) -> TextField:
    """Return the field for a code that a phone shows, or one on paper."""
    return TextField(
        label,
        [InputRequired(message=lazy_gettext("Enter the code."))],
        render_kw={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
            "params": {"classes": "govuk-input--width-10 govuk-input--extra-letter-spacing"},
        },
        **more,
    )


class CodeForm(Form):
    """The second step."""

    code = code_field(
        lazy_gettext("Code"),
        description=lazy_gettext("Six figures, or one of your recovery codes"),
    )


class FirstCodeForm(Form):
    """The proof that a phone has learnt the secret."""

    code = code_field(lazy_gettext("The six figures it shows"))


def new_password_field() -> PasswordField:
    """Return the field in which somebody chooses a password."""
    return PasswordField(
        lazy_gettext("Choose a password"),
        description=lazy_gettext(
            "At least 12 characters, better 15 or more. Three or four odd words do well."
        ),
        render_kw={"autocomplete": "new-password"},
    )


class LinkForm(Form):
    """The password of somebody new, or of somebody who forgot theirs."""

    password = new_password_field()


class LinkAndCodeForm(LinkForm):
    """The same of somebody whose phone shows codes: a link alone lets nobody in."""

    code = code_field(
        lazy_gettext("Code from your phone"),
        description=lazy_gettext("Six figures, or one of your recovery codes"),
    )


class DemoLinkForm(Form):
    """Nothing: in a demo the link is enough."""


class AgainForm(Form):
    """Both steps once more, before something that matters is changed."""

    password = PasswordField(
        lazy_gettext("Your password"),
        [InputRequired(message=PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    code = code_field(
        lazy_gettext("Code from your phone"),
        description=lazy_gettext("Six figures, or one of your recovery codes"),
    )


class NewPasswordForm(Form):
    """The password that somebody has, and the one they want."""

    current = PasswordField(
        lazy_gettext("Your password now"),
        [InputRequired(message=PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    password = new_password_field()
