"""A crowd drawn at random, put into a city, and who of it may be asked, by looking at everybody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.asking import a_call, invite, place
from tests.builders import STARTS, a_skill, a_volunteer, an_opening
from tests.texting import text
from volunteer.calls.matching import Candidate, Limits
from volunteer.calls.model import Answer, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.geo import Point
from volunteer.messages.model import Question, QuestionState, Text
from volunteer.people.model import State, Travel, Volunteer
from volunteer.people.reach import reach_km
from volunteer.projects.model import Opening, RoleSkill

DAY = timedelta(days=1)
AGES = (0.5, 2.0, 5.0, 20.0, 59.0, 61.0, 200.0)  # days
SKILLS = ("driving", "cooking", "lifting")
points = st.builds(Point, st.floats(50.2, 50.6), st.floats(-4.4, -3.9))
skill_sets = st.frozensets(st.sampled_from(SKILLS))


@dataclass
class Person:
    """Somebody drawn: how they are, and how they were asked before."""

    home: Point
    skills: frozenset[str]
    travel: Travel
    reach_km: float | None
    free: int | None
    most_calls: int | None
    how: str
    asked_days_ago: list[float] = field(default_factory=list)
    said_yes: int = 0


HOW = ("may be asked", "may be asked", "may be asked", "left", "stopped", "never agreed", "lost",
       "asked something", "asked about it", "in it", "busy then", "not understood",
       "was heard")  # fmt: skip
people = st.lists(
    st.builds(
        Person,
        home=points,
        skills=skill_sets,
        travel=st.sampled_from(Travel),
        reach_km=st.none() | st.sampled_from([1.0, 4.0, 12.0, 40.0, 100.0, 150.0]),
        free=st.none() | st.sampled_from([0, 1, (1 << 21) - 1]),
        most_calls=st.none() | st.sampled_from([0, 1]),
        how=st.sampled_from(HOW),
        asked_days_ago=st.lists(
            st.sampled_from([0.5, 2.0, 5.0, 20.0, 59.0, 61.0, 200.0]), max_size=4
        ),
        said_yes=st.integers(0, 2),
    ),
    min_size=2,
    max_size=6,
)


@dataclass(frozen=True)
class Role:
    """What an opening asks for."""

    place: Point
    required: frozenset[str]
    helping: frozenset[str]
    radius_km: float | None
    remote: bool
    flexible: bool


roles = st.builds(
    Role,
    place=points,
    required=skill_sets,
    helping=skill_sets,
    radius_km=st.none() | st.sampled_from([2.0, 15.0]),
    remote=st.sampled_from([False, False, True]),
    flexible=st.booleans(),
)


class Town:
    """One city, made once: whoever was drawn before has left by the next time."""

    def __init__(self, session: Session, city: City, now: datetime) -> None:
        session.rollback()
        self.session, self.city, self.now = session, city, now
        for one in session.scalars(sa.select(Volunteer).where(Volunteer.city_id == city.id)):
            one.state = State.LEFT
        self.opening, self.busy, self.asks = (self._opening(t) for t in ("This", "Busy", "Asks"))
        self.before = [self._opening(f"Before {number}") for number in range(4)]

    def _opening(self, title: str) -> Opening:
        known = sa.select(Opening).join(Opening.role).where(Opening.city_id == self.city.id)
        for one in self.session.scalars(known):
            if one.role.project.title == title:
                return one
        return an_opening(self.session, self.city, title)

    def ask_for(self, role: Role) -> Opening:
        """Let the opening ask for what was drawn."""
        of = self.opening.role
        for wish in of.skills:
            self.session.delete(wish)
        self.session.commit()
        of.skills.extend(
            RoleSkill(
                city_id=self.city.id,
                skill_id=a_skill(self.session, self.city, slug).id,
                required=slug in role.required,
            )
            for slug in sorted(role.required | role.helping)
        )
        of.remote, of.radius_km = role.remote, role.radius_km
        at = of.project.place
        at.latitude, at.longitude = role.place.latitude, role.place.longitude
        self.opening.taken, self.busy.taken = 0, 0
        self.opening.places = self.busy.places = 500
        self.opening.session.ends_at = None if role.flexible else STARTS + timedelta(hours=2)
        self.session.commit()
        return self.opening

    def put_down(self, one: Person) -> None:
        """Put somebody down as they were drawn."""
        volunteer = a_volunteer(
            self.session, self.city, skills=tuple(one.skills), point=one.home, travel=one.travel
        )
        volunteer.reach_km, volunteer.free = one.reach_km, one.free
        volunteer.most_calls_a_month = one.most_calls
        for number, (days, opening) in enumerate(
            zip(one.asked_days_ago, self.before, strict=False)
        ):
            answer = Answer.ACCEPTED if number < one.said_yes else Answer.EXPIRED
            self._invite(volunteer, opening, self.now - days * DAY, answer)
        self._let_be(volunteer, one.how)
        self.session.commit()

    def _let_be(self, volunteer: Volunteer, how: str) -> None:
        phone, session, now = volunteer.contact, self.session, self.now
        acts: dict[str, Callable[[], object]] = {
            "may be asked": lambda: None,
            "left": lambda: setattr(volunteer, "state", State.LEFT),
            "stopped": lambda: setattr(phone, "stopped_at", now),
            "never agreed": lambda: setattr(phone, "consented_at", None),
            "lost": lambda: setattr(phone, "unreachable_at", now),
            "asked something": lambda: invite(session, self.asks, volunteer, now=now - 100 * DAY),
            "asked about it": lambda: self._invite(
                volunteer, self.opening, now - 90 * DAY, Answer.DECLINED
            ),
            "in it": lambda: place(session, self.opening, volunteer, now=now),
            "busy then": lambda: place(session, self.busy, volunteer, now=now),
            "not understood": lambda: self._text(volunteer, None),
            "was heard": lambda: self._text(volunteer, now),
        }
        acts[how]()

    def _text(self, volunteer: Volunteer, seen_at: datetime | None) -> None:
        told = text(self.session, self.city, volunteer, "Who may come along?", now=self.now)
        assert told.desk_at is not None
        told.seen_at = seen_at

    def _invite(self, volunteer: Volunteer, opening: Opening, at: datetime, answer: Answer) -> None:
        self.session.add(
            Invitation(
                city_id=self.city.id, call_id=a_call(self.session, opening, now=self.now).id,
                opening_id=opening.id, volunteer_id=volunteer.id, wave=1, reasons={}, chance=0.2,
                band=1, skilled=0, answer=answer, asked_at=at,
            )
        )  # fmt: skip

    def everybody(self) -> list[Candidate]:
        """Return who may be asked, by looking at everybody, row by row."""
        all_of_them = sa.select(Volunteer).where(Volunteer.city_id == self.city.id)
        return [
            self._candidate(one)
            for one in self.session.scalars(all_of_them)
            if self._may_be_asked(one) and not self._is_taken(one)
        ]

    def _may_be_asked(self, one: Volunteer) -> bool:
        phone, rules = one.contact, self.city.rules
        limits = Limits(
            a_day=rules.calls_a_day, in_7_days=rules.calls_in_7_days,
            in_14_days=rules.calls_in_14_days, in_30_days=rules.calls_in_30_days,
            a_month=one.most_calls_a_month,
        )  # fmt: skip
        return (
            one.state is State.ACTIVE
            and phone.may_be_called
            and phone.unreachable_at is None
            and limits.allow([self.now - i.asked_at for i in self._of(Invitation, one)])
        )

    def _is_taken(self, one: Volunteer) -> bool:
        questions = sa.select(Question).where(
            Question.city_id == self.city.id, Question.contact_id == one.contact_id
        )
        texts = sa.select(Text).where(
            Text.city_id == self.city.id, Text.contact_id == one.contact_id
        )
        return (
            any(q.state is QuestionState.OPEN for q in self.session.scalars(questions))
            or any(t.desk_at and not t.seen_at for t in self.session.scalars(texts))
            or any(i.opening_id == self.opening.id for i in self._of(Invitation, one))
            or any(self._clashes(p) for p in self._of(Placement, one))
        )

    def _clashes(self, placement: Placement) -> bool:
        mine, other = self.opening.session, placement.opening.session
        ends = mine.ends_at or mine.starts_at + timedelta(hours=1)
        together = other.ends_at is not None and other.starts_at < ends
        at_once = together and other.ends_at is not None and other.ends_at > mine.starts_at
        return other.id == mine.id or (at_once and placement.standing is Standing.CONFIRMED)

    def _of(self, kind: Any, one: Volunteer) -> list[Any]:
        theirs = sa.select(kind).where(kind.city_id == self.city.id, kind.volunteer_id == one.id)
        return list(self.session.scalars(theirs))

    def _candidate(self, one: Volunteer) -> Candidate:
        asked = self._of(Invitation, one)
        ages = [self.now - i.asked_at for i in asked]
        assert one.home is not None
        assert one.home.point is not None
        wished = {wish.skill_id for wish in self.opening.role.skills}
        return Candidate(
            one.id,
            one.home.point,
            reach_km(self.city.rules, one.travel) if one.reach_km is None else one.reach_km,
            skills=frozenset(skill.id for skill in one.skills if skill.id in wished),
            free=one.free,
            hours_since_asked=min(ages) / timedelta(hours=1) if ages else None,
            asked_recently=sum(exp(-age / (14 * DAY)) for age in ages if age < 60 * DAY),
            asked=len(asked),
            accepted=sum(i.answer in {Answer.ACCEPTED, Answer.TOO_LATE} for i in asked),
        )
