"""What people say around an answer: courtesies, days, codes, and who comes along.

Data for `lexicon`, written like `phrasebook`.
"""

PERSON = (
    "(?:son|daughter|wife|husband|partner|mum|mom|dad|mother|father|brother|sister|friend|mate"
    "|girlfriend|boyfriend|neighbour|colleague|flatmate|housemate|other half|missus|hubby"
    "|cousin|nan|fiance|bf|gf)"
)
COUNT = "(?:[2-9]|1[0-9]|two|three|four|five|six)"
DAYNAME = (
    "(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?"
    "|sun(?:day)?)"
)

SOFT = """
    no problem|no problems|no problemo|no probs|no prob|np|no worries|no bother|no trouble
        |not a problem|not at all|no hassle|dim problem|dim probs
    great|lovely|perfect|brilliant|brill|fab|fabulous|fantastic|cool|nice|nice one|excellent
        |wonderful|awesome|(?:(?:i'd|i would|would|i'm|be|always|more than|i'd be|really
        |very) )*(?:happy|glad|love|delighted) to|sounds (?:good|great|fun|lovely|like fun|perfect
        |brilliant)|good|super|sweet|sound|love it|great stuff|magic|smashing|ace|top
    understood|noted|got it|gwych|grêt|gret|bendigedig|hyfryd|ardderchog|da iawn|bril|good to know
        |good idea
"""

SEE = """
    (?:i'll |will )?(?:see|c|cu|catch)(?: you| ya| u| y'all)?(?: all| guys)?(?: then| there| soon
        | later| on the day)+
    (?:i'll |will )?(?:see you|see ya|see u|c u|cu|cya|see you all)
    (?:really |very much |so |am |i'm |i am )*look(?:ing)? forward(?: to (?:it|that|this
        |seeing you|helping))?|can't wait|cannot wait|till then|until then
    i'm excited|excited|wouldn't miss it|wela i chi|welai chi|gwela i chi|wela i chi (?:yna|yno)
        |gwela i chi (?:yna|yno)|edrych ymlaen
"""

THANKS = """
    (?:many |ok )?thanks?(?: so much| very much| a lot| a million| again| you)*(?: for (?:asking
        |letting me know|thinking of me|the (?:invite|invitation|reminder|info|update|message|text
        |offer|opportunity|heads up)|your (?:message|text|help)|everything|that|today|having me))?
    thankyou|thank u|thanku|thankq|thx|tnx|thanx|tks|thnx|ty|ta|ta very much|ta muchly|cheers
        |much appreciated|appreciate it|i appreciate it|you're welcome|welcome|bless you
    for asking|for letting me know|for thinking of me|nice of you to ask
    (?:happy|merry) (?:christmas|xmas|new year|easter|diwali|eid|birthday
        |holidays)(?: to you(?: all)?| to all| everyone| all| and a happy new year)*
        |season's greetings
    have a (?:good|nice|lovely|great) (?:day|one|weekend|time|evening|christmas)|you too|and you
        |same to you|take care|god bless|good night|goodnight|night night
    diolch(?: yn fawr)?(?: iawn)?(?: i chi)?(?: am ofyn| am y neges)?|nadolig llawen
        |blwyddyn newydd dda|hwyl(?: fawr)?|hwyl am y tro|nos da|pob lwc
"""

DAY = rf"""
    (?:(?:on|for|this|coming|the) )*{DAYNAME}s?(?: morning| afternoon| evening| night| \d\d?(?:st
        |nd|rd|th))?
    (?:ar )?(?:ddydd |dydd )(?:llun|mawrth|mercher|iau|gwener|sadwrn|sul)
"""

SOON = """
    (?:for )?(?:today|tomorrow|tomoz|tmrw|tomorow|2moro|tonight)(?: morning| afternoon| evening)?
    (?:this|that) (?:week|weekend|morning|afternoon|evening)|at the weekend|yfory|heddiw
"""

PARTY = rf"""
    x ?{COUNT}|[+] ?(?:1|one)|plus (?:one|1|{COUNT})|[+] ?{COUNT}
    (?:for |there'?ll be |there will be |there are )?{COUNT} (?:of us|people|persons|places|spaces
        |spots|adults|volunteers|ppl|pers|friends)
    for {COUNT}|{COUNT}(?= please|$)|1|for (?:one|1)|1 (?:person|place|space)|one (?:person|place
        |space)|just (?:me|one|1|myself)|only me|me only|on my own
    (?:(?:i'll |will |i'm |i am |and |can i )?(?:bring|bringing|with|plus|[+]|and|me and|me plus
        |me [+]|me with|both me and|for me and|myself and|i and|i'll bring|coming with) )+(?:(?:a
        |an|my|one|1|the) )*{PERSON}(?: too| along| with me| as well)*
    (?:(?:with|plus|[+]|and|me and|me plus|me [+]|bringing|i'll bring
        |for me and) )+(?:my )?{COUNT} (?:friends|mates|others|colleagues
        |people|neighbours)(?: too| along| with me| as well)*
    (?:for )?both of us|us both|the (?:two|2|three|3) of us|the pair of us|fi a'r (?:mab|ferch|gwr
        |wraig)|fi a fy (?:mab|merch|ngwr|ngwraig|ffrind)
"""

CODE = r"""
    [a-mo-wz][0-9]{1,2}|(?:to|for|code|re) [a-mo-wz][0-9]{1,2}
"""

FILL = """
    [.]|,|please|pls|plz|plse|sorry|so sorry|very sorry|really sorry|soz|sori|sry|hi|hi there
        |hello|hello there|hey|hiya|hi all|good (?:morning|afternoon|evening)|morning|evening
    mate|love|dear|pal|guys|team|all|everyone|folks|x|xo|ha|haha|hahaha|lol|oh|ah|well|ooh|so|and
        |too|as well|indeed|very much|really|for me|from me|for this(?: one)?|to (?:that|this|it
        |both)|this one|that one|that|this|it|it is
    sorry for (?:the )?(?:late|slow|delayed) (?:reply|response)|sorry for not (?:replying
        |answering)|then|that day|there|me|i|i'm|on this occasion|with this|this time|wonderful
    plis|os gwelwch (?:yn )?dda|helo|shwmae|s'mae|bore da|prynhawn da|mae'n ddrwg gen i
        |mae'n flin gen i|i fi|i mi|hefyd|a|te
"""
