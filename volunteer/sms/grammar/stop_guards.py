"""What only sounds like a stop: a bus stop, the end of the road, rain that stopped.

Data for `stops`: one phrase a line, as regular expressions in plain spelling; a deeper
line continues the one above.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_words import AGAIN, COURTESY

# Nobody gives an order who speaks of somebody: "you don't text me any more".
SOMEBODY = pattern(
    "you|u|they|we|i|i'm|we're|he's|she's|people|he|she|why|if|who|that|to|kids|please why|did"
    "|does|have|had|could|will"
    "|would|am|is|was|are|has|should|may|might|or|can",
    ends="$",
)

NOT = pattern(
    r"""
    (?:don't|do not|never|didn't|not|can't|cannot|won't|wouldn't|doesn't|shouldn't|couldn't|isn't
        |without)(?: (?:ever|even|really|want to|wanna|let (?:me|us|it)|make (?:me|us)|going to
        |have to|need to|mean to|intend to|wish to|like to|want (?:it|this|you|them) to
        |think you should|think we should|say|said))?
    (?:haven't|hasn't|hadn't|didn't|have not|did not|never|nobody|no one)(?: (?:ever|even|actually
        |yet
        |has|had|have)){0,2} (?:asked|told|wanted|requested|begged|ask|tell|want)(?: (?:you|u|anyone
        |anybody|them|for|him|her))?(?: to)?
    (?<!you )(?<!they )(?<!u )(?:haven't|hasn't|hadn't|have not)(?: ever| even)?
    (?:peidiwch|paid) a|^(?:(?:and|but|hi|hello|oh|sorry|please) )*why(?: ever| on earth)?
    (?:can't|cannot|couldn't|could not|can not|never(?: could| can| managed to)?|trying to|tried to
        |hard to|impossible to
        |struggled to) (?:get|make|persuade) (?!(?:you|u|ye|yous|your|these|this|those|them|it
        |texts|messages|the (?:te?xts?|messages?|council|system|computer))(?!\S))(?:[a-z']+ ){1,4}to
    (?:when|once|after|as soon as) (?:you|we|i|they)
    (?:did|do|have|has|why did|if|so|had) (?:you|u|they|he|she|it)
    (?:do|should|can|if|when|must|could|would|shall) (?:i|we)(?: just
        | have to| need to| only)? (?:text|txt|send|reply|say|type|write|put)(?: back| the word
        | with)?
    (?:if|should|when|did|have) i|(?<!how )do i
    (?:it|sign|which|that|text|message) sa(?:ys|id)
    ask(?:ed|ing|s)? (?:me|us|him|her) to|told (?:(?:me|him|her|us|them) )?to(?: text| send| reply
        | say)?
    told (?:the|my|his|her|a|our) [a-z]+ to|(?<!i )(?<!have )(?:said|says|tells me) to
    (?:am|was|is|are|were) (?:i|we|he|she|it|they)(?: still)?
    """,
    ends="$",
)
# Who does not want to be rung, but texted.
NO_CALLS = pattern("""
    (?:stop|quit|cease|don't|do not|never|not|no|no more|rather you didn't|instead of)(?: (?:keep
        |please|ever|to|be|you|all|me|the|of|more|any|phone)){0,3} (?:ring|call|phone?|telephon
        |email|visit|knock)(?:ing|in|e|ed|s)?|no (?:more )?(?:phone )?calls
""")
TEXTS_INSTEAD = pattern("""
    (?:text|txt|message|sms) (?:me |us )?(?:instead|only|please|rather|is (?:better|best|fine|ok
        |good|easier))|(?:te?xts?|txts?|messages?|texting|sms) (?:is|are|would be) (?:fine|ok|okay
        |good|better|best|easier|all right|alright|welcome)|(?:te?xts?|txts?|sms) only
        |(?:just|only|please|but|and|can you|could you|rather) (?:send (?:me )?(?:a )?)?(?:te?xt
        |txt|message)(?: me| us)?(?= [.,]|$| instead| please)|(?:prefer|like|read|want|use
        |get) (?:a |to be |only )?te?xt(?:s|ed)?
""")
NO_MORE = pattern("""
    stop|quit|cease|don't|do not|never|not|no|no more|nor|neither|or|rather not|hate|didn't|asked
        |if|sick of|fed up
""")
EXCUSE = pattern("""
    (?:can't|cannot|can not)(?! cope| be doing| stand| bear| take(?! part)| keep up| deal| have)
        |won't|unable|not able|ill|poorly|sick|busy(?! these days)|(?<!passed )(?<!moved )away
        |rota|session|shift
    mon[a-z]*day|tues[a-z]*|wed[a-z]*|thur[a-z]*|fri|friday|sat|saturday|sun|sunday|tomorrow|today
""")

# Not at these times, or not in this language, is not "never": a person should read it.
AT_TIMES = pattern(r"""
    at (?:night|work|weekends|this time|this hour)|(?:after|before) (?:\d+\S*|work|noon|midnight
        |bedtime|lunch)|so (?:early|late)
        |too (?:early|late|often)
        |(?<!get )(?<!geting )(?<!had )(?<!please )(?<!now )(?<!all )too many
    this (?:early|late)|in (?:english|welsh)|yn (?:saesneg|gymraeg)|on (?:a )?(?:mon|tues|wednes
        |thurs|fri|satur|sun)days?
    while i'm|during|when i'm|until|early in|late at|in the (?:morning|evening|night)|on weekends
        |at weekends
    about (?:the|that|this) [a-z]+ (?:one|project|session)
    bother me with (?:the|all the|details|it|all that)
""")
FOR_GOOD = pattern(AGAIN + "|altogether|completely|permanently|full stop")

# Around a bare "stop".
NOUN_BEFORE = pattern(
    r"""
    dim|ddim|heb|di|de|bus|buses|tram|train|coach|taxi|metro|tube|ferry|next|first|last|the|a|an
        |our|your|this|that
        |which|what
    at|non|pit|full|one|every|each|from|near|by|rest|truck|lorry|door|short|does|did|he|she|it|we
        |they|rain
    ^(?:(?:and|so|hi|sorry|ok|yes|no|but) )*(?:what time |when |why |how )?(?:will|does|did|do|has
        |have|when|why) (?:the|a|it
        |there|we|our|they|my|his|her)(?: [a-z]+){0,3}
    (?:old|new|usual|quick|short|temporary|nearest|closest|end|wrong|right|same|other|further
        |main|previous|second|third|another|my|his|her|final|proper|emergency|(?<!i )request)
    i[']ll|he[']ll|she[']ll|it[']ll|we[']ll|they[']ll|[0-9]+
    (?:took|takes|taken|taking|take)(?! (?:you|u|ye|yous)(?!\S))(?: [a-z]+){1,4} to
    traffic|had to|doorstep|bws|tren|safle|arhosfan|is|are|was|be|let's|and|or|will|would|could
        |can|may|might|should|when do you|us to
        |we to
    """,
    ends="$",
)
DEMAND_REST = pattern(
    COURTESY
    + """
    it|this|that|me|already|altogether|completely|forever|permanently|for good|everything|again
    them|these|those|these now|you|you lot|thank you|from now on|bloody well|man|bro|bruv|fam|dude
        |sir|madam|bab|hun|pal|lads|mate|love|guys|people|u|texts
    (?:will|would) (?:ya|yer|ye|yous)|will you|would you|can you|muppets|idiots|morons|clowns
        |bastards|twats
    """
)
NEW_SENTENCE = pattern("""
    (?:(?:it|this|now|texting|texting me|please|these|those|them|messages|texts) ){0,2}(?:or
        |our) (?:else|(?:(?:i'll|i will|i'm
        |i am|i shall|we'll|we will|we shall|ill|i'd|i|we
        |will|shall|be|go|going|gonna|to|have|get|having|straight|my [a-z]+ will) ){1,6}(?:report
        |reporting|block|blocking
        |complain|complaining|onto|on to|on the phone|contact|contacting|ring|ringing|call|calling
        |phone|phoning|tell|sue|sueing|suing|write|writing
        |speak|speaking|take|taking|inform|informing|legal|(?:the )?(?:police|council|ico|ofcom
        |solicitor|mp|law|papers))(?! you back))
    i|i'm|i've|i'd|i'll|we've|we have|we are|who|whoever|nobody|this is|you have|you've|you're
    you are|you keep|not|wrong|never|don't|do not|unsubscribe|remove|leave|delete|take|moved|gone
    fuck|too many|no longer|enough|my number|unwanted|spam|no more
""")
NOT_A_DEMAND = pattern("""
    by|off|at|for|in|over|on|near|outside|from|early|late|there|here|along|then|before|after
    until|till|when|if|because|cos|and|to|the|these|people|sign|light|lights|with|between
    opposite|called|is|was|are|next|[a-z]+ing
""")
SPOKEN_OF = pattern("""
    rain|raining|traffic|bus|weather|when|where|until|till|what|does|which|meet|tram|train|snow
    did|noise|music|anywhere|somewhere|get off|far|long
""")
