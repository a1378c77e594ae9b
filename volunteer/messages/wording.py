"""The words of our texts: one file a text and language in ``templates/sms``.

What people wrote is put in on one line and without links, so a name cannot add a line
or an address to a text that the council signs.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from volunteer.cities.model import City
from volunteer.messages.segments import Encoding, count, plain

FOLDER = Path(__file__).parent.parent.parent / "templates" / "sms"
MOST_PARTS = 2  # of a text that we write by ourselves
LENGTHS = {  # an hour, hours, a minute, minutes
    "en": ("hour", "hours", "minute", "minutes"),
    "cy": ("awr", "awr", "munud", "munud"),
}
HOUR, QUARTER = 60, 15  # minutes
ANY_TIME_FROM = {"en": "any time from", "cy": "unrhyw bryd o"}
LINK = re.compile(r"(?:https?://|www\.|(?<![\w.@-])(?:[\w-]+\.)+[a-z]{2,}/)\S*", re.IGNORECASE)

_environment = Environment(  # nosec B701
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    autoescape=False,  # a text message is plain text  # noqa: S701
    auto_reload=False,  # each is read once a process
    trim_blocks=True,
    lstrip_blocks=True,
)


def text(which: str, /, *, city: City, language: str, **values: object) -> str:
    """Return a text in the person's language if the city has it, or in English without words.

    A name so long that it alone would cost a third part is left out; one that costs more
    because of its letters, as Welsh ones may, stays.
    """
    chosen = _template(which, city, language)
    safe = {key: _tame(value) for key, value in values.items()}
    body = _written(chosen, city, safe)
    if safe.get("name") and _is_too_long(body):
        return _written(chosen, city, safe | {"name": ""})
    return body


def mould(which: str, /, *, city: City, language: str, **values: object) -> Callable[[str], str]:
    """Return what makes ``text`` of a name: for many people whose texts differ in nothing else.

    Many share a first name: theirs is made once.
    """
    chosen = _template(which, city, language)
    safe = {key: _tame(value) for key, value in values.items()}
    room = f"[{token_hex(8)}]"  # nobody can have written that
    parts = _written(chosen, city, safe | {"name": room}).split(room)
    nameless = _written(chosen, city, safe | {"name": ""})

    @cache
    def cast(name: str) -> str:
        tamed = str(_tame(name))
        body = plain(tamed).join(parts) if tamed else nameless
        return nameless if _is_too_long(body) else body

    return cast


def _template(which: str, city: City, language: str) -> Template:
    spoken = language if language in (city.languages or ()) else "en"
    return _environment.select_template([f"{spoken}/{which}.txt", f"en/{which}.txt"])


def _is_too_long(body: str) -> bool:
    parts = count(body)
    return parts.segments > MOST_PARTS and parts.encoding is Encoding.GSM7


def _written(template: Template, city: City, values: dict[str, object]) -> str:
    body = template.render(council=city.council, city=city.name, **values)
    return plain(" ".join(body.split()))


def moment(at: datetime, zone: ZoneInfo, language: str) -> str:
    """Return "Sat 5 Dec, 10am" in the city's time."""
    local = at.astimezone(zone)
    return f"{_day(local, language)}, {clock(local)}"


def clock(local: datetime) -> str:
    """Return "10am" or "2.30pm"."""
    hour, half = local.hour % 12 or 12, "am" if local.hour < 12 else "pm"  # noqa: PLR2004 - the clock's
    return f"{hour}.{local.minute:02}{half}" if local.minute else f"{hour}{half}"


def span(starts: datetime, ends: datetime | None, zone: ZoneInfo, language: str) -> str:
    """Return "Sat 5 Dec, 10am-12.30pm"; without an end "any time from Sat 5 Dec"."""
    if ends is None:
        words = ANY_TIME_FROM.get(language, ANY_TIME_FROM["en"])
        return f"{words} {_day(starts.astimezone(zone), language)}"
    start = moment(starts, zone, language)
    if ends - starts > timedelta(days=1):
        return start
    return f"{start}-{clock(ends.astimezone(zone))}"


def length(minutes: int, language: str) -> str:
    """Return how long somebody helped: "2.25 hours", "20 minutes", "1 hour 20 minutes"."""
    hour, hours, minute, many = LENGTHS.get(language, LENGTHS["en"])
    whole, rest = divmod(minutes, HOUR)
    if whole and rest % QUARTER == 0:
        return f"{minutes / HOUR:g} {hour if minutes == HOUR else hours}"
    parts = [f"{whole} {hour if whole == 1 else hours}"] if whole else []
    return " ".join([*parts, f"{rest} {minute if rest == 1 else many}"])


def day(of: date, language: str) -> str:
    """Return "3 May 2027"."""
    return format_date(of, "d MMM y", locale=language)


def _day(local: datetime, language: str) -> str:
    return _named_day(local.date(), language)


@lru_cache(1000)
def _named_day(of: date, language: str) -> str:
    return format_date(of, "EEE d MMM", locale=language)


def _tame(value: object) -> object:
    if not isinstance(value, str):
        return value
    bare = LINK.sub("", value) if "." in value or ":" in value else value  # no link has neither
    return " ".join(bare.split())
