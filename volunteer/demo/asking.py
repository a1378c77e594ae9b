"""Calls of the demo: who was asked about an opening, and what they said."""

from dataclasses import asdict
from datetime import datetime, timedelta

from volunteer.calls.inviting import last_answer
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.demo.filling import Filling
from volunteer.demo.resident import Resident
from volunteer.projects import codes

NO = 0.45  # of those who do not say yes: the others say nothing
BRINGS_SOMEBODY = 0.06
WIDE = 4

Said = tuple[Answer, datetime | None]
Able = list[tuple[Resident, Match]]


def call(filling: Filling, *, at: datetime, most: int) -> list[Invitation]:
    """Ask up to so many people about an opening, until it is over; return their invitations."""
    drive = start(filling, at)
    invitations = [
        ask(filling, drive, who, match, answer(filling, who, at))
        for who, match in _some(filling, filling.able(at), most)
    ]
    drive.state = CallState.OVER if filling.opening.left else CallState.FULL
    drive.ended_at = max((i.answered_at for i in invitations if i.answered_at), default=at)
    return invitations


def _some(filling: Filling, able: Able, most: int) -> Able:
    """Return so many of the likeliest: not always the same, as the table of chances grew."""
    best = able[: WIDE * most]
    return [
        best[nth]
        for nth in sorted(filling.stage.dice.sample(range(len(best)), min(most, len(best))))
    ]


def start(filling: Filling, at: datetime) -> Call:
    """Start a call, its first wave at once."""
    opening, rules = filling.opening, filling.stage.city.rules
    early = timedelta(hours=rules.reply_ends_hours_before)
    drive = Call(
        city_id=filling.stage.city.id,
        opening_id=opening.id,
        state=CallState.RUNNING,
        started_by_id=opening.session.project.posted_by_id,
        started_at=at,
        deadline=opening.session.starts_at - early,
        waves=1,
    )
    filling.stage.session.add(drive)
    if opening.session.starts_at > filling.stage.days.now:
        codes.of(filling.stage.session, opening, now=at)
    return drive


def ask(filling: Filling, drive: Call, resident: Resident, match: Match, said: Said) -> Invitation:
    """Ask somebody, who said this."""
    answer, answered_at = said
    resident.asked, resident.last = resident.asked + 1, drive.started_at
    resident.accepted += answer in (Answer.ACCEPTED, Answer.TOO_LATE)
    invitation = Invitation(
        city_id=filling.stage.city.id,
        call=drive,
        opening_id=filling.opening.id,
        volunteer_id=resident.volunteer.id,
        wave=1,
        reasons=asdict(match) | {"skills": sorted(match.skills)},
        chance=match.score,
        band=match.band,
        skilled=match.skilled,
        answer=answer,
        asked_at=drive.started_at,
        answered_at=answered_at,
    )
    filling.stage.session.add(invitation)
    return invitation


def answer(filling: Filling, resident: Resident, at: datetime) -> Said:
    """Let somebody answer as they are: a yes takes a place."""
    stage, session = filling.stage, filling.opening.session
    window = at + timedelta(hours=stage.city.rules.reply_hours)
    last = min(
        window, last_answer(stage.city, session.starts_at, at) if session.ends_at else window
    )
    soon = at + timedelta(minutes=stage.dice.randint(2, 55))
    if stage.often(resident.keen):
        party = 2 if stage.often(BRINGS_SOMEBODY) and filling.opening.left > 1 else 1
        has_place = filling.place(resident, soon, party=party)
        return (Answer.ACCEPTED if has_place else Answer.TOO_LATE), soon
    if stage.often(NO):
        return Answer.DECLINED, soon
    return (Answer.EXPIRED, last) if last <= stage.days.now else (Answer.ASKED, None)
