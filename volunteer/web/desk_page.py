"""The page of one text: what was said, what it did, and all that can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from volunteer.calls.model import Placement
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.desk import asked, assigning, done, log, matter, places, ringing, threads
from volunteer.desk.matter import Matter
from volunteer.hours.timesheet import minutes, typed
from volunteer.messages.model import Outcome, Question, Text
from volunteer.people import queries as people
from volunteer.staff.model import Member
from volunteer.web import desk, desk_words
from volunteer.web.access import city, member
from volunteer.web.desk_forms import HandForm, HoursForm, PartyForm, ReplyForm
from volunteer.web.forms import Form, sentence

WHOLE, SHOWN = 400, 6  # texts of a thread: all there are, and those not folded away


@dataclass
class Forms:
    """The forms of a page; ``sent`` is the one that came back with a mistake."""

    reply: ReplyForm
    party: PartyForm
    hours: HoursForm
    hand: HandForm
    sent: Form | None = None


def of(
    text_id: int, *, sent: Form | None = None, numbers: dict[int, str] | None = None
) -> ResponseReturnValue:
    """Show a text that the member may read."""
    session, me, now = db.session(), member(), clock.now()
    numbers = _in_danger(text_id, now) | (numbers or {})
    text = log.one(session, me, text_id)
    about = matter.of_text(session, me, text, now=now)
    thread = threads.of_texts(session, me, [text], limit=WHOLE)[text.id]
    effects = done.of_text(session, me, text)
    values = _to_do(session, me, text, about, sent, now) if is_waiting(text) else {}
    page = render_template(
        "staff/text.html",
        text=text,
        about=about,
        asked=_asked(session, text),
        thread=thread,
        folded=_folded(thread, text),
        effects=effects,
        numbers=numbers,
        words=desk_words,
        refusal=sentence,
        waits=is_waiting(text),
        form=sent,
        **desk.known_of([text]) | _doers(session, text, effects) | values,
    )
    return page, 422 if sent else 200


def is_waiting(text: Text) -> bool:
    """Return whether a text waits on a desk."""
    return text.desk_at is not None and text.seen_at is None


def past_places(text: Text) -> list[Placement]:
    """Return where the people behind a text's phone may have given the hours it tells of."""
    session = db.session()
    behind = people.of_contact(session, city().id, text.contact_id)
    return places.past(session, member(), behind, now=clock.now())


def _asked(session: Session, text: Text) -> Question | None:
    question = asked.of_texts(session, city().id, [text]).get(text.id)
    return question if question is not None and asked.is_fresh(question, text) else None


def _to_do(
    session: Session, me: Member, text: Text, about: Matter | None, sent: Form | None, now: datetime
) -> dict[str, Any]:
    behind = people.of_contact(session, city().id, text.contact_id)
    coming = places.coming(session, me, behind, now=now)
    past = places.past(session, me, behind, now=now)
    if about is not None and about.may_decline:
        coming = [one for one in coming if one.opening_id != about.opening.id]
    forms = Forms(
        _sent(sent, ReplyForm), _party(sent, about), _hours(sent, text, about, past), HandForm()
    )
    others = [one for one in assigning.colleagues(session, text) if one.id != me.id]
    forms.hand.offer(others)
    return {"forms": forms, "coming": coming, "past": past, "others": others}


def _party(sent: Form | None, about: Matter | None) -> PartyForm:
    if isinstance(sent, PartyForm):
        return sent
    had = about.placement.party if about is not None and about.placement is not None else 1
    return PartyForm(formdata=None, party=had)


def _hours(
    sent: Form | None, text: Text, about: Matter | None, past: Sequence[Placement]
) -> HoursForm:
    if isinstance(sent, HoursForm):
        return sent
    told = minutes(text.body)
    asked_of = about.placement.id if about and about.asks_hours and about.placement else None
    form = HoursForm(formdata=None, hours=typed(told) if told else "", placement_id=asked_of)
    form.offer(past)
    return form


def _sent(sent: Form | None, kind: type[ReplyForm]) -> ReplyForm:
    return sent if isinstance(sent, kind) else kind(formdata=None)


def _folded(thread: Sequence[Any], text: Text) -> int:
    """Return how many texts of a thread to fold away: the text itself is always seen."""
    places_of = [n for n, one in enumerate(thread) if isinstance(one, Text) and one.id == text.id]
    return max(0, min(len(thread) - SHOWN, *(n - 1 for n in places_of)))


def _doers(session: Session, text: Text, effects: Sequence[done.Done]) -> dict[str, Any]:
    who = [one for d in effects for one in (d.effect.by_id, d.effect.undone_by_id)]
    ids = [*who, text.assigned_to_id, text.seen_by_id]
    return {"members": assigning.names(session, city().id, ids)}


def _in_danger(text_id: int, now: datetime) -> dict[int, str]:
    text = log.one(db.session(), member(), text_id)
    if not (is_waiting(text) and text.outcome is Outcome.DANGER):
        return {}
    return ringing.numbers_in_danger(member(), [text_id], now=now)
