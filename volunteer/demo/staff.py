"""Who works in a demo city. None has a password: they come in by links good once."""

from dataclasses import dataclass

from volunteer.demo.stage import Stage
from volunteer.staff import service
from volunteer.staff.model import Member, Organisation, Role, SecondFactor

NO_PASSWORD = "comes in by a link"  # no hash: none is right  # noqa: S105  # nosec B105  # pragma: allowlist secret


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody who works for an organisation of the city."""

    organisation: str
    name: str
    email: str
    role: Role = Role.COORDINATOR


def hire(stage: Stage, hires: tuple[Hire, ...], *, since: int) -> dict[str, Member]:
    """Take people in; return them by name."""
    at = stage.days.at(-since, 10)
    employers = {
        name: service.add_organisation(stage.session, stage.city.id, name, at)
        for name in dict.fromkeys(one.organisation for one in hires)
    }
    found = {one.name: _member(stage, one, employers[one.organisation]) for one in hires}
    stage.session.add_all(found.values())
    stage.session.flush()
    return found


def _member(stage: Stage, one: Hire, employer: Organisation) -> Member:
    return Member(
        city_id=stage.city.id,
        organisation=employer,
        name=one.name,
        email=one.email,
        role=one.role,
        password_hash=NO_PASSWORD,
        second_factor=SecondFactor(city_id=stage.city.id, set_up_at=employer.created_at),
        created_at=employer.created_at,
    )
