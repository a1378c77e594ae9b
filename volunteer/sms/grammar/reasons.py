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
    "(?: (?:all day|all week|that day|that week|that weekend|this week|this weekend|next week"
    "|next weekend|all weekend|then|at the moment|right now|just now|until then|that morning"
    "|that afternoon|that evening|with work|with family|on holiday|this time|mornings"
    "|all that week|now|today|tonight|tomorrow|currently|most of the week|again|on|over"
    "|with [a-z]+|in (?!the|an?|it)[a-z]+))*"
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
    {I_AM}{OFF}(?:busy|away|working|work|at work|ill in bed|in bed ill|ill|sick|poorly|unwell
        |not well enough|not very well|not well|under the weather|on holiday|on hols|on my hols
        |on leave|on annual leave|abroad|out of town|travelling|booked up|booked|tied up
        |otherwise engaged|double booked|isolating|on shift|on nights|on lates|on earlies|on call
        |on duty|on site|working nights|full up|at a wedding|at a funeral|injured my [a-z]+
        |feeling (?:ill|rough|poorly|unwell|rubbish)|knackered|hungover|skint|snowed under|swamped
        |rushed off my feet|back home|on a (?:long|late|early|night) (?:day|shift)|lambing|calving
        |milking|harvesting|revising(?: for [a-z]+)?|working away|out of station|shattered
        |non stop){THEN}
    (?:(?:i|we|as i|because i|cos i|but i|soz|already) ){{0,2}}(?:have|have got|'ve got|got
        |i've got|i've|ive got|have got|it's|need to go to|at) {SOME}{EVENT}{THEN}
    (?:prior|other|previous|family|work|prior work) (?:engagements?|commitments?|plans|stuff)
        |(?:it's )?match day|(?:it's )?derby day
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
    (?:can't|cannot|couldn't) leave (?:(?:my|the|him|her|them) )?[a-z]+(?: on (?:her|his
        |their) own| alone)?
    (?:(?:i'm|am|i'll be|we're|at) )*(?:at|round|staying at|off to) (?:my|me|the|our|his
        |her) (?:nan|mum|dad|maw|mam|gran|sister|brother|girlfriend|boyfriend|mate|parent|inlaw
        |daughter|son|grandparent)'?s
    (?:i |we |cos i |as i )?work(?:ing)? (?:on )?{DAYNAME}s?|(?:i will|i'll|we'll
        |we will) be in (?!touch|contact|attendance|charge|town|time)[a-z]+{THEN}|(?:i'm |am
        |we're )?leaving for [a-z]+(?: {DAYNAME})?|(?:just )?(?:off|finished|done
        |coming off) (?:a )?(?:night|late|long|early|double|12 hour) ?shift|(?:at|got|going to
        |watching) the (?:match|game|football|rugby)
    i don't drive|don't drive|moved away|i've moved away|i have moved away|i've moved|i have moved
    (?:we're|i'm|we are|i am|we'll be|i'll be) in [a-z]+ (?:that|this) (?:day|week|weekend)
        |(?:i'm |i've )?moving house(?: that day| that weekend| that week)?
"""

FREE = """
    (?:(?:i'd|i would|would|i'm|i am|be|always|more than|quite|only|too|i'd be|really
        |very) )*(?:happy|glad|love|delighted|pleased) to
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
        |you've (?:twisted my arm|talked me into it|persuaded me)
"""

AGAINST = """
    sadface|(?:i'm|i am|am|we're) (?:good|fine|ok|okay|alright|all right|well|sorted
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
    (?:i )?would(?:'ve| have) (?:loved to|come|liked to)(?: ,)?(?: but)?
        |i would if i could(?: ,)? (?:but)?|(?:i )?wish i could(?: ,)?(?: but)?
        |much as i'd (?:like|love) to|as much as i'd (?:like|love) to|i know i said (?:yes|i would
        |i'd come|i could)(?: ,)? but|normally (?:i'd say yes|yes)(?: ,)? but
"""
