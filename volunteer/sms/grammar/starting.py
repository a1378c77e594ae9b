"""Who wants to be texted again.

Pure. Works on text that is tidied and squashed.
"""

from volunteer.sms.grammar.clauses import besides_stories
from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_mistaken import STOPPED, WISHED, not_mistaken

TEXTS = (
    "(?:(?:(?:the|my|your|these|those|them|sending|getting|receiving|having|all"
    "|me|volunteering|volunteer|council|old|project) ){0,4}(?:te?xts?|txts?|messages?|msgs?|sms"
    "|alerts?|reminders?|texting|messaging|mine"
    "|them|invites|invitations))"
)
START = pattern(rf"""
    (?:(?:please|pls|hi|hello|ok|yes|so|it's|it is|its|that's) )*(?:you|u|ye|yous) (?:(?:can|may
        |could|are welcome to|are free to
        |'re welcome to) )(?:now )?(?:start )?(?:text|message|contact|send me
        |send)(?:ing)?(?: (?:me|us|texts|messages|them|to|your)){{0,3}} again(?: (?:now|please
        |thanks
        |if you like|ta|x))*|(?:(?:it's|it is|its) )?(?:ok|fine|alright|all right|good|happy for
        you|i'm happy for you|i'd like you)(?: for you)? to (?:text|message
        |contact) (?:me|us) again(?: now)?
    (?:(?:please|pls|hi|hello|ok|yes|can|could|would|will|you|u|kindly|plis|helo|i|want|like|wish|to
        |i'd|would|me|may|sorry|and|now|ready|happy|love|id|back|so|just|again) )*(?:(?:start
        |restart
        |resume|begin|recommence|reinstate|turn on|switch on|put on|send|get|receive|have|carry on
        |continue|re ?activate|put back)(?: (?:with|to|sending|getting|receiving
        |me))* {TEXTS}(?: (?:to
        |me|from|you))*(?: (?:again|back|back on|up again|back again|once more|on again|to me again
        |from you again|going again))+|{TEXTS} (?:to )?(?:start|resume|restart|begin|come back
        |be switched on|be turned on|come)(?: (?:back|on
        |again|up|please|once more|coming|now|thanks))+|go back on (?:the|your) list|(?:put|add|have
        |get) (?:me|us|my name|my number) (?:back )+(?:on|in|onto)(?: (?:the|your|that|my) ?(?:list
        |texts|messages|system|text list|mailing list|volunteers list|books))?(?: (?:again|please
        |pls|thanks|now|ta|x|for texts))*|start mine(?: up)? again)(?: (?:please|pls|thanks|now|ta|x
        |thank you|love|mate|cheers))*|(?:(?:please|pls|hi|hello|ok|yes|can you|could you|plis|helo
        |i want(?: to)?|i'd like(?: to)?
        |i would like(?: to)?|want(?: to)?|please can you|can i|may i
        |sorry|and) )*(?:start|unstop|restart|resume|resubscribe|start again|opt (?:me )?back in
        |opt in|re start|un stop|dechrau|ailddechrau|cychwyn|dechreuwch|sign me (?:back )?up again
        |put me back on(?: (?:the|your) list)?|(?:have )?(?:the |my |your )?(?:texts
        |messages) (?:back(?: on
        | again)?|again|switched back on|turned back on)|(?:turn|switch
        |put) (?:the |my |your |my )?(?:texts
        |messages) (?:back )?on|turn (?:them|it) back on|add me back(?: to (?:the|your) list)?
        |come back
        |rejoin|be (?:put|added) back(?: on)?(?: (?:the|your) list)?|re subscribe|text me again
        |start (?:sending|texting|messaging))(?: (?:again|please|pls|now|thanks|texts|texting me
        |texting|messages|messaging|messaging me|them|these|me|my|the|sending|sending me|getting
        |receiving|up|os gwelwch yn da|plis|eto|x|decstio|anfon|fi|i|ata i|negeseuon|yr|y|for me))*
""")
AGAIN = (
    "(?: (?:again|back|back on|once more|please|pls|plz|now|thanks|ta|x|if you can|for me|up"
    "|to me))"
)
BACK_ON = pattern(rf"""
    (?:(?:hi|hiya|hello|hey|please|pls|kindly|can|could|would|will|you|u|i|i'd|we|like|love|want|to
        |wish|be|get|have|me|us|my|just|so|and|happy for you|may|number|name|am|ready
        |sorry) ){{0,9}}
        (?:put|add|added|sign|signed|get|go|come|be|pop|stick|opt|include)(?: (?:me|us|my number|my
        name|this number))?(?: back){{1,2}} (?:on|onto|in|into|to|up|for)(?: (?:to|for|on))?
        (?: (?:the|your|these|those|that|getting|receiving|all|my)){{0,2}}(?: (?:volunteer(?:ing)?
        |council|text|mailing))?(?: (?:texts?|messages?|list|lists|texting|messaging|alerts?|it|them
        |thing|system|texting list|service))?{AGAIN}{{0,4}}
    (?:(?:hi|hiya|hello|please|can|could|would|will|you|u|i|i'd|like|want|to|me|just|so|and
        |id) ){{0,8}}
        (?:start|restart|resume|begin|switch on|turn on|get|have|receive|send)(?:ing)?(?: (?:them
        |these
        |those|me|us|getting|receiving|sending|having|texting|the texts
        |the messages)){{1,4}}{AGAIN}{{1,4}}
    (?:(?:i|i'd|id|i would|we|would|really|just|now) )*(?:mis|miss)(?:ing)? (?:the|your|getting
        the|getting your) (?:texts|messages)(?: [a-z]+){{0,3}} (?:start|send|put)(?: (?:them|me
        |it))?
        (?: back)?(?: on)?{AGAIN}{{1,3}}
    (?:(?:hoffwn|licen|liciwn|leiciwn|baswn|byddwn)(?: i)?|(?:dw i|dwi|rydw i|fi|rwy|dwi'n|dw i'n
        |fi'n|rwy'n)(?:'n)?(?: (?:eisiau|isio|moyn|hoffi|am))?|(?:allwch|fedrwch|allech|wnewch
        |newch)
        (?: chi)?|ga i|plis|a|os gwelwch yn dda|gawn ni|(?:eisiau|isio|moyn)) ?
        (?:(?:i|am|gael|cael|mi) ){{0,3}}(?:(?:ail ?|ail )?(?:dd?echrau|gychwyn|cychwyn|ddechra
        |dechra)|cael|gael|derbyn|dderbyn|anfon|danfon|gyrru|yrru)(?: (?:cael|derbyn|anfon|danfon
        |gyrru
        |hala|tecstio|y|yr|eich|ch|'ch|i|fi|mi|ata i|ataf i|at|gael))*(?: (?:negeseuon|negeseua
        |neges
        |tecsts?|decsts?|tecst|textau|nhw|rhain))?(?: (?:yma|ma|i fi|ata i))?(?: (?:eto|unwaith eto
        |yn ol|ail waith))(?: (?:plis|os gwelwch yn dda|diolch|nawr|rwan|eto))*
    (?:(?:plis|os gwelwch yn dda|helo|sori|a) ){{0,2}}(?:(?:dw i|dwi|rydw i|fi|rwy|rwyf|ga i|gai
        |hoffwn i)(?:'n|'r)? ?)?(?:(?:eisiau|isio|isho|moyn|isie|ishe|hoffi|hoffwn)(?:'r)? ?)?
        (?:(?:gael|cael|derbyn|dderbyn) )?(?:y |eich |'r )?(?:negeseuon|negeseua|tecsts?|decsts?)
        (?: (?:ata i|i fi|i mi))? (?:eto|yn ol|nol|unwaith eto)(?: (?:plis|os gwelwch yn dda|diolch
        |nawr|rwan|eto))*
    (?:rhowch|rho) (?:fi|fy enw|fy rhif)(?: i)? (?:yn ol )(?:ar|ar y)(?: y)? (?:rhestr|negeseuon
        |tecsts)
        (?: (?:plis|eto|os gwelwch yn dda|diolch))*
""")


def wants_to_start(words: str) -> bool:
    """Tell whether a text asks to be texted again, for all its stories."""
    words = not_mistaken(words)
    if STOPPED.search(words) and not WISHED.search(words):
        return False
    bare = words.replace(" .", "").replace(" ,", "").strip(" .,")
    wish, asked, story = words.partition(" ?")
    if asked and _asks(wish.split(" . ")[-1].split(" , ")[-1].strip(" .,")):
        words = f"{wish} .{story}"  # "could you put me back on? I miss it"
    return _asks(bare) or bool(besides_stories(words, _asks, "wish"))


def starts_again(words: str) -> str:
    """Return what is asked by who tells of a stop that is past; nothing where no start is asked."""
    rest = " ".join(STOPPED.sub(" , ", words).split())
    wished = rest != words and WISHED.search(rest) and wants_to_start(rest)
    return rest if wished else ""


def _asks(words: str) -> bool:
    return any(wish.fullmatch(words) for wish in (START, BACK_ON))
