"""What sounds like a doubt, a time or somebody else in a story, and is none.

Data for `clauses`, written like `phrasebook`: it is taken out of a story before the story is
searched for spoilers. ``EITHER`` says nothing against a yes or a no, ``YES`` nothing against a
yes, ``REASONABLE`` stands before a "so".
"""

from volunteer.sms.grammar.courtesies import DAYNAME, PERSON, PERSONS

N_T = (
    "(?:not|never|no|cannot|[a-z]+n\x27t|cant|wont|dont|wouldnt|couldnt|havent|hasnt|didnt|doesnt)"
)

BRINGING = (
    "(?:(?:i'll|will|shall|i|and|my|me|our|some|the|a|an|own|spare|bring|bringing|with|wear|wearing"
    "|got|have|put|putting|on|dig|dug|out|along|packing|pack|fetch|get|getting|old|new|best|few|lot"
    "|of|bit|big|extra|couple|plenty|trusty|good|home|made|pair|take|taking) )"
)
KIT = (
    "(?:[a-z]+ )?(?:gloves?|wellies|wellys|wellingtons|boots|grabbers?|grabby thing|pickers?"
    "|flasks?|cakes?|buns?|biscuits?|biccies|sandwiche?s?|tea|coffee|scones?|flapjacks?"
    "|tools?|spade"
    "|shovel|fork|rake|bags?|sacks?|coat|hat|hi vis|waterproofs?|trowel|secateurs|loppers|bucket"
    "|barrow|wheelbarrow|strimmer|trailer|water|snacks?|fruit|sweets|pasties|pasty|soup|camera"
    "|sun ?cream|thermos|brolly|umbrella|apron|mask|kneeler|brush|broom|oilskins|cag|cagoule"
    "|jumper|kit|gear|own|litter ?pickers?|stuff)"
)

