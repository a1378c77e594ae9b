"""The answers of somebody who joins by text.

Pure. A name and a postcode are None when the text is none.
"""

import re
import unicodedata

from volunteer.sms.grammar.clauses import besides_stories
from volunteer.sms.grammar.normal import pattern, squash

VOLUNTEER = (
    "(?:join(?:ing)?|volunteers?|a volunteer|volunteer(?:ing)?|help(?:ing)?(?: out)?"
    "|sign(?:ing)? up|be(?:come|coming)?(?: an?)?"
    " volunteer|register(?:ing)?|get(?:ting)? involved|tak(?:e|ing) part|lend(?:ing)? a hand"
    "|(?:register|sign up|enrol)(?:ing)? as (?:an? )?volunteer|do(?:ing)? my bit"
    "|offer(?:ing)? (?:my|some) (?:help|time|services)"
    "|put(?:ting)? my name (?:down|forward)|sign(?:ing)? on|enrol(?:ling)?|be of (?:help"
    "|use|service)|giv(?:e|ing) (?:some|my|a bit of) time)"
)
FOR_YOU = (
    "(?: (?:(?:with|at|on|in) (?:the|your|any|some|our) [a-z]+(?: [a-z]+)?|(?:for|to|with"
    "|in|as|at) (?:(?:the|your|a|some|this|any) ){0,2}(?:volunteers?|volunteering"
    "|volunteer (?:scheme|team|list)|scheme|team|group|project|list|work|charity)|(?:the"
    "|your) (?:volunteering|litter picks?|beach cleans?|volunteer (?:scheme|team|list|group)"
    "|team|group|list)|up|again"
    "|out|my time|some time|something|anything|the council|people|others|of use|a bit"
    "|one day|at weekends|please|pls|in|with|my city|the city|the community|my community"
    "|in the community"
    "|locally|as a volunteer|for you|you|to volunteer|to help|around here|in my area|round here"
    "|some more|if i can|if (?:you|ye)'ll have me|as well|too|for my (?:dofe|duke of edinburgh"
    "|award|course|college|uni|cv|school|badge)|the scheme|this|your scheme|your volunteers"
    "|the volunteers|thanks"
    "|pet|love|mate|lol|how|near me|x))*"
)
ROLL = (
    "(?:(?:the|your|this|our) )?(?:(?:list|lists) of )?(?:volunteer|volunteers'?|volunteering|text"
    "|mailing)? ?(?:list|register|team|volunteers|scheme|books)?"
)
JOIN = pattern(rf"""
    (?:join ){{1,4}}join|join|ymuno|(?:(?:ah|hi|hiya|hello|hey|salaam|please|i|i've|always|have
        |i'd|also|really|very|much
        |so|am|i'm|just) )*(?:want|wish|(?:should|would|'d)(?: very much| really| dearly
        | so)? (?:like|love)|like|love
        |wanna|id like|can i
        |could i|may i|how (?:do|can) i|interested in|interested to|happy|keen|looking|hoping
        |willing|able|ready
        |be happy|be interested in|wanting|how to|how do you|how can you|how dee i|how do
        |interest in) (?:to )?(?:be )?{VOLUNTEER}{FOR_YOU}
    (?:(?:please|pls|kindly|hi|hello|hey|hiya|and|can you|could you|can u|could u
        |would you) )*(?:sign me
        up|sign me on
        |get me signed up|put us|add i|add me
        |register me|put me down|count me in|put me|put my name|add my name|enrol me)(?: (?:to|on
        |for|down on|down for|down to|down|forward|as|forward as|down as)){{0,2}}(?: (?:a volunteer
        |volunteering|to volunteer|volunteer|help out|helping(?: out)?|help|lend a hand
        |{ROLL})(?: (?:for|to
        |as) (?:a )?(?:volunteering|volunteer|help))?)?(?: (?:please|pls|plz|thanks|thank you|thx
        |ta|x
        |thumbsup))*
    (?:mi|i) (?:waan|want|wan|wah)(?: fi| to)? (?:volunteer|join|help)(?: (?:una|unu
        |the))?(?: volunteers?)?|sign mi up
    join (?:please|pls|me|up|us|in)|please join|volunteer|volunteering|sign up|register
        |(?:i )?want in
    (?:(?:helo|shwmae|plis|dw i|dwi|hoffwn i|hoffwn|hoffwn ni|rydw i|rwy'n|rwy|dwi'n|fi'n|fi|wi'n
        |wi|licen i|liciwn i|leiciwn i|byddwn i|baswn i|mi hoffwn i|dw|'n|yn
        |fe hoffwn i) )*(?:eisiau |am |isio |moyn |hoffi |barod i |fodlon |awyddus i
        |isie )?(?:ymuno|gwirfoddoli|wirfoddoli|helpu|fod yn wirfoddolwr|gofrestru|cofrestru
        |rhoi help llaw)(?: (?:(?:a|ac|gyda|efo|fel|yn) ?'?r? ?(?:y )?
        (?:gwirfoddolwyr|gwirfoddolwr|wirfoddolwr|tim|criw|grwp|cynllun)|a chi|gyda chi|efo chi
        |os gwelwch yn dda|plis|hefyd|diolch
        |'da chi))*
    (?:plis )?(?:rhowch|rho) (?:fi|fy enw) (?:ar y rhestr|i lawr)(?: plis)?|(?:sut )?(?:ydw|alla
        |galla|ydw i|ga|gaf|mae) ?i? ?(?:ymuno|gwirfoddoli|wirfoddoli)(?: plis)?|sut i (?:ymuno
        |wirfoddoli)|sut mae (?:ymuno|gwirfoddoli)
""")
GREETING = re.compile(
    r"^(?:(?:hi|hello|hiya|good (?:morning|afternoon|evening)|dear|sir|team|all|there) )+"
)
# What may follow a wish with no comma: "how do i join up saw your poster".
SAYS_WHY = pattern(
    "(?:i |have |just |only )?(?:saw|seen|heard|read|spotted|found|noticed"
    "|my (?:friend|neighbour|mate|sister)) .*"
    "|(?:please )?(?:how|where) do i (?:join|start|register|sign up)(?: [a-z]+)?"
)
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
    """Tell whether a text asks to become a volunteer, for all its stories."""
    wish, asked, story = words.partition(" ?")
    whole = JOIN.fullmatch(MARKS.sub("", words).strip()) is not None
    if asked and JOIN.fullmatch(GREETING.sub("", MARKS.split(wish)[-1].strip())):
        words = f"{wish} .{story}"  # "can I join? I've just retired"
    return whole or bool(besides_stories(words, _asks_to_join, "wish"))


def _asks_to_join(clause: str) -> bool:
    plain = GREETING.sub("", clause)
    started = JOIN.match(plain)
    tells = started is not None and SAYS_WHY.match(plain[started.end() :].strip()) is not None
    return JOIN.fullmatch(plain) is not None or tells


def name(text: str) -> str | None:
    """Return the name that a text is: "Hi, I'm Ann Jones" → "Ann Jones"."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").strip()
    given = INTRODUCED.sub("", plain, count=1).strip(" .!,\t\r\n")
    given = re.sub(r"\s+(?:here|x+)$", "", given, flags=re.IGNORECASE)
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
