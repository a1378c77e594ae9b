"""What people say around an answer: courtesies, days, codes, and who comes along.

Data for `lexicon`, written like `phrasebook`.
"""

PERSON = (
    "(?:(?:mother|father|sister|brother|son|daughter) in law|son|daughter|wife|husband"
    "|partner|mum|mom|dad|mother|father|brother|sister|friend|mate"
    "|girlfriend|boyfriend|neighbour|colleague|flatmate|housemate|other half|missus|mrs|misus"
    "|mister|hubby"
    "|cousin|nan|fiance|bf|gf|grandson|granddaughter|lad|lass|gran|pal|bro|sis|mam|kid|missis"
    "|wifey|nephew|niece|uncle|aunt|auntie|grandad|grandma|him indoors|her indoors|granny|nana"
    "|nanna|fella|bloke|workmate"
    "|coworker|roommate|classmate|stepson"
    "|stepdaughter|godson|goddaughter|fiancee|lodger|better half|old man|old lady)"
)
PERSONS = (
    "(?:sons|daughters|friends|mates|others|colleagues|people|neighbours|flatmates|housemates|kids"
    "|children|pals|lads|girls|boys|brothers|sisters|grandchildren|grandkids|more)"
)
# They may come along, and are not counted as anybody whom we could.
OTHERS = (
    "(?:baby|babies|toddlers?|twins|dogs?|puppy|nephews|nieces|aunts|uncles|cousins|group|class"
    "|team|crew|scouts|guides|brownies|students|pupils|family|carers?|support worker|workmates"
    "|teenagers?|little ones?|bairns?|bairn|someone|somebody|anyone|one of)"
)
COUNT = "(?:[2-9]|1[0-9]|two|three|four|five|six)"
DAYNAME = (
    "(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?"
    "|sun(?:day)?)"
)

EASY = """
    no problem|no wahala|no yawa|no biggie|no stress|no problems|no problemo|no probs|no prob|np
        |no worries|no bother|no trouble
        |not a problem|not at all|no hassle|no sweat|leave it (?:with|to) (?:me|us)|nae probs
        |nae worries|nee bother|no bother|can can|nae bother|nae bother at all|no trouble at all
        |no bother at all|no problem at all|no probs at all
"""

SOFT = """
    great|lovely|perfect|brilliant|brill|fab|fabulous|fantastic|cool|nice|nice one|excellent
        |wonderful|awesome|sounds (?:good|great|fun|lovely|like fun|perfect|brilliant)|good|super
        |sweet|sound|love it|great stuff|magic|smashing|ace|top|champion|marvellous|splendid|grand
        |mint|class|sick one|legend|result|amazing|say less|buzzing|absolutely buzzing|proper job
        |boss that|boss|class|belting|love (?:them|these|it|getting (?:these|them)|(?:your|the
        |these) texts)|champion that|bostin|lush|canny|sorted
    bet|bril|good idea|(?:what a )?(?:great|good|lovely) (?:idea|cause|project)
"""

NOTED = """
    (?:i )?(?:understood|understand|noted|got it|good to know|i see|got the (?:message|text|details)
        |duly noted|received)
"""

SEE = """
    (?:i'll |will )?(?:see|c|cu|catch)(?: you| ya| yas| u| y'all| yous| ee| youse)?(?: all
        | guys)?(?: then| there| soon| later| on the day)+
    (?:i'll |will )?(?:see you|see ya|see u|c u|cu|cya|see you all|see yous|see yas|see ee
        |see youse)
    (?:really |very much |so |am |i'm |i am )*look(?:ing)? forward(?: to (?:it|that|this|seeing you
        |helping|seeing you all|meeting (?:you|everyone)))?|can't wait|cannot wait|till then
        |until then
    i'm excited|excited
"""

THANKS = """
    (?:(?:many |lots of |big )?thanks?|ta|cheers|diolch)(?: so much| very much| a lot| a million
        | again| you| ever so| kindly| all)*(?: for (?:asking|letting me know|thinking of (?:me|us)
        |ask me|invitation|inviting me|invite|having us|the (?:invite|invitation|reminder|info
        |update|message|text|offer|opportunity|heads up|nudge)|yesterday|saturday|sunday
        |your (?:message|text|help|kind invitation|invitation)|everything|that|yesterday|saturday
        |sunday|today|having me|all you do|the invite though))?
    thankyou|thank u|thanku|thankq|thx|tnx|thanx|tks|thnx|ty|ta|ta very much|ta muchly|cheers
        |much appreciated|appreciate it|i appreciate it|you're welcome|your welcome|thanking
        you(?: all| kindly| in advance)?|welcome|bless you|ta love
        |cheers for (?:asking|that|the offer)|thanks to (?:everyone|everybody|all|you all|the team)
    for asking|for letting me know|for thinking of me|nice of you to ask|(?:it's |that's )?(?:very
        |so )?(?:kind|good|nice) of you(?: to (?:ask|think of me))?
    (?:a |wishing you (?:all )?a )?(?:(?:very )?(?:happy|merry|peaceful) )(?:(?:christmas|xmas
        |new year|easter|diwali|eid|birthday|holidays|crimbo|and a happy new year
        |and happy new year) ?)+(?: to (?:you all|you|all|everyone)(?: at [a-z]+(?: [a-z]+)?)?
        | everyone| all)*|season's greetings|eid mubarak|god bless(?: you)?(?: all)?
    have a (?:good|nice|lovely|great) (?:day|one|weekend|time|evening|christmas|week)|you too
        |and you|same to you|take care|good night|goodnight|night night|keep up the good work
    (?:(?:it was|that was|was|what|had|we had|i had|such) (?:a |an )?)(?:(?:really|very|such
        |so) )*(?:a|an )?(?:great|lovely|brilliant|good|fun|nice|fab|fantastic|wonderful|enjoyable
        |cracking)(?: (?:morning|day|time|afternoon|session|fun|evening|event|laugh|bunch
        |crowd))?(?: thanks)?
    (?:great|lovely|brilliant|fab|fantastic|wonderful|cracking) (?:morning|day|time|afternoon
        |session|fun|event|bunch)|(?:i |we )?(?:really |thoroughly )?enjoyed (?:it|that|myself
        |ourselves|today)
"""