EITHER = rf"""
    (?:i |i'm |i'm having |having )?(?:did|do) say no[a-z]*(?: yesterday| before| already
        | last time)?
    (?:the |my )?(?:doctor|doc|gp|nurse|consultant|physio|boss|midwife|{PERSON}) (?:says|said
        |told me|reckons|thinks)(?= (?:i|i'm|i've|it|it's|the|to|that)(?!\S))
    (?:never|couldn't|won't|doesn't|nothing will|nothing can) (?:let rain )?stops? me
    (?:please )?don't (?:leave|forget|mis) me (?:off|out)[a-z ]{{0,24}}|the last (?:one|two|three
        |few|couple)(?: times
        | ones)?(?= so|$| [.,])|bab(?:y|ies)(?:'s| is)? (?:coming|come|arrived|due|on (?:the
        |its) way)(?: early)?
    (?:swimming|school|gym|carnival) gala|(?:did|done|been to|came to|loved|enjoyed) the
        other (?:one|two|three|few)s?
        |phone (?:was|is|had|has|ran|died)[a-z ]{{0,24}}
    (?:mum|dad|mother|father|nan|gran|carer) (?:of|to) (?:\d|one|two|three|four|five)(?: (?:kids
        |boys|girls))?
    i know (?:the (?:way|area|place|park|beach|drill|ropes)|where (?:it|you|to) [a-z]+)
    in a rush|can't stop (?:long|now) (?:on the phone|to (?:chat|talk|text|type))
        |can't stop(?! long| for the| until| til)(?: to (?:chat|talk|type|text|write
        |explain))?(?: long)?|don't (?:ever )?stop asking|non stop|on the other hand
        |can't talk(?: now)?
    (?:the |my )?(?:[a-z]+ )?(?:appointments?|meeting|trip|wedding|holiday|party|game|match|class
        |lesson|work|shift|flight|training)(?: (?:has|have|been|got|was|is|just|now))* (?:cancelled
        |moved|postponed|called off|rearranged|changed|put back)
    (?:the |my |our |this )(?:other )?(?!session|project|saturday|sunday|litter
        |pick)(?:[a-z]+ )?(?:thing|one|do|appointment|plans?|event|booking|visit|gig|lunch|meal
        |train|flight)(?: (?:has|have|been|got|was|is|just|now))* (?:cancelled|moved|postponed
        |called off|rearranged|changed|put back|fell through|fallen through)
    (?:have |has |they've |they |boss |just |gone and )*(?:changed|change|moved|swapped|swap
        |altered) my (?:shifts?|rota|hours|days?|lates?|earlies)(?: round| around)?
    (?:the |my )?(?:shifts?|rota|hours|plans)(?: has| have| been| got)* (?:changed|moved)
    litter picking?|picking litter|(?:at |by |near )?the (?:last |next |bus )?(?:bus )?stop
        |no longer|(?:has|have|it's) been|as i (?:told|said)
    (?:(?:i've|i have|i|had|have|quite|more than|long) ){{0,3}}enough (?:of )?(?:sitting|sat
        |being stuck
        |lounging|lazing|moping|staring)(?: (?:on|in|at|around|about|by|indoors|inside|my|the
        |backside
        |bum|arse|behind|sofa|settee|chair|telly|tv|house|home|all|day|winter|week|year|stuck|here
        |walls|four|long)){{0,8}}|(?:at the |it's the |the )?end of (?:a|an|what's been a) (?:very
        |really
        )?(?:long|hard|busy|rough|tough|rotten|awful|stressful|horrible) (?:old )?(?:week|month
        |year|day)
    (?:i've |i have |i |have |just |recently |finally ){{0,3}}(?:quit|given up|gave up|packed in
        |stopped
        ) (?:smoking|drinking|vaping|the (?:gym|fags|booze|cigs|ciggies|drink)|gambling|chocolate)
    two minutes from|(?:no|any) end|(?:til|till|to|until) the (?:very )?(?:end|finish)
    (?:hasn't|not|never|won't|didn't|wouldn't|doesn't|it's not|isn't) stop(?:ped|ping)?
        |stopped (?:raining|running)|(?:don't|do not) (?:take|cross|strike|knock) me off[a-z ]*
    no (?:worr(?:y|ies)|bother|problem|hassle|trouble|signal|reception|excuses?|credit|data
        |need to (?:worry|thank me))(?: at all| really)?|(?:don't|no need to) (?:worry|fret|panic)
    (?:meant|was trying|wanted) to (?:stop|cancel) [a-z' ]{{2,30}} not you(?:rs?)?
    (?:no need|you don't need|needn't|don't) (?:to )?(?:send|ring|call|text|phone|remind|chase|ask
        |reply|worry)(?: (?:me|a|another|any|the|us|back|reminders?|about|twice|again|text|message
        |it|that|[a-z]+)){{0,3}}|(?:i )?(?:(?:need|like|want|try|trying|love) to )?(?:keep|keeps
        |kept|get|gets|keeping) (?:me |myself |us )?(?:busy|fit|going|moving|out of trouble)
        |(?:finish(?:ed)?|done|over|passed|after) (?:(?:with|my|all|the|me) ){{0,2}}(?:exams?
        |revision|marking|finals|shift|lates|earlies|nights|chemo|treatment|course)
        |sit(?:ting)? (?:in front of|around|about|indoors|at home|on my|in)[a-z ]{{0,20}}|(?:want
        |wanted|wanting|need|needed|needing) (?:an |some |a good |any )?(?:excuse|reason|chance
        |to (?:get|do|try|help|give|be|have|meet|find) (?:out|off|back|something|one|this|more|a go
        |some|people|it|stuck in))[a-z ]{{0,24}}
    (?:quit|packed in|jacked in|left|finished|retired from) my (?:[a-z]+ )?(?:job|work|course)
    (?:the )?(?:woman|man|lady|bloke|girl|chap|one|guy) (?:with|in|who has) the [a-z]+(?: [a-z]+)?
    sorry (?:for|about) [a-z ]{{2,30}}|leave (?:the house|home)|(?:i'm |i am |am )?on (?:shift|site
        |the bus(?! stop)|a call|the train)(?: now| at the mo| right now)?|at the mo(?:ment)?
        |(?:knock(?:ing?)?|finish(?:ing?)?|knockin) (?:off )?early|(?:though|tho)$|(?:thanks
        |thank you|cheers) (?:though|tho)
"""

