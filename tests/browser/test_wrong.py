"""Forms that are sent empty or wrong: what is wrong is said, and what was typed is kept."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.faults import faults, listening
from tests.browser.long_words import WELSH, long_of
from tests.browser.sent import Form, address, pattern, send, typed_values
from tests.browser.test_states import STEPS, WIDTHS
from tests.browser.worlds import World
from volunteer.cities import service as cities
from volunteer.core.db import db
from volunteer.web.rights import MACHINES, RIGHTS, Visitor

pytestmark = pytest.mark.browser

A, V, N = Visitor.ADMINISTRATOR, Visitor.VOLUNTEER, Visitor.ANYBODY
SECRETS = {"password", "current"}  # never sent back

WRONG = (
    Form("join.new", "join.new", N, {"name": WELSH, "phone": "12345", "postcode": WELSH}),
    Form("sign_in.phone", "sign_in.phone", N, {"phone": long_of(40)}),
    Form("sign_in.code", "sign_in.code", N, {"code": "123"}),
    Form("sign_in.person", "sign_in.person", N),
    Form("me.hours", "me.hours", V, {"hours": long_of(40)}),
    Form("profile.show", "profile.show", V, {"name": "", "postcode": WELSH, "reach": "far"}),
    Form("phones.text", "phones.thread", N, {"body": ""}),
    Form("phones.new", "phones.show", N, {"phone": "12345", "body": ""}),
    Form("staff.sign_in", "staff.sign_in", N, {"email": "nobody@example.org", "password": "x"}),
    Form("staff.forgotten", "staff.forgotten", N, {"email": ""}),
    Form("staff.code", "staff.code", Visitor.HALFWAY, {"code": "000000"}),
    Form("links.show", "links.show", N, {"password": "short"}),  # pragma: allowlist secret
    Form("links.phone", "links.phone", Visitor.HALFWAY, {"code": "000000"}),
    Form("account.password", "account.password", A, {"current": "x", "password": "y"}),
    Form("account.phone", "account.phone", A, {"password": "x", "code": "1"}),
    Form("account.recovery_codes", "account.recovery_codes", A, {"password": "x", "code": "1"}),
    Form("projects.new", "projects.new", A,
         {"title": long_of(80), "summary": WELSH * 9, "day": "", "starts": "soon", "places": "-1"}),
    Form("projects.session", "projects.session", A, {"starts": long_of(60), "places": "501"}),
    Form("roles.show", "roles.show", A,
         {"role_title": long_of(80), "check_reason": long_of(300), "places_*": "lots"}),
    Form("roster.confirm", "roster.show", A, {"hours_*": "for ever"}),
    Form("roster.report", "roster.show", A, {"verb": long_of(50), "quantity": "many"}),
    Form("tap.settle", "text.show", A, {"words": long_of(500)}),
    Form("tap.accept", "text.show", A, {"party": "a few"}, which={"text_id": 3}),
    Form("tap.hours", "text.show", A, {"hours": "all day"}),
    Form("members.new", "members.new", A, {"name": long_of(80), "email": "nobody"}),
    Form("members.role", "members.one", A, {"organisation": long_of(90)}),
    Form("checks.new", "checks.new", A,
         {"name": long_of(70), "phone": "12345", "decided_on": "", "last_day": "2001-01-01"}),
    Form("council.reading", "council.reading", A, {"value": "lots", "evidence": long_of(300)}),
    Form("challenges.new", "challenges.new", A, {"title": long_of(90), "baseline": "lots"}),
    Form("challenges.initiative", "challenges.initiative", A, {"title": long_of(90)}),
    Form("challenges.measure", "challenges.measure", A, {"name": long_of(90), "target": "x"}),
    Form("challenges.course", "challenges.course", A),
)  # fmt: skip

# Buttons, and choices of which every one is right: nobody can type anything wrong there.
NOTHING_TO_TYPE = {
    "sign_in.out", "project.take", "me.withdraw", "profile.leave", "phones.clock",
    "shortlist.start", "shortlist.end", "shortlist.approve", "shortlist.refuse",
    "shortlist.go_on", "shortlist.pause", "shortlist.hurry",
    "together.start", "together.end", "together.pause", "together.go_on",
    "hours.confirm", "roster.cancel",
    "roster.number", "text.number", "text.assign", "text.put_back",
    "tap.decline", "tap.withdraw", "tap.stop", "tap.undo",
    "account.end", "account.end_others", "notices.show",
    "members.link", "members.disable", "members.enable", "members.second_factor",
    "checks.withdraw", "council.verify", "sending.pause", "sending.resume",
}  # fmt: skip


@pytest.fixture(params=WIDTHS)
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """Give a browser as wide as an old phone, and one as wide as a desk's screen."""
    with chromium.new_context(viewport={"width": WIDTHS[request.param], "height": 800}) as context:
        yield context


def come_in(world: World, context: BrowserContext, form: Form) -> None:
    world.come_in(context, form.who)
    step = STEPS.get(form.on)
    if step is not None:
        with world.app.app_context():
            cookie = step(cities.named(db.session(), world.slug))
            db.session.remove()
        world.give(context, cookie)


@pytest.mark.parametrize("form", WRONG, ids=lambda form: form.to)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    worlds: dict[str, World], context: BrowserContext, form: Form
) -> None:
    world = worlds["long"]
    if form.to == "me.hours":
        world.names = {**world.names, "session_id": [(world.hours or {})["session_id"]]}
    page = context.new_page()
    come_in(world, context, form)
    with listening(page) as ears:
        page.goto(address(world, form.on, form.which))
        where = pattern(world, form.to)
        answer = send(page, form, where)
        said = page.locator(".govuk-error-summary a").all()
        kept = typed_values(page, form, where)
        wrong = ears.take() + faults(page)

    assert answer.status == 422
    assert page.title().startswith("Error:")
    assert said
    for link in said:  # each leads to its field
        assert page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']").count() == 1
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    for name, value in form.typed.items():
        assert kept[name] == ("" if name in SECRETS else value), name
    assert not wrong, "\n".join(wrong)


def test_every_form_there_is_is_sent_wrong() -> None:
    posted = {to for to, how in RIGHTS.items() if "POST" in how and how["POST"] != MACHINES}

    assert posted - {form.to for form in WRONG} - NOTHING_TO_TYPE == set()
    assert posted >= NOTHING_TO_TYPE
