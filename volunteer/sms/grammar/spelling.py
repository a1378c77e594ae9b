"""Words as they are misspelt, on small keys and by those who find spelling hard.

Pure. Only spellings that are no word of their own: "their" stays.
"""

import re

from volunteer.sms.grammar.normal import squash

MISSPELT = """
    please: plese pleas pleese pleaze pleez pleaes plaese pleae plwase palease pleasee plesae
    yes: yse yas yess yees eys yrs yed yez yesh yuss yeas
    can't: carnt cant cnat carn't cannt cantt kant ca'nt
    can: cna
    won't: wont wornt
    don't: dont dnt dunt dosnt donot
    sorry: sory sori sorrry srry soory sorri
    thanks: thansk thnaks thaks fanks thanx tanks thnks
    will: wil wll
    be: bee
    there: thear thier
    coming: comming cumming cuming comin cumin
    come: cum
    help: halp hlep hepl
    make: mayk mak mke
    alone: aloan alown aloen
    stop: stpo sotp tsop stp stopp stip stob stap stopt stoop stpop soptp sstop
    unsubscribe: unsubcribe unsuscribe unsubscibe unsubsribe unsubscrib unsubscirbe
    text: txt tex texst
    texting: txting txtin textin texing textng
    texts: txts textes
    messages: mesages mesagges messeges messges msgs mesges masseges
    message: mesage messege msg messge
    messaging: msging msgin mesaging
    sending: sendin
    again: agen agian agin
    number: numba numbr
    remove: remvoe remov
    don't know: dunno
    definitely: def defs definately definatly definetly defiantly definitly
    available: avalable availible avaliable avilable
    unfortunately: unfortunatly unfortunatley
    afraid: afriad
    tomorrow: tomorow tommorow tomorro tmrw tmoz
    saturday: saterday saturdy satuday satday saturaday
    sunday: sundy
    working: workin wokring
    going: goin gonig
    happy: hapy
    because: bcos bcoz bcuz bcause becoz becuse becos beacuse
    hours: hrous hurs ours
    what: wot wat
    does: dus
    love: luv
    you: yu yuo
    would: wud woud
    could: cud coud
    should: shud
    yes: tes yws yds ues yex yesd ywa
    no: nno bo nae nee
    then: den
    that: dat
    and: nd
    you're: youre your'e ur're
    would have: woulda
    stop: stahp staph dtop xtop wtop stio stoo srop
    can't: cannae cannit canna cannie
    don't: dinnae dinna divvent divent dinny dinni
    i'm: ah'm ahm im am'
    i'll: ah'll ahll al' a'll
    i've: ah've ahve a've
    down: doon dahn dwon donw dung
    off: aff
    take: tak tek
    make: mek
    your: yer ur yor
    more: mair moor
    nothing: nowt nuthin nothin
    anything: owt anythin
    with: wiv
    away: awa awy
    come: cone cmoe
    to: tae
    do: dae
    there: theer
    tomorrow: morra
    wanting: wantin
    want: wnat whant wanr
    wanna: wannae
    my: mah
    our: oor
    about: abaht aboot bout
    weekend: wknd wkend wkd
    morning: mourning mornin
    hours: hiurs hpurs oors houres houra
    join: joim jion joyn joijn jojn
    probs: prbs
    volunteer: volanteer volenteer voluteer volunter
    was: wis wus wuz wos
    can't: cassn't casn't cassnt casnt cyant cyan't cyaan
    won't: winna winnae wullnae willnae wonnot
    shan't: shassn't shanna
    i've: ive
    alright: alrite alrght alrigt awright allright
    cancel: cancle cansel cancell canel cancal canclel
    receive: recieve recive receve
    friend: freind
    someone: sum1 some1 sumone
    doesn't: dosent
    both: baith bofe bith botj boht
    two: twa
    together: thegither togetha
    would: wid
    should: shid
    will: wull
"""


# What thick thumbs make of the words that matter most, on the keys beside the right ones.
TAPPED = ("yes", "yeah", "yep", "please", "sorry", "thanks", "count", "coming", "cancel")
BESIDE = {
    "a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr34", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "r": "et", "s": "adz",
    "t": "ry", "u": "yi", "y": "tu",
}  # fmt: skip
# Words of their own, that a slip would also make.
REAL = frozenset(
    [
        "yet",
        "yea",
        "tea",
        "tes",
        "hes",
        "her",
        "yen",
        "yew",
        "tear",
        "year",
        "years",
        "hear",
        "yeas",
        "yeast",
        "step",
        "rep",
        "pep",
        "yap",
        "keep",
        "steep",
        "hep",
        "peas",
        "plea",
        "lease",
        "pleas",
        "tanks",
        "thank",
        "ranks",
        "think",
        "thinks",
        "mount",
        "county",
        "counts",
        "court",
        "coning",
        "caning",
        "cone",
        "combing",
        "coming",
        "zoning",
        "cancels",
        "cancer",
        "sorta",
        "worry",
        "sorr",
        "lorry",
        "soory",
        "yelp",
        "yeti",
        "hep",
        "yard",
        "yea",
        "yer",
        "yrs",
        "res",
        "des",
        "bes",
        "des",
        "yes's",
        "eyes",
        "dyes",
        "ares",
    ]
)


def _slips(word: str) -> set[str]:
    """Return a word with one key missed, doubled by its neighbour, or two keys in turn."""
    at = range(len(word))
    missed = {word[:n] + key + word[n + 1 :] for n in at for key in BESIDE[word[n]]}
    extra = {word[: n + 1] + key + word[n + 1 :] for n in at for key in BESIDE[word[n]] + "m"}
    turned = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in at[:-1]}
    return {slip for slip in missed | extra | turned if slip.isalpha()} - REAL - {word}


def _table() -> dict[str, str]:
    lines = (line.strip().partition(": ") for line in MISSPELT.splitlines() if line.strip())
    pairs = ((squash(word), squash(right)) for right, _, wrong in lines for word in wrong.split())
    slips = {squash(slip): squash(word) for word in TAPPED for slip in _slips(word)}
    return slips | {word: right for word, right in pairs if word != right}


RIGHT = _table()
WORD = re.compile(r"\S+")


OPENING = re.compile(r"^yer(?= (?:i|i'?l|i'?m|i can|ok|sure|please|count|no bother|,|[.])(?!\S)|$)")


def spelt(words: str) -> str:
    """Return tidied and squashed text with its misspelt words put right."""
    words = OPENING.sub("yes", words)
    return WORD.sub(lambda match: RIGHT.get(match[0], match[0]), words)
