"""Every word is in our typeface: in drawings, on maps and beside buttons too."""

import pytest
from playwright.sync_api import Browser

from tests.browser.letters import FOREIGN
from tests.browser.worlds import World
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser

PAGES = ["/", "/near?postcode=PL4+7AA", "/near?postcode=nowhere", "/impact", "/join", "/sign-in",
         "/phones", "/inbox", "/styles", "/staff", "/staff/projects", "/staff/desk",
         "/staff/desk/texts", "/staff/hours",
         "/staff/council", "/staff/members", "/staff/audit", "/staff/account",
         "/no-such-page"]  # fmt: skip


@pytest.mark.parametrize("city", ["demo", "empty"])
@pytest.mark.parametrize("scripts", ["scripts", "none"])
def test_every_word_in_sight_is_in_our_letters(
    worlds: dict[str, World], chromium: Browser, city: str, scripts: str
) -> None:
    world, found = worlds[city], {}
    with chromium.new_context(java_script_enabled=scripts == "scripts") as context:
        world.come_in(context, Visitor.ADMINISTRATOR)
        page = context.new_page()
        for address in PAGES:
            page.goto(world.base + address)
            if scripts == "scripts" and page.locator("[data-map]").count():
                page.locator(".app-map--live").first.wait_for()
            found[address] = page.evaluate(FOREIGN)

    assert {address: words for address, words in found.items() if words} == {}


def test_a_word_in_other_letters_is_found_out(chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content("<p>Strange</p><code>ABCD</code><p style='font-family:Figtree'>Ours</p>")

        assert [one.partition(":")[0] for one in page.evaluate(FOREIGN)] == ["Strange"]