YES = rf"""
    (?:this|it|that)(?:'s| is| will be|'ll be| can be) my (?:new )?(?:exercise|gym|workout|cardio
        |hobby
        |keep fit|fitness|fresh air|treat)(?: (?:now|instead|then|for the week))?|i (?:have
        |'ve got|get) my
        (?:weekends|saturdays|evenings|mornings|life) back
    (?:did|hurt|broke|twisted|bust|put out) (?:my|me) [a-z]+ (?:in )?last [a-z]+ (?:, )?but (?:it's
        |i'm |am |all |back to |as ){{0,3}}(?:right as rain|fine|good|better|mended|ok|normal|fit
        |fighting fit)(?: again)?(?: now)?|slept like a (?:log|baby)(?: after(?:wards)?)?
    (?:finally|at last) (?:one|something) (?:near|close to|round by|by) (?:me|us|here)
    (?:cancel+ed|quit|ended|unsubscribed from|deleted|gave up|given up|binned|stopped) (?:my )?
        (?:netflix|the gym|gym|sky|face ?book|twitter|instagram|tik ?tok|smoking|vaping|drinking)
        (?: (?:membership|subscription|contract))?
    (?:i've |i have |i'd )?been hoping (?:(?:for )?(?:one|something|this|you)(?:'d
        | would)?(?: come up
        | ask| turn up| happen)?|to be asked)(?: near(?:by)?(?: me| us)?| round here| soon)?
    (?:it |that |this )?(?:beats|better than) (?:sitting|being stuck|watching|staring)(?: (?:in|on
        |at|front|of|the
        |my|telly|tv|sofa|indoors|inside|home|all|day|walls|bum|arse|backside|about|around)){{1,8}}
    (?:i've |i |have |has |i'd )*(?:haven't|hasn't|hadn't|not|never|havent|hasnt) (?:been|done|had
        |seen|moved|left|met|set foot|lost|slept|eaten|worked|looked|got round|got out|felt|laughed
        |slept|(?!(?:received|decided|sorted|arranged|finished|checked|recovered|passed|cleared
        |signed|booked|agreed|asked|need|invited)(?!\S))[a-z]+ed)(?! (?:well|right|great|good|myself
        |able|told|sent|given|asked|an?|to me|the|any|my|in touch)(?!\S))
    (?:it|that|there|this|you|you lot|ye|nobody|nothing|the [a-z]+|rain|sea|wind|time)(?:'s| is| was
        | has| does| did| do| wil)? (?:never|not|no|[a-z]+n\x27t)(?! (?:possible|work|suit|me
        |convenient|for me|going to|happening|way|say|tell|send|told|coming|sure|able|free|available
        |good for)(?!\S))
    never (?:say no to|give up|tire|too late|too old|say never|a dull|seen|boring|ceases?
        |needs?)(?: [a-z]+)?|nothing (?:i (?:like|love|enjoy) (?:more|better)|i'd (?:like|love
        |rather)(?: more| better)?|more (?:fun|satisfying|i like))[a-z ]*|only (?:across|down|up
        |round|over|live|just (?:down|up|round|across|over)|a (?:stone's throw|short|few|hop|couple)
        |too (?:happy|glad|pleased))[a-z ]*|(?:missed|couldn't make|couldn't do|wasn't at
        |was away for) (?:the )?(?:last|previous|other|january|february|autumn|spring|summer) (?:one
        |time|few|two|session)[a-z' ]*|(?:{PERSON}|kids|everyone) (?:says?|said|sends?)(?: (?:hello
        |hi|love|thanks|regards|good luck|well done|hiya|her love|his love|their love))+|(?:our|my
        |this|that|the(?: other| far| west| east)?) end of (?:the |our |my )?(?:road|street|town
        |terrace|week|lane|estate|city|pier|beach|hill)|(?:don't
        |can't) drive(?: any ?more)? but (?:the|there's|i'll|i|it's|my)(?: can| will| get)?
        |the \d+(?:a|b)? (?:bus )?(?:goes|stops|runs|drops|is|will|comes)[a-z ]*
    (?:the )?only thing (?:that )?(?:was |that's been )?(?:stopping|in the way|in my way|keeping
        me|holding me)[a-z ]{{0,12}}
        was [a-z ]{{2,30}} (?:and (?:they|he|she|boss|work) (?:let me off|gave me the day)|(?:and
        |but|which|it) ?(?:that|it|that's|it's|thats|this)?(?: is| has|'s|s)?(?: been)? (?:off
        |cancelled|moved
        |sorted|done|over|postponed))|only stopping to [a-z]+ (?:this|you|it|back)
    could (?:really |also )?do with (?:some|the|a|getting) [a-z]+(?: [a-z]+)?
        |(?:been |was )(?:going )?(?:non stop|flat out|mad
        |busy|mental|up to my eyes) (?:with|at) [a-z]+|don't make me regret (?:it|this)
        |short (?:and|n) sweet
        |(?:kids|girls|boys|children|bairns|they)(?: are|'re| is|s)? (?:at|with|off to
        |away at) (?!me(?!\S)|us(?!\S)|a )(?:(?:their|my|the) )?[a-z]+'?s?
        |(?:have|got|get) a {DAYNAME}(?: mornings?)?(?: (?:free|off|to myself))?|(?:dinner|tea
        |toast|pan|kettle)'?s? (?:is )?(?:burning|boiling|on)
    (?:i )?need (?:it|this|hours|the hours|these) for my [a-z]+|need to (?:walk|work|burn
        |run) off [a-z ]{{2,20}}|me and [a-z]+ go way back
    been meaning to (?:do|come|help|try|join|get involved|give)[a-z ]{{0,20}}|since i (?:retired
        |moved[a-z ]{{0,8}}|left work|stopped work[a-z]*)
        |(?:the |my )?dogs? (?:can|will|'ll) (?:stay|wait)[a-z ]{{0,20}}
        |(?:only |just |so |very )*sorry (?:that )?(?:i )?(?:missed|couldn't (?:make|do
        |come to)|wasn't at) (?:the |your )?(?:last|previous|other) (?:one|time|few|two|session)
        |i'd had my [a-z]+ (?:done|out|seen to)
    (?:was |seen |had )?still had the best [a-z]+
    {N_T}(?: (?:really|even|ever|going to|gonna|be|to|intend to|intend|afford to|let|have to
        |want to))* (?:mis+(?:ed|ing)?|wait|beat|resist|refuse|hesitate|complain|grumble|moan|argue
        |say no|turn (?:you|it|that|this) down|mind(?: at all)?|matter|bother|keep me away
        |put me off|think of (?:anything |nothing )(?:better|nicer)|fail|forgive|let you down
        |be late|ask(?:ed)? twice|ask me twice|be asked twice|need asking|regret|disappoint|bite
        |tempt me|hurt(?: anyone| anybody| me| us| a soul)?|dream of|believe|thank you enough|scared
        |afraid of|fazed|shy|hang about|hang around|do without)(?: (?:it|this|that|one|these|out|of
        |for (?:the world|anything|owt|all the tea in china)|to (?:see|meet|get|start
        |be) [a-z ]{{0,24}}|a bit|a (?:single )?(?:one|session|week|beach clean)|any|yet|since \S+
        |out on|everyone|everybody|you|you all|them|intend|to|don't intend to))*
    (?:and )?(?:don't|do not|didn't|never) intend to|never (?:late|tired of|fails|grow tired|been
        |done (?:one|it|this)|tried)(?: of (?:it|this))?(?: before)?|nothing (?:beats|better|like
        |nicer|else|on|planned|to do|i'd like (?:more|better))(?: than)?|no (?:excuses?|stopping me
        |time like the present|rest for the wicked|harm)|not (?:far|bad|raining|long to go|too far
        |too bad|at all|a problem|a bother|only that|afraid of)|{N_T} (?:raining|rained|far|let up
        |stopped raining)|why not|take no notice(?: of (?:him|her|them|it))?
        |nobody(?: else)? (?:home|in|here)|without (?:fail|a doubt|doubt|hesitation|question)
        |no question
    {BRINGING}{{0,6}}{KIT}(?: (?:and|,) {BRINGING}{{0,5}}{KIT}){{0,3}}(?: (?:too|as well|on|with me
        |along|for (?:the|after|elevenses|everyone|all|tea|break)[a-z ]{{0,12}})){{0,2}}
    with (?:bells on|pleasure|great pleasure|a smile|that|you|joy|all my heart)|for (?:once|a change
        |everyone|all)|(?:at last|all (?:week|weekend|year|winter|day|night|month)|last (?:time|week
        |year|month|summer|winter|spring|autumn|night|one|two|few)|ages ago|years ago|long ago
        |a (?:long|little) while ago|for (?:ages|years|months|weeks)|these days|nowadays|now
        |since \S+(?: \d+)?|in (?:january|february|march|april|may|june|july|august|september
        |october|november|december|the summer|the spring|\d{{4}})|of an? (?:morning|evening))
    (?:after|before) (?:all|that|a (?:week|month|winter|year|day|long week|hard week)(?: of [a-z]+
        | off| in[a-z]*)?|being [a-z ]{{2,20}}|all that|so long|the (?:last|winter|holidays
        |week)[a-z ]{{0,10}}|retiring|last time|christmas|long)|quick (?:shower|nap|bath|kip)
    (?:i'm|i am|aged?|nearly|only|being|at|now) (?:\d\d|seventy|eighty|sixty|ninety)(?:[ -](?:one
        |two|three|four|five|six|seven|eight|nine))?(?: (?:next|this|years?|yrs?|old|year|young
        |birthday|now|in [a-z]+))*|at my (?:age|time of life)
    but (?:quite|still|very|pretty|perfectly|fairly|as) (?:spry|fit|able|keen|willing|active|game
        |strong|sprightly|mobile|nimble|up for it)[a-z ]{{0,16}}|(?:bit|drop|spot|splash
        |touch) (?:of )?(?:rain|wet|wind|mud|cold|weather|exercise|fresh air|sun|sea air|drizzle
        |good)
    (?:off|finish|finishing|finished|come off|coming off|straight (?:off|from)|just off|getting off
        |knock(?:ing)? off|clock(?:ing)? off|done with|after) (?:(?:my|the|a|of|off
        |from) ){{0,2}}(?:nights?|night shift|shift|lates|work|school|uni|college)(?: (?:early
        |at (?:\d|six|seven|eight)))?
    off work(?: (?:that|this|all) (?:day|week|weekend))?|(?:day|week|weekend|days|weeks) off(?: work
        |from work)?|not working|out of work|hard work|good work|(?:walk|hop|jump|get|getting|catch
        |take|taking|ride|cycle|come|coming)(?:ing)? (?:(?:down|over|up|on|off|in|there|straight
        |and) )*(?:at|on|by|from|to) the (?:\d+ )?(?:bus|stop|train|ferry|tram|bike)[a-z ]{{0,24}}
        |(?:get|catch|take|getting|catching|taking|hop on) the \d{{1,3}}(?: bus
        | train)?(?= and walk| from| up| down| in| over|$)|the \d+ (?:bus )?(?:to|from|goes|stops
        |drops|takes)|(?:number|no) \d+(?: bus)?
    (?:the |my |our )?(?:{PERSON}|{PERSONS}|he|she|they|who|mam|nan)(?:'s|s|'ve|'re| is| are| has
        | have)? (?:sitting with|sits with|staying home|stays home|away|gone|not (?:needing|in|here)
        |looking after|minding|got (?:the )?(?:sitter|kids|children|bairns)|having|will have|has got
        |taking|has|loves?|loved|enjoys?|enjoyed|taught|brought|always (?:loved|said|told)
        |dropped me|drives|driving me|dropping (?:me|the)|lives|living|used to|was|were|would be
        |would have been|did|does|at|in|out|got|gave|gives|made|makes|bought|needs (?:the )?(?:peace
        |quiet|me out)|thinks i|says i|said i|wants me (?:out|to)|will be (?:pleased|glad|proud
        |delighted|thrilled)|is (?:proud|pleased|glad|happy)|doesn't need me|don't need me|knows?)
    (?:met|meet|meeting|saw|seen|see|seeing|made|make|making|talking to|like) (?:a |an |some |such
        |so many |new |the |you |all |lovely |nice |smashing |great |people |friends? |folk |couple
        |of |everyone |everybody |again )*(?:people|friends?|folks?|couple|faces|everyone|everybody
        |crowd|bunch|you|all|again)?
    (?:been|is|was|am|i'm|get|gets|got|stuck|sat|cooped up) (?:stuck |sat |shut )?(?:in|indoors
        |at home|inside)(?: (?:all|with|for|by) [a-z ]{{2,24}})?|(?:gets?|get|getting|gives?|keeps?
        |do|does|did|takes?|help|helps) (?:me|us) (?:out|good|fit|going|sane|moving|away|something|a
        |young|busy|active)[a-z ]{{0,30}}
    need (?:the|some|a bit of|to get out(?: of the house)?|something to do|this) ?(?:exercise
        |fresh air|air|company|break|steps|sunshine)?|just what i need(?:ed)?|much needed
        |needs (?:doing|it|a good [a-z]+|all the help|more people|cleaning|tidying|a tidy|it bad)
        |(?:all|always|really)? ?wanted to(?: do| try| help| have a go)?(?: (?:one|it|this|that
        |at)){{0,3}}
    (?:one|first|second|third|fourth|fifth|\d(?:nd|rd|th|st)) (?:one|time|go)?(?: (?:of many
        |this year|i've done|for me))*|never (?:hurt|did) (?:anyone|anybody|me)(?: (?:any|no) harm)?
        |one (?:and|&) only|(?:the|missed|that|this|last|which) one|one of (?:my|the|those|these)
    (?:what(?:ever)?|how|whatever) the weather|(?:lovely|nice|good|awful|terrible|bad|grand|this
        |filthy|rain or) (?:weather|shine)|rain or shine|come (?:rain or shine|hell or high water)
        |(?:in|with) (?:all|any) weathers?|weathers? (?:looking|looks|set|is|be) (?:good|fine|nice
        |lovely|great|fair)
    (?:my )?(?:back|hips?|knees?|leg|foot|ankle|shoulder|arm|chest|health)(?:'s| is| has| have
        | are)?(?: now| feels?| feeling| all| much| so much| finally)* (?:stopped playing up|better
        |mended|healed|fixed|fine|good|on the mend|behaving|sorted)(?: now| again)?
    early (?:bird|riser|start|night|for me|(?:to|in) (?:bed|the day))|up early|bright and early
        |it's early|so early|first thing|(?:better|good) late than never
        |sorry (?:so |it's |its |this is|i'm )*(?:late|slow|delayed)[a-z ]{{0,20}}|late (?:reply
        |answer|response)|slow reply
    (?:stopping|staying|stop|stay|sleeping) (?:at|with|over|round
        |near) (?:my |me |our |the )?[a-z ]{{2,20}}'?s?(?: (?:round the corner|nearby
        |the night before|night before|that night|that weekend|friday night|up the road
        |down the road))+|all on my own|on my (?:way|own two feet)
    (?:thought|thinking) of (?:you|you all|you lot)|don't think twice|thought you'd never ask
        |(?:changed|change) (?:from|of) (?:scene|talking|the)[a-z ]*
        |makes? a (?:nice )?change[a-z ]*|in(?:to)? the (?:diary|calendar)|on the (?:calendar|wall
        |fridge)|rearranged|moved (?:my|the|some) [a-z]+(?: things?)?(?: around| to fit)?
        |cleared my (?:diary|calendar)
    as (?:always|usual|ever|well|before|promised|we speak|a whole)|tired of (?:being|sitting
        |the)[a-z ]{{0,20}}|cold (?:hands|never|won't|don't|doesn't)[a-z ]{{0,20}}|sick of (?:being
        |sitting|the|seeing|all)[a-z ]{{0,30}}|(?:so |very |really )?bored(?: [a-z]+){{0,3}}
        |busy (?:road|week)
"""
# In front of "so I'm free", these are why.
REASONABLE = rf"""
    (?:my |the )?shifts? (?:is |are |wil |will )?(?:finish[a-z]*|ends?|over
        |done)(?: on)?(?: [a-z]+day)?
    (?:at the )?end of the day|but|given|(?:annual )?leave|carers?|by then|run of shifts|shifts
        |{DAYNAME}s?|{PERSON}|{PERSONS}|(?:morning
        |afternoon|evening|night)s?|was|were|had|with|once|he|she|they
    we|left|nothing|no|from|last|shift|nights|rest|cancel[a-z]*|week|weekend|hours?|lates?|earlies
"""
