"""The templates: every sentence goes through gettext, and nothing stands inline."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parent.parent / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
# templates/styles shows parts to who builds pages: in English, with made-up words in them.
READ_BY_PEOPLE = [path for path in FILES if path.parent.name != "styles"]
GETTEXT = {"_", "gettext", "ngettext", "pgettext"}
READ_OUT = {"alt", "aria-label", "aria-description", "placeholder", "title"}
SENTENCE = re.compile(r"[A-Z][a-z’]+( |[.?!]|$)")
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def _each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "path", paths, ids=[str(p.relative_to(TEMPLATES)) for p in paths]
    )


class Page(HTMLParser):
    """What of a template people read, and what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        self.bare += [given[name] for name in sorted(READ_OUT & given.keys())]

    def handle_data(self, data: str) -> None:
        self.bare.append(data)


def read(source: str) -> Page:
    """Return a template as HTML, without what Jinja puts in."""
    page = Page()
    page.feed("".join(html(source)))
    page.close()
    return page


def html(source: str) -> Iterator[str]:
    """Yield what stands outside of Jinja's marks, and is not being translated."""
    translated, before = False, ""
    for _, kind, value in JINJA.lex(source):
        if kind == "name" and before == "block_begin" and value in {"trans", "endtrans"}:
            translated = value == "trans"
        if kind == "data" and not translated:
            yield value
        before = before if kind == "whitespace" else kind


def strings(node: nodes.Node) -> Iterator[str]:
    """Yield the strings of a template that are not put through gettext."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in GETTEXT:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from strings(child)


def words(page: Page) -> list[str]:
    """Return what of a page has letters in it."""
    return [text.strip() for text in page.bare if re.search(r"[^\W\d_]", text)]


@_each(READ_BY_PEOPLE)
def test_no_word_stands_bare_between_tags(path: Path) -> None:
    assert words(read(path.read_text())) == []


@_each(READ_BY_PEOPLE)
def test_no_sentence_is_given_to_a_macro_untranslated(path: Path) -> None:
    tree = JINJA.parse(path.read_text())

    assert [text for text in strings(tree) if SENTENCE.match(text)] == []


@_each(FILES)
def test_no_style_and_no_script_stands_inline(path: Path) -> None:
    assert read(path.read_text()).inline == []


def test_the_check_finds_what_it_looks_for() -> None:
    page = read(
        '<p title="Hi" style="x" {%- if a %} hidden{% endif %}>{{ f(**{"a": {}}) }} {{ _("Fine") }}'
        " Bare {% trans %}Fine{% endtrans %}</p><script>1</script>"
    )

    assert words(page) == ["Hi", "Bare"]
    assert page.inline == ["style", "script"]
    tree = JINJA.parse('{{ back("/", "Staff") }}{{ back("/", _("Staff")) }}')
    assert list(strings(tree)) == ["/", "Staff", "/"]
