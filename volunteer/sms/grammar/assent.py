"""Yes, put together from its parts, and as those say it whose English is their second language.

Data for `lexicon`, written like `phrasebook`.
"""

from volunteer.sms.grammar.neutral import BRINGING, KIT
from volunteer.sms.grammar.phrasebook import DOIT

THAT = (
    "(?:(?:the|this|that) (?:job|work|day|event|activity|project|saturday)|that|this|it"
    "|your (?:invitation|offer))"
)
JOINING = (
    "(?:participate|come|help(?: you| out)?|take part|attend|join|do (?:it|this|that)"
    "|assist|be there|volunteer"
    "|support|contribute|be present|be part of (?:it|this)|work with you|be involved)"
)
WILL = (
    "(?:(?:i|i'll|i will|will|shall|i shall|i can|can|i am|i'm|am|going to|gonna|definitely"
    "|certainly|gladly|happily|also|of course|surely|sure|always|still|happy to|glad to"
    "|love to|able"
    "|to|be able to|should|i would|would|i'd|like to|want to|pleased to|be|i want|i wish to"
    "|ready to|prepared to|in a position to|honoured to|free to|available to|willing to) )+"
)

YES = rf"""
    (?!(?:to|be|should|of) |i (?:do|make|go|help|commit|manage|support)(?!\S)){WILL}(?:{DOIT}
        |be (?:down|along|present|in attendance|around|over|at the [a-z]+(?: clean|bank
        | pick)?)(?: there)?|be down there|down there|turn out|do (?:un|'un|en)|take part in {THAT}
        |participate(?: in {THAT})?|help with {THAT}|help you(?: out| all)?|make an appearance
        |be with (?:you|ee)|come for sure|show my face|pop (?:down|along|over|up|by)|come straight
        |get there|walk (?:down|over|up|there)|stroll down|cycle (?:down|over))
    (?:i'll |i will |i'm |i )?be there (?:right )?(?:to|till|until) the bitter end
    (?:yes|yeah|yep|aye|ok|sure) (?:o|oo)(?= [.,]|$)|(?:yes|yeah|yep|aye|ok|sure) go for it
        |i dey come
        |count me in for the (?:beach|park|litter|garden|woods?|river|food bank|tree|canal)(?: one
        | thing
        | clean| pick| do)?
    i (?:join|participate|take part|assist|attend|come|am coming|help)(?: you| too| also| with you
        | for sure| sure| with pleasure| gladly| there| on time| in time)*
    i (?:accept|agree|confirm)(?: with pleasure)?(?: (?:to|that i (?:can|will
        |shall)) {JOINING})?(?: (?:the|your|this) (?:invitation|offer|place
        |proposal))?(?: with pleasure)?|i confirm (?:that )?(?:my )?(?:presence|participation
        |attendance|place|availability|coming)|(?:i)?(?:confirm|confirming
        |confirmed) (?:my )?(?:presence|participation|attendance|place)
    i (?:am|'m) (?:agree|ok|okay|agreed|present|with you|disponible|in agreement|certain
        |certainly in)(?: for| with)?(?: {THAT})?|(?:is |it's |it is )?ok for me|
        (?:is |it's |it is )?possible for me|count with me|you can count (?:with|on) me
        |i am available(?: for {THAT})?|i am free and (?:available|willing|ready)
    (?:for me )?(?:it |this |that )?(?:is|'s|will be|would be) (?:a |my |an )?(?:great |big |real )?
        (?:pleasure|honour|privilege)(?: for me)?(?: to {JOINING}[a-z ]{{0,20}})?|
        (?:a |my )?pleasure to {JOINING}|with (?:much |great |big )?(?:pleasure|joy)|for me (?:is
        |it's|it is) (?:ok|good|fine|perfect|possible|no problem)
    (?:the |my |our )?answer(?:'s| is|:)? (?:a |of course |definitely )?(?:big )?(?:yes|yeah|aye)
    (?:a |an |it's a |that's a |it is a )?(?:big|massive|huge|resounding|definite|firm|easy|hard
        |enthusiastic|wholehearted|happy) (?:fat )?(?:yes|yeah|aye)(?: from me)?|yes from me
    (?:fuck|hell|damn|bloody hell|flip|heck|oh god|god|gosh|lord|och|too|ooh|eh|ey|heck) (?:yes|yeah
        |yep|aye)|(?:yas|yes|yasss|yaas) queen|(?:aye|yes|yeah|yep|oh|go|ok|ach|och|eee
        |well) go on(?: then)?|go on(?: then)? (?:yes|aye|yeah)|aye (?:aye|sure|right enough|course
        |definitely)|och aye|och yes|ess|yezz|yezzir|yis please|aye reet|reet|yessir|si|oui|ja|sim
        |yes yes|ok yes|sure yes|yes sure|yes for sure|yes sure thing|sounds good yes|gladly yes
    (?:yes |yeah |yep |aye |i'm |i am |am |all |confirming )*still (?:on|coming|in
        |up for (?:it|that|this)|keen
        |good|there|okay|ok|attending|good to go|planning (?:to come|on coming|to be there)
        |able to (?:come|make it)|going|turning up|available|free|happy to (?:come|help)|fine
        |game)(?: for (?:it|this|that|me))*|(?:it's |that's |saturday's |saturday is )?
        (?:still |all )?on for me
    (?:(?:yes|yeah|yep|aye) )?of course i (?:can|will|would|could) (?:help|come|be there|do it
        |do that|join|volunteer)(?: out| you| along)?
    i'm (?:so |well |totally |definitely )?down for (?:it|that|this)|(?:you )?(?:just )?
        try (?:(?:and|to) )?(?:stop|keep) me(?: away| coming)?|i'll take (?:it|a place|the place
        |the spot
        |a spot)|(?:please )?(?:write|put|pop|jot|stick|get
        |note|book|mark|add|pencil)(?<!pencil) (?:i|my name|me name|me|my name on)(?: down| in| up
        | on)(?: the list| your list| for it| for this| for that| for saturday)*
        |(?:please )?(?:write|add|put) my name(?: please)?|reserve (?:me )?(?:a
        |my) place(?: for me)?|keep (?:me )?a (?:place|spot)
    (?:me|i) (?:yes|am in|is in|be in|come yes|can come|can)|i be (?:there|coming|down|up for (?:it
        |that))|i'se be there|us'll be there|i'll do (?:un|'un|en|it|that|this)(?: for (?:you|ee))?
        |that (?:do|does|will do|'ll do) me|that'll (?:be (?:fine|grand|lovely|great)
        |do (?:me)?(?:nicely|fine))|(?:you're|you are|yer) on|try and keep me away
        |i'm your (?:huckleberry|gal)|you had me at [a-z ]{{2,20}}|where do i sign
        |wouldn't (?:dream of missing|want to miss) (?:it|this|that)
        |(?:i )?(?:was )?hoping you'd ask|about time too
    (?:yes|yeah|yep|aye|but|of)? ?course(?: i will| i can| yes| mate)?|on it|done|done deal|deal
        |sorted then yes|wicked yes|mint yes|all good(?: for me| here)?|good (?:for|with) me
        |i'm good(?: for (?:it|that|this|saturday))|good to go|locked in|lock me in
        |signed and sealed|i'm available(?: for {THAT})?|happy days yes
"""

