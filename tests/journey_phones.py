"""The demo in which a journey is made, and its phones: on the phones page, or the carrier's."""

from typing import Protocol

from flask import Flask

from tests.live import Live
from tests.visitor import Visitor
from tests.wires import Http, Inside
from volunteer.core.phone import parse_mobile

HOST = "127.0.0.1"  # in demo mode the first city's


class Phone(Protocol):
    """Somebody's phone. What is on it is told as one string, the newest last."""

    def text(self, words: str) -> str:
        """Text the city; return what is on the phone then."""
        ...

    def look(self) -> str:
        """Return what is on the phone now."""
        ...


class Demo(Protocol):
    """Where a journey is made."""

    app: Flask
    clock_page: str

    def open(self, number: str) -> None:
        """Begin, with the number that the city has."""
        ...

    def visitor(self) -> Visitor:
        """Give somebody a browser."""
        ...

    def phone(self, number: str, name: str) -> Phone:
        """Give somebody a phone."""
        ...

    def work(self) -> None:
        """Let the worker do all that is due."""
        ...


class PagePhone:
    """A phone that whoever plays its owner holds on the phones page."""

    def __init__(self, hand: Visitor, number: str, name: str) -> None:
        self.number, self.name, self.hand, self.in_hand = number, name, hand, False

    def text(self, words: str) -> str:
        if self.in_hand:
            return self.hand.send("/texts", body=words).words
        self.hand.open("/phones")
        self.in_hand = True
        return self.hand.send("/phones/texts", phone=self.number, body=words).words

    def look(self) -> str:
        if self.in_hand:
            return self.hand.follow("Look for new texts").words
        self.hand.open("/phones")
        self.in_hand = True
        return self.hand.follow(self.name).words


class CarriersPhone:
    """A phone of the carrier's: it texts by the carrier, which posts that to the city."""

    def __init__(self, demo: "CarrierDemo", number: str) -> None:
        self.demo = demo
        self.phone = demo.live.carrier.phone(parse_mobile(number, drama=True))

    def text(self, words: str) -> str:
        posted = self.phone.text(words, to=self.demo.number)
        assert [one.failure for one in posted] == [None]
        self.demo.work()
        return self.look()

    def look(self) -> str:
        return " ".join(self.phone.received)


class SandboxDemo:
    """The demo with the sandbox as its carrier."""

    clock_page = "/phones"

    def __init__(self, app: Flask) -> None:
        self.app = app

    def open(self, number: str) -> None:
        pass

    def visitor(self) -> Visitor:
        return Visitor(Inside(self.app, HOST))

    def phone(self, number: str, name: str) -> PagePhone:
        return PagePhone(self.visitor(), number, name)

    def work(self) -> None:
        self.app.extensions["worker"].work_off()


class CarrierDemo:
    """The demo with the stand-in of Twilio as its carrier, all of it over HTTP."""

    clock_page = "/demo/clock"

    def __init__(self, live: Live) -> None:
        self.live, self.app, self.number = live, live.app, ""

    def open(self, number: str) -> None:
        self.number = number
        self.live.owns(number)

    def visitor(self) -> Visitor:
        return Visitor(Http(self.live.base))

    def phone(self, number: str, name: str) -> CarriersPhone:  # noqa: ARG002 - it knows no names
        return CarriersPhone(self, number)

    def work(self) -> None:
        self.live.work()
