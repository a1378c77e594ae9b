"""Somebody at the pages, who sees only what is on them: follows links, fills in forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from tests.wires import Seen, Wire


@dataclass
class SeenForm:
    """A form on a page: where it goes, and what is in it before anybody types."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    options: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str] | None] = field(default_factory=dict)


class Page(HTMLParser):
    """A page as somebody reads it."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, list[SeenForm](), dict[str, str]()
        self.words = ""
        self._form: SeenForm | None = None
        self._button: tuple[str, str] | None = None
        self._link = self._select = self._area = ""
        self._heard: list[str] = []
        self.feed(html)
        self.words = " ".join(" ".join(self._heard).split())

    def form(self, part: str) -> SeenForm:
        """Return the form whose address or one of whose buttons has this in it."""
        for one in self.forms:
            if part in one.action or part in one.buttons:
                return one
        raise AssertionError(f"no form “{part}” on {self.address}: {self.words}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take a link, a form or a field down."""
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._form = SeenForm(urljoin(self.address, given.get("action", "")))
            self.forms.append(self._form)
        elif tag == "a":
            self._link = given.get("href", "")
        elif self._form is not None:
            self._take_field(tag, given, self._form)
        self._heard.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, a link or a field."""
        if tag == "form":
            self._form = None
        elif tag == "a":
            self._link = ""
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        """Read on."""
        self._heard.append(data)
        said = " ".join(data.split())
        if self._link and said:
            self.links.setdefault(said, self._link)
        if self._form and self._area:
            self._form.values[self._area] = [data.strip()]
        if self._form and self._button is not None and said:
            self._form.buttons[said] = self._button if self._button[0] else None

    def _take_field(self, tag: str, given: dict[str, str], form: SeenForm) -> None:
        name = given.get("name", "")
        if tag == "button":
            self._button = (name, given.get("value", ""))
        elif tag == "option":
            self._take_option(given, form)
        elif tag == "input":
            self._take_input(name, given, form)
        elif tag in {"select", "textarea"}:
            form.names.add(name)
            self._select, self._area = (name, "") if tag == "select" else ("", name)

    def _take_option(self, given: dict[str, str], form: SeenForm) -> None:
        value = given.get("value", "")
        form.options.setdefault(self._select, []).append(value)
        if "selected" in given:
            form.values[self._select] = [value]

    def _take_input(self, name: str, given: dict[str, str], form: SeenForm) -> None:
        form.names.add(name)
        ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if ticked:
            form.values.setdefault(name, []).append(given.get("value", ""))


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.page = Page("/", "")

    def open(self, address: str) -> Page:
        """Open a page, and go where it leads."""
        return self._look_at(self.wire.get(address))

    def follow(self, words: str) -> Page:
        """Follow the first link that begins with these words."""
        for said, address in self.page.links.items():
            if said.startswith(words):
                return self.open(address)
        raise AssertionError(f"no link “{words}” among {list(self.page.links)}")

    def send(self, form: str, **typed: object) -> Page:
        """Fill in the form whose address or button has these words, and send it."""
        seen = self.page.form(form)
        unknown = {name for name in typed if name not in seen.names}
        assert not unknown, f"no field {unknown} in {seen.names}"
        pressed = seen.buttons.get(form)
        data = seen.values | {name: [str(value)] for name, value in typed.items()}
        if pressed:
            data[pressed[0]] = [pressed[1]]
        return self._look_at(self.wire.post(seen.action, data))

    def _look_at(self, seen: Seen) -> Page:
        self.page = Page(seen.path, seen.html)
        assert seen.status == 200, self.page.words
        return self.page
