"""What may not stand in the words around any answer: a condition, a question, a request.

Data for `clauses`, written like `phrasebook`. A story may hold words that we do not know, but
none of these. `spoilers_yes` and `spoilers_no` have what spoils only one of the two.
"""

CONDITION = r"""
    if|unless|depend[a-z]*|provid[a-z]*|subject to|assuming|presuming|(?:as|so|how) long as
        |otherwise|suppos[a-z]*|hopefully|maybe|mebbe|mibbe|might
        |(?<!in )(?<!of )(?<!til )(?<!\d )may|perhaps|possibl[a-z]*|probabl[a-z]*|permitting
        |allowing|depending|fingers crossed|touch wood|whether|in case|as and when|all being well
        |with (?:any )?luck|on condition|in the event|whatever happens with|^weather$|swear to ring
        |either|50 50|conditional[a-z]*|in theory|in principle|at a push|or(?= (?:not|maybe|i|we|if
        |else|is|at))
    os|oni bai|efallai|ella|hwyrach|falle|falla|dibynnu|neu|tywydd|os bydd
"""
# A question opens a clause, or asks for something in it.
QUESTION = r"""
    ^(?:(?:and|but|so|also|ok|please|well|oh|just|sorry|hi) )*(?:who(?:'s|'d)?|what(?:'s)?|wot
        |when(?! (?:i|it|we|you|the|they|she|he|my)(?!\S))|where(?:'s)?|whose|which|why(?! not)
        |how(?:'s)?)(?!ver)
    ^(?:(?:and|but|so|also|ok|please|well|oh|just|sorry|hi) )*(?:is|are|do|does|did|can|could|would
        |will|wil|shall|should|has|have|am|was|were|may) (?:i|you|u|we|it|there|they|the|that|this
        |my|he|she|anyone|anybody|someone|somebody|one)
    (?:can|could|would|will|can't|couldn't) (?:you|u|someone|somebody|anyone)|let (?:me|us|you) know
        |give (?:me|us) a (?:ring|call|shout)|tell (?:me|us)|what time|what day|where (?:to|is|do)
        |query|question|wondering|i wonder|(?:i'm |was |just )asking|any idea|any chance|is (?:it
        |there
        |that) (?:ok|alright|possible)
    ^(?:is|are|does|has|was|did) [a-z]+ (?:[a-z]+ing|there|here|still|allowed|ok|on)
    (?:^|and |but )(?:can|could|may|would|will) [a-z]+(?: [a-z]+)? (?:come|join|help|have|do|be)
    (?:please|pls|kindly|need to|needs to|just) (?:send|ring|call|phone|email|text|message|advise
        |explain|remind|reply|inform|confirm|note)|(?:send|ring|call|phone|email|text|message
        |remind) (?:me|us|my)|(?:ring|phone|call|email) (?:you|u)|to speak|speak to|talk to|contact
    (?:^|please )(?:ask|check|ring|call|phone(?! (?:was|is|had|has|died|ran|on|dead))|send
        |email)(?! (?:me )?again)
    ask (?:you |u )?(?:what|where|when|how|which|about|if|who)|(?:what|where|how|which) to (?:wear
        |bring|park
        |go|do|meet)
    beth|pwy|pryd|ble|lle|sut|faint|pam|allwch|ga i|ydy'r|ydi'r|oes na|oes yna|ffonio|ffoniwch
"""
DOUBT = CONDITION + QUESTION

# Around a wish to join, or to be texted again.
AGAINST_A_WISH = r"""
    not(?! (?:too|very|much|working|done|long|a lot)(?!\S))|no(?! (?:problem|worries|more work
        |longer working|idea))|never(?! (?:done|volunteered|been|too))|nothing(?! (?:else )?(?:to do
        |on|planned))|cannot|[a-z]+n\x27t(?! (?:mind|drive|wait|worry|done|got much|been|have|had
        |know))|cant|wont|until|till|stop(?!s|ped|ping)|leave|ddim|dim|only(?! (?:just|got|moved))
        |but|although|though|however|son|daughter|kids|child|children|pupils|class|group|he|she|they
        |husband|wife|friend|mum|dad|mother|father|complain[a-z]*
    ond|dim ond|yn lle|rhywun|tecst[a-z]*|neges[a-z]*|nes|tan
"""
