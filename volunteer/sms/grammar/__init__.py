"""The grammar of replies: what a text means, in the light of what was last asked.

Pure. ``reader`` has the order in which a text is read; the other files are the words.
"""

from volunteer.sms.grammar.reader import read
from volunteer.sms.grammar.reading import Context, Kind, Reading
from volunteer.sms.grammar.telling import told

__all__ = ["Context", "Kind", "Reading", "read", "told"]
