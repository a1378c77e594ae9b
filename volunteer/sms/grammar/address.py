"""How people address whoever reads their text: "my lover", "pal", "our kid", "dear".

Pure. It changes nothing of what they mean, wherever in the text it stands.
"""

import re

# Nobody else is meant by "my lovely"; "lovely" alone is no form of address.
MINE_ONLY = (
    "lover|luvver|luver|lovers|lovely|handsome|'ansome|ansome|hansome|'?[ah]n[sz]um|hansum|'?ansom"
    "|'?andsome|bird|treasure|beauty|flower"
    "|old bean|dearest|dears|loves|old"
)
ENDEARING = (
    "lovey|luvvie|duck|duckie|ducks|darling|darlin|dear|sweetheart|sweetie|petal|chuck|chick"
    "|cocker|babber|babby|babe|babes|bab|bbz|hinny|hinnie|pet|hen|marra|butt|butty|boyo|bach"
    "|cariad|mun|sunshine|treacle|poppet|hun|hunny|honey|luv|love|kidda|bonny lad|bonny lass|maid"
    "|maidy|old boy|old chap|old girl|squire|guv|guvnor|gov|our kid|wor kid"
)
# These may also be somebody who comes along: never behind "a" or "and".
PEOPLE = (
    "pal|mate|friend|buddy|bud|bro|bruv|bruh|fam|cuz|sis|man|lad|lads|lass|boss|chief|captain"
    "|skipper|gaffer|guys|folks|team|dude|comrade|sir|madam|mister|queen|king|hon|peeps"
    "|chaps|chap|ladies|gents|sirs|y'all"
)
BEFORE = (
    r"(?<!\ba )(?<!\ban )(?<!\band )(?<!\bplus )(?<!\bwith )(?<!\bthe )(?<!\bher )(?<!\bhis )"
    r"(?<!\bone )(?<!\btwo )(?<!\b\d )(?<!\bbest )(?<!\bold )(?<!\bfor )(?<!\bof )(?<!\bbring )"
    r"(?<!\bto )(?<!\bour )(?<!\bthree )(?<!\bfour )(?<!\bn )(?<!\bmy own )(?<!\bus )"
    r"(?<!\bat )(?<!\bthank you )(?<!\bthanks )(?<!\bis )(?<!\bwas )(?<!'s )(?<!\bnever"
    r" )(?<!\bsome )(?<!\bmy )(?<!\bme )(?<!\bno )(?<!\ball )"
)
STRICT = r"(?=\s*(?:[.,!?;:\n)]|$|x+\b))"
ENDS = (
    r"(?=\s*(?:[.,!?;:\n)]|$|x+\b)|\s+(?:i|i'll|i'm|ill|im|i've|can't|cant|count|put|see|no|yes|but"
    r"|that|it's|its|thanks|ta)\b)"
)


BEFORE_MINE = BEFORE.replace(r"(?<!\bno )", "")
MINE = r"(?:(?:my|me|mi|ma|m') ?)(?:own |dear |old |good )?"
ADDRESS = re.compile(
    rf"(?:(?<=\bno )|(?<=[\s,.!])|^){BEFORE_MINE}{MINE}(?:{MINE_ONLY}|{ENDEARING})(?![\w'])"
    rf"|(?:(?<=[\s,.!])|^){BEFORE}(?:{MINE}(?:{MINE_ONLY}|{ENDEARING})(?![\w'])"
    rf"|{MINE}(?:{PEOPLE}){STRICT}"
    rf"|(?:{ENDEARING}|{PEOPLE}){ENDS})",
    re.IGNORECASE,
)


def without(text: str) -> str:
    """Return text that addresses nobody."""
    return ADDRESS.sub(" ", text)
