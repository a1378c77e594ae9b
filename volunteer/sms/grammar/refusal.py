"""No, and giving a place back, put together from their parts.

Data for `lexicon`, written like `phrasebook`.
"""

from volunteer.sms.grammar.courtesies import DAYNAME
from volunteer.sms.grammar.leaving import ELSE, PLACE
from volunteer.sms.grammar.phrasebook import DOIT, WHEN

MUST = (
    "(?:(?:i|i'll|i will|i shall|i'm|i am|am|i've|i'd|have|got|had|need|want|wish|like|would"
    "|going|gonna|must|will|shall|should|better|best|just|really|just got|afraid|sorry|please"
    "|pls|so|therefore|to|be|to be|now|gotta|ought|it's with regret i) ){0,7}"
)
THIS = (
    f"(?:this one|that one|this time|it|this|that|the (?:session|event|clean|day|one|beach clean"
    f"|litter pick|whole thing)|{DAYNAME}(?:'s)?(?: (?:one|session|clean|event))?)"
)
COME = (
    f"(?:{DOIT}|come|coming|attending|make|making|do|be coming|be there|be going|make it on"
    f"|be attending|be able|come to {THIS}|be at {THIS}|be part of {THIS}"
    f"|participate(?: in {THIS})?|do {THIS}|make {THIS}|manage {THIS}|come in|be in|get out"
    f"|be joining|be around|be about|help with {THIS})"
)
ABLE = "(?:well|fit|strong|mobile|steady|recovered|confident)"

PLEASE = (
    "(?:(?:please|pls|kindly|can you|could you|would you|you can|you may|you might as well"
    "|you'd better|you'd best|best|better|i'd like to|i want to|i need to|happy to|so|and) ){0,5}"
)

NO = f"""
    (?:very |so |but )?(?:sadly|unfortunately|regrettably|alas|afraid|i'm afraid) (?:not
        |no)(?: (?:this
        (?:time|one|week|weekend|month)|for me|me|possible|on this occasion|today))?
    (?:i )?(?:regret|with regret)(?: to say)?(?: that)? (?:i )?(?:must|have to|need to
        |shall have to)? ?(?:decline|refuse|say no)|regretfully (?:i )?(?:must )?decline
        |{MUST}(?:decline|pass|say no(?! one)(?: to (?:this|that|it)(?: one| time)?)?)
    (?:my |the |our )?answer(?:'s| is|:)? (?:a |sadly |unfortunately )?no|
        (?:a |an |it's a |that's a |it is a )?(?:big|firm|hard|definite|sad|reluctant|regretful
        |polite|respectful) no(?: from me)?|no from me|(?:oh |och |aw |ach |eh |um |er )+no|no no
        |nay lad|nope sorry|noo|nae chance|no ta|nae danger|not a hope|na(?: mate| pal| sorry)?
        |nah (?:you're|yer) (?:alright|ok)|not this (?:one|time|week|weekend|month|round
        |saturday) (?:for me|thanks|thank you|sorry|i'm afraid)|no (?:thank you )?(?:i'm
        |i am) (?:afraid|sorry)|no i (?:can't|cannot)|i'm afraid (?:it's|it is|it'll be|it has to be
        |that's) (?:a )?no
    (?:i'm |i am |am )?(?:too old|past it|too long in the tooth|too doddery|getting on a bit
        |no spring chicken)(?: for (?:this|that|it|all (?:this|that)|such things))?(?: now
        | these days| i'm afraid| dear)*
    not (?:in|for) (?:my|this) (?:condition|state|weather)|(?:it's |it is |is )?not (?:something
        |one) (?:i can (?:do|manage)|for me)|nu pot
"""

CANNOT = f"""
    {MUST}(?:give {THIS} a miss|sit {THIS} out|give {THIS} a (?:body )?swerve|skip {THIS})
        |(?:have to|having to|got to|must|i'll|i will|going to|gonna|be|to) miss (?:{THIS}
        |out)(?: one)?
    (?:(?:i|i'll|i will|will|best|better|had better|i'd better|going to|have to|must|need to
        |should) )+(?:stay|keep) (?:away|at home|home|indoors|in bed|put){WHEN}
    (?:i'm |i am |am |i'm just |i don't feel |i do not feel |not feeling |just )*(?:not|nowhere near
        |no) (?:{ABLE} enough|quite {ABLE})(?: yet)?(?: to {COME}| for {THIS})?{WHEN}
    (?:i |it |this |that )?(?:is|'s|will|will be|it'll|would|am|was)? ?(?:not
        |no)(?: be)? (?:possible|able|available)(?: for me)?(?: to {COME})?{WHEN}
        |impossible(?: for me)?(?: to {COME})?
    (?:i |i'm |but i |so i )?(?:do not|don't|not|no|cannot|can't|can not)(?: can| able
        | to)*(?: {COME})(?: that day)?{WHEN}|(?:i )?(?:have
        |has) not (?:the )?possibility(?: to {COME})?|i have no possibility(?: to {COME})?
        |i not (?:have|got) (?:the )?time(?: to {COME})?
    (?:(?:i|i'm|i am|i'm afraid i|we|so i|sorry i|afraid i|am|just|really|but i|regret i
        |regret that i|say i|say that i|as i|that i) ){{0,3}}(?:can't|cannot|can not|won't|will not
        |wouldn't|shan't|shall not|'ll not|'ll no|will no|no|not|not going to|not gonna
        |'m not going to|'ll no longer|cassn't|be unable to|won't physically
        |won't now)(?: be)?(?: able to| able tae| be able to| to be able to)? {COME}{WHEN}
    i'll (?:not|no) (?:be )?(?:able to )?{COME}{WHEN}|i'll not{WHEN}|(?:i'll|i will|i'm going to
        |going to|gonna|i'd) (?:be )?(?:have to )?miss {THIS}|{MUST}(?:be )?missing {THIS}(?: one)?
    (?:i'll be |i'd be |i'm |i am |i be )?no (?:good|use|help|earthly use)(?: to (?:you|anyone
        |anybody|man nor beast|ee|man or beast))?(?: on {DAYNAME}| {DAYNAME})?{WHEN}|
        (?:i'm |i am |am |so i'm |so am |be )out (?:for|of|on) (?:{THIS}|saturday)
    (?:i )?(?:haven't|have not|haven't got|got|have|'ve|i've|ain't got|there's|there is|not got
        |just)? ?(?:no|not enough|any|nae|the)? ?time (?:this|that|for|to|on|just
        |at the)(?: [a-z]+){{1,3}}|no time for {THIS}|(?:no|nae) time
    (?:no|without|haven't|haven't got|not got|have no|i've no|i've not got|got no|lost my|can't get
        |couldn't get|couldn't find|can't find|unable to get|unable to find)
        (?: got)? (?:any |a |the |no |my |anyone |anybody |somebody |someone )*(?:lift|car
        |babysitter|childcare|sitter|cover|transport|bus|to (?:mind|watch|look after
        |sit with) [a-z ]{{2,20}})
"""

