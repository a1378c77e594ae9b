"""Notices: what the people who work here are told by e-mail, of what and how often they chose.

``tell`` and ``tell_account`` write them into a use-case of anybody's; a worker sends them
later. A notice holds ids only, and so does its mail: what it is about is read here, by
somebody who is signed in.
"""

from volunteer.staff.notices.kinds import ACCOUNT, CHOSEN, Kind, Often
from volunteer.staff.notices.telling import tell, tell_account

__all__ = ["ACCOUNT", "CHOSEN", "Kind", "Often", "tell", "tell_account"]
