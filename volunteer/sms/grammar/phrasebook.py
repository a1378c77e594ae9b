"""Yes and no, as people say them in English.

Data for `lexicon`: one phrase a line, as regular expressions in plain spelling; a deeper
line continues the one above. `welsh` has the same in Welsh.
"""

from volunteer.sms.grammar.courtesies import DAYNAME

CANT = (
    "(?:(?:won't|will not|wouldn't|shan't) be able to|(?:i'm |i am |am |we're )?(?:unable"
    "|not able) to|can't really|can't now|just can't|simply can't|really can't|can't|cannot"
    "|can not|won't|will not|shan't|not gonna be able to|not going to be able to"
    "|do not can|don't can|am not can|not can|cannot to|can not to|can't to|no can(?! do)"
    "|canny(?= make| come| do| get| be| help| manage| go| attend)|can no|no fit|no go fit"
    "|nor fit|nuh can"
    "|no able to|unable|will no|can't possibly|can't even|can't physically)"
)
NOT_WHEN = "(?! week| weekend| time| saturday| sunday| morning| month| year)"
DOIT = (
    "(?:help(?: out)? with (?:that|this|it)"
    f"|make(?: it| this one| that one| this{NOT_WHEN}| that| one)?"
    f"|do(?: it| this one| that one| this{NOT_WHEN}| that| one)?"
    "|come(?: along| out| over)?|attend(?: it)?|help(?: out| you)?|be (?:there|their|with you)"
    "|get there|get away|manage(?: it| this| that)?|take part|go|commit|join you|join in|oblige"
    "|assist(?: you)?|lend a hand|do my bit|volunteer|contribute|pitch in|muck in|chip in|support"
    "|participate|turn up|show up|pop along|pop down|pop over|go along|come and help|come down"
    "|come up|come round|make myself available|be involved|be part of (?:it|this|that)|do my part"
    "|be able to (?:come|help|make it|do it|attend)|give (?:you )?a hand"
    "|reach(?: there| early| on time)?|pass through|come through|roll through|pull up)"
)
WHEN = (
    "(?: (?:this time|this week|this weekend|this one|then|that day|that weekend|now|at all"
    "|on this occasion|unfortunately|i'm afraid|today|this morning|this year|this month|that week"
    "|this saturday|this sunday|on the day|the morn|at the moment|right now|at present|myself"
    "|this time round|this time around|on that day|on that date|that date|for this|to this"
    "|on the \\d\\d?(?:st|nd|rd|th)(?: of [a-z]+)?))*"
)
GLAD = "(?:happy out|happy|glad|pleased|delighted|willing|honoured)"
SUITS = (
    "(?:suits|works (?:for|4)|is good (?:for|4)|is fine for|is fine with|is ok for|is great for)"
)
WOULD = "(?:is|'s|will be|would be|'ll be|be|sounds|looks)"
GOOD = (
    "(?:(?:absolutely|all|really|just|perfectly|totally) )?(?:fine|free(?= for (?:me|us))"
    "|good|great|perfect|ok|okay|grand"
    "|lovely|brilliant|no problem|no bother|doable|ideal|sound|spot on|super|no trouble|alright)"
)

