"""Joining: by text (name, postcode, skills), or by confirming what was said on the web."""

from datetime import timedelta

import sqlalchemy as sa
from flask import current_app

from volunteer.core.errors import N_, Refused
from volunteer.core.phone import parse_mobile
from volunteer.messages import ledger, questions
from volunteer.messages.effects import Changed
from volunteer.messages.model import Asked, Message, Outcome, Question, QuestionState, Source
from volunteer.people import queries as people
from volunteer.people import service, skills
from volunteer.people.model import State, Volunteer
from volunteer.sms import desk, languages
from volunteer.sms.grammar import Kind
from volunteer.sms.sentences import in_language, sentence
from volunteer.sms.turn import Did, Turn, changed, say

WINDOW = timedelta(hours=24)


def begin(turn: Turn) -> Did:
    """Tell a stranger what joining means and ask their name: replying with it is the consent."""
    if not turn.volunteers:
        languages.begin_in(turn)
    try:
        parse_mobile(turn.contact.phone, drama=current_app.config["DRAMA_NUMBERS"])
    except Refused as refusal:
        say(turn, "join_refused", problem=sentence(refusal, turn.contact.language))
        return Did(
            Outcome.ASKED_BACK,
            N_("They want to join from a number we do not text. We told them so."),
        )
    if turn.question is not None and turn.question.kind is Asked.CONFIRM:
        return _confirmed(turn, turn.question)  # their JOIN is the yes to their sign-up
    if turn.contact.stopped_at is not None:  # only START lifts a stop, and nothing else is sent
        return Did(
            Outcome.DESK, N_("They ask to join, but wanted no more texts: only START lifts that.")
        )
    if any(v.state is State.ACTIVE for v in turn.volunteers):
        say(turn, "already_joined")
        return Did(
            Outcome.ASKED_BACK, N_("They ask to join, and have joined already. We told them so.")
        )
    question = _ask(turn, Asked.NAME, turn.contact.id)
    say(turn, "join_name", question=question, most=turn.city.rules.calls_in_14_days)
    return Did(Outcome.DONE, N_("They want to join. We asked their name."))


def name(turn: Turn, question: Question) -> Did:
    """Take the name, and with it the consent to what the question said."""
    if turn.reading.kind is not Kind.NAME:
        return desk.unclear(turn)
    began = any(v.state is State.JOINING for v in turn.volunteers)
    try:
        volunteer = service.begin_joining(
            turn.session, turn.contact, name=turn.reading.value, now=turn.now
        )
    except Refused as refusal:
        say(turn, "join_name_again", problem=sentence(refusal, turn.contact.language))
        return Did(Outcome.ASKED_BACK, N_("They gave no name we can use. We asked again."))
    if not began:
        changed(turn, Changed.MEMBERSHIP, volunteer.id, state=None)
    _agreed(turn, question)
    next_question = _ask(turn, Asked.POSTCODE, volunteer.id)
    say(turn, "join_postcode", question=next_question, name=volunteer.name)
    return Did(Outcome.DONE, N_("They agreed and gave a name. We asked their postcode."))


def postcode(turn: Turn, question: Question) -> Did:
    """Find where they live; they are in from here on, with or without skills."""
    volunteer = people.volunteer(turn.session, turn.city.id, question.subject_id)
    try:
        service.set_home(turn.session, volunteer, _postcode(turn), now=turn.now)
    except Refused as refusal:
        say(turn, "join_postcode_again", problem=sentence(refusal, turn.contact.language))
        return Did(Outcome.ASKED_BACK, N_("They gave no postcode we know. We asked again."))
    _settle(turn, question)
    _let_in(turn, volunteer)
    listed = skills.of_city(turn.session, turn.city.id)
    language = turn.contact.language
    numbered = ", ".join(
        f"{skill.number} {in_language(skill.name, language).lower()}" for skill in listed
    )
    say(turn, "join_skills", question=_ask(turn, Asked.SKILLS, volunteer.id), skills=numbered)
    return Did(Outcome.DONE, N_("They joined. We asked what they can do."))


