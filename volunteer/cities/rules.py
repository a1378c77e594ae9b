"""What a city may set for itself, and what holds where it sets nothing.

Pure. Every rule, with its reason, stands in ``docs/settings.md``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from functools import cache
from typing import Any, Self

from volunteer.core.errors import N_, Refused

MAY_BE_ZERO = {
    "wave_floor",
    "even_wards",
    "urgent_within_hours",
    "calls_a_day",
    "calls_in_7_days",
    "calls_in_14_days",
    "calls_in_30_days",
    "spend_a_day_pence",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """A city's rules. Times are the city's own; money is pence; distances kilometres."""

    calls_from: str = "09:00"
    calls_until: str = "20:00"
    sunday_calls_from: str = "10:00"
    sunday_calls_until: str = "18:00"
    no_calls_on: tuple[str, ...] = ("12-25",)
    reply_hours: int = 24
    reply_ends_hours_before: int = 2
    hours_asked_minutes_after: int = 30
    hours_window_hours: int = 72
    hours_least_minutes: int = 15
    hours_most_minutes: int = 960
    roster_hours: int = 12
    calls_a_day: int = 1
    calls_in_7_days: int = 3
    calls_in_14_days: int = 3
    calls_in_30_days: int = 9
    offer_minutes: int = 30
    party_most: int = 4
    wave_floor: float = 0.02
    even_wards: float = 0.0
    wave_least_minutes: int = 30
    wave_most_minutes: int = 180
    urgent_within_hours: int = 24
    urgent_reply_minutes: int = 30
    urgent_wave_least_minutes: int = 15
    urgent_wave_most_minutes: int = 30
    answers_in_10_minutes: int = 5
    same_answers_in_an_hour: int = 2
    unknown_sender_days: int = 7
    code_minutes: int = 10
    code_tries: int = 5
    codes_an_hour: int = 3
    codes_an_hour_from_address: int = 10
    codes_an_hour_in_all: int = 500
    joins_an_hour_from_address: int = 20
    joins_an_hour: int = 500
    desk_wait_minutes: int = 60
    lease_seconds: int = 60
    segments_a_second: float = 1.0
    spend_a_day_pence: int = 5000
    segment_pence: int = 4
    second_person_above: int = 500
    reach_on_foot_km: float = 2.0
    reach_by_bicycle_km: float = 5.0
    reach_by_bus_km: float = 8.0
    reach_by_car_km: float = 15.0
    least_shown: int = 8

    @classmethod
    def with_own(cls, own: Mapping[str, Any]) -> Self:
        """Return the defaults with a city's own over them; refuse what is no rule."""
        defaults = {field.name: field.default for field in fields(cls)}
        for name, value in own.items():
            if name not in defaults:
                raise Refused(N_("“%(name)s” is not a rule a city can set."), name=name)
            if not _sound(name, value, defaults[name]):
                raise Refused(N_("“%(name)s” cannot be “%(value)s”."), name=name, value=value)
        values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in own.items()}
        rules = cls(**values)
        _ensure_opens(rules)
        return rules

    def time_of(self, name: str) -> time:
        """Return one of the ``…_from`` and ``…_until`` rules as a time of day."""
        return time.fromisoformat(getattr(self, name))


def _ensure_opens(rules: Rules) -> None:
    """Refuse hours in which no call would ever go out."""
    for day in ("", "sunday_"):
        opens, closes = (getattr(rules, f"{day}calls_{end}") for end in ("from", "until"))
        if opens >= closes:  # HH:MM sorts as time does
            raise Refused(
                N_("Calls must begin before they end: %(opens)s is not before %(closes)s."),
                opens=opens,
                closes=closes,
            )
    if _every_day() <= set(rules.no_calls_on):
        raise Refused(N_("There must be a day on which people may be called."))


@cache
def _every_day() -> frozenset[str]:
    first = date(2001, 1, 1)  # no leap year: its days are in every other
    return frozenset(f"{first + timedelta(days=day):%m-%d}" for day in range(365))


def _sound(name: str, value: object, default: object) -> bool:
    """Return whether a value is of its default's kind, and one that can be worked with."""
    if isinstance(default, tuple):
        return isinstance(value, list | tuple) and all(_is_day(day) for day in value)
    if isinstance(default, str):
        return isinstance(value, str) and _is_time(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    whole = isinstance(value, int) or isinstance(default, float)
    return whole and (value > 0 or (value == 0 and name in MAY_BE_ZERO))


def _is_time(value: str) -> bool:
    return re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value) is not None


def _is_day(value: object) -> bool:
    return re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", str(value)) is not None
