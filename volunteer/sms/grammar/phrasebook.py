"""What people say to an invitation, in English and Welsh.

Data for `lexicon`: one phrase a line, as regular expressions in plain spelling; a deeper
line continues the one above.
"""

CANT = (
    "(?:(?:won't|will not) be able to|(?:i'm |i am |am )?(?:unable|not able) to|can't really"
    "|can't now|can't|cannot|can not|won't|will not|couldn't|could not|not gonna be able to)"
)
DOIT = (
    "(?:make(?: it| this| that| one)?|do(?: it| this one| that one| this| that| one)?"
    "|come(?: along| out)?|attend(?: it)?|help(?: out| you)?|be there|manage(?: it| this| that)?"
    "|take part|go)"
)
NEED = (
    "(?:(?:i|i'm|i am|i'll|i will|i've|i'd|am|sorry) )*(?:afraid |going |will |would |got )*"
    "(?:(?:need|have|want|got|like|going|wish|must|gonna|gotta|will)(?: to)? )*"
)
OFF = "(?:(?:already|really|too|a bit|very|so|pretty|quite|super|all|still|just|currently) )*"

YES = rf"""
    yes|y|ye|yea|yeah|yeh|yep|yup|yah|ya|yus|aye|affirmative|yessir|yep yep|yeh
    sure|sure thing|for sure|certainly|definitely|definately|defo|deffo|absolutely|of course|ofc
        |course i (?:can|will)
    count me in|put me down|put my name down|sign me up|book me in|add me|include me|i'm in|im in
        |i am in|i'm up for (?:it|this|that)
    up for it|i'm game|i'm on|keen|i'm keen|gladly|with pleasure
    (?:i'll|i will|i shall|will|i can|can|i'll definitely|i will definitely|i'll certainly
        |i'll gladly|i can definitely|i'm able to|i am able to|i'm going to) {DOIT}
    i (?:can|will|shall)|can do|will do|yh|yhh
    (?:(?:i'll|i'd|i would|would|i will|i'm|i am|more than|very|really|so|be|always
        |too) )*(?:happy|glad|pleased|delighted|love|willing) to(?: {DOIT}| lend a hand)
    (?:i'm |i am )?(?:coming|attending)|(?:i'm |i am )(?:free|available)|(?:i'm |i am )able to
    go on then|go on|oh go on then|i accept|accept|confirm|confirmed|i confirm|agreed|i agree
    ie|ydw|ydy|oes|gallaf|galaf|galla i|medraf|medra i|byddaf|bydda i yno|byddaf yno|fydda i yno
        |wrth gwrs|yn bendant|yn sicr
    siwr|gwnaf|mi wna i|wna i|dw i'n gallu|dwi'n gallu|rwy'n gallu|hapus i helpu
        |dw i'n hapus i helpu|yn hapus i helpu|dewch a fi|iep|ia
"""

OK = """
    ok|okay|k|kk|okey|okie|oki|okey dokey|okie dokie|okeydoke|okie doke|alright|all right|right ho
        |righto|fine|that's fine|fine by me|fine with me
    thumbsup|ok then|will be fine|iawn|o'r gorau|olreit
"""

NO = f"""
    no|nope|nop|nah|n|nay|negative|no way|no chance|no can do|no go|definitely not|absolutely not
        |certainly not|of course not
    (?:(?:i'm |i am )?afraid|unfortunately|sadly|sorry) not(?: (?:available|free
        |able to(?: {DOIT})?|around|this (?:time|week|one)|today|tomorrow|me|for me|interested
        |coming))?
    not (?:this|that) (?:time|week|one|month|day|weekend|year|saturday|sunday|monday|tuesday
        |wednesday|thursday|friday)|not today|not tomorrow|not tonight
    not for me|not me|not really|not (?:at|for) the (?:moment|minute|mo)|not right now|not now
    (?:i'm |i am |am )?not (?:available|free|around|about|coming|interested|able|up for it|going)
    count me out|thumbsdown|i'll pass|pass|i'll have to pass|have to pass|i must decline|i decline
        |decline|declined|(?:i'd |would |i would )?(?:rather|prefer) not(?: to)?
    no thanks|no thank you|no thankyou|no ta|no cheers|thanks but no thanks|nothanks
        |no not (?:this time|today|really|me)
    na|nac ydw|nag ydw|nage|nac oes|nag oes|naddo|na fydd|na fyddaf|dim diolch|dim y tro (?:hwn
        |yma)|ddim y tro (?:hwn|yma)|dim heddiw|yn anffodus ddim
"""

