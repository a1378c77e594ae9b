"""Giving a place back, as people say it in English.

Data for `lexicon`, written like `phrasebook`.
"""

from volunteer.sms.grammar.courtesies import DAYNAME
from volunteer.sms.grammar.phrasebook import CANT, DOIT

NEED = (
    "(?:(?:i|i'm|i am|i'll|i will|i shall|shall|i've|i'd|am|sorry) )*(?:afraid |regret |i "
    "|going |will |would |got |shall |just )*"
    "(?:(?:need|have|want|got|like|going|wish|must|gonna|gotta|will|better|be|please|am|i'm)(?: to"
    ")? )*"
)
IT = "(?:it|this|that|this one|saturday's|the project|the session|the day)"
PLACE = "(?:place|spot|slot|booking|space|shift|attendance|name|session|reservation)"
ELSE = (
    "(?:to |for )?(?:other person|other people|others|someone|somebody|anyone|another person"
    "|some one|sum one|sum 1|some 1|the next person|the waiting list)(?: else)?(?: who (?:can"
    "|wants|needs|is|will|could"
    "|'s)(?: (?:it|do it|come|make it|use it|free|go|the place|to|on the list|able to"
    "|waiting)){0,3})?"
)

WITHDRAW = rf"""
    {NEED}(?:drop|pull|back|duck|bow|cry)(?:ing)? (?:me )?out(?: of (?:{IT}|{DAYNAME}|(?:the
        |your|that) (?:[a-z]+ ){{1,2}}(?:thing|do|session|clean|pick|event)))?
        |{NEED}bail(?: out)?(?: on (?:you|this|it))?
    {NEED}(?:withdraw|withdrawing)(?: myself| my name)?(?: from (?:{IT}|{DAYNAME}))?|withdraw me
    (?:(?:i|i'm|i am|i'll|i will|i've|i'd|sorry|afraid|going to|will|would|got|going) )*(?:need to
        |have to|have got to|got to|want to|wish to|like to|must|gotta|gonna have to|please
        |pls) (?:cancel|withdraw)(?: on (?:you|this|that))?
    (?!drop(?:ping)? me off(?! the| from))(?:please |pls )?(?:cancel|cancelling|remove|drop|scratch
        )(?:ing)? (?:me|my {PLACE})(?: off| out| down| from {IT})?(?: (?:the )?(?:rota|roster
        |session
        |shift))?
    (?:please |pls )?take (?:me|my {PLACE}) (?:off|out|down)(?: (?:the )?(?:rota|roster|session
        |shift))?
    (?:(?:please|pls|can you|could you|plz) )*(?:take|remove|get|drop|scratch|cross) (?:me|my name
        |us
        ) (?:off|from|out of) (?:(?:the|this|that|your|{DAYNAME}'?s?) )*(?:rota|roster|session|shift
        |team|booking|(?:litter |beach )?pick|litter pick|beach clean|clean ?up|clean|food ?bank
        |garden
        |gardening|planting|event|job|work party|tidy ?up|project|walk|run|soup run|one|slot|tree
        planting|community garden)(?: (?:on |for |this )?{DAYNAME}| tomorrow| please| today)*
    (?:(?:i|i'm afraid i|we|so i|but i|that i) )*{CANT}(?: {DOIT})? (?:any ?more|now|after all
        |any longer)
    (?:i )?can no longer {DOIT}|(?:i'm |i am )?no longer (?:able to|free|available|coming
        |going)(?: {DOIT})?
    (?:i'm |i am |am )?not (?:coming|going|able to come) (?:any ?more|now|after all)
    (?:(?:i|i'm afraid i|so i) )*(?:won't|shan't|will not|shall not) be (?:coming|there|attending
        |joining) (?:any ?more|now|after all)
    (?:(?:please|pls|can you|could you|can u) )*(?:cancel|remove|take|drop|delete|scratch
        |get) me (?:from|off|out of|for) (?:the )?{DAYNAME}(?:'s)?(?: one| slot| session| shift
        | list| rota)?
    (?:i'm |i am |am |having to |i'll be |have to be )?(?:bailing|cancelling|backing out
        |dropping out|pulling out|withdrawing
        )(?: now| this time| on you| sorry| i'm afraid)*|(?:some(?:one|body) else|the next person
        |another person) (?:can
        |could|may|should) (?:have|take|get) my {PLACE}|(?:take|remove|cross|knock|put) (?:me
        |my name) off (?:the |your )?list for (?:(?:this |that |just |only )?{DAYNAME}|this one
        |that one
        |tomorrow|this week)(?: only)?
    {NEED}quit (?:the |my )?(?:{DAYNAME} )?(?:slot|session|shift|place|spot)
    {NEED}(?:give|giving|release|free|let|offer|pass|relinquish)(?: up| away
        | back)? my {PLACE}(?: go)?(?: up| away| back)?(?: {ELSE})?|{NEED}(?:let
        |give) {ELSE} (?:have )?my {PLACE}
    (?:i )?(?:don't|won't) need my {PLACE}(?: any ?more| now)?
    (?:can|could|would|will) (?:you|u) (?:please )?(?:cancel|drop|withdraw|take|remove) (?:me
        |my {PLACE})(?: out| off| down)?(?: (?:the )?(?:rota|roster|session|shift|team))?
    (?:please |pls )?(?:(?:can|could|would|will|may) you |you (?:can|could|may|should|might as well
        |better) )(?:please |now |just
        )*(?:give|let|offer|pass|release|free|reallocate|hand)(?: up| back| on)? (?:my {PLACE}
        |{ELSE})(?: go| up| away| back)?(?: {ELSE}
        | my {PLACE}| have my {PLACE})?
"""

CANCEL = """
    cancel|cancel (?:it|this|that|please|mine|for me)
"""

AFTER_ALL = """
    any ?more|after all|any longer|no more|now
"""
