"""Filling an opening: who would be asked and why, what it costs, and asking them."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_currency, gettext, lazy_gettext

from volunteer.calls import (
    approval,
    drive,
    filtering,
    hurrying,
    pausing,
    queries,
    service,
    shortlist,
)
from volunteer.calls.model import LIVE
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.messages import calling
from volunteer.projects import queries as projects
from volunteer.web import call_page, call_text, call_words, held_back
from volunteer.web.access import city, member
from volunteer.web.filters import moment
from volunteer.web.kit import tell

bp = Blueprint("shortlist", __name__, url_prefix="/staff")

_PROPOSED = lazy_gettext("Proposed. Nobody is asked yet; those who may approve it are told.")

bp.add_app_template_filter(call_words.soon)
bp.add_app_template_filter(call_words.by_about)


@bp.app_template_filter()
def pounds(pence: int) -> str:
    """Return pence as "£1.12"."""
    return str(format_currency(pence / 100, "GBP"))


@bp.get("/openings/<int:opening_id>")
def show(opening_id: int) -> ResponseReturnValue:
    """Show who fits an opening, best first, and how its call is doing."""
    now, session = clock.now(), db.session()
    opening = projects.opening_for(session, member(), opening_id)
    last = queries.last_call(session, city().id, opening_id)
    asks = last if last is not None and last.state in LIVE else None
    heard = drive.has_heard(session, city(), asks) if asks is not None else ()
    found = shortlist.of(session, city(), opening, now=now, without=heard)
    texts = call_text.previews(opening, found.best, urgent=asks is not None and asks.urgent)
    may_start = asks is None and bool(texts)
    may_ask = queries.one_person_may_ask(session, city(), opening_id, now=now)
    beyond = not may_ask  # nothing is left to one person: what they may propose is shown
    return render_template(
        "staff/opening.html",
        opening=opening,
        shortlist=found,
        preview=texts[0] if texts else None,
        others=texts[1:],
        planned=(
            call_page.planned(opening, found, texts[0], beyond=beyond, now=now)
            if may_start
            else None
        ),
        urgently=(
            call_page.planned_urgently(opening, found, beyond=beyond, now=now)
            if may_start
            else None
        ),
        live=call_page.live(opening, last, found, now=now),
        call=last,
        may_decide=last is not None and approval.may_decide(member(), last),
        one_may_ask=may_ask,
        opens=_opens(now),
        held_back=held_back.why(now) if opening.left else "",
    )


@bp.post("/openings/<int:opening_id>/calls")
def start(opening_id: int) -> ResponseReturnValue:
    """Start asking; or propose to ask more people than one person may decide on."""
    now, urgently = clock.now(), "urgent" in request.form
    try:
        if "beyond" in request.form:
            approval.propose(city(), member(), opening_id, urgent=urgently, now=now)
        else:
            service.start(city(), member(), opening_id, urgent=urgently, now=now)
    except Refused as refusal:
        tell(refusal)
    else:
        flash(_PROPOSED if "beyond" in request.form else _started(_opens(now)))
    return redirect(url_for(".show", opening_id=opening_id), 303)


@bp.post("/calls/<int:call_id>/end")
def end(call_id: int) -> ResponseReturnValue:
    """Stop asking."""
    service.stop(city().id, member(), call_id, now=clock.now())
    flash(gettext("Stopped. Nobody else is asked; those who were may still answer."))
    return _to_opening(call_id)


@bp.post("/calls/<int:call_id>/pause")
def pause(call_id: int) -> ResponseReturnValue:
    """Ask nobody else until somebody lets it go on."""
    try:
        pausing.pause(city().id, member(), call_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(gettext("Paused. Nobody else is asked until you go on."))
    return _to_opening(call_id)


@bp.post("/calls/<int:call_id>/resumption")
def go_on(call_id: int) -> ResponseReturnValue:
    """Go on asking, after a pause."""
    now = clock.now()
    try:
        filtering.go_on(city(), member(), call_id, now=now)
    except Refused as refusal:
        tell(refusal)
    else:
        flash(_started(_opens(now)))
    return _to_opening(call_id)


@bp.post("/calls/<int:call_id>/urgency")
def hurry(call_id: int) -> ResponseReturnValue:
    """Make a call urgent that asks already."""
    try:
        hurrying.hurry(city(), member(), call_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(
            gettext(
                "Urgent from now on. If too few of those who were asked are likely to say yes, the "
                "next people are asked at once."
            )
        )
    return _to_opening(call_id)


@bp.get("/calls/<int:call_id>")
def call(call_id: int) -> ResponseReturnValue:
    """Lead from a mail to what a call is about: an opening, or all sessions of a project."""
    return _to_all_of(call_id)


@bp.post("/calls/<int:call_id>/approval")
def approve(call_id: int) -> ResponseReturnValue:
    """Let a proposed call ask people, as a second person."""
    now = clock.now()
    try:
        approval.approve(city(), member(), call_id, now=now)
    except Refused as refusal:
        tell(refusal)
    else:
        flash(_started(_opens(now)))
    return _to_all_of(call_id)


@bp.post("/calls/<int:call_id>/refusal")
def refuse(call_id: int) -> ResponseReturnValue:
    """Let a proposed call ask nobody."""
    try:
        approval.refuse(city(), member(), call_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(gettext("Refused. Nobody is asked, and whoever proposed it is told."))
    return _to_all_of(call_id)


def _to_opening(call_id: int) -> ResponseReturnValue:
    opening_id = queries.call_for(db.session(), member(), call_id).opening_id
    return redirect(url_for(".show", opening_id=opening_id), 303)


def _to_all_of(call_id: int) -> ResponseReturnValue:
    """Lead to where a call is decided on, with all that were begun together with it."""
    found = queries.call_for(db.session(), member(), call_id)
    if found.together_id is None:
        return _to_opening(call_id)
    return redirect(url_for("together.show", project_id=found.opening.role.project_id), 303)


def _started(opens: datetime | None) -> str:
    if opens:
        return str(gettext("Started. The first texts go out on %(moment)s.", moment=moment(opens)))
    return str(gettext("We are asking now, and go on until it is full. You can close this page."))


def _opens(now: datetime) -> datetime | None:
    """Return when calls may go out, if that is not now."""
    opens = calling.next_open(city(), now)
    return opens if opens > now else None