CANNOT = f"""
    (?:(?:i|we|but|really|just|i'm afraid i|sorry i|no i|so i) )*{CANT}(?: {DOIT})?(?: this time
        | this week| this one| then| that day| now| at all)*
    (?:that |it |this |the )?(?:day|time|date)? ?(?:doesn't|does not|won't|don't) (?:work
        |suit)(?: for)?(?: me)?
    i don't have (?:the |any )?time|(?:i )?haven't (?:got )?(?:the |any )?time|i have no time
    methu|methu dod|methu gwneud|alla i ddim|na alla i|na allaf|fedra i ddim|na fedraf
        |dw i ddim yn gallu|dwi ddim yn gallu|dydw i ddim yn gallu|ddim yn gallu|ddim ar gael
        |dwi ddim ar gael|dw i ddim ar gael|dydw i ddim ar gael|dwi'n methu(?: dod)?
        |dw i'n methu(?: dod)?
"""

WITHDRAW = f"""
    {NEED}(?:drop|pull|back|duck|bow|cry)(?:ing)? (?:me )?out(?: of (?:it|this|that|this one))?
    {NEED}(?:withdraw|withdrawing)(?: myself)?(?: from (?:it|this|that|this one))?|withdraw me
    (?:(?:i|i'm|i am|i'll|i will|i've|i'd|sorry|afraid|going to|will|would|got|going) )*(?:need to
        |have to|have got to|got to|want to|wish to|like to|must|gotta|gonna have to|please
        |pls) (?:cancel|withdraw)(?: on (?:you|this|that))?
    (?:cancel|cancelling|remove|take|drop)(?:ing)? (?:me|my (?:place|spot|slot|booking|space|shift
        |attendance|name|session|reservation))(?: off| out| down| from (?:it|this|that
        |this one))?(?: (?:the )?(?:rota|roster|session|shift))?
    (?:take|remove|get) me off (?:the )?(?:rota|roster|session|shift|team|booking)
    (?:(?:i|i'm afraid i|we|so i) )*{CANT} {DOIT} (?:any ?more|now|after all|any longer)
    (?:i )?can no longer {DOIT}|(?:i'm |i am )?no longer (?:able to|free|available|coming
        |going)(?: {DOIT})?
    (?:i'm |i am |am )?not (?:coming|going|able to come) (?:any ?more|now|after all)
        |(?:i )?won't be (?:coming|there|attending|joining)(?: any ?more| now| after all)?
    {NEED}(?:give|giving|release|free|let|offer|pass)(?: up| away| back)? my (?:place|spot|slot
        |space)(?: go)?(?: up| away| back)?(?: to (?:someone|somebody) else)?
    (?:i )?(?:don't|won't) need my (?:place|spot|slot|space)(?: any ?more| now)?
    (?:can|could|would|will) you (?:please )?(?:cancel|drop|withdraw|take) (?:me|my (?:place|spot
        |booking))(?: out| off| down)?(?: (?:the )?(?:rota|roster|session|shift|team))?
    methu dod (?:bellach|rhagor|wedi'r cyfan|nawr)|alla i ddim dod (?:bellach|rhagor|wedi'r cyfan
        |nawr)|(?:rhaid i (?:mi|fi) |eisiau )?(?:tynnu'n ol|tynnu yn ol|canslo(?: fy lle)?)
"""

