"""Texts that a phone wrote by itself.

Pure. They are answered with silence, or two machines would talk all night.
"""

import re

from volunteer.sms.grammar.normal import pattern

MACHINE = pattern(r"""
    sent (?:from my car|by android auto|via (?:apple )?carplay|from my watch|from carplay|by siri)
        |auto , [a-z]|^auto(?: ?(?:reply|response|message|text|responder))?(?: [.,])? (?:i|i'm|i am
        |we|we're|im|this|out|away|busy|at|on|in|currently|sorry|hi|hello|thanks|thank|driving
        |cannot|can't)(?!\S)
    (?:your|this|the) (?:message|text|reply|response|request|keyword|code|sms) (?:was|is|has been
        |could|did|does|has)(?: not| n't)(?: been)?(?: be)? (?:(?:in )?(?:a )?(?:recognised
        |recognized|valid|understood|processed|delivered|accepted|match|contain))[a-z ]*|(?:we
        |i) (?:could not|couldn't|did not|didn't|do not|don't|cannot|can't) (?:recogni[sz]e
        |process|match) (?:your|this|that) (?:message|text|reply|response|request|keyword|sms)
        |(?:invalid|unrecogni[sz]ed|unknown) (?:keyword|format|command|response|shortcode|short code
        |request|option|message)
    (?:please )?(?:text|reply|send) (?:with )?[a-z]+ (?:followed by|and your|then your) (?:your|the
        |name|location|postcode|space|reg)[a-z ]*
    (?:thanks|thank you) for (?:contacting|messaging|texting|reaching out to|getting in touch
        with) (?!me|us(?!\S))[a-z' ]{2,40} (?:[.,] )?(?:we|we'll|we will|we're|we are|our|a member
        |one of|someone|an? [a-z]+ will)(?!\S)
    (?:we|i|i'll|we'll|someone|a member of (?:the|our) team|one of (?:the|our) team) (?:will |shall
        |aim to |try to |endeavour to )?(?:get back|be in touch|respond|reply|return your
        call)(?: to you| with you| to your [a-z]+)? (?:as soon as (?:we|i|they) can|as soon as
        possible|shortly|within|when we|when i'm (?:free|back|out|done)|once (?:we|i))
    (?:could not|couldn't|cannot|can't|unable to|was not|has not been) (?:be )?(?:processed|process
        |delivered|deliver)|(?:sent|generated|replied) automatically|automatically (?:generated
        |sent)|welcome to [a-z ]{2,40} (?:text|sms|message) service
        |(?:please )?do not reply to this (?:message|text|number|email)|no reply
    (?:i |we |and )(?:will|'ll|shall) (?:reply|respond|get back to you|return your (?:call|message)
        |answer) (?:to (?:your |all )?(?:messages?|texts?|emails?) )?(?:when|once|as soon as
        |on my return|after|upon)
    (?:will|'ll) (?:respond|reply|get back)[a-z ]{0,30} (?:on my return|when i(?:'m| am)? (?:stop
        |get|finish|back|return|arrive|can)|once i)
    your (?:message|text|call|enquiry) (?:has been|was) (?:received|logged)|office hours are
        |(?:out of|outside) (?:office|working) hours
    (?:this )?(?:mailbox|inbox|number|phone|line) (?:is )?(?:not|no longer|un) ?(?:monitored|in use
        |in service|staffed|attended)
    the (?:person|number|customer|subscriber) you (?:are|have|called|texted)[a-z ]{0,30}(?:not|un
        |no longer)
    (?:this is an )?auto(?:matic|mated)? ?(?:reply|response|message|text|responder)
    out of office|(?:currently|am) out of the office (?:until|and|with|on annual)
    ^(?:reply|message|delivery|sms|text|mms) (?:failed|failure|not delivered|not sent
        |undeliverable)(?= [.,]|$)
    this (?:device|phone|number|handset|line) (?:does not|doesn't|cannot|can't) (?:accept|support
        |receive)
    on annual leave until [^.]* (?:access|return|reply|respond|contact)|(?:no|limited
        |without) access to (?:my )?emails?
    driving focus|(?:sleep|work|personal) focus (?:is )?(?:turned )?on|see your (?:message
        |text) when i
        get (?:where|there|to)
    driving with (?:do not disturb|focus)|do not disturb while driving
    not receiving notifications|the (?:office|surgery|shop|centre|practice) is (?:now
        |currently )?closed
    has (?:my )?notifications silenced|do not disturb (?:is )?(?:on|mode)
    (?:i'm|i am) (?:currently )?driving(?: right now)?(?: and| [.,])? (?:can't|cannot|i'll (?:see
        |get back|reply|text you|call you)|will (?:see|get back|reply))
    (?:this )?(?:number|inbox|mailbox|account) (?:is |does )?(?:not|isn't) (?:monitored|accept)
    (?:cannot|can't|not able to|unable to) (?:accept|receive) (?:text|sms|incoming)
    thank(?:s| you) for (?:contacting|your (?:message|text|enquiry|email))(?: [a-z]+| [.,])* (?:we
        |our|your|team|aim)
    limited access to (?:my )?(?:phone|email|messages)|currently away from my (?:phone|desk)
    ymateb awtomatig|neges awtomatig|allan o'r swyddfa
""")
# What phones offer to send with one touch when they cannot be answered.
CANNED = pattern("""
    (?:sorry )?(?:i )?can't (?:talk|answer|speak|pick up|take your call)(?: (?:right )?now
        | at the moment)?(?: (?:can i call|i'll call) you (?:later|back|right back))?
    can i call you (?:back )?later|i'll call you (?:right )?(?:back|later)
    i'm driving right now(?: i'll get back to you(?: later| soon)?)?
""")


def is_automatic(words: str) -> bool:
    """Tell whether tidied and squashed text reads like a machine's."""
    bare = re.sub(" ?[.,?]", "", words).strip()
    return MACHINE.search(words) is not None or CANNED.fullmatch(bare) is not None
