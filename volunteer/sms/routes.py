"""Which reply leads where: what may always be said first, then what was asked."""

from collections.abc import Callable

from volunteer.messages import lifting, questions
from volunteer.messages.model import Asked, Question
from volunteer.sms import (
    arrivals,
    chosen,
    coded,
    consent,
    desk,
    enrolment,
    hours,
    languages,
    parties,
    places,
    unasked,
)
from volunteer.sms.grammar import Context, Kind, read
from volunteer.sms.turn import Did, Turn

CARRIER_WORDS = {"STOP": consent.stop, "START": consent.start, "HELP": consent.help_}
ALWAYS: dict[Kind, Callable[[Turn], Did]] = {
    Kind.STOP: consent.stop,
    Kind.DANGER: desk.danger,
    Kind.HELP: consent.help_,
    Kind.START: consent.start,
    Kind.JOIN: enrolment.begin,
    Kind.HOURS: hours.claim,
    Kind.HERE: arrivals.here,
    Kind.LANGUAGE: languages.choose,
    Kind.NOTHING: desk.nothing,
}
BARE = (Kind.YES, Kind.NO)


def act(turn: Turn) -> Did:
    """Do what a text asks for, and return what that was."""
    turn = arrivals.in_its_light(turn)
    reading = turn.reading.kind
    lifting.heed_carrier(turn.contact, turn.text)
    carrier = _carriers_word(turn)
    if carrier is not None:
        return CARRIER_WORDS[carrier](turn)
    if reading in ALWAYS:
        return ALWAYS[reading](turn)
    if reading is Kind.YES and turn.contact.stopped_at is not None and not _is_opt_in(turn):
        return desk.stopped(turn)
    if turn.text.media and not turn.text.body.strip():
        return desk.picture(turn)
    return _answer(parties.in_its_light(turn))


def _is_opt_in(turn: Turn) -> bool:
    """Return whether they were asked if a sign-up on the web is theirs, after they said stop."""
    return turn.question is not None and turn.question.kind is Asked.CONFIRM


def _carriers_word(turn: Turn) -> str | None:
    """Return what the carrier took a text for, if that settles it.

    To the carrier a YES lifts a stop. To us it is an answer, and lifts nothing.
    """
    word = turn.text.opt_out
    if word == "START" and turn.reading.kind is Kind.YES:
        return None
    return word if word in CARRIER_WORDS else None


def _answer(turn: Turn) -> Did:
    """Take a text as the answer to a code's opening, to the open question, or to neither."""
    if turn.reading.code and turn.reading.kind in coded.KINDS:
        return coded.answer(turn)
    if turn.question is None:
        return unasked.answer(turn)
    return ASKED[turn.question.kind](turn, turn.question)


def _about_a_place(turn: Turn, question: Question) -> Did:
    if turn.reading.kind in BARE and unasked.may_be_to_a_reminder(turn, question):
        return unasked.say_which(turn, question)
    return places.answer(turn, question)


def _about_hours(turn: Turn, _question: Question) -> Did:
    """Answer what is no hours, though hours were asked for: perhaps it is to an urgent call."""
    beside = questions.beside_of(turn.session, city_id=turn.city.id, contact_id=turn.contact.id)
    if beside is not None and _in_the_light_of_a_call(turn) in BARE:
        return unasked.say_which(turn, beside)
    return places.withdraw(turn) if turn.reading.kind is Kind.WITHDRAW else desk.unclear(turn)


def _in_the_light_of_a_call(turn: Turn) -> Kind:
    return read(turn.text.body, Context.CALL, turn.contact.language).kind


ASKED: dict[Asked, Callable[[Turn, Question], Did]] = {
    Asked.CONFIRM: enrolment.confirm,
    Asked.NAME: enrolment.name,
    Asked.POSTCODE: enrolment.postcode,
    Asked.SKILLS: enrolment.skills_,
    Asked.CALL: _about_a_place,
    Asked.OFFER: _about_a_place,
    Asked.HOURS: _about_hours,
    Asked.CHOICE: chosen.answer,
}
