"""Every claim of hours, as it was made: here each was made once."""

import sqlalchemy as sa

from volunteer.demo.stage import Stage
from volunteer.hours.model import Claim, Entry


def keep(stage: Stage) -> None:
    """Write the claims down that the entries of the city came from."""
    stage.session.flush()
    claimed = sa.select(
        Entry.city_id,
        Entry.id,
        Entry.claimed_minutes,
        Entry.claimed_by,
        Entry.claimed_at,
    ).where(Entry.city_id == stage.city.id, Entry.claimed_minutes.is_not(None))
    stage.session.execute(
        sa.insert(Claim).from_select(
            ["city_id", "entry_id", "minutes", "by", "at"], claimed.order_by(Entry.id)
        )
    )
