"""Phones at which no text arrives: the carrier said so, until they show that it is otherwise.

Nobody at such a phone is asked or reminded by text; the roster says to ring them. A text
from it, one that reached it, or a fresh consent shows that the carrier was wrong, or is now.
"""

from datetime import datetime

from volunteer.messages.model import Contact


def lose(contact: Contact, code: str, *, now: datetime) -> None:
    """Write down that nothing arrives at a phone any more, with the carrier's code for it."""
    if contact.unreachable_at is None:
        contact.unreachable_at, contact.unreachable_because = now, code


def regain(contact: Contact) -> None:
    """Write down that texts arrive there after all."""
    if contact.unreachable_at is not None:
        contact.unreachable_at = contact.unreachable_because = None
