"""The documentation is complete."""

import re
from dataclasses import fields
from pathlib import Path

import config
from volunteer.cities.rules import Rules

ROOT = Path(__file__).parent.parent
MOST_OF_A_PICTURE, MOST_ON_AVERAGE = 60_000, 30_000  # bytes


def _rows(heading: str) -> dict[str, str]:
    """Return the first two columns of the table under a heading of docs/settings.md."""
    text = (ROOT / "docs" / "settings.md").read_text()
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.MULTILINE))


def test_every_setting_is_documented_and_no_other() -> None:
    documented = _rows("Of the deployment")

    assert list(documented) == [field.name for field in fields(config.Settings)]


def test_every_rule_of_a_city_is_documented_with_its_default() -> None:
    documented = _rows("Of a city")

    assert list(documented) == [field.name for field in fields(Rules)]
    for field in fields(Rules):
        shown = documented[field.name].strip("`").strip('[]"')
        default = field.default[0] if isinstance(field.default, tuple) else field.default
        assert shown == str(default)


def test_every_rule_of_a_city_is_used_somewhere() -> None:
    code = "".join(
        path.read_text() for path in (ROOT / "volunteer").rglob("*.py") if path.name != "rules.py"
    )

    unused = [field.name for field in fields(Rules) if field.name not in code]

    assert unused == []


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"

    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text())

    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_a_decision_is_called_the_same_in_the_list_and_on_its_own_page() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()
    entries = re.findall(r"^(\d+)\. \[(.+)\]\((.+)\)$", listed, re.MULTILINE)

    called = {name: (folder / name).read_text().partition("\n")[0] for *_, name in entries}

    assert len(called) > 20
    assert called == {name: f"# {number}. {title}" for number, title, name in entries}


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]

    for page in pages:
        for link in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_picture_is_small_and_stands_in_the_gallery() -> None:
    folder = ROOT / "docs" / "pictures"
    sizes = {file.name: file.stat().st_size for file in folder.glob("*.webp")}
    gallery = folder / "README.md"

    shown = re.findall(r"\]\(([\w-]+\.webp)\)", gallery.read_text()) if gallery.exists() else []

    assert {name: size for name, size in sizes.items() if size > MOST_OF_A_PICTURE} == {}
    assert sum(sizes.values()) < MOST_ON_AVERAGE * len(sizes)
    assert sorted(shown) == sorted(sizes)


def _promised() -> list[tuple[str, str]]:
    """Return the tests that docs/sms.md names, each with its file."""
    found, file = [], ""
    for quoted in re.findall(r"`([^`\n]+)`", (ROOT / "docs" / "sms.md").read_text()):
        if quoted.startswith("tests/") and quoted.endswith(".py"):
            file = quoted
        elif re.fullmatch(r"test_\w+", quoted):
            found.append((file, quoted))
    return found


def _tests_in(file: str) -> list[str]:
    path = ROOT / file
    return re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE) if path.exists() else []


def test_every_test_that_shows_a_promise_exists() -> None:
    missing = [f"{file}: {name}" for file, name in _promised() if name not in _tests_in(file)]

    assert missing == []


def test_every_statement_about_texts_has_its_test_in_the_table() -> None:
    page = (ROOT / "docs" / "sms.md").read_text()
    folder = ROOT / "tests" / "promises"
    written = {name for path in folder.glob("test_*.py") for name in _tests_in(f"{path}")}
    rows = re.findall(r"^\| (\d+) \| .*?`test_(\d\d)_", page, re.MULTILINE)

    assert [(int(row), int(test)) for row, test in rows] == [(n, n) for n in range(1, 41)]
    assert written == {name for file, name in _promised() if "/promises/" in file}
