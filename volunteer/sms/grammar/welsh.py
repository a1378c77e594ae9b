"""What people say in Welsh, north and south, and as it is texted.

Data for `lexicon`, written like `phrasebook`.
"""

DW = "(?:dw i|dwi|dw|rydw i|rwy'n|rwy|wi|fi|i|ni|dyn ni|dan ni|'dw i|yr wyf|dwi i)"
DDIM = (
    "(?:dw i ddim|dwi ddim|dwi'm|dw i'm|dydw i ddim|dydi o ddim|sai|so fi|sa i|smo fi|sai'n|sa i'n"
    "|so fi'n|smo fi'n|dyn ni ddim|dan ni ddim|nid wyf|nid ydw i|dydw i'm)(?: yn)?"
)
GALLU = "(?:gallu|medru)(?: (?:dod|ei wneud|gwneud|helpu|mynychu))?"
WEDYN = (
    "(?: (?:dydd [a-z]+|ddydd [a-z]+|y tro (?:yma|'ma|hwn|ma)|tro (?:yma|'ma|hwn|ma)|heddiw|sori"
    "|yr wythnos (?:yma|hon|'ma|yna|nesa|nesaf)|yr wsnos (?:yna|yma|'ma|nesa)|y (?:penwythnos"
    "|pnawn|mis"
    "|bore|dydd|haf) (?:yma|hwn|'ma|hyn|yna|hwnnw|nesa|nesaf)|drwy'r dydd|trwy'r dydd|fory|yfory"
    "|tan (?:y )?(?:ddiwedd|dechrau|canol|wythnos|mis|nadolig|pasg)(?: (?:y|yr|nesa|nesaf|mis"
    "|wythnos"
    "|flwyddyn))*|ar y funud|ar hyn o bryd|ar y diwrnod|dros y penwythnos|gyda'r teulu|efo'r teulu"
    "|yn anffodus|diwrnod (?:yna|hwnnw)|y diwrnod (?:yna|hwnnw)|bryd hynny))*"
)
BELLACH = "(?:bellach|rhagor|mwyach|wedi'r cyfan|wedi'r cwbl|nawr|rwan|erbyn hyn|wedi'r cwbwl)"

YES = r"""
    ie|ia|iep|yndw|yndi|yndan|yndyn|ydwi|ydym|ydyn wir|cei|cewch wir|oes wir|ydw wir|bydd|byddwn ni
        |siwr o fod|iawn gen i|iawn gyda fi|(?:dw i|dwi|dwi i|fi|rwy) (?:i )?mewn|cyfrwch fi (?:fe
        |me)wn|a chroeso|dof(?= [.,]|$)|dof i yno|mi ddo'i
    odw|odyn|odi|odych|ydw|ydy|ydyn|ydan|oes|cewch|gallaf|galaf|galla i|galla|gallwn|medraf|medra i
        |medra|medrwn|byddaf
        |bydda|byddwn|wrth gwrs(?: hynny)?|yn bendant|yn sicr|siwr|siwr iawn|bendant|gwnaf|gwna
        |gwnaf wir|wrth fy modd|a phleser|gyda phleser|efo pleser|da chi'n iawn
    (?:gallaf|galla i|galla|gallwn|medraf|medra i|byddaf|bydda i|byddwn)(?: i)? (?:dd?od|helpu|wneud
        |yn dod|yno|yna|fod yno)
    (?:mi |fe |byddaf i |bydda i |fydda i )(?:wna|wnaf|ddof?|ddown|alla|allaf|fedra|af)(?: i| ni
        | ni'n)?(?: (?:hynny|ddod|o|e|dod|helpu|yno|yna|ei wneud))*|(?:wnaf? i|ddof? i|ddown ni
        |alla f?i|fedra i|af i)(?: (?:hynny|ddod|o|e|dod|helpu|yno|yna|ei wneud))*
    (?:(?:mi|fe|byddaf|bydda|fydda|fyddaf|bydd|fyddwn|byddwn|i|ni) )+(?:yno|yna|'na
        |there)(?: hefyd)?
        |yn dod|fi'n dod|dwi'n dod|dw i'n dod|rwy'n dod|dwi am ddod
    (?:dw i|dwi|rwy|rydw i|fi)'?n (?:gallu|medru|rhydd|barod|ar gael)(?: (?:dod|helpu|gwneud))?
        |dw i ar gael|dwi ar gael|rwy ar gael
    (?:(?:byddaf|bydda i|byddwn i|baswn i|dwi|dw i|rwy|rydw i|fyddwn i|mi fyddwn i|mi faswn i|'n|yn
        |byddwn) )*(?:'n |yn )?(?:hapus|falch|barod|fodlon)(?: iawn)? (?:i|o) (?:helpu|ddod|wneud
        |gael helpu)|hapus i helpu|na i ddod|(?:dw i|dwi)'n hapus i helpu
    (?:dewch|rhowch|rho) (?:a )?(?:fi|fy enw|fi i)(?: i)?(?: (?:i lawr|lawr|ar y rhestr am hwn
        |yn y tim))|dewch a fi|cyfrwch fi i mewn|cyfra fi mewn
"""