YES = rf"""
    100 % yes|100 %|100 percent(?: yes)?|hundred percent|why aye(?: man)?|go ed(?: lad| then)?
        |i come|i can to help|can can
    (?:yes|yeah|aye|yep|ok) (?:again|always|as usual|as ever|still free|i'm about|i do)
        |right(?: ok)? yes|yis|indeed|i'm able to|(?:i'm|am|i am) (?:about|around) (?:then|that day
        |on {DAYNAME}|{DAYNAME})|add me to (?:the|your) list(?: for {DAYNAME})?|me please
    yes|y|ye|yea|yas|yip|yee|yessum|yarp|ooh yes|oh yes|ya|yeah|yeh|yep|yup|yah|ya|yus|yas|yaas|yass
        |yeap|aye|affirmative|yessir|yes sir|yep yep|a yes from me|it's a yes(?: from me)?
        |that's a yes(?: from me)?
    sure|sure thing|for sure|certainly|definitely|defo|deffo|absolutely|of course|ofc
        |course i (?:can|will)|naturally|indeed i (?:can|will)|hell yes|hell yeah
    (?:count|include|add|sign) (?:me|us) (?:in|up)|(?:put|stick|pop|mark|jot|note|get) (?:me|us
        |my name|our names) (?:down|on the list)(?: for (?:it|this|that))?|book me in|add me
        |include me
    i'm in|im in|i am in|am in|(?:i'm |i am |am )?(?:well |so |totally |really )?up for (?:it|this
        |that)|i'm game|i'm on|i'm on it
        |keen|i'm keen|gladly|with pleasure|i'm down|down for (?:it|this|that)|let's go|lets go
        |let's do (?:it|this)|bring it on
    (?:i'll|i will|i shall|shall|will|i can|can|i'll definitely|i will definitely|i'll certainly
        |i'll gladly|i can definitely|i'm able to|i am able to|i'm going to|i should be able to
        |i'll happily|i will be able to|i'll be able to) {DOIT}
    i (?:can|will|shall)|can do|will do|yh|yhh|i'd like that|that would be (?:lovely|great)
    (?:(?:i'll|i'd|i would|would|i will|i'm|i am|more than|very|really|so|be|always|only|quite|too
        |i should|absolutely|happily|certainly|still|definitely|we'd|we are|we're
        |we would) )*(?:(?:{GLAD}|love|like) to {DOIT}|(?:{GLAD}|love) to(?= [.,](?! [.])|$))
    (?:(?:i'd|i would|i should|i will|i'll|would|very|only|too|so|absolutely
        |more than) )*be (?:(?:very|only|too|so|absolutely|more than) )*{GLAD}(?: to)?
    (?:i'm |i am |i will be |i'll be )?(?:coming|attending|joining you|joining in|there)(?: along
        | too| as well| on the day| bright and early| with bells on| for sure| definitely
        | for definite| no matter what| rain or shine)+
    (?:i'm |i am |we're |definitely )*(?:coming|attending)(?: along| positively| definitely)?
        |(?:i'm|i am|am|we're) there(?! now)|(?:be
        |being) there|(?:i'm |i am )?on (?:it|board)|on my list|in the diary|it's in the diary
        |i'm your (?:man|woman|girl|lad|person)|you've got me|you got me|got me|say no more|
        (?:i'm |i am )?(?:signed|signing) up|i'm (?:ready|good|happy|ok|keen) to (?:go|{DOIT})|
        (?:i'm|i am|i'll be) (?:able|free|available|around|about) to {DOIT}|you can (?:rely
        |depend) on me|rely on me|depend on me|by all means|most certainly|most definitely|indeedy
        |indeed yes|yes indeed|too right|you bet(?! it| that| they| he| she)|you betcha|(?:i'd
        |i would) be up for (?:it|that|this)|i volunteer|i'll volunteer|i offer|i'll take (?:it
        |a place|a spot|that|one|the slot|a slot)|choose me|save me a (?:place|spot|space)
        |i'll have a (?:place|spot)|sign me on|reckon me in|(?:that's|it's|this is) a date
        |wouldn't say no|i would(?:n't mind| be honoured)|totally|surely|roger|roger that|wilco
        |okey yes|i'm coming too
    (?:i'm |i am |am )(?:free|available|around)(?: (?:now|then|that day|that morning|that weekend
        |that|saturday|sunday|on the day|at that time|all day|after all|anyway|for that|for this
        |for it|on that date|this weekend|on (?:this|that) day))*
    (?:i'm |i am |am |is )?(?:free|available)(?: (?:{DAYNAME}|on {DAYNAME}|for {DAYNAME}))
    (?:consider it|it's) done|consider me (?:in|there|booked)|(?:it's|that's) (?:a )?yes
    (?:i'm |i am |am )(?:free|available)(?: now| then| that day| as a bird| all (?:day|morning
        |afternoon|weekend))*|(?:i'm|i am )able to|i'm all (?:yours|set)|i am agree
    (?:the |that |this )?(?:weekend|day|date|time|morning|afternoon)s? (?:is|'s) {GOOD}(?: (?:for
        |with|by) (?:me|us))
    {DAYNAME}(?: morning| afternoon| evening)? {WOULD} {GOOD}(?: (?:for|with|by) (?:me|us))?
        |{DAYNAME}(?: works| suits)|(?:that|this|it|{DAYNAME}) works(?: for me| great| fine| well)*
        |{DAYNAME}'s {GOOD}(?: (?:for|with|by) (?:me|us))?|works for me
    (?:that|this|it|{DAYNAME}) {SUITS} me(?: fine| well| perfectly)?|suits me(?: fine)?
    (?:you can )?count on me|(?:i |i'd )?wouldn't miss it(?: for the world| for anything)?
        |wild horses couldn't (?:stop|keep) me(?: away)?|(?:just )?try (?:and|to) stop me
    mi (?:a|wi|going to|ago) (?:come|be there|deh deh|deh there|reach)
    go on then|go on|oh go on then|go on(?: ,)? why not|(?:yes|yeah|sure|ok|yep)(?: ,)? why not
    still (?:want|up for) (?:it|that|this)|still keen
    i accept(?: with (?:thanks|pleasure))?|accept|confirm|confirmed|i confirm|agreed|i agree
        |accepted
"""

