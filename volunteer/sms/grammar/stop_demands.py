"""Demands for no more texts, put together from how one demands and what shall end.

Data for `stops`, written like `stop_words`; dialect and swearing are taken out before
(`plain_demand`), so that "gonnae no bloody text us" is "don't text us".
"""

import re

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_welsh import WELSH_WHOLE
from volunteer.sms.grammar.stop_words import COURTESY, LIST, TEXTS

SWEARING = pattern("""
    bloody|sodding|chuffing|fe?cking?|effing?|f ing|fing|fkn|fkin|fukin|fucking?|fuckin|flipping?
        |flippin|freaking?|frigging?|friggin|bleeding?|blooming?|bloomin|blinking?|flaming?|ruddy
        |damn|damned|goddamn|blasted|poxy|wretched|stupid|pissing|crappy|shitty|bastarding|well
""")
DIALECT = {
    "gonae no": "don't", "gony no": "don't", "no to": "not to", "nae": "no", "ne": "no",
    "wi": "with", "wi t'texts": "with texts", "gie": "give", "ower": "over", "gi": "give",
    "yer": "your", "yous": "you", "ye": "you", "yez": "you", "u": "you", "you lot": "you",
    "you al": "you", "you people": "you", "you guys": "you", "didnae": "didn't", "wan": "want",
    "dinae": "don't", "divent": "don't", "dinna": "don't", "diny": "don't", "w": "with", "ma": "my", "gi'ower": "give over",
    "giz": "give us", "gez": "give us", "them texts": "the texts", "them msgs": "the msgs", "owt": "anything",
}  # fmt: skip
SAID_SO = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(DIALECT, key=len, reverse=True))})(?!\S)")

YOU = "(?:you|u|them|him|her|somebody|someone|people)"
VERB = "(?:te?xt|txt|mes+ag|mesg|msg|contact|spam|bother|harass|pester|hassl|bug|annoy|nag|disturb"
VERB += "|badger|hound|mither|sms|trouble|bombard)"
DO = f"(?:{VERB}e?)"
DOING = f"(?:{VERB}(?:ing|in|ng|in'|n)?e?)"
CALL = "(?:call|ring|phone?|email|invite?|ask|writ)"
PHONE = (
    "(?:this|my|our|the|his|her|their|that)(?: [a-z]+'s)?(?: (?:work|home|business|personal|mobile"
    "|private|old|phone|cell))* (?:phone|number|mobile|line|no|address|inbox|sim)"
)
WHOM = (
    f"(?:me|us|him|her|it|them|here|{PHONE}|my (?:mum|mam|dad|wife|husband|son|daughter|partner"
    "|mother|father|gran|nan|kid|kids|child|family|house))"
)
STUFF = (
    f"(?:{TEXTS}|this|these|those|it|them|anything|anything else|any more|any ?more|more|things"
    "|stuff|contact|nothing|no more|sms|shit|crap|rubbish|junk)"
)
SEND = f"(?:send (?:(?:to )?{WHOM} )?(?:(?:any|so many|all|more|of|some|no|your|any more) )*{STUFF})"
SENDING = (
    f"(?:sending? (?:(?:to )?{WHOM} )?(?:(?:any|so many|all|more|of|some|your) )*(?:{STUFF}|{WHOM})"
    f"|sending?(?= [.,?]|$)|{CALL}(?:ing|in|ng) {WHOM}|(?:call|ring|phon)ing(?= [.,?]|$))"
)
AT = f"(?: (?:at|on|to|from|using) (?:{PHONE}|me|us|this|here))*"
EVER = (
    "(?: (?:again|any ?more|ever|at all|now|please|pls|plz|thanks|thank you|thx|ta|x|no more|mate"
    "|ffs|fgs|from now on|cheers|any longer|pal|love|you|ok|okay|right|in (?:the )?future"
    "|under any circumstances|immediately|whatsoever|full stop|sorry|altogether))*(?: [.,?]|$)"
)
CEASE = (
    "(?:(?:stop|quit|cease|halt|desist|give over|give up|leave off|lay off|knock off|pack in"
    "|pack up|knock it off|give it a rest|give it up|leave it out|leave it|enough|pack it in"
    "|jack it in|jack in|be done|cut out|cut it out|chuck it|chuck it in|put a stop to"
    "|put an end to|call a halt to|an end to|finish|finished|finish up|no more|bin|ditch|scrap"
    "|spare (?:me|us)|wheesht|whisht|haud|turn off|switch off|shut off)(?: it)?"
    "(?: with| of| off| from| on| to)?)"
)
ALL_THIS = "(?:(?:all|this|the|your|all of|these|those|constantly|always|ever|with|so many) )*"
MAY = "(?:(?:be|please|just|ever|even|kindly|actually|keep|dare|to|in future|again|go) )*"
WISH_YOU = (
    "(?:(?:would|i'd|i would|we'd|we would|much|i|we|id) )*(?:rather|prefer|prefer it if|prefer if"
    f"|appreciate it if|like it if|be grateful if|be pleased if|be obliged if|glad if) {YOU}"
)

