"""The answers of somebody who joins by text.

Pure. A name and a postcode are None when the text is none.
"""

import re
import unicodedata

from volunteer.sms.grammar.normal import pattern, squash

JOIN = pattern("""
    join|ymuno|(?:hi |hello |please )*(?:i (?:want|wish|would like|'d like|wanna)|i'd like|want
        |would like|id like|can i|could i|may i|how (?:do|can) i|i'm interested in|interested in
        |looking|like) (?:to )?(?:join|joining|volunteer|volunteering|help|sign up|be a volunteer
        |become a volunteer|register|get involved|take part|help out)(?: (?:up|please|in|with
        |my city|the city|the community|my community|in the community|locally|as a volunteer
        |for you|you|to volunteer|to help))*
    (?:please )?(?:sign me up|add me|register me|put me down|count me in)(?: please| to volunteer
        | as a volunteer| to the list| for volunteering)*
    join (?:please|me|up|us|in)|please join|volunteer|volunteering|sign up|register
    (?:dw i |dwi |hoffwn i |hoffwn |rydw i |rwy'n |dwi'n )?(?:eisiau |am |isio )?(?:ymuno
        |gwirfoddoli)(?: os gwelwch yn da| plis)?|(?:sut )?(?:ydw|alla|galla) i ymuno|sut i ymuno
        |sut mae ymuno|gwirfoddoli
""")
MARKS = re.compile(r" ?[.,?]")

INTRODUCED = re.compile(
    r"^(?:(?:hi|hello|hey|yes|sure|ok|helo)\b[\s,.!]*)*"
    r"(?:(?:my (?:full )?name(?:'s| is)|i am|i'm|im|it's|its|it is|this is|name:?|call me"
    r"|fy enw i (?:yw|ydy)|enw:?)\s+)?",
    re.IGNORECASE,
)
NOT_A_NAME = """
    the you your why what who how when where not want need are was were this that it for me have
    skip none name rather no yes later already don't won't can't is isn't my our of in on at from
    with about and or as above please thanks thank sorry stop help start hello hi hey ok okay
    maybe nothing yeah nope postcode volunteer volunteering join text number busy interested sure
    anonymous private know think going driving here there just he she they we diolch helo ie pwy
    beth pam sut ble pryd
"""
NO_NAME = frozenset(squash(word.replace("'", "")) for word in NOT_A_NAME.split())
NAME_MOST_LETTERS, NAME_MOST_WORDS = 60, 5

# The shape of a British postcode; letters that no inward part has are left out.
POSTCODE = re.compile(
    r"(?<![A-Z0-9])(GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9]|[0-9][A-HJKPSTUW]"
    r"|[A-HK-Y][0-9][ABEHMNPRVWXY]))[\s.\-]*([0-9O])\s?([ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])"
)


def wants_to_join(words: str) -> bool:
    """Tell whether the whole of a text asks to become a volunteer."""
    return JOIN.fullmatch(MARKS.sub("", words).strip()) is not None


def name(text: str) -> str | None:
    """Return the name that a text is: "Hi, I'm Ann Jones" → "Ann Jones"."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").strip()
    given = INTRODUCED.sub("", plain, count=1).strip(" .!,\t\r\n")
    words = given.split()
    if not 1 <= len(words) <= NAME_MOST_WORDS or not 1 < len(given) <= NAME_MOST_LETTERS:
        return None
    if not all(_could_be_name(word) for word in words):
        return None
    return " ".join(words)


def _could_be_name(word: str) -> bool:
    marks_taken = word.strip("'.-").replace("'", "").replace("-", "").replace(".", "")
    letters = all(unicodedata.category(mark)[0] in "LM" for mark in marks_taken)
    letters = letters and not re.search(r"\.\w\w", word)
    return bool(marks_taken) and letters and squash(marks_taken.casefold()) not in NO_NAME


def postcode(text: str) -> str | None:
    """Return the one postcode in a text, as "PL4 8AA"; None without one, with two, or in doubt."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if re.search(r"\b(?:NOT|WRONG|OLD|USED|WAS|ISN'?T|N'T|MOVED)\b|\?", plain):
        return None
    found = {f"{m[1]} {m[2].replace('O', '0')}{m[3]}" for m in POSTCODE.finditer(plain)}
    return found.pop() if len(found) == 1 else None
