"""A resident's phone: it texts the city, and keeps what it received."""

import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from tests.carrier import words
from tests.carrier.account import Number
from tests.carrier.forms import a_text
from tests.carrier.messages import Kept
from tests.carrier.posts import Posted, post

if TYPE_CHECKING:
    from tests.carrier.standin import StandIn


@dataclass
class Phone:
    """A phone. ``answers`` are what the carrier itself texted it; ``received`` has them too."""

    number: str
    carrier: "StandIn"
    received: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def text(self, body: str, *, to: str) -> list[Posted]:
        """Text a number of the account; return how its webhooks took it."""
        number = self.carrier.account.numbers[to]
        blocked = (to, self.number) in self.carrier.blocked
        taken_for = words.kind(body, blocked=blocked)
        form = self._form(body, to, taken_for if number.advanced else None)
        self._own_affairs(body, to, taken_for)
        posted = self._post(number, form)
        self.carrier.posts += posted
        self._hear(posted[-1])
        return posted

    def _form(self, body: str, to: str, opt_out: str | None) -> dict[str, str]:
        sid = f"SM{secrets.token_hex(16)}"
        taken = Kept(sid, to, self.number, body, "", self.carrier.now, "received", incoming=True)
        self.carrier.kept.append(taken)
        more = {"OptOutType": opt_out} if opt_out else {}
        return a_text(sid=sid, phone=self.number, to=to, body=body, **more)

    def _own_affairs(self, body: str, to: str, taken_for: str | None) -> None:
        """Do what the carrier does by itself: block, lift, answer."""
        pair = (to, self.number)
        if taken_for == "STOP":
            self.carrier.blocked.add(pair)
        elif taken_for == "START":
            self.carrier.blocked.discard(pair)
        answer = words.answer(body, taken_for) if taken_for else None
        if answer is not None:
            self.received.append(answer)
            self.answers.append(answer)
            self.carrier.answer(self.number, to, answer)

    def _post(self, number: Number, form: dict[str, str]) -> list[Posted]:
        """Post a text to its number's address, and to the other one if that fails."""
        account = self.carrier.account
        posted = post(account, number.url, form)
        failure = posted[-1].failure
        if failure is None or not number.fallback:
            return posted
        told = {"ErrorCode": str(failure), "ErrorUrl": number.url}
        return posted + post(account, number.fallback, form | told)

    def _hear(self, posted: Posted) -> None:
        """Receive what an answer says: TwiML's messages, and any plain text as it is."""
        if posted.failure is not None:
            return
        if posted.kind.startswith("text/plain") and posted.body:
            self.received.append(posted.body)
        spoken = re.findall(r"<Message[^>]*>(.*?)</Message>", posted.body, re.DOTALL)
        self.received += [unescape(one) for one in spoken]
