"""Why somebody is not on a shortlist: the first thing that keeps them off it.

It asks one person what ``candidates`` and ``matching`` ask everybody, in plain steps. That both
agree about everybody is a test.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from math import exp

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import caps, engaged, history, requirements
from volunteer.calls.dayparts import of_session
from volunteer.calls.matching import TWO_WEEKS
from volunteer.calls.model import HOLDS_PLACES, Invitation, Placement
from volunteer.cities.model import City
from volunteer.core.geo import Point, distance_km
from volunteer.messages import on_desk
from volunteer.messages.model import UNSETTLED, Question
from volunteer.people.model import State, Volunteer
from volunteer.people.reach import reach_km
from volunteer.projects.model import Opening, ProjectSession


class Absent(StrEnum):
    """What keeps somebody off a shortlist."""

    JOINING = "has not finished joining"
    STOPPED = "wants no texts"
    UNREACHABLE = "their phone takes no texts"
    NOWHERE = "their home is not on the map"
    PLACED = "stands in this session already"
    ASKED = "was asked about this"
    UNREAD = "a text of theirs waits for a person"
    ANSWERING = "has not answered something else"
    ELSEWHERE = "has a place at the same time"
    TOO_FAR = "lives too far away"
    LACKS_SKILL = "lacks a skill"
    LACKS_MORE = "lacks an age, a vehicle or a check"
    NOT_FREE = "is not free then"
    LIMIT = "asked as often as they may be"


def why(
    session: Session, city: City, opening: Opening, volunteer: Volunteer, *, now: datetime
) -> Absent | None:
    """Return the first thing that keeps somebody off an opening's shortlist; None if nothing."""
    one = _Case(session, city, opening, volunteer, now)
    return next((reason for reason, holds in one.checks() if holds()), None)


class _Case:
    """One person and one opening."""

    def __init__(
        self, session: Session, city: City, opening: Opening, who: Volunteer, now: datetime
    ) -> None:
        self._session, self._city, self._opening = session, city, opening
        self._who, self._now = who, now

    def checks(self) -> Iterator[tuple[Absent, Callable[[], bool]]]:
        """Yield what may keep them off, what is surest first, and how to see whether it does."""
        contact = self._who.contact
        yield Absent.JOINING, lambda: self._who.state is not State.ACTIVE
        yield Absent.STOPPED, lambda: contact.stopped_at is not None or not contact.consented_at
        yield Absent.UNREACHABLE, lambda: contact.unreachable_at is not None
        yield Absent.PLACED, self._in_this_session
        yield Absent.ASKED, self._was_asked
        yield Absent.ELSEWHERE, self._elsewhere
        yield Absent.NOWHERE, lambda: self._home() is None
        yield Absent.TOO_FAR, self._too_far
        yield Absent.LACKS_SKILL, self._lacks_skill
        yield Absent.LACKS_MORE, self._lacks_more
        yield Absent.NOT_FREE, self._not_free
        yield Absent.UNREAD, self._waits_on_desk
        yield Absent.ANSWERING, self._answering
        yield Absent.LIMIT, self._at_limit

    def _home(self) -> Point | None:
        return self._who.home.point if self._who.home else None

    def _in_this_session(self) -> bool:
        return self._stands(Opening.session_id == self._opening.session_id)

    def _elsewhere(self) -> bool:
        starts, ends = self._opening.session.starts_at, self._opening.session.ends_at
        return self._stands(
            ProjectSession.starts_at < (ends or starts + engaged.FLEXIBLE_LASTS),
            ProjectSession.ends_at > starts,
            Placement.standing.in_(HOLDS_PLACES),
        )

    def _stands(self, *where: sa.ColumnElement[bool]) -> bool:
        return self._any(
            sa.select(Placement.id)
            .join(Placement.opening)
            .join(Opening.session)
            .where(
                Placement.city_id == self._city.id,
                Placement.volunteer_id == self._who.id,
                *where,
            )
        )

    def _was_asked(self) -> bool:
        return self._any(
            sa.select(Invitation.id).where(
                Invitation.city_id == self._city.id,
                Invitation.opening_id == self._opening.id,
                Invitation.volunteer_id == self._who.id,
            )
        )

    def _waits_on_desk(self) -> bool:
        phone = self._who.contact_id
        return phone in on_desk.held(self._session, self._city.id, among=[phone])

    def _answering(self) -> bool:
        return self._any(
            sa.select(Question.id).where(
                Question.city_id == self._city.id,
                Question.contact_id == self._who.contact_id,
                Question.state.in_(UNSETTLED),
            )
        )

    def _too_far(self) -> bool:
        role = self._opening.role
        place, home = role.project.place.point, self._home()
        if role.remote or place is None or home is None:
            return False
        reach = self._who.reach_km or reach_km(self._city.rules, self._who.travel)
        return distance_km(place, home) > min(reach, role.radius_km or reach)

    def _lacks_skill(self) -> bool:
        required = {wish.skill_id for wish in self._opening.role.skills if wish.required}
        return not required <= {skill.id for skill in self._who.skills}

    def _lacks_more(self) -> bool:
        lack = requirements.lack_of(
            self._session, self._city, self._who.id, self._opening, now=self._now
        )
        return lack is not None

    def _not_free(self) -> bool:
        when, free = self._opening.session, self._who.free
        asks = of_session(when.starts_at, when.ends_at, self._city.zone)
        return free is not None and free & asks != asks

    def _at_limit(self) -> bool:
        ages = self._ages()
        rules = self._city.rules
        limits = caps.limits(rules, self._who.most_calls_a_month)
        lately = sum(exp(-age / TWO_WEEKS) for age in ages)
        return not limits.allow(ages) or lately >= rules.calls_in_14_days

    def _ages(self) -> list[timedelta]:
        asked_at = self._session.scalars(
            sa.select(Invitation.asked_at).where(
                Invitation.city_id == self._city.id,
                Invitation.volunteer_id == self._who.id,
                Invitation.asked_at > self._now - history.FORGOTTEN,
            )
        )
        return [self._now - at for at in asked_at]

    def _any(self, query: sa.Select[int]) -> bool:
        return bool(self._session.scalar(sa.select(query.exists())))
