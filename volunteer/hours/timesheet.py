"""Hours as people text them, and as they are written back.

Pure. Anything that could mean two lengths of time is unclear, and unclear is None: the
person is asked again, because hours that were guessed wrong are a wrong record.
"""

import re
import unicodedata
from collections.abc import Callable

from volunteer.hours.clock_span import span
from volunteer.hours.numbers import digits, fractions, halves

NUMBER = r"(\d{1,3}(?:\.(?:\d|25|75|00))?)"
HOUR = r"(?:h|hs|hr|hrs|hour|hours|awr|oriau)"
MISTYPED = re.compile(
    r"\b(?:hiurs|hpurs|oors|houres|houra|hrous|hous|hourz|hors|hou|hoirs|huors|horus|houers|hoours|huours|hoursr)\b"
)
MINUTE = r"(?:m|min|mins|minute|minutes|munud|munudau)"
MOST_BARE = 24  # "90" with no unit is not ninety hours
LONGEST = 320  # letters: whoever writes more tells a story
MOST_COLON = 8  # "2:30" is a length of time, "10:30" more likely a time of day

CLAUSE = re.compile(
    r"(?<!\d)[.,:]\s*|[.,](?!\d)\s*|[;!\n]\s*|\s-\s(?!\d)"
    r"|\s+soz\b|\s+(?:and|with|for) (?=\d+ (?:full |big |black |whole )?(?:bags?|sacks?|trees?"
    r"|bulbs?|boxes|meals?|plants?"
    r"|hampers|parcels|miles?|tyres?|skips?|loads?|barrows?|teas?|saplings?|whips|crates?"
    r"|bin bags?|cakes?)\b)"
    r"|\s+(?:and|a) (?=(?:we|i|it|that|worth|really|very|enjoyed|loved|had|what|the"
    r"|diolch)\b)"
)
LEAD = re.compile(
    r"^(?:(?:i|we|it|that|hi there|hi|hello there|hello|hey|hiya|morning|did|do|done|gave|spent"
    r"|was|were|there|for|about|around|roughly"
    r"|approx|approximately|circa|ca|total|of|so|well|hours?|worked|volunteered|helped|tua|rhyw"
    r"|mi|wnes i|nes i|i've|have|put in|just|only|exactly|good (?:morning|afternoon|evening)"
    r"|like|aye|yeah|me|sir|the|bout|abaht|aboot|done it|working|think it was|it was"
    r"|in total it was|had to leave"
    r" early so|been|all (?:day|morning|afternoon)(?=,| so| about)|helo|wnes|bues i|fues i|yes"
    r"|mine was|my hours"
    r"|were|please put|put me down for|~|:)\b|[~:=])[\s:=,.]*"
)
TRAIL = re.compile(
    r"[\s.!,]*(?:\bor so|ish|\btoday|\byesterday|\bin total|\bin all|\btotal|\baltogether|\bthanks"
    r"|\bthank you|\bthx|\bta|\bcheers|\bplease|\bdiolch|\bx+|\bthis (?:morning|afternoon|time)"
    r"|\b(?:on )?(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|\bvolunteering"
    r"|\bfor (?:last|this) (?:week|month|time|session|(?:satur|sun|mon|tues|wednes|thurs|fri)day)"
    r"|\blast (?:week|time|(?:satur|sun|mon|tues|wednes|thurs|fri)day)|\bthis week"
    r"|\bhelping|\bwork|\bof [a-z]+(?: [a-z]+)?|\boverall|\bthere|[\U0001f300-\U0001faff☺-♿]+"
    r"|\bi (?:think|reckon|guess|believe|suppose)|\bnon[ -]?stop|\bsolid|\bstraight|\bonly"
    r"|\bi'm afraid|\bsorry|\bexactly|\bapprox|\broughly"
    r"|\bi (?:did|done|gave|was there)|\bme|\bmate|\blove|\blike|\bsir|\blol|\bpet|\bpal|\bhen"
    r"|\blad|\bdear|\bduck|\bsoz|\bhun|\b(?:absolutely )?buzzing|\band (?:counting|proud)"
    r"|\bat the [a-z]+(?: [a-z]+)?|\bplis|\b(?:at |for |on )?(?:the )?(?:food ?bank|litter pick"
    r"|beach clean|garden|park)"
    r"|\b(?:litter )?(?:pick|plant|digg|weed|clear|paint|sort|serv|cook|garden|rak|prun|tidy|clean"
    r"|sweep|pack|marshal+|stack|wash)ing(?: (?!and)[a-z]+){0,3})$"
)
# "I put 25 by mistake, should be 2.5" and "4 hours, not 3": what is meant now.
CORRECTED = re.compile(
    r"^.*\b(?:(?:meant|ment|supposed|going) to (?:be|do|stay) [\w. ]{1,12}? ?(?:but|and) (?:i "
    r"|we )?"
    r"(?:only |just )?(?:did|done|stayed|managed|was there|ended up doing)"
    r"|should (?:be|have been|say|read)|meant(?: to (?:say|put|write|text))?|correction|oops"
    r"|make (?:it|that)|typo|rather|i mean"
    r"|(?:put|said|wrote|typed|sent|told you) [\w.]+[^.!]{0,24}?"
    r"(?:it was|it's|actually|really))\b[\s:,.]*(?=\S)"
)
NOT_THAT = re.compile(r",? (?:and )?not [\d.]+(?: ?(?:hours?|hrs?))?$")
HARMLESS = re.compile(
    r"worth every (?:minute|second|hour)|(?:(?:stayed|was there) )?(?:until|till|to) the (?:very )?"
    r"(?:end|finish)|not bad|no problems?|why not|never stopped|didn't stop"
)
AGREES = re.compile(r"(?:yes|yeah|yep|aye|ok)\b")  # "yes 2" may be two people
# Where a story may be cut: before "so", "then" and the like, and at every mark.
CLAUSES = re.compile(
    r"(?<!\d)[.,:]\s*|[.,](?!\d)\s*|[;!\n]\s*|\s-\s(?!\d)|\b(?:so|then|anyway|because|cos|coz|as"
    r"|since|when|altogether|making|which (?:is|was|makes|made)|quit|knocked off|packed (?:up|in)"
    r"|(?:stopped|finished|left|went home|called it a day) (?=early|when|as|because|cos|for)"
    r"|in total|total was)\b|\s+and (?=(?:we|i|it|my|that|worth|really|very|enjoyed|loved|had)\b)"
)
CLOCK = re.compile(
    r"\b(?:stopped|finished|started|began|left|arrived|ended|packed up|there) (?:at|by) \d\S*"
)
ADDS = re.compile(r"\b(?:then|and|plus|also|again|another)\b")  # "10-12 then 2 hours" are four
# What may not follow the hours: a second thought, a second length, or more people.
SECOND_THOUGHT = re.compile(
    r"\?|\b(?:but|not|no|or|plus|extra|more|less|maybe|actually|sorry|each|both|hours?|hrs?"
    r"|mins?|minutes?|half|wait|per|every|minus|travel\w*|lunch|break|till?|until|ago|late"
    r"|people|adults|kids|children|us|wife|husband|son|daughter|friend|mate|partner)\b"
    r"|\d(?!\d*(?:\.\d+)?\s+[a-z]{3,})|\d+ [a-z]+day"
)


