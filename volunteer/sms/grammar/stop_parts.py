"""What demands for no more texts are put together from.

Data for `stop_demands` and its neighbours: parts of phrases, written like `stop_words`.
"""

from volunteer.sms.grammar.stop_words import TEXTS

YOU = "(?:you|u|them|him|her|somebody|someone|people)"
VERB = "(?:te?xt|txt|mes+ag|mesg|msg|contact|spam|bother|harass|pester|hassl|bug|annoy|nag|disturb"
VERB += "|torment|plagu|irritat|hector|molest|badger|hound|mither|sms|trouble|bombard)"
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
SEND = (
    f"(?:send (?:(?:to )?{WHOM} )?(?:(?:any|so many|all|more|of|some|no|your|any more) )*{STUFF})"
)
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
    "|pack up|sack off|sack it off|allow it|allow me|dead out|knock it off|give it a rest"
    "|give it up|leave it out|leave it|enough|pack it in"
    "|jack it in|jack in|be done|cut out|cut it out|chuck it|chuck it in|put a stop to"
    "|put an end to|call a halt to|an end to|finish|finished|finish up|no more|bin|ditch|scrap"
    "|spare (?:me|us)|wheesht|whisht|haud|turn off|switch off|shut off)(?: it)?"
    "(?: with| of| off| from| on| to)?)"
)
ALL_THIS = "(?:(?:all|this|the|your|all of|these|those|constantly|always|ever|with|so many) )*"
MAY = (
    "(?:(?:be|please|start|begin|just|ever|even|kindly|actually|keep|dare|to|in future|again|go) )*"
)
WISH_YOU = (
    "(?:(?:would|i'd|i would|i should|should|we'd|we would|much|i|we|id) )*(?:rather|prefer"
    "|prefer it if|prefer if"
    f"|appreciate it if|like it if|be grateful if|be pleased if|be obliged if|glad if) {YOU}"
)

MINE = "(?:my|our|this|his|her)(?: (?:mobile|phone|cell|telephone|home|work|contact|personal))*"
MINE = f"(?:{MINE} (?:number|no|name|details|data|info|information|phone|record|records))"
GONE = (
    "(?:removed|deleted|taken off|taken out|erased|wiped|unsubscribed|opted out|struck off"
    "|crossed off)"
)
