"""Names that are also words, or parts of words, of ours: Roger, Joy, Ken.

Pure. "May", "Hope" and "Pam" (Welsh for why) are left out: signed alone they may mean the word.
"""

ALONE = """
    alan ann ben bob dan dot ed ella grace holly jose joy ken lee les ling mark ming mo roger tim
"""
NAMES = frozenset(ALONE.split())
# Beside "me and" they can be nothing else.
COMPANIONS = NAMES | frozenset(["april", "beth", "june", "pam"])
