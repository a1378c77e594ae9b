"""What else a member does about a text: answers in words, writes hours down, takes a stop."""

from datetime import datetime

import sqlalchemy as sa

from volunteer.calls.model import Placement
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.desk import answers, places, tap
from volunteer.desk.tap import Tap
from volunteer.hours import service as hours
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.messages import ledger, wording
from volunteer.messages.effects import Changed
from volunteer.messages.model import Source
from volunteer.messages.segments import count
from volunteer.people import queries as people
from volunteer.staff.model import Member

MOST_PARTS = 3  # of a reply
EMPTY = N_("Write an answer, or choose “Done without an answer”.")
STOPPED = N_("This person asked for no more texts. Ring them, or leave it be.")
LINKED = N_("A text cannot hold a web address. Say it in words.")
TOO_LONG = N_("That is too long for a text. Make it shorter.")
STOPPED_ALREADY = N_("This phone gets no texts already.")
CONFIRMED = N_("Their hours in that session are confirmed already. Change them on its roster.")


@again_after_deadlock
def settle(
    city: City, member: Member, text_id: int, *, words: str | None = None, now: datetime
) -> None:
    """Take a text off the desk, with a reply in the member's own words; None is no reply."""
    if words == "":
        raise Refused(EMPTY)
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        if words:
            _reply(tapped, words)
        tap.done(tapped, Deed.TEXT_ANSWERED if words else Deed.TEXT_SETTLED)


@again_after_deadlock
def write_hours(
    city: City, member: Member, text_id: int, placement_id: int, minutes: int, *, now: datetime
) -> None:
    """Write down the hours that a text tells of, in the session of a place of theirs."""
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        placement = _past(tapped, placement_id)
        whose = (placement.opening.session_id, placement.volunteer_id)
        had = _claimed(tapped, *whose)
        entry = hours.claim(
            session,
            city_id=city.id,
            session_id=whose[0],
            volunteer_id=whose[1],
            minutes=minutes,
            by=ClaimedBy.STAFF,
            rules=city.rules,
            now=now,
        )
        if had != minutes:
            tap.changed(tapped, Changed.HOURS, entry.id, claimed_minutes=had)
        answers.settle_question(tapped, placement.opening)
        title = placement.opening.session.project.title
        given = wording.length(minutes, tapped.contact.language)
        told = {"hours": given, "title": title}
        tap.say(tapped, "hours_thanks", placement.volunteer, **told)
        tap.done(tapped, Deed.HOURS_WRITTEN, session_id=whose[0], minutes=minutes)


@again_after_deadlock
def stop(city: City, member: Member, text_id: int, *, now: datetime) -> None:
    """Take a text for a stop, which no machine recognised in it."""
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        if tapped.contact.stopped_at is not None:
            raise Refused(STOPPED_ALREADY)
        text = tapped.text
        ledger.stop(
            session,
            tapped.contact,
            source=Source.STAFF,
            wording=text.body,
            text_id=text.id,
            now=now,
        )
        tap.changed(tapped, Changed.STOP, tapped.contact.id, stopped=False)
        tap.say(tapped, ledger.STOP_CONFIRMATION)
        tap.done(tapped, Deed.STOP_TAKEN)


def _reply(tapped: Tap, words: str) -> None:
    if tapped.contact.stopped_at is not None:
        raise Refused(STOPPED)
    if wording.LINK.search(words):
        raise Refused(LINKED)
    language = tapped.contact.language
    body = wording.text("desk_reply", city=tapped.city, language=language, words=words)
    if count(body).segments > MOST_PARTS:
        raise Refused(TOO_LONG)
    tap.say(tapped, "desk_reply", words=words)


def _past(tapped: Tap, placement_id: int) -> Placement:
    behind = people.of_contact(tapped.session, tapped.city.id, tapped.contact.id)
    for placement in places.past(tapped.session, tapped.member, behind, now=tapped.now):
        if placement.id == placement_id:
            return placement
    if places.is_theirs(tapped.session, tapped.member, behind, placement_id):
        raise Refused(CONFIRMED)
    raise NotFound("no place of theirs")


def _claimed(tapped: Tap, session_id: int, volunteer_id: int) -> int | None:
    return tapped.session.scalar(
        sa.select(Entry.claimed_minutes).where(
            Entry.city_id == tapped.city.id,
            Entry.session_id == session_id,
            Entry.volunteer_id == volunteer_id,
        )
    )
