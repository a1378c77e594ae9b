"""All sessions of a project are asked about at once, in a browser, and paused and stopped."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.faults import faults, listening
from volunteer.core.db import db
from volunteer.projects.model import Opening, Project, ProjectSession

pytestmark = pytest.mark.browser
BUTTONS = ("Ask for all sessions", "Pause all", "Go on asking", "Stop all")


@pytest.fixture
def project_id(demo: Demo) -> Iterator[int]:
    """Give a project of the demo city with three new sessions, which are cancelled afterwards."""
    now = datetime.now(UTC)
    with demo.app.app_context():
        role = db.session.scalars(sa.select(Opening).order_by(Opening.id)).first()
        assert role is not None
        project = role.role.project
        made = [a_session(project, role, now + timedelta(days=20 + n)) for n in range(3)]
        db.session.add_all(made)
        db.session.commit()
        found, ids = project.id, [one.session_id for one in made]
    yield found
    with demo.app.app_context():
        over = sa.update(ProjectSession).where(ProjectSession.id.in_(ids))
        db.session.execute(over.values(cancelled_at=now))
        db.session.commit()


def test_it_starts_pauses_goes_on_and_stops_at_any_width(
    demo: Demo, page: Page, project_id: int
) -> None:
    page.goto(demo.link("council lead"))
    if "/links/" in page.url:
        page.click("main form button[type=submit]")
    page.goto(f"{demo.base}/staff/projects/{project_id}")
    page.click("text=Ask for all sessions")

    for button in BUTTONS:
        with listening(page) as ears:
            page.click(f"main button:has-text('{button}')")
            assert page.query_selector("[role=alert], .govuk-notification-banner")
            wrong = ears.take() + faults(page)
        assert not wrong, "\n".join(wrong)


def a_session(project: Project, like: Opening, starts: datetime) -> Opening:
    meeting = ProjectSession(
        city_id=project.city_id,
        project=project,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )
    return Opening(city_id=project.city_id, role=like.role, session=meeting, places=3)
