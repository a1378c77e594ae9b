"""The controls: how one would do it at first, without the guard of which a test tells.

They use the carrier's real client, and meet the same faults. If none of them came to harm,
the test of the guard would prove nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count

from tests.carrier import ACCOUNT, TOKEN, StandIn, When
from tests.carrier.posts import Posted
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.gateways.twilio import Twilio

TRIES = 3
NOWHERE = "http://127.0.0.1:9/status"
_serial = count(1)


class Naive:
    """A sender without the outbox. Nothing is reported to it."""

    def __init__(
        self, carrier: StandIn, number: str, *, patience: float, hurried: bool = False
    ) -> None:
        self.carrier, self.number, self.hurried = carrier, number, hurried
        self.gateway = self._gateway(patience)

    def in_a_hurry(self, patience: float) -> "Naive":
        """Return one with less patience: it is gone while the carrier is still at it."""
        return Naive(self.carrier, self.number, patience=patience, hurried=True)

    def phones(self, how_many: int) -> list[str]:
        """Return numbers that nobody else has."""
        return [f"+44740000{next(_serial) % 10_000:04}" for _ in range(how_many)]

    def retrying(self, phones: list[str], words: str = "Hello") -> Counter[str]:
        """Send, and send again whatever went wrong; return what each phone received."""
        with self._unreported():
            for letter in self._letters(phones, words):
                for _ in range(TRIES):
                    if self._went_well(letter):
                        break
        return self._arrived(phones)

    def never_retrying(self, phones: list[str], words: str = "Hello") -> Counter[str]:
        """Send once; return what each phone received."""
        with self._unreported():
            for letter in self._letters(phones, words):
                self._went_well(letter)
        return self._arrived(phones)

    def trusting_the_list(self, phones: list[str], words: str = "Hello") -> Counter[str]:
        """Send, and send again what is not in the list at once; return what each received."""
        with self._unreported():
            for letter in self._letters(phones, words):
                if not self._went_well(letter) and self.gateway.find(letter) is None:
                    self._went_well(letter)
        return self._arrived(phones)

    def hand_over(self, phone: str, words: str) -> None:
        """Send once; the carrier has it from then on."""
        with self._unreported():
            for letter in self._letters([phone], words):
                self.gateway.send(letter)

    def _gateway(self, patience: float) -> Twilio:
        return Twilio(
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            callback_url=NOWHERE,
            api_base=self.carrier.url,
            timeout=patience,
        )

    def _went_well(self, letter: Letter) -> bool:
        try:
            self.gateway.send(letter)
        except GatewayError:
            return False
        return True

    def _letters(self, phones: Iterable[str], words: str) -> Iterator[Letter]:
        for phone in phones:
            number = next(_serial)
            yield Letter(number, f"{number:032x}", self.number, phone, words, self.carrier.now)

    def _arrived(self, phones: list[str]) -> Counter[str]:
        if self.hurried:
            self.carrier.quiet()  # else what it asked for and left would be counted as another's
        received = {phone: len(self.carrier.phone(phone).received) for phone in phones}
        self._forget(phones)
        return Counter(received)

    def _forget(self, phones: list[str]) -> None:
        """Leave the carrier as if nothing had been, but for what it counted."""
        self.carrier.kept[:] = [kept for kept in self.carrier.kept if kept.to not in phones]
        for phone in phones:
            self.carrier.phones.pop(phone, None)

    @contextmanager
    def _unreported(self) -> Iterator[None]:
        when, self.carrier.reports.when = self.carrier.reports.when, When.NEVER
        try:
            yield
        finally:
            self.carrier.reports.when = when


def believing_the_newest(posts: Iterable[Posted]) -> dict[str, str]:
    """Return the status of each message as its newest report has it."""
    return {post.form["MessageSid"]: post.form["MessageStatus"] for post in posts}


def counting(posts: Iterable[Posted], word: str) -> int:
    """Return how many messages are so far, if each report is taken for one more."""
    return sum(post.form["MessageStatus"] == word for post in posts)
