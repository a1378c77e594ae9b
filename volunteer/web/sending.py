"""What texts go out: how many wait, what today cost, and the switch that holds them all back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.core import clock
from volunteer.core.audit import By
from volunteer.core.db import db
from volunteer.messages import senders, spend
from volunteer.messages.model import Lane
from volunteer.web.access import city, member

bp = Blueprint("sending", __name__, url_prefix="/staff/sending")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show whether texts go out, what waits, and what is left of today's money."""
    session, here, now = db.session(), city(), clock.now()
    waiting = senders.waiting(session, here.id, now=now)
    return render_template(
        "staff/sending.html",
        sender=senders.of(session, here.id),
        calls=waiting.get(Lane.CALL, 0),
        others=sum(waiting.values()) - waiting.get(Lane.CALL, 0),
        left=spend.left_today(session, here, now=now),
        used_up=spend.is_used_up(session, here, now=now),
    )


@bp.post("/pause")
def pause() -> ResponseReturnValue:
    """Hold back every text from now on."""
    senders.pause(city().id, now=clock.now(), by=By.member(member().id))
    flash(gettext("Paused. Nothing more goes out until somebody lets the texts go."))
    return redirect(url_for(".show"), 303)


@bp.post("/resume")
def resume() -> ResponseReturnValue:
    """Let the texts go again that are of use still."""
    senders.unpause(city().id, now=clock.now(), by=By.member(member().id))
    flash(gettext("The texts go out again."))
    return redirect(url_for(".show"), 303)