WITHDRAW = f"""
    {MUST}(?:cancel|withdraw|cry off|drop out|back out|pull out|bail|stand down|bow out|step back
        |step aside|duck out|stand aside|call off)(?: (?:my {PLACE}|{THIS}|from {THIS}|of {THIS}
        |for {THIS}|on {THIS}|on you|on you all|me|my attendance|my participation)){{0,2}}(?: now)?
    {MUST}drop {THIS}(?: now| after all)?
    {PLEASE}
        (?:give|let|offer|pass|hand|release|free up|free|reallocate|transfer|donate|swap out)(?: up
        | on| back| over)? (?:my|the|that|me) (?:{PLACE}|spot|slot|place)(?: up| on| back| over| go
        | be taken)?(?: (?:to |for )?(?:{ELSE}|someone|somebody|the [a-z]+|a [a-z]+|whoever)
        (?: (?:younger|fitter|else|more able|who|that|on|in|with|needs|wants|can|the|list|waiting
        |next|reserve|reserves|come|use|it|is|a|better|legs|knees)){{0,6}})?
    (?:let|give) {ELSE} (?:have|take|fill|use) (?:my|the) {PLACE}|
        (?:best |better |please |just |so )*(?:let|give) (?:somebody|someone) (?:else )?(?:have|take
        |fill|use) (?:my|the) {PLACE}|{ELSE} (?:can|could|may|might as well|should
        |is welcome to) (?:have|take|fill|use) (?:my|the) {PLACE}|my {PLACE}(?: is|'s)? (?:free
        |now free|up for grabs|going spare|available|going begging|vacant|yours to give away
        |not needed|no longer needed)(?: now| for {ELSE})?
    (?:please |pls |can you |could you )*(?:unbook|cancel|release|withdraw|scratch|strike|cross|take
        |remove|knock|rub|get|drop) (?:me|my name|us)(?: off| from| out of| for| out| of)* (?:{THIS}
        |{DAYNAME}'?s?|the {DAYNAME}|this week's|this weekend's|tomorrow's|the)(?: (?:list|rota
        |sheet|team|session|event|roster|clean|one|crew|register)){{0,2}}
    (?:i )?(?:won't|will not|shan't|don't|no longer)(?: be)? (?:need|needing|using|use|want
        |taking up|take up|taking|require|requiring) my {PLACE}(?: now| any ?more| after all)?
        |(?:return|returning|handing back|hand back|surrender|giving up|give up|relinquish
        |forfeit)(?: my)? {PLACE}(?: back)?
    (?:so )?(?:you|yous|ye)(?:'ll| will|'ve)? (?:have|need|got|going) to (?:carry on|manage|do|do
        it|cope
        |crack on|go ahead|make do|get by|go) without me{WHEN}
    count me out (?:now|after all|of {THIS}|for {THIS})|(?:i'm|i am|am|i) (?:not coming|no coming
        |no longer coming)(?: now| after all| any ?more)?
"""

AFTER_ALL = """
    after all|in the end|now i'm afraid|as planned|like i said|as i said i would|as promised
"""


AGAINST = """
    👶|(?:i'm |i am |so |really |very |truly |ever so |dead |awful |awfully |terribly )*(?:gutted
        |sad
        |disappointed|sorry about (?:it|this|that)|sorry(?= to| that i))(?: (?:to|that i|i) (?:let
        |miss|have to|disappoint)(?: [a-z]+){0,4})?|(?:hate|sorry|don't like|don't want) to (?:let
        |mess|disappoint|muck) (?:you|people|folk|anyone|everyone|you all)(?: (?:down|about|around
        |all))*|hope (?:you|it|all|that) [a-z ]{2,30}|hopefully (?:the )?next (?:one|time)|(?:maybe
        |perhaps|hopefully|another|some other) (?:next|another)? ?(?:time|one|day|year|month)
        |i'll (?:be thinking of you|miss it)|what a (?:pity|shame|pain|nuisance)|(?:a )?(?:pity
        |shame)|good luck(?: (?:with|to|everyone|all|anyway|on|for))(?: [a-z]+){0,4}|(?:i'd|i would
        |would) (?:have )?(?:loved|liked|enjoyed) (?:to|it)(?: (?:come|help|be there|join you
        |have helped|have come))?(?: but)?|normally would|any other (?:time|day|week) i'd (?:love to
        |be there)(?: but)?|next time(?: for sure| definitely| i promise| inshallah)?
"""
