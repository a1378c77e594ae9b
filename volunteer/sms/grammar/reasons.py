"""Why people cannot, or can, in English.

Data for `lexicon`, written like `phrasebook`.
"""

from volunteer.sms.grammar.courtesies import DAYNAME

OFF = (
    "(?:(?:already|really|too|a bit|very|so|pretty|quite|super|all|still|just|currently|off"
    "|totally|proper|well) )*"
)
I_AM = (
    "(?:(?:i'm|i am|im|am|i|we're|we are|it's|i'll be|i will be|will be|been|be|i've been|as i'm|as"
    "|because i'm|cos i'm|since i'm|got to|have to|i have to|i've got to|because|cos|but|called"
    "|being|called in to|got called in to|got|i've) )*"
)
THEN = (
    "(?: (?:(?:on|for|at|in) (?:that|this|the) (?:day|date|morning|weekend|time|afternoon|saturday"
    "|sunday)|at (?:saturday|sunday)|all day|all week|that day|that week|that weekend|this week"
    "|this weekend|next week"
    "|next weekend|all weekend|then|at the moment|right now|just now|until then|that morning"
    "|that afternoon|that evening|with work|with family|on holiday|this time|mornings"
    "|all that week|now|today|tonight|tomorrow|currently|most of the week|again|on|over"
    "|with [a-z]+|in (?!the|an?|it)[a-z]+|on the day|that night|the whole (?:day|weekend|week)"
    "|this month|all month|for (?:the|a) (?:week|weekend|month|fortnight|while|few (?:days|weeks))"
    "|with (?:my|the|a) [a-z]+|at home|already|as well|abroad|for work|at present|for now"
    "|these days"
    f"|till late|all hours|both days|every {DAYNAME}|on {DAYNAME}s?|{DAYNAME}s?|at weekends"
    "|(?:till|til|until|tan) (?:the )?(?:\\d\\d?(?:st|nd|rd|th)(?: of)?(?: [a-z]+)?|next (?:week"
    "|month|year)"
    "|(?:the )?(?:end|start|middle) of (?:the |next |this )?[a-z]+|january|february|march|april"
    "|june"
    "|july|august|september|october|november|december|christmas|easter|after christmas)))*"
)
SOME = (
    "(?:(?:a|an|the|my|other|prior|another|too many|family|doctor'?s|hospital|dentist|gp|some"
    "|school|rugby|football|night|late|early|long|double|to go to) )*"
)
EVENT = (
    "(?:work|plans|commitments?|engagements?|appointments?|appt|dentist|weddings?|funerals?"
    "|meeting|exams?|(?:english |my |a )?class(?:es)?|lessons?|college|hen do|stag do|gym|mosque"
    "|prayers|mocks|nails booked|visitors|guests|family|party|kids|grandkids|grandchildren"
    "|childcare|shifts?"
    "|cold|flu|covid|migraine|headache|(?:stomach |tummy |sickness )?bug|sore throat"
    "|chest infection|temperature|broken [a-z]+|bad back|something on|stuff on|things on"
    "|too much on|a lot on|family stuff"
    "|lots on|family visiting|no time|no car|no transport|deadlines?|essays?|coursework|lectures?"
    "|(?:family )?(?:problems?|trouble|issues?|crisis) at home|family (?:problems?|troubles?"
    "|issues|crisis)|stag|hen|(?:football|rugby|golf"
    "|cricket|netball|hockey|tennis|swimming) ?(?:match|practice|training|game|lesson|lessons)?"
    "|concert|gig|festival|course|conference|reunion|anniversary|graduation|party to go to"
    "|sports day|house move|driving (?:test|lesson)|mot|hair appointment|blood test|vaccination"
    "|hospital|covid jab|jab|relatives|family over|friends over|friends staying|guests staying"
    "|people over|people staying|a houseful|the grandkids|the kids|the grandchildren|the builders"
    "|the plumber|the boiler man|other things on|other plans|things to do|too much to do"
    "|too much work|so much work|loads on|loads of work|a load on|a lot of work|homework"
    "|assignments?|dissertation|holiday|holidays|holiday booked|flights?|a train to catch|ballet"
    "|uni|match|matches|game|training|rehearsals?|interview|jury service|chemo|scan|operation|op"
    "|surgery|physio|delivery|builders in|christening|baptism|service|church|chapel|birthday"
    "|baby shower|marking|revision|lambing|calving|milking|silage|harvest|shearing"
    "|haymaking)"
)
BODY = (
    "(?:back|hip|hips|knee|knees|leg|foot|feet|ankle|arthritis|shoulder|arm|hand|heart|chest|head"
    "|asthma|sciatica|neck|wrist|eyes)"
)
ONES = (
    "(?:son|daughter|kid|kids|child|children|wife|husband|partner|mum|dad|mother|father|dog|cat"
    "|little one|little ones|baby|nan|gran|sister|brother)"
)

