"""The demo's inbox: every mail that the city's staff would have got.

The post office behind it is a gateway, so it is reached only through what ``app`` put into
``app.extensions``.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from volunteer.core.db import db
from volunteer.core.errors import NotFound
from volunteer.staff.model import Member
from volunteer.web.access import city

bp = Blueprint("inbox", __name__, url_prefix="/inbox")

ADDRESS = re.compile(r"(https?://\S+)")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the mails that arrived, the newest first."""
    mails = _mailbox().mails(db.session(), city().id)
    return render_template("inbox/show.html", mails=mails, names=_names())


@bp.get("/<int:mail_id>")
def mail(mail_id: int) -> ResponseReturnValue:
    """Show one mail."""
    found = _mailbox().mail(db.session(), city().id, mail_id)
    if found is None:
        raise NotFound("no such mail")
    return render_template("inbox/mail.html", mail=found, names=_names(), parts=_parts(found.body))


def _parts(body: str) -> list[tuple[str, str]]:
    """Return a mail's text in pieces, each with where it leads, if it is an address.

    An address of this city leads to the page here, at whatever port the demo is open.
    """
    return [(piece, _way(piece)) for piece in ADDRESS.split(body) if piece]


def _way(piece: str) -> str:
    parts = urlsplit(piece) if ADDRESS.fullmatch(piece) else None
    return parts.path if parts is not None and parts.hostname == city().host else ""


def _names() -> dict[str, str]:
    of_city = sa.select(Member.email, Member.name).where(Member.city_id == city().id)
    return {email: name for email, name in db.session.execute(of_city)}  # noqa: C416 - typed rows


def _mailbox() -> Any:
    return current_app.extensions["mailbox"]