OK = """
    iawn|o'r gorau|olreit|ocê|oce|iawn te|iawn ta|dim problem o gwbl|popeth yn iawn
"""

NO = rf"""
    na|nac ydw|nag ydw|nac dw|nag w|nage|nac oes|nag oes|naddo|na fydda?f?(?: i)?|na fyddwn
        |dim diolch|d?dim y tro (?:hwn|yma|'ma|ma)|dim heddiw|yn anffodus ddim|ddim diolch|na wnaf
        |na chaf|(?:dim|nid)(?: y)? tro (?:yma|hwn|ma|'ma)|dim siawns|dim gobaith|dim byth
        |dim amdani|dim i fi|dim i mi|dim(?: yn)? rhydd
    (?:{DDIM} )?(?:ddim |dim )?(?:ar gael|yn rhydd|rhydd){WEDYN}
    d?dim (?:y penwythnos|yr wythnos|yr wsnos|y dydd|y mis) (?:yma|hwn|hon|'ma|yna|ma)|na sori
"""

CANNOT = rf"""
    methu'r tro (?:yma|hwn|ma|'ma)
    na (?:fedra|alla|allaf|fedraf|fydda|fyddaf)(?: i)?(?: sori| yn anffodus)?{WEDYN}
    (?:na )?(?:fedra|alla) i ddim|(?:yn anffodus )?(?:ddim|dim) (?:yn|am) (?:dod|gallu dod){WEDYN}
    (?:(?:{DW}'?n?|yn|sori|yn anffodus|ond) )*(?:methu|ffaelu)(?: a)?(?: (?:dod|gwneud|ei wneud
        |helpu|bod yno|mynychu))?{WEDYN}
    (?:(?:yn anffodus|ond|sori) )*(?:alla i ddim|allai ddim|alla ddim|na alla i|na allaf|na alla
        |fedra i ddim|fedrai ddim|fedra ddim|na fedraf|na fedra i|ni allaf|ni fedraf|gallaf ddim
        |allwn ni ddim|fydda i ddim(?: yn gallu)?|wna i ddim)(?: (?:dod|ddod|gwneud|helpu|ei wneud
        |yno|yna|mynychu|bod yno))?{WEDYN}
    (?:(?:yn anffodus|ond|sori) )*{DDIM} {GALLU}{WEDYN}|ddim yn gallu(?: dod)?{WEDYN}|{DDIM} (?:dod
        |am ddod){WEDYN}
    (?:nid yw|dyw|dydi|dyw'r)(?:'r)? (?:dyddiad|diwrnod|amser) (?:ddim )?yn (?:gyfleus|siwtio)
"""

WITHDRAW = rf"""
    (?:(?:{DW}'?n?|yn|sori) )*(?:methu|ffaelu)(?: dod| gwneud)?{WEDYN} {BELLACH}
    (?:alla i ddim|fedra i ddim|ni allaf|na allaf)(?: dod| ddod)?{WEDYN} {BELLACH}|{DDIM} (?:{GALLU}
        |dod|am ddod){WEDYN} {BELLACH}|ddim yn dod (?:{BELLACH})
    (?:(?:(?:mae'n|bydd|fydd|mae) )?(?:rhaid|angen|gorfod|rhaid imi|rhaid ifi) (?:i (?:mi|fi) )?
        |(?:(?:{DW}|dwi'n|dw i'n|fi'n|rwy'n|sori|yn anffodus|rydw i'n|wi'n) )?(?:(?:eisiau|isio|moyn
        |angen|'n gorfod|yn gorfod|gorfod|am|wedi gorfod|yn|'n|isie) ){{1,2}})?(?:tynnu'n ol
        |tynnu 'n ol|tynu'n ol
        |tynnu yn ol|dynnu'n ol|tynnu mas|tynnu allan|dynnu mas|dynnu allan|canslo
        |ganslo)(?: fy lle)?{WEDYN}
    (?:plis )?(?:rhowch|rho) fy lle(?: i)? (?:i|i i) rywun arall|canslwch fy lle(?: i)?|canslwch fi
        |tynnwch fi (?:o'r|oddi ar y) (?:rota|sesiwn|tim)
"""