OK = """
    ok|okay|k|kk|okey|okie|oki|okey dokey|ok dokey|ok doke|okey doke|okay doke|okie dokie|okeydoke
        |okie doke|alright|all right|right ho|righto|fine|that's fine(?: with me| by me)?|fine by me
        |fine with me
    thumbsup|ok then|will be fine
"""

NO = f"""
    (?:bo|mo|ni|ho)(?= sorry| thanks| thank you| can't)
    no|nope|nop|nah|naw thanks|n|nay|negative|no way|no chance|no can do|no go|definitely not
        |absolutely not|certainly not|of course not|still no|hell no|know sorry|cba|cba lol|(?:not
        |ain't|isn't) (?:gonna|going to) happen|no possible(?: for me)?|not possible(?: for me)?
        |impossible(?: for me)?
    (?:(?:i'm |i am )?afraid|unfortunately|sadly|sorry|regretfully|alas) not(?: (?:this (?:time
        |week
        |one)|today|tomorrow|me|for me|interested)|(?= [.,]|$| x))
    not just now|not (?:on )?(?:this|that) (?:time|week|one|month|day|weekend|year|occasion
        |{DAYNAME})|not today|not tomorrow|not tonight
    not for me|not me|not really|not (?:at|for) the (?:moment|minute|mo)|not right now|not now
        |not my thing|not my cup of tea|not up to it|i'm not up to it
    (?:i'm |i am |am |we're )?not (?:interested|up for it|keen)(?: at the moment| right now)?
    thumbsdown|(?:i'll |i shall |i will |have to |i must )*pass(?: on (?:this|that|it)(?: one
        | time)?)?|must decline|(?:i |i'd |i shall |have to |must|regretfully )*(?:decline
        |declined)(?: on this occasion)?|(?:i'd |would|i would )?(?:rather|prefer) not(?: to)?
    (?:i'll |i will |i'd |best |better |rather )?leave (?:it|this
        |that)(?: one)? to (?:the )?(?:young|younger|others|other|someone|somebody|fitter|youngsters
        |rest|rest of you)(?: ones| folk| people| else| lot| generation)?(?: this time)?
    hard pass|it's a no|(?:that's|it's|that is|it is|it'll be|it'll have to be|have to be
        |will have to be|has to be|must be|gonna be|going to be|gotta be|got to be|(?:it's |its
        |that's )?(?:gotta|got to|gonna|going to|gonna have to|has to) be) (?:a )?no(?: from
        | for)?(?: me)?(?: sadly
        | sorry| this time| i'm afraid)*|(?:i've|i have|got) to say no|sitting (?:this|it
        |that)(?: one)? out|skipping (?:this|it|that)(?: one)?|passing on (?:this|it|that)(?: one)?
        |going to have to pass|leave me out(?: of)?(?: this time| this one| of this one| of it)+
        |(?:nah|no|thanks|ta) (?:you're|yer|your|i'm|am) (?:alright|all right|ok|okay|fine|good
        |grand)|(?:many |very )?(?:thanks|thank you|cheers|kind of you|ta)(?: for (?:asking
        |the offer|thinking of me))? but(?: it's| it's a| it'll be a)? (?:no|no thanks|not this time
        |not for me|can't)
    nothing doing|no dice|not on your life|not likely|not a chance|fat chance|no fear|not a hope
        |no possibility|no bother can't|not able|i say no|we say no|no way jose|i'd say no|(?:i
        |we) (?:must|have to|will have to|shall have to|need to|am going to|'ll) (?:say
        |have to say) no|i refuse|not up for (?:it|this|that)|don't fancy (?:it|this|that)
        |not fussed|i'm not keen|not keen|no ty|no ta|no tks|no thx|don't want to(?: come| do it
        | go)?|not bothered(?: about this one)?|no interest(?:ed)?|not interested(?: in this
        | in that)?|it isn't for me|isn't for me|not one for me|not really (?:for me|my thing
        |possible|free)|not possible (?:this time|that day|then|i'm afraid)|i'm not (?:interested
        |bothered|fussed)|not on {DAYNAME}|not {DAYNAME}
    (?:(?:i'll|i shall|i will|i'm afraid|have to|got to|going to have to|gonna have to|it'll|must|i
        |will|so|gonna) )*(?:say no(?: to (?:this|that|it)(?: one| time)?)?|skip (?:it|this
        |that)(?: one)?|sit this one out
        |leave it(?: this time)?)
    (?:(?:it's|its|that's|a|it is|it will be|so|be|afraid it's) )*no (?:from|for) me(?: this time)?
    no thanks|nty|no thank you|no thankyou|no ta|no cheers|thanks but no thanks|nothanks
        |no not (?:this time|today|really|me)|regretfully no|can't be (?:arsed
        |bothered)(?: sorry)? with (?:it|this)
"""

