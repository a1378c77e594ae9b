"""What people do in the journeys: a verb each, through the pages and the phones of the demo."""

import re
from datetime import datetime

from tests.journey_phones import Demo, Phone
from tests.visitor import Visitor


def join_by_text(demo: Demo, number: str, name: str, postcode: str, skills: str) -> Phone:
    """Join by four texts; return the phone."""
    phone = demo.phone(number, name)
    expect("You must be 18 or over", phone.text("I'd like to volunteer"))
    expect(f"Hello {name}. What is your postcode?", phone.text(f"I'm {name}"))
    expect("You are in! What can you do?", phone.text(postcode))
    expect(f"Welcome, {name}!", phone.text(skills))
    return phone


def join_on_the_web(demo: Demo, number: str, name: str, postcode: str) -> Phone:
    """Join by the form and say YES on the phone; return the phone."""
    browser = demo.visitor()
    browser.open("/")
    browser.follow("Join")
    browser.send("/join", name=name, phone=number, postcode=postcode, adult="y", agreed="y")
    demo.work()
    phone = demo.phone(number, name)
    expect("Was it you? Reply YES to join", phone.look())
    expect(f"Welcome, {name}!", phone.text("Yes"))
    return phone


def come_in_by_link(demo: Demo, token: str) -> Visitor:
    """Come in as a member of staff, by a link that is good once."""
    browser = demo.visitor()
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


def call_for_people(demo: Demo, desk: Visitor) -> None:
    """Look at who fits, and ask them."""
    expect("Reply YES or NO", desk.follow("Find people").words)
    expect("We are asking now", desk.send("Ask people now").words)
    demo.work()


def confirm_hours_and_report(desk: Visitor, *, says: str, done: str) -> None:
    """Confirm what people said they gave, and say what was done: "planted 40 trees"."""
    desk.open("/staff")
    expect(says, desk.follow("Confirm").words)
    expect("Confirmed: the hours of 1 person", desk.send("Confirm all").words)
    verb, quantity, noun = done.split()
    reported = desk.send("Report", verb=verb, quantity=quantity, noun=noun)
    expect(f"We {done}.", reported.words)


def wait_until_after_the_session(demo: Demo) -> None:
    """Move the demo's clock to half an hour after the session, by its button."""
    hand = demo.visitor()
    hand.open(demo.clock_page)
    hand.send("After the next session")
    demo.work()


def results(desk: Visitor, output: str) -> dict[str, float]:
    """Return what the council's page says: of this quarter, and of one output."""
    words = desk.open("/staff/council").words
    quarter = words.partition("This quarter")[2]
    return {
        "people": _number(r"People (\S+) Took part", quarter),
        "new people": _number(r"New people (\S+) ", quarter),
        "hours": _number(r"Hours confirmed (\S+) ", quarter),
        "places filled": _number(r"Places filled (\S+) of", quarter),
        "places": _number(r"Places filled \S+ of (\S+) in", quarter),
        output: _number(rf"{output}: (\S+) of ", words),
    }


def public_results(demo: Demo, output: str) -> dict[str, str]:
    """Return what everybody may read of the same."""
    words = demo.visitor().open("/impact").words
    counted = re.search(rf"{output}: (\S+)", words)
    told = re.search(r"People who volunteered (.+?) Each counted once", words)
    hours = re.search(r"Hours confirmed (\S+) (?:Seen and confirmed|Few people)", words)
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
