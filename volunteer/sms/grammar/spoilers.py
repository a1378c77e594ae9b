"""What may not stand in the words around an answer.

Data for `clauses`, written like `phrasebook`. "Yes, my knee has stopped playing up" is a
yes with a story; "yes, my knee permitting" is none. A story may hold words that we do not
know, but none of these: they make conditions, ask, doubt, change or add somebody.
"""

from volunteer.sms.grammar.courtesies import DAYNAME, PERSON, PERSONS

DOUBT = r"""
    if|unless|depend[a-z]*|provid[a-z]*|subject to|assuming|long as|only|except|apart|but|although
        |though|however|otherwise|suppos[a-z]*|hopefully|maybe|might|may|perhaps|possibl[a-z]*
        |probably|permitting|allowing|weather|fingers crossed|touch wood|depending|either|or
    who|what|wot|when|where|which|why|how|whose|is it|is there|are there|are you|do i|do we|do you
        |does it|did you|have you|can you|could you|can i|could i|would you|will you|shall i
        |should i|whether|query|question|wonder[a-z]*|asking
    ask|contact|speak|meet|invite
    unsure|not sure|check|let (?:you|me|u) know|get back|wait|hang on|hold on|confirm|tell (?:me
        |you|him|her|them)|says?|said|told|mean|meant|think|thought|guess|reckon|try|trying
    instead|rather|different|wrong|another|other than|swap|change[ds]?|changing|problem|mistake
        |complain[a-z]*|complaint|prefer[a-z]*|better|rude|disgrac[a-z]*|joke|shambles
    send|call|ring|phone|email|text[a-z]*|message[a-z]*|number|sign[a-z]*|list|website|link
        |remember|forgot[a-z]*|lift to|pick me up|fetch|collect me|give me|someone|somebody|whoever
        |whatever|whichever|anyone|anybody
    ond|os|oni bai|dim ond|efallai|ella|hwyrach|falle|falla|dibynnu|beth|pwy|pryd|ble|lle|sut
        |faint|pam|allwch|alla i|ga i|ydy'r|ydi'r|oes na|oes yna|yn lle|dw i'n meddwl|dwi'n meddwl
        |neu|tywydd|rhywun|ffonio|ffoniwch|tecst[a-z]*|neges[a-z]*|nes|tan
"""

# Around a yes: also what narrows, moves or refuses.
AGAINST_YES = rf"""
    (?!(?:only|really|truly|family|early|lovely|sally|emily|kelly|molly|lily|july|holly|billy
        |reply|supply|italy|finally|friendly|elderly|absolutely|certainly|actually
        |honestly)(?!\S))[a-z]{{2,}}ly
    online|virtual|remote|indoors|outdoors|weekday|consider[a-z]*|theory|principle|reserve|backup
        |standby|tempted
        |aware|details
    not|no|never|none|nobody|nothinge|nor|neither|hardly|barely|cannot|without|unable|[a-z]+n\x27t
        |cant|wont|dont|isnt|arent|wasnt|didnt|doesnt|than|nae|ni|na|nid|dim|ddim|heb|methu|'m
    \S*\d\S*|am|pm|o'clock|midday|half|quarter|hours?|minutes?|mins?|late|later|early|earlier
        |before|after|until|till|til|from|between|around|about|briefly|short|part|bit|while
    (?<!all )(?<!that )(?<!this )(?:morning|afternoon|evening|night)s?|lunch[a-z]*
    next|other|others|last|ago|yesterday|tomorrow|tonight|soon|once|week|weeks|weekend|month
        |yesterday's|rest|was|were|did|had|used to|already|again
    need[a-z]*|want[a-z]*|wish|hope|lift|pick[a-z]*|bring[a-z]*|with|we|us|them|they|he|she|him
        |her|both|(?:two|three|four|five|six) [a-z]+|{DAYNAME}s?|{PERSON}|{PERSONS}|dogs?
        |wheelchair|allerg[a-z]*|pregnant
    pay|paid|money|expenses|cost|costs|fee|£\S*|could|would|should|must|can|sorry|afraid|sadly
        |unfortunately|busy|away|working|(?:i'm|been|am|feeling|is|are|off|bit|mum's|dad's) ill
        |sick|poorly|unwell|holiday|stuck|cold|flu|covid|hurt|tired|bad|pain|hospital|moved|left
        |cancel[a-z]*|stuck|shift|nights|clash[a-z]*|full
    hwyr|gynnar|cyn|ar ol|wedyn|erbyn|awr|bore|prynhawn|wythnos|fory|yfory|angen|eisiau|isio|moyn
        |gyda|efo|ffrind|plant|mam|dad|sal|brysur|gweithio|gwaith|ffwrdd
"""
# Around a wish to join, or to be texted again.
AGAINST_A_WISH = r"""
    not|no|never|nothing|cannot|[a-z]+n\x27t|cant|wont|dont|until|till|stop[a-z]*|leave|\d\S*|ddim
        |dim
"""
# How a story may begin that follows a yes: "my third time now", "it will do me good".
AFTER_YES = r"""
    my|it'll|it will|it's been|it has been|been|i'll|i will|i'd|i do (?:love|enjoy|like)|i (?!am
        |have|had|do|did|got|was|were|know|knew|see|saw|seen|understand|hear|heard|hate|decline
        |refuse|regret|pass|consider|doubt|feel|fell|believe|quit|resign|withdraw|object|disagree
        |thought|suspect|assume|expect|intend|plan|wanted|read|received|missed|lost|only|just
        |already|also|may|might|could|would|should|can)[a-z]+
    dwi'n (?:edrych|hoffi|mwynhau)|mi fydda
"""
# In front of "so I'm free", these are why.
REASONABLE = rf"""
    {DAYNAME}s?|{PERSON}|{PERSONS}|(?:morning|afternoon|evening|night)s?|was|were|had|with|once|he
        |she|they
    we|left|nothing|no|from|last|shift|nights|rest|cancel[a-z]*|week|weekend|hours?
"""

