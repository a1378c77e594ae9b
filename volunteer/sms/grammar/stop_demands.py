"""Orders to stop: how one demands, and what shall end.

Data for `stops`, put together from `stop_parts`, so that sentences nobody listed are heard.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_parts import ALL_THIS, CEASE, DOING, EVER, SENDING, YOU
from volunteer.sms.grammar.stop_words import LIST, TEXTS

DEMAND = pattern(rf"""
    {CEASE} {ALL_THIS}(?:{DOING}(?:ing|in)|{SENDING})
    {CEASE} (?:all )?{TEXTS}(?! (?:page|app|board|desk|system|for (?:the|my late [a-z]+'s)
        |about the)(?!\S))
    (?:stop|quit|cease|no more|don't|do not|never|not|not to) (?:ever )?us(?:e
        |ing) (?:my |this |the )(?:phone|mobile )?(?:number|phone|no)(?! on| if| when| for| as)
    (?:what|which) (?:part|bit) of (?:the word )?(?:stop|no|unsubscribe|opt out)
    (?:text|txt|message|msg|contact|bother|trouble|ask|call|email)(?: (?:me|us))? (?:no more
        |never again|nae more){EVER}
    (?:no|not|don't|never|do not) (?:want|like|wish)(?:ing)? (?:(?:to get|to have|to receive|to see
        |any|more|no more|your|of|these|this) )*{TEXTS}
    (?:don't|do not|no longer) need (?:(?:any|more|your|of|these|this|the|to get
        |to receive) )*(?:te?xts|txts|messages|msgs|spam|reminders){EVER}
    (?:i|we) (?:no|not) want(?: (?:this|these|more|them|any|any more|no more))?{EVER}
    not interested in (?:(?:getting|receiving|having|any|more|any more|your|these|the) )*{TEXTS}
    (?!(?:when|how|why) (?:did|have|has|had)(?!\S))(?:when|how|will|can|could|where|please|make
        |want|like|need|let)(?: [a-z]+){{0,3}} (?:the|these
        |this|your|those|all) (?:[a-z]+ ){{0,2}}(?:te?xts?|txts?|messages?|msgs?|sms|spam) (?:ever
        |please|to|just|be)? ?stop(?:ped)?{EVER}
    {TEXTS} (?:must|need to|have to|has to|needs to|should|had better|better|got to|have got to|can
        |will have to) (?:please )?(?:stop|end|cease){EVER}
    (?:get rid of|turn off|switch off|disable|mute|deactivate|get out of|come off|get off) {TEXTS}
    (?:take|remove|get|leave|count|cut) (?:me|us|my number|this number|my name) (?:off|from
        |out of) (?:(?:all|any|future|all future|of) )*{TEXTS}
    opt(?:ing)? out of (?:{TEXTS}|(?:these|all of (?:these|this|it)|all this){EVER})
    (?:want|like|need|get me|let me|wants) out of (?:all )?{TEXTS}
    count me out for (?:good|ever|all time)
    (?:cancel|end) (?:the |all |these |my |your )*(?:sms|text|txt|message)s?(?: alerts?
        | service)?{EVER}
    (?:deregister|de register|unregister|unenrol|disenrol|deactivate|unsign)(?: (?:me|us|my [a-z]+
        |this number))?{EVER}|sign me (?:off|out) (?:of |from )?(?:{LIST}|{TEXTS})
    (?:withdraw|resign|withdrawing|resigning|remove me|withdraw me)(?: myself)? from (?:being
        |volunteering|(?:the|this|your) (?:scheme|programme|program|mailing list|texting list
        |text list|volunteer list|volunteers list|list|service|database|register))(?! on| this| for)
    (?:leave|leaving|quit|quitting) (?:the|this|your) (?:scheme|programme|mailing list|text list
        |volunteer list|database|volunteers){EVER}
    (?:wipe|scrub|bin|ditch|lose|erase|purge|shred) (?:my|this|our|all my) (?:phone |mobile)?
        (?:number|details|no|data|info)
    (?:strike|scratch|scrub|cross|knock|wipe) (?:me|my name|my number) off(?: your| the| this
        | ur)?(?: list| books| system)?{EVER}
    (?:delete|erase|remove|take|wipe) (?:me|us|my number|this number) (?:off|from|out
        |out of) (?:your |ur |the |this )(?:group|chat|phone|phones|contacts|system|computer|group
        |records|files)
    (?:do not|don't|never|not) (?:want|wish|like) (?:(?:to|be|any|more|further|have|your
        |future) )*(?:contact|contacted|communications?)(?: (?:from|by|with) (?:you|this|the|your
        |anyone)[a-z ]*)?{EVER}|no (?:further |future |more )?(?:contact|communications?){EVER}
    rather not be (?:contacted|texted|messaged|bothered|on (?:this|the|your) list)
    never (?:want|wish) to (?:ever )?hear from (?:you|this)|(?:blocked|blocking|block) (?:you
        |your(?:number|texts)|this number|the number|{TEXTS})|(?<!think )(?:you're|you are|you r
        |you have been|you've been|your number is|this number is|your number's) (?:now |getting
        |being |been )*blocked{EVER}
    (?:report|reported|reporting) (?:you|your number|this number|this as spam|these as spam|{TEXTS})
    (?:ico|information commissioner|ofcom|trading standards|7726)(?! (?:training|course|job))
    gdpr(?: [a-z]+){{0,8}} (?:delete|erase|remove|removed|deleted|erased|object|forgotten|erasure
        |stop|desist)
    (?:object|objection|objecting) to (?:the |your |you |any |further |all )*(?:process[a-z]*|use of
        |using|hold[a-z]*|contact[a-z]*|{TEXTS})|right (?:to be forgotten|to erasure|of erasure
        |to object)
    (?:didn't|did not|don't|do not|never|haven't|have not|not) (?:consent|agree|give consent
        |given consent|give permission|given permission|give you permission|consented) (?:to |for )
        (?:you |be |being |get |getting|receive |receiving |any |the )*(?:{TEXTS}|{DOING}|{DOING}ed
        |this|these|contacted)
    (?:no longer|stopped|given up|gave up|giving up|give up|done|finished|done with|packed in
        |finished with|through with) (?:a volunteer|volunteering|being a volunteer)(?: any ?more
        | now| for you| please)*{EVER}|not (?:a volunteer|volunteering) any ?more{EVER}
    (?:nee|nae|no) more (?:o' |of )?(?:this|these|them|this please){EVER}
    (?:asked|told|begged|telling|asking|tell|beg|begging) {YOU}(?: [a-z]+){{0,2}} to (?:stop|quit
        |cease|leave me|pack it in|give over)(?= [.,?]|$| last| yesterday| ago| before| already| \d
        | a | two| three| four| five| twice| once| several| many| now| this morning| in
        | on [a-z]+day| weeks| days| and (?!pick|get|collect|wait|see)| but| so many| loads| over
        | times| months| please)
    (?:sick|fed up|sick and tired|tired|weary|bored) (?:of|with|at) (?:you |u |being |getting )+
        (?:{DOING}|{SENDING}|texted|messaged|contacted|spammed|bothered|harassed|pestered
        |asked every)
    (?:one|1|any) more (?:te?xts?|txts?|messages?|msgs?) (?:and|or|from you)|next (?:te?xt|txt
        |message|msg) (?:and )?(?:i'm|i am|i'll|i will|i) (?:report[a-z]*|block[a-z]*|go(?:ing)? to)
    (?:one|1|any|another)(?: more)?(?: single)? (?:of (?:these|them|those)|te?xts?|txts?|messages?
        |msgs?)(?: from you)?(?: [.,])? (?:and )?(?:i'm|i'll|i will|i am) (?:going to |gonna )?
        (?:complain|report|block|ring|call|tak|speak)(?:e|k|ing|ning)?(?!\S)
    (?:give|gimme) (?:us |me )?(?:a )?(?:break|rest|peace) (?:with|from) {TEXTS}|(?:do|doing|does
        |wreck|wrecking|melt|melting) (?:my|me|our) (?:head|heid|ed|nut)(?: in)? with {TEXTS}
    (?:stop|cease|quit|discontinue) (?:writing|mailing)(?: to)? (?:me|us)|(?:don't
        |do not) disturb (?:me
        |us)? ?with {TEXTS}
    (?:number|phone)(?: [a-z']+){{0,8}} [.,?] (?:please )?(?:remove|delete|erase) (?:it|this
        |that){EVER}
    (?<!should have )(?<!if i )(?:(?:i|i've|already|keep|we|have|had|just|also|even|clearly
        |previously) )+(?:said|sent|texted|replied|typed|wrote|saying|sending|texting|replying
        |typing|put|asked for) (?:(?:the|word|to|a|for|with|you) )*stop(?= [.,?]|$| twice| once
        | already| last| before| \d| two| three| several| many| and| but| yesterday| a | weeks| ages
        | so| now| loads| thanks| to (?:this|these|you|your))
""")
