"""How many come: "2 people", "me and my son", "x2", "fi a'r gŵr".

Pure. The words of `lexicon`'s PARTY, written like `phrasebook`, and how they are counted.
"""

import re

from volunteer.sms.grammar.courtesies import COUNT, PERSON, PERSONS
from volunteer.sms.grammar.named_party import listed
from volunteer.sms.grammar.normal import pattern, phrases, squash

MOST = 4
NAMES = """
    zero
    one|un
    two|dau|dwy|ddau|ddwy|nwy
    three|tri|tair|dri|thair
    four|pedwar|pedair
    five|pump
    six|chwech
"""
NUMBERS = {
    squash(name): n
    for n, names in enumerate(NAMES.split("\n")[1:-1])
    for name in names.strip().split("|")
}

WHOSE = "(?:(?:a|an|my|our|the|his|her|one|1|another|other|old|best|both) ){0,2}"
MANY = (
    f"(?:(?:(?:my|our|the|all) ){{0,2}}{COUNT}(?: of (?:my|our))? {PERSONS}(?: from (?:the |my "
    f"|our )?[a-z]+)?)"
)
NAMED_ONE = (
    r"(?: (?!(?:yes|yeah|yep|aye|ok|sorry|def|sure|haha|lol|please|pls|thanks|ta"
    r"|then|though|also|both|coming|too|along)(?!\S))[a-z]{3,12}"
    r"(?= ,| and| plus|$| [.]| with| too| as| who| will| can))?"
)
ONE = (
    f"(?:{WHOSE}{PERSON}(?: from (?:the |my |our )?(?!my|our|the|our)[a-z]+|{NAMED_ONE})"
    f"|our [a-z]{{3,12}}(?= ,| and|$| [.]| too| as| with))"
)
WITH = "(?: ,)?(?: (?:and|plus|[+]|with|n))? "
GROUP = f"(?:{MANY}|{ONE})(?:{WITH}(?:{MANY}|{ONE}))*"
ME = "(?:me|myself|i)(?: both)?"
LEAD = "(?:(?:i'll|i will|i'm|i am|can i|will be|for|both|there'll be|coming|it's) )*"
BRING = "(?:(?:bring|bringing|with|plus|[+]|and|along with) )"
ALONG = (
    "(?:(?: ,)? (?:too|along|as well|with me|both|will|come|be there|is coming|is joining|be coming"
    "|are coming|coming|can come|can|would love to|love to|can both come|are in|are up for it"
    "|help|make it|an all|can make it))*"
)

