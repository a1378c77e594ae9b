"""Who stopped by mistake, or never meant to: that is no stop, and often a wish to start again.

Data for `stops` and `clauses`, written like `stop_words`.
"""

import re

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_words import TEXTS

BY_MISTAKE = (
    "(?:by mistake|by accident|accidentally|accidently|mistakenly|in error|for a (?:joke|laugh)"
    "|as a (?:joke|prank)|without (?:asking|telling) me|without meaning to|on (?:my )?behalf"
    "|when i didn't mean to|instead of (?:yes|no|start|help|reply|replying|delete)"
    "|not meaning to|unintentionally)"
)
SAID = (
    "(?:sent|texted|stopped|stop|said|typed|wrote|replied|put|pressed|hit|tapped|clicked"
    "|unsubscribed|opted|cancelled|ended|left|deleted|blocked|turned|switched|came|taken|took"
    "|removed)"
)
ENDING = "(?:stop|unsubscribe|opt out|cancel|end|come off|leave|quit|block|turn off|switch off)"
THEM = (
    f"(?:(?: (?:getting|receiving|sending|all|the|your|my|any|of)){{0,3}} (?:{TEXTS}|these|them"
    "|those|it|this|me|them all|from you))?"
)

MISTAKE = pattern(rf"""
    (?<!you )(?:(?:my|our|the) [a-z]+ |(?:he|she|somebody|someone) )?(?:must have |have |had |has
        |only )?{SAID}(?: [a-z]+){{0,5}} ?{BY_MISTAKE}
    (?:accidentally|accidently|mistakenly|wrongly|stupidly|foolishly) {SAID}(?: stop| out){THEM}
    (?:accidentally|accidently|mistakenly|wrongly|stupidly|foolishly) {SAID}{THEM}
    (?<!you )(?:(?:i|we) )?(?:said|sent|texted|typed|put|pressed|replied|hit) stop(?: [a-z]+){{0,3}}
        (?: [.,])? (?:(?:and|but|though|only) )?(?:i )?(?:didn't|did not|never|wasn't
        |not)(?: really)? mean(?:t|ing)?(?: to| it| that| you| these)?
    (?:(?:i|we|and|but) ){{0,2}}(?:didn't|did not|never|not)(?: ever| actually| really)? (?:mean
        |meant|intend|intended|want|wanted|ask|asked|wish|wished|decide|decided)(?: to)? (?:(?:be
        |say|send|text|type|press|put|hit|reply|click) )?(?:{ENDING}|unsubscribed|opted out
        |stopped|taken off|removed){THEM}
    (?:didn't|did not|never)(?: actually| really)? (?:mean|meant) (?:to|it|that)(?= [.,?]|$
        | please| can| could| put| start| do| send| press| type| text| hit| say| reply)
    (?:only|just) (?:meant|wanted|intended) to {ENDING}(?: the)?(?: [a-z']+){{1,3}}(?= [.,?]|$| one
        | please)
    stop it (?:[.,] )?(?:you|you're|haha|lol|i'm blushing|you'll make)
    (?:didn't|never|not) (?:unsubscribe|opt out|say stop|said stop|text stop|send stop|ask to stop
        |asked to stop)
    (?:my|our|the) [a-z]+ (?:has |had )?(?:sent|pressed|texted|typed|put|hit|said)
        (?: you)? (?:stop|unsubscribe)
    (?:(?:i|wnes i|fe wnes i|mi wnes i|wedi|nes i|dw i wedi|dwi wedi) ){{0,2}}(?:bwyso|pwyso|wasgu
        |gwasgu|anfon|danfon|gyrru|yrru|ddweud|dweud|deipio|teipio|rhoi|stopio|decstio
        |tecstio)(?: (?:ar|y
        |botwm|stop|nhw|negeseuon|y negeseuon)){{0,3}} (?:trwy|drwy|ar|mewn|yn) (?:g?h?amgymeriad
        |camgymeriad|ddamwain|damwain)
    (?:bwysais|pwysais|gwasgais|wasgais|anfonais|dwedais|ddwedais|stopiais|tecstiais|bwyses|pwyses
        |gwasges|anfones|teipiais|rhoddais)(?: i)?(?: (?:ar|y|botwm|stop|nhw|negeseuon)){{0,3}}
        (?:trwy|drwy|ar|mewn|yn) (?:g?h?amgymeriad|camgymeriad|ddamwain|damwain)
    (?:do'n i|doeddwn i|o'n i|wnes i|nes i|on i|don i)(?: ddim| erioed
        | byth){{1,2}}(?: yn)? ?(?:'n )?
        (?:isio|eisiau|moyn|bwriadu|golygu|meddwl|trio|gofyn(?: am)?|am) (?:i )?stopio
        (?: (?:nhw|y negeseuon|negeseuon|cael|y tecsts)){{0,2}}
""")
# "I want the texts again": what in the negative is a stop.
WANTED_AGAIN = pattern(r"""
    (?:eisiau|isio|isho|moyn|isie|ishe|hoffwn i?|licio|hoffi) ?'?r? ?
        (?:gael |cael |dderbyn |derbyn )?(?:y |'r |eich )?(?:negeseuon|negeseua|tecsts?|decsts?)
        (?: (?:eto|yn ol|nol|yn ol eto|unwaith eto))(?! (?:byth|dim|ddim))
""")


# Who tells that they stopped, before they ask to start again.
STOPPED = pattern(r"""
    (?:(?:oops|sorry|silly me|my bad|so|and|ok) (?:, )?){0,2}(?:(?:i|we) )?(?:(?:have|had
        |must have|only
        |just) )?(?:unsubscribed
        |stopped|opted out|came off|(?:pressed|hit|sent|said|texted|typed|replied
        |put) stop)(?: (?!(?:stop|take|remove|leave|please)(?!\S))[a-z']+){0,8}(?= [.,]|$)
""")
# A wish, and no complaint that it has begun again: "I said stop, texts again".
WISHED = pattern("""
    please|pls|plz|plis|sorry|sori|can (?:i|you|u|we)|could (?:i|you|u|we)|may i|i want|i'd like
    i would like|i'd love|miss|missing|(?:put|add|sign|opt|have|get) me|i'm ready|ready|happy to
    changed my mind|thanks|thank you|diolch|hoffwn|ga i
""")
NEGATED = pattern("dim|ddim|nid|sai|sa|smo|heb|i'm|dw i'm|dwim|peidiwch|paid|byth|nad")


def without(words: str) -> str:
    """Return a text without the stops that were a mistake, and without a wish for texts."""
    return " ".join(WANTED_AGAIN.sub(_unless_negated, not_mistaken(words)).split())


def not_mistaken(words: str) -> str:
    """Return a text without the stops that were a mistake."""
    return " ".join(MISTAKE.sub(" , ", words).split())


def _unless_negated(wish: re.Match[str]) -> str:
    before = re.split("[.,?]", wish.string[: wish.start()])[-1]
    return wish[0] if NEGATED.search(before) else " , "
