"""Hours in a sentence: "I was there two hours, very nice people", "started at ten, off at one".

Pure. `timesheet` reads what is said of hours and little else; this finds the one length of time
in a story that has no other, and no word that makes it somebody else's, a wish or a guess.
"""

import re

from volunteer.hours import clock_span, timesheet
from volunteer.sms.grammar import hours_settled
from volunteer.sms.grammar.courtesies import PERSON

LONGEST = 240  # letters
COLOUR = (
    r"(?:(?:non ?-?stop|full|whole|long|solid|good|straight|happy|lovely|glorious|wet|cold"
    r"|hard|very"
    r"|enjoyable|brilliant|fab|great|soggy|windy|muddy|productive|fun|short|hot|nice|man|proper|big"
    r"|wonderful|pleasant|blissful|freezing|satisfying|busy|sunny|total|of the) ){0,2}"
)
HOUR = r"(?:hours?|hrs?|hr|h|awr|oriau)"
MINUTE = r"(?:minutes?|mins?|min|munud|munudau)"
LENGTH = re.compile(
    rf"(?<![\d.:£])(?:(?P<hours>\d{{1,2}}(?:\.\d{{1,2}})?)[ -]?{COLOUR}{HOUR}(?![a-z])"
    rf"(?:,? ?(?:and |a )?(?P<more>\d\d?) ?{MINUTE}(?![a-z]))?"
    rf"|(?P<minutes>\d{{1,3}}) ?{MINUTE}(?![a-z]))"
)
AT = r"(?:at|from|by|about|around|just after|just before|since|@)"
CLOCK = (
    r"(?:(?:half past|half|quarter past|quarter to) )?(?:\d{1,2}(?:[:.]\d\d)?|noon|midday)"
    r"(?: ?(?:am|pm))?(?: ?o'?clock)?(?: (?:in the (?:morning|afternoon|evening)|noon|midday))?"
)
BEGAN = re.compile(
    rf"\b(?:started|start|began|begun|arrived|got there|got here|turned up|there"
    rf"|clocked (?:on|in)|got in|came"
    rf"|kicked off|on site) (?:{AT} )?(?P<time>{CLOCK})(?![\w.:])"
)
ENDED = re.compile(
    rf"\b(?:finished|finish|stopped|left|ended|packed (?:it )?(?:in|up)|knocked off|done|went home"
    rf"|called it a day|clocked off|away|off|got away|out|home|till?|until) (?:{AT} )?"
    rf"(?P<time>{CLOCK})(?![\w.:])"
)
SPAN = re.compile(
    rf"(?:from )?{CLOCK} ?(?:-|to|till?|'til|until|tan|through to) ?{CLOCK}(?![\w.:])"
)
# What makes a length unsure, somebody else's, of another time, or of something else.
DOUBT = re.compile(
    rf"\?|^(?:was|were|is|did|do|does|are|have|should|could|can) (?:it|i|we|you|that|there)\b"
    rf"|\b(?:as well|also|on top|the (?:week|day|month) before)\b|\b(?:or (?=\d|more|less"
    rf"|maybe)|maybe|perhaps|possibly|probably|not sure|unsure|no idea|don't know"
    rf"|dunno|can't (?:remember|recall|say)|forget|forgot|each|apiece|both|per"
    rf"|every(?! minute| second| bit| moment)|a week"
    rf"|plus|extra|another|additional|minus|less|not counting|including|excluding|apart from|except"
    rf"|between us|of us|\d people|people each|(?:my|our|his|her|the) (?:{PERSON}|kids"
    rf"|children|lads|girls|boys)"
    rf"|he|she|they|him|her|them|someone|somebody|everyone|us two|travel\w*|drove|drive|driving"
    rf"|journey|commut\w*|waited|waiting|wait|queue\w*|lunch|breaks?|overtime|ago|notice|asleep"
    rf"|supposed|meant|should|could|would(?! have| of|n't)|will|i'll|can|might|may|want|need"
    rf"|wish|(?<!all )told|said"
    rf"|next (?:time|week|month|saturday)|tomorrow|tonight|on average|usually|normally"
    rf"|or so more|(?:bus|train|coach|ferry|taxi|traffic) (?:took|takes)|late(?! shift| lunch)"
    rf"|instead|wrong|nearer|nearly|almost|at least|at most|up to|over|under|more than|longer than"
    rf"|less than|efallai|neu|tua|dim|heb|unless|if|when will|how|what|cancelled|nobody"
    rf"|never(?! stop)"
    rf"|(?:2|two|three|3|both) (?:days|times|sessions|lots)|twice|then (?=\d)|again)\b"
)
BEYOND = re.compile(
    rf"{HOUR} (?:late|away|early|off|before (?!me|my|i|the rain|it|we)|after (?!that|which)"
    rf"|more|short|drive|walk|wait|sleep|from|behind|on the"
    rf" (?:bus|train|phone|road)|to (?:get|drive|walk|travel|reach))\b"
)
REFUSED = re.compile(r"\b(?:not|no|n't|didn't|never|wasn't|couldn't|isn't|haven't)\b[^.,;!]{0,24}$")
# "would have stayed longer", "knees wouldn't let me do more": why it was no more.
NO_MORE = re.compile(
    r"\b(?:would(?: have| of|'ve)? (?:stayed|stopped|done|been|loved)"
    r"|dim stop\b|including (?:the )?(?:clearing|tidying|setting|packing|washing|clear|tidy|set"
    r"|pack)[ -]?up"
    r"|could(?: have|'ve| of) (?:done|stayed|gone)|don'?t stop (?:doing|running|asking|sending)"
    r"|sorry (?:for|about) (?:the |my )?(?:late|slow) (?:reply|answer)|every (?:one|1|minute) of"
    r"|(?:until|till?) (?:they|it) (?:stopped|called|sent|packed|rained|ran|finish(?:ed)?)"
    r"|(?:(?:my|our|the) [a-z]+ )?wouldn'?t (?:have )?(?:let|stop)"
    r"|couldn'?t (?:do|stay|manage|stop)|no more|any more|(?:stopped|stayed|do|done"
    r"|lasted) (?:on )?"
    r"(?:longer|more)|that'?s (?:it|all)|the most i could|back'?s? (?:was|gave|went)|had enough)\b"
    r"[^.,;!\d]{0,60}"
)
BARE = re.compile(
    r"^(?:i did |did |just |only |about |we did |put me down for |i gave "
    r"|was there )?(\d{1,2}(?:\.\d{1,2})?)"
    r"(?:,| -|\.| and(?= (?:then|it|we|i|the|that|my"
    r"|an?(?! (?:wee |little |tiny |good )?(?:half|quarter|bit|third|few|couple|min\w*|hour|smidge"
    r"|touch|fraction)))\b)| by the end(?: of it)?| before| then| because"
    r"| cos| as| so"
    r"| thanks| but| i think)"
    r"(?= [a-z])"
)
ALONE = re.compile(r"^(?:just |only )?(?:(?:an? |the |1 )?hour|awr)(?=[ .,!]*$)")
# "2 hours from Chidi", but not from January, Saturday or the city.
FROM = re.compile(
    r"(?<=[a-z\d]),? from (?!(?:\w+day|(?:Septem|Octo|Novem|Decem)ber|(?:Jan|Febr)uary|March|April"
    r"|May|June|July|August|Plymouth)\b)"
    r"[A-Z][a-z]{1,11}(?: x+)?[\s.!]*$"
)
# What was done in them is counted as well: "3.5 hours and removed 11 trolleys".
HAUL = re.compile(
    r"\b(?:removed|collected|filled|picked up|bagged|pulled out|cleared|planted|found|moved|got"
    r"|bagged up|dug up|gathered) (?:about |around )?\d{1,3} (?=[a-z])(?!h(?:ou)?rs?\b|h\b|mins?\b"
    r"|minutes?\b|o'?clock|am\b|pm\b|awr\b|half|and\b|or\b|to\b)"
)
# Scots, as it is written.
SCOTS = ((re.compile(r"\b[Aa]boot\b"), "about"), (re.compile(r"\b[Hh]oors?\b"), "hours"))
TOO_MANY = 12  # hours, of a number without a unit


