"""The desk: texts that no machine understood, to be answered by people; and all that came."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.desk import assigning, log, matter, queue, ringing
from volunteer.messages.model import Outcome, Text
from volunteer.people import queries as people
from volunteer.web import desk_forms, desk_words, paging
from volunteer.web.access import city, member

bp = Blueprint("desk", __name__, url_prefix="/staff/desk")

PAGE = 25
MINE = "mine"


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the texts that wait, what sounds like danger first, with what can be done at once."""
    session, me, now = db.session(), member(), clock.now()
    mine = request.args.get("whose") == MINE
    numbers = _in_danger(queue.waiting(session, me, mine=mine, limit=queue.AT_ONCE))
    texts = queue.waiting(session, me, mine=mine, limit=queue.AT_ONCE)
    lately = queue.lately_settled(session, me, now=now)
    waiting, my_own = queue.how_many(session, me)
    return render_template(
        "staff/desk.html",
        texts=texts,
        mine=mine,
        waiting=waiting,
        my_own=my_own,
        kept=queue.kept(session, me),
        numbers=numbers,
        lately=lately,
        matters=matter.of_texts(session, me, texts, now=now),
        **known_of([*texts, *lately]),
    )


@bp.get("/texts")
def texts() -> ResponseReturnValue:
    """Show every text that came, the newest first, or those that are looked for."""
    number, form = paging.asked(), desk_forms.filter_form()
    chosen = form.chosen()
    found = log.find(db.session(), member(), limit=PAGE + 1, offset=(number - 1) * PAGE, **chosen)
    page = paging.of(found, size=PAGE, number=number)
    return render_template(
        "staff/texts.html",
        page=page,
        filter=form,
        filtered=any(chosen.values()),
        kept={"name": chosen["name"] or None, "sort": chosen["sort"] and chosen["sort"].value},
        **known_of(page.rows),
    )


def known_of(texts: Any) -> dict[str, Any]:
    """Return who wrote each text (everybody who shares the phone) and who looks after it."""
    session, here = db.session(), city().id
    behind = people.of_contacts(session, here, {text.contact_id for text in texts})
    ids = [one for text in texts for one in (text.assigned_to_id, text.seen_by_id)]
    return {
        "names": {
            text.id: ", ".join(one.name for one in behind.get(text.contact_id, []))
            for text in texts
        },
        "members": assigning.names(session, here, ids),
        "silence": desk_words.silence,
        "danger": desk_words.danger,
    }


def _in_danger(texts: list[Text]) -> dict[int, str]:
    """Return the numbers to ring at once, by texts."""
    danger = [text.id for text in texts if text.outcome is Outcome.DANGER]
    return ringing.numbers_in_danger(member(), danger, now=clock.now()) if danger else {}
