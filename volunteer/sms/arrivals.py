"""HERE: somebody with a place says that they are there."""

import re
from dataclasses import replace
from datetime import timedelta

from volunteer.calls import holders
from volunteer.calls import queries as calls
from volunteer.calls.model import Placement
from volunteer.core.errors import N_
from volunteer.messages import wording
from volunteer.messages.model import Outcome
from volunteer.sms import about, choices, desk, doing, lacking
from volunteer.sms.choices import Do, Option
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

EARLY = timedelta(hours=1)
HERE = re.compile(r"\W*(?:i'?m |we'?re )?(?:here|yma)\W*", re.IGNORECASE)


def in_its_light(turn: Turn) -> Turn:
    """Read HERE, as the reminder teaches it, though something else is asked and still open."""
    unclear = turn.question is not None and turn.reading.kind in (Kind.ASK, Kind.NAME)
    if not unclear or not HERE.fullmatch(turn.text.body) or not _on_now(turn):
        return turn
    return replace(turn, reading=replace(turn.reading, kind=Kind.HERE))


def here(turn: Turn) -> Did:
    """Mark whoever it is as there, if something of theirs is on; else say that nothing is."""
    if not turn.volunteers:
        return desk.stranger(turn)
    places = _on_now(turn)
    if not places:
        return _nothing_on(turn)
    if len(places) == 1:
        return mark(turn, places[0])
    options = [Option(Do.HERE, one.opening_id, one.volunteer_id) for one in places]
    return choices.ask(
        turn,
        options,
        kind="which_here",
        why=N_("They are there. Several could be meant, so we asked who is, or where."),
    )


def mark(turn: Turn, placement: Placement, _amount: int = 1) -> Did:
    """Mark somebody as there; whoever lacks what the role asks for is for a person to see."""
    without = lacking.of_placed(turn, placement)
    if without is not None:
        return without
    doing.arrive(turn, placement)
    opening = placement.opening
    told = about.words(turn, opening, placed=True) | {"name": placement.volunteer.name}
    say(turn, "here", **told)
    return Did(Outcome.DONE, N_("They said that they are there."), about.organisation(opening))


def _on_now(turn: Turn) -> list[Placement]:
    ids = [one.id for one in turn.volunteers]
    return holders.on_now(turn.session, turn.city.id, ids, now=turn.now, early=EARLY)


def _nothing_on(turn: Turn) -> Did:
    ids = [one.id for one in turn.volunteers]
    coming = calls.coming_of(turn.session, turn.city.id, ids, now=turn.now)
    session = coming[0].opening.session if coming else None
    starts = session.starts_at if session is not None and session.starts_at > turn.now else None
    zone, language = turn.city.zone, turn.contact.language
    when = wording.moment(starts, zone, language) if starts else None
    say(turn, "nothing_on", next=when)
    return Did(
        Outcome.ASKED_BACK,
        N_("They say they are there, but nothing of theirs is on now. We told them so."),
    )
