"""A small town for tests that text at random: few phones, few sessions, everything can happen."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import a_city, a_housemate, a_volunteer, an_opening
from tests.texting import text
from volunteer.calls import ends
from volunteer.calls.model import HOLDS_PLACES, Invitation, Placement
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.hours import asking
from volunteer.messages import questions
from volunteer.messages.model import Contact, Question, Text
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects.model import Opening

HOUR = timedelta(hours=1)
WORDS = """
    yes|YES 2|yes 3|yes for 2|no|no sorry|can't come any more|drop me out|cancel {code}|YES {code}
    NO {code}|YES {code} for 2|can't come {code}|HOURS 2|HOURS 2.5|HOURS {code} 3|2|1|both|3
    Raj|Ann|just me|HERE|here|thanks|STOP|start|help|JOIN|Zoe|PL4 7AA|skip|no more texts
    CANCEL|what?|yes but only until 11|Cymraeg|YES W99|0|I'm in|nope|help I've fallen
"""
VOCABULARY = [words.strip() for line in WORDS.strip().split("\n") for words in line.split("|")]
_serial = count(1)


@dataclass
class Town:
    """The town, its clock, and what to check after every text."""

    session: Session
    now: datetime
    city: City = field(init=False)
    phones: list[Volunteer | str] = field(init=False)
    openings: list[Opening] = field(init=False)

    def __post_init__(self) -> None:
        """Let two sessions be over, one begin soon, two be to come; four people on three phones.

        One phone has one place to give back, so a bare "can't come" does; the others have two.
        """
        self.city = a_city(self.session, f"Town{next(_serial)}")
        starts = [self.now + n * HOUR for n in (-30, -4, 1, 26, 50)]
        self.openings = [
            an_opening(self.session, self.city, f"Work {n}", places=3, starts=at)
            for n, at in enumerate(starts)
        ]
        ann, bo, cy = (a_volunteer(self.session, self.city, name) for name in ("Ann", "Bo", "Cy"))
        raj = a_housemate(self.session, ann, "Raj")
        self.phones = [ann, bo, cy, "+447700900999"]
        past, earlier, soon, tomorrow, later = self.openings
        had = {
            ann: [past, tomorrow],
            bo: [earlier, later],
            cy: [tomorrow, later],
            raj: [earlier, soon],
        }
        for who, openings in had.items():
            for opening in openings:
                place(self.session, opening, who, now=self.now - 40 * HOUR)

    def code(self, which: int) -> str:
        """Return the code of an opening."""
        opening_id = self.openings[which].id
        with transaction() as session:
            return str(codes.of(session, session.get_one(Opening, opening_id), now=self.now))

    def say(self, phone: int, words: str, which: int) -> Text:
        """Let a phone text, perhaps with the code of an opening."""
        body = words.format(code=self.code(which)) if "{code}" in words else words
        self.now += timedelta(minutes=7)
        return text(self.session, self.city, self.phones[phone], body, now=self.now)

    def ask(self, phone: int, which: int) -> None:
        """Ask a phone about an opening, if nothing is open and they were never asked."""
        who, opening = self.phones[phone], self.openings[which]
        if isinstance(who, str) or self.open(who.contact) or who.contact.stopped_at:
            return
        asked = sa.select(Invitation.id).where(
            Invitation.opening_id == opening.id, Invitation.volunteer_id == who.id
        )
        if self.session.scalar(asked) is None and opening.session.starts_at > self.now:
            invite(self.session, opening, who, now=self.now)

    def wait(self, hours: int) -> None:
        """Let time pass, with what it ends and what is then asked."""
        self.now += hours * HOUR
        ends.expire(now=self.now)
        asking.ask_next(now=self.now)

    def contact(self, phone: int) -> Contact | None:
        """Return a phone as the city knows it."""
        who = self.phones[phone]
        if isinstance(who, Volunteer):
            return who.contact
        return self.session.scalar(
            sa.select(Contact).where(Contact.city_id == self.city.id, Contact.phone == who)
        )

    def open(self, contact: Contact | None) -> Question | None:
        """Return what a phone was asked and may answer."""
        if contact is None:
            return None
        return questions.open_of(self.session, city_id=self.city.id, contact_id=contact.id)

    def behind(self, contact_id: int) -> set[int]:
        """Return who shares a phone."""
        found = sa.select(Volunteer.id).where(
            Volunteer.city_id == self.city.id, Volunteer.contact_id == contact_id
        )
        return set(self.session.scalars(found))

    def places(self) -> dict[int, tuple[int, int, str, int, bool]]:
        """Return how everybody stands: opening, volunteer, standing, party, arrived."""
        self.session.rollback()
        rows = self.session.scalars(
            sa.select(Placement)
            .where(Placement.city_id == self.city.id)
            .execution_options(populate_existing=True)
        )
        return {
            one.id: (
                one.opening_id,
                one.volunteer_id,
                one.standing.value,
                one.party,
                one.arrived_at is not None,
            )
            for one in rows
        }

    def is_counted_right(self) -> bool:
        """Tell whether what is taken of each opening is what people have, and never too much."""
        for opening in self.openings:
            self.session.refresh(opening)
            held = sa.select(sa.func.coalesce(sa.func.sum(Placement.party), 0)).where(
                Placement.opening_id == opening.id,
                Placement.city_id == self.city.id,
                Placement.standing.in_(HOLDS_PLACES),
            )
            if not self.session.scalar(held) == opening.taken <= opening.places:
                return False
        return True
