"""Choices: several things a text could mean are listed with numbers, and none is done yet."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from volunteer.core import walls
from volunteer.messages import questions, wording
from volunteer.messages.model import Asked, Outcome, Question
from volunteer.projects.model import Opening, ProjectSession
from volunteer.sms import about, desk
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

LASTS = timedelta(hours=24)
MOST = 5  # things to choose from
LIST_LENGTH = 220  # letters of a list, so that its text takes two parts
CUTS = (60, 40, 25, 15, 8)  # letters of a title or a name, as many as fit
ASIDES = re.compile(r"\b(?:it'?s|is|this|for|please|pls|thanks|and|am|i'?m|the|one)\b|[^\w\s'-]")


class Do(StrEnum):
    """What a number would do."""

    TAKE = "take"
    LEAVE = "leave"
    HOURS = "hours"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; ``amount`` is how many people come, or the minutes they gave."""

    do: Do
    opening: int
    volunteer: int
    amount: int = 1


def ask(turn: Turn, options: Sequence[Option], *, kind: str, why: str) -> Did:
    """Ask which is meant, or, where only that is open, who: nothing is done until they say."""
    listed = list(options[:MOST])
    if turn.contact.stopped_at is not None:  # it would not be asked
        return desk.unclear(turn, why)
    question = questions.replace(
        turn.session,
        turn.contact,
        kind=Asked.CHOICE,
        subject_id=turn.contact.id,
        options=[asdict(one) for one in listed],
        window=LASTS,
        now=turn.now,
    )
    openings = {one.opening: _opening(turn, one) for one in listed}
    if len(openings) == 1 and len(listed) > 1:
        kind = "who_is_it"
    say(turn, kind, question=question, places=_numbered(turn, listed, openings))
    whose = {about.organisation(opening) for opening in openings.values()}
    return Did(Outcome.ASKED_BACK, why, whose.pop() if len(whose) == 1 else None)


def offer(turn: Turn, option: Option, opening: Opening) -> Question | None:
    """Open a question that a YES answers; None while the phone is asked something else."""
    asked = turn.question and about.opening_of(turn, turn.question)
    if asked is not None and asked.id != opening.id:
        return None
    return questions.replace(
        turn.session,
        turn.contact,
        kind=Asked.CHOICE,
        subject_id=turn.contact.id,
        options=[asdict(option)],
        window=LASTS,
        ends_by=opening.session.starts_at if opening.session.ends_at else None,
        now=turn.now,
    )


def is_offer(question: Question) -> bool:
    """Tell whether there is but one thing to choose, and YES or NO are enough."""
    options = of(question) if question.kind is Asked.CHOICE else []
    return len(options) == 1 and options[0].do is Do.TAKE


def of(question: Question) -> list[Option]:
    """Return what there is to choose."""
    kept: list[dict[str, Any]] = question.options or []
    return [Option(**one | {"do": Do(one["do"])}) for one in kept]


def may_be_several(options: Sequence[Option]) -> bool:
    """Tell whether "both" makes sense: the hours of one text are those of one session."""
    return options[0].do is not Do.HOURS or len({one.opening for one in options}) == 1


def picked(turn: Turn, question: Question) -> list[Option]:
    """Return what they chose by number or by name; nothing unless all of it is clear."""
    options = of(question)
    if turn.reading.kind is not Kind.CHOICE:
        return _by_name(turn, options)
    numbers = range(1, len(options) + 1) if turn.reading.both else turn.reading.choices
    if not all(1 <= number <= len(options) for number in numbers):
        return []
    return [options[number - 1] for number in numbers]


def _by_name(turn: Turn, options: Sequence[Option]) -> list[Option]:
    """Find whose name a text is, and nothing else: "it's for Raj"."""
    said = ASIDES.sub(" ", turn.text.body.casefold()).split()
    named = [one for one in options if _said(turn, one, said)]
    words = [word for one in named for word in _name(turn, one).casefold().split()]
    whole = bool(said) and set(said) <= set(words)
    firsts = {_name(turn, one).casefold().split()[0] for one in named}
    return named if whole and len(firsts) == len(named) else []


def _said(turn: Turn, option: Option, said: Sequence[str]) -> bool:
    name = _name(turn, option).casefold().split()
    return bool(name) and name[0] in said


def _name(turn: Turn, option: Option) -> str:
    found = about.volunteer(turn, option.volunteer)
    return found.name if found else ""


def _opening(turn: Turn, option: Option) -> Opening:
    return walls.fetch(turn.session, Opening, turn.city.id, option.opening)


def _numbered(turn: Turn, options: Sequence[Option], openings: dict[int, Opening]) -> str:
    """Return "1 Ann, 2 Raj" or "1 Plant the square Mon 6 May, 10am", in as many letters as fit."""
    people = len({one.volunteer for one in options}) > 1
    for cut in CUTS:
        named = (_label(turn, one, openings, people=people, cut=cut) for one in options)
        listed = ", ".join(f"{number} {label}" for number, label in enumerate(named, start=1))
        if len(listed) <= LIST_LENGTH:
            break
    return listed


def _label(
    turn: Turn, option: Option, openings: dict[int, Opening], *, people: bool, cut: int
) -> str:
    name = _name(turn, option)[:cut].strip() if people else ""
    if people and len(openings) == 1:
        return name
    opening = openings[option.opening]
    title = opening.role.project.title[:cut].strip()
    when = _when(turn, opening.session)
    return f"{name}: {title} {when}" if name else f"{title} {when}"


def _when(turn: Turn, session: ProjectSession) -> str:
    """Return when it begins, or that any time will do."""
    zone, language = turn.city.zone, turn.contact.language
    if session.ends_at is None:
        return wording.span(session.starts_at, None, zone, language)
    return wording.moment(session.starts_at, zone, language)