DOWN = "(?:count|put|sign|stick|book|mark|pop|jot|include)"
BOTH_OF_US = "(?:us both|both of us|us two|us 2|the two of us|the 2 of us|the pair of us|two of us)"
PARTY = rf"""
    {DOWN} (?:{ME}(?: and| plus| n|,) (?:{GROUP}|[a-z]{{3,12}})|{GROUP} and {ME}
        |{BOTH_OF_US}) (?:in|down
        |up)(?: for (?:it|this|that))?|us two|us 2
    {ONE}(?:'s| is| will be|'ll be|'ll| will| is also| will also)? (?:coming|joining|come
        |comes)(?: me| us)? (?:too|along
        |as well
        |and all)|{ONE} (?:too|as well)|(?:{ME} )?plus (?:one|1)
    {LEAD}{ME} (?:and|plus|n|with) [a-z]{{3,12}}{ALONG}|(?!(?:yes|yeah|yep|aye|sorry|thanks
        |sure)(?!\S))[a-z]{{3,12}} (?:and|plus|n) (?:me|i
        |myself){ALONG}
    x ?{COUNT}|[+] ?(?:1|one)|plus (?:one|1|{COUNT})|[+] ?{COUNT}
    (?:for |there'?ll be |there will be |there are |we are |we're )?{COUNT} (?:(?:of|on|ae|o) us
        |people|persons|places|spaces|spots|adults|volunteers|members|ppl|pers|friends)(?: in total
        | in all| all told)?(?: will
        come| are coming| coming)?
    (?:(?:so |and )?(?:there's |there are |there is |that's |that is |that makes |making |makes
        |it's |it will be |it'll be |we're |we are ))?(?:just |only )?(?:the )?{COUNT} (?:of|on|ae
        |o) us(?: x
        | now| both| together)*|(?:there's |there are |there is )?{COUNT} (?:of|on|ae
        |o) us(?: coming| will come
        | from (?:the |my |our )?[a-z]+| please)*
    for {COUNT}|{COUNT}(?= please|$)|1|for (?:one|1)|1 (?:person|place|space)|one (?:person|place
        |space)|just (?:me|one|1|myself)|only me|me only|on my own
    {LEAD}{ME}{WITH}{GROUP}{ALONG}|{LEAD}{ME} (?:and|plus|[+]|n) (?:1|one)
    {LEAD}{BRING}{{1,2}}{GROUP}(?: and me)?{ALONG}|{LEAD}{GROUP} (?:and|plus|[+]|n) {ME}{ALONG}
    (?:a |we are a |we're a )?(?:family|party|group|team|gang|crew) of {COUNT}
    (?:(?:so|that|that's|that is|which|is|it's|makes|making|make|total|totalling|we are|we're|us
        |altogether) ){{1,4}}{COUNT}(?: (?:in all|in total|altogether|all together|total|of us
        |people|all told))*|{COUNT} (?:in all|in total|altogether|all together|all told|total
        |of us in all|of us all told|of us altogether)
    (?:we|us) (?:both|two)(?: (?:would|will|can|'d|shall))?(?: (?:both|love|like|come|be there
        |to come|to help|join|make it|be coming|want to come|to|help|please))*|we(?: would| will
        | can
        |'d|'ll|'re| shall| are)(?: be)? both(?: be)? (?:(?:up for (?:it|this|that)|love|like|come
        |be there|there|coming|to come
        |to help|join|make it|want to|help|free|off (?:that day|then|on the day|work)|up for it|in
        |to|available|happy) ?)+
    (?:i |i'll |i will |i'm |i am )(?:come|coming|be there|be coming|attend
        |join)(?: along)?(?: together)? with {GROUP}
    (?:yes )?we(?: would|'d|'ll| will| can| are|'re) (?:love to|come|be there|be happy to|like to
        |coming)
        (?: come| help)?(?: ,)? (?:just )?(?:the )?(?:[2-4]|two|three|four|both|pair) of us
    (?:for |from )?(?:both|the two|all (?:2|two)) of us|from (?:2|two) of us|us both|the (?:two|2
        |three|3) of us|the pair of us
    (?:fi|dw i|dwi) (?:a|ac|a'?r|efo|gyda|a'm)(?:'r)? (?:fy )?(?:mab|ferch|merch|gwr|wraig|ngwr
        |ngwraig|ffrind|mhartner|partner
        |mam|nhad|chwaer|brawd|mrawd)
    (?:fi|finnau|dw i|dwi) (?:a|ac|a'?r|efo|gyda|a'm)(?:'r)? (?:fy |y )?(?:dau|ddau|dwy|ddwy|nwy|tri
        |dri|tair|thair) (?:fachgen|bachgen|ferch|merch|fab|mab|blentyn|plentyn|ffrind|chwaer|frawd
        |brawd|mrawd|wyr|o blant|hogyn|hogan)
    (?:(?:bydd|mae|byddwn|ni'n|ni|dan|yn|ohono[nm] ni'n|fe fydd|mi fydd|i) )*(?:[2-4]|dau|dwy|tri
        |tair
        |pedwar|pedair) (?:ohono[nm](?: ni)?|o bobl|berson|person|lle)(?: (?:yn dod|yno|yna|plis
        |yn gallu
        |dod|'n dod))*
    (?:ni'n |ni |ohono[nm] ni'n )?(?:dau|dwy|tri|tair|pedwar|pedair)(?: ohono[nm](?: ni)?)?
"""
NAMED = pattern(
    rf"(?:{LEAD}{ME} (?:and|plus|n|with) (?P<one>[a-z]{{3,12}})|(?P<two>[a-z]{{3,12}}) (?:and|plus"
    rf"|n)"
    rf" (?:me|i|myself)){ALONG}"
)
PUT_DOWN = re.compile(rf"^{DOWN} | (?:in|down|up)(?: for (?:it|this|that))?$")
TOTAL = pattern(
    f"(?:(?:so|that|that's|that is|which|is|it's|makes|making|make|total|totalling|us"
    f"|altogether) ){{0,4}}"
    f"(?:(?:a |we are a |we're a )?(?:family|party|group|team|gang|crew) of |for "
    f"|there'?ll be |there will be |there are |we are "
    f"|we're )?{COUNT}(?: [a-z ]+)?"
)
TWO = re.compile(r"both|pair|^us (?:two|2)$|(?:two|2) of us|(?<!\S)(?:fi|dw i|dwi) (?:a|efo|gyda)")
WITH_SOME = pattern(
    "(?:fi|finnau|dw i|dwi) [a-z']+(?: fy| y)? (?:dau|ddau|dwy|ddwy|nwy|tri|dri|tair|thair)"
)
COUNTED = re.compile("|".join(phrases(f"\n{MANY}\n{ONE}")))


