"""Small talk around an answer, that says nothing against it: the weather, the phone, cake.

Data for `clauses`, written like `neutral` and taken out of a story with it. ``EITHER`` goes
with any answer, ``YES``, ``NO`` and ``WISH`` with that one.
"""

from volunteer.sms.grammar.courtesies import DAYNAME, PERSON
from volunteer.sms.grammar.neutral import BRINGING, KIT

# Words of a wish about the weather: none that makes it a condition.
ON = "(?: (?!(?:or|if|else|but|because|so|and|unless|until|otherwise|cancel[a-z]*)(?!\\S))[a-z']+)"
WEATHER = "(?:rain|weather|wind|snow|sun|sunshine|storm|fog|frost|tide|forecast|drizzle|mud)"
TREAT = (
    "(?:doughnuts?|donuts?|pastries|pastry|croissants?|muffins?|brownies|chocolate|choccy|treats?"
    "|goodies|bacon|butties|baps?|rolls?|pies?|crisps|choc|bara brith|welsh cakes|saffron buns?"
    "|pasteis|samosas?|jollof|pierogi|baklava|cookies?|nibbles|brew|brews|bakes?|something sweet)"
)
LAUGH = "(?:laugh|time|day|morning|ball|blast|hoot|afternoon|chat|natter|craic)"

EITHER = rf"""
    if (?:nothing|nowt) else
    (?:i )?hop(?:e|ing) (?:the |it |it's |this |that )?(?:{WEATHER}(?:'s)?|(?:stays?|keeps?|is
        |be) (?:dry
        |fine|nice|sunny)){ON}{{0,5}}|(?:{WEATHER}(?:'s| is| has)? (?:meant|supposed|due) to be)
    (?:my |the |this |stupid |old |bloody )*(?:phone|mobile|screen|battery|signal|wifi|internet
        |laptop)(?:'s| has| had| is| was)? (?:stopped working|not working|broke|broken|packed (?:up
        |in)|died|dead|gone|went|been (?:off|dead|playing up)|conked (?:out|in)|ran out
        |playing up|smashed|cracked|on charge|charging)[a-z ]{{0,16}}
    (?:the |my )?(?:doctors?|docs?|gps?|nurses?|consultant|physio|midwife|specialist
        |{PERSON}) (?:tell
        |tells|told|says|said|has told|have told|want|wants|ordered|orders) (?:me|us) (?:to|that|i
        |not to)
    (?:i )?(?:really |honestly |did )?(?:thought|think|hoped|was hoping|believed
        |was sure) (?:that )?
        (?:i|we) (?:could|would|can|might|should|will)(?: [a-z]+){{1,4}} (?=(?:but|and|though)
        (?: (?:i|we))? (?:can't|cannot|am not|won't)(?!\S))|(?:i )?thought i(?:'d| would
        | could)(?: be
        able to| manage| make it| do it| face it)+
    (?:maternity|paternity|sick|annual|my|parental|compassionate|study) leave(?:'s| is
        | has)?(?: over
        | up| finished| done| ended)?
    (?:my|our|the|your|every|each|a) bus stop|bus stops?
    (?:it'll |it will |it |that'll |will |to |might |and )*(?:stop|keep) me (?:from )?(?:going )?
        (?:mad|crazy|stir crazy|bonkers|potty|insane|busy|sane|young|out of trouble|out of mischief
        |out of the pub|fit|moping|sitting|brooding)(?: [a-z]+){{0,4}}
"""

