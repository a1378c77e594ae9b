"""Taking back what a text did to a place: it is given back, or taken again if one is free."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from volunteer.calls import capacity, clash, offers, reminders, requirements, unsent
from volunteer.calls.model import HOLDS_PLACES, Placement, Standing
from volunteer.core.errors import N_, Refused
from volunteer.desk import elsewhere, standing, tap
from volunteer.desk.tap import Tap
from volunteer.messages.effects import Changed, Effect

CHANGED_SINCE = N_("This place changed since then, so what the text did is not taken back.")
IS_OVER = N_("The session has begun or was cancelled, so its places stay as they are.")
NONE_FREE = N_("Every place is taken now, so theirs cannot be given again. Ring them.")
MARKED = (Standing.ATTENDED, Standing.ABSENT, Standing.NOT_NEEDED)


def place(tapped: Tap, effect: Effect) -> str:
    """Let a placement stand as it stood; return how it stood until now."""
    _hold_opening(tapped, effect)
    placement = _held(tapped, effect)
    until_now = placement.standing
    if placement.since > effect.at or until_now in MARKED:
        raise Refused(CHANGED_SINCE)
    if not capacity.is_on(tapped.session, **_where(placement), now=tapped.now):
        raise Refused(IS_OVER)
    had = placement.party if until_now in HOLDS_PLACES else 0
    _restore(tapped, effect, placement)
    has = placement.party if placement.standing in HOLDS_PLACES else 0
    _move(tapped, placement, has - had)
    _tell(tapped, placement)
    return until_now.value


def arrival(tapped: Tap, effect: Effect) -> str:
    """Let somebody not be there who never said so."""
    placement = _held(tapped, effect)
    if placement.arrived_at is None or placement.arrived_at > effect.at:
        raise Refused(CHANGED_SINCE)
    placement.arrived_at = None
    return "arrived"


def _hold_opening(tapped: Tap, effect: Effect) -> None:
    """Hold the opening before the placement, as by whoever changes or cancels it."""
    which = (Placement.city_id == tapped.city.id, Placement.id == effect.subject_id)
    opening_id = tapped.session.scalar(sa.select(Placement.opening_id).where(*which))
    if opening_id is not None:
        capacity.hold(tapped.session, city_id=tapped.city.id, opening_id=opening_id)


def _held(tapped: Tap, effect: Effect) -> Placement:
    placement = tapped.session.scalar(
        sa.select(Placement)
        .where(Placement.city_id == tapped.city.id, Placement.id == effect.subject_id)
        .options(joinedload(Placement.opening))
        .with_for_update(of=Placement)
        .execution_options(populate_existing=True)
    )
    if placement is None:
        raise Refused(CHANGED_SINCE)
    return placement


def _restore(tapped: Tap, effect: Effect, placement: Placement) -> None:
    """Put the standing, the party and the answer back; who had none before, has none."""
    before = effect.before
    placement.standing = Standing(before["standing"] or Standing.WITHDRAWN)
    placement.party = before["party"] or placement.party
    placement.since = _since(tapped, effect)
    standing.put_answer_back(
        tapped.session,
        tapped.city.id,
        volunteer_id=placement.volunteer_id,
        opening_id=placement.opening_id,
        answer=before["answer"],
    )


def _since(tapped: Tap, effect: Effect) -> datetime:
    """Return since when it stood so: the last that changed it before, where that is known.

    Whoever waited long keeps their turn.
    """
    earlier = sa.select(sa.func.max(Effect.at)).where(
        Effect.city_id == effect.city_id,
        Effect.changed == Changed.PLACE,
        Effect.subject_id == effect.subject_id,
        Effect.id < effect.id,
        Effect.undone_at.is_(None),
    )
    return tapped.session.scalar(earlier) or tapped.now


def _move(tapped: Tap, placement: Placement, more: int) -> None:
    """Take places again, or give back what they do not have any more, and offer it on."""
    session, where = tapped.session, _where(placement)
    if more > 0 and not capacity.take(session, **where, party=more, now=tapped.now):
        raise Refused(NONE_FREE)
    if more < 0:
        capacity.give_back(session, **where, party=-more)
    session.flush()
    if placement.standing not in HOLDS_PLACES:
        reminders.take_back(session, placement, now=tapped.now)
    if more > 0:
        _ensure_met(tapped, placement)
        unsent.stop_if_full(session, **where, now=tapped.now)
    elif placement.standing is not Standing.WAITING:
        offers.offer_next(session, tapped.city, placement.opening_id, now=tapped.now)


def _ensure_met(tapped: Tap, placement: Placement) -> None:
    """Give nobody a place again who lacks by now what its role asks for, or has another then."""
    with elsewhere.named_where_seen(tapped):
        clash.ensure_none(tapped.session, tapped.city.id, placement.volunteer, placement.opening_id)
    requirements.ensure_met(
        tapped.session,
        tapped.city,
        placement.volunteer,
        placement.opening,
        party=placement.party,
        now=tapped.now,
    )


def _tell(tapped: Tap, placement: Placement) -> None:
    told = tap.about(tapped, placement.opening, placed=placement.standing in HOLDS_PLACES)
    kinds = {Standing.CONFIRMED: "place_again", Standing.WAITING: "waiting_again"}
    if placement.standing is Standing.WAITING:
        told["position"] = offers.position(tapped.session, placement)
    tap.say(tapped, kinds.get(placement.standing, "place_undone"), placement.volunteer, **told)


def _where(placement: Placement) -> dict[str, int]:
    return {"city_id": placement.city_id, "opening_id": placement.opening_id}
