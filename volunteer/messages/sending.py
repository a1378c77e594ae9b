"""Sending: claim messages, commit, ask the carrier with nothing open, record.

Any number of workers may do this at once: a message falls to one of them. When nobody
knows whether the carrier took it, it is ``unknown``, and no timer ever puts it back.

One message is claimed at a time. Only of a carrier that answers at once, as none over a network
does, more are, so that the database is asked less often; see ``Pace``.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter, SmsGateway
from volunteer.messages import claiming, receipts
from volunteer.messages.claiming import Row, TakeBack

USABLE = timedelta(seconds=40)  # of a claim; the call's own time-out still fits in the lease
FRESH = timedelta(milliseconds=100)  # a claim of many: what is left after that is claimed anew
QUICK = timedelta(microseconds=200)  # a text: no carrier over a network is so quick
MOST = 2000  # messages of one claim

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Pace:
    """How many messages a worker claims at once: one, and more while its carrier is quick."""

    size: int = 1

    def learn(self, taken: int, took: timedelta) -> None:
        """Take twice as many if all went so fast that even so the claim would stay fresh."""
        if took > max(taken, 1) * QUICK:
            self.size = 1
        elif taken < self.size:
            self.size = max(1, self.size // 2)
        elif took < FRESH / 3:
            self.size = min(2 * self.size, MOST)


@dataclass(slots=True)
class Claim:
    """What one worker has claimed of one city, and how far it is with it."""

    city_id: int
    sender: str
    rows: Sequence[Row]
    at: datetime
    taken: dict[int, str] = field(default_factory=dict)  # the carrier's ids, by ours
    refused: tuple[int, GatewayError] | None = None

    @property
    def left(self) -> Sequence[Row]:
        """What was not handed over."""
        return self.rows[len(self.taken) + (self.refused is not None) :]


def deliver_next(
    gateway: SmsGateway,
    *,
    clock: Clock,
    calling: Collection[int],
    pace: Pace | None = None,
    take_back: TakeBack | None = None,
) -> bool:
    """Send the message that has waited longest; return whether there was one.

    ``calling`` are the ids of the cities in whose hours calls may go out now; answers
    go at any hour. ``take_back`` takes a last look at what was claimed, for slices above that
    know what it asks, and says what it took back. The clock is asked again before the
    carrier is, and by the gateway once more before it writes: a worker that was stopped and
    woken past its lease sends nothing.
    """
    pace = pace or Pace()
    at = clock()
    claimed = claiming.claim(at, calling, pace.size, take_back)
    if claimed is None:
        return False
    claim = Claim(*claimed, at)
    begun = clock()
    if begun < at + USABLE:
        _hand_over(gateway, claim, clock, begun)
        done = clock()
        _record(claim, done)
        pace.learn(len(claim.taken), done - begun)
    return True


def _hand_over(gateway: SmsGateway, claim: Claim, clock: Clock, begun: datetime) -> None:
    """Hand over one after the other, until the claim is old or the carrier will not."""
    last = claim.at + USABLE
    for number, row in enumerate(claim.rows):
        if number and clock() >= begun + FRESH:
            return
        try:
            claim.taken[row.id] = gateway.send(_letter(claim, row, lambda: clock() < last))
        except GatewayError as error:
            claim.refused = row.id, error
            return


def _letter(claim: Claim, row: Row, in_time: Callable[[], bool]) -> Letter:
    return Letter(
        row.id, row.token, claim.sender, row.to, row.body, claim.at, row.expires_at, in_time
    )


def _record(claim: Claim, now: datetime) -> None:
    """Write down what became of each, and put back what was not handed over."""
    if len(claim.taken) == 1:
        [(message_id, sid)] = claim.taken.items()
        receipts.record_accepted(message_id, sid, now=now)
    elif claim.taken:
        receipts.record_all_accepted(claim.city_id, claim.taken, claimed_at=claim.at, now=now)
    if claim.refused is not None:
        message_id, error = claim.refused
        receipts.record_failure(message_id, claim.at, error, now=now)
    if claim.left:
        claiming.give_back(claim.city_id, claim.left, claimed_at=claim.at)
