"""What is wrong with a page: by axe, by its outline, and by what the browser said of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # 24 by 24 px, or room around it
    "resultTypes": ["violations"],
}
OUTLINE = """() => {
    const wrong = [], all = (what) => [...document.querySelectorAll(what)];
    const shown = (one) => one.checkVisibility();
    const root = document.documentElement, heads = all("h1,h2,h3,h4,h5,h6").filter(shown);
    if (!root.lang) wrong.push("says no language");
    if (!document.title.replace("·", "").trim()) wrong.push("has no title");
    if (all("h1").filter(shown).length !== 1) wrong.push("has not one h1");
    heads.reduce((above, head) => {
        const level = Number(head.tagName[1]);
        if (level > above + 1) wrong.push(`skips to “${head.textContent.trim()}”`);
        return level;
    }, 1); // an error summary may stand above the h1
    for (const field of all("input:not([type=hidden]),select,textarea")) {
        const named = [...field.labels].some((label) => label.textContent.trim());
        if (!named && !field.ariaLabel && !field.hasAttribute("aria-labelledby"))
            wrong.push(`no label: ${field.name}`);
    }
    for (const image of all("img:not([alt])")) wrong.push(`no alt: ${image.src}`);
    if (root.scrollWidth > window.innerWidth) {
        const far = (one) => one.getBoundingClientRect().right > window.innerWidth + 1;
        const widest = all("body *").filter((one) => shown(one) && far(one)).pop();
        wrong.push(`scrolls sideways: ${widest ? widest.outerHTML.slice(0, 200) : ""}`);
    }
    return wrong;
}"""


class Ears:
    """What a browser asked for, and complained of, while somebody listened."""

    def __init__(self) -> None:
        self.heard = list[str]()

    def on_request(self, request: Request) -> None:
        """Note what is asked of anybody outside this machine."""
        host = urlsplit(request.url).hostname or ""
        if host and host != "127.0.0.1" and not host.endswith("localhost"):
            self.heard.append(f"asked {request.url}")

    def on_console(self, message: ConsoleMessage) -> None:
        """Note a complaint; that a page is an error by intent is none."""
        if message.type in {"error", "warning"} and "responded with a status" not in message.text:
            self.heard.append(f"said: {message.text}")

    def take(self) -> list[str]:
        """Return what was heard since this was asked last."""
        heard, self.heard = self.heard, []
        return heard


@contextmanager
def listening(page: Page) -> Iterator[Ears]:
    """Give ears that hear what the browser does for a page."""
    ears = Ears()
    page.on("request", ears.on_request)
    page.on("console", ears.on_console)
    page.on("pageerror", lambda error: ears.heard.append(f"broke: {error}"))
    yield ears


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong, and what is wrong with the outline, or scrolls sideways."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    named = [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:300]}" for one in found]
    return [*named, *page.evaluate(OUTLINE)]
