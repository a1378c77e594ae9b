"""A stop with its reason behind it, and no mark between: "stop these now please I'm 84".

Data for `stops`, written like `stop_words`.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_words import TEXTS

PLEASE = "(?: (?:please|pls|plz|now|thanks|thank you|ta|x|will you|would you|mate|love|all|too))"
THESE = f"(?:these|those|them|{TEXTS})"
THIS = "(?:it all|it|this|that)"
# How a reason begins: "I get too many", "it's my son's", "he has died".
REASON = (
    "(?= (?:[.,] )?(?:i|i'm|im|i've|ive|we|we're|we've|he|he's|hes|she|she's|shes|it's|its"
    "|it (?:is|belongs|goes)|they're (?:driving|waking|annoying|doing|clogging|filling)|my (?:phone"
    "|inbox|mobile|memory|screen|son|daughter|mum|mam|dad|husband|wife|kid|child|eyes|boss)"
    "|too many"
    "|getting (?:\\d+|loads|too|so|far|about)|as i|because|cos|since|not (?:interested|my|for)"
    "|no longer|this is|wrong|both|never|don't|far too|every|\\d+|(?:or|our) (?:i|i'll|we|we'll"
    "|i will"
    "|else)"
    "(?! (?:cry|wet|laugh|die|burst|pee)))(?!\\S))"
)
# Whose number it was, or is now.
WHOSE = (
    "(?= (?:[.,] )?(?:(?:because|cos|as|since) )?(?:it's|its|it is|it belongs|it's now|he|he's|hes"
    "|she|she's|shes|this is|belongs|was|i don't|i no longer|we don't|i've changed|ive changed"
    "|i have (?:changed|moved|a new)|i'm not|im not|not (?:mine|his|hers|me)|wrong|used by)(?!\\S))"
)
GONE_AWAY = (
    "(?:moved|moving|emigrated|left (?:the area|plymouth|town)|(?:don't|do not|no longer) (?:live"
    "|work|want|need|volunteer|use)|passed(?: away)?|died|dead|deceased|retired|retiring|too old"
    "|wrong (?:person|number)|gone into|in a (?:care |nursing )?home|dementia|not interested|never"
    " (?:signed|asked|joined|volunteered)|not (?:well enough|up to it|fit enough) any ?more"
    "|getting on|no longer with us|at uni(?:versity)?|(?:off|gone) to uni|left home|grown up"
    "|(?:i'm|i am|we're|we are|he's|she's|he is|she is) (?:now |nearly |over )?[6-9]\\d(?= [.,]"
    "|$| now| years| and)"
    "|\\d\\d years old|in (?:spain|france|australia))"
)
WHO = (
    "(?:(?:my|our|the) (?:late )?(?:mum|mam|mom|mother|dad|father|husband|wife|hubby|partner|nan"
    "|nana|gran|grandma|grandad|granddad|grandmother|grandfather|brother|sister|son|daughter|uncle"
    "|aunt|auntie|aunty|neighbour|friend))"
)
NUMBER = (
    "(?:(?:my|our|this|that|his|her|their|the)(?: [a-z]+'s| mums| dads| nans| mams| husbands"
    "| wifes)? (?:(?:mobile|phone|old|home|work) )*(?:number|no))"
)

REASONED = pattern(rf"""
    (?<!to )(?:stop|end|quit|cease|discontinue) {THESE}{PLEASE}{{0,4}}{REASON}
    (?<!to )(?:stop|end|quit|cease|discontinue) {THIS}{PLEASE}{{1,4}}(?! (?:it's|its|he|he's|she
        |she's|they're) (?!driving
        |annoying|every|too|my (?:work|phone)|waking)){REASON}
    (?:^|[.,] )no more(?: (?:please|pls|thanks|now)){{1,3}} (?:my (?:phone|inbox)|i'm|i am|i get
        |i've had
        |i can't|too many|we've|we have|we are|wrong)
    ^(?:quit|unsub|optout) [.]|(?:take|remove|delete|unsubscribe|get) (?:my
        |our) late [a-z]+(?: (?:off|from|please|pls
        |your|the|list|now)){{0,4}}(?= [.,?]|$)
    (?:can|could|may) we (?:please |now |just ){{0,2}}(?:stop|end|cancel) {THESE}(?!\S)(?! (?:from
        |when|at
        |until|if)(?!\S))
    (?:end|cancel|quit|cease) (?:these|those)(?: (?:all|now|please|pls)){{0,3}}(?= [.,?]|$)
    stop(?: (?:please|pls|plz|now)){{1,3}} (?:i get|i'm getting|i am getting|i've had
        |my phone (?:never
        |keeps|is|won't|has)|i can't (?:cope|read|keep)|too many|not interested|i don't want|this is
        |wrong)
    (?:cancel|end|stop) (?:the|this|your) (?:(?:text|texting|sms|volunteer|messaging)
        )?service(?: (?:please|pls|now|thanks)){{0,3}}(?= [.,?]|$)
    (?:tak|remov|delet|get|eras)e? {NUMBER}(?: (?:off|out))?{PLEASE}{{0,4}}{WHOSE}
    (?:take|remove|delete|get|cross|unsubscribe) (?:me|us|us both|both of us|him|her|them
        |{WHO})(?: (?:off|out))?
        {PLEASE}{{0,4}}(?: [a-z',.]+){{0,6}} {GONE_AWAY}
    (?:end|finish|stop|cancel) my (?:part|involvement|time|participation)(?: (?:in|with))? (?:this
        |it|all this|the scheme
        |volunteering)(?= [.,?]|$)|mind (?:stopping|ending|cancelling) (?:these|those
        |{TEXTS})(?!\S)|(?:stop|end|cease|halt
        |cancel) (?:the )?(?:delivery|receipt|flow|stream|sending|barrage) of {TEXTS}
    (?:block|exclude|excuse|exempt) (?:me|us) from (?:{THESE}|this)(?: (?:please|now
        )){{0,2}}(?= [.,?]|$)
    (?:pressed|hit|tapped|clicked|did|sent|texted|said|typed|replied)(?: [a-z]+)? ?stop(?: [a-z]+)
        {{0,3}} (?:[.,] )?(?:and|but|yet) (?:they|you|it|these|i|the texts|the messages|{TEXTS})
        (?:'re | are |'m | am | )?(?:still|keep|kept|carry on|carried on|continue|just keep)
    (?:stopped|cancelled|ended|unsubscribed from) {THESE}(?: [a-z]+){{0,4}}(?: [.,?])? (?:and |but
        |so )?(?:why|how come|how) (?:am i|do i|are they|i'm|am i still)(?: still)? (?:getting
        |get|coming|receiving)
    (?:stopped|cancelled|ended|unsubscribed from) {THESE}(?: [a-z]+){{0,4}}(?: [.,?])? (?:and |but
        )(?:they|they're|i'm|i|you)(?: are| am)? still (?!want|like|miss|love)
""")