REASON = rf"""
    (?:(?:i|i've|i have|have|'ve|has|have gone and|gone and|went and|accidentally
        |managed to) ){{0,3}}(?:double|over|triple) ?book(?:ed)?(?: (?:myself|us|me|it|the day
        |the weekend|my(?:self)?)){{0,2}}
    (?:an? )?(?:emergency |emegency |emergancy |urgent |last minute )?call ?out
    (?:(?:i|we) )?(?:regret (?:that )?)?(?:i |we )?(?:shall|will|'ll) be (?:away|abroad|elsewhere
        |otherwise engaged|out of (?:town|the country|the county|plymouth)|(?:in|at|up|over in
        |down in|up in) (?!touch|contact|attendance|charge|town|time|there|a moment|it|position
        |the (?:park|beach|area))(?:the |my |our |st )?[a-z']+){THEN}
    (?:out|off|away|stuck|back|over|up|down) (?:on|in|at|to|with|for) (?:the |a |my |our
        )?(?:boat|sea|rigs?|road|farm|moors?|ship|water|lakes?|islands?|shop|stall|market|salon|pub
        |cafe|site|wards?|lorry|taxi|cab|rounds?|golf|bowls){THEN}
    (?:i'm |i am |am )?(?:running|managing|minding|covering|opening|looking after) (?:a |the |my
        |our )?(?:pub|shop|stall|bar|cafe|salon|market|farm|till|business|ward|kitchen|surgery
        |clinic|class){THEN}
    (?:(?:i|we|i've|have|have got|got|we've) ){{1,2}}(?:a |an |another |the )?(?:prior|previous
        |other|another|standing|long standing|pressing|existing|family|work|church)
        (?:commitment|engagement|arrangement|appointment|booking|obligation|plan)s?{THEN}
    (?:i'm |i am |am |we're |we are )?(?:already |otherwise |sadly |previously )*(?:committed
        |engaged|spoken for
        |promised)(?: elsewhere)?(?: (?:to|at) (?:a|an|the|my|our) [a-z]+)?{THEN}
    i get (?:work|church|exam|exams|market|wedding|meeting|party)(?= [.,]|$| that day)
    (?:owing to|due to|because of|on account of|down to
        |for) (?:an? |my |some |the |urgent |sudden )*(?:illness
        |ill health|sickness|injury|unforeseen circumstances|personal reasons|family reasons
        |health reasons|work|work commitments|family commitments|family illness|family emergency
        |bereavement|childcare|surgery|bad back|other commitments|covid|flu|prior engagement|holiday
        |death in the family)
    {I_AM}{OFF}(?:busy|away|working|work|at work|ill in bed|in bed ill|ill|sick|poorly|unwell
        |not well enough|not very well|not well|under the weather|on holiday|on hols|on my hols
        |on leave|on annual leave|abroad|out of town|travelling|booked up|booked|tied up
        |otherwise engaged|double booked|isolating|on shift|on nights|on lates|on earlies|on call
        |on duty|on site|working nights|full up|at a wedding|at a funeral|injured my [a-z]+
        |feeling (?:ill|rough|poorly|unwell|rubbish)|knackered|hungover|skint|snowed under|swamped
        |rushed off my feet|back home|on a (?:long|late|early|night) (?:day|shift)|lambing|calving
        |milking|harvesting|revising(?: for [a-z]+)?|working away|out of station|shattered|non stop
        |in (?:spain|france|italy|portugal|greece|turkey|london|scotland|ireland|wales|cornwall
        |devon|america|germany|poland|india|pakistan|nigeria|australia|majorca|mallorca|tenerife
        |benidorm|lanzarote|ibiza|cyprus|malta|dubai|paris|amsterdam|new york|florida)
        |visiting (?:family|friends|relatives|my [a-z]+|[a-z]+)|off sick|signed off|on the sick
        |on crutches|in plaster|laid up|recovering|on antibiotics|in agony|full of cold
        |full of a cold|bunged up|rough|rotten|grim|burnt out|exhausted|wiped out|wiped|done in
        |run off my feet|up to my eyes|up to my neck|flat out|rammed|chocka|chockablock|chocker
        |mad busy|mental busy|stacked|off (?:to|on) (?:work|holiday|spain|france|scotland|london
        |a trip)|jetting off|flying out|flying|going away|going to be away|gone away|not here
        |not home|not in town|no here|not about|not around|not in (?:the )?(?:area|country|plymouth)
        |out of the (?:country|county)|out|rota'd on|rostered|rostered on|down to work
        |required at work|needed at work|stuck at work|babysitting|minding [a-z ]{{3,20}}
        |looking after [a-z ]{{3,20}}|caring for [a-z ]{{3,20}}|on a course|on a course|at uni
        |at college|at school|at church|at chapel|at a party|at a gig|at a festival|at the football
        |at football|at the rugby|at the dentist|at the doctors|at the hairdressers|camping|moving
        |moving house|decorating|studying|fasting|teaching|playing [a-z]+|at a (?:conference
        |christening|funeral|wedding|match|family do|do)){THEN}
    (?:(?:i|we|as i|because i|cos i|but i|soz|already) ){{0,2}}(?:have|have got|'ve got|got|i've got
        |i've|ive got|have got|it's|need to go to|at) {SOME}{EVENT}{THEN}
    (?:prior|other|previous|family|work|prior work) (?:engagements?|commitments?|plans|stuff)
        |(?:it's )?match day|(?:it's )?derby day
    got (?:a [a-z]+ to go to|footy|netball|five a side|a match on|a game on)|(?:the )?car broke down
        |builders in|haven't got a (?:lift|car|babysitter|sitter)
    (?:bad|broken|sore|dodgy|done my|done me|hurt my|hurt me|broke my|broken my|broke me|twisted my
        |pulled my|sprained my|put my|knackered my|i've (?:hurt|broken|done|twisted|sprained|pulled
        |put) my) (?:{BODY}|ribs?|finger|toe|thumb|collarbone|elbow)(?: in| out| again| today)*
        |(?:my )?{BODY}(?:'s| is| has) (?:gone|bad|knackered|playing up|killing me|sore
        |broken)(?: again)?
    (?:the |my |our )?(?:car|van|bike|motor|boiler|washing machine)(?:'s| is| has| have)? (?:broke
        |broken|broken down|broke down|burst|packed up|died|knackered|off the road|in the garage
        |in garage|at the garage|failed its mot|conked out)
    (?:funeral|dentist|doctors?|hospital|church|chapel|mosque|temple|football|footy|rugby|cricket
        |golf|uni|college|school|exams?|revision|revising|work|shift|night shift|builders|visitors
        |family (?:party|do|stuff|thing|wedding|visit)|kids|dentist appointment|doctors? appointment
        |hospital appointment|appointment|swimming|training|gym|birthday|party|hen do|stag do
        |harvest|lambing|milking|calving|baby|delivery)(?= [.,]|$| sorry| on the| that day| that|,
        | at| this| on {DAYNAME}| {DAYNAME})
    (?:so |too |just |dead |knackered and |really )*(?:tired|worn out|unwell|hungover)(?: after work
        | today)?|self isolating|got a|hangover|feeling (?:a bit )?(?:grim|rotten|bad|off|peaky
        |crook)|not feeling (?:well|great|good|too good|myself|up to it)|(?:i |we )?(?:must|need to
        |gotta|got to|have to|'ve to) work(?: {DAYNAME}| that day| then| late| on {DAYNAME})?
    (?:too|very|bit|a bit|bit too|a bit too|it's|it's too|really|that's) (?:far(?: for me| to go
        | away| out)?|late notice|short notice|early for me|late in the day)|bad timing|timing's bad
        |not (?:a )?(?:good|great) (?:time|day|weekend|week)(?: for me)?|(?:we|i)'re moving house
        |waiting (?:in |for )+(?:a |the )?(?:delivery|plumber|boiler man|engineer|parcel|sky|gas man
        |builder|sofa|bt|[a-z]+ delivery)|called (?:in|into|in to) work|been called (?:in|into
        |in to) work|(?:got |been )?called in
    (?:something|sth|things|something else)(?: has| have|'s)? (?:came|come
        |cropped) up(?: at [a-z]+)?
    (?:(?:it's|its|is|the|sorry|a) )*(?:wrong|bad) (?:day|time|week|weekend|date)(?: for)?(?: me)?
    wedding|childcare|on holiday|night shift|gone and booked a (?:weekend away|holiday)
    too (?:busy|far|early|late|much on|far away|far for me|short notice|far to travel|old(?: now
        | for (?:this|that|it))?)|(?:it's )?(?:a bit )?short notice
    no (?:time|car|transport|childcare|babysitter|lift)|car's off the road|car is off the road
    (?:my )?{ONES}(?: is|'s|s|s are| are|'s been| has been)?(?: taken)?(?: really)? (?:ill|sick
        |poorly|unwell|in hospital|not well|into hospital)
    my {BODY}(?: has| is|'s| have| are)? (?:bad|gone|gone again|playing up|flared up|sore|hurting
        |killing me|in plaster|knackered|dodgy|not good|no good)
    (?:can't|cannot|couldn't) leave (?:(?:my|the|him|her|them) )?[a-z]+(?: on (?:her|his|their) own
        | alone)?
    (?:(?:i'm|am|i'll be|we're|at) )*(?:at|round|staying at|off to) (?:my|me|the|our|his|her) (?:nan
        |mum|dad|maw|mam|gran|sister|brother|girlfriend|boyfriend|mate|parent|inlaw|daughter|son
        |grandparent)'?s
    (?:i |we |cos i |as i |but i )?(?:always |usually )?work
        (?:ing)? (?:on |in |at |all |every)?{DAYNAME}s?(?: i'm afraid)?|(?:work|boss|they|gaffer
        |manager)(?: have| has|'ve)? (?:called me in|got me in|put me on|rostered me
        |changed my (?:shift|shifts|rota|hours))
    (?:my )?{ONES}(?:'s| has| have|'ve)? (?:got )?(?:a )?(?:match|party|birthday|football|swimming
        |ballet|dance|exams?|wedding|recital|chickenpox|the bug|a bug|flu|covid|a temperature
        |gymnastics|rugby|appointment|tournament|school play)|(?:i will|i'll|we'll
        |we will) be in (?!touch|contact|attendance|charge|town|time)[a-z]+{THEN}|(?:i'm |am
        |we're )?leaving for [a-z]+(?: {DAYNAME})?|(?:just )?(?:off|finished|done
        |coming off) (?:a )?(?:night|late|long|early|double|12 hour) ?shift|(?:at|got|going to
        |watching) the (?:match|game|football|rugby)
    i don't drive|don't drive|moved away|i've moved away|i have moved away|i've moved|i have moved
    (?:we're|i'm|we are|i am|we'll be|i'll be) in [a-z]+ (?:that|this) (?:day|week|weekend)|
        (?:i'm |i've )?moving house(?: that day| that weekend| that week)?
"""

