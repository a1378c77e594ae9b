"""What may not stand in the words around a yes, because it takes somebody's place.

Data for `clauses`, written like `phrasebook`: what doubts, refuses, moves the time, changes
how many come, asks for help or money, or answers for somebody else. What `neutral` holds is
taken out before.
"""

from volunteer.sms.grammar.courtesies import COUNT, OTHERS, PERSON, PERSONS

JOINS = (
    "(?:can|can't|cannot|could|couldn't|will|won't|would|wants?|come|comes|coming|join|joins"
    "|joining|says?|said|may|might|as well|too(?= ,|$)|also|along|instead|'ll|likes?|isn't"
    "|is (?:in|up|free"
    "|keen|going|available)|are (?:in|up|free|keen|going|available)|help|helps|helping|wanted"
    "|asks?|asked|interested)"
)
SOMEBODY = f"(?:{PERSON}|{PERSONS}|{OTHERS}|he|she|they|him|her|them)"

DOUBTS = r"""
    think|thought|guess|reckon|try|trying|unsure|not sure|not certain|check|get back to|wait|hang on
        |hold on|see (?:how|if|what|whether)|consider[a-z]*|tempted|aware|backup|back up|standby
        |stand by|reserve|pencil[a-z]*|just (?:the|for)|provisional[a-z]*|tentative[a-z]*
        |theoretical[a-z]*|partial[a-z]*|brief[a-z]*|technical[a-z]*|potential[a-z]*|ideally
        |initially|temporarily|mainly|mostly|usually|normally|nearly|almost|barely|hardly|scarcely
        |shortly|remotely|virtually|online|virtual|remote|zoom|in spirit|spirit|50|hope to|hoping to
        |hope i|aim to|intend|meant to|supposed to|was going to|nearly said|would have|should|must
        |could|would(?! (?:love|like|be (?:happy|glad|delighted|lovely|great|nice)))|ought|bound to
        |wish
    difficult|tricky|tight|struggle|presumably|conceivably|allegedly|supposedly|apparently|notionally|reluctantly|grudgingly|likely
        |unlikely|eventually|occasionally|separately|loosely|vaguely|nominally|partly|virtually
        |lately|only|except|apart from|although|though|however|but|instead|rather(?! look)|different
        |wrong|another|other(?! half| day)|swap|change[ds]?|changing|problem|mistake|complain[a-z]*
        |complaint|prefer[a-z]*|disgrac[a-z]*|joke|joking|kidding|sarcas[a-z]*|shambles|dream on
        |as if|whatever|right then not|details?|website|link|form|list|sign|number|message|towards
        |cancel[a-z]*|called off|full|remind[a-z]*|forget[a-z]*|remember|heard of
    ond|dim ond|meddwl|yn lle|rhywun|tecst[a-z]*|neges[a-z]*|nes|tan|methu
"""

REFUSES = r"""
    no|not|none|nor|neither|never|cannot|without|unable|nobody|nothing|[a-z]+n\x27t|cant|wont|dont
        |isnt|arent|wasnt|didnt|doesnt|than|nae|ni|na|nid|dim|ddim|heb|'m
    decline|refuse|regret[a-z]*|sadly|unfortunately|afraid|pass|withdraw|drop out|pull out|quit
        |resign|impossible|hate|sorry to
"""

# "All morning", "a lovely morning": these are no part of a day.
BEHIND = "".join(
    f"(?<!{word} )"
    for word in [
        "all",
        "that",
        "this",
        "every",
        "lovely",
        "good",
        "spare",
        "free",
        "my",
        "nice",
        "these",
        "great",
        "beautiful",
    ]
)

