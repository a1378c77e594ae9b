"""From when until when: "10-1", "half 9 til 12", "9am to 5pm".

Pure. Reads text that `timesheet` has already put in lower case and digits.
"""

import re

HALF_DAY, DAY = 12 * 60, 24 * 60
MORNING = 9  # "2-3" may be a guess at the length; from nine on it is a time of day

TIME = (
    r"(?:(?P<{0}_part>half past|half|quarter past|quarter to|hanner awr wedi|hanner wedi"
    r"|chwarter wedi|chwarter i)\s*)?"
    r"(?P<{0}_hour>\d\d?|noon|midday|hanner dydd|ganol dydd)(?:[:.](?P<{0}_minute>[0-5]\d))?"
    r"\s*(?P<{0}_half>am|pm)?(?:\s*o'?clock)?"
)
SPAN = re.compile(
    rf"(?P<sure>from |o )?{TIME.format('start')}\s*"
    rf"(?P<join>-|to|till?|'til|until|tan)\s*{TIME.format('end')}"
)
PARTS: dict[str | None, int] = {
    None: 0,
    **dict.fromkeys(("half past", "half", "hanner awr wedi", "hanner wedi"), 30),
    **dict.fromkeys(("quarter past", "chwarter wedi"), 15),
    **dict.fromkeys(("quarter to", "chwarter i"), -15),
}
NOON = ("noon", "midday", "hanner dydd", "ganol dydd")
# "1430-1700" and "started at ten and finished at one" are spans as well.
FOUR_DIGITS = re.compile(
    r"(?<!\d)([01]\d|2[0-3])([0-5]\d)(\s*(?:-|to|till?|until|tan)\s*)([01]\d|2[0-3])([0-5]\d)(?!\d)"
)
# "12 noon" is one time, and "ten in the morning" has its half of the day.
NOON_SAID = re.compile(r"\b12 ?(?:noon|midday|o'?clock noon|dinnertime)\b")
HALF_SAID = re.compile(r"\s*(?:in the|o'?r|o'?clock in the) (morning|afternoon|evening)\b")
FROM_TO = re.compile(
    r"(?:i )?(?:started|began|start|arrived|got there|there) (?:at|from) (.{1,12}?)"
    r"(?:,| and| then| til| until)* (?:i )?(?:finished|stopped|ended|left|finish|done)"
    r" (?:at|by) (.{1,12})"
)


def span(said: str) -> int | None:
    """Return the minutes between two times of day; None if it may be something else."""
    said = HALF_SAID.sub(lambda half: "am" if half[1] == "morning" else "pm", said)
    said = NOON_SAID.sub("12pm", said)
    said = FOUR_DIGITS.sub(r"\1:\2\3\4:\5", FROM_TO.sub(r"from \1 to \2", said))
    match = SPAN.fullmatch(said)
    if not match:
        return None
    start, end = _time(match, "start"), _time(match, "end")
    if start is None or end is None or not _is_clock(match, start, end):
        return None
    return _between(match, start, end) or None


def _time(match: re.Match[str], side: str) -> int | None:
    word = match[f"{side}_hour"]
    hour = 12 if word in NOON else int(word)
    if hour > 24:  # noqa: PLR2004 - hours in a day
        return None
    return hour * 60 + int(match[f"{side}_minute"] or 0) + PARTS[match[f"{side}_part"]]


def _is_clock(match: re.Match[str], start: int, end: int) -> bool:
    """Tell times of day from a guess: "2-3" and "2 to 3" are a guess, "2 til 3" is not."""
    said = ("sure", "start_part", "end_part", "start_minute", "end_minute", "start_half")
    if any(match[name] for name in (*said, "end_half")) or match["join"] not in ("-", "to"):
        return True
    return start >= MORNING * 60 or start > end


def _between(match: re.Match[str], start: int, end: int) -> int:
    halves = (match["start_half"], match["end_half"])
    if all(halves):
        start, end = (_of_day(at, half) for at, half in zip((start, end), halves, strict=True))
        return (end - start) % DAY
    if max(start, end) >= HALF_DAY + 60:
        return end - start if end > start else 0
    return (end - start) % HALF_DAY


def _of_day(at: int, half: str) -> int:
    return at % HALF_DAY + (HALF_DAY if half == "pm" else 0)
