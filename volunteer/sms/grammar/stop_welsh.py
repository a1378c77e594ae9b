"""Demands for no more texts in Welsh, north and south, put together from their parts.

Data for `stops`, written like `stop_words`.
"""

from volunteer.sms.grammar.normal import pattern
from volunteer.sms.grammar.stop_words import NEGESEUON

TECSTIO = (
    "(?:(?:th|t|d|nh)e[cx]st[a-z]*|(?:[cg]h?|ngh)ysylltu|[dh]?anfon|(?:g|ng)?yrru|danfon|ddanfon"
    "|hala|hela"
    "|(?:ph|ff|g)ono?io|(?:mhoeni|(?:ph|p|b)oeni (?:fi|ni))|(?:h|m|n)egesu|haflonyddu|aflonyddu"
    "|bombardio|sbamio)"
)
FI = (
    "(?: (?:a|ag|ata|at|i|efo|gyda|fi|mi|ni|fy|mi|eto|byth|mwy|rhagor|y?chwaneg|yma|rhif|negeseuon"
    "|tecsts"
    "|y rhain"
    "|rhain|unrhyw|unrhywbeth|dim|plis|ffon|y ffon|hwn|ar))*"
)
THE = "(?:(?:y|yr|'r|eich|rhain|hyn|ma|yma|o'r|o|ar|ar y|am y|efo'r|gyda'r|r) )*"
WELSH = pattern(rf"""
    (?:peidiwch|paid|peidio|beidio|peidia|na)(?: byth)?(?: (?:a|ag|ac|a fy|i
        |ag))? (?:fy |byth |fi )?{TECSTIO}
    (?:dim|ddim)(?: mwy| rhagor)(?: o)? (?:{TECSTIO}|{NEGESEUON}){FI}(?= [.,?]|$)|(?<!i )(?:dim
        |ddim) (?:tecstio|cysylltu
        |anfon|negeseuon|tecsts){FI}(?= [.,?]|$)
    (?:tecstio|cysylltu|negeseuon|poeni) (?:fi )?(?:dim|ddim) (?:mwy|rhagor|y?chwaneg|eto)
    (?:dw i|dwi|rydw i|fi|sai|so fi|smo fi|dydw i|dw i'm)?(?:'m|'n)? ?(?:ddim|dim
        |'m)?(?: yn)? ?(?:eisiau
        |isio|moyn|isie|angen|ishe)'?r? (?:{NEGESEUON}|tecsts) (?:yma|ma|hyn|eto|mwyach|bellach
        |rhagor)
    (?:stopiwch|stopia|stopio|stopwch|gorffennwch|rhoi stop ar|stop i'r
        |stop ar)'?r? {THE}(?:{NEGESEUON}
        |tecsts?|rhain|nhw)
    (?:tynnwch|tynna|dileu|dilewch|dileuwch|dilea|cymerwch|anghofiwch|anghofia|collwch
        |blociwch) (?:fy|y
        |fi)(?: i
        )? ?(?:rhif|enw|manylion|nata|data|ffon)(?: i)?(?! (?:o'r|oddi ar y) (?:rota|sesiwn|tim))
    (?:rhowch|rho|rho'r|rhowch y|rho y|dyro)(?: y| 'r)? ?gorau? (?:iddi|iddo|iddyn nhw|i hyn
        |i hynny)
    (?:(?:dw i|dwi|rydw i|fi|wedi|'di|cael|hen) )*(?:digon|llond bol|llond bola|syrffed) (?:o|ar
        |gyda|efo) ?'?r? ?{THE}(?:{NEGESEUON}|tecsts?)
    (?:digon yw digon|digon ydi digon)(?= [.,?]|$)
    (?:cerwch|cer|ewch|dos|cerwch chi) (?:o ma|o 'ma|i grafu|i ffwrdd|o fan hyn|i'r diawl)
    (?:gofyn(?:ais|nes|nodd)?|wedi gofyn|ofyn|ofynnais|wedi dweud|dweud|dwedais
        |ddwedes) (?:i |wrth )?(?:chi
        |ti|wrthoch chi|wrthych)(?: [a-z]+)? (?:stopio|beidio|i beidio|am stopio)
    (?:dw i|dwi|fi|rwy|rydw i|hoffwn i|hoffwn)?(?:'n)? ?(?:isio|eisiau|moyn|am|hoffi|angen) (?:dod
        |gael fy nhynnu|cael fy
        nhynnu|mynd|bod) (?:oddi ar|off|o|i ffwrdd o) ?'?r?(?: y| eich)? ?(?:rhestr|system|cynllun)
    (?:isio|eisiau|moyn|am|hoffwn|sut (?:mae|dwi'n|ydw i'n|dw i'n|alla i|i)|ga i|alla i|allwch chi
        |wnewch chi|newch
        chi) ?(?:stopio|stopio'r|stopio cael|beidio (?:cael|derbyn|a derbyn|anfon))'?r?(?: (?:cael
        |derbyn|anfon)
        )?(?: (?:y|yr))?(?: (?:{NEGESEUON}|rhain|tecsts?|hyn|hwn))
    pam (?:(?:dwi|dw i|ydw i|mae|rydw i|fi|dych chi|ydych chi|dal|yn|i|'n|o hyd|dal i) )*(?:cael
        |derbyn|anfon|gael|tecstio
        ) {THE}(?:{NEGESEUON}|rhain|tecsts?)(?: yma| ma| o hyd)*(?= [.,?]|$)
    (?:dw i|dwi|rydw i|fi)?(?:'m| ddim| dim)?(?: yn)? ?(?:eisiau|isio|moyn|am) (?:gwirfoddoli
        |bod yn wirfoddolwr) (?:mwyach
        |bellach|rhagor|dim mwy|ddim mwy)|(?:dim|ddim) yn gwirfoddoli (?:mwyach|bellach|rhagor
        |dim mwy)
    (?:tynnu|dynnu|diddymu|dileu)(?:'n ol)? (?:fy )?(?:nghaniatad|caniatad)|(?:ddim
        |dim) yn (?:rhoi caniatad|cydsynio)
    (?:rhif anghywir|person anghywir|nid fi yw)(?: [.,])* (?:stopiwch|stopia|tynnwch|dilewch|dileu
        |peidiwch)
""")
WELSH_WHOLE = pattern("""
    (?:dim (?:mwy|rhagor|y?chwaneg)(?: plis| diolch| o gwbl)*|peidiwch|paid|peidiwch plis
        |plis peidiwch
        |plis paid|stopio
        |stopio plis|stopiwch hi|gad hi|gadewch hi)
""")