def minutes(text: str) -> int | None:
    """Return the minutes a person says they gave: "2½ hrs" → 150. None when unclear.

    A number without a unit is hours. Zero is an answer too, and whether a length is
    believable is for the caller to say.
    """
    if len(text) > LONGEST:
        return None
    given = _corrected(plain(text))
    said, rest = _split(given)
    doubtful = SECOND_THOUGHT.search(HARMLESS.sub(" ", rest))
    if AGREES.match(given) and re.fullmatch(NUMBER, said):
        return None
    found = None if doubtful else _read(said)
    return found if found is not None else _in_one_clause(given)


def _in_one_clause(plain: str) -> int | None:
    """Return the length that one clause of a story tells, if no other has a number or a doubt."""
    clauses = [clause for clause in CLAUSES.split(plain) if clause and clause.strip(" .,!")]
    told = [
        (clause, _read(_stripped(TRAIL, _stripped(LEAD, clause.strip())))) for clause in clauses
    ]
    lengths = [length for _, length in told if length is not None]
    others = " . ".join(HARMLESS.sub(" ", clause) for clause, length in told if length is None)
    clocked = {span(_stripped(LEAD, clause.strip(" .,!"))) for clause, _ in told} - {None}
    said_twice = clocked == set(lengths) and not ADDS.search(plain)
    agreed = len(set(lengths)) == 1 and (len(lengths) == 1 or said_twice)
    alone = agreed and not SECOND_THOUGHT.search(CLOCK.sub(" ", others))
    return lengths[0] if alone else None