TIME = rf"""
    \S*\d\S*|am|pm|o'clock|noon|midday|midnight|half|quarter|hours?|minutes?|mins?|two|three|four
        |five|six|seven|eight|nine|ten|eleven|twelve|couple
    (?:free|available|around|there|here|come) from|(?:dinner|lunch|tea|breakfast|supper|bed) ?time
        |late|later|early|earlier|before|after|until|till|til|by then|(?:about|around)(?= (?:half
        |noon|lunch|then))
        |briefly|short|part|while|bit late|a bit|for a bit|first (?:half|bit|part|hour)
        |second (?:half|bit|part
        |hour)|last (?:half|bit|part|hour)|beginning|start|end(?! of (?:our|my|the) (?:road|street))
        |finish|between
    from (?:about|around|then|half|lunch|when|next|the start)|once(?= (?:i|i've|the|he|she|we|my))
    {BEHIND}(?:mornings?
        |afternoons?|evenings?|nights?)|lunch(?! box)[a-z]*|weekdays?|teatime|brekkie time
    next(?! door| to)|(?:following|alternate|other|every|a|in a|one) (?:week|weekend|month)|weeks
        |fortnight[a-z]*|tomorrow|tonight|yesterday's|soon|day after|again(?= [a-z])
    hwyr|gynnar|cyn|ar ol|wedyn|erbyn|awr|bore|prynhawn|wythnos|fory|yfory|penwythnos
"""

PEOPLE = rf"""
    {SOMEBODY}(?: are| is| will be)? with (?:me|us)
    {SOMEBODY}(?:\x27(?:s|l|re|d|ve))?(?: (?:both|all|also|might|just))* {JOINS}
    (?:with|bring|bringing|brings?|and|plus|also|[+]|take|taking|along|for|my|our|the|a|it's
        |me) (?:(?:my|our|the|a|an|his|her|some|couple of|few|{COUNT}|best|two|old|another|of|little
        |young|whole) ){{0,3}}{SOMEBODY}$|^{SOMEBODY}(?: [a-z]+)?$|(?:with|bring|bringing|and|plus
        |also|[+]|take|taking|along) (?:(?:my|our|the|a|an|his|her|some|couple of|few|{COUNT}|best
        |two|old|another|of|little|young|whole) ){{0,3}}{SOMEBODY}|(?:can|will|could|would|is|does
        |might|does it)$|in my place|instead of me|^(?:our |my )?(?!(?:i|it|that|this|nothing|there
        |all|what|who|so|sea|some)(?!\S))[a-z]+ (?:would|wants|will|could|can)(?! (?:be (?:pleased
        |glad|proud|delighted|thrilled|lovely|great|grand|nice)|do me|love this|have loved))
        |(?:count|put|add|book|sign|include) (?!me|my|on|in|some|the|it|a)[a-z]+ (?:in|down|up|too
        |as well|on)|{SOMEBODY}(?:\x27s| is| has| are)? (?:now )?(?:drop|pull|back|cancel|withdraw
        |not)[a-z]*|^(?!(?:it|that|this|there|nothing|all)(?!\S))[a-z]+ (?:can|will|could|is going
        to) (?:do|come|help|be|go|take|cover)
        |a few (?:from|of|others|more|people|friends)|some (?:friends|people|others|from)|others
        |(?:me|i) (?:and|plus|[+]|n|with)
    bring(?:ing)? (?:[a-z]+|(?:my|our|the|a) [a-z]+ [a-z]+)$|bring(?:ing)? along
        |{SOMEBODY} [a-z]{{3,12}} (?:(?:will|is|can|would|wants|'ll|also|like|to
        |be) ){{1,3}}(?:com[a-z]+|join[a-z]*|there|help[a-z]*|along|too)|with(?! me| it
        | [a-z]+ing| the | my | your | that| this| all | no | great| much| a (?!friend|mate|pal
        |colleague)| you)
    we(?! (?:meet|speak|had|were|met|did|went|love|live|need more|chat|last|used|all need|always
        |really need))|us|both|all of|several|group|everyone(?! (?:who|else))|family|kids coming
        |dogs? (?:come|too|along|welcome|allowed|ok|friendly)|(?:with|bring|bringing) (?:the|my|our
        |a) dogs?|scouts|colleagues?|team of|workmates?|someone|somebody|anyone|anybody|whoever
    , (?:team|crew|gang|mob|army|lot|people|helpers?|crowd)$
    gyda|efo|ffrind[a-z]*|plant|(?:fi|finnau|mi) (?:a|ac|a'?r|a'm)|bechgyn|fachgen|ferched
        |pick(?:ing)? up(?! litter| rubbish| my gloves)
"""

