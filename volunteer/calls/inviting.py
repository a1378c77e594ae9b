"""A wave is written down: its invitations, the questions they ask and the texts that ask them.

A few statements for each sort of row, however many people are asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import drive, urgent
from volunteer.calls.holding import Held, hold
from volunteer.calls.invitation_texts import InvitationTexts
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, Invitation
from volunteer.calls.waves import Chosen
from volunteer.cities.model import City
from volunteer.core import bulk, inserting
from volunteer.messages import outbox, questions
from volunteer.messages.model import Asked, Lane

LEAST_WINDOW = timedelta(minutes=30)
GROUNDS = ("reasons", "chance", "band", "skilled", "at_random", "propensity")
TRUTH = {True: "true", False: "false"}
Invited = Mapping[int, Held]  # by the ids of their invitations


def invite(
    session: Session, city: City, call: Call, chosen: Sequence[Chosen], *, now: datetime
) -> int:
    """Ask those of the chosen who may be asked still; return how many.

    They may have been ranked before this transaction. Their phones are held first: what others
    did about them before that is seen by now, and counts, and what others want waits.
    """
    why = {one.match.volunteer_id: one for one in chosen}
    people = hold(session, city, call.opening, why.keys(), now=now)
    invited = _write_invitations(session, call, people, why, now)
    until = _useful_until(city, call, now)
    fresh = _without_heard(session, city, call, invited)
    asked = _reserve(session, city, call, fresh, until, now)
    _forget(session, city, invited.keys() - asked.keys())
    texts = InvitationTexts(session, city, call, invited.values(), now)
    outbox.put_all(
        session,
        city.id,
        _asking(texts, invited, asked, why),
        many=len(asked),
        kind="call",
        lane=Lane.CALL,
        now=now,
        expires_at=until,
    )
    return len(asked)


def last_answer(city: City, starts: datetime, now: datetime) -> datetime:
    """Return after when an answer is of no use to a session, however late it was asked."""
    early = starts - timedelta(hours=city.rules.reply_ends_hours_before)
    return early if early > now + LEAST_WINDOW else starts


def _useful_until(city: City, call: Call, now: datetime) -> datetime:
    when = call.opening.session
    return last_answer(city, when.starts_at, now) if when.ends_at else call.deadline


def _write_invitations(
    session: Session,
    call: Call,
    people: Sequence[Held],
    why: Mapping[int, Chosen],
    now: datetime,
) -> Invited:
    """Write the invitations of those who had none to this opening."""
    written = inserting.insert_all(
        session,
        Invitation,
        ("volunteer_id", *GROUNDS),
        ((one.volunteer_id, *_grounds(why[one.volunteer_id])) for one in people),
        giving=("volunteer_id", "id"),
        city_id=call.city_id,
        call_id=call.id,
        opening_id=call.opening_id,
        wave=call.waves,
        answer=Answer.ASKED,
        asked_at=now,
    )
    ids: dict[int, int] = dict(written)
    return {ids[one.volunteer_id]: one for one in people if one.volunteer_id in ids}


def _without_heard(session: Session, city: City, call: Call, invited: Invited) -> Invited:
    """Leave out who has heard enough of a drive by now, whatever its other calls did meanwhile."""
    among = [who.volunteer_id for who in invited.values()]
    heard = drive.has_heard(session, city, call, among=among)
    return {key: who for key, who in invited.items() if who.volunteer_id not in heard}


def _grounds(one: Chosen) -> tuple[object, ...]:
    match = one.match
    return reasons(match), match.score, match.band, match.skilled, one.at_random, one.propensity


def reasons(match: Match) -> str:
    """Return all that a match knew, as JSON: by hand it takes a third of the time."""
    hours = match.hours_since_asked
    return (
        f'{{"volunteer_id": {match.volunteer_id}, "distance_km": {match.distance_km!r},'
        f' "approximate": {TRUTH[match.approximate]}, "skills": {sorted(match.skills)},'
        f' "known_free": {TRUTH[match.known_free]},'
        f' "hours_since_asked": {"null" if hours is None else hours},'
        f' "band": {match.band}, "skilled": {match.skilled}, "score": {match.score!r},'
        f' "asked_recently": {match.asked_recently!r}}}'
    )


def _reserve(
    session: Session, city: City, call: Call, invited: Invited, until: datetime, now: datetime
) -> dict[int, int]:
    """Take the phones' open questions; return their ids by those of the invitations."""
    return questions.reserve_all(
        session,
        city.id,
        [(who.contact_id, invitation_id) for invitation_id, who in invited.items()],
        kind=Asked.CALL,
        window=urgent.window(city.rules, call),
        ends_by=until,
        now=now,
    )


def _forget(session: Session, city: City, invitation_ids: set[int]) -> None:
    """Take back the invitations of those who are being asked something else."""
    if not invitation_ids:
        return
    these = bulk.listed_ids(session)
    forget = sa.delete(Invitation).where(Invitation.city_id == city.id, Invitation.id.in_(these))
    session.execute(
        forget.execution_options(synchronize_session=False), bulk.document_of_ids(invitation_ids)
    )


def _asking(
    texts: InvitationTexts, invited: Invited, asked: Mapping[int, int], why: Mapping[int, Chosen]
) -> Iterator[outbox.Asking]:
    for invitation_id, question_id in asked.items():
        who = invited[invitation_id]
        body = texts.of(who, why[who.volunteer_id].match)
        yield outbox.Asking(who.contact_id, question_id, who.phone, body)
