"""The texts that asked the demo's people, what they answered, and what they were told then."""

from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa

from volunteer.calls import texts as calls
from volunteer.calls.inviting import last_answer
from volunteer.calls.model import Answer, Invitation, Placement, Standing
from volunteer.demo import texts
from volunteer.demo.stage import Stage
from volunteer.messages import effects, whys, wording
from volunteer.messages.effects import Changed
from volunteer.messages.model import Asked, Lane, Question, QuestionState, Text

TEXTED = timedelta(seconds=2)  # after an answer came, or an invitation was written
YES = ("Yes", "YES", "yes please", "Yes I can do that", "Yep count me in", "Yes, see you there")
NO = ("No", "No sorry", "Sorry not this time", "no, working then", "Can't this week, sorry")
TOLD = {
    Answer.ACCEPTED: ("accepted", whys.YES, YES),
    Answer.TOO_LATE: (
        "waiting",
        whys.WAITING,
        YES,
    ),
    Answer.DECLINED: ("declined", whys.NO, NO),
}


def text(stage: Stage, *, since: datetime) -> None:
    """Write down the texts of each invitation from a moment on, and how its question stands."""
    stage.session.flush()
    places = _places(stage)
    dice = Random(stage.city.slug)  # no secret  # noqa: S311  # nosec B311
    for invitation in stage.session.scalars(
        sa.select(Invitation)
        .where(Invitation.city_id == stage.city.id, Invitation.asked_at >= since)
        .order_by(Invitation.asked_at, Invitation.id)
    ):
        question = _ask(stage, invitation)
        if invitation.answer in TOLD:
            came = _answer(stage, invitation, question, dice)
            _remember(stage, came, places.get((invitation.volunteer_id, invitation.opening_id)))


def _ask(stage: Stage, invitation: Invitation) -> Question:
    contact = invitation.volunteer.contact
    question = texts.asked(
        stage,
        contact,
        Asked.CALL,
        invitation.id,
        at=invitation.asked_at,
        window=timedelta(hours=stage.city.rules.reply_hours),
        ends_by=last_answer(stage.city, invitation.opening.session.starts_at, invitation.asked_at),
        settled=_settled(invitation),
    )
    body = calls.invitation_body(
        stage.session,
        stage.city,
        invitation.opening,
        name=invitation.volunteer.name,
        km=invitation.reasons["distance_km"],
        approximate=invitation.reasons["approximate"],
        language=contact.language,
    )
    at = invitation.asked_at + TEXTED
    texts.sent(stage, contact, "call", body, at=at, lane=Lane.CALL, question=question)
    return question


def _settled(invitation: Invitation) -> tuple[QuestionState, datetime] | None:
    if invitation.answered_at is None:
        return None
    expired = invitation.answer is Answer.EXPIRED
    return (QuestionState.EXPIRED if expired else QuestionState.ANSWERED), invitation.answered_at


def _answer(stage: Stage, invitation: Invitation, question: Question, dice: Random) -> Text:
    assert invitation.answered_at is not None
    kind, did, words = TOLD[invitation.answer]
    at, person = invitation.answered_at, invitation.volunteer
    came = texts.came(stage, person.contact, dice.choice(words), at=at, did=did, settles=question)
    body = wording.text(
        kind,
        city=stage.city,
        language=person.contact.language,
        name=person.name,
        contact=invitation.opening.session.project.contact_name,
        position=_position(stage, invitation),
        **calls.about(
            stage.session, stage.city, invitation.opening, person.contact.language, placed_at=at
        ),
    )
    texts.sent(stage, person.contact, kind, body, at=at + TEXTED, answers=came)
    return came


def _places(stage: Stage) -> dict[tuple[int, int], Placement]:
    of_city = sa.select(Placement).where(Placement.city_id == stage.city.id)
    return {(one.volunteer_id, one.opening_id): one for one in stage.session.scalars(of_city)}


def _remember(stage: Stage, came: Text, placement: Placement | None) -> None:
    """Write down what an answer changed: a place that was not there before."""
    if placement is None or came.outcome_at is None:
        return
    effects.record(
        stage.session,
        came,
        Changed.PLACE,
        placement.id,
        now=max(came.outcome_at, placement.since),
        standing=None,
        party=None,
        answer=Answer.ASKED.value,
    )


def _position(stage: Stage, invitation: Invitation) -> int:
    """Return how many waited in line when somebody came to its end, themselves included."""
    waiting = sa.select(sa.func.count()).where(
        Placement.city_id == stage.city.id,
        Placement.opening_id == invitation.opening_id,
        Placement.standing == Standing.WAITING,
        Placement.since <= invitation.answered_at,
    )
    return max(1, stage.session.scalars(waiting).one())
