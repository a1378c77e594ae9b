"""How people say that they want no more texts.

Data for `stops`: one phrase a line, as regular expressions in plain spelling; a deeper
line continues the one above.
"""

from volunteer.sms.grammar.normal import pattern, squash

# The whole of a text: Twilio's own list, the emphatic, the mistyped and the Welsh. CANCEL
# is known to the grammar instead, because it gives a place back as well.
WHOLE_TEXT = """
    stop stopall end quit revoke optout unsubscribe unsubscribed unsub remove delete stopit
    stoptexts stopp st0p 5top sotp stpo tsop stpp stoo stob stopo stio stpop goaway endthis nomore
    endthisnow dimmwy dimrhagor stopiwch stopia stopio peidiwch takemeoff dadtanysgrifio
    dadtanysgrifiwch stop1 stopend desubscribe disubscribe unscribe unsubscribeme optmeout stahp
"""
ALONE = frozenset(map(squash, WHOLE_TEXT.split()))

COURTESY = """
    please|pls|plz|plse|now|thanks|thank you|thx|ta|cheers|ok|okay|just|kindly|sorry|mate|x
    no|yes|hi|hello|asap|immediately|at once|right now|today|ffs|fgs|ty
    os gwelwch yn dda|plis|diolch|nawr|rwan
"""
COURTEOUS = pattern(COURTESY)

TEXTING = (
    "(?:te?xt|txt|tex|mes+ag|mesg|msg|contact|spam|bother|harass|pester|hassl|bug|annoy|nag"
    "|disturb|torment|plagu|irritat|badger|hound)(?:e|ing|in|ng|in'|n|s)?"
)
ASKING = (
    "(?:ask|call|ring|phon|send|invit|email|gett|receiv|notify)(?:ing|in|ng)"
    "(?: (?:me|us|this|these|those|your|any|all|so|to)| [.,?]|$)"
)
TEXTS = (
    "(?:(?:bloody|stupid|f[a-z]*ing|damn|sms|text|spam|any|more|anymore|all|of|these|those|this"
    "|the|your|ur|further|annoying|future|such|them) )*(?:te?xts?|txts?|messages?|msgs?|sms|sms's"
    "|spam"
    "|notifications?|reminders?|alerts?|invites?|invitations?|requests?)"
)
ME = (
    "(?:me|us|him|her|(?:my"
    "|our) (?:mobile |phone |cell |telephone |home |work |landline |contact )*(?:number"
    "|numbers|no|name|details|data|info|phone|mobile|records|landline|contact)|(?:this|his|her"
    "|that|the) (?:mobile "
    "|phone |cell |telephone |home |work |landline |contact )*(?:number|phone|name|mobile|landline"
    "|contact)"
    "|(?:the )?number)"
)
LIST = (
    "(?:(?:this|the|your|ur|that|any|all|whatever) )*(?:mailing |circulation |texting |text "
    "|txt |sms |contact "
    "|contacts |distribution |volunteer |volunteers |volunteering )*"
    "(?:list|lists|database|system|records|books|register|scheme|contacts|texts|messages|thing"
    "|group|programme|service|everything|all of (?:it|this|them|these)|all lists|it all"
    "|whole thing|lot|rota altogether)"
)
AGAIN = "(?:again|any ?more|ever|ever again|any longer)"
# "delete me ." and "delete me" but not "delete me from Saturday".
OVER = (
    "(?: (?:please|pls|plz|now|thanks|immediately|asap|from this|at once|x|ta|cheers|thank you"
    "|(?:will|would|wil|can|could) (?:you|ya|yer|ye|yous|u)|mate|pal|love|bro|dude|man|bud|hun"
    "|duck"
    "|dear|lads|guys|lol|ok|okay|yeah))*(?: [.,?]|$)"
)

NEGESEUON = "(?:negeseuon|negeseua|negesau|destunau|neges|(?:d|t)?e[cx]sts?[a-z]*|tecsts|decsts)"
EISIAU = "(?:eisiau|isio|isho|ishe|moyn|mo'yn|isie|eisie|angen)"
NAC = (
    "(?:(?:dwi|dw i|rydw i|fi|i|dydw i)(?:'m| ddim| dim)|s?d?dim|does dim"
    "|sai(?:'n)?|sa i(?:'n)?|smo fi(?:'n)?"
    "|so fi(?:'n)?|nid wyf)(?: yn)? "
)