YES = rf"""
    (?:i )?(?<!already )(?:did|done|have done|went to|came to|joined|helped at) (?:it|this|that|one
        |this
        one|some)(?: (?:with (?:you|my [a-z]+)))? (?:last|the other|before|a few|in the|back in
        |once|years|ages|this)(?: (?:year|time(?! week)|month|summer|spring|autumn|winter|day|ago
        |before))*
    (?:had|was|have|having|always|such|what) (?:a |an |such a |so much |great )*(?:great|good
        |lovely|brilliant|fab|cracking|proper|right|right old|grand|nice|wonderful|mint) {LAUGH}
    should be (?:(?:a |quite |really |pretty |very |feeling |well |back |all |so |more or less
        ){{0,2}})(?:human|awake|alive|fun|good|grand|great|lovely|nice|laugh|dry|sunny|warm|fine
        |recovered|rested|mended|fit|normal|myself|better|interesting|brilliant)(?: day| again| by
        then| to normal| enough| now)*
    (?:it'll |it will |it'd |will |'ll |to |and )?(?:clear|blow|sort|help clear|get rid of|shake
        off|sweat out) (?:the |my |away |out |off |a few )*(?:head|cobwebs|hangover|lungs|brain|mind
        )(?: out)?(?: (?:after|from|of) [a-z' ]{{2,40}})?|(?:after|from) (?:last|the) night(?:'s)?
        (?: (?:lock in|party|out|do|quiz|curry|gig|match|football|shift|session|bash)){{0,2}}
    might (?:even |just |also )?(?:have|bring|make|bake|do|be bringing|get
        |need) (?:{BRINGING}{{0,5}}
        )?(?:{KIT}|{TREAT})(?: (?:for (?:everyone|all|you all|you lot|the team|elevenses)|with me|on
        me|along|too))*|{BRINGING}{{0,6}}{TREAT}(?: (?:for (?:everyone|all|you all|you lot|the team
        |elevenses)|with me|along|too))*
    (?:and |also |plus )?(?:i've |i have |we've |i'll |i |have )?(?:already |even |still )?(?:got
        |have|bought|packed|found|dug out) {BRINGING}{{0,5}}{KIT} (?:already|ready|somewhere|waiting
        |at home|in the (?:shed|car|boot|garage|cupboard))(?: and waiting| to go)?|(?:and )?(?:i've
        |i have) (?:already )?(?:got )?{BRINGING}{{0,4}}{KIT}$
    (?:just |only |coming |come )?off (?:my |of |a |the )?(?:nights?|lates?|earlies|shift)(?: by
        then| that morning| then)?|by then$|(?:rain|it|that|storm|snow|wind)(?:'s| has|'ll have
        | will
        have)? (?:stopped|gone|cleared|eased|passed|blown over) by then
    (?:stopping|stop|popping|pop|calling|call|going|swinging|dropping) (?:in |by |off |at |into |to
        |via )*(?:the |my |me )?(?:shops?|bakery|bakers|tesco|asda|lidl|aldi|co ?op|greggs|market
        |butchers?|mums|nans|post office|garage|cafe)(?: (?:first|on the way|beforehand|en route|for
        [a-z]+))*
"""

NO = r"""
    (?:at|from|about|around|starts? at|for) \d\d?(?:[.:]\d\d)? ?(?:am|pm)?$
    every (?:blessing|success|good wish)[a-z ]*|not up to [a-z ]*|(?:thoughts|prayers) with [a-z ]*
"""

WISH = rf"""
    (?:my |a |me )?(?:(?:{PERSON}|lady|man|woman|vicar|teacher|boss|doctor|nurse|gp|teacher|tutor
        |librarian|colleague|neighbor)(?: (?:at|from
        |in) (?:my |the |our )?[a-z]+(?: [a-z]+)?)?) (?:told
        |said|says|recommended|mentioned|showed|gave|sent|does|did|volunteers|suggested|loves|goes
        |thought|reckons)(?: (?!stop|not|can't|don't|if|unless|no)[a-z']+){{0,8}}
    (?:i |i've |have |had |only |just )*stopped (?:them|the texts|it|getting them|texting)? ?(?:over
        |when|while|because|before|for|last|by|during)(?: [a-z']+){{0,6}}|(?:i )?(?:put|sent|said
        |texted|typed|pressed) stop (?:before|by|last|when|over|accidentally|in error|a while|while
        |because)(?: [a-z']+){{0,6}}
    (?:{DAYNAME}s?|weekends?|mornings?|evenings?) (?:only|best|are best|free|never|no|yes|ok|fine
        |good|always)
"""
