"""Cries for help, for a person at once.

Pure. Better ten false alarms on somebody's desk than one text that waits until Monday.
"""

from volunteer.sms.grammar.normal import pattern

DANGER = pattern(r"""
    help ?me(?: please| now| someone)?(?= [.,?]|$)|(?:i|we) (?:really |urgently )?need help(?: now
        | urgently| please| asap)
    (?<!to )(?<!can )(?<!will )(?<!\x27ll )(?<!and )(?<!definitely )(?<!gladly )(?<!your )help (?:i
        |i'm|i am|i've|he|she|he's|she's|we|we're|my|someone|there's|there is|, i|[.] i).*
    (?:i've|i have|he's|she's|mum's|dad's|he has|she has|someone has|someone's|just|have|has
        |i) (?:just |had a |badly )*(?:fallen|fall|collapsed|had an accident|been hurt
        |been attacked|been assaulted|been stabbed|been hit by|been mugged|taken an overdose
        |taken too many|overdosed)
    fell (?:over|down|off|and)(?!.*laugh)|can't get up|cannot get up|can't move
    (?:call|ring|phone|dial|need|get|send) (?:me |for )?(?:an |the |a )?(?:ambulance|police|999
        |112|paramedics?|fire brigade|emergency services)
    999|ambulance|paramedics?|emergency
    unconscious|not breathing|can't breathe|cannot breathe|stopped breathing|chest pains?
        |heart attack|a stroke|choking|seizure|bleeding|overdose|anaphyla[a-z]*|allergic reaction
        |passed out|collapsed|stabbed|knife
    (?:to|at the|at|(?<!home )(?<!out )(?<!back )(?<!discharged )from) (?:the )?(?:hospital|a and e
        |resus)|in (?:resus|intensive care)
    suicid[a-z]*|kill(?:ing)? myself|kill me|want to die|wanna die|end (?:my life|it all)
        |don't want to (?:live|be here any ?more|be alive)|self ?harm[a-z]*|hurt(?:ing)? myself
        |harm(?:ing)? myself|no reason to live|better off dead|can't go on|can't cope
    (?:he|she|they|husband|wife|partner|boyfriend|girlfriend|dad|son|someone|man)(?: is| keeps
        | has| have|'s)? (?:hit|hits|hitting|beat|beats|beating|hurt|hurts|hurting|attacked
        |attacking|threatened|threatening|touched|abused|abusing|following|raped|assaulted|grabbed
        |strangled) (?:me|us|him|her|my)
    (?:i'm|i am|am|we're|feel|not|don't feel|child is|kid is)(?: not| so| really| very
        | being)? (?:in danger|unsafe|safe here|attacked|abused|scared for my|being hurt|trapped
        |freezing to death|starving|suicidal|injured|badly hurt|hurt)
    (?:someone|somebody|a (?:man|woman|child|kid|boy|girl|volunteer)|he|she|he's|she's|i'm
        |i am) (?:is |has been |has |got |been )*(?:hurt|injured|drowning|unconscious|attacked
        |missing|trapped)
    gas leak|smell(?:s)? (?:of )?gas|on fire|house fire|carbon monoxide|safeguarding
        |domestic (?:abuse|violence)|being abused|sexual(?:ly)? (?:abuse[a-z]*|assault[a-z]*
        |harass[a-z]*)|inappropriately
    (?:no|without|can't afford) (?:any )?(?:heating|food|electric|electricity|gas) (?:and|for|in
        |since|left|at all|to eat).*
    (?:haven't|not) eaten (?:for|in|since)|freezing (?:in here|at home|to death)
    mewn perygl|(?:wedi|newydd) (?:cwympo|syrthio|disgyn|llewygu|cael damwain|brifo|cael fy mrifo)
        |ambiwlans|lladd fy hun(?:an)?|yn gwaedu|methu anadlu|argyfwng|helpwch fi|helpa fi
    i'r ysbyty
""")


# What a machine says to everybody.
IN_CASE = pattern(r"""
    (?:if (?:you have|this is|it is|it's|you need|you are in)|in (?:case of )?|for)(?: a| an
        | any)?(?: (?:medical|life threatening|real))? (?:emergenc(?:y|ies)|urgent help
        |danger)[^.]*
""")


def cries_for_help(words: str) -> bool:
    """Tell whether tidied and squashed text may speak of somebody in danger."""
    return DANGER.search(IN_CASE.sub(" ", words)) is not None