SAID = pattern(rf"""
    stop (?:with |sending (?:me )?|getting |receiving )?{TEXTS}(?! (?:for (?:the|my late [a-z]+'s)
        |about the)(?!\S))
    (?:quit|cease|give over|leave off|lay off|knock off|please stopped) {TEXTING}
    (?:stop|quit|cease) to (?:send|text|write|message|contact)
    (?:pack|knock|jack) (?:it|this) (?:in|off)(?: now| will (?:you|ya|your)| (?:with|wi) {TEXTS}
        | and stop)*{OVER}|(?:pack|jack) in (?:the|these|with|wi) {TEXTS}|(?:wheesht|whisht|done
        |finished|enough) (?:with|wi) {TEXTS}
    (?:don't|do not|never|not|no longer|no) want(?:ing)? (?:these|this
        |them)(?: on my [a-z]+)?(?: any ?more| no more| again){OVER}|(?:don't|do not) want (?:these
        |them)(?: on my [a-z]+)?{OVER}|(?:am|i'm) (?:no|not|nae) want(?:ing)? (?:them|these|any)
    (?:(?:no longer|don't|do not|never|dnt) )(?:want|wanna|wish|need|like)(?: to)? (?:get|getting
        |receive|have|be getting) (?:these|this|them|those)(?: texts)?(?: any ?more| no more
        | again)?
    (?:don't|do not|not) want (?:nee|no|any|nae) more {TEXTS}
    stop (?:blow|clog|fill|ping|buz|jam|bleep
        |ligh?t)[a-z]{{0,2}}in[g']?(?: up)? (?:up )?my (?:phone|inbox|mobile)
    (?:can|could|may) i (?:please )?be (?:removed|taken off|unsubscribed|deleted|opted out)(?: from
        | off)?(?: (?:this|these|here|it|{LIST}))?{OVER}
    (?:bin|ditch|scrap|lose|bum) my (?:phone )?(?:number|no|details)
    (?:delete|erase) {ME} from (?:it|this|here){OVER}|desist{OVER}
    stop (?:all )?{TEXTING}(?! the (?!texts|messages))
    stop (?:all )?{ASKING}
    stop (?:all|everything|contact|all contact){OVER}
    (?:stop|quit) (?:volunteering|helping|taking part|participating|being a volunteer)
    (?:end|quit|cease|cancel|terminate) (?:{TEXTS}|texting|messaging)
    (?:end|quit|cancel|terminate|close) my (?:subscription|membership|registration|account|sign ?up)
    cease and desist(?! (?:order|letter|notice))
    (?:remove|delete|take|get) (?:me|us|my name|my number)(?: off)? (?:[.,] )?(?:(?:as|because|cos
        |i'm|i am|i|we're|am) ){{0,3}}
        (?:not|no longer|never) (?:be )?(?:interested|volunteering|a volunteer
        |wanting)(?: any ?more)?
    no more {TEXTS}(?! than| left| before| about| until| on)
    no more (?:of (?:this|these|those)|contact|from you)
    (?:don't|do not) (?:want|wish) (?:any )?(?:further|more) contact
    (?:had )?enough (?:of |with )?(?:{TEXTS}|being texted)
    (?<!had )(?<!was )(?<!is )(?<!got )(?<!were )(?<!have )(?<!why )(?<!come )no {TEXTS}{OVER}
    unsub|unsu[bscripu]{{4,}}e
    (?:sick|fed up|tired|bored) (?:of|with) (?:getting |receiving )?{TEXTS}
    (?:want|wish|like|need) to leave (?:this|your|the) (?:mailing |text )?(?:list|scheme|service
        |database)
    (?:rather|prefer|like|love|happier|wish|choose|want) not (?:to )?(?:(?:be )?(?:receive|receiving
        |get|getting|have|sent|see|given)) (?:(?:any|more|any more|of) )*(?:{TEXTS}|these|this|them)
    how (?:do|can) (?:i|you|one|u) stop (?:these|this|them|it){OVER}
    my number [.,?] (?:please )?(?:remove|delete|lose|erase) (?:it|that)
    unsubscribe(?! from (?:saturday|sunday|this one))
    unsubscribing
    (?<!the )(?<!an )opt(?:ing)? (?:me |us )?out(?! of (?:the|this|that|saturday|sunday|one))
    optout
    (?:take|tke|get|remove|delete|strike|scrub|drop|cross|knock) {ME} (?:off|from
        |out of) (?:of )?{LIST}(?! for)
    (?:take|get) {ME} off(?: this| it| here| these| the thing| this thing| that thing
        | the texts){OVER}
    (?:delete|erase|lose|forget|block) (?:my|this) (?:mobile |phone )?(?:number|details|data|info
        |account|contact|personal data)
    (?:delete|erase|remove|destroy) (?:(?:all|of|any|my|the|personal) )*(?:data|details|account
        |information|records|personal data)(?: (?:that )?(?:you|u) (?:hold|have|keep))?(?! for)
    (?:want|wish for|require|request|demand) no (?:further|more|future) (?:contact|{TEXTS})
    (?:i'm|i am|i'll be|going to|i'll|i will|gonna) block(?:ing)? (?:you|this number|your number|u)
    (?:want|wish|like|need|asked) (?:you )?to (?:(?:remove|delete|take off) {ME}|remove|take me off
        |be (?:removed|taken off|unsubscribed|deleted|opted out)|come off)(?: (?:from|off
        |out of) {LIST}|{OVER})(?! for| from| off| of)
    off (?:this|the|your) (?:mailing |text )?list{OVER}
    leave (?:me|us) (?:alone|be|in peace|the (?:fuck|hell) alone)
    (?:withdraw|revoke|remove|cancel)(?:ing)? (?:my |all )?(?:consent|permission)
    (?:no longer|do not|don't|never) consent(?:ed)?
    get rid of my (?:number|details|name)
    stop (?:sending (?:me )?)?(?:all )?(?:this|your) (?:service|thing|rubbish|nonsense|crap){OVER}
    (?:refrain|desist) from
    discontinue{OVER}
    (?:mind|appreciate you|prefer you) not (?:texting|messaging|contacting|text|to text|to contact)
    (?<!you )(?<!u )(?:no longer (?:want|wish|need)|(?:don't|do not|never|dnt) (?:want|wish
        |need))(?: (?:to|be|get|getting|receive|receiving|being|have|having|any|more|ever|further
        |keep|you|sent))* (?:{TEXTS}|contacted|texted|messaged|texting me|on {LIST}|contacting me
        |messaging me|bothered by you|(?:receive|receiving|get|getting) (?:these|this|them
        |any))(?! than)
    (?:don't|do not) (?:want|wish) to (?:ever )?hear (?:any ?more )?from (?:you|u)
    no longer (?:want|wish) to (?:volunteer|be a volunteer|take part|be involved|participate
        |be part of this|receive|hear from)
    (?:don't|do not) (?:want|wish) to (?:volunteer|be a volunteer|be involved|be part of (?:this|it)
        |take part|participate) {AGAIN}
    (?:please )?not to be (?:contacted|texted)
    no longer (?:contact|text|message) me
    fuck off|fuck you|fuckoff|f off|eff off|piss off|bugger off|sod off|get lost|bog off|naff off
        |jog on|shut up|stfu|get stuffed|off you fuck
    (?:feck|fek|frig|chuff|feic) off(?= (?:with|and (?:stop|leave|take|don't)|you|yous|ye
        |out|ta|now|would|will|please|and don't)(?!\S)| [.,]|$)
    lose my number
    (?:peidiwch|paid|peidio|peidia) (?:a |ag |ac )?(?:th?e[cx]st[a-z]*|decst[a-z]*|[cg]h?ysylltu
        |[dh]?anfon|gyrru|danfon|hala|hela|ffonio|negeseu[a-z]*|(?:ph|p)oeni fi|fy mhoeni|fy ffonio)
    d?dim (?:mwy|rhagor|y?chwaneg) (?:o )?(?:'r |r |y )?{NEGESEUON}|dim mwy o hyn
    {NAC}{EISIAU}(?:'r)?(?: (?:derbyn|cael|clywed|gweld|i chi|chi|mwy|rhagor|y?chwaneg|ragor
        |unrhyw|o|o'r
        |o'ch
        |eich|y|yr|r
        |anfon|danfon|hala|gyrru))* (?:{NEGESEUON}|y rhain|rhain|cysylltu|fy nhecstio|fy mhoeni)
    (?:tynnwch|tynna|tynnu|dileu|dilewch|cymerwch) (?:fi|fy (?:enw|rhif|manylion)|fi i|rhif fi
        |y rhif yma)(?: i)? (?:oddi ar|o'r|oddi|i ffwrdd|off|o'ch)(?! (?:y )?(?:rota|sesiwn|tim
        |rhestr (?:ar gyfer|am|d?dydd)))
    (?:dilewch|dileuwch|dilea|dileu) (?:fy )?(?:rhif|manylion|enw)
    (?:gadewch|gadwch|gad|rhowch|rho) (?:i fi fod|lonydd|fi mewn llonydd|lonydd i (?:mi|fi)|llonydd)
    (?:rhowch|rho) (?:y )?gorau (?:i|i'r) (?:[a-z]+ )?(?:th?e[cx]st[a-z]*|decst[a-z]*|anfon
        |negeseu[a-z]*|gysylltu|hyn|hwn|hala|yrru'?r?|ddanfon|boeni)
    (?<!yn )(?:stopiwch|stopia|stopio|stopwch) (?:te?[cx]s[a-z]*|decst[a-z]*|anfon|ddanfon|gysylltu
        |gyrru|yrru|yrru'r|hala|y {NEGESEUON}|'r {NEGESEUON}|{NEGESEUON}|fy|fi|hyn|plis|os|nawr
        |rwan)
    {EISIAU} stopio(?: (?:cael|derbyn)|$)
    dad ?danysgrifi[a-z]*|dad danysgrifi[a-z]*|optio allan
""")

