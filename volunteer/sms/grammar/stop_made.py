"""Demands put together from a verb of ending, what shall end, and whose it is.

Data for `stops`, written like `stop_words`: it hears a verb and an object that nobody has yet
put side by side, in the passive and in the order of other languages as well.
"""

from volunteer.sms.grammar.normal import pattern

# What is sent. "It" and "them" alone are in the frames that need no more.
SENT = (
    "(?:te?xts?|te?xt messages?|txts?|messages?|msgs?|sms|sms's|communications?|notifications?"
    "|correspondence|alerts?|reminders?|mailings?|updates|spam|texting|messaging|contact"
    "|text thing|texting thing|text service|pings|bulletins?|requests|pestering|bleeping|circulars?"
    "|invites|invitations|subscription)"
)
WHOSE = (
    "(?:(?:all|any|the|these|those|this|that|they|them|your|yer|ur|my|our|his|her|their|its"
    "|such|more"
    "|further|future|of|bloody|wretched|silly|stupid|constant|endless|automated|volunteer|council"
    "|daft|infernal|old|spam|annoying|sending|receiving|getting|with|on|from|to|me|us|him|[a-z]+'s|mums|dads"
    "|nans) )"
)
THING = f"(?:{WHOSE}{{0,5}}{SENT})"
END = (
    "(?:stop|stopping|cease|discontinue|end|quit|halt|terminate|suspend|cancel|finish"
    "|leave off|give over"
    "|pack in|knock off|drop|lay off|cut out|turn off|switch off|shut off|call off"
    "|do away with|put an"
    " end to|put a stop to|call a halt to|give up|desist from|refrain from|abandon|withdraw"
    "|conclude"
    "|give (?:me|us) peace (?:with|from)|dispense with|unsubscribe(?: me)? from|opt (?:me )?out of"
    "|deactivate|disable|block|kill|scrap|bin|ditch|axe|sack off|jack in|chuck in|leave out"
    "|hold off"
    "|spare me|no longer send|opt out from|enough of|had enough of|no more|nae mair"
    "|nae more|end to)"
)
# What makes it somebody else's message: "stop his messages to the plumber".
OTHERS = (
    "(?! (?:to|from|for|about|at|between|with) (?!me|us|him|her|this|here|(?:my|our|this"
    "|his|her) (?:phone|number|mobile|mum|mam|dad|wife|husband|mother|father|nan|gran|son"
    "|daughter|house|home|line|email|late|old|work|mobile)|you|your|now|good"
    "|ever|please|the council|volunteers?|volunteering|his|that|it|plymouth|them|theirs)[a-z])"
    "(?! (?:until|till|til|so|when|before|after|at|on) (?!good|all|once|my phone|this|here"
    "|the phone))"
    r"(?! (?:in(?! future)|into|than|left|work|working|board|sign|service users"
    r"|for my late [a-z]+'s|page|app|board|desk)(?!\S))"
)
OVER = (
    "(?= (?:[.,?]|forthwith|henceforth|straight away|this instant|please|pls|now|thanks"
    "|thank you|for good|for ever|completely|altogether|and|x|it"
)
OVER += (
    "|or|as|because|cos|since|i|i'm|we|we're|he|she|they|asap|immediately|at once|ta|cheers"
    "|will you|would you|can you|man|mate|pal|lad|hen|love|duck|dear|somehow)|$)"
)
# Where it comes to: "discontinue these messages to my number".
HERE = (
    "(?: (?:to|on|at|from reaching|coming to|sent to) (?:me|us|(?:my|our|this|his|her)"
    "(?: (?:mobile|phone|work|home))? (?:number|phone|mobile|address|inbox|line|device)))?"
)
# Whose number it is, and how it comes off.
WHO = (
    "(?:me|us|i|him|her|them|both of us|us both|the (?:both|two|pair) of us|my [a-z]+|our [a-z]+"
    "|(?:my|our|this|his|her|their|mum's|dad's|that|the) (?:[a-z]+'s )?(?:(?:mobile|phone|cell"
    "|contact|telephone|own|late) )*(?:number|name|no|details|data|info|phone|entry|record|contact"
    "|mobile|numbers|names))"
)
REMOVE = (
    "(?:expunge|purge|comot|take|tak|get|remove|delete|erase|strike|cross|wipe|rub|scrub|drop"
    "|scratch|knock|rip|leave"
    "|lift|pull|cut|score|unsubscribe|bump|kick|withdraw)"
)
FOR_GOOD = (
    "(?:for good|for ever|forever|permanently|completely|altogether|once and for all|entirely"
    "|for all time|from everything|from all of (?:it|this|them|these)|the lot|of everything)"
)
WISH = (
    "(?:want|wish|like|love|need|prefer|ask|asking|request|appreciate|grateful|obliged"
    "|please|pls|can"
    "|could|would|will|must|should|make|have|let|time|kindly|require|demand|insist|hope|trust|beg)"
)