MINE = "(?:my|our|this|his|her)(?: (?:mobile|phone|cell|telephone|home|work|contact|personal))*"
MINE = f"(?:{MINE} (?:number|no|name|details|data|info|information|phone|record|records))"
GONE = "(?:removed|deleted|taken off|taken out|erased|wiped|unsubscribed|opted out|struck off|crossed off)"
# They ask for it in other words than an order: of what is theirs, or of what was promised.
ASKED_FOR = pattern(rf"""
    {MINE}(?: (?:to|be|is|are|should|must|needs|has|can|could|come|comes|please|have|get|got)){{0,4}} {GONE}(?: (?:from |off |of )(?:{LIST}
        |there|here|this))?{EVER}|{MINE} (?:to |needs to |must |should )?come off(?: {LIST})?{EVER}
    (?:ask|asked|request|requested|demand|demanded|want|wanting|like|wish|insist)(?:ed)?(?: [a-z]+){{0,2}} (?:to (?:be|get|come)
        |on being) {GONE}(?! (?:from |off |of )?(?:saturday|sunday|(?:the |this |that )(?:rota|session|shift|project|team|one)))
    possible to (?:be|get) {GONE}|mind (?:taking|removing|deleting|getting|crossing) (?:me|{MINE})(?: off| out)?{EVER}
    (?:request|requested|requesting|demand|want|require)(?: [a-z]+){{0,2}} (?:removal|erasure|deletion)(?: of (?:my|all my|our)[a-z ]*| from [a-z ]*)?{EVER}
    (?:why have you )?(?:haven't|have not|still not|hadn't|not|never)(?: (?:yet|even|actually|you|still)){{0,2}} (?:(?:removed|deleted
        |unsubscribed) (?:me|us|{MINE})|taken (?:me|us|{MINE}) (?:off|out))
    (?:when|how long|how soon)(?: [a-z]+){{0,2}} (?:these|they)(?: all| ever)? stop{EVER}|why haven't you stopped|when are
        you (?:going|gonna|ever going) to stop
    (?:no|what's the|any) (?:point|use|sense)(?: in)? {DOING} {WHOM}{EVER}|(?:no|what's the) point (?:in )?sending (?:me|us|these|{TEXTS})
    (?:make sure|ensure|be sure|see to it|mind)(?: that)? (?:you )?(?:don't|do not|never|dnt) {MAY}(?:{DO} {WHOM}|{SEND}){EVER}
    (?:make sure|ensure|see to it|see)(?: that)? (?:i|we|me)(?: (?:don't|do not|never) (?:get|receive)| (?:get|receive) no) (?:(?:get|receive|any
        |more|further|of) )*(?:{TEXTS}|these|this|them)
    (?:trust|hope|expect|prefer|rather|wish|want|like)(?: [a-z]+){{0,2}} (?:not|never|don't)(?: [a-z]+)? hear (?:any more )?from you(?: ever)?(?: again)?{EVER}
    (?:don't|do not|never)(?: [a-z]+){{0,2}} (?:expect|want|wish|like|need|care) to (?:ever )?hear from you(?: ever)?(?: again)?{EVER}
    (?:not|never want|don't want|never get|not want)(?: to (?:get|see|receive|have))? (?:another|one more|another one of|a single
        ) (?:te?xt|txt|message|msg|these|of these|sms)
    (?:thought|sure|believed)(?: that)? (?:i|i'd|we|i had)(?: (?:had|already|just|have))* (?:stopped|cancelled|ended|left|come off
        |unsubscribed)(?: from)? (?:these|this|{TEXTS}|{LIST})
    (?:i|i've|i'd|we|have) (?:already )?(?:came|come|got|been taken|gone|went) off (?:this|your|the) {LIST}
    (?:stop|quit|don't|do not|dnt|never) (?:(?:be|me|ever) )*(?:blow(?:ing|in)?(?: me| my phone| us)+ up|hit(?:ting|tin)? (?:me|us) up
        )(?: my phone| my inbox)?|(?:don't|do not) @ (?:me|us)|leave (?:me|us) (?:tf|the f|tae|bloody|well|hell) (?:alone|be)
    knock (?:it|this|that|{TEXTS}) on the head(?: with {TEXTS})?|rid (?:me|us) of {TEXTS}|put a stop to (?:this|it|these){EVER}
    (?:drop|score|scratch|lose) (?:my|this|our) (?:phone |mobile )?(?:number|name|no)(?: (?:off|out))?{EVER}|take (?:my|this|our) (?:phone |mobile )?(?:number|name|no) (?:off|out){EVER}
    (?:stop|quit) (?:to )?(?:send|call|ring|phone|ask|text|message) (?:to )?(?:me|us)|(?:want|do|wish|like) not (?:any )?(?:more
        ) {TEXTS}|(?:don't|do not|never) write (?:to )?{WHOM}{EVER}
    consent(?: is| has been| now)* withdrawn|(?:consider|treat|regard) (?:me|this|this as|us) (?:as )?(?:unsubscribed|opted out
        |removed|gone|my opt ?out|an opt ?out)
    (?:complain[a-z]*|report[a-z]*|police|solicitor|lawyer|press|papers|mp|block[a-z]*)(?: [a-z']+){{0,6}} if (?:you|these)(?: [a-z']+){{0,3}} (?:te?xt[a-z]*|txt|message|msg|contact|stop|continue|carry on|bother)
    (?:won't|not|never|no longer) (?:be )?(?:volunteer|volunteering) (?:again|any ?more|ever again|for you again){EVER}
    (?:resign|retire|resigning|retiring|stepping down|step down) (?:as|from) (?:a |being a |my |your )?(?:volunteer|volunteering
        |role|team)
    (?:take|get|remove) (?:me|us|my name|my number|our names?|this number)(?: all)? off (?:there|here|volunteering|it all|that
        thing|of there){EVER}
    you(?:'d| had)? (?:said|promised|told me|agreed)(?: that)? (?:you |you'd )?(?:would |to |had )?(?:stop|take me off|remove me
        |taken me off|removed me|stopped)(?: {TEXTS}| texting| texting me| sending these)?{EVER}
    (?:told|promised|assured)(?: that)? (?:i'd|i would|this|these|they|they'd|my number)(?: would| will)? (?:be |get
        )?(?:taken off|removed|stop|stopped|deleted|unsubscribed){EVER}
    (?:told|asked|said to|tell) you(?: [a-z]+)? no more|no more (?:from you|of yours|to me){EVER}|none of (?:these
        |this) any ?more{EVER}|no {TEXTS} for me{EVER}
""")
DEMAND = pattern(rf"""
    {CEASE} {ALL_THIS}(?:{DOING}(?:ing|in)|{SENDING})
    {CEASE} (?:all )?{TEXTS}
    (?:stop|quit|cease|no more|don't|do not|never|not|not to) (?:ever )?us(?:e|ing) (?:my |this |the )(?:phone
        |mobile )?(?:number|phone|no)(?! on| if| when| for| as)
    (?:what|which) (?:part|bit) of (?:the word )?(?:stop|no|unsubscribe|opt out)
    (?:text|txt|message|msg|contact|bother|trouble|ask|call|email)(?: (?:me|us))? (?:no more
        |never again|nae more){EVER}
    (?:no|not|don't|never|do not) (?:want|like|wish)(?:ing)? (?:(?:to get|to have|to receive|to see
        |any|more|no more|your|of|these|this) )*{TEXTS}
    (?:don't|do not|no longer) need (?:(?:any|more|your|of|these|this|the|to get|to receive
        ) )*(?:te?xts|txts|messages|msgs|spam|reminders){EVER}
    (?:i|we) (?:no|not) want(?: (?:this|these|more|them|any|any more|no more))?{EVER}
    not interested in (?:(?:getting|receiving|having|any|more|any more|your|these|the) )*{TEXTS}
    (?:when|how|will|can|could|where|please|make|want|like|need|let)(?: [a-z]+){{0,3}} (?:the|these
        |this|your|those|all) (?:[a-z]+ ){{0,2}}(?:te?xts?|txts?|messages?|msgs?|sms|spam) (?:ever
        |please|to|just|be)? ?stop(?:ped)?{EVER}
    {TEXTS} (?:must|need to|have to|has to|needs to|should|had better|better|got to|have got to|can
        |will have to) (?:please )?(?:stop|end|cease){EVER}
    (?:get rid of|turn off|switch off|disable|mute|deactivate|get out of|come off|get off) {TEXTS}
    (?:take|remove|get|leave|count|cut) (?:me|us|my number|this number|my name) (?:off|from|out
        of) (?:(?:all|any|future|all future|of) )*{TEXTS}
    opt(?:ing)? out of {TEXTS}|count me out for (?:good|ever|all time)
    (?:cancel|end) (?:the |all |these |my |your )*(?:sms|text|txt|message)s?(?: alerts?| service)?{EVER}
    (?:deregister|de register|unregister|unenrol|disenrol|deactivate|unsign)(?: (?:me|us|my [a-z]+
        |this number))?{EVER}|sign me (?:off|out) (?:of |from )?(?:{LIST}|{TEXTS})
    (?:withdraw|resign|withdrawing|resigning|remove me|withdraw me)(?: myself)? from (?:being
        |volunteering|(?:the|this|your) (?:scheme|programme|program|mailing list|texting list
        |text list|volunteer list|volunteers list|list|service|database|register))(?! on| this| for)
    (?:leave|leaving|quit|quitting) (?:the|this|your) (?:scheme|programme|mailing list|text list
        |volunteer list|database|volunteers){EVER}
    (?:wipe|scrub|bin|ditch|lose|erase|purge|shred) (?:my|this|our|all my) (?:phone |mobile
        )?(?:number|details|no|data|info)
    (?:strike|scratch|scrub|cross|knock|wipe) (?:me|my name|my number) off(?: your| the| this| ur
        )?(?: list| books| system)?{EVER}
    (?:delete|erase|remove|take|wipe) (?:me|us|my number|this number) (?:off|from|out
        |out of) (?:your |ur |the |this )(?:group|chat|phone|phones|contacts|system|computer|group|records|files)
    (?:do not|don't|never|not) (?:want|wish|like) (?:(?:to|be|any|more|further|have|your|future
        ) )*(?:contact|contacted|communications?)(?: (?:from|by|with) (?:you|this|the|your|anyone
        )[a-z ]*)?{EVER}|no (?:further |future |more )?(?:contact|communications?){EVER}
    rather not be (?:contacted|texted|messaged|bothered|on (?:this|the|your) list)
    never (?:want|wish) to (?:ever )?hear from (?:you|this)|(?:blocked|blocking|block) (?:you|your
        (?:number|texts)|this number|the number|{TEXTS})|(?<!think )(?:you're|you are|you r
        |you have been|you've been|your number is|this number is|your number's) (?:now |getting
        |being |been )*blocked{EVER}
    (?:report|reported|reporting) (?:you|your number|this number|this as spam|these as spam
        |{TEXTS})
    (?:ico|information commissioner|ofcom|trading standards|7726)(?! (?:training|course|job))
    gdpr(?: [a-z]+){{0,8}} (?:delete|erase|remove|removed|deleted|erased|object|forgotten|erasure
        |stop|desist)
    (?:object|objection|objecting) to (?:the |your |you |any |further |all )*(?:process[a-z]*|use of
        |using|hold[a-z]*|contact[a-z]*|{TEXTS})|right (?:to be forgotten|to erasure
        |of erasure|to object)
    (?:didn't|did not|don't|do not|never|haven't|have not|not) (?:consent|agree|give consent
        |given consent|give permission|given permission|give you permission|consented) (?:to |for )(?:you |be |being |get |getting
        |receive |receiving |any |the )*(?:{TEXTS}|{DOING}|{DOING}ed|this|these|contacted)
    (?:no longer|stopped|given up|gave up|giving up|give up|done|finished|done with|packed in
        |finished with|through with) (?:a volunteer|volunteering|being a volunteer)(?: any ?more
        | now| for you| please)*{EVER}|not (?:a volunteer|volunteering) any ?more{EVER}
    (?:nee|nae|no) more (?:o' |of )?(?:this|these|them|this please){EVER}
    (?:asked|told|begged|telling|asking|tell|beg|begging) {YOU}(?: [a-z]+){{0,2}} to (?:stop|quit
        |cease|leave me|pack it in|give over)(?= [.,?]|$| last| yesterday| ago| before| already| \d
        | a | two| three| four| five| twice| once| several| many| now| this morning| in
        | on [a-z]+day| weeks| days| and (?!pick|get|collect|wait|see)| but| so many| loads| over
        | times| months| please)
    (?:sick|fed up|sick and tired|tired|weary|bored) (?:of|with|at) (?:you |u |being |getting )+(?:{DOING}
        |{SENDING}|texted|messaged|contacted|spammed|bothered|harassed|pestered|asked every)
    (?:one|1|any) more (?:te?xts?|txts?|messages?|msgs?) (?:and|or|from you)|next (?:te?xt|txt|message
        |msg) (?:and )?(?:i'm|i am|i'll|i will|i) (?:report[a-z]*|block[a-z]*|go(?:ing)? to)
    (?:number|phone)(?: [a-z']+){{0,8}} [.,?] (?:please )?(?:remove|delete|erase) (?:it|this|that){EVER}
    (?<!should have )(?<!if i )(?:(?:i|i've|already|keep|we|have|had|just|also|even|clearly|previously
        ) )+(?:said|sent|texted|replied|typed|wrote|saying|sending|texting|replying|typing|put|asked
        for) (?:(?:the|word|to|a|for|with|you) )*stop(?= [.,?]|$| twice| once| already| last| before
        | \d| two| three| several| many| and| but| yesterday| a | weeks| ages| so| now| loads
        | thanks| to (?:this|these|you|your))
""")