SOFT = """
    (?:absolutely |well |so |proper |totally |fully )*(?:stoked|pumped|psyched|hyped|gassed|buzzing
        |chuffed|thrilled|delighted|made up|giddy|over the moon|raring)(?: for (?:it|this|that))?
        |(?:bare )?(?:wicked|sick|lit|banging|dope|rad|radical|gnarly|epic)
    why not|ideal(?: that)?|ideal|fair play|proper job|get in|whoop|woop|woohoo|wahey|hooray|hurrah
        |yippee|bonus|belter|magic|mint|lush|gert lush|smart|nice one|tidy|tidy that|spot on
        |good stuff|good show|jolly good|capital|super duper|best news|music to my ears
"""

FREE = rf"""
    (?:right )?(?:to|till|until) the bitter end|now (?:that )?i'm retired|no end of (?:time|energy
        |free time|spare time)
        |(?:with |got )(?:my|our) own (?:grabber|gloves|litter picker)(?: and (?:everything|all
        |bag))?
    (?:and |also )*(?:(?:i|can|will|i'll|shall|happy to|able to|also|gladly) ){{1,4}}bring
        (?: ){BRINGING}{{0,5}}{KIT}(?! [a-z]{{4,}}$)(?: too| as well| along)*
    on the dot|with bells on|(?:come )?rain or shine|whatever the weather|on time|in good time
        |bright and early
        |as usual|no fail|without fail|i go|i will go|i never miss(?: (?:it|one|them))?
        |never miss (?:it|one|a (?:week|one))|love a (?:[a-z]+ )?(?:beach|litter|tidy|clean|plant
        |pick|dig)[a-z ]{{0,8}}|straight (?:from|off|after) (?:work|nights|my shift|the night shift)
        |up and about|ready and waiting|raring to go|itching to (?:go|get out)|all set|ready to go
        |of an early riser|back on my feet
"""

