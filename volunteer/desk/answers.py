"""What a member takes a text for: a yes, a no, or a place given back.

Each does what the conversation would have done, by the same steps and in the same words,
in one transaction.
"""

from datetime import datetime

from volunteer.calls import capacity, offers, steps
from volunteer.calls.model import HOLDS_PLACES, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.desk import elsewhere, places, standing, tap
from volunteer.desk.matter import Matter
from volunteer.desk.tap import Tap
from volunteer.messages import questions
from volunteer.messages.effects import Changed
from volunteer.people import queries as people
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

TOO_LATE = N_("That cannot be done any more: the session has begun, or they answered since.")
NOT_SO_MANY = N_("There are not enough places left for %(party)s people.")
MOST_IN_PARTY = 20


@again_after_deadlock
def accept(city: City, member: Member, text_id: int, *, party: int = 1, now: datetime) -> Standing:
    """Take a text for a yes: a place in the opening it is about, or one in the line."""
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        matter = _about_a_place(tapped)
        if not matter.may_accept:
            raise Refused(TOO_LATE)
        if not 1 <= party <= MOST_IN_PARTY:
            raise Refused(NOT_SO_MANY, party=party)
        before = _before(tapped, matter.volunteer.id, matter.opening.id)
        with elsewhere.named_where_seen(tapped):
            placement = steps.accept(
                session, city, matter.volunteer, matter.opening.id, party=party, now=now
            )
        if placement is None:
            raise Refused(TOO_LATE)
        if placement.standing in HOLDS_PLACES and placement.party < party:
            raise Refused(NOT_SO_MANY, party=party)
        _leave_the_rest(tapped, placement, party)
        tap.changed(tapped, Changed.PLACE, placement.id, **before)
        settle_question(tapped, matter.opening)
        _tell(tapped, placement)
        tap.done(tapped, Deed.PLACE_GIVEN, opening_id=placement.opening_id)
        return placement.standing


@again_after_deadlock
def decline(city: City, member: Member, text_id: int, *, now: datetime) -> None:
    """Take a text for a no to what it is about."""
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        matter = _about_a_place(tapped)
        if not matter.may_decline:
            raise Refused(TOO_LATE)
        opening = matter.opening
        before = _before(tapped, matter.volunteer.id, opening.id)
        gave_back = steps.decline(session, city, matter.volunteer, opening.id, now=now)
        if gave_back is not None:
            tap.changed(tapped, Changed.PLACE, gave_back.id, **before)
        settle_question(tapped, opening)
        _tell_no(tapped, matter.volunteer, opening, before)
        tap.done(tapped, Deed.NO_TAKEN, opening_id=opening.id)


@again_after_deadlock
def withdraw(city: City, member: Member, text_id: int, placement_id: int, *, now: datetime) -> None:
    """Give back a place of theirs, or one in the line, which the member chose."""
    with transaction() as session:
        tapped = tap.on_waiting(session, city, member, text_id, now=now)
        placement = _coming(tapped, placement_id)
        opening = placement.opening
        before = _before(tapped, placement.volunteer_id, opening.id)
        steps.withdraw(session, city, placement, now=now)
        tap.changed(tapped, Changed.PLACE, placement.id, **before)
        settle_question(tapped, opening)
        _tell_no(tapped, placement.volunteer, opening, before)
        tap.done(tapped, Deed.PLACE_GIVEN_BACK, opening_id=opening.id)


def settle_question(tapped: Tap, opening: Opening) -> None:
    """Say of the question a text came in answer to that this text settled it."""
    matter = tapped.matter
    if matter is not None and matter.opening.id == opening.id:
        questions.settle(tapped.session, matter.question, text_id=tapped.text.id, now=tapped.now)


def _leave_the_rest(tapped: Tap, placement: Placement, party: int) -> None:
    """Give back the places of a party that is smaller than was thought, and offer them on."""
    spare = placement.party - party
    if placement.standing is not Standing.CONFIRMED or spare < 1:
        return
    opening_id = placement.opening_id
    capacity.give_back(tapped.session, city_id=tapped.city.id, opening_id=opening_id, party=spare)
    placement.party = party
    tapped.session.flush()
    offers.offer_next(tapped.session, tapped.city, opening_id, now=tapped.now)


def _about_a_place(tapped: Tap) -> Matter:
    matter = tapped.matter
    if matter is None:
        raise Refused(TOO_LATE)
    return matter


def _before(tapped: Tap, volunteer_id: int, opening_id: int) -> dict[str, object]:
    return standing.before(
        tapped.session, tapped.city.id, volunteer_id=volunteer_id, opening_id=opening_id
    )


def _coming(tapped: Tap, placement_id: int) -> Placement:
    """Return a place that they still have: of people behind this phone, in the member's projects.

    One that was theirs a moment ago is not there any more, which is no mistake of anybody's.
    """
    behind = people.of_contact(tapped.session, tapped.city.id, tapped.contact.id)
    coming = places.coming(tapped.session, tapped.member, behind, now=tapped.now)
    for placement in coming:
        if placement.id == placement_id:
            return placement
    if places.is_theirs(tapped.session, tapped.member, behind, placement_id):
        raise Refused(TOO_LATE)
    raise NotFound("no place of theirs")


def _tell_no(
    tapped: Tap, volunteer: Volunteer, opening: Opening, before: dict[str, object]
) -> None:
    """Say what was given back; whoever only waited had no place to give."""
    kind = "withdrawn" if before["standing"] == Standing.CONFIRMED.value else "declined"
    told = tap.about(tapped, opening) | {"party": before["party"]}
    tap.say(tapped, kind, volunteer, **told)


def _tell(tapped: Tap, placement: Placement) -> None:
    if placement.standing is Standing.WAITING:
        position = offers.position(tapped.session, placement)
        told = tap.about(tapped, placement.opening) | {"position": position}
        tap.say(tapped, "waiting", placement.volunteer, **told)
    else:
        told = tap.about(tapped, placement.opening, placed=True) | {"party": placement.party}
        tap.say(tapped, "accepted", placement.volunteer, **told)