CANCEL = """
    cancel|cancel (?:it|this|that|please|mine|for me)
"""

REASON = rf"""
    (?:(?:i'm|i am|im|am|i|we're|we are|it's|i'll be|i will be|will be|been|be|i've been|as i'm|as
        |because i'm|cos i'm|since i'm|got to|have to|i have to|i've got to|i) )*{OFF}(?:busy|away
        |working|work|at work|ill in bed|in bed ill|ill|sick|poorly|unwell|not well|not very well
        |under the weather|on holiday|on hols|on my hols|on leave|abroad|out of town|travelling
        |booked up|booked|tied up|otherwise engaged|double booked|isolating|on shift|on nights
        |working nights|full up|at a wedding|at a funeral|injured my [a-z]+|feeling (?:ill|rough
        |poorly|unwell|rubbish))(?: (?:all day|all week|that day|that week|that weekend|this week
        |this weekend|next week|next weekend|all weekend|then|at the moment|right now|just now
        |until then|that morning|that afternoon|that evening|with work|with family|on holiday
        |this time|mornings|all that week|now|today|tonight|tomorrow|currently))*
    (?:(?:i|we|as i|because i|cos i|but i) )?(?:have|have got|'ve got|got|i've got|i've
        |have got) (?:(?:a|an|the|my|other|prior|another|too many|family|doctor'?s|hospital
        |dentist|gp|some|school) )*(?:work|plans|commitments?|appointment|appt|dentist|wedding
        |funeral|meeting|exams?|visitors|guests|family|party|kids|childcare|shift|cold|flu|covid
        |bad back|something on|stuff on|things on|too much on|a lot on|family stuff|lots on
        |family visiting|no time|no car|no transport)(?: (?:that day|then|all day|on|over
        |this week|that week|that weekend|this weekend))*
    (?:something|sth|things|something else)(?: has| have|'s)? (?:came|come|cropped) up
    (?:(?:it's|its|is|the|sorry|a) )*(?:wrong|bad) (?:day|time|week|weekend|date)(?: for)?(?: me)?
    wedding|childcare|other plans|prior commitments?|on holiday|night shift
    too (?:busy|far|early|late|much on|far away|far for me|short notice|far to travel)
        |(?:it's )?(?:a bit )?short notice
    no (?:time|car|transport|childcare|babysitter|lift)
    (?:my )?(?:son|daughter|kid|kids|child|wife|husband|mum|dad|dog|little one|baby)(?: is|'s|s
        |s are| are) (?:ill|sick|poorly|unwell|in hospital)
    i don't drive|don't drive|moved away|i've moved away|i have moved away|i've moved|i have moved
    rhy brysur|dw i'n brysur|dwi'n brysur|yn gweithio|dwi'n gweithio|dw i'n gweithio|i ffwrdd
        |dw i i ffwrdd|dwi i ffwrdd|yn sal|dwi'n sal|dw i'n sal|ar wyliau|dwi ar wyliau
        |dw i ar wyliau|mae rhywbeth wedi codi
"""

AGAINST = """
    (?:maybe |perhaps |hopefully |possibly )?(?:next|another|some other|a different
        |different) (?:time|day|week|one)(?: maybe| perhaps| hopefully)?
    good luck(?: with it)?|hope (?:it|all) goes well|have fun|hope you (?:find someone
        |get enough people)|unfortunately|sadly|(?:i'm |im |i am )?afraid|i'm afraid|regrettably
    keep me (?:posted|in mind)|ask me again|yn anffodus|tro nesaf|gwaetha'r modd|apologies
    (?:thanks|thank you|sorry)(?: ,)? but|but (?:i )?hope it goes well|but good luck
    but (?:many )?(?:thanks|thank you)(?: for asking| for thinking of me)?
    (?:i'd|i would|would) (?:love to|like to|have loved to|come|help)?(?: ,)? ?but
"""
