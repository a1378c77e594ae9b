"""What may not stand in the words around a no, or around giving a place back.

Data for `clauses`, written like `phrasebook`: what offers something else, says yes, or speaks
for somebody else. What `neutral` holds is taken out before.
"""

from volunteer.sms.grammar.courtesies import COUNT, DAYNAME, PERSON, PERSONS

HE = rf"(?:{PERSON}|{PERSONS}|he|she|they|friend|someone|somebody|another [a-z]+)"
COMES = (
    "(?:can|could|will|would(?! have| be| not)|(?:is|are) coming(?! out| home| to (?:stay"
    "|us|visit|see)| round| over| down| back)|is free|is available|is able|is up"
    "|'ll (?:come|be there|do|cover|take|help|step)|wants?|would like|'d like|comes|still (?:is|can"
    "|are|coming)|does)"
)

AGAINST = rf"""
    {HE}(?: [a-z]+)? {COMES}(?!\S| (?:not|be (?:in|away|at|ill|having|out|here|home|staying|back)
        |have|never|no|only ever|need|go back|go|kill|murder|shoot))|{HE}'s (?:free|coming|up for
        |able|available|keen)
    instead(?! of)|swap(?:ped)?(?= (?:to|me|for|with) )|switch(?:ed)? (?:to|me)|rather do|prefer to
        |send (?:my|a|the)|in my place|take my place|sub for me|(?:{DAYNAME}|{COUNT}|it|that
        |afternoon|morning|evening|then|after|before|later|earlier|next|other|day|week)s? (?:is
        |would be|works|suits|might be|could be|will be|are)? ?(?:fine|good|ok|okay|better|great
        |works?|suits?|possible|perfect|doable)
    (?:i|we)(?:'m| am|'re| are)? (?:can|could|might|may)(?! (?:hardly|barely|not|no|only apologise
        |never|see|hear|smell|feel|have|walk|move|get up))|(?:i|we)(?: (?:will|shall)|'ll) (?:come
        |do|help|be there|be along|try|manage|make|still|pop|turn up|see|take|join)|i'?ll do|(?:able
        |free|available|happy|glad|willing|around|there|ok|okay|fine
        |back) (?:to come |to do |to help )?(?:from|on|after|at|by|until|til|before|between
        |for) (?:\d\S*|{DAYNAME}|{COUNT}|noon|lunch|the (?:afternoon|morning|evening|second|first
        |other|last))
    (?:can|could|would|able to|will|may|might) (?:do|come|make|help|manage|attend|be there|join|stay
        |offer)(?! (?:it|this|that|so|that day)?(?: normally| usually)?$)|(?:i'm|am|be|really|would
        |i'd be|still) (?:coming|there|happy to|free|available|keen to|up for)|do the (?:first
        |second|last|afternoon|morning|other|start|end)
    (?<!not )(?:yes|yeah|yep|aye|definitely coming|count me in|put me down|sign me up|i'm in$)
        |only (?:{DAYNAME}s?|mornings?|afternoons?|evenings?|weekends?|weekdays?|if|after|for|until
        |til|from|the|an?|between|on)|ask my|ask our|ask {PERSON}
    (?:not|can't|cannot|won't|no) (?:until|til|till|before|after|between|from) (?:\d\S*|{COUNT}|noon
        |lunch[a-z]*|half|about|around)|from \d\S* (?:to|til|till)|for (?:an|half an|the first
        |the last) (?:hour|half|bit)|an hour (?:or|late|early)|late|earlier|later(?! (?:this
        |in the) (?:year|month))
    other (?:days?|dates?|times?|weekends?|jobs?|tasks?|role)(?! (?:maybe|perhaps))|different day
        |the (?:other|second|first) one|another (?:date|role|job|task|project)|something (?:sitting
        |else to|i can)|from home|online
    lift|how about|what about|or else|want (?:it|to) (?:changed|moved)|change my|change it|change to
        |move me|wrong|mistake|complain[a-z]*|complaint|disgrac[a-z]*|(?:wrong|new|different|which
        |what) number|message(?!s)|(?:my|have|got|bring) own|own (?:gloves|tools|kit|car|transport)
        |details|any (?:other|weekday|day|[a-z]+day)|(?:free|available|ok|fine)(?: on)? (?:any|every
        |most|all
        |other|week)[a-z]*|glad to help|(?<!i )would love (?:it|to (?:come|help|do))|hope to (?:come
        |make|do|be)|happy to help|love to help|not sure|unsure|not certain|i? ?(?:mean|meant)
        |already (?:there|here|coming|got|have|asked|told|sent|replied)|(?:is|are|was) the one
        |you (?:want|asked)|you've|i have an? (?:van|car|bike|spade|trailer|dbs|key|licence|minibus
        |truck|tractor)|never (?:volunteered|said|signed|did|done|asked|received|got|had|been|heard
        |seen|met|agreed)|this is|it's (?:his|her)|not (?:the|in the|for the|every|all) (?:mornings?
        |afternoons?|evenings?|whole|day|first)|not (?:busy|away|ill|working|sick|tired|at work
        |mornings?|afternoons?)|{HE} (?:is|are)$|you (?:need|have to|should|never|keep|said|told
        |promised|were|did|didn't|cancelled)|cancel(?:led)? it|is it (?:on|off)|still on
    ydw|gallaf|galla|medra|hapus|rhydd|ond|yn lle|rhywun arall
"""
