"""YES and NO to a call or an offer, and giving a place back."""

from datetime import datetime, timedelta
from typing import Any

from volunteer.calls import capacity, offers, steps, texts
from volunteer.calls import queries as calls
from volunteer.calls.model import HOLDS_PLACES, Invitation, Placement, Standing
from volunteer.messages import questions
from volunteer.messages.model import Asked, Outcome, Question, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import desk
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

CHOICE_LASTS = timedelta(hours=24)


def answer(turn: Turn, question: Question) -> Did:
    """Act on a reply to a call or an offer, also when its sender changes their mind."""
    volunteer, opening = _subject(turn, question)
    if volunteer is None:
        return desk.unclear(turn, "answers for somebody who has left")
    if _means_another(turn, opening):
        return withdraw(turn) if turn.reading.kind is Kind.WITHDRAW else desk.unclear(turn)
    if turn.reading.kind is Kind.YES:
        return _yes(turn, question, volunteer, opening)
    if turn.reading.kind in (Kind.NO, Kind.WITHDRAW):
        return _no(turn, question, volunteer, opening)
    return desk.unclear(turn)


def withdraw(turn: Turn) -> Did:
    """Give back the one place they have; with several, ask which."""
    ids = [v.id for v in turn.volunteers]
    coming = calls.coming_of(turn.session, turn.city.id, ids, now=turn.now)
    if turn.reading.code or not coming:
        return desk.unclear(turn, "wants to give a place back; which is not clear")
    if len(coming) == 1:
        return _give_back(turn, coming[0])
    listed = coming[:6]
    question = questions.replace(
        turn.session,
        turn.contact,
        kind=Asked.CHOICE,
        subject_id=turn.contact.id,
        options=[p.id for p in listed],
        window=CHOICE_LASTS,
        now=turn.now,
    )
    say(turn, "which_place", question=question, places=_numbered(turn, listed))
    return Did(Outcome.ASKED_BACK, "has several places; asked which to give back")


def choose(turn: Turn, question: Question) -> Did:
    """Give back the places whose numbers they chose."""
    options = question.options or []
    numbers = range(1, len(options) + 1) if turn.reading.both else turn.reading.choices
    chosen = [options[n - 1] for n in numbers if 1 <= n <= len(options)]
    if turn.reading.kind is not Kind.CHOICE or not chosen:
        return desk.unclear(turn)
    questions.settle(question, text_id=turn.text.id, now=turn.now)
    done = Did(Outcome.DONE, "gave a place back")
    for placement_id in chosen:
        done = _give_back(turn, calls.placement(turn.session, turn.city.id, placement_id))
    return done


def _yes(turn: Turn, question: Question, volunteer: Volunteer, opening: Opening) -> Did:
    if turn.reading.party > turn.city.rules.party_most:
        return desk.unclear(turn, "comes with a large group")
    if question.state is QuestionState.EXPIRED:
        return _late(turn, question, opening)
    placement = steps.accept(
        turn.session, turn.city, volunteer, opening.id, party=turn.reading.party, now=turn.now
    )
    questions.settle(question, text_id=turn.text.id, now=turn.now)
    if placement is None:
        say(turn, "too_late", **_about(turn, opening))
        return Did(Outcome.DONE, "said yes too late: it has begun or was cancelled")
    return _tell(turn, placement)


def _tell(turn: Turn, placement: Placement) -> Did:
    """Say truthfully what a yes led to."""
    opening = placement.opening
    if placement.standing is Standing.WAITING:
        position = offers.position(turn.session, placement)
        say(turn, "waiting", position=position, **_about(turn, opening))
        return Did(Outcome.DONE, "said yes; full, so on the waiting list")
    if placement.party < turn.reading.party:
        return desk.unclear(turn, f"has {placement.party} places and wants {turn.reading.party}")
    say(turn, "accepted", party=placement.party, **_about(turn, opening, placed_at=turn.now))
    return Did(Outcome.DONE, f"said yes: {placement.party} placed")


def _means_another(turn: Turn, opening: Opening) -> bool:
    """Tell whether a code, a weekday or "drop me out" may not be about this opening."""
    if turn.reading.code:
        return True
    if turn.reading.kind is Kind.WITHDRAW:
        ids = [v.id for v in turn.volunteers]
        coming = calls.coming_of(turn.session, turn.city.id, ids, now=turn.now)
        return any(placement.opening_id != opening.id for placement in coming)
    day = opening.session.starts_at.astimezone(turn.city.zone).weekday()
    return bool(turn.reading.days - {day}) and opening.session.ends_at is not None


def _no(turn: Turn, question: Question, volunteer: Volunteer, opening: Opening) -> Did:
    had = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    on = capacity.is_on(turn.session, city_id=turn.city.id, opening_id=opening.id, now=turn.now)
    if had is not None and had.standing in HOLDS_PLACES and not on:
        return desk.unclear(turn, "had a place, says no after it began")
    gave_back = steps.decline(turn.session, turn.city, volunteer, opening.id, now=turn.now)
    questions.settle(question, text_id=turn.text.id, now=turn.now)
    kind = "withdrawn" if gave_back else "declined"
    say(turn, kind, **_about(turn, opening))
    return Did(Outcome.DONE, "gave their place back" if gave_back else "said no")


def _late(turn: Turn, question: Question, opening: Opening) -> Did:
    """Tell a late yes so; if a place is left, ask once more."""
    on = capacity.is_on(turn.session, city_id=turn.city.id, opening_id=opening.id, now=turn.now)
    if not on or capacity.left(turn.session, city_id=turn.city.id, opening_id=opening.id) < 1:
        say(turn, "too_late", **_about(turn, opening))
        return Did(Outcome.DONE, "said yes after the time to answer had passed")
    again = questions.replace(
        turn.session,
        turn.contact,
        kind=question.kind,
        subject_id=question.subject_id,
        window=timedelta(hours=1),
        now=turn.now,
    )
    say(turn, "late_offer", question=again, **_about(turn, opening))
    return Did(Outcome.ASKED_BACK, "said yes late; a place is left, so asked again")


def _give_back(turn: Turn, placement: Placement) -> Did:
    steps.withdraw(turn.session, turn.city, placement, now=turn.now)
    say(turn, "withdrawn", **_about(turn, placement.opening))
    return Did(Outcome.DONE, "gave their place back")


def _subject(turn: Turn, question: Question) -> tuple[Volunteer | None, Opening]:
    """Return who was asked, unless they have left, and about which opening."""
    about: Invitation | Placement
    if question.kind is Asked.CALL:
        about = calls.invitation(turn.session, turn.city.id, question.subject_id)
    else:
        about = calls.placement(turn.session, turn.city.id, question.subject_id)
    asked = (one for one in turn.volunteers if one.id == about.volunteer_id)
    return next(asked, None), about.opening


def _about(turn: Turn, opening: Opening, *, placed_at: datetime | None = None) -> dict[str, Any]:
    about = texts.about(
        turn.session, turn.city, opening, turn.contact.language, placed_at=placed_at
    )
    return {**about, "contact": opening.role.project.contact_name}


def _numbered(turn: Turn, placements: list[Placement]) -> str:
    told = [_about(turn, one.opening) for one in placements]
    return ", ".join(f"{n} {t['title']} {t['when']}" for n, t in enumerate(told, start=1))