def broken_off(turn: Turn) -> Question | None:
    """Return the question for a postcode that somebody let pass who is not in yet."""
    joining = all(one.state is State.JOINING for one in turn.volunteers)
    if not joining or turn.contact.stopped_at is not None:
        return None
    last = questions.last_of(turn.session, city_id=turn.city.id, contact_id=turn.contact.id)
    return last if last is not None and last.kind is Asked.POSTCODE else None


def skills_(turn: Turn, question: Question) -> Did:
    """Take the numbers of what they can do, or none."""
    if turn.reading.kind not in (Kind.SKILLS, Kind.SKIP, Kind.NO):
        return desk.unclear(turn)
    volunteer = people.volunteer(turn.session, turn.city.id, question.subject_id)
    service.set_skills(turn.session, volunteer, turn.reading.choices)
    _settle(turn, question)
    say(turn, "joined", name=volunteer.name)
    told = N_("They said what they can do, and have joined.")
    nothing = N_("They named nothing they can do, and have joined.")
    return Did(Outcome.DONE, told if turn.reading.choices else nothing)


def confirm(turn: Turn, question: Question) -> Did:
    """Take the YES that makes a sign-up on the web count, or the NO of somebody else's phone.

    A question that was asked before a stop is over: its YES lifts no stop.
    """
    if turn.reading.kind not in (Kind.YES, Kind.NO):
        return desk.unclear(turn)
    if turn.contact.stopped_at is not None and question.state is not QuestionState.OPEN:
        return Did(Outcome.NOTHING, N_("They wanted no more texts: only START lifts that."))
    if turn.reading.kind is Kind.YES:
        return _confirmed(turn, question)
    volunteer = people.volunteer(turn.session, turn.city.id, question.subject_id)
    if volunteer.state is State.UNCONFIRMED:  # not who joined long ago, and stopped
        changed(turn, Changed.MEMBERSHIP, volunteer.id, state=volunteer.state.value)
        volunteer.state = State.LEFT
    _settle(turn, question)
    say(turn, "not_joined")
    return Did(
        Outcome.DONE,
        N_("They did not sign up on the web, or changed their mind: they have not joined."),
    )


def _confirmed(turn: Turn, question: Question) -> Did:
    volunteer = people.volunteer(turn.session, turn.city.id, question.subject_id)
    _agreed(turn, question)
    _let_in(turn, volunteer)
    say(turn, "joined", name=volunteer.name)
    return Did(Outcome.DONE, N_("They confirmed that they signed up on the web, and have joined."))


def _let_in(turn: Turn, volunteer: Volunteer) -> None:
    before = volunteer.state
    service.activate(turn.session, volunteer, now=turn.now)
    if volunteer.state is not before:
        changed(turn, Changed.MEMBERSHIP, volunteer.id, state=before.value)


def _agreed(turn: Turn, question: Question) -> None:
    """Write the consent down, with exactly the words that were answered."""
    asked = sa.select(Message.body).where(
        Message.city_id == turn.city.id, Message.question_id == question.id
    )
    if turn.contact.stopped_at is not None:
        changed(turn, Changed.STOP, turn.contact.id, stopped=True)
    ledger.give(
        turn.session,
        turn.contact,
        source=Source.TEXT,
        wording=turn.session.scalar(asked.limit(1)) or "",
        text_id=turn.text.id,
        now=turn.now,
    )
    _settle(turn, question)


def _postcode(turn: Turn) -> str:
    return turn.reading.value if turn.reading.kind is Kind.POSTCODE else turn.text.body


def _ask(turn: Turn, kind: Asked, subject_id: int) -> Question:
    return questions.replace(
        turn.session, turn.contact, kind=kind, subject_id=subject_id, window=WINDOW, now=turn.now
    )


def _settle(turn: Turn, question: Question) -> None:
    questions.settle(turn.session, question, text_id=turn.text.id, now=turn.now)