NEEDS = r"""
    need[a-z]*(?! to (?:keep|get out|get off|move|lose|do something|be out|see|stay)
        | the | some (?:fresh|exercise|air|fun)| an excuse| something| cheering)|wants
        |want (?:to (?:know|ask|check|see)|a|some|it)|lift|pick (?:me|us)|collect(?:ed)? me|fetch
        |transport|parking|toilets?|loo|seat|sit|sitting(?! with)|chair|wheelchair|ramp|stick
        |crutches|zimmer|frame|allerg[a-z]*|pregnant|disab[a-z]*|deaf|blind|epilep[a-z]*
        |diabet[a-z]*|asthma[a-z]*|angina|heart|carer(?!s)|interpreter|sign language|heavy|limited
        |light duties|light work|kneel[a-z]*|bend[a-z]*|pay[a-z]*|paid|money|expenses|costs?|fee
        |£\S*|wage[a-z]*|help me|with help
    busy|(?:i'm|am|be|being|going|we're|are|is|go|off) away|^away|(?:called|rang|wrote|phoned) about
        |working|at work|(?:i'm|been|am|feeling|is|are|off|bit|mum's|dad's) ill|sick|poorly
        |unwell|holiday|cold(?! one)|flu|covid|hurt|tired|bad|pain|hospital|moved|broken|broke
        |injur[a-z]*        |knees?|hip|hips|ankle|shoulder|operation|surgery|shift|nights|wedding
        |funeral|christening|exams?|interview|clash[a-z]*|abroad|spain|must (?:leave|go)|(?:have|had
        |need|got|has|having|gotta) to(?! say| admit| laugh| love)|leaving|leave|left|go off
        |shoot off|dash|nip
    angen|eisiau|isio|moyn|sal|brysur|gweithio|gwaith|ffwrdd
"""
AGAINST_IF_COUNTED = DOUBTS + REFUSES + TIME + NEEDS
AGAINST = AGAINST_IF_COUNTED + PEOPLE

# How a story may not begin that stands beside a yes: what it answers may be another question.
JOINED_ANSWER = r"""
    (?:(?:and|also|well|actually) )?(?:i'm|i am) (?!(?:the one|looking|so looking|really|bringing
        |coming|walking|getting|driving|cycling|wearing|stopping|staying|feeding|typing|always|keen
        |fit|still fit|very|buzzing|chuffed|excited|glad|pleased|happy|delighted|thrilled|made up
        |only (?:down|up|round|over)|just (?:down|up|round|over|across)|ready|raring|up for|retired
        |a (?:keen|great|big|bit of)|quite|so|all|local|nearby|near|close|new|fond|used to|in need
        |dying|itching|desperate|mad|game|your|good with|handy|stood|sat|sitting)(?!\S))[a-z']+
    (?:(?:and|also|well|actually) )?(?:i've|i have|i had) (?!(?:my|got (?:my|all|the|nothing|plenty)
        |been|always|never|done|missed|nothing|all|cleared|booked|moved things|swapped|arranged
        |loved|enjoyed|put|plenty|every|lived|told the|sorted|dug|told my|rearranged
        |kept)(?!\S))[a-z']+
    (?:(?:and|also|well|actually) )?(?:i'll|i will|i can|i shall) (?!(?:bring|wear|walk|be|se|come
        |get|make|put|pop|cycle|bake|pack|dig|set|have|help|enjoy|look|take no|dust|drag|turn up
        |jump|meet you|fetch|catch|stop at|stay at|do my|try to bring|give it|drive (?:down|over
        |there)|need no|even|dig out|just|gladly|happily|also|definitely|certainly
        |not)(?!\S))[a-z']+
"""
ANOTHER_ANSWER = r"""
    (?:(?:and|also) )?i(?:'d|'ve| have)? (?:(?:already|only|just|also|did|do|still) )*(?:am|had|do
        |did|got|was|were|know|knew|saw|seen|understand|hear|heard|see|hate|decline|feel|fell
        |believe|object|disagree|suspect|assume|expect|plan|read|received|missed|lost|speak|drive
        |have)(?!\S)
    (?:it|that|this|they|the)(?:'s| is| was| are)? (?:correct|right|true|same|wrong|mine|me|sounds
        |looks like|interesting|the same|my|her|his|not)
    speaking|there(?:'s| is| are)? |like i|because|to what|for what|in|at|as|dream
"""