REASON = rf"""
    (?:(?:{DW}|mae|mae'n|ac|fod|yn|achos|'n|bod) )*(?:'n )?(?:rhy )?(?:brysur|gweithio|weithio|sal
        |dost|dost yn y gwely|sâl|yn sal|tost|anhwylus)(?: (?:{DW}))?{WEDYN}
    (?:(?:dw i|dwi|rwy|rydw i|fi)'n )(?:brysur|gweithio|sal|dost|rhy brysur|methu){WEDYN}
    (?:(?:{DW}|fi) )?(?:i ffwrdd|ffwrdd|bant|ar wyliau|ar fy ngwyliau|ar shifft|yn y gwaith
        |mewn priodas|mewn angladd|ar alwad|dramor|ar gwrs|yn sbaen|yn ffrainc|yn llundain
        |mewn cyfarfod|mewn parti|yn y coleg|yn yr ysgol|yn y capel|yn yr eglwys|yn y gem
        |yn y pel droed|yn gwarchod|gwarchod y plant){WEDYN}
    (?:gwaith|apwyntiad|priodas|angladd|plant|parti|gem|arholiad) (?:gen i|gyda fi|da fi|'da fi)
        |(?:s'?gen i|does gen i|does|sdim|nid oes)(?: gen i)? (?:dd?im )?(?:amser|car
        |lifft)(?: (?:gen i|gyda fi|da fi|'da fi))?|prysur(?= [.,]|$| sori)
    mae rhywbeth wedi codi|(?:mae )?(?:gen i|gyda fi|da fi|'da fi) (?:waith|apwyntiad|p?b?riodas
        |angladd|ymwelwyr|blant|gynlluniau|arholiadau?){WEDYN}|mae'r plant (?:da fi|'da fi|gen i
        |gyda fi)|rhy bell(?: i (?:fi|mi))?|dim car|dim amser|ddim amser
"""

FREE = """
    (?:s?dim|does dim|nid oes) (?:stop|stopio) (?:arna i|arnaf i?|arna fi|arnon ni)
    dim shifft (?:da fi|'da fi|gen i|gyda fi)(?: dydd [a-z]+)?|(?:dwi|dw i) wedi canslo'?r? [a-z]+
        |(?:dwi|dw i) (?:ddim yn gweithio|wedi ymddeol)
"""

AGAINST = """
    yn anffodus|anffodus|tro nesaf(?: falle| efallai)?|gwaetha'r modd|trueni|biti|pob lwc
        |ymddiheuriadau|gobeithio (?:eith|aiff) (?:o|e|popeth) yn (?:dda|iawn)
"""

EASY = """
    dim problem|dim probs|peidiwch a phoeni|paid a phoeni
"""

SOFT = """
    gwych|gret|bendigedig|hyfryd|ardderchog|da iawn|bril|swnio'n (?:dda|gret|wych)
        |mae hynny'n (?:iawn|wych|gret)|lyfli
"""

SEE = """
    (?:wela|wela'|gwela|welai|weli) i? ?(?:chi|ti|chdi)(?: (?:yna|yno|bryd hynny|wedyn|cyn hir))?
    (?:(?:dwi'n|dw i'n|yn|fi'n|rwy'n) )?edrych ymlaen(?: at (?:hynny|y peth|eich gweld|helpu))?
        |methu aros|(?:yn |dwi'n |rwy'n )?edrych (?:yn )?(?:fla|mla)en(?: (?:at|yn fawr)[a-z ]*)?
"""

THANKS = """
    diolch o galon(?: (?:i|am) [a-z' ]{2,30})?|diolch(?: yn fawr)?(?: iawn)?(?: i (?:chi|ti
        |bawb)(?: (?:i gyd|gyd|oll))?)?(?: am (?:ofyn
        |y neges|bopeth|y cynnig|adael i mi wybod|roi gwybod))?|diolch o galon|bore (?:bendigedig
        |hyfryd|gwych|da iawn|ardderchog|braf)|nadolig llawen
        |blwyddyn newydd dda|hwyl(?: fawr)?|hwyl am y tro|nos da|pob hwyl|pasg hapus|croeso
"""

AFTER_ALL = """
    bellach|wedi'r cyfan|wedi'r cwbl|mwyach
"""

HERE = """
    (?:(?:dw i|dwi|rydw i|rwy|rwy'n|dan ni|rydyn ni|ni|fi) )?(?:yma|wedi cyrraedd|newydd gyrraedd
        |'di cyrraedd)(?: nawr| rwan)?
"""

MINE = """
    (?:ie |ia )?fi (?:oedd|odd|wnaeth|yw|ydy|sy) ?(?:o|e|hynny|hwnna|hwn)?|fi|(?:wnes|nes) i
        |mi wnes i|fi wnaeth
"""

NOT_MINE = """
    nid fi(?: oedd(?: o| e)?)?|dim fi|ddim fi
"""

FILL = """
    plis|os gwelwch (?:yn )?dda|os gweli di'n dda|helo|shwmae|s'mae|su mae|haia|bore da|prynhawn da
        |noswaith dda|mae'n ddrwg (?:gen i|gyda fi|iawn gen i)|mae'n flin (?:gen i|gyda fi|da fi)
        |drwg gen i|flin da fi|i fi|i mi|hefyd|a|te|wir|cariad|bach|del|pawb|o|w|yn wir|ti'n gwbod
        |mi|fe|sori|annwyl
"""
