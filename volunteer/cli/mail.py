"""Whether mail works: one is sent, and what went wrong is said in plain words."""

import secrets
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext

from volunteer.cli.refusals import plainly
from volunteer.core import clock
from volunteer.core.errors import N_, GatewayError, Refused
from volunteer.core.ports import Mail
from volunteer.staff.notices import words

NO_MAIL = N_("MAIL_GATEWAY is none: no mail goes out, and staff are told of nothing.")
ONLY_HERE = N_(
    "MAIL_GATEWAY is mailbox: mails go to the demo’s own inbox (/inbox), to nobody real."
)
TROUBLE = {
    "unreachable": N_(
        "The mail server did not answer, or hung up. Check the host and port in SMTP_URL, and "
        "whether this machine may reach it."
    ),
    "no tls": N_(
        "The mail server offers no encryption (STARTTLS), so neither password nor mail was sent. "
        "Try smtps:// in SMTP_URL, or the server’s other port."
    ),
    "certificate": N_(
        "The mail server’s certificate is not one to trust, or is of another name. Use the name "
        "that the certificate is made out to."
    ),
    "tls": N_(
        "The encrypted connection could not be made. smtps:// is for port 465, smtp:// for 587."
    ),
    "login": N_(
        "The mail server refused the user or the password in SMTP_URL. Special letters in them "
        "are written as %40 (@), %3A (:), %2F (/)."
    ),
    "sender": N_("The mail server does not let this account send from the address in MAIL_FROM."),
    "address": N_("That is no address that a mail can be sent to."),
    "no answer": N_(
        "The connection was lost after the mail was handed over. It may have arrived: look."
    ),
}
REFUSED = N_("The mail server refused this mail (%(code)s): for most, there is no such mailbox.")
LATER = N_("The mail server does not take the mail now (%(code)s). It may in a few minutes.")


@click.group()
def mail() -> None:
    """See whether mail works."""


@mail.command()
@click.argument("address")
@with_appcontext
@plainly
def test(address: str) -> None:
    """Send one mail to ADDRESS."""
    gateway, config = current_app.extensions["mail"], current_app.config
    if gateway is None:
        raise Refused(NO_MAIL)
    if config["MAIL_GATEWAY"] == "mailbox":
        raise Refused(ONLY_HERE)
    try:
        gateway.send(_test_mail(address))
    except GatewayError as error:
        raise _in_words(error) from None
    click.echo(f"The mail server took a mail for {address}. See whether it arrived.")


def _test_mail(address: str) -> Mail:
    host = urlsplit(current_app.config["PUBLIC_BASE_URL"]).hostname or "localhost"
    subject, body = words.test()
    return Mail(
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        city_id=None,
        sender_name="Volunteer",
        to=address,
        subject=subject,
        body=body,
        at=clock.now(),
    )


def _in_words(error: GatewayError) -> Refused:
    if error.code in TROUBLE:
        return Refused(TROUBLE[error.code])
    return Refused(REFUSED if error.permanent else LATER, code=error.code)