def _read(said: str) -> int | None:
    for read in READERS:
        found = read(said)
        if found is not None:
            return found
    return None


def _corrected(plain: str) -> str:
    return NOT_THAT.sub("", CORRECTED.sub("", plain.strip(" .!\"'")))


def hours_text(given: int) -> str:
    """Return minutes as hours for people: 150 → "2.5", 120 → "2", 75 → "1.25"."""
    return f"{given / 60:.2f}".rstrip("0").rstrip(".")


def typed(given: int) -> str:
    """Return minutes as they stand in a box, and are read back: 150 → "2.5", 80 → "1h20".

    "1.33" would not do: it might be an hour and 33 minutes.
    """
    whole, rest = divmod(given, 60)
    return f"{whole}h{rest:02}" if rest % 15 else hours_text(given)


def plain(text: str) -> str:
    """Return the text in lower case, its number words and halves as digits."""
    text = unicodedata.normalize("NFKC", fractions(text)).casefold()
    text = re.sub(r"([^\W\d_])\1{2,}", r"\1", text)
    text = re.sub(r"[‐‑‒–—−]", "-", text.replace("’", "'"))
    text = MISTYPED.sub("hours", re.sub(r"\b(\d),(5|25|75)\b", r"\1.\2", text))
    text = re.sub(r"\b(?:an|nd|n|'n'|&) ((?:a )?(?:half|quarter))\b", r"and \1", text)
    text = re.sub(r"^to (?=and a half)|\b(?:tow|two|twoo) (?=h)", "2 ", text)
    text = re.sub(r"\b(?:thre|tree|theee) (?=h)", "3 ", text)
    text = re.sub(r"\b(?:a )?couple (?:of )?(?=hour|hr)", "2 ", digits(text))
    return halves(re.sub(r"\ban? (?=hour|hr)", "1 ", text))


def _split(text: str) -> tuple[str, str]:
    """Return what was said of the hours, stripped of courtesy, and what follows it."""
    text = _stripped(LEAD, text.strip())
    parts = CLAUSE.split(text, maxsplit=1)
    rest = parts[1] if len(parts) > 1 else ""
    return _stripped(TRAIL, parts[0].strip()), rest.strip()


def _stripped(courtesy: re.Pattern[str], text: str) -> str:
    while (shorter := courtesy.sub("", text, count=1).strip()) != text:
        text = shorter
    return text


def _bare(said: str) -> int | None:
    match = re.fullmatch(NUMBER, said)
    return round(float(said) * 60) if match and float(said) <= MOST_BARE else None


def _hours(said: str) -> int | None:
    match = re.fullmatch(rf"{NUMBER}\s*{HOUR}(?:\s*(?:and|a|&)?\s*(\d\d?)\s*{MINUTE}?)?", said)
    return round(float(match[1]) * 60) + int(match[2] or 0) if match else None


def _minutes(said: str) -> int | None:
    match = re.fullmatch(rf"(\d{{1,4}})\s*{MINUTE}", said)
    return int(match[1]) if match else None


def _colon(said: str) -> int | None:
    match = re.fullmatch(r"(\d):([0-5]\d)(?:\s*(?:hrs?|hours?))?", said)
    if not match or int(match[1]) >= MOST_COLON:
        return None
    return int(match[1]) * 60 + int(match[2])


READERS: tuple[Callable[[str], int | None], ...] = (_bare, _hours, _minutes, _colon, span)