def minutes(text: str) -> int | None:
    """Return the one length of time that a text tells; None if there are two, or any doubt."""
    text = HAUL.sub("", FROM.sub("", text))
    for scots, english in SCOTS:
        text = scots.sub(english, text)
    if hours_settled.OF_OTHERS.search(text):
        return None
    found = timesheet.minutes(text)
    if found is not None or len(text) > LONGEST:
        return found
    plainer = hours_settled.plainer(timesheet.plain(text))
    found = timesheet.minutes(plainer)
    return _told(plainer, text) if found is None else found


def _told(text: str, written: str) -> int | None:
    """Return the length that a story tells, or adds up to."""
    for settles in (hours_settled.settled, hours_settled.in_all):
        length, before = settles(text)
        if length is None:
            continue
        sure = hours_settled.UNSURE.sub(" ", before) if settles is hours_settled.settled else before
        if DOUBT.search(sure) or float(length) > TOO_MANY * 60:
            return None
        told = _one_length(before, before)
        agreed = settles is hours_settled.settled or told == length
        return length if agreed or not re.search(r"\d", before) else None
    return _one_length(text, written)


def _one_length(text: str, written: str) -> int | None:
    said = ALONE.sub("1 hour", " ".join(timesheet.plain(text).split()))
    told = NO_MORE.sub(" ", said)
    if DOUBT.search(told) or BEYOND.search(said):
        return None
    lengths, rest = _lengths(said)
    spans, rest = _spans(rest)
    if not lengths and not spans:
        return _bare(said)
    counted = rest if "1" in written else re.sub(r"\b1\b", "", rest)  # "one of the best"
    return None if re.search(r"\d", counted) else _one(lengths | spans)


def _one(found: set[int]) -> int | None:
    return found.pop() if len(found) == 1 else None


def _lengths(said: str) -> tuple[set[int], str]:
    matches = list(LENGTH.finditer(said))
    if any(REFUSED.search(said[: match.start()]) for match in matches):
        return set(), said
    found = {
        int(match["minutes"])
        if match["minutes"]
        else round(float(match["hours"]) * 60) + int(match["more"] or 0)
        for match in matches
    }
    return found, LENGTH.sub(" ", said)


def _spans(said: str) -> tuple[set[int], str]:
    began, ended = BEGAN.search(said), ENDED.search(said)
    if began and ended and not began.span()[0] < ended.span()[0] < began.span()[1]:
        length = clock_span.span(f"from {began['time']} to {ended['time']}")
        rest = ENDED.sub(" ", BEGAN.sub(" ", said, count=1), count=1)
        return ({length} if length else set()), rest
    matches = list(SPAN.finditer(said))
    length = clock_span.span(matches[0][0]) if len(matches) == 1 else None
    return ({length}, SPAN.sub(" ", said)) if length else (set(), said)


def _bare(said: str) -> int | None:
    match = BARE.match(said)
    if match is None or re.search(r"\d", said[match.end() :]) or float(match[1]) > TOO_MANY:
        return None
    return round(float(match[1]) * 60)
