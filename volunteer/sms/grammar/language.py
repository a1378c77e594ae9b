"""Who wishes for texts in the other language, and says nothing else.

Pure. One phrase a line, as regular expressions in plain spelling; a deeper line continues
the one above.
"""

import re

from volunteer.sms.grammar.normal import pattern

COURTESY = "(?:please|pls|plz|hi|hello|sorry|thanks|thank you|yes|ok|x)"
MOESAU = "(?:plis|os gwelwch (?:yn )?dda|diolch|helo|shwmae|sori|ie|iawn)"
OURS = "(?:(?:the|these|my|your|all|me|us|it|them|this|that|to|any|future|back) )*"
TEXTS = "(?:(?:te?xts?|txts?|messages?|msgs?|sms|replies|everything) )?"
CEISIO = (
    "(?:(?:dw i|dwi|rydw i|rwy'n|hoffwn i?|ga i|gaf i|allwch chi|alla i|gallwch chi|byddai'n well"
    " gen i|well gen i|eisiau|isio|moyn|am|gael|cael|derbyn|siarad|anfon|newid|defnyddio|tecstio"
    "|decstio|fi|hyn|hwn|negeseuon|y negeseuon|popeth|i|os|yn) )*"
)


# LANGUAGE stands for what the wish is for, in either language's word.
WISH = rf"""
    (?:{COURTESY} )*(?:(?:in|switch to|change to|back to|use|to|try) )?LANGUAGE(?: only| texts
        | messages| language| version)?(?: {COURTESY})*
    (?:{COURTESY} )*(?:can|could|may|would) (?:i|we|you|u) (?:please )?(?:have|get|text|txt|send
        |write|message|msg|reply|use|change|switch|do|speak)(?: to)? {OURS}{TEXTS}(?:in |to
        )?LANGUAGE(?: instead)?(?: {COURTESY})*
    (?:{COURTESY} )*(?:i'd|i would|i|we) (?:want|prefer|like|need|rather have)(?: to have
        | to get)? {OURS}{TEXTS}(?:in )?LANGUAGE(?: instead)?(?: {COURTESY})*
    (?:{COURTESY} )*(?:text|txt|message|send|write|reply|switch|change)(?: to)? {OURS}{TEXTS}(?:in
        |to) LANGUAGE(?: instead)?(?: {COURTESY})*
    (?:{MOESAU} )*{CEISIO}(?:(?:yn|drwy'r|trwy'r|i'r|y|yn y) )?LANGUAGE(?: {MOESAU})*
"""
WISHES = {
    "cy": pattern(WISH.replace("LANGUAGE", "(?:welsh|cymraeg|gymraeg|nghymraeg)")),
    "en": pattern(WISH.replace("LANGUAGE", "(?:english|saesneg)")),
}


def wished(words: str) -> str | None:
    """Return the language that tidied and squashed text asks for, and nothing besides."""
    bare = re.sub(" ?[.,?]", "", words).strip()
    for language, wish in WISHES.items():
        if wish.fullmatch(bare):
            return language
    return None
