"""What people do in the journeys: a verb each, through the pages and the phones of the demo."""

import re
from datetime import datetime

from flask import Flask

from tests.visitor import Visitor

HOST = "127.0.0.1"  # in demo mode the first city's


class Phone:
    """Somebody's phone, held by whoever plays them on the phones page."""

    def __init__(self, app: Flask, number: str) -> None:
        self.number, self.hand = number, Visitor(app, HOST)

    def begin(self, words: str) -> str:
        """Text the city for the first time; return what is on the phone then."""
        self.hand.open("/phones")
        return self.hand.send("/phones/texts", phone=self.number, body=words).words

    def pick_up(self, name: str) -> str:
        """Find the phone by whose it is; return what is on it."""
        self.hand.open("/phones")
        return self.hand.follow(name).words

    def text(self, words: str) -> str:
        """Text the city; return what is on the phone then."""
        return self.hand.send("/texts", body=words).words

    def look(self) -> str:
        """Return what is on the phone now."""
        return self.hand.follow("Look for new texts").words


def join_by_text(app: Flask, number: str, name: str, postcode: str, skills: str) -> Phone:
    """Join by four texts; return the phone."""
    phone = Phone(app, number)
    expect("You must be 18 or over", phone.begin("I'd like to volunteer"))
    expect(f"Hello {name}. What is your postcode?", phone.text(f"I'm {name}"))
    expect("You are in! What can you do?", phone.text(postcode))
    expect(f"Welcome, {name}!", phone.text(skills))
    return phone


def join_on_the_web(app: Flask, number: str, name: str, postcode: str) -> Phone:
    """Join by the form and say YES on the phone; return the phone."""
    browser = Visitor(app, HOST)
    browser.open("/")
    browser.follow("Join")
    browser.send("/join", name=name, phone=number, postcode=postcode, adult="y", agreed="y")
    work(app)
    phone = Phone(app, number)
    expect("Was it you? Reply YES to join", phone.pick_up(name))
    expect(f"Welcome, {name}!", phone.text("Yes"))
    return phone


def come_in_by_link(app: Flask, token: str) -> Visitor:
    """Come in as a member of staff, by a link that is good once."""
    browser = Visitor(app, HOST)
    browser.open(f"/staff/links/{token}")
    expect("You are signed in", browser.send("Sign in").words)
    return browser


def post_a_project(desk: Visitor, title: str, day: datetime, measure_id: int) -> None:
    """Post a project with one session of two and a half hours, for two people."""
    desk.open("/staff/projects/new")
    initiative = next(form for form in desk.page.forms if "initiative" in form.names)
    posted = desk.send(
        "Post",
        title=title,
        summary="Bring gloves.",
        initiative=initiative.options["initiative"][-1],
        measure=measure_id,
        address="Central Park, PL4 6NP",
        contact_name="Cora",
        role_title="Gardener",
        day=day.date().isoformat(),
        starts="10am",
        ends="12.30",
        places=2,
    )
    expect("2 places left", posted.words)


def call_for_people(app: Flask, desk: Visitor) -> None:
    """Look at who fits, and ask them."""
    expect("Reply YES or NO", desk.follow("Find people").words)
    expect("We are asking now", desk.send("Ask people now").words)
    work(app)


def confirm_hours_and_report(desk: Visitor, title: str, *, says: str, done: str) -> None:
    """Confirm what people said they gave, and say what was done: "planted 40 trees"."""
    desk.open("/staff")
    expect(says, desk.follow(f"{title}, Monday").words)
    expect("Confirmed: the hours of 1 person", desk.send("Confirm all").words)
    verb, quantity, noun = done.split()
    reported = desk.send("Report", verb=verb, quantity=quantity, noun=noun)
    expect(f"We {done}.", reported.words)


def work(app: Flask) -> None:
    """Let the worker do all that is due."""
    app.extensions["worker"].work_off()


def wait_until_after_the_session(app: Flask) -> None:
    """Move the demo's clock to half an hour after the session, by its button."""
    hand = Visitor(app, HOST)
    hand.open("/phones")
    hand.send("After the next session")
    work(app)


def results(desk: Visitor, output: str) -> dict[str, float]:
    """Return what the council's page says: of this quarter, and of one output."""
    words = desk.open("/staff/council").words
    quarter = words.partition("This quarter")[2]
    return {
        "people": _number(r"People (\S+) took part; ", quarter),
        "new people": _number(r"New people (\S+) ", quarter),
        "hours": _number(r"Hours confirmed (\S+) ", quarter),
        "places filled": _number(r"Places filled (\S+) of", quarter),
        "places": _number(r"Places filled \S+ of (\S+) in", quarter),
        output: _number(rf"{output}: (\S+) of ", words),
    }


def public_results(app: Flask, output: str) -> dict[str, str]:
    """Return what everybody may read of the same."""
    words = Visitor(app, HOST).open("/impact").words
    counted = re.search(rf"{output}: (\S+)", words)
    told = re.search(r"People who volunteered (.+?) Each counted once", words)
    hours = re.search(r"Hours confirmed (\S+) Seen and confirmed", words)
    filled = re.findall(r"Places filled: (\d+) of", words)
    assert told is not None
    assert hours is not None
    return {
        "people": told[1],
        "hours": hours[1],
        "places filled": str(sum(map(int, filled))),
        output: counted[1] if counted else "",
    }


def expect(words: str, page: str) -> None:
    """Find words on a page, or show what is there instead."""
    assert words in page, f"“{words}” is not in: {page}"


def _number(pattern: str, words: str) -> float:
    found = re.search(pattern, words)
    return float(found[1].replace(",", "")) if found else 0