# Who is not to text: "can you not text me", "I told you not to", "you must not".
FORBID = pattern(rf"""
    (?:can|could|would|will|may|might|must|need|should) you (?:please |just )?(?:not|no
        |never) {MAY}(?:{DO}(?: {WHOM})?|{SEND}|{CALL}e? {WHOM}){AT}{EVER}
    (?:asked|told|said|begged|asking|telling|tell|ask|want|like|prefer|wish|need|expect|instruct
        |instructed|beg|warned|warn|advise)(?: {YOU}| clearly)* (?:not to|to not|never to|to never
        |you not) {MAY}(?:{DO}(?: {WHOM})?|{SEND}|{CALL}e? {WHOM}){AT}
    {WISH_YOU} (?:didn't|did not|don't|do not|wouldn't|would not|not|never|wouldn't|could
        not|no longer|stopped) (?:to )?{MAY}(?:{DOING}(?: {WHOM})?|{SEND}|{SENDING}|{CALL}e? {WHOM}){AT}
    (?:don't|do not|didn't|never) (?:want|wish|need|like|expect) {YOU} (?:to |ever |keep
        )*(?:{DOING}(?: {WHOM})?|{SEND}|{SENDING}|{CALL}(?:e|ing)? {WHOM}){AT}{EVER}
    you(?:'re| are|r|'ve| have)? (?:no right to|not to|not allowed to|no permission to
        |don't have (?:my )?permission to|do not have (?:my )?permission to|haven't (?:got
        )?(?:my )?permission to|must not|must never|mustn't|can't keep|cannot keep|shouldn't
        |should not|should never|should not be|shouldn't be|better not|had better not|have no
        business|have no right to|have no permission to) {MAY}(?:{DOING}(?: {WHOM})?|{SEND}
        |{SENDING}|{CALL}(?:e|ing)? {WHOM}){AT}{EVER}
    (?:give|given|gave|have|had) you (?:my )?(?:no |any )?permission to {MAY}(?:{DO}|{SEND}|{CALL}e?)
    (?:forbid|prohibit) (?:you|any)
""")

