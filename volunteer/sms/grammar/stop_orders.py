"""Orders not to text.

Data for `stops`, put together from `stop_parts`.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_parts import (
    AT,
    CALL,
    DO,
    DOING,
    EVER,
    MAY,
    PHONE,
    SEND,
    SENDING,
    VERB,
    WHOM,
    WISH_YOU,
    YOU,
)

# Who is not to text: "can you not text me", "I told you not to", "you must not".
FORBID = pattern(rf"""
    (?:can|could|would|will|may|might|must|need|should) you (?:please |just )?(?:not|no
        |never) {MAY}(?:{DO}(?: {WHOM})?|{SEND}|{CALL}e? {WHOM}){AT}{EVER}
    (?:asked|told|said|begged|asking|telling|tell|ask|want|like|prefer|wish|need|expect|instruct
        |instructed|beg|warned|warn|advise)(?: {YOU}| clearly)* (?:not to|to not|never to|to never
        |you not) {MAY}(?:{DO}(?: {WHOM})?|{SEND}|{CALL}e? {WHOM}){AT}
    {WISH_YOU} (?:didn't|did not|don't|do not|wouldn't|would not|not|never|wouldn't|could not
        |no longer|stopped|ceased|quit|desisted from|refrained
        from) (?:to )?{MAY}(?:{DOING}(?: {WHOM})?|{SEND}|{SENDING}
        |{CALL}e? {WHOM}){AT}
    (?:don't|do not|didn't|never) (?:want|wish|need|like|expect) {YOU} (?:to |ever |keep
        )*(?:{DOING}(?: {WHOM})?|{SEND}|{SENDING}|{CALL}(?:e|ing)? {WHOM}){AT}{EVER}
    you(?:'re| are|r|'ve| have)? (?:no right to|not to|not allowed to|no permission to
        |don't have (?:my )?permission to|do not have (?:my )?permission to|haven't (?:got
        )?(?:my )?permission to|must not|must never|mustn't|can't keep|cannot keep|shouldn't
        |should not|should never|should not be|shouldn't be|better not|had better not|have no
        business|have no right to|have no permission to) {MAY}(?:{DOING}(?: {WHOM})?|{SEND}
        |{SENDING}|{CALL}(?:e|ing)? {WHOM}){AT}{EVER}
    (?:give|given|gave|have|had) you (?:my )?(?:no |any )?permission to {MAY}(?:{DO}|{SEND}
        |{CALL}e?)
    (?:forbid|prohibit) (?:you|any)
""")

ORDERED = pattern(rf"""
    (?:don't|do not|never|dnt|no longer|not|to not|not to|no|must not|shall not|better not) {MAY}
        (?:you )?{MAY}(?:{DO}|{DOING}ing|{DOING}in) (?:{WHOM}|again|any ?more|ever|back again){AT}
    (?:don't|do not|never|dnt|no longer|not to) {MAY}(?:you )?{MAY}(?:te?xt|txt|message|msg|contact
        |spam|harass|pester|hassle|disturb){EVER}
    no more (?:you )?(?:please )?(?:to )?(?:{DO}|{SEND}|send|{CALL}e?)(?: {WHOM})?(?: (?:message
        |text|texts|messages|sms))?{AT}{EVER}
    (?:don't|do not|never|dnt|no longer|not to|not|no) {MAY}(?:you )?{MAY}{SEND}{AT}{EVER}
    (?:don't|do not|never|dnt|no longer|not to|not) {MAY}(?:you )?{MAY}{CALL}e? (?:(?:me|us|him|her
        |here|it) (?:again|any ?more|ever|at all|on this number|no more|from now on)|{PHONE}|again
        |any ?more)
    (?:don't|do not|dnt|never) keep (?:on )?(?:[a-z]+ing (?:and|or) )?(?:{DOING}|asking|sending
        |contacting|ringing|calling|on at me|on)(?: {WHOM})?{AT}{EVER}
    (?:don't|do not|dnt) bother (?:to )?(?:(?:{DO}|{CALL}e?) {WHOM}
        |{SEND}(?: more)?){EVER}
    (?:don't|do not|dnt) bother (?:{VERB}ing|sending|asking|contacting)(?: (?:me|us|any|texts
        |messages))?{EVER}
""")
