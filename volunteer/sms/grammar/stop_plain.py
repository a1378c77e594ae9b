"""Demands without swearing and dialect: "gonnae no bloody text us" is "don't text us".

Pure.
"""

import re

from volunteer.sms.grammar.normal import pattern

SWEARING = pattern("""
    bloody|sodding|chuffing|fe?cking?|effing?|f ing|fing|fkn|fkin|fukin|fucking?|fuckin|flipping?
        |flippin|freaking?|frigging?|friggin|bleeding?|blooming?|bloomin|blinking?|flaming?|ruddy
        |damn|damned|goddamn|blasted|poxy|wretched|stupid|pissing|crappy|shitty|bastarding|well
""")
# What is meant, and how it is said; tidied and squashed.
SAID_FOR = """
    don't: gonae no, gony no, dinae, divent, dinna, diny
    not to: no to
    no: nae, ne
    with: wi, w
    with texts: wi t'texts
    give: gie, gi
    over: ower
    your: yer
    you: yous, ye, yez, u, you lot, you al, you people, you guys
    didn't: didnae
    want: wan
    my: ma
    give over: gi'ower
    give us: giz, gez
    the texts: them texts
    the msgs: them msgs
    anything: owt
"""
DIALECT = {
    said: meant
    for meant, _, forms in (line.strip().partition(": ") for line in SAID_FOR.strip().splitlines())
    for said in forms.split(", ")
}
SAID_SO = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(DIALECT, key=len, reverse=True))})(?!\S)")


def plain_demand(words: str) -> str:
    """Return tidied and squashed text without swearing, its dialect put right."""
    said = SWEARING.sub("", words) if words.count(" ") else words
    return SAID_SO.sub(lambda match: DIALECT[match[0]], " ".join(said.split()))
