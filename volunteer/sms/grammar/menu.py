"""Picking from a menu: skills, and which of several.

Pure. Works on text that is tidied and squashed.
"""

import re
from typing import NamedTuple

from volunteer.sms.grammar.clauses import besides_stories
from volunteer.sms.grammar.normal import pattern, squash
from volunteer.sms.grammar.phrasebook import CANT

ORDINALS = """
    zero
    one first un cyntaf gyntaf
    two second dau dwy ail
    three third tri tair
    four fourth pedwar pedair
    five fifth pump
    six sixth chwech
    seven seventh saith
    eight eighth wyth
    nine ninth naw
    ten tenth deg
"""
NUMBERS = {
    squash(word): n for n, words in enumerate(ORDINALS.split("\n")[1:-1]) for word in words.split()
}
BETWEEN = """
    , . and + a ac please pls plz thanks thank you number numbers option options choice the ones i
    i'm im meant was meaning i'd go for with choose pick just only yr y opsiwn rhif rhifau plis
        diolch x sorry sori
    mate love hi hello it's its my be have do take afraid hun dear pal pet duck hen lover luv
    darling sweetheart friend mean un inshallah insha allah mashallah god willing then ta cheers
    ok okay lol haha thx
"""
SKIPS = """
    skip none no nope nothing pass 0 na nah dim nil zero n/a nowt noneofthem noneofthese
    noneofthose noneoftheabove nothanks skipthis skipit skipplease noskills nothingreally neidio
"""
COURTESIES = """
    please thanks mate love sorry x plis diolch really ta hun
"""
COURTEOUS = frozenset(map(squash, COURTESIES.split()))
PASSED_OVER = frozenset(map(squash, BETWEEN.split()))
SKIPPED = frozenset(map(squash, SKIPS.split()))
THE_ONE = re.compile(
    r"(?<=st|nd|rd|th) (?:one|of (?:them|those|these|the two))(?!\S)|(?<=ail) un(?!\S)"
    r"|(?<!\S)un (?=cyntaf|gyntaf|ail|olaf|trydydd)"
)
NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
BOTH = pattern("""
    (?:(?:yes|i'll do|i mean|for|please|sorry|sori|ie|i want|i'd like|put me down for|the) )*(?:both
        |all
        |the lot|(?:both|all|the two|the pair|two|pair) of (?:them|em|us|those|these|it)|all three
        |y ddau|y ddwy
        |pob un|ddau|ddwy|bob un|y cwbl|y ddau ohonyn nhw)(?: (?:please|pls|plz|thanks|sorry|sori
        |plis
        |mate|i'm afraid|diolch|x|thank you|then|ok|soz|hun|both|dear|pal|pet|duck|love))*
""")
REFUSES = pattern(
    rf"""
    (?:(?:please|sorry|i|need to|want to|have to|can you|to) )*(?:cancel|drop|withdraw from
        |drop out of|pull out of
        |take me off|remove me from)(?: number| no| option| the)?(?= (?:\d|one|two|first|second
        |both))
    (?:(?:sorry|i|we|just|i'm afraid|afraid) )*{CANT} (?:do|make|manage|come to|attend|help with
        |be at)
        (?: number| no| option| the)?(?= (?:\d|one|two|first|second|both))
""".replace("be at)\n        (?: number", "be at)(?: number")
)
EXCUSED = re.compile(
    r" (?=(?:sory|soz|sori|apologies) (?:got|i|i'm|i've|have|am|my|the|il|not|on|should)(?!\S))"
)
# "No. 2" is the second, and no no.
NUMBER_SIGN = re.compile(r"^no \. (?=\d)()")


class Chosen(NamedTuple):
    """What was picked: numbers of the menu, or both or all of them; ``refused`` if to say no."""

    numbers: tuple[int, ...]
    both: bool
    refused: bool = False


def skips(words: str) -> bool:
    """Tell whether someone has no answer and does not want to be asked again."""
    said = (word for word in re.findall(r"[^\s.,?]+", words) if word not in COURTEOUS)
    return "".join(said) in SKIPPED


def chosen(words: str) -> Chosen | None:
    """Return what a text picks, for all the stories beside it; None in doubt."""
    words = NUMBER_SIGN.sub(r"\1", words)
    plain = EXCUSED.sub(" , ", REFUSES.sub(" ", words))
    said = [plain] if _picks(plain) else besides_stories(plain, _picks, "no")
    picked = {_pick(clause) for clause in said}
    found = picked.pop() if len(picked) == 1 else None
    return found and found._replace(refused=plain != words)


def numbers(words: str) -> tuple[int, ...]:
    """Return the menu numbers a text is made of; () when it says anything besides."""
    said = [word for word in THE_ONE.sub("", words).split() if word not in PASSED_OVER]
    found = [n for n in map(_number, said) if n]
    return tuple(dict.fromkeys(found)) if len(found) == len(said) else ()


def _picks(words: str) -> bool:
    return _pick(words) is not None


def _pick(words: str) -> Chosen | None:
    found = numbers(words)
    both = BOTH.fullmatch(re.sub(" ?[.,?]", "", words).strip()) is not None
    asks = "?" in words.split()
    return Chosen(found, both) if (found or both) and not asks else None


def _number(word: str) -> int | None:
    digits = NUMBER.fullmatch(word)
    return int(digits[1]) if digits else NUMBERS.get(word)
