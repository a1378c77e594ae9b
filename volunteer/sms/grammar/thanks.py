"""Thanks, and the greetings of every feast.

Data for `lexicon`, written like `phrasebook`.
"""

TONGUES = (
    "(?:merci(?: (?:beaucoup|bien))?|gracias|muchas gracias|danke(?: schon| sehr)?|vielen dank"
    "|grazie(?: mille)?|obrigado|obrigada|muito obrigad[oa]|dziekuje(?: bardzo)?|dzieki"
    "|multumesc(?: mult| frumos)?|mersi|shukran|shukriya|dhanyavad|dhanyabad|nandri|meherbani"
    "|diolch|spasibo|dyakuyu|dekuji|dakujem|hvala|efharisto|efcharisto|tesekkurler|tesekkur ederim"
    "|sagol|xie ?xie|doh ?je|arigato|kamsahamnida|cam on|salamat(?: po)?|asante(?: sana)?|medase"
    "|e se|ese|daalu|imela|nagode|jazak ?allah(?: khair(?:an)?)?|mashallah|alhamdulillah|barak"
    " ?allah|aciu|paldies|kiitos|kop khun|terima kasih|mahalo|go raibh maith agat)"
)
GIVEN = (
    "(?:(?!(?:but|and|can|could|no|not|stop|cancel|please|if|so|i|i'm|i'll|yes|nothing|sorry"
    "|when|what|where|how|only|until|asking|unfortunately|we|why|help|ending|texts?"
    "|messages?)(?!\\S))[a-z']+)"
)
SEASON = (
    "(?:christmas|xmas|crimbo|new year|easter|diwali|divali|eid|ramadan|hanukkah|chanukah"
    "|passover|holi|vaisakhi|baisakhi|nowruz|lunar new year|chinese new year|st david's day"
    "|st piran's day|st patrick's day|st andrew's day|burns night|halloween|bonfire night"
    "|mother's day|mothers day|father's day|fathers day|valentine's day|birthday|holidays?"
    "|pancake day|harvest|thanksgiving|advent|yule|yuletide|solstice|bank holiday|jubilee"
    "|may day|weekend|friday|monday|festive season|festivities|hogmanay|dydd gwyl dewi"
    "|midsummer|summer|spring|autumn|winter|whitsun|navratri|onam|pongal|rosh hashanah|shabbat"
    "|sabbath)"
)