FILL = r"""
    (?:and |but |please )*(?:don't|do not|never) (?:you )?stop (?:asking|texting|inviting|messaging
        |sending)(?: (?:me|us|them|these|texts))?|(?:but |although )?(?:can't|cannot|won't|won't be
        able to|not able to) (?:stop|stay)(?: on)? for (?:the|a) (?:cuppa|tea|coffee|cake|brew
        |chat|drink|pint|natter
        |biscuits)(?: (?:after|afterwards|at the end))?(?: (?:though|tho|sorry|this time)){0,2}
    abeg|oga|(?:just )?confirming(?: that)?|(?:can't|cannot) stop (?:, )?(?:won't|will not) stop
        |if (?:nothing|nowt) else|(?:she|he|they)(?:'s| is| has| are| have)? (?:aged? )?\d\d?
        (?: years?| yrs?)?(?: old| of age)?
    by (?:god's|the) grace(?: of god)?|by god's grace|(?:can't|cannot) stop (?:long
        |now )?(?:on the phone
        |to (?:chat|talk|text|type))|(?:can't|cannot) stop(?: now)? (?:, )?(?:in (?:a
        |the) (?:meeting
        |lecture|class|lesson|library|queue)|at work|on a call)
    no shaking|god help (?:you|us)(?: all)?|sir (?:or|and) madam|tru dat|true that|stop worrying
        |(?:i'm |i am )?(?:very
        |badly |a bit )?d[iy]s?[sl][el]*[xc]s?ic|sorry (?:for
        |about) (?:the |my )?(?:bad |poor )?(?:spel+ing
        |typing|english|typos?|writing)
    (?:sorry )?(?:i )?(?:thought|was sure|could have sworn) (?:i'd|i had|i
        |id) (?:already )?(?:replied
        |answered|responded|sent (?:this|it|a reply|one)|texted back|(?:pressed|hit) send|said yes)
    (?:(?:i|i've|i'd|was|am|been|had|have) )*(?:(?:in|at|on) (?:(?:the|my
        |a) )?[a-z]+ |driving |asleep |out
        |away )?(?:(?:i|i've|have) ){0,2}(?:(?:only|just|jus|finally) ){1,2}(?:now )?(?:seen|saw
        |got|read|spotted|noticed|found) (?:this
        |it|your (?:text|message)|ur (?:text|message))(?: now)?
    (?:sorry|apologies|apols) (?:for|about) (?:the |my )?(?:late|slow|delayed) (?:reply|response
        |answer)(?:(?: i)?(?: was
        |'ve| have| had)? (?:been )?(?:in|at|on|off) (?:(?:the|my|a) )?[a-z]+)
    yours|och|ach|eh|ooh ar|ey up|eyup|ow do|howdo|wotcher|howay|wey|weyhey|good day|greetings|hallo
        |day|hello good day|hi good day|dear team|dear friends|dear organisers?|hello dear|yo
        |aye aye
    (?:i'm |i am |we are )?(?:pleased|happy|glad|delighted|writing|able|proud|honoured) to (?:say
        |confirm|tell you|inform you|let you know|report|advise|announce)(?: you)?(?: that)?
        |this is to (?:say|confirm|let you know)(?: that)?|just to (?:say|confirm
        |let you know)(?: that)?|as regards (?:saturday|this|your text)|(?:i )?(?:would like to
        |want to|can) confirm(?: that)?
    (?:please |pls |do |just |but |and )*(?:keep|leave|have) (?:me|us|my name|my number) (?:on|in
        |down)(?: (?:the|your|this|my) )?(?: ?(?:list|books|loop|mind|mailing list|register
        |rota))?(?: for (?:the )?(?:next(?: (?:one|time))?|another(?: (?:one|time))?
        |future(?: ones)?|others?|ones|more))*(?: please| though| tho)*
    (?:please |pls |but |and )*(?:don't|do not|dinnae|never) (?:take|cross|strike|knock|remove|kick
        |drop) (?:me|us|my name) (?:off|from)(?: (?:the|your|this) ?(?:list|books|texts))?(?: though
        | tho| please| yet| altogether)*
    (?:please |pls |do |but |and )*(?:do )?(?:ask|try|text|message|invite|think of|contact
        |keep asking|keep texting|keep messaging|keep trying|carry on texting|carry on asking
        |keep inviting|count on) (?:me|us)(?: again| another (?:time|day)| next (?:time|month|year)
        | for (?:the|a)? ?(?:next|another|other|future)(?: (?:one|ones|time))?| any (?:other )?time
        | soon| some other time| though| tho| please| in (?:the )?(?:spring|summer|autumn|winter
        |future|new year))+|(?:please |do |but )*ask again(?: (?:soon|next time|another time|please
        |though|tho))*
    (?:please |but )*(?:don't|no need to|do not) (?:you )?(?:worry|fret|panic)(?: about (?:me|it
        |(?:the |my )?(?:parking|lift|transport|gloves|tools|lunch|tea|weather|rain)|that))?
        |(?:and )?no worr(?:y|ies)|(?:but )?(?:i'll |i will |shall )?
        (?:hope to |hopefully |try to )?(?:be (?:back|there|along|at)|come to|do|make|see you at
        |catch|join you (?:for|at)) (?:for)?(?:the|a) (?:next|another|following) (?:one|time|session
        |do)
"""