# Off the list, or only off Saturday's? With an excuse beside it, nobody can tell.
LOSE = pattern(rf"""
    (?:remove|delete|erase|forget|block|take off|wipe|scrub|unsubscribe) (?:my|our|this|that|his
        |her) (?:mobile |phone |cell|telephone |home |work |landline |contact )*(?:number|numbers|no
        |details|data|info|phone|mobile|landline){OVER}
""")
LEAVE = pattern(rf"""
    (?:remove|delete|erase|forget|block) {ME}{OVER}
    (?:remove|delete){OVER}
    (?:take|get) {ME} off{OVER}
""")

# They demand it by asking why it has not happened yet.
THREAT = pattern(rf"""
    how (?:many times|often) (?:[a-z]+ )*stop{OVER}
    (?:if you (?:don't|do not)|unless (?:you|u)|until (?:you|u)|when (?:will|are) (?:you
        |u)(?: going to)?|why (?:won't|can't|don't) (?:you|u)) stop (?:{TEXTING}|{ASKING}|this|it|$
        |[.,?])
""")

# An order not to text: nobody stands before it ("you don't text me any more").
ORDER = pattern(rf"""
    (?:don't|do not|never|dnt|no longer|not|to not|no|gonnae no) (?:ever |you |keep |to )?(?:te?xt
        |txt|message|msg|contact|bother|disturb|spam|harass|hassle|pester|bug)(?:ing)? (?:me|us|this
        |my|again|any ?more|ever|back)
    (?:don't|do not|dnt) (?:text|message|contact|bother me|spam)(?: [.,?]|$)
    (?:don't|do not|never|dnt) (?:ever |you |keep )?(?:call|ring|phone|email|ask
        |invite)(?:ing)? (?:me|us)(?: [a-z]+)? {AGAIN}
    (?:don't|do not|never|dnt|not|to not|no) (?:ever |you |keep |to )?(?:send(?:ing)?|writ(?:e|ing)
        |sms) (?:(?:to )?(?:me|us) )?(?:any|more|nothing more|again|sms|these|anything (?:else|more)
        |{TEXTS})(?! the)
""")
