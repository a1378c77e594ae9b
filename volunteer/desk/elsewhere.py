"""What somebody has a place in at the time of another: named to a member who may see it."""

from collections.abc import Iterator
from contextlib import contextmanager

from volunteer.calls.clash import Clash
from volunteer.desk import places
from volunteer.desk.tap import Tap


@contextmanager
def named_where_seen(tapped: Tap) -> Iterator[None]:
    """Name in a refusal what they have, unless it is another organisation's."""
    try:
        yield
    except Clash as clash:
        has, member = clash.placement, tapped.member
        if places.is_theirs(tapped.session, member, [has.volunteer], has.id):
            raise clash.of_them() from None
        raise
