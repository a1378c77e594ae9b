"""The carrier itself: what it keeps, what goes wrong with it, and how often it did."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock

from tests.carrier import pages, posts
from tests.carrier.account import NUMBER, Account, Number
from tests.carrier.answers import Answer, error
from tests.carrier.busy import Busy
from tests.carrier.faults import Fault, Luck
from tests.carrier.messages import Kept, problem
from tests.carrier.phones import Phone
from tests.carrier.postman import Postman
from tests.carrier.posts import Posted
from tests.carrier.reports import Report, Reports, When

QUEUED_TOO_LONG = 30036
Made = tuple[Answer, Fault | None, Kept | None]


@dataclass
class StandIn:
    """The carrier. It has no clock of its own: it asks ``clock``.

    The list shows a message ``lag`` after it was made. ``blocked`` are pairs of a number of
    the account and a phone that stopped it. A page has at most ``page_most`` messages.
    While it is ``stuck``, what it accepts waits in its queue. ``before_taking`` and
    ``after_taking`` are done once, while the next call is at the door.
    """

    clock: Callable[[], datetime]
    url: str = ""
    account: Account = field(default_factory=Account)
    page_most: int = pages.LARGEST
    lag: timedelta = timedelta()
    luck: Luck = field(default_factory=Luck)
    reports: Reports = field(default_factory=Reports)
    kept: list[Kept] = field(default_factory=list)
    posts: list[Posted] = field(default_factory=list)
    blocked: set[tuple[str, str]] = field(default_factory=set)
    phones: dict[str, Phone] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    before_taking: list[Callable[[], object]] = field(default_factory=list)
    after_taking: list[Callable[[], object]] = field(default_factory=list)
    stuck: bool = False
    waiting: list[Kept] = field(default_factory=list)
    closing: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    busy: Busy = field(default_factory=Busy)

    def __post_init__(self) -> None:
        self.postman = Postman(self.report)

    @property
    def now(self) -> datetime:
        """What the carrier thinks the time is."""
        return self.clock()

    @now.setter
    def now(self, moment: datetime) -> None:
        self.clock = lambda: moment

    @property
    def sent(self) -> list[Kept]:
        """What the account sent, the oldest first."""
        return [kept for kept in self.kept if not kept.incoming and not kept.answer]

    def owns(self, number: str = NUMBER, *, url: str = "", fallback: str = "") -> Number:
        """Give the account a number, or its number other addresses."""
        self.account.numbers[number] = Number(number, url, fallback)
        return self.account.numbers[number]

    def phone(self, number: str) -> Phone:
        """Return a resident's phone."""
        return self.phones.setdefault(number, Phone(number, self))

    def create(self, form: dict[str, str]) -> Made:
        """Accept a message, or refuse it as the API does."""
        self.calls["create"] += 1
        fault = self.luck.next(self.luck.creating, self.now)
        if fault is not None and not fault.keeps:
            return fault.answer(), fault, None
        code = problem(form, self.account, self.blocked)
        if code is not None:
            return self.refuse(code), None, None
        kept = self._keep(form)
        answer = Answer(201, kept.as_json())
        return (fault.answer() if fault and fault.status else answer), fault, kept

    def refuse(self, code: int, *, counted: bool = True) -> Answer:
        """Say no, and count it: what is counted is what was to be sent."""
        self.refused[code] += counted
        return error(code)

    def fetch(self, sid: str) -> Answer:
        """Return one message."""
        self.calls["fetch"] += 1
        found = next((kept for kept in self.kept if kept.sid == sid), None)
        return Answer(200, found.as_json()) if found else error(20404)

    def listed(self, query: dict[str, str]) -> tuple[Answer, Fault | None]:
        """Return a page of the messages to or from a number, the newest first."""
        ours = query.get("To") in self.account.numbers
        self.calls["inbox" if ours else "list"] += 1
        now = self.now
        fault = self.luck.next(self.luck.arriving if ours else self.luck.listing, now)
        if fault is not None and (fault.status or fault.code):
            return fault.answer(), fault
        shown = [k for k in self.kept[::-1] if k.created + self.lag <= now]
        shown = [k for k in shown if query.get("To") in (None, k.to)]
        shown = [k for k in shown if query.get("From") in (None, k.sender)]
        return Answer(200, pages.page(shown, query, self.page_most)), fault

    def quiet(self) -> None:
        """Wait until everybody who has called so far is served."""
        self.busy.wait(self.url)

    def do(self, waiting: list[Callable[[], object]]) -> None:
        """Do what waits for this moment, once."""
        while waiting:
            waiting.pop(0)()

    def bring(self, kept: Kept | None) -> Event:
        """Bring a message to its phone; what is told of it is posted once the event is set."""
        told = Event()
        if kept is None:
            return told
        if self.stuck:
            self.waiting.append(kept)
        else:
            self._bring(kept, told)
        return told

    def _bring(self, kept: Kept, told: Event) -> None:
        reports = self.reports.on(kept)
        if kept.code is None:
            self.phone(kept.to).received.append(kept.body)
        if self.reports.when is When.BEFORE:
            for report in reports:
                self.report(report)
        elif self.reports.when is When.HELD:
            self.reports.held += reports
        else:
            self.postman.take(reports, told)

    def unstick(self) -> None:
        """Send what waited in the queue, but what waited past its validity."""
        self.stuck, waiting = False, self.waiting[:]
        self.waiting.clear()
        for kept in waiting:
            if kept.until is not None and kept.until < self.now:
                self.reports.fates[kept.to] = QUEUED_TOO_LONG
            self.bring(kept).set()
        self.postman.wait()

    def release(self, *, shuffled_by: int | None = None, backwards: bool = False) -> None:
        """Post the reports that were held, and wait until all are there."""
        now = Event()
        now.set()
        released = self.reports.release(shuffled_by=shuffled_by, backwards=backwards)
        self.postman.take(released, now)
        self.postman.wait()

    def report(self, report: Report) -> None:
        """Post a report, signed with the token that is the first one now."""
        self.posts += posts.post(self.account, report.url, report.form)

    def replay(self, posted: Posted) -> Posted:
        """Post again what was posted, signature and all, as somebody who listened could."""
        again = posts.send(posted.url, posted.form, posted.signature)
        self.posts.append(again)
        return again

    def _keep(self, form: dict[str, str]) -> Kept:
        kept = Kept(
            sid=f"SM{secrets.token_hex(16)}",
            to=form["To"],
            sender=form["From"],
            body=form["Body"],
            callback=form.get("StatusCallback", ""),
            created=self.now,
        )
        seconds = form.get("ValidityPeriod")
        kept.until = kept.created + timedelta(seconds=int(seconds)) if seconds else None
        self.kept.append(kept)
        return kept

    def answer(self, to: str, sender: str, body: str) -> None:
        """Text somebody of its own accord."""
        sid = f"SM{secrets.token_hex(16)}"
        said = Kept(sid, to, sender, body, "", self.now, "delivered", answer=True)
        self.kept.append(said)