CANNOT = f"""
    (?:(?:i'm |i am )?afraid|unfortunately|sadly|sorry|regretfully|alas) not (?:available|free|able
        to(?: {DOIT})?|around|coming|possible(?: for me)?){WHEN}
    (?:(?:on|for) )?{DAYNAME}s?(?:'s| is| are)? (?:no chance|no can do|not possible|impossible
        |a no go|no use|no good|a non starter|out(?: for me)?)(?: for me)?
    (?:(?:i|we|but|really|just|i'm afraid i|sorry i|no i|so i|i regret i|i regret that i|regret i
        |i regret to say i|as i) )*{CANT}(?: {DOIT})?{WHEN}
    no longer able(?: to)?|me no (?:come|can)(?: sorry)?|changed my mind(?=.* can't)
    (?:i )?(?:regret|regretfully|sorry) (?:to say )?(?:i |we )?(?:am |are )?(?:unable
        |not able)(?: to)?(?: {DOIT})?{WHEN}
    (?:i'm |i am |am |we're |we are |i )?(?:not|no) (?:available|free|around|about|coming|able
        |going)(?: to)?(?: {DOIT})?(?: at the moment| right now| then)?{WHEN}|not (?:gonna
        |going to) (?:make it|be able to make it|be there)
    (?:(?:i|i'm afraid i|so i|we|so we) )*(?:won't|shan't|will not|shall not) be (?:coming|there
        |attending|joining|joining you|around|able)(?: to)?{WHEN}
    (?:(?:i|i'll|i shall|i will|i'm afraid|afraid|have to|got to|going to have to|must|will|i must
        |need to|gonna|i'm|am|be|going) )*giv(?:e|ing) (?:it|this|that|this one|that one
        |{DAYNAME}) (?:a miss|a swerve|a body swerve){WHEN}
    i (?:not|no) (?:come|go)(?: on {DAYNAME}| this time| today| tomorrow)?
    (?:i'm |i am |we're |am |so i'm |im )out(?: this time| on this one| of this one| of it| then)?
        |count (?:me|us) out(?: this time| of this one| for this one| now)?|not this time
    (?:that |it |this |the )?(?:day|time|date|{DAYNAME})? ?(?:isn't (?:a )?(?:good|great)(?: day
        | time)?|doesn't|does not|won't|don't) (?:work|suit)(?: for)?(?: me)?
    (?:(?:that|it|this|that day|{DAYNAME})(?: is|'s) )?no good(?: for me| to me)?
    i don't have (?:the |any )?time|(?:i )?haven't (?:got )?(?:the |any )?time|i have no time
    can't get there|(?:i |we )?(?:haven't|have no|can't find|no) (?:a )?(?:lift|car|babysitter
        |childcare|sitter|cover|one to (?:mind|watch|look after)[a-z ]{{0,20}})
        |not going to (?:manage|work|happen|be possible)|can't get (?:away|a lift|time off|off work
        |the time off|cover|childcare|a babysitter)
"""