FREE = """
    (?:i'm |i am |am |we're )?(?:not|no|nae) (?:working|at work|busy|away|doing (?:anything|owt
        |much)(?: else)?|doing nothing|doing much|on shift)(?: (?:that day|then|that weekend|today
        |saturday|sunday|this week|that week|now|any ?more))*
    (?:i've |i have |have )?(?:not|nae|no) (?:got )?(?:anything|owt|nowt|much)(?: else)? (?:on
        |planned)(?: that day| saturday)?
    (?:no need to|don't have to|you don't have to|you needn't|needn't|don't need to
        |no have to) (?:ask me twice|ask twice|twist my arm)|no stopping (?:me|us)(?: now)?|
        (?:you |nothing |they )?(?:couldn't|can't|won't|could|will) stop me(?: if you tried| now
        | if they tried)?|at a loose end(?: then| that day| anyway)?|twiddling my thumbs|footloose|
        (?:(?:finally|at last|for once|got|have|i've|i have|with|it's) )*a (?:free|spare|clear
        |whole free) (?:weekend|day|morning|afternoon|saturday|sunday|diary|week)|
        (?:i can |i'll |happy to |and )?(?:stop|stay)(?: on| behind| back| late| after| til the end
        | to the end)+(?: to help)?(?: to)?(?: and)?(?: help)?(?: (?:tidy|clear|clean|pack|wash)
        (?: up| away)?)?
    (?:i've |i have |i )?(?:finally )?got (?:all )?my (?:weekends?|saturdays?|sundays?|evenings?
        |mornings?|time|life) (?:back|free)|(?:i've |i have |i )?(?:quit|packed in|left|lost
        |finished) my (?:[a-z]+)?job|nothing (?:better|else) to do|i've got (?:the )?(?:time
        |nothing on|nothing else on)|(?:i've |i have )?no (?:plans|other plans|commitments)
        |i've been looking forward to it|been meaning to(?! (?:ask|tell|say|let|text|ring
        |call|check|cancel|stop|find|drop|write))|(?:it's |that's )?(?:my |a )?(?:day
        |weekend) off    (?:(?:i'd|i would|would|i'm|i am|be|always|more than|quite|only|too|i'd be
        |really|very) )*(?:happy|glad|love|delighted|pleased) to
    (?:i'm |i am )?(?:retired|off(?: work| shift)?)(?: now| that day| then| too)?
    (?:i've |i have )?(?:stopped|finished|given up|packed in) work(?:ing)?(?: now)?|i have the time
    (?:(?:i've|i have|it's|got|my|given|me|a|the|boss has|boss|for once|finally) )*(?:day|weekend
        |saturday|sunday) off(?: for once| work| then)?
    (?:a )?bit of (?:rain|wind|mud|cold|snow|drizzle) (?:won't|never|doesn't|don't) (?:stop|stops
        |bother|bothers|scare|put off) (?:me|us)|(?:i'll |i'll be |be )?(?:stay|stopping|stop
        |staying|there)(?: right)? (?:til|till|to|until) the (?:very )?(?:end|finish)
    with (?:my|me|our|the) (?:(?:gloves|boots|wellies|wellingtons|flask|coat|hi vis|trailer|van
        |tools|spade|shovel|and) ?)+(?: on)?
    (?:i've |i have |i've got |got )?nothing (?:else )?(?:on|planned)(?: then| that day)?
        |i've nothing but time
    i (?:live|am|'m) (?:just )?(?:near|nearby|close by|round the corner|local|locally
        |across the road|next door|just down the road)(?: anyway)?|i'm local
        |(?:[a-z]+ [a-z]+ )?(?:is )?(?:right )?up my street|up the [a-z]+
    (?:only )?just seen this|(?:i )?(?:really |do |always )*enjoy(?:ed)? (?:it|that|these)
    (?:(?:i|i'd|been|was|had) )*hoping (?:you|you'd|you would) ask|(?:as )?i (?:told
        |said) (?:you)?(?:already|before)|as i (?:told|said) you already|about time
        |you've (?:twisted my arm|talked me into it|persuaded me|worn me down)
"""

