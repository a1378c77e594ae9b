"""The words of a mail: one file a kind in ``templates/mail``, its subject on the first line.

They name the city and say where to look: never a resident, a number or what somebody wrote.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from volunteer.cities.model import City
from volunteer.staff.notices.kinds import ACCOUNT, Kind

FOLDER = Path(__file__).parent.parent.parent.parent / "templates" / "mail"

_environment = Environment(  # nosec B701
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    autoescape=False,  # a mail is plain text  # noqa: S701
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail tells: a kind, with the ids it is about."""

    kind: Kind
    about: str
    about_id: int


def mail(told: Sequence[Told], *, city: City, pages: str, link: str = "") -> tuple[str, str]:
    """Return subject and body of the mail that tells all this, sorted by kind.

    ``pages`` is where the city's pages are; ``link`` the address by which somebody comes in,
    for the kinds that have one.
    """
    sections = [
        _section(kind, [one for one in told if one.kind is kind], city, pages, link)
        for kind in Kind
        if any(one.kind is kind for one in told)
    ]
    subject, body = sections[0]
    kinds = {one.kind for one in told}
    if len(sections) > 1 and Kind.DANGER not in kinds:
        subject, _ = _written("digest", city=city.name, things=len(told))
    why = "account" if kinds <= ACCOUNT else "choice"
    _, foot = _written(f"foot_{why}", council=city.council, city=city.name, pages=pages)
    return subject, "\n\n".join([body, *(text for _, text in sections[1:]), foot]) + "\n"


def test() -> tuple[str, str]:
    """Return subject and body of the mail by which an operator sees that mail works."""
    return _written("test")


def _section(
    kind: Kind, told: Collection[Told], city: City, pages: str, link: str
) -> tuple[str, str]:
    return _written(
        kind.value.replace(" ", "_"),
        council=city.council,
        city=city.name,
        pages=pages,
        link=link,
        about=_by_about(told),
        count=len(told),
    )


def _by_about(told: Collection[Told]) -> Mapping[str, list[int]]:
    """Return the ids by what they are of; an empty list for what there is none of."""
    found: dict[str, list[int]] = {about: [] for about in Counter(one.about for one in told)}
    for one in told:
        found[one.about].append(one.about_id)
    return found


def _written(which: str, /, **values: object) -> tuple[str, str]:
    """Return the first line and the rest."""
    text = _environment.get_template(f"en/{which}.txt").render(**values)
    subject, _, body = text.partition("\n")
    return " ".join(subject.split()), body.strip()
