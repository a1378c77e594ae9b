"""The page of the documentation that says who may do what, made from the table itself.

``python -m tests.rights_page`` writes it anew. A test compares the two, so that nobody
changes who may do what without its being seen in the documentation's difference.
"""

from pathlib import Path

from flask import Flask

from volunteer.app import create_app
from volunteer.web import rights
from volunteer.web.rights import RIGHTS, Visitor, Whom

PAGE = Path(__file__).parent.parent / "docs" / "rights.md"
COLUMNS = {
    "anybody": Visitor.ANYBODY,
    "volunteer": Visitor.VOLUNTEER,
    "halfway in": Visitor.HALFWAY,
    "coordinator": Visitor.COORDINATOR,
    "manager": Visitor.MANAGER,
    "council lead": Visitor.COUNCIL_LEAD,
    "administrator": Visitor.ADMINISTRATOR,
    "demo": Visitor.LOOKER,
    "machine": Visitor.MACHINE,
}
HEAD = """# Who may do what

Made by `python -m tests.rights_page` from the table in `volunteer/web/rights.py`; a test compares
the two. What is not here is for nobody. Which projects, texts and people somebody finds on a page
that is for them is decided by the queries: coordinators and managers find their own
organisation's, council leads and administrators the whole city's, and nobody another city's.
"Halfway in" is staff after the first step of signing in.
"""


def written(app: Flask) -> str:
    """Return the page."""
    columns = ("address", "method", *COLUMNS)
    lines = [HEAD, _row(*columns), "|" + "---|" * len(columns)]
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (str(rule), rule.endpoint)):
        for method, whom in RIGHTS.get(rule.endpoint, {}).items():
            if method in (rule.methods or ()):
                lines.append(_row(f"`{rule}`", method, *_marks(whom)))
    return "\n".join(lines) + "\n"


def _marks(whom: Whom) -> list[str]:
    people = set(COLUMNS.values()) - {Visitor.MACHINE}
    let_in = people if whom == rights.EVERYBODY else whom
    return ["✓" if visitor in let_in else "" for visitor in COLUMNS.values()]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    from tests.conftest import settings_for

    PAGE.write_text(written(create_app(settings_for("sqlite://"))), encoding="utf-8")