ORDERED = pattern(rf"""
    (?:don't|do not|never|dnt|no longer|not|to not|not to|no|must not|shall not|better not) {MAY}
        (?:you )?{MAY}(?:{DO}|{DOING}ing|{DOING}in) (?:{WHOM}|again|any ?more|ever|back again){AT}
    (?:don't|do not|never|dnt|no longer|not to) {MAY}(?:you )?{MAY}(?:te?xt|txt|message|msg|contact
        |spam|harass|pester|hassle|disturb){EVER}
    no more (?:you )?(?:please )?(?:to )?(?:{DO}|{SEND}|send|{CALL}e?)(?: {WHOM})?(?: (?:message|text|texts|messages|sms))?{AT}{EVER}
    (?:don't|do not|never|dnt|no longer|not to|not|no) {MAY}(?:you )?{MAY}{SEND}{AT}{EVER}
    (?:don't|do not|never|dnt|no longer|not to|not) {MAY}(?:you )?{MAY}{CALL}e? (?:(?:me|us|him|her
        |here|it) (?:again|any ?more|ever|at all|on this number|no more|from now on)|{PHONE}|again
        |any ?more)
    (?:don't|do not|dnt) bother (?:{VERB}ing|sending|asking|contacting)(?: (?:me|us|any|texts
        |messages))?{EVER}
""")

