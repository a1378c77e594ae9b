"""Texts that are told where to go, and consent that is taken back.

Data for `stops`, written like `stop_words`.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_made import END, OTHERS, THING
from volunteer.sms.grammar.stop_parts import DOING, EVER, WHOM
from volunteer.sms.grammar.stop_words import TEXTS

AWAY = (
    "(?:(?:(?:fuck|feck|f|eff|sod|bugger|pis|naff|jog|clear|bog|push|shove|hop|do) (?:right "
    "|all the way |well |straight )?(?:off|on|one)|get (?:right |well )?(?:lost|tae|stuffed"
    "|to (?:fuck|hell)|in the (?:bin|sea))|go (?:away|to hell|whistle|hang|swing|and do one"
    "|take a (?:running jump"
    "|hike)|swivel)|take a (?:running jump|hike)|swivel|whistle|stop|end|cease|(?:be )?wheesht))"
)
SHOVE = (
    "(?:you |ye |u |yous )?(?:can |know where you can |know where to |may |might as well )?"
    "(?:stick|shove|stuff|ram|sling)"
)
CONSENT = "(?:consent|permission|agreement|opt in|authorisation|authority)"
TAKEN_BACK = (
    "(?:withdrawn|revoked|rescinded|cancelled|removed|retracted|no longer given|taken back)"
)
RINGING = (
    "(?:ring|call|phon|telephon|email|visit|knock|writ|mail)(?:ing|in|e|s)?(?: (?:me|us|and|or|my"
    "|phone|house|at|home|work|the|door|to)){0,4}"
)

SENT_AWAY = pattern(rf"""
    (?:^|[.,] |and |so |but |now )?{THING} (?:all )?(?:(?:can|could|may|should|need to|needs to|had
        better|better|ought to|want to) )(?:just |all |now |really |please |as well ){{0,2}}{AWAY}
    {SHOVE} (?:all )?(?:your|yer|ur|the|these|this|them|those) (?:[a-z]+ )?(?:te?xts?|txts?
        |messages?|msgs?|spam|sms|texting)(?: (?:(?:right |back )?up (?:your|yer|where)|where
        |in the bin|somewhere|sideways)(?: [a-z']+){{0,8}})?{EVER}
    (?:the )?(?:whole )?(?:lot of )?you (?:all |lot )?can {AWAY}(?: off)? with {TEXTS}
    (?:withdrawal|withdrawl|revocation|rescission|cancellation|retraction|removal
        |termination) of (?:my |our |all |any )*(?:previous |prior )?{CONSENT}
    (?:my )?{CONSENT} (?:(?:for|to|to receive|to be sent|to get) (?:any |all |your |these |the
        )*(?:{TEXTS}|{DOING}|contact|be contacted|text me
        |contact me) )?(?:is |has been |are |hereby |now |is hereby |is now )*{TAKEN_BACK}{EVER}
    (?:withdraw|revoke|rescind|retract|take back|cancel|end|remove)(?:ing)? (?:my |our |all
        |any )*{CONSENT}(?! (?:form|slip))|(?:rescinding|retracting|revoking|taking back) (?:my
        |our |all |any ){{0,2}}{CONSENT}
    (?:treat|consider|regard|accept|take|read)(?: [a-z]+){{0,3}} as (?:a |an |my |our )*(?:formal
        |official |final )*(?:opt ?out|unsubscribe|unsubscription|stop|request to stop|withdrawal
        from (?:the|your|all) (?:[a-z]+ )?(?:list|texts|messages|service|scheme|programme))(?!\S)
    (?:be|am|i'm|being|are|we're|is) (?:please )?(?:left|taken|kept|struck|crossed|dropped) (?:off
        |out
        of) (?:all |any |the |your |these |this |future |further )*(?:rounds?|lists?|mailings?
        |texts?
        |messages|circulars?|rounds? of (?:texts|messages)|everything){EVER}
    (?:remove|take|get|leave|keep|cut) (?:me|us|my (?:name|number)|this number) (?:off|from|out
        of) (?:whatever|wherever|whichever)(?: (?:this|it|that|these|list|the|hell|on|earth|you|have
        |has|i'm|i am|on|is|are|thing)){{1,6}}{EVER}
    (?:phone|mobile|te?xts?|messages?|beep[a-z]*|ble+p[a-z]*|buz+[a-z]*|ping[a-z]*)(?: [a-z',.]+)
        {{0,12}} (?:make|get|have) (?:it|them|these|this|that)(?: all)?(?: to)? stop{EVER}
    (?:not|don't|do not|no longer|never|dont) want(?:ing)? (?:any |no )?more (?:of )?(?:these|them
        |this|those){EVER}
    (?<!if )(?<!how )(?:you|u|ye|yous) (?:can|may|could|should|must|might as well|need to|had better
        ) (?:now |please |just |therefore )*(?:stop|cease|end|quit) (?:sending |getting )?(?:me )?
        (?:these|them|those|texting|{TEXTS})(?: me)?{EVER}
    {END} {RINGING}(?:and|or|and also|and the)? ?(?:{DOING} {WHOM}|{DOING}{EVER}){OTHERS}
""")
