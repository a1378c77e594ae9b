"""The page of a call that is paused, and the way on."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Demo
from tests.browser.faults import faults, listening
from tests.browser.sent import Form, address, pattern, send
from tests.browser.worlds import World, wordy
from volunteer.calls.model import Call, CallState
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser
GO_ON = Form("shortlist.go_on", "shortlist.show", Visitor.ADMINISTRATOR)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_paused_call_says_why_and_goes_on_when_somebody_lets_it(
    demo: Demo, chromium: Browser, *, width: int
) -> None:
    world = wordy(demo.app, demo.base)
    pause(demo, world)
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        world.come_in(context, GO_ON.who)
        with listening(page) as ears:
            page.goto(address(world, GO_ON.on, GO_ON.which))
            assert page.get_by_text("took some of these texts for spam").count() == 1
            wrong = faults(page)
            answer = send(page, GO_ON, pattern(world, GO_ON.to))
            wrong += ears.take() + faults(page)

    assert answer.status == 200
    assert not wrong, "\n".join(wrong)
    with demo.app.app_context():
        call = db.session.get_one(Call, world.names["call_id"][0])
        assert call.state is CallState.RUNNING


def pause(demo: Demo, world: World) -> None:
    """Pause the first call, as if networks had taken its texts for spam."""
    with demo.app.app_context():
        call = db.session.get_one(Call, world.names["call_id"][0])
        call.state, call.paused_at, call.paused_because = CallState.PAUSED, clock.now(), "30007"
        call.next_wave_at = None
        world.names = {**world.names, "opening_id": [call.opening_id]}
        db.session.commit()
