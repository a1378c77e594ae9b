"""Picking from a menu: skills, and which of several.

Pure. Works on text that is tidied and squashed.
"""

import re

from volunteer.sms.grammar.normal import pattern, squash

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
    i'm im i'd go for with choose pick just only yr y opsiwn rhif rhifau plis diolch x
"""
SKIPS = """
    skip none no nope nothing pass 0 na nah dim nil zero n/a nowt noneofthem noneofthese
    noneofthose noneoftheabove nothanks skipthis skipit skipplease noskills nothingreally neidio
"""
PASSED_OVER = frozenset(map(squash, BETWEEN.split()))
SKIPPED = frozenset(map(squash, SKIPS.split()))
THE_ONE = re.compile(r"(?<=st|nd|rd|th) one(?!\S)")
NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
BOTH = pattern("""
    (?:yes |i'll do |for )?(?:both|all|either|(?:both|all|the two) of (?:them|us|those|these)
        |the both|y ddau|y ddwy|pob un)(?: please| thanks)?
""")


def skips(words: str) -> bool:
    """Tell whether someone has no answer and does not want to be asked again."""
    return "".join(re.findall(r"[^\s.,?]+", words)) in SKIPPED


def numbers(words: str) -> tuple[int, ...]:
    """Return the menu numbers a text is made of; () when it says anything besides."""
    said = [word for word in THE_ONE.sub("", words).split() if word not in PASSED_OVER]
    chosen = [n for n in map(_number, said) if n]
    return tuple(dict.fromkeys(chosen)) if len(chosen) == len(said) else ()


def both(words: str) -> bool:
    """Tell whether a text says both, or all of them."""
    return BOTH.fullmatch(re.sub(" ?[.,?]", "", words).strip()) is not None


def _number(word: str) -> int | None:
    digits = NUMBER.fullmatch(word)
    return int(digits[1]) if digits else NUMBERS.get(word)