# Around a no: also what offers something else.
AGAINST_NO = r"""
    you|u|this is|she's|fine|good|great|works|suits|perfect|own|love to|i'd (?:love|like)|vans?
        |gloves|way|there|already there|never|volunteer[a-z]*|not (?:busy|away|ill|working|sick
        |the|mornings?|afternoons?)|(?:wife|husband|son|daughter|mum|dad|friend|he|she) (?:is|can
        |does)(?!\S| (?:ill|away|sick|poorly|not|in|having|very|unwell|working))
    the (?:mornings?|afternoons?|evenings?|start|first)|it on|can|could|would|will(?! be)
        |[a-z]+\x27ll(?! be)|yes|yeah|ok|okay|happy|glad|free|available|coming|i come|to come|join
        |help|need[a-z]*|want[a-z]*|wish|please|later|earlier|next|others?|also|still|until (?:he
        |she|they|it|you|then)|not sure|soon|should|shall|i do|we do
    \d+|\d+[:.]\d+|am|pm|o'clock|instead|know|for now|what|anyone|number|cancel(?:led)? it
    ydw|gallaf|galla|medra|hapus|rhydd|eto|hwyrach|nesa|nesaf
"""

# These say nothing against either.
NEUTRAL = """
    (?:i |i'm |i'm having |having )?(?:did|do) say no[a-z]*(?: yesterday| before| already
        | last time)?
    (?:the |my )?(?:doctor|doc|gp|nurse|consultant|physio|boss|midwife) (?:says|said|told me)
    (?:never|couldn't|won't|doesn't|nothing will|nothing can) (?:let rain )?stops? me
    in a rush|can't stop(?! long)|don't (?:ever )?stop asking|non stop|on the other hand
    (?:the |my )?(?:[a-z]+ )?(?:appointments?|meeting|trip|wedding|holiday|party|game|match|class
        |lesson|work|shift|flight|training)(?: (?:has|have|been|got|was|is|just|now))* (?:cancelled
        |moved|postponed|called off|rearranged|changed|put back)
    (?:the |my |our |this )(?:other )?(?!session|project|saturday|sunday|litter
        |pick)(?:[a-z]+ )?(?:thing|one|do
        |appointment|plans?|event|booking|visit|gig|lunch|meal|train|flight)(?: (?:has|have|been
        |got|was|is|just|now))* (?:cancelled
        |moved|postponed|called off|rearranged|changed|put back|fell through|fallen through)
    (?:have |has |they've |they |boss |just |gone and )*(?:changed|moved|swapped
        |altered) my (?:shifts?
        |rota|hours|days?)(?: round| around)?
    (?:the |my )?(?:shifts?|rota|hours|plans)(?: has| have| been| got)* (?:changed|moved)
    litter picking?|picking litter|(?:at |by |near )?the bus stop|no longer|(?:has|have|it's) been
        |as i (?:told|said)
    two minutes from|(?:no|any) end|(?:til|till|to|until) the (?:very )?(?:end|finish)
"""
