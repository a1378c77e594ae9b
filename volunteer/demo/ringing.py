"""Work from home at any hour: a flexible session, whose hours come whenever somebody gives them."""

from datetime import timedelta

from volunteer.demo import coming
from volunteer.demo.filling import Filling
from volunteer.demo.planning import Plan
from volunteer.demo.resident import Resident
from volunteer.demo.stage import Stage
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.projects import service
from volunteer.projects.draft import Draft, Slot
from volunteer.staff.model import Member

BEGUN, PLACES, TAKEN = 45, 8, 0.5
MINUTES = (45, 60, 90)  # what three of them claim; nobody has looked at it yet


def open_line(
    stage: Stage, plan: Plan, initiative: str, contact: Member, residents: list[Resident]
) -> None:
    """Post the project, with a few people who ring already."""
    draft = Draft(
        title="Ring a neighbour on cold days",
        summary="Ring two people each week and ask whether they are warm and have eaten. We give"
        " you the numbers, a short guide, and somebody to turn to.",
        initiative_id=plan.initiatives[initiative].id,
        address="From home, PL1 2AA",
        contact_name=contact.name,
        role_title="Caller",
        sessions=(Slot(stage.days.at(-BEGUN, 9), None, PLACES),),
        skills_helping=(stage.skills["company"].id,),
    )
    project = service.post_in(
        stage.session,
        stage.city.id,
        contact,
        draft,
        now=stage.days.at(-BEGUN - 2, 10),
        addresses=False,
    )
    project.roles[0].remote = True
    filling = Filling(stage, project.sessions[0].openings[0], residents)
    coming.take(filling, TAKEN)
    _claim(filling)


def _claim(filling: Filling) -> None:
    for minutes, (resident, _) in zip(MINUTES, filling.placed, strict=False):
        filling.stage.session.add(
            Entry(
                city_id=filling.stage.city.id,
                session_id=filling.opening.session_id,
                volunteer_id=resident.volunteer.id,
                claimed_minutes=minutes,
                claimed_by=ClaimedBy.TEXT,
                claimed_at=filling.stage.days.lately() - timedelta(minutes=minutes),
            )
        )
