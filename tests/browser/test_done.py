"""Forms that are sent right: what was done is said, on a page that everybody can use.

Each is sent in a city of its own, in which every word is as long as it may be.
"""

import pytest
from playwright.sync_api import Browser

from tests.authenticator import PASSWORD
from tests.browser.conftest import Demo
from tests.browser.faults import faults, listening
from tests.browser.long_words import NAME, WELSH, long_of
from tests.browser.sent import Form, address, pattern, send
from tests.browser.test_wrong import come_in
from tests.browser.worlds import World, wordy
from volunteer.web.rights import MACHINES, RIGHTS, Visitor

pytestmark = pytest.mark.browser

A, V, N = Visitor.ADMINISTRATOR, Visitor.VOLUNTEER, Visitor.ANYBODY
COMING = {"session_id": 1}
SAID = ".govuk-notification-banner, [role=alert]"

DONE = (
    Form("profile.show", "profile.show", V, {"name": NAME}),
    Form("me.hours", "me.hours", V, {"hours": "2h30"}),
    Form("me.withdraw", "me.show", V),
    Form("profile.leave", "profile.show", V),
    Form("sign_in.out", "home.show", V),
    Form("shortlist.start", "shortlist.show", A, which={"opening_id": 1}),
    Form("shortlist.end", "shortlist.show", A),
    Form("shortlist.pause", "shortlist.show", A),
    Form("roster.confirm", "roster.show", A),
    Form("hours.confirm", "hours.show", A),
    Form("roster.report", "roster.show", A,
         {"verb": long_of(40), "quantity": "999999999999", "noun": long_of(60)}),
    Form("roster.cancel", "roster.show", A, which=COMING),
    Form("projects.new", "projects.new", A,
         {"title": long_of(60), "summary": WELSH * 9, "initiative": "", "address": "PL4 7AA",
          "contact_name": NAME, "day": "2099-06-01", "starts": "10am", "ends": "noon",
          "places": "500", "role_title": long_of(60), "weeks": "26"}),
    Form("projects.session", "projects.session", A,
         {"day": "2099-06-01", "starts": "10am", "ends": "noon", "places": "500"}),
    Form("roles.show", "roles.show", A),
    Form("tap.settle", "text.show", A, {"words": WELSH}),
    Form("tap.accept", "text.show", A, {"party": "2"}, which={"text_id": 3}),
    Form("tap.decline", "text.show", A, which={"text_id": 3}),
    Form("tap.withdraw", "text.show", A),
    Form("tap.hours", "text.show", A, {"hours": "2h30"}),
    Form("tap.stop", "text.show", A),
    Form("tap.undo", "text.show", A, which={"text_id": 2}),
    Form("text.assign", "text.show", A),
    Form("text.put_back", "text.show", A, which={"text_id": 2}),
    Form("notices.show", "notices.show", A),
    Form("sending.pause", "sending.show", A),
    Form("account.end_others", "account.show", A),
    Form("members.new", "members.new", A,
         {"name": NAME, "email": f"{long_of(60)}@example.org", "role": "manager",
          "organisation": long_of(80)}),
    Form("members.role", "members.one", A, {"role": "manager"}),
    Form("members.link", "members.one", A),
    Form("members.disable", "members.one", A),
    Form("members.enable", "members.one", A, which={"member_id": 1}),
    Form("members.second_factor", "members.one", A),
    Form("checks.withdraw", "checks.show", A),
    Form("council.reading", "council.reading", A,
         {"value": "999999999999", "grade": "B", "evidence": long_of(200)}),
    Form("council.verify", "council.challenge", A),
    Form("challenges.new", "challenges.new", A,
         {"title": f"9{long_of(79)}", "need": WELSH * 9, "name": long_of(80), "unit": long_of(40),
          "baseline": "0", "baseline_on": "2020-01-01", "target": "999999999999",
          "target_on": "2099-01-01", "source": long_of(200), "method": long_of(200),
          "every": "month"}),
    Form("challenges.initiative", "challenges.initiative", A,
         {"title": f"9{long_of(79)}", "hypothesis": WELSH * 9}),
    Form("challenges.measure", "challenges.measure", A,
         {"kind": "outcome", "name": f"9{long_of(79)}", "unit": long_of(40), "baseline": "0",
          "baseline_on": "2020-01-01", "target": "9", "target_on": "2099-01-01",
          "source": long_of(200), "method": long_of(200), "every": "month"}),
    Form("challenges.course", "challenges.course", A, {"course": "stopped", "reason": WELSH * 9}),
)  # fmt: skip