MADE = pattern(rf"""
    (?<!don\x27t )(?<!never )(?<!not ){END} (?!my (?:[a-z]+ )?(?:message
        |text)(?!\S)){THING}{OTHERS}{HERE}{OVER}
    {THING}(?: (?:must|should|need|needs|have|has|got|please|to|now|can|could|will|just|be
        |ought)){{1,4}} (?:stop|cease|end|finish|stopped|ended|discontinued|cancelled|halted
        |terminated|go away|cut off|switched off|turned off){OVER}
    (?:discontinue|desist from|refrain from|cease from) (?:all |any )?[a-z]+ing{OVER}|(?:discontinue
        |cease) (?:sending|texting|messaging|contacting|mailing)
    (?:if|that|wish|rather) {THING} (?:would |could |can |were |all )*(?:stopped|ceased|ended
        |discontinued|stop|cease|end){OVER}
    (?<!why )(?<!how come )(?:(?<=i )|(?<=we )|(?<=to )|(?<=please )|(?<=you )
        |(?!have [a-z ]{{2,40}} \?)){WISH}(?: [a-z']+){{0,3}} (?:them|these|those|this|they|it all
        |{THING}) (?:to |all |now |please |be |all to |also )*(?:stop|cease|end|finish|stopped|ended
        |discontinued|cancelled|halted|terminated|switched off|turned off|gone){OVER}
    (?:no|not|any) more want(?:ing)?(?: to)?(?: (?:receive|get|have))?(?: (?:the|this|these|your
        |any)){{0,2}} {SENT}
    {REMOVE} {WHO} (?:right |completely |please |totally |straight )?(?:off|out|from|oot|of
        |aff)(?: (?:of|from))? ?(?:(?:the|this|that|thik|your|yer|ur|any|all|these|they) )*(?:list
        |lists|books|system|database|register|records|mailing list|text list|contacts|phone|messages
        |texts|thing|group|everything|files|mailings?|service|programme|scheme|text thing
        |texting){OVER}
    {REMOVE} {WHO} (?:off|out|aff|oot|down|away|from it)?(?: [a-z]+)? ?{FOR_GOOD}
    {REMOVE} (?:my|our|this|his|her|their|mum's|dad's) (?:(?:mobile|phone|cell|contact
        |telephone) )*(?:number|numbers|no|phone|mobile|details) (?:off|out|away)(?: (?:please|pls
        |now|thanks|too|as well|x|ta|it|list|the list|your list|for good))*(?= [.,?]|$)
    (?:number|phone|owner|sim)
        (?: [a-z',.]+){{0,24}} (?:please |pls |so |kindly |can you |could you |would you )*(?:take
        |remove|delete|get|cross|strike|wipe) (?:it|this|this one|that|me|us|them|him|her)(?: off
        | out| from [a-z ]{{2,20}})?{OVER}
    (?:doesn't|does not|no longer|isn't|is not|not|don't|do not|didn't) (?:want|wants|wanting|wish
        |need|needs|require|like)(?: to)?(?: (?:be|get|getting|receive|receiving|have|having
        |see))?(?: (?:any|any more|anymore|more|of|these|your|such|further|owt|nothing|anything|the
        |no more)){{0,4}} (?:off|from|by) (?:you|yous|ye|this(?= [.,?]|$| please| again| now| any)
        |the council|your lot|you lot|this number|youse)
    (?:had (?:quite |more than )?enough|fed up|sick of (?:this|these|it|you|them)|enough is enough
        |too many|(?:one|two|three|four|five|\d+)(?:th|rd
        |nd)? (?:of these |texts? |messages? |one |time )?(?:this|today|in a|already|so far))
        (?: [a-z',.]+){{0,10}} no more(?: (?:please|thanks|ta|now|ok|of it|of this|thank you|x))*
        (?: [.])*$
    (?:stop ){{1,9}}stop(?! (?:off|by|at|raining|and))|(?:and|then|so|also|just
        |but) (?:please )?stop(?: (?:please|pls|now|thanks|ta|it|this|that|these|those|them|x
        |texting|thank you))*(?= [.]|$)
    (?:^|[.,] )(?:(?:no|nope|sorry|and|so|then|also|just|but|please|ok|yes|thanks|right
        |now) ){{1,3}}stop(?: (?:please|pls|now|thanks|ta|it|this|that|x|thank you))*(?= [.]|$)
    (?:don't|do not|dinnae|nae|not|no) (?:want|wish|like|need) (?:for )?(?:you to )?(?:receive|get
        |have|send|to receive|to get|to have) (?:(?:any|more|any more|anymore|your|these|this|of
        |such|the|no|further) )*{SENT}
    (?:no|not|nae) (?:more|longer|further) (?:please |you |to )?(?:send|text|message|write|contact
        |receive|get|bother|disturb|sms)|(?:to )?(?:me|us) (?:no|not) (?:more|any more
        |longer) (?:send|text|message|write|contact|sms)|(?:send|text|message|write|contact|sms
        |messages?|texts?) (?:to )?(?:me|us)? ?(?:no more|not any ?more|never more|not again
        |nae mair){OVER}
    (?:not|no|never) (?:be )?(?:interested|wanted|required|needed|welcome)(?: any ?more| any longer
        | now| in (?:volunteering|this|any of this|any more))? (?:[.,] )?(?:and |so )?
        (?:please |pls )?(?:remove|delete|unsubscribe|take (?:me|us) off|stop)
    (?:these|this|your|the|all) {SENT} (?:are|is|r) (?:no longer (?:wanted|welcome|needed|required)
        |not (?:wanted|welcome|needed|required)(?: any ?more)?|unwanted|unwelcome|unsolicited)
""")
