"""No page shows a person's number, home or words to anybody who is not entitled to them.

A canary is somebody whose every trace is unmistakable. Everybody opens every page there
is, and what they see of her is what the table below allows, no more and no less.
"""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.canaries import Cast, Sighting, cast, traces, walk
from volunteer.cities.model import City

HERSELF = {"herself"}
ORGANISATION = {"coordinator", "manager"}
COUNCIL = {"council lead", "administrator"}
STAFF = ORGANISATION | COUNCIL
EVERYBODY_HERE = STAFF | HERSELF | {"nobody", "another volunteer", "her phone",
                                    "coordinator elsewhere", "manager elsewhere"}  # fmt: skip

# What of her may be seen where, by whom. Everything else is a leak.
ALLOWED = {
    # Whoever runs the project finds her, reaches her while she has a place, reads her text.
    ("name", "roster.show"): STAFF,
    ("number", "roster.show"): STAFF,
    ("name", "shortlist.show"): STAFF,
    ("name", "hours.show"): STAFF,
    ("name", "desk.show"): STAFF,
    ("words", "desk.show"): STAFF,
    ("name", "desk.texts"): STAFF,
    ("words", "desk.texts"): STAFF,
    ("name", "text.show"): STAFF,
    ("words", "text.show"): STAFF,
    # Who looks after the people who work there, and whoever holds a link of theirs.
    ("e-mail", "account.show"): {"coordinator"},
    ("e-mail", "account.password"): {"coordinator"},  # for password managers
    ("e-mail", "account.phone"): {"coordinator"},
    ("e-mail", "account.recovery_codes"): {"coordinator"},
    ("e-mail", "notices.show"): {"coordinator"},
    ("e-mail", "members.one"): {"administrator", "manager"},
    ("e-mail", "links.show"): EVERYBODY_HERE,
    # Who decides on checks, there and for the council: nobody who only runs a project.
    ("name", "checks.show"): STAFF - {"coordinator"},
    ("check", "checks.show"): STAFF - {"coordinator"},
    # Her own pages.
    ("check", "me.show"): HERSELF,
    ("name", "me.show"): HERSELF,
    ("name", "profile.show"): HERSELF,
    ("postcode", "profile.show"): HERSELF,
    ("name", "sign_in.person"): {"her phone"},
    # Where somebody is helped at home: those who run it, and who has a place, from a day before.
    ("address", "projects.show"): STAFF,
    ("address", "roster.show"): STAFF,
    ("address", "board.show"): STAFF,
    ("address", "me.show"): HERSELF,
}

# Pages that nobody on the walk sees, with the reason.
OUT_OF_REACH = {
    "phones.show",  # the demo's, in demo mode only
    "phones.thread",
    "phones.clock",
    "shortlist.call",  # these two lead on from a mail
    "council.one_reading",
    "inbox.show",
    "inbox.mail",
    "styles.show",
    "staff.code",  # halfway in
    "links.phone",
}


@pytest.fixture
def everybody(app: Flask, session: Session, city: City) -> Cast:
    """Give the canary, and everybody who may look."""
    return cast(app, session, city)


def test_everybody_sees_of_the_canary_what_they_may_and_no_more(
    app: Flask, everybody: Cast
) -> None:
    allowed = {
        Sighting(canary, endpoint, visitor)
        for (canary, endpoint), visitors in ALLOWED.items()
        for visitor in visitors
    }

    seen = walk(app, everybody)

    assert seen.sightings - allowed == set()
    assert allowed - seen.sightings == set(), "nobody sees it: take it out of the table"
    assert _pages(app) - seen.opened == OUT_OF_REACH


def test_a_page_that_leaks_is_caught(app: Flask, everybody: Cast) -> None:
    app.view_functions["home.show"] = lambda: "Ring (07700) 900 987, and ask for Zephyrine."

    seen = walk(app, everybody).sightings

    leaked = {one for one in seen if one.endpoint == "home.show"}
    assert {one.visitor for one in leaked} == set(everybody.visitors)
    assert {one.canary for one in leaked} == {"number", "name"}


def test_an_address_that_the_walk_cannot_fill_in_stops_it(app: Flask, everybody: Cast) -> None:
    app.add_url_rule("/things/<int:thing_id>", "things.show", str)

    with pytest.raises(AssertionError, match=r"no \['thing_id'\] for /things/<int:thing_id>"):
        walk(app, everybody)


@pytest.mark.parametrize(
    ("leak", "canary"),
    [
        ("07700 900987", "number"),
        ("07700900987", "number"),
        ("+447700900987", "number"),
        ("tel:+44%207700%20900%20987", "number"),
        ("0044 7700&nbsp;900&nbsp;987", "number"),
        ("(07700) 900-987", "number"),
        ("zephyrine", "name"),
        ("near?postcode=pl9+9zq", "postcode"),
        ("PL99ZQ", "postcode"),
        ("50.3917", "home"),
        ("a purple OSTRICH", "words"),
        ("Cora.Canary7@example.org", "e-mail"),
        ("canary cottage", "address"),
        ("07••• •••987", None),
    ],
)
def test_the_canary_is_known_however_she_is_spelled(leak: str, canary: str | None) -> None:
    assert list(traces(leak)) == ([canary] if canary else [])


def _pages(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
