"""What gives a person away in a line, by its look, and the canary by her own data."""

import re

CANARY_PHONE = "+447700900987"
CANARY_NAME = "Perpetua Featherstonehaugh"
CANARY_POSTCODE = "PL4 7AA"
CANARY_WORDS = "my parrot unlocks the allotment"
CANARY_EMAIL = "perpetua@canary.example"
CANARY_TOKEN = "canary-token-that-lets-in"

GAP = r"[\s().\-]*"
LOOKS = {
    "a phone number of the tests": re.compile(GAP.join("7700900")),
    "a mobile number": re.compile(r"(?<![\d.])(?:\+|00|%2B)?(?:44|0)7\d{9}(?!\d)"),
    "a postcode": re.compile(r"\b[a-z]{1,2}\d[a-z\d]?(?:\s|\+|%20)?\d[a-z]{2}\b", re.IGNORECASE),
    "an e-mail address": re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.\w"),
    "the canary's name": re.compile(r"perpetua|featherstonehaugh", re.IGNORECASE),
    "the canary's words": re.compile(r"parrot.unlocks|the.allotment", re.IGNORECASE),
    "the canary's token": re.compile(r"canary-token"),
}
CODE = re.compile(r"\b\d{6}\b")
OF_CODES = re.compile(r"code|sign.?in", re.IGNORECASE)
TIME = re.compile(r'"timestamp": "[^"]*"')


def found(line: str) -> list[str]:
    """Return what a line gives away."""
    line = TIME.sub("", line)
    kinds = [kind for kind, look in LOOKS.items() if look.search(line)]
    if OF_CODES.search(line) and CODE.search(line):
        kinds.append("a code")
    return kinds