DAY = rf"""
    (?!the weds|weds(?<=out weds))(?:(?:on|for|this|coming|the|at) )*{DAYNAME}s?(?: morning
        | afternoon
        | evening| night| \d\d?(?:st|nd|rd|th))?
    (?:ar |y )?(?:ddydd |dydd |fore |bore |pnawn |prynhawn |nos |bore dydd |fore dydd )(?:llun
        |mawrth|mercher|iau|gwener|sadwrn|sul)(?: yma| hwn| 'ma)?
"""

SOON = """
    (?:for |the )?(?:today|tomorrow|tomoz|tmrw|tomorow|2moro|2moz|tonight)(?: morning| afternoon
        | evening)?
    the morn|(?:this|that) (?:week|weekend|morning|afternoon|evening)|at the weekend|yfory|fory
        |heddiw
"""

CODE = r"""
    [a-mo-wz][0-9]{1,2}|(?:to|for|code|re|on|from) [a-mo-wz][0-9]{1,2}
"""

FILL = """
    (?:but )?(?:(?:please|do) )*(?:don't (?:ever )?stop|keep|carry on|keep on) (?:sending|texting
        |asking|messaging|trying|inviting)(?: (?:me|us|these|them|texts|though|again))*
        |(?:but )?keep (?:them|the texts|the messages|these) coming
    (?:(?<=yes )|(?<=yeah )|(?<=no )|(?<=nah )|(?<=sorry )|(?<=thanks )|(?<=hi )|(?<=ok )|(?<=aye )
        |(?<=sound )|(?<=ed )|(?<=wey )|(?<=cheers ))(?:lad|lads|man|brother|sister|my friend
        |our kid|bird|lass|kidda|guys|pal|hinny|chef|captain|boss|miss|ma'am|my lover)|(?:lad|lads
        |man|brother|sister|my friend|bird|lass|kidda|guys|pal)(?= [.,]|$)
    (?:in (?:reply|answer|response) to|replying to|re) your (?:text|message)
    [.]|,|please|pls|plz|plse|sorry|so sorry|very sorry|really sorry|soz|sry|hi|hi there|hello
        |hello there|hey|hiya|hi all|good (?:morning|afternoon|evening)|^(?:morning|afternoon
        |evening)(?= ,| [.]| [a-z])|ever so sorry|dear sir or madam|dear all|hi again|alright mate
        |alright pal
    inshallah|insha allah|in sha allah|salaam|salam|namaste|god willing|please god|ji|ar|ooh ar|wey
        |aw|aww|i am sorry|i'm sorry|im sorry|i'm so sorry|gosh
    mate|love|dear|team|all|everyone|folks|x|xo|ha|haha|hahaha|lol|oh|ah|well|ooh|so|and|too|as well
        |indeed|very much|really|for me|from me|for this(?: one)?|to (?:that|this|it|both)|this one
        |that one|that|this|it|it is|boss|fella|la|hen|marra|my luvver|luvver|lovey|lovely|bab|chuck
        |petal|my dear|darling|gorgeous|babes|babe|bbz|g|cuz|mucker|big man|chief|bud|hun|bro|bruv
        |duck|pet|buddy|my lovely|my love|sir|madam|tidy|like|tbh|honestly|kind regards|regards
        |best wishes|with love|love from|lots of love|loves|chick
    (?:sorry|apologies|apols) for (?:the )?(?:late|slow|delayed|delay|my late|my slow
        |delay in) ?(?:reply|response|replying|answer|answering)?|sorry (?:it's|its
        |i'm) (?:so )?late|sorry for not (?:replying|answering)|then|that day|there|me|i|i'm
        |on this occasion|with this|this time|wonderful|with thanks|at this time|at present
"""

LIKED = """
    (?:liked|loved|laughed at|emphasized|emphasised) your text
"""

UNCLEAR = """
    (?:i )?(?:can't|cannot|couldn't|won't) (?:not|say no)(?: [a-z]+)?
    (?:i.ll |i will )?pass (?:it|this|that|them) (?:on|to|along|round)[a-z ]*|no need to [a-z]+
        |(?:i'd |i would |would |much )*(?:rather|prefer) not (?:to )?(?:drop|pull|back|cancel
        |withdraw)(?: out)?
    (?:don't|do not|not|never|didn't) (?:want|need|have|going|wish|mean) to (?:cancel|drop out
        |withdraw|pull out|back out)
    (?:(?:i|we|just|really) )*(?:can't|cannot|won't|wouldn't|couldn't) (?:say|refuse|turn (?:you|it
        |that)) (?:no|down)(?: to [a-z]+)?|can't refuse
"""
