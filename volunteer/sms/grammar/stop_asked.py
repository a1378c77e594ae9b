"""Those who ask for it in other words than an order: of what is theirs, or was promised.

Data for `stops`, put together from `stop_parts`.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_parts import DO, DOING, EVER, GONE, MAY, MINE, SEND, WHOM
from volunteer.sms.grammar.stop_words import LIST, TEXTS

ASKED_FOR = pattern(rf"""
    {MINE}(?: (?:to|be|is|are|should|must|needs|has|can|could|come|comes|please|have|get
        |got)){{0,4}} {GONE}(?: (?:from |off |of )(?:{LIST}|there|here|this))?{EVER}
        |{MINE} (?:to |needs to |must |should )?come off(?: {LIST})?{EVER}
    (?:ask|asked|request|requested|demand|demanded|want|wanting|like|wish
        |insist)(?:ed)?(?: [a-z]+){{0,2}} (?:to (?:be|get|come)
        |on being) {GONE}(?! (?:from |off |of )?(?:saturday|sunday|(?:the |this |that )(?:rota
        |session|shift|project|team|one)))
    possible to (?:be|get) {GONE}|mind (?:taking|removing|deleting|getting|crossing) (?:me
        |{MINE})(?: off| out)?{EVER}
    (?:request|requested|requesting|demand|want|require)(?: [a-z]+){{0,2}} (?:removal|erasure
        |deletion)(?: of (?:my|all my|our)[a-z ]*| from [a-z ]*)?{EVER}
    (?:why have you |why )?(?:haven't|have not|still not|hadn't|not|never)(?: (?:yet|even|actually
        |you
        |still)){{0,2}} (?:(?:removed|deleted|unsubscribed) (?:me|us|{MINE})|taken (?:me|us
        |{MINE}) (?:off|out))
    (?:when|how long|how soon)(?: [a-z]+){{0,2}} (?:these|they)(?: all| ever)? stop{EVER}
        |why haven't you stopped|when are you (?:going|gonna|ever going) to stop(?= [.,?]|$| this
        | these| it| bothering| pestering| harassing| asking| sending| text| messag| contact
        | ringing)
    (?:no|what's the|any) (?:point|use|sense)(?: in)? {DOING} {WHOM}{EVER}|(?:no
        |what's the) point (?:in )?sending (?:me|us|these|{TEXTS})
    (?:make sure|ensure|be sure|see to it|mind)(?: that)? (?:you )?(?:don't|do not|never
        |dnt) {MAY}(?:{DO} {WHOM}|{SEND}){EVER}
    (?:make sure|ensure|see to it|see)(?: that)? (?:i|we|me)(?: (?:don't|do not|never) (?:get
        |receive)| (?:get|receive) no) (?:(?:get|receive|any|more|further|of) )*(?:{TEXTS}|these
        |this|them)
    (?:trust|hope|expect|prefer|rather|wish|want|like)(?: [a-z]+){{0,2}} (?:not|never
        |don't)(?: [a-z]+)? hear (?:any more )?from you(?: ever)?(?: again)?{EVER}
    (?:don't|do not|never)(?: [a-z]+){{0,2}} (?:expect|want|wish|like|need
        |care) to (?:ever )?hear from you(?: ever)?(?: again)?{EVER}
    (?:not|never want|don't want|never get|not want)(?: to (?:get|see|receive|have))? (?:another
        |one more|another one of|a single) (?:te?xt|txt|message|msg|these|of these|sms)
    (?:thought|sure|believed)(?: that)? (?:i|i'd|we|i had)(?: (?:had|already|just|have))* (?:stopped
        |cancelled|ended|left|come off|unsubscribed)(?: from)? (?:these|this|{TEXTS}|{LIST})
    (?:i|i've|i'd|we|have) (?:already )?(?:came|come|got|been taken|gone|went) off (?:this|your
        |the) {LIST}
    (?:stop|quit|don't|do not|dnt|never) (?:(?:be|me|ever) )*(?:blow(?:ing|in)?(?: me| my phone
        | us)+ up|hit(?:ting|tin)? (?:me|us) up)(?: my phone| my inbox)?|(?:don't|do not) @ (?:me
        |us)|leave (?:me|us) (?:tf|the f|tae|bloody|well|hell) (?:alone|be)
    knock (?:it|this|that|{TEXTS}) on the head(?: with {TEXTS})?|rid (?:me|us) of {TEXTS}
        |put a stop to (?:this|it|these){EVER}
    (?:drop|score|scratch|lose) (?:my|this|our) (?:phone |mobile )?(?:number|name|no)(?: (?:off
        |out))?{EVER}|take (?:my|this|our) (?:phone |mobile )?(?:number|name|no) (?:off|out){EVER}
    (?:stop|quit) (?:to )?(?:send|call|ring|phone|ask|text|message) (?:to )?(?:me|us)|(?:want|do
        |wish|like) not (?:any )?(?:more) {TEXTS}|(?:don't|do not|never) write (?:to )?{WHOM}{EVER}
    consent(?: is| has been| now)* withdrawn|(?:consider|treat|regard) (?:me|this|this as
        |us) (?:as )?(?:unsubscribed|opted out|removed|gone|my opt ?out|an opt ?out)
    (?:complain[a-z]*|report[a-z]*|police|solicitor|lawyer|press|papers|mp
        |block[a-z]*)(?: [a-z']+){{0,6}} if (?:you|these)(?: [a-z']+){{0,3}} (?:te?xt[a-z]*|txt
        |message|msg|contact|stop|continue|carry on|bother)
    (?:won't|not|never|no longer) (?:be )?(?:volunteer|volunteering) (?:again|any ?more|ever again
        |for you again){EVER}
    (?:resign|retire|resigning|retiring|stepping down|step down) (?:as
        |from) (?:a |being a |my |your )?(?:volunteer|volunteering|role|team)
    (?:take|get|remove) (?:me|us|my name|my number|our names?|this number)(?: all)? off (?:there
        |here|volunteering|it all|that thing|of there){EVER}
    you(?:'d| had)? (?:said|promised|told me|agreed)(?: that)? (?:you |you'd )?(?:would |to |had )?
        (?:stop|take me off|remove me|taken me off|removed me|stopped)(?: {TEXTS}| texting
        | texting me| sending these)?{EVER}
    (?:told|promised|assured)(?: that)? (?:i'd|i would|this|these|they|they'd|my number)(?: would
        | will)? (?:be |get)?(?:taken off|removed|stop|stopped|deleted|unsubscribed){EVER}
    (?:told|asked|said to|tell) you(?: [a-z]+)? no more|no more (?:from you|of yours|to me){EVER}
        |none of (?:these|this) any ?more{EVER}|no {TEXTS} for me{EVER}
""")
