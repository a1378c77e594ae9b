"""The main pages of the demo city, each with somebody who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import Flask

from tests.browser import finding
from tests.pages import Browser
from volunteer.cities import service as cities
from volunteer.core.db import db
from volunteer.demo.plymouth import CITY
from volunteer.demo.plymouth_staff import COORDINATOR
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff.model import Member, Role


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody at a browser, and what the addresses of the city can name."""

    browser: Browser
    names: finding.Names

    @property
    def host(self) -> str:
        """Where their cookie is for."""
        return self.browser.base_url.removeprefix("https://").rstrip("/")


@dataclass(frozen=True, slots=True)
class MainPage:
    """A page: who looks at it, under which name, and at which address."""

    who: str
    name: str
    pattern: str

    @property
    def title(self) -> str:
        """What the page is called in a list."""
        return self.name.replace("-", " ").capitalize()

    def address(self, looker: Looker) -> str:
        """Return the address, of the first thing of each kind."""
        return self.pattern.format_map(
            {name: (ids or [0])[0] for name, ids in looker.names.items()}
        )


PAGES = (
    MainPage("anybody", "home", "/"),
    MainPage("anybody", "near", "/near?postcode=PL4+7AA"),
    MainPage("anybody", "project", "/projects/{project_id}"),
    MainPage("anybody", "join", "/join"),
    MainPage("anybody", "sign-in", "/sign-in"),
    MainPage("anybody", "impact", "/impact"),
    MainPage("anybody", "phones", "/phones"),
    MainPage("anybody", "phone", "/phones/{contact_id}"),
    MainPage("anybody", "styles", "/styles"),
    MainPage("anybody", "staff-sign-in", "/staff/sign-in"),
    MainPage("volunteer", "my-places", "/me"),
    MainPage("volunteer", "profile", "/me/profile"),
    MainPage("coordinator", "today", "/staff"),
    MainPage("coordinator", "projects", "/staff/projects"),
    MainPage("coordinator", "hours", "/staff/hours"),
    MainPage("coordinator", "desk", "/staff/desk"),
    MainPage("coordinator", "text", "/staff/desk/texts/{text_id}"),
    MainPage("coordinator", "texts", "/staff/desk/texts"),
    MainPage("coordinator", "new-project", "/staff/projects/new"),
    MainPage("coordinator", "staff-project", "/staff/projects/{project_id}"),
    MainPage("coordinator", "shortlist", "/staff/openings/{opening_id}"),
    MainPage("coordinator", "roster", "/staff/sessions/{session_id}"),
    MainPage("council lead", "council", "/staff/council"),
    MainPage("council lead", "challenge", "/staff/council/challenges/{challenge_id}"),
    MainPage("council lead", "reading", "/staff/measures/{measure_id}/readings"),
    MainPage("administrator", "sending", "/staff/sending"),
    MainPage("administrator", "members", "/staff/members"),
    MainPage("administrator", "log", "/staff/audit"),
)


def lookers(app: Flask, *, now: datetime) -> Mapping[str, Looker]:
    """Return everybody who looks, signed in."""
    session = db.session()
    city = cities.named(session, CITY.slug)
    names = finding.named(session, city, now=now)
    rosa = _named(COORDINATOR, city.id)
    people: dict[str, Member | Volunteer | None] = {
        "anybody": None,
        "volunteer": session.get_one(Volunteer, finding.busiest(session, city.id)),
        "coordinator": rosa,
        "council lead": _staff(Role.COUNCIL_LEAD, city.id),
        "administrator": _staff(Role.ADMINISTRATOR, city.id),
    }
    found = {}
    for name, person in people.items():
        browser = Browser(app, city)
        if person is not None:
            browser.sign_in(person)
        found[name] = Looker(
            browser, dict(names) | dict(_projects_of(rosa, now) if person is rosa else {})
        )
    return found


def _projects_of(rosa: Member, now: datetime) -> finding.Names:
    """Return the next opening to fill, its project, and the session whose roster is next."""
    opening = (
        sa.select(Opening)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .join(Project, Project.id == ProjectSession.project_id)
        .where(Opening.city_id == rosa.city_id, Project.organisation_id == rosa.organisation_id)
    )
    to_fill = db.session.scalars(
        opening.where(ProjectSession.starts_at > now, Opening.taken < Opening.places)
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(1)
    ).one()
    rostered = db.session.scalars(
        opening.where(ProjectSession.ends_at > now, Opening.taken > 0)
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(1)
    ).one()
    return {
        "project_id": [to_fill.session.project_id],
        "opening_id": [to_fill.id],
        "session_id": [rostered.session_id],
    }


def _named(name: str, city_id: int) -> Member:
    return db.session.scalars(
        sa.select(Member).where(Member.city_id == city_id, Member.name == name)
    ).one()


def _staff(role: Role, city_id: int) -> Member:
    return db.session.scalars(
        sa.select(Member)
        .where(Member.city_id == city_id, Member.role == role)
        .order_by(Member.id)
        .limit(1)
    ).one()