THANKS = rf"""
    (?:(?:i|still) )?(?:haven't|have not|can't) stop(?:ed)? (?:smiling|grinning|laughing|talking
        about it)(?: since| yet)?
    {TONGUES}(?: (?:to )?(?:all|you all|you|everyone|so much|again|very much|a lot|friend|my friend
        |brother|sister|sir|madam|team)){{0,3}}
    bless(?: up| you(?: all)?| ya| u)?|bless(?:ed)? (?:up|love)|big (?:up|ups|love|respect|thanks)
        (?: (?:yourself|yourselves|all|everyone|the team|you|to you|man|you all))*|nuff (?:respect
        |said)|respect|safe(?: (?:ty|thanks|bro|man|fam|cheers|mate|nice one|one))*|one love
        |nice one(?: (?:ty|thanks|cheers|pal|mate|all))*|much (?:respect|appreciation|obliged)
        |preciate (?:it|you|ya)|you(?:'re| are)? (?:a |an |all )?(?:star|legend|diamond|gem|angel
        |treasure|good un|good 'un|lifesaver)s?
    have (?:a |an )?(?:(?:very |really |such )?(?:nice|good|lovely|great|blessed|beautiful|wonderful
        |fab|fantastic|pleasant|happy|restful|safe|super|cracking) )(?:day|one|evening|weekend|week
        |time|morning|afternoon|night|christmas|rest of (?:the|your) (?:day|week|weekend))(?: (?:all
        |everyone|everybody|both|you all|too|ahead|there|please|x|guys|team))*
    you(?:'re| are) (?:(?:very|most|so|all|more than) ){{1,2}}welcome|(?:thanks|cheers|ta) no end
        |(?:it was |that was |what )?a (?:lovely|great|perfect|nice|brilliant|good) (?:end
        |start) to (?:the
        |my) (?:week|weekend|day|month|year)|(?:the team|you lot|you all|you guys
        |you) never (?:stop|stops|cease
        |ceases|fail|fails) (?:to amaze|amazing|amaze) me
    (?:(?:oh|ah|aw|many|lots of|big|huge|so many|a thousand|a million|massive|very) )*(?:thanks
        |thank you|thankyou|thank u|ta|cheers|thx|tanks|ty|tysm|tvm|big ups?|respect
        |{TONGUES})(?: (?:ever so(?: much)?|so (?:so )?much
        |so very much|very much(?: indeed)?|a lot|lots|loads|a million|again|kindly|everyone
        |everybody|all
        |to all|to you all|to you|and (?:all )?(?:the|your) (?:team|crew|others|volunteers|lads
        |organisers)|to
        everyone|indeed|most kindly|from all of us|from us all|one and all
        |muchly|awfully|tons|heaps|a ton|you lot|guys|friend|team|both|as always|in advance
        |then))*(?: for (?:to )?{GIVEN}(?: {GIVEN}){{0,6}})?(?= [.,]|$| x)
    (?:it |that |this )?(?:was|has been|'s been|been)(?: (?:a|an|all|really|such|very|so|my|our
        |truly|absolutely|a real|a great|quite|a lovely|a lot|great|good|well|thoroughly|pure
        |the)){{0,3}} (?:pleasure|joy|privilege|honour|blast|treat|delight|hoot|laugh|grand|fun
        |lovely|brilliant|great|good|fab|smashing|super|mint|class|lush|nice|enjoyable|fantastic
        |wonderful|worthwhile|rewarding)(?: (?:day|morning|time|to [a-z]+(?: [a-z]+){{0,3}}|out
        |doing it|being there|was mine|crew|group|people|crowd|one|do|turn ?out|thing))?
    (?:how|that's|that is|you're|you are|you're all|you are all|very|so|most|too|really|all|it's
        |it is|such)(?: (?:very|so|most|too|really|all|a))* (?:kind|good|thoughtful|sweet|nice
        |lovely|generous|helpful|star|stars|brilliant|wonderful|gem|gems|angels?
        |legends?)(?: of you(?: all)?| people| lot| team)?|(?:much|greatly|really
        |very much) (?:obliged|appreciated|grateful)|
        (?:i'm |am |we're |very |so |most |ever so |really )*(?:grateful|obliged|thankful)(?: to you
        (?: all)?| for {GIVEN}(?: {GIVEN}){{0,4}})?|(?:the )?pleasure(?: was| is)?(?: all)? mine
        |any ?time|glad (?:to (?:help|have helped|be of (?:use|help|service))|i could help|to (?:do
        |have done) my bit)|happy to have helped|(?:really |thoroughly |very much )*(?:enjoyed
        |loved) (?:it|that|myself|meeting (?:everyone|you all)|every minute(?: of it)?|being (?:out
        |there))|keep up the (?:good|great|fab|brilliant|excellent) work|you(?:'re| are)? all? ?do
        (?:ing)? a (?:great|good|brilliant|fab|fantastic|wonderful|grand) job|well done (?:all
        |everyone|everybody|team|you|to all)(?: [a-z]+){{0,3}}|well done
    (?:(?:and|a|very|wishing|wish|have|hope you|hope you all|all|you|you all|to you|everyone
        |everybody|the team|your team|have a|hope|the) )*(?:(?:very )?(?:merry|happy|blessed|joyous
        |peaceful|joyful|lovely|wonderful|great|good|nice|belated|holy|fab|restful|prosperous
        |healthy)(?: (?:and|&) (?:peaceful|happy|merry|blessed|healthy|prosperous|safe
        |restful))*) {SEASON}(?: (?:and|,) (?:a )?(?:(?:happy|merry|very|peaceful|healthy|prosperous
        |good|all the best for the|the|a) )*{SEASON}){{0,2}}(?: (?:to|for|from|everyone|everybody
        |all|team|when it comes|folks|guys|pals?|mate|one and all)(?: (?:you|u|ye|all|everyone
        |everybody|the|your|team|at|volunteers?|council|staff|and|yours|family|families|of|one|who
        |celebrating|helpers?|folk|group|office|us|gang|crew|there|ee|ya|lot)){{0,6}})?
    (?:eid|ramadan|diwali) (?:mubarak|kareem)(?: (?:to )?(?:all|everyone|you|you all))?|(?:shubh
        |happy) (?:diwali|deepavali)|shana tova|chag sameach|hanukkah sameach|(?:season's|festive
        |christmas|easter|seasonal|new year) (?:greetings|wishes|blessings)(?: (?:to
        |from) (?:you all|you|all|everyone|us|us all))?|compliments of the season|(?:all (?:the
        |my) best|best wishes|warm(?:est)? wishes|good wishes)(?: (?:for|to
        |from)(?: [a-z']+){{1,6}})?|(?:nadolig|blwyddyn|pasg|penblwydd|dydd gwyl dewi) (?:llawen
        |newydd dda|hapus)(?: (?:a |i )(?:chi|chi gyd|bawb|pawb|i gyd|gyd|blwyddyn newydd dda
        |bob un)(?: (?:i gyd|gyd|oll|yn y tim)){{0,2}})?
        |diolch (?:i chi |i bawb |am )[a-z' ]{{2,30}}|happy hogmanay|lang may yer lum reek
        |mele kalikimaka|feliz navidad|buon natale|wesolych swiat|craciun fericit
    go raibh (?:(?:mile|cead) )?maith (?:agat|agaibh|aga)|grma|grmma|tapadh (?:leat|leibh)|meur ras
    god bless(?: (?:you|you all|all|one and all|your (?:work|hearts?)|ye|the work))?|bless(?: (?:you
        |you all|ye|ee|your heart|your hearts))|lots of love|much love|love to (?:all|everyone
        |you all)|hugs|regards to (?:all|everyone|the team)|see you (?:all )?(?:next year
        |in the new year|next time|around)
"""

SOFT = """
    (?:i |we )?(?:can't|cannot) (?:ever )?thank (?:you|you all|you lot|everyone) enough
"""

FILL = """
    (?:i'm )?(?:just )?off to (?:bed|tell (?:the|my|our) (?:wife|husband|missus|mum|dad|kids|family
        |grandkids
        |neighbours?|sister|brother|mates|friends))
    from (?:all|everyone|both|the lot)(?: of us)? (?:at|in|down|up) (?:number |no |the )?[a-z0-9]+
        (?: [a-z]+)?|you (?:lot|guys|all|people|folks) never stop|hip hip hooray|how lovely
        |aw lovely|as always
        |once again|again|from all of us|from us all
        |warm regards|warmest regards
"""
