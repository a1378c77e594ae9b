"""Plymouth in the demo: real streets, invented people, a year of work and two weeks to come."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls.model import Invitation
from volunteer.cities.service import NewCity
from volunteer.core.geo import Point
from volunteer.demo import (
    carried,
    checked,
    claims,
    hours_texts,
    invitations,
    planning,
    plymouth_desk,
    ringing,
    staff,
    year,
)
from volunteer.demo.plymouth_coming import look_ahead
from volunteer.demo.plymouth_heating import CHALLENGE as HEATING
from volunteer.demo.plymouth_heating import ENERGY
from volunteer.demo.plymouth_projects import ALL
from volunteer.demo.plymouth_staff import CHECKER, COORDINATOR, LEAD, STAFF
from volunteer.demo.plymouth_streets import CHALLENGE as STREETS
from volunteer.demo.resident import Resident
from volunteer.demo.settling import settle
from volunteer.demo.stage import Stage, raised
from volunteer.staff.model import Member

CITY = NewCity(
    slug="plymouth",
    name="Plymouth",
    council="Plymouth City Council",
    host="plymouth.localhost",
    number="+441632960001",
    authority_code="E06000026",
    centre=Point(50.3755, -4.1427),
)
SINCE = 455  # days: a year, and the quarter that it is compared with
NEEDS = (HEATING, STREETS)
RESIDENTS, FIRST_PHONE = 300, 200
TEXTS_KEPT = 21  # days


def make(session: Session, *, now: datetime) -> None:
    """Make the city."""
    stage = raised(session, CITY, since=SINCE, now=now)
    crew = staff.hire(stage, STAFF, since=SINCE)
    plan = planning.Plan(crew[LEAD], crew[CHECKER], SINCE)
    planning.write(stage, plan, NEEDS, crew)
    residents = settle(stage, RESIDENTS, first_phone=FIRST_PHONE, since=SINCE - 15)
    checked.write_down(stage, residents, crew[CHECKER])
    ahead = year.live(stage, year.events(stage, plan, ALL, crew, residents))
    planning.end(stage, plan, NEEDS)
    open_invitations = look_ahead(stage, ahead)
    ringing.open_line(stage, plan, ENERGY, crew["Tom Ashby"], residents)
    claims.keep(stage)
    lately = stage.days.at(-TEXTS_KEPT, 0)
    invitations.text(stage, since=lately)
    hours_texts.text(stage, since=lately)
    _text(stage, residents, open_invitations, crew)
    carried.put_on_phones(stage)


def _text(
    stage: Stage,
    residents: list[Resident],
    unanswered: list[Invitation],
    crew: Mapping[str, Member],
) -> None:
    """Let some people text what a person must read."""
    asked = {invitation.volunteer_id for invitation in unanswered}
    people = [r.volunteer for r in residents if r.until is None]
    others = [person for person in people if person.id not in asked]
    placed, *writers = stage.dice.sample(others, 1 + plymouth_desk.ASKED_BY_THEMSELVES)
    invited = [person for person in people if person.id in asked]
    plymouth_desk.ask_what_to_wear(stage, placed, crew[COORDINATOR])
    plymouth_desk.answer_in_their_own_way(stage, invited, crew[COORDINATOR])
    plymouth_desk.write_unasked(stage, writers, crew[LEAD])
