"""Every page there is, in every state it can be in, on a phone and on a desk.

Which pages there are, and for whom, is read from the table of rights: a new page is looked at
by itself, in each city of ``worlds`` that has what its address names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.browser import finding
from tests.browser.faults import Ears, faults, listening
from tests.browser.worlds import Cookie, World, asking, halfway
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.visits.model import Stage
from volunteer.web.rights import MACHINES, RIGHTS, Visitor

pytestmark = pytest.mark.browser

NO_PAGES = {"look.colours", "look.icon", "map_files.wards", "map_files.silhouette"}  # files
PAGES = sorted(
    endpoint
    for endpoint, how in RIGHTS.items()
    if "GET" in how and how["GET"] != MACHINES and endpoint not in NO_PAGES
)
WIDTHS = {"phone": 320, "desktop": 1280}
# Whoever sees most, and whoever sees least, of those for whom a page is.
ORDER = (Visitor.ADMINISTRATOR, Visitor.VOLUNTEER, Visitor.COORDINATOR)
# What stands behind the question mark changes these.
ASKED = {
    "near.show": ["?postcode=PL4+7AA", "?postcode=nowhere", "?postcode="],
    "staff.forgotten": ["?sent=1"],
    "join.new": ["?postcode=PL4+7AA"],
    "phones.show": ["?name=zzz", "?name=a"],
    "why_not.show": ["?name=zzz", "?name=a", "?name="],
    "asking.show": ["?since=year"],
    "desk.show": ["?whose=mine"],
    "desk.texts": ["?name=zzz", "?sort=stop", "?sort=person&name=a", "?page=2"],
    "audit.show": ["?before=30", "?before=1", "?deed=city+added"],
}


# What a browser keeps of the step before, where a page needs one.
STEPS: dict[str, Callable[[City], Cookie]] = {
    "join.sent": lambda _city: {"joining": "07700 900123"},
    "sign_in.code": lambda city: asking(db.session(), city, given=False),
    "sign_in.person": lambda city: asking(db.session(), city, given=True),
    "links.phone": lambda city: halfway(db.session(), city, Stage.SETTING_UP),
}


@dataclass(frozen=True, slots=True)
class State:
    """A page to look at: whose city's, as whom, and at which address."""

    name: str
    world: World
    who: Visitor
    address: str
    cookie: Cookie | None = None


def states(endpoint: str, worlds: dict[str, World]) -> Iterator[State]:
    """Yield every state that a page can be seen in."""
    for city, world in worlds.items():
        names = dict(world.names)
        if endpoint == "me.hours":
            names["session_id"] = [world.hours["session_id"]] if world.hours else []
        rules = list(world.app.url_map.iter_rules(endpoint))
        for values in finding.addresses(names, set().union(*(rule.arguments for rule in rules))):
            address = world.app.url_map.bind("").build(endpoint, values)
            for who in visitors(endpoint, city):
                for more in ("", *ASKED.get(endpoint, [])):
                    yield from kept(State(f"{city}, {who}", world, who, address + more), endpoint)


def visitors(endpoint: str, city: str) -> list[Visitor]:
    """Return who looks: everybody whose view of it differs, and one of them in a crowd."""
    whom = RIGHTS[endpoint]["GET"]
    if Visitor.ANYBODY in whom:
        shown_more = endpoint in {"project.show", "home.show"} and city in {"demo", "long"}
        return [Visitor.ANYBODY, *([Visitor.VOLUNTEER] if shown_more else [])]
    able = [who for who in ORDER if who in whom] or sorted(whom)
    is_anybodys = city in {"empty", "long"}  # of the only organisation there
    return able if is_anybodys or Visitor.VOLUNTEER in whom else able[:1]


def kept(state: State, endpoint: str) -> Iterator[State]:
    """Yield the state, or those that differ by what the browser keeps of the step before."""
    way = STEPS.get(endpoint)
    if way is None:
        yield state
        return
    with state.world.app.app_context():
        session = db.session()
        cookie = way(cities.named(session, state.world.slug))
        db.session.remove()
    yield State(state.name, state.world, state.who, state.address, cookie)


def open_as(page: Page, state: State, context: BrowserContext) -> Response:
    """Open the page as somebody."""
    state.world.come_in(context, state.who)
    if state.cookie is not None:
        state.world.give(context, state.cookie)
    answer = page.goto(state.world.base + state.address)
    assert answer is not None
    return answer


def wrong_with(page: Page, ears: Ears, state: State, context: BrowserContext) -> list[str]:
    """Look at a page in a state; return what is wrong."""
    ears.take()
    answer = open_as(page, state, context)
    refused = state.address.endswith(("postcode=", "why?name=", "postcode=nowhere"))
    expected = 422 if refused else 200
    at = [] if answer.status == expected else [f"answers {answer.status}"]
    return at + ears.take() + faults(page)


@pytest.fixture(params=WIDTHS)
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """Give a browser as wide as an old phone, and one as wide as a desk's screen."""
    context = chromium.new_context(viewport={"width": WIDTHS[request.param], "height": 800})
    yield context
    context.close()


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_page_can_be_used_by_everybody_in_every_state(
    worlds: dict[str, World], context: BrowserContext, endpoint: str
) -> None:
    found, looked = list[str](), set[str]()
    page = context.new_page()
    with listening(page) as ears:
        for state in states(endpoint, worlds):
            looked.add(state.name.partition(",")[0])
            wrong = wrong_with(page, ears, state, context)
            if wrong:
                found += [f"{state.name}, {state.address}: {one}" for one in wrong]

    assert looked, f"{endpoint} is seen in no state: give it one"
    assert not found, "\n".join(found)


LEADS_ON = {"shortlist.call", "council.one_reading"}  # to the page of something else


def test_no_two_pages_have_one_title(worlds: dict[str, World], chromium: Browser) -> None:
    titles: dict[str, set[str]] = {}
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for endpoint in set(PAGES) - LEADS_ON:
            there = {name: worlds[name] for name in ("demo", "long")}
            state = next(states(endpoint, there))
            open_as(page, state, context)
            titles.setdefault(page.title(), set()).add(endpoint)

    assert {title: of for title, of in titles.items() if len(of) > 1} == {}


def test_a_page_that_is_wrong_is_found_out(worlds: dict[str, World], chromium: Browser) -> None:
    world = worlds["demo"]
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.route(
            "**/planted", lambda route: route.fulfill(body=PLANTED, content_type="text/html")
        )
        with listening(page) as ears:
            page.goto(f"{world.base}/planted")
            heard, found = ears.take(), " ".join(faults(page))

    assert any("asked https://elsewhere.example/a.png" in one for one in heard), heard
    assert any("broke: " in one for one in heard), heard
    for word in ("says no language", "has no title", "has not one h1", "skips to", "no label: who",
                 "no alt", "scrolls sideways", "target-size", "color-contrast"):  # fmt: skip
        assert word in found, word


def test_a_page_that_no_city_has_anything_for_is_named(worlds: dict[str, World]) -> None:
    with pytest.raises(AssertionError, match=r"nobody knows what \{'thing_id'\} names"):
        list(finding.addresses(worlds["demo"].names, {"thing_id"}))


PLANTED = """<!doctype html><title> </title>
<h2>First</h2><h4 style="color:#ccc">Then</h4><div style="width:900px">wide</div>
<input name="who"><img src="https://elsewhere.example/a.png">
<p><a href="/a" style="display:inline-block;width:9px;height:9px">a</a><a href="/b"
 style="display:inline-block;width:9px;height:9px">b</a></p><script>nothing.there()</script>"""
