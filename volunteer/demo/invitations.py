"""The texts that asked the demo's people, with the question each of them put."""

from datetime import timedelta

from volunteer.calls import texts as calls
from volunteer.calls.asking import last_answer
from volunteer.calls.model import Answer, Invitation
from volunteer.demo import texts
from volunteer.demo.filling import Filling
from volunteer.messages.model import Asked, Lane, Question, QuestionState
from volunteer.people.model import Volunteer


def text(filling: Filling, invitations: list[Invitation]) -> None:
    """Write down the text of each invitation, and how its question stands."""
    filling.stage.session.flush()
    people = {r.volunteer.id: r.volunteer for r in filling.residents}
    for invitation in invitations:
        person = people[invitation.volunteer_id]
        question = _question(filling, invitation, person)
        texts.sent(
            filling.stage,
            person.contact,
            "call",
            _body(filling, invitation, person),
            at=invitation.asked_at + timedelta(seconds=2),
            lane=Lane.CALL,
            question=question,
        )


def _question(filling: Filling, invitation: Invitation, person: Volunteer) -> Question:
    stage, session = filling.stage, filling.opening.session
    question = texts.asked(
        stage,
        person.contact,
        Asked.CALL,
        invitation.id,
        at=invitation.asked_at,
        window=timedelta(hours=stage.city.rules.reply_hours),
        ends_by=last_answer(stage.city, session.starts_at, invitation.asked_at),
    )
    if invitation.answered_at is not None:
        expired = invitation.answer is Answer.EXPIRED
        question.state = QuestionState.EXPIRED if expired else QuestionState.ANSWERED
        question.settled_at = invitation.answered_at
    return question


def _body(filling: Filling, invitation: Invitation, person: Volunteer) -> str:
    return calls.invitation_body(
        filling.stage.session,
        filling.stage.city,
        filling.opening,
        name=person.name,
        km=invitation.reasons["distance_km"],
        approximate=invitation.reasons["approximate"],
        language=person.contact.language,
    )
