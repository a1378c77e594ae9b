"""Demands without swearing and dialect: "gonnae no bloody text us" is "don't text us".

Pure.
"""

import re

from volunteer.sms.grammar.normal import pattern, squash

SWEARING = pattern("""
    bloody|sodding|chuffing|fe?cking?|effing?|f ing|fing|fkn|fkin|fukin|fucking?|fuckin|flipping?
        |flippin|freaking?|frigging?|friggin|bleeding?|blooming?|bloomin|blinking?|flaming?|ruddy
        |damn|damned|goddamn|blasted|poxy|wretched|stupid|pissing|crappy|shitty|bastarding|well|dey
        |abeg|jare|biko
""")
# What is meant, and how it is said; tidied and squashed.
SAID_FOR = """
    don't: doh, doan, gonae no, gony no, dinae, divent, dinna, diny
    not to: no to
    no: nae, ne, nuh, nah, nor
    i no want: mi nuh wan, mi nah wan, mi no wan, me nuh wan, me no wan, mi nuh want, mi nah want
    i no want: mi no want, me nuh want, me no want
    me: mi, meh
    the: di, de, d
    off your: off a yuh, off a your, offa yuh, offa your, offa ur
    leave me: lef me, lef mi, leh me, leh mi, leh meh, low me, low mi
    sick of: sick a
    remove: comot
    with the: wid dem, wi dem
    stop it: stop am
    to text: to dey text, for text
    with: wi, wid, w
    with texts: wi t'texts
    give: gie, gi
    over: ower
    your: yer
    you: una, unu, yuh, yous, ye, yez, u, you lot, you al, you people, you guys
    didn't: didnae
    want: wan
    my: ma
    give over: gi'ower
    give us: giz, gez
    the texts: them texts
    the msgs: them msgs
    get us: gerrus, ger us
    get off: gerroff, geroff
    this: dis, thik, thicky
    these texts: they texts, thems texts
    these messages: they messages, they msgs
    leave me: leave i, lave i, leave oi
    get me: get i, git i
    take me: take i, tak i
    sending me: sendin i, sending i
    texting me: textin i, texting i
    text me: text i
    bothering me: botherin i, bothering i
    message me: message i
    would you: wid ye, wid you, will ee, wil ee, wull ye, wud ee
    give us: gie's, gies, geez, gis, giz
    give me: gie me, gie us
    stop: stap, stope, stawp, stawhp, stahp, stohp, stoap, stawpp
    of these texts: a dem text, a dem texts, a dem tex
    of these messages: a dem message, a dem messages, a dem msg
    these texts: dem text, dem texts, dem tex, dese text, dese texts
    these messages: dem message, dem messages, dem msg, dese message
    don't bother: nuh badda, nuh bodda, noh badda, nah badda, no badda, doh badda, nuh bother
    don't bother: doh bother
    of these: a dem, a dese
    of your: a unu, a una, a yuh
    from your: for una, for unu
    any: ony
    more: mair
    of these: o thae, o these, o thon
    these: thae
    head: heid
    old: aul, auld, oul, ould, owd, awld
    anything: owt
"""
DIALECT = {
    squash(said): squash(meant)
    for meant, _, forms in (line.strip().partition(": ") for line in SAID_FOR.strip().splitlines())
    for said in forms.split(", ")
}
SAID_SO = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(DIALECT, key=len, reverse=True))})(?!\S)")


def plain_demand(words: str) -> str:
    """Return tidied and squashed text without swearing, its dialect put right."""
    said = SWEARING.sub("", words) if words.count(" ") else words
    return SAID_SO.sub(lambda match: DIALECT[match[0]], " ".join(said.split()))
