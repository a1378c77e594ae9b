"""The page of styles: it shows every part that a stylesheet of ours is for."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_city
from volunteer.core.db import db
from volunteer.places import imports

COMPONENTS = Path(__file__).parent.parent / "volunteer/static/scss/components"
FILES = sorted(COMPONENTS.glob("_*.scss"))
BLOCK = re.compile(r"\.(app-[a-z]+(?:-[a-z]+)*)(?![\w-])")  # app-card, not app-card__title
NOT_SHOWN = {
    "app-no-print": "it hides on paper what it stands on, and has no looks of its own",
}


class Specimens(HTMLParser):
    """The classes of what stands in the sections of parts, not of the page around them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.depth = 0
        self.classes = set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        mine = (dict(attrs).get("class") or "").split()
        self.depth += tag == "section" and (self.depth > 0 or "app-specimen" in mine)
        if self.depth:
            self.classes |= set(mine)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "section" and self.depth > 0


@pytest.fixture
def shown(make_app: Callable[..., Flask]) -> set[str]:
    """Give the classes of what the page of styles shows."""
    app = make_app(DEMO=True)
    with app.app_context():
        imports.load_bundled()
        a_city(db.session())
        page = app.test_client().get("/styles", base_url="http://127.0.0.1:8000/")
    assert page.status_code == 200
    return Specimens(page.text).classes


def blocks(path: Path) -> set[str]:
    """Return the parts that a file is for."""
    return set(BLOCK.findall(re.sub(r"//.*", "", path.read_text())))


def test_every_part_that_has_a_style_is_shown(shown: set[str]) -> None:
    hidden = {path.name: blocks(path) - shown - NOT_SHOWN.keys() for path in FILES}

    assert {name: parts for name, parts in hidden.items() if parts} == {}


def test_what_is_not_shown_is_there_and_not_shown(shown: set[str]) -> None:
    there = set[str]().union(*map(blocks, FILES))

    assert NOT_SHOWN.keys() <= there
    assert not NOT_SHOWN.keys() & shown


def test_the_page_around_the_parts_shows_none() -> None:
    page = '<p class="a"><section class="app-specimen"><b class="b"></b></section><i class="c">'

    assert Specimens(page).classes == {"app-specimen", "b"}