# The whole of a text, but for courtesies.
WHOLE = pattern(rf"""
    (?:(?:i'm|i am|i|we|we've|you|i've|have|had|that's|that is|right|now|ok|quite|already|about|of
        |this|with|oh|just|really|more than|time|long) )*enough(?: (?:already|now|is enough|of this
        |of it|of these|of you|please|thanks|of that))*
    no more (?:please|thanks|thank you|ta|cheers|ok|mate|x|now|ever|ever again)+
    (?!(?:am|have|had|did) i)(?:(?:i|i've|have|had|already|i'd|been|thought i|thought i'd|thought i had|am|i'm|was sure i
        |weeks ago|we|just|long since|previously|pretty sure i|sure i) )*(?:unsubscribed|opted out
        |opt out|unsubbed|opting out)(?: (?:already|weeks ago|ages ago|last [a-z]+|before|of this
        |of these|twice|months ago|yesterday|a while ago|days ago|from this|from these|from you))*
    (?:(?:and|so|but|hi|excuse me|i) )*(?:why (?:am i|are we|is this number|are you)|how come
        i'm|how come i am|i'm|i am|we're)? ?still (?:getting|receiving|receive|being sent|sending
        |sending me|texting|messaging|contacting|bothering|getting sent)(?: (?:me|us|this|these
        |them|your|from|you|{TEXTS}|after (?:saying|sending|texting) stop|after i
        (?:said|sent|texted) stop))*
    (?!(?:am|have|had|did) i)(?:(?:i|i've|i'm|i am|have|i'll|will|now|am|be|going to|gonna|getting|and|you're|you are|your
        |being) )*(?:blocked|reported|blocking|reporting)(?: (?:you|this|this number|as spam|spam
        |and blocked|and reported|number|for spam|to (?:the )?(?:police|council)))*
    (?:(?:i|i'd|we|would|just|really|please) )*(?:want|like|wish|need|let me|get me) (?:to be |to get )?(?:out|off
        )(?: of)?(?: (?:this|it|here|these))?
    (?:i )?quit(?: it| this)?|cease|halt|desist|end (?:it|these|this)
    leave it out|give over|give it a rest|give (?:us|me) (?:a rest|peace|a break)(?: with the texts)?|pack it in|knock it off
        |do one|clear off|on your bike|sling your hook|buzz off|geez peace|give's peace|gie's peace
        |give peace|away and boil (?:your|yer) [a-z]+|had (?:your|yer) wheesht|haud (?:your
        |yer) wheesht|get tae|rack off|shove it|shove off|cut it out
    why (?:do|did) (?:i|we) still (?:get|receive) (?:{TEXTS}|these|this|them)
    (?:make|let) (?:it|this|these|them) stop|(?:can|could|please can|will) (?:this|these|it
        |they) (?:please )?stop|stop (?:all )?(?:this|that|it|these)(?: with)?(?: {TEXTS})?
    (?:turn|switch) (?:these|them|this) off|(?:turn|switch) off (?:these|them|this)
    (?:how|where|who)(?: (?:do|can|could|would) (?:i|you|we))?(?: to)? (?:unsubscribe|opt out|get (?:off
        |out of|removed)|be removed|come off|make (?:it|this|these|them) stop|stop (?:it|this
        |these|them)|leave)(?: (?:of|from|this|these|it|here|the|list))*
    stop (?:any more|straight away|for ever|for (?:gods|god's|goodness|fuck|pities|heaven's
        ) sake|send|sending|with this|with it|with them|with these)
    (?:please )?leave (?:me|us) off(?: {LIST})?|leave my number (?:alone|be|out)|let me off this(?: list)?
    take (?:this|my|the) number out|this number is not to be used|no texting|text no one
    (?:i )?(?:want to |wish to |would like to |'d like to |i'd like to )leave(?: now)?|(?:i'm |i am
        |i )?(?:leaving|left|have left|leave) (?:the|this|your) (?:group|scheme|list|programme)
""")
COURTEOUS = pattern(COURTESY + "|mate|pal|guys|lads|love|sir|madam|man|bro|bruv|fam|dude|bab|hun|sake|you lot|for [a-z']+ sake|lol")


def plain_demand(words: str) -> str:
    """Return tidied and squashed text without swearing, its dialect put right."""
    said = SWEARING.sub("", words) if words.count(" ") else words
    said = SAID_SO.sub(lambda match: DIALECT[match[0]], " ".join(said.split()))
    return said


def is_whole_demand(words: str) -> bool:
    """Tell whether nothing is said but a demand, courtesies apart."""
    bare = re.sub(" ?[.,?]", "", words).strip()
    polite = " ".join(COURTEOUS.sub(" ", bare).split())
    return any(all_of_it.fullmatch(form) for all_of_it in (WHOLE, WELSH_WHOLE) for form in (bare, polite))