BESIDE = re.compile(rf"(?<!\S)(?:{'|'.join(phrases(chr(10) + PERSON))}|our) ([a-z]{{3,12}})(?!\S)")
ALONG_WORDS = frozenset(
    [
        "too",
        "along",
        "coming",
        "come",
        "comes",
        "joining",
        "will",
        "with",
        "would",
        "help",
        "make",
        "and",
        "who",
        "can",
        "be",
        "both",
        "are",
        "is",
        "as",
        "love",
        "wil",
        "from",
        "also",
    ]
)
NO_NAME = pattern(
    "spades?|shovel|wellies|boots|gloves|fork|barrow|wheelbarrow|van|car|trailer|bike|flask|rake"
    "|strimmer|mower|tools?|mud|rain|you|the|then|all|tea|cake|dogs?|pup|puppy|lunch|beer|my|our|a|an|his|her|your"
)


def beside(words: str) -> set[str]:
    """Return the words that may be names of those who come: "my husband ken" → {"ken"}."""
    return {match[1] for match in BESIDE.finditer(words)} - ALONG_WORDS


def companion(words: str) -> str:
    """Return the word that may be somebody's name: "me and Jean will be there" → "jean"."""
    named = None if COUNTED.search(words) else NAMED.fullmatch(words)
    name = (named["one"] or named["two"]) if named else ""
    return "not" if NO_NAME.fullmatch(name) else name


def size(said: list[str]) -> int | None:
    """Return how many come, the sender included; None if that is unclear or too many."""
    if not said:
        return 1
    parties = {people(words) for words in said}
    party = parties.pop()
    if parties:
        return None
    return party if 1 <= party <= MOST else None


def people(words: str) -> int:
    """Return how many a phrase says that come, the sender included."""
    words = PUT_DOWN.sub("", words)
    if TOTAL.fullmatch(words):
        return number(words) or 0
    with_whom = listed(words) or [match[0] for match in COUNTED.finditer(words)]
    if with_whom:
        return 1 + sum(number(group) or 1 for group in with_whom)
    if WITH_SOME.match(words):
        return 1 + (number(words) or 1)
    if NAMED.fullmatch(words) or TWO.search(words):
        return 2
    extra = re.search("[+]|plus", words)
    return (number(words) or 1) + (1 if extra else 0)


def number(words: str) -> int | None:
    """Return the first number in words: "my two lads" → 2."""
    digits = re.search(r"\d+", words)
    named = next((NUMBERS[word] for word in words.split() if word in NUMBERS), None)
    return int(digits[0]) if digits else named
