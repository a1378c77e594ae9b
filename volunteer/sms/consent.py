"""STOP, START and HELP: what a phone may always say, whatever it was asked."""

from volunteer.calls import queries as calls
from volunteer.calls.model import Placement
from volunteer.core.errors import N_
from volunteer.messages import ledger, outbox, whys
from volunteer.messages.effects import Changed
from volunteer.messages.model import Outcome, Source
from volunteer.people.model import State
from volunteer.sms import desk, doing, enrolment
from volunteer.sms.turn import Did, Turn, changed, say


def stop(turn: Turn) -> Did:
    """Stop every text to this phone; a lone CANCEL gives the places back as well."""
    new = turn.contact.stopped_at is None
    if turn.text.opt_out == "STOP":
        turn.contact.carrier_blocked_at = turn.now
    ledger.stop(
        turn.session,
        turn.contact,
        source=Source.TEXT,
        wording=turn.text.body,
        text_id=turn.text.id,
        now=turn.now,
    )
    given_back = _give_back(turn) if turn.reading.also_withdraw else []
    if new:
        changed(turn, Changed.STOP, turn.contact.id, stopped=False)
    if new and turn.text.opt_out != "STOP":  # else the carrier has confirmed it already
        say(
            turn,
            ledger.STOP_CONFIRMATION,
            given_back=bool(given_back),
            danger=turn.reading.danger,
        )
    if turn.reading.danger:
        heard = outbox.is_answered(turn.session, turn.text)
        why = whys.STOP_IN_DANGER if heard else whys.STOP_IN_DANGER_UNHEARD
        return Did(Outcome.DANGER, why, desk.organisation_of(turn))
    if given_back:
        whose = given_back[0].opening.role.project.organisation_id
        return Did(
            Outcome.SHOWN,
            whys.CANCELLED,
            whose,
        )
    return Did(Outcome.STOPPED, whys.STOPPED)


def start(turn: Turn) -> Did:
    """Lift a stop; it is fresh consent, confirmed once. Who has not joined yet begins to."""
    if turn.volunteers and turn.contact.stopped_at is None:
        return Did(Outcome.NOTHING, N_("They texted START, but nothing was stopped."))
    lifted = turn.contact.stopped_at is not None
    ledger.give(
        turn.session,
        turn.contact,
        source=Source.TEXT,
        wording=turn.text.body,
        text_id=turn.text.id,
        now=turn.now,
    )
    turn.contact.carrier_blocked_at = None
    if lifted:
        changed(turn, Changed.STOP, turn.contact.id, stopped=True)
    if not any(one.state is State.ACTIVE for one in turn.volunteers):
        return enrolment.begin(turn)
    if turn.text.opt_out != "START":
        say(turn, "started")
    return Did(Outcome.STARTED, N_("They want texts again, so we may text them."))


def help_(turn: Turn) -> Did:
    """Say who we are and what can be texted."""
    if turn.text.opt_out != "HELP":
        say(turn, "help")
    return Did(Outcome.HELPED, N_("They asked for help. We told them what they can text."))


def _give_back(turn: Turn) -> list[Placement]:
    coming = calls.coming_of(
        turn.session, turn.city.id, [v.id for v in turn.volunteers], now=turn.now
    )
    for placement in coming:
        doing.withdraw(turn, placement)
    return coming