HERE = """
    (?:(?:i'm|i am|im|am|we're|we are|i) )?(?:here|on site|at the site)(?: now| already)?
    (?:(?:i've|i have|i|we've|we have|have|we|just|now|only just|i'm|finally) )*(?:arrived|got here
        |made it here|turned up|reached here)(?: safely| safe| now| already)?
"""

MINE = """
    (?:yes|yep|yeah|aye) (?:it was|it is(?= [.,]|$)|(?:this|that) is my (?:number|phone
        |mobile))(?! (?:not|a|an|the|my|his|her))
    (?:yes |yep |aye )?(?:is|was|it was|it's|it is|that was|that's) (?:me|i|myself)(?: all right
        | alright| indeed| on (?:my|the|your|a)(?: [a-z']+)? [a-z]+| yes| right enough| who (?:did
        |sent|filled|signed)[a-z ]{0,20})?|(?:i |i have |i've |just |only )*(?:did|done|filled(?: in
        | out)?|sent|completed|put in|signed|did fill(?: in| out)?) (?:it|that|the form|the sign up
        |the online form|your form|the thing)(?: in| out| up| off)?(?: online| myself| yesterday
        | today| last night| this morning| on (?:my|the|your)(?: [a-z']+)? [a-z]+)*
    (?:that's|that is|it's|it is|it was|that was|was) (?:me|mine|i)(?: (?:who|that|what) (?:signed
        up|registered|joined|applied|enrolled|volunteered|asked|texted|(?:filled|sent|did|put|done)
        (?:it|that|the form|the thing|this|in the form)(?: in| out)?)| signing up| registering)?
        (?: (?:on|at|in|with) (?:the|your) [a-z]+(?: [a-z]+)?)?
    i (?:did|signed up|did sign up|have signed up|just signed up)(?: (?:in|at|on) (?:the
        |your) [a-z]+)?|i've (?:just )?signed up
"""

NOT_MINE = """
    (?:that |it |this )?(?:wasn't|was not|isn't|is not|weren't) me(?: (?:who|that) (?:signed up
        |registered|joined|asked|applied|did (?:it|that|this)|filled [a-z ]{2,20}))?
"""
