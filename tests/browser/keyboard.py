"""Somebody at a keyboard: Tab, Space and Enter, and no mouse."""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST = 400  # presses of Tab, more than any page here has stops
HELD = """() => {
    const held = document.activeElement;
    if (!held || held === document.body) return null;
    const shows = (of, part) => {
        const style = getComputedStyle(of, part);
        const lined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        const clear = style.outlineColor.startsWith("rgba") && style.outlineColor.endsWith(", 0)");
        return (lined && !clear) || style.boxShadow !== "none";
    };
    const label = held.labels?.[0];
    const inside = held.type === "date" && !held.matches(":focus"); // its calendar
    return {
        what: held.outerHTML.slice(0, 160),
        shown:
            inside || shows(held) || Boolean(label && (shows(label) || shows(label, "::before"))),
    };
}"""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A page under somebody's hands."""

    page: Page

    def tab_to(self, what: str) -> None:
        """Press Tab until what is meant is held; each stop on the way can be seen."""
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            self.see()
            if self.page.locator(":focus").and_(self.page.locator(what)).count():
                return
        raise AssertionError(f"Tab never comes to {what} on {self.page.url}")

    def type(self, what: str, words: str) -> None:
        """Go to a field and type."""
        self.tab_to(what)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def tick(self, what: str) -> None:
        """Go to a box and tick it."""
        self.tab_to(what)
        self.page.keyboard.press("Space")

    def press(self, what: str) -> None:
        """Go to a button or a link and press Enter."""
        self.tab_to(what)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def see(self) -> str | None:
        """Return what is held, which can be seen; nothing when the page's end was passed."""
        held = self.page.evaluate(HELD)
        if held is None:
            return None
        assert held["shown"], f"the focus cannot be seen: {held['what']} on {self.page.url}"
        return str(held["what"])

    def walk(self) -> list[str]:
        """Press Tab from the page's beginning to its end; return each stop."""
        stops: list[str] = []
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            held = self.see()
            if held is None:
                return stops
            stops.append(held)
        raise AssertionError(f"Tab never comes out of {self.page.url}: {stops[-3:]}")