AGAINST = """
    (?:i|we) regret(?: to (?:say|tell you|inform you))?(?: that)?(?: i| we)?|regret (?:to (?:say
        |tell you|inform you)|that)(?: that)?(?: i| we)?|to my regret|with regret
    [😷🤒🤕🤢🤮🤧]|(?:please |kindly )*excuse (?:me|my absence)|kindly excuse|sadface|(?:i'm|i am|am
        |we're) (?:good|fine|ok|okay|alright|all right|well|sorted
        |covered)(?: thanks| thank you| ta| thx)?
    (?:maybe |perhaps |hopefully |possibly )?(?:next|another|some other|a different
        |different) (?:time|day|week|one)(?: maybe| perhaps| hopefully)?
    good luck(?: with (?:it|that|this))?(?: though| everyone| all)?|hope (?:it|all|that
        |everything) (?:goes|all goes) (?:well|ok)|have fun|hope you (?:find someone
        |get enough people)|unfortunately|sadly|alas|gutted|regretfully|(?:i'm |im |i am )?afraid
        |i'm afraid|regrettably|hope it's a good day|have a good one
    keep me (?:posted|in mind)|ask me again|(?:my |please accept my |with )?apologies
        |sorry to let you down|(?:so |really )?sorry to (?:miss|let)(?: it| this| you down)?
        |(?:i )?hate (?:to|letting) (?:let )?you down|it's a shame|what a shame|such a shame|shame
    (?:thanks|thank you|sorry|gutted)(?: ,)? but|but (?:i )?hope it goes well|but good luck
    but (?:many )?(?:thanks|thank you)(?: for asking| for thinking of me| for the offer)?
    i wish(?: i could)?(?: ,)?(?: but)?|(?:i'm |i am )?(?:so |very |really )?sorry but
        |don't like letting people down
    (?:i'd|i would|would) (?:love to|like to|have loved to|come|help)?(?: ,)? ?but
    (?:i )?would(?:'ve| have| of)? but
    (?:i )?(?:would(?:'ve| have| of)?|i'd(?:'ve| have)?) (?:loved to(?: come| help)?|come
        |liked to(?: come)?|said yes|been there|done it|helped|been up for it|been in
        |jumped at it)(?: ,)?(?: but)?|i would if i could(?: ,)? (?:but)?
        |(?:i )?wish i could(?: ,)?(?: but)?|much as i'd (?:like|love) to|as much as i'd (?:like
        |love) to|i know i said (?:yes|i would|i'd come|i could)(?: ,)? but|normally (?:i'd say yes
        |yes)(?: ,)? but
"""
