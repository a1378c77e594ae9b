"""A yes that came late: told so, and offered what is left."""

from datetime import timedelta

from volunteer.calls import capacity, offers, open_places
from volunteer.core.errors import N_
from volunteer.messages import questions
from volunteer.messages.model import Outcome, Question
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import about, choices
from volunteer.sms.choices import Do, Option
from volunteer.sms.turn import Did, Turn, say

AN_HOUR = timedelta(hours=1)


def answer(turn: Turn, question: Question, volunteer: Volunteer, opening: Opening) -> Did:
    """Tell a late yes so; if a place is left that nobody is being offered, ask once more."""
    on = capacity.is_on(turn.session, city_id=turn.city.id, opening_id=opening.id, now=turn.now)
    if not on or offers.free_places(turn.session, turn.city, opening.id) < 1:
        return too_late(turn, volunteer, opening)
    again = questions.replace(
        turn.session,
        turn.contact,
        kind=question.kind,
        subject_id=question.subject_id,
        options=question.options,
        window=AN_HOUR,
        ends_by=opening.session.starts_at if opening.session.ends_at else None,
        now=turn.now,
    )
    say(turn, "late_offer", question=again, **about.words(turn, opening), name=volunteer.name)
    why = N_("They said yes after their time to answer. A place is left, so we asked again.")
    return Did(Outcome.ASKED_BACK, why, about.organisation(opening))


def too_late(turn: Turn, volunteer: Volunteer, opening: Opening) -> Did:
    """Say that it is too late, and offer another session of the same project if there is one."""
    whose = about.organisation(opening)
    turn.session.refresh(opening.session, ["cancelled_at"])  # it may have been, while we waited
    told = about.words(turn, opening) | {"name": volunteer.name}
    if opening.session.cancelled_at is not None:
        say(turn, "cancelled", **told)
        return Did(Outcome.DONE, N_("They said yes to what is cancelled. We told them so."), whose)
    other = open_places.another(turn.session, turn.city, opening, volunteer, now=turn.now)
    if other is None:
        say(turn, "too_late", **told)
        return Did(Outcome.DONE, N_("They said yes when it was too late. We told them so."), whose)
    instead = about.words(turn, other)
    question = choices.offer(turn, Option(Do.TAKE, other.id, volunteer.id), other)
    changed = {"other": instead["when"], "opening_code": instead["opening_code"]}
    say(turn, "too_late_other", question=question, **told | changed)
    return Did(
        Outcome.ASKED_BACK,
        N_("They said yes when it was too late. We offered another session."),
        whose,
    )
