"""Yes and no, as people say them in English.

Data for `lexicon`: one phrase a line, as regular expressions in plain spelling; a deeper
line continues the one above. `welsh` has the same in Welsh.
"""

from volunteer.sms.grammar.courtesies import DAYNAME

CANT = (
    "(?:(?:won't|will not|wouldn't|shan't) be able to|(?:i'm |i am |am |we're )?(?:unable"
    "|not able) to|can't really|can't now|just can't|simply can't|really can't|can't|cannot"
    "|can not|won't|will not|shan't|not gonna be able to|not going to be able to"
    "|do not can|not can)"
)
DOIT = (
    "(?:make(?: it| this one| that one| this| that| one)?|do(?: it| this one| that one| this"
    "| that| one)?"
    "|come(?: along| out| over)?|attend(?: it)?|help(?: out| you)?|be (?:there|their|with you)"
    "|get there|get away|manage(?: it| this| that)?|take part|go|commit|join you|join in)"
)
WHEN = (
    "(?: (?:this time|this week|this weekend|this one|then|that day|that weekend|now|at all"
    "|on this occasion|unfortunately|i'm afraid|today|this morning))*"
)
GLAD = "(?:happy|glad|pleased|delighted|willing|honoured)"
SUITS = "(?:suits|works for|is good for|is fine for|is fine with|is ok for|is great for)"

YES = rf"""
    100 % yes|100 %|100 percent(?: yes)?|hundred percent|bet|why aye(?: man)?|go ed(?: lad| then)?
        |i come|i can to help|can can
    yes|y|ye|yea|yeah|yeh|yep|yup|yah|ya|yus|yas|yaas|yass|yeap|aye|affirmative|yessir|yes sir
        |yep yep|a yes from me|it's a yes(?: from me)?|that's a yes(?: from me)?
    sure|sure thing|for sure|certainly|definitely|defo|deffo|absolutely|of course|ofc
        |course i (?:can|will)|naturally|indeed i (?:can|will)|hell yes|hell yeah
    (?:count|include|add|sign) (?:me|us) (?:in|up)|(?:put|stick|pop|mark|jot|note|get) (?:me|us
        |my name|our names) (?:down|on the list)(?: for (?:it|this|that))?|book me in|add me
        |include me
    i'm in|im in|i am in|am in|(?:i'm |i am |am )?up for (?:it|this|that)|i'm game|i'm on
        |i'm on it|keen|i'm keen|gladly|with pleasure|i'm down|down for (?:it|this|that)|let's go
        |lets go|let's do (?:it|this)|bring it on
    (?:i'll|i will|i shall|shall|will|i can|can|i'll definitely|i will definitely|i'll certainly
        |i'll gladly|i can definitely|i'm able to|i am able to|i'm going to|i should be able to
        |i'll happily|i will be able to|i'll be able to) {DOIT}
    i (?:can|will|shall)|can do|will do|yh|yhh|i'd like that|that would be (?:lovely|great)
    (?:(?:i'll|i'd|i would|would|i will|i'm|i am|more than|very|really|so|be|always|only|quite|too
        |i should|absolutely) )*(?:{GLAD}|love) to(?: {DOIT}| lend a hand| do my bit)
    (?:(?:i'd|i would|i should|i will|i'll|would|very|only|too|so|absolutely
        |more than) )*be (?:(?:very|only|too|so|absolutely|more than) )*{GLAD}(?: to)?
    (?:i'm |i am |we're )?(?:coming|attending)(?: along)?|(?:i'm |i am |am )(?:free
        |available)(?: now| then| that day| as a bird| all (?:day|morning|afternoon|weekend))*
        |(?:i'm|i am )able to|i'm all (?:yours|set)|i am agree
    (?:that|this|it|{DAYNAME}) {SUITS} me(?: fine| well| perfectly)?|suits me(?: fine)?
    (?:you can )?count on me|(?:i |i'd )?wouldn't miss it(?: for the world| for anything)?
        |wild horses couldn't (?:stop|keep) me(?: away)?|try and stop me|try to stop me
    go on then|go on|oh go on then|go on(?: ,)? why not|(?:yes|yeah|sure|ok|yep)(?: ,)? why not
    still (?:want|up for) (?:it|that|this)|still keen
    i accept(?: with (?:thanks|pleasure))?|accept|confirm|confirmed|i confirm|agreed|i agree
        |accepted
"""

OK = """
    ok|okay|k|kk|okey|okie|oki|okey dokey|okey doke|okay doke|okie dokie|okeydoke|okie doke
        |alright|all right|right ho|righto|fine|that's fine(?: with me| by me)?|fine by me
        |fine with me
    thumbsup|ok then|will be fine
"""

