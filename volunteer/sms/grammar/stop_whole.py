"""Demands that are the whole of a text, courtesies apart: "Enough!", "blocked".

Pure; the listing is written like `stop_words`.
"""

import re

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_welsh import WELSH_WHOLE
from volunteer.sms.grammar.stop_words import COURTESY, LIST, TEXTS

WHOLE = pattern(rf"""
    (?:(?:i'm|i am|i|we|we've|you|i've|have|had|that's|that is|right|now|ok|quite|already|about|of
        |this|with|oh|just|really|more than|time|long) )*enough(?: (?:already|now|is enough|of this
        |of it|of these|of you|please|thanks|of that))*
    no more (?:please|thanks|thank you|ta|cheers|ok|mate|x|now|ever|ever again)+
    (?!(?:am|have|had|did) i)(?:(?:i|i've|have|had|already|i'd|been|thought i|thought i'd
        |thought i had|am|i'm|was sure i
        |weeks ago|we|just|long since|previously|pretty sure i|sure i) )*(?:unsubscribed|opted out
        |opt out|unsubbed|opting out)(?: (?:already|weeks ago|ages ago|last [a-z]+|before|of this
        |of these|twice|months ago|yesterday|a while ago|days ago|from this|from these|from you))*
    (?:(?:and|so|but|hi|excuse me|i) )*(?:why (?:am i|are we|is this number|are you)|how come
        i'm|how come i am|i'm|i am|we're)? ?still (?:getting|receiving|receive|being sent|sending
        |sending me|texting|messaging|contacting|bothering|getting sent)(?: (?:me|us|this|these
        |them|your|from|you|{TEXTS}|after (?:saying|sending|texting) stop|after i
        (?:said|sent|texted) stop))*
    (?!(?:am|have|had|did) i)(?:(?:i|i've|i'm|i am|have|i'll|will|now|am|be|going to|gonna|getting
        |and|you're|you are|your
        |being) )*(?:blocked|reported|blocking|reporting)(?: (?:you|this|this number|as spam|spam
        |and blocked|and reported|number|for spam|to (?:the )?(?:police|council)))*
    (?:(?:i|i'd|we|would|just|really|please) )*(?:want|like|wish|need|let me
        |get me) (?:to be |to get )?(?:out|off
        )(?: of)?(?: (?:this|it|here|these))?
    (?:i )?quit(?: it| this)?|cease|halt|desist|end (?:it|these|this)
    (?:(?:no|not|don't) )+(?:to )?disturb|leave off(?: (?:will|would) (?:you|ya|ye))?|bore off
        |back off|beat it
    leave it out|give over|give it a rest|give (?:us|me) (?:a rest|peace
        |a break)(?: with the texts)?|pack it in|knock it off
        |do one|clear off|on your bike|sling your hook|buzz off|geez peace|give's peace|gie's peace
        |give peace|away and boil (?:your|yer) [a-z]+|had (?:your|yer) wheesht|haud (?:your
        |yer) wheesht|get tae|rack off|shove it|shove off|cut it out
    why (?:do|did) (?:i|we) still (?:get|receive) (?:{TEXTS}|these|this|them)
    (?:make|let) (?:it|this|these|them) stop|(?:can|could|please can|will) (?:this|these|it
        |they) (?:please )?stop|stop (?:all )?(?:this|that|it|these)(?: with)?(?: {TEXTS})?
    (?:turn|switch) (?:these|them|this) off|(?:turn|switch) off (?:these|them|this)
    (?:how|where|who)(?: (?:do|can|could|would) (?:i|you|we))?(?: to)? (?:unsubscribe|opt out
        |get (?:off
        |out of|removed)|be removed|come off|make (?:it|this|these|them) stop|stop (?:it|this
        |these|them)|leave)(?: (?:of|from|this|these|it|here|the|list))*
    stop (?:any more|straight away|for ever|for (?:gods|god's|goodness|fuck|pities|heaven's
        ) sake|send|sending|with this|with it|with them|with these)
    (?:please )?leave (?:me|us) off(?: {LIST})?|leave my number (?:alone|be|out)
        |let me off this(?: list)?
    take (?:this|my|the) number out|this number is not to be used|no texting|text no one
    (?:i'm |i am
        |i )?(?:leaving|left|have left|leave) (?:the|this|your) (?:group|scheme|list|programme)
""")
COURTEOUS = pattern(
    COURTESY
    + "|mate|pal|guys|lads|love|sir|madam|man|bro|bruv|fam|dude|bab|hun|sake|you lot|lol"
    + "|for [a-z']+ sake|goodbye|good bye|bye|bye bye|good day|farewell"
)


def is_whole_demand(words: str) -> bool:
    """Tell whether nothing is said but a demand, courtesies apart."""
    bare = re.sub(" ?[.,?]", "", words).strip()
    forms = (bare, " ".join(COURTEOUS.sub(" ", bare).split()))
    return any(listing.fullmatch(form) for listing in (WHOLE, WELSH_WHOLE) for form in forms)
