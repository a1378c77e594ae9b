"""What is ended, but is not ours: a gym, a milkman, the garden waste collection.

Data for `stops`, written like `stop_words`. It is taken out before a stop is looked for, so that
"unsubscribed from the gym, and unsubscribe me from this too" is one still.
"""

from volunteer.sms.grammar.normal import pattern

ENDED = (
    "(?:unsubscrib(?:e|ed|ing)|unsub(?:ed)?|opt(?:ed|ing)? out|cancel(?:s|ed|ing)?"
    "|stop(?:s|ed|ing)?|end(?:s|ed|ing)?|remov(?:e|ed|ing)|delet(?:e|ed|ing)|quit(?:s|ing)?"
    "|block(?:ed|ing)?|giv(?:e|en|ing) up|gave up|jack(?:ed)? in|pack(?:ed)? in|leav(?:e|ing)|left"
    "|terminat(?:e|ed|ing)|withdr(?:aw|ew|awn)|resign(?:ed|ing)?|turn(?:ed)? off|finish(?:ed|ing)?"
    "|(?:take|taken|took|get|got|come|came|cut|cutting|switched|switch) off|taken|took"
    "|deregister(?:ed)?)"
)
BETWEEN = (
    "(?: (?:me|us|him|her|them|myself|ourselves|(?:my|our) [a-z]+) (?:from|off|out of|of))?"
    "(?: (?:from|of|off|out|with|the|a|an|my|our|your|his|their|all|that|old|council|online|local"
    "|account|subscription|membership|contract|going|to|paying|getting|doing|for|at)){0,5}"
)
ELSE = (
    "(?:gym(?:nasium)?|netflix|spotify|amazon|prime|disney|face ?book|fb|twitter|instagram|insta"
    "|tik ?tok|whats ?app|tinder|hinge|linkedin|snapchat|youtube|slimming world|weight watchers"
    "|sky(?: tv)?|tv licen[cs]e|milk(?:man)?|papers?|newspapers?|magazines?|bins?|(?:blue|brown"
    "|green|food|black) bins?|garden waste|recycling|refuse|landlines?|broadband|internet|wifi"
    "|phone contract|car insurance|insurance|gas|electric(?:ity)?|water|direct debits?"
    "|standing orders?|council tax|parking permits?|permits?|blue badge|bus pass|tenancy|lease"
    "|mortgage|dentists?|doctors?|gp|opticians?|physio|chiropodist|hairdressers?|appointments?"
    "|appts?|courses?|college|uni(?:versity)?|class(?:es)?|lessons?|smoking|vaping|drinking"
    "|gambling|tablets|medication|meds|pills|library(?: (?:books?|card|app))?|church|choir"
    "|(?:bowls|book|golf|football|tennis|running|rowing|chess|social|youth) club|allotment"
    "|pensions?|bank|newsletters?(?= (?:so|and i|because|already|last|for the))|junk mail"
    "|organ donor(?: register)?|raffle|lottery|holidays?|flights?|hotel|deliver(?:y|ies)"
    "|parcels?|housing(?: register)?|waiting list|electoral roll|meals on wheels|carers?"
    "|window cleaner|cleaner|gardener|old job|leisure centre|swimming pool|theatre|museum"
    "|nursery|school"
    "|hospital|planning|jury|(?:tesco|asda|sainsburys|sainsbury's|aldi|lidl|morrisons|boots"
    "|nectar)(?: club ?card| card)?)"
)
OF_IT = (
    "(?: (?:collections?|calendar|schemes?|services?|subscriptions?|memberships?|lists?|accounts?"
    "|bookings?|appointments?|class(?:es)?|cover|days?|app|emails?|newsletters?|register"
    "|reminders(?= app)|permits?)){0,2}+"
)
# It is ours after all: "the gym and these", "the council texts".
NOT_OURS = (
    "(?! (?:stops?|says|said|told|tells|has|is|are|was|wants|needs|won't|can't|clash[a-z]*)(?!\\S))"
    "(?! (?:te?xts?|txts?|messages?|msgs?|sms|alerts?|notifications?|reminders?)(?!\\S))"
    "(?! of (?:these|this|your|the|all|any|such)(?!\\S))"
    "(?!(?: [.,])? (?:and|or|as well as|plus)(?: (?:from|all|of|off)){0,2} (?:these|this|those|you"
    "|your|yours|us|me|it|the te?xts?|the messages)(?!\\S))"
)
OURS = (
    "(?:te?xts?|txts?|messages?|msgs?|sms|lists?|services?|scheme|alerts?|reminders?|updates"
    "|notifications?|volunteer[a-z]*|everything|anything|number|system|database|group|programme"
    "|mailings?|thing|things|this|these|those|it|all|you|your|yours|ur|u|them|here|whatever"
    "|communications?|contact|contacting|texting|emails?|project|projects|crew|team|rota|lot"
    "|spam|saturday|sunday|ages|weeks|months|already|twice|yesterday|last|council(?= [.,?]|$))"
)
A_THING = (
    f"(?!(?:[a-z']+ ){{0,3}}{OURS}(?!\\S))(?:(?:the|my|our|a|an|your|council|that) ){{0,2}}[a-z]+"
)

ELSEWHERE = pattern(rf"""
    {ENDED}{BETWEEN} {ELSE}{OF_IT}{NOT_OURS}
    (?:unsubscribed|unsubbed|opted out) (?:from|of) {A_THING}
    (?:(?:how|where|who)(?: (?:do|can|could|would|should))?|can|could|do|may) (?:i|you|we)(?: have
        | need)?(?: to)? (?:unsubscribe|opt out|unsub)(?: me| us| my [a-z]+)? (?:from|of) {A_THING}
    (?:delet|remov|clos|cancel)(?:e|ed|ing)? (?:my|our|the) (?:account|details|number|name
        |data) (?:on
        |with|from|off|for|at) {A_THING}
    (?:did|has|have) (?:my|our|the|his|her) [a-z]+ (?:ever |already )?(?:unsubscribed?
        |opt(?:ed)? out)
    (?:my|our|the|his|her) [a-z]+ (?:has |had |have |just )?(?:unsubscribed|opted out)
        (?= (?:but|so) (?:i|i'd|i'm|i'll|we)(?! (?:still )?(?:get|keep|am getting|getting)))
""")


def without(words: str) -> str:
    """Return a text without whatever it ends that is not ours."""
    return " ".join(ELSEWHERE.sub(" elsewhere ", words).split())