NO = f"""
    (?:bo|mo|ni|ho)(?= sorry| thanks| thank you| can't)
    no|nope|nop|nah|naw thanks|n|nay|negative|no way|no chance|no can do|no go|definitely not
        |absolutely not|certainly not|of course not|still no|hell no|know sorry|cba|cba lol|(?:not
        |ain't|isn't) (?:gonna|going to) happen|no possible(?: for me)?|not possible(?: for me)?
        |impossible(?: for me)?
    (?:(?:i'm |i am )?afraid|unfortunately|sadly|sorry|regretfully|alas) not(?: (?:available|free
        |able to(?: {DOIT})?|around|this (?:time|week|one)|today|tomorrow|me|for me|interested
        |coming))?
    not (?:on )?(?:this|that) (?:time|week|one|month|day|weekend|year|occasion|{DAYNAME})
        |not today|not tomorrow|not tonight
    not for me|not me|not really|not (?:at|for) the (?:moment|minute|mo)|not right now|not now
        |not my thing|not my cup of tea|not up to it|i'm not up to it
    (?:i'm |i am |am |we're )?not (?:interested|up for it|keen)(?: at the moment| right now)?
    count me out|thumbsdown|(?:i'll |i shall |i will |have to |i must )*pass(?: on (?:this|that
        |it)(?: one| time)?)?|must decline|(?:i |i'd |i shall |have to |must
        |regretfully )*(?:decline|declined)(?: on this occasion)?|(?:i'd |would
        |i would )?(?:rather|prefer) not(?: to)?
    (?:(?:i'll|i shall|i will|i'm afraid|have to|got to|going to have to|gonna have to|it'll|must
        |i|will|so|gonna) )*(?:say no|skip (?:it|this|that)(?: one)?|sit this one out
        |leave it(?: this time)?)
    (?:(?:it's|its|that's|a|it is|it will be|so|be|afraid it's) )*no (?:from
        |for) me(?: this time)?|count us out
    no thanks|no thank you|no thankyou|no ta|no cheers|thanks but no thanks|nothanks
        |no not (?:this time|today|really|me)|regretfully no|can't be (?:arsed
        |bothered)(?: sorry)? with (?:it|this)
"""

CANNOT = f"""
    (?:(?:i|we|but|really|just|i'm afraid i|sorry i|no i|so i|i regret i|i regret that i|regret i
        |i regret to say i|as i) )*{CANT}(?: {DOIT})?{WHEN}
    (?:i )?(?:regret|regretfully|sorry) (?:to say )?(?:i |we )?(?:am |are )?(?:unable
        |not able)(?: to)?(?: {DOIT})?{WHEN}
    (?:i'm |i am |am |we're )?not (?:available|free|around|about|coming|able
        |going)(?: to)?(?: {DOIT})?(?: at the moment| right now| then)?{WHEN}|not (?:gonna
        |going to) (?:make it|be able to make it|be there)
    (?:(?:i|i'm afraid i|so i|we|so we) )*(?:won't|shan't|will not|shall not) be (?:coming|there
        |attending|joining|joining you|around|able)(?: to)?{WHEN}
    (?:(?:i|i'll|i shall|i will|i'm afraid|afraid|have to|got to|going to have to|must|will|i must
        |need to|gonna) )*give (?:it|this|that|this one|that one|{DAYNAME}) a miss{WHEN}
    (?:that |it |this |the )?(?:day|time|date|{DAYNAME})? ?(?:doesn't|does not|won't
        |don't) (?:work|suit)(?: for)?(?: me)?
    (?:(?:that|it|this|{DAYNAME})(?: is|'s) )?no good(?: for me| to me)?
    i don't have (?:the |any )?time|(?:i )?haven't (?:got )?(?:the |any )?time|i have no time
    can't get there|can't get (?:away|a lift|time off|off work|the time off|cover|childcare
        |a babysitter)
"""

HERE = """
    (?:(?:i'm|i am|im|am|we're|we are|i) )?(?:here|on site|at the site)(?: now| already)?
    (?:(?:i've|i have|i|we've|we have|have|we|just|now|only just|i'm|finally) )*(?:arrived
        |got here|made it here|turned up|reached here)(?: safely| safe| now| already)?
"""

MINE = """
    (?:that's|that is|it's|it is|it was|that was|was) (?:me|mine)(?: who signed up| signing up)?
    i (?:did|signed up|did sign up|have signed up|just signed up)|i've (?:just )?signed up
"""

NOT_MINE = """
    (?:that |it |this )?(?:wasn't|was not|isn't|is not|weren't) me
"""
