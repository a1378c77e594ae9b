"""Asking about all sessions of a project at once: what it takes, how it goes, and stopping it."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from volunteer.calls import approval, drive, overview, queries, shortlist, together
from volunteer.calls.model import LIVE, Call, CallState
from volunteer.calls.overview import Line, Prospect
from volunteer.calls.progress import Progress
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.messages import calling
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.web import call_text, held_back
from volunteer.web.access import city, member
from volunteer.web.call_text import Preview
from volunteer.web.filters import moment
from volunteer.web.kit import tell

bp = Blueprint("together", __name__, url_prefix="/staff/projects/<int:project_id>")

RANKED = 26  # sessions that ask: of more, nobody is ranked each time that somebody looks
READ = 10  # people a session whose texts are written, to find the dearest in each language


@bp.get("/asking")
def show(project_id: int) -> ResponseReturnValue:
    """Show all sessions to come, whom asking about them all would reach, or how it goes."""
    now, session, me = clock.now(), db.session(), member()
    project = projects.get_for(session, me, project_id)
    lines = overview.lines(session, me, project_id, now=now)
    openings = [line.opening for line in lines if _may_be_asked_about(line)]
    live = [line.call for line in lines if line.call and line.call.state in LIVE]
    may_ask = _may_ask([line.opening for line in lines], now)
    found = overview.prospect(session, city(), openings, most=may_ask or None, now=now)
    awaited = _expected(live, CallState.PROPOSED, may_ask, now)
    opens = calling.next_open(city(), now)
    return render_template(
        "staff/together.html",
        project=project,
        lines=lines,
        openings=openings,
        prospect=found,
        texts=_previews(openings, found) or _previews([one.opening for one in live], awaited),
        may_ask=may_ask,
        days=drive.DAYS,
        progress=sum((line.progress for line in lines if line.call in live), Progress()),
        live=live,
        going=_expected(live, CallState.RUNNING, may_ask, now),
        proposed=_proposed(live),
        awaited=awaited,
        at=now,
        may_decide=any(approval.may_decide(me, call) for call in live),
        opens=opens if opens > now else None,
        held_back=held_back.why(now),
    )


@bp.post("/calls")
def start(project_id: int) -> ResponseReturnValue:
    """Start asking about all of them; or propose to ask more people than one may decide on."""
    now, beyond = clock.now(), "beyond" in request.form
    begin = together.propose if beyond else together.start
    try:
        begin(city(), member(), project_id, now=now)
    except Refused as refusal:
        tell(refusal)
    else:
        flash(_proposed_words() if beyond else _started(now))
    return _back(project_id)


@bp.post("/calls/end")
def end(project_id: int) -> ResponseReturnValue:
    """Stop asking about all of them."""
    stopped = together.stop(city().id, member(), project_id, now=clock.now())
    flash(
        ngettext(
            "Stopped. Nobody else is asked about this session; those who were may still answer.",
            "Stopped. Nobody else is asked about these %(num)s sessions; those who were may still "
            "answer.",
            stopped,
        )
        if stopped
        else gettext("Nobody was being asked any more.")
    )
    return _back(project_id)


@bp.post("/calls/pause")
def pause(project_id: int) -> ResponseReturnValue:
    """Ask nobody else about any of them until somebody lets it go on."""
    paused = together.pause(city().id, member(), project_id, now=clock.now())
    flash(
        gettext("Paused. Nobody else is asked until you go on.")
        if paused
        else gettext("Nobody was being asked any more.")
    )
    return _back(project_id)


@bp.post("/calls/resumption")
def go_on(project_id: int) -> ResponseReturnValue:
    """Go on asking about all that somebody paused."""
    now = clock.now()
    resumed = together.go_on(member(), project_id, now=now)
    flash(_started(now) if resumed else gettext("Nothing was paused any more."))
    return _back(project_id)


def _back(project_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", project_id=project_id), 303)


def _may_be_asked_about(line: Line) -> bool:
    return bool(line.opening.left) and (line.call is None or line.call.state not in LIVE)


def _may_ask(openings: list[Opening], now: datetime) -> int:
    """Return how many people one person may ask about a project that has these openings."""
    if not openings:
        return 0
    return queries.one_person_may_ask(db.session(), city(), openings[0].id, now=now)


def _expected(live: list[Call], state: CallState, may_ask: int, now: datetime) -> Prospect:
    """Return what to expect of those calls that are in a state; nothing of very many that ask."""
    calls = [call for call in live if call.state is state and call.opening.left]
    running = state is CallState.RUNNING
    if running and len(calls) > RANKED:
        return Prospect()
    alone = running and not all(call.is_approved for call in calls)
    return overview.prospect(
        db.session(),
        city(),
        [call.opening for call in calls],
        calls=calls,
        most=may_ask if alone else None,
        now=now,
    )


def _proposed(live: list[Call]) -> Call | None:
    """Return the first of the calls that wait for a second person."""
    return next((call for call in live if call.state is CallState.PROPOSED), None)


def _proposed_words() -> str:
    return str(gettext("Proposed. Nobody is asked yet; those who may approve it are told."))


def _started(now: datetime) -> str:
    opens = calling.next_open(city(), now)
    if opens > now:
        return str(gettext("Started. The first texts go out on %(moment)s.", moment=moment(opens)))
    return str(
        gettext(
            "We are asking now, and go on until every session is full. You can close this page."
        )
    )


def _previews(openings: list[Opening], found: Prospect) -> list[Preview]:
    """Return the texts that the first of those get who are asked first, dearest first."""
    session, here = db.session(), city()
    first = [(one, [chosen.match for chosen in found.first.get(one.id, [])]) for one in openings]
    return call_text.of_several(
        (opening, shortlist.suggestions(session, here, opening, matches[:READ]))
        for opening, matches in first
    )