# These lead to a page of their own, on which nothing is said but what comes next.
LEADS_ON = (
    Form("join.new", "join.new", N,
         {"name": NAME, "phone": "07700 900999", "postcode": "PL4 7AA", "adult": "",
          "agreed": ""}),
    Form("sign_in.phone", "sign_in.phone", N, {"phone": "07700 900999"}),
    Form("sign_in.person", "sign_in.person", N, {"person": ""}),
    Form("staff.forgotten", "staff.forgotten", N, {"email": "nobody@example.org"}),
    Form("links.show", "links.show", N, {"password": PASSWORD}),
    Form("phones.text", "phones.thread", N, {"body": WELSH * 20}),
    Form("phones.new", "phones.show", N, {"phone": "07700 900998", "body": "JOIN"}),
    Form("phones.clock", "phones.clock", N, button="to"),
    Form("roster.number", "roster.show", A),
    Form("text.number", "text.show", A),
)  # fmt: skip

# What needs a phone that shows codes, a second person or a waiting proposal: shown elsewhere.
ELSEWHERE = {
    "sign_in.code", "project.take",  # test_journeys
    "staff.sign_in", "staff.code", "links.phone", "account.password", "account.phone",
    "account.recovery_codes", "account.end",  # test_sign_in, test_journeys
    "shortlist.approve", "shortlist.refuse",  # tests/test_approval.py
    "sending.resume",  # tests/test_pausing.py
    "shortlist.go_on",  # test_paused
    "together.start", "together.end", "together.pause", "together.go_on",  # test_together
    "shortlist.hurry",  # test_live_page
    "checks.new",  # test_requirements
}  # fmt: skip


@pytest.fixture
def world(demo: Demo) -> World:
    """Give a city of one's own."""
    return wordy(demo.app, demo.base)


def done(world: World, chromium: Browser, form: Form) -> tuple[int, bool, list[str]]:
    """Send a form on a phone; return the status, whether anything is said, and what is wrong."""
    if form.to == "me.hours":
        world.names = {**world.names, "session_id": [(world.hours or {})["session_id"]]}
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        come_in(world, context, form)
        with listening(page) as ears:
            page.goto(address(world, form.on, form.which))
            answer = send(page, form, pattern(world, form.to))
            said = page.locator(SAID).count() > 0
            assert not page.locator(".govuk-error-summary").count(), page.locator(
                ".govuk-error-summary"
            ).inner_text()
            return answer.status, said, ears.take() + faults(page)


@pytest.mark.parametrize("form", DONE, ids=lambda form: form.to)
def test_what_was_done_is_said(world: World, chromium: Browser, form: Form) -> None:
    status, said, wrong = done(world, chromium, form)

    assert (status, said) == (200, True)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("form", LEADS_ON, ids=lambda form: form.to)
def test_what_comes_next_is_shown(world: World, chromium: Browser, form: Form) -> None:
    status, _, wrong = done(world, chromium, form)

    assert status == 200
    assert not wrong, "\n".join(wrong)


def test_every_form_there_is_is_sent_right() -> None:
    posted = {to for to, how in RIGHTS.items() if "POST" in how and how["POST"] != MACHINES}

    assert posted == {form.to for form in (*DONE, *LEADS_ON)} | ELSEWHERE
