"""What a change of a role does to the people in it, and to the calls that ask for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from volunteer.calls import lack_texts, lacking
from volunteer.calls.lacks import Lack
from volunteer.calls.model import LIVE, Call, CallState, Placement, Standing
from volunteer.calls.widening import is_lower
from volunteer.cities.model import City
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

COMING = (Standing.CONFIRMED, Standing.WAITING)
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """The places people have or wait for in a role's sessions to come, and its calls, by then.

    ``lack`` says by placement what is lacking, ``unskilled`` are those without a skill that is
    required, ``in_company`` those who come with others in a role where each must join by name.
    ``calls`` are those that ask, or may, by opening.
    """

    placements: Sequence[Placement]
    lack: Mapping[int, Lack]
    unskilled: frozenset[int]
    in_company: frozenset[int]
    calls: Mapping[int, tuple[CallState, datetime | None]]

    @property
    def placed(self) -> int:
        """How many have a place."""
        return sum(one.standing is Standing.CONFIRMED for one in self.placements)

    @property
    def running(self) -> set[int]:
        """The openings about which people are being asked."""
        return {where for where, (state, _) in self.calls.items() if state is CallState.RUNNING}


@dataclass(frozen=True, slots=True)
class Done:
    """What a change has done: who lacks something by it, and the numbers that ``Effects`` tells."""

    newly: Sequence[Placement]
    relieved: int
    taken_back: int
    offered: int
    unapproved: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change did, or would do.

    Of people with a place (``placed`` in all): how many lack what by it, how many of these no
    text reaches, how many are told that they lack it no more, how many come with others who must
    each join by name by it, how many have not said that they have a skill that is required now.
    Then how many who wait are passed over by it, the texts that are taken back, the openings in
    which new places are offered to the line, whose calls go on or end by it, the calls whose
    approval counts no more, and when the first call that runs asks by what the role is now. Last
    the check that was asked for, and the one that is.
    """

    placed: int
    lacking: Mapping[Lack, int]
    told: int
    to_ring: int
    relieved: int
    in_company: int
    unskilled: int
    passed_over: int
    taken_back: int
    offered: int
    going_on: int
    ending: int
    unapproved: int
    next_wave: datetime | None
    level_was: Level | None
    level: Level | None

    @property
    def asks_lower_check(self) -> bool:
        """Whether it asks for a lower check than before, or for none."""
        return is_lower(self.level_was, self.level)

    @property
    def any(self) -> bool:
        """Whether anybody but the role itself is touched."""
        return bool(
            self.lacking or self.relieved or self.in_company or self.unskilled or self.passed_over
            or self.taken_back or self.offered or self.going_on or self.ending or self.next_wave
            or self.unapproved or self.asks_lower_check
        )  # fmt: skip


def seen(session: Session, city: City, openings: Sequence[Opening], *, now: datetime) -> Seen:
    """Return how everybody stands with a role at this moment of a change."""
    ids = [one.id for one in openings]
    rows = session.execute(_coming(city, ids, now)).all()
    return Seen(
        [row[0] for row in rows],
        {row[0].id: Lack(row[1]) for row in rows if row[1] is not None},
        frozenset(row[0].id for row in rows if row[2]),
        frozenset(row[0].id for row in rows if row[3]),
        _calls(session, city, ids),
    )


def between(before: Seen, after: Seen, done: Done, was: NewRole, new: NewRole) -> Effects:
    """Return what a change did, by what was seen, and what the role was, before and after."""
    newly, chooses_anew = done.newly, replace(new, title=was.title) != was
    texted = sum(lack_texts.is_reached(one) for one in newly)
    unskilled = after.unskilled - before.unskilled
    lack = after.lack.keys() - before.lack.keys()
    waves = [due for where, (_, due) in after.calls.items() if due and where in after.running]
    return Effects(
        placed=len({one.volunteer_id for one in after.placements if _has_place(one)}),
        lacking=Counter(after.lack[one.id] for one in newly),
        told=texted,
        to_ring=len(newly) - texted,
        relieved=done.relieved,
        in_company=len(_people(after, after.in_company - before.in_company)),
        unskilled=len(_people(after, unskilled)),
        passed_over=sum(one.id in lack for one in after.placements if not _has_place(one)),
        taken_back=done.taken_back,
        offered=done.offered,
        going_on=len(after.running - before.running),
        ending=len(before.calls.keys() - after.calls.keys()),
        unapproved=done.unapproved,
        next_wave=min(waves, default=None) if chooses_anew else None,
        level_was=was.requirements.level,
        level=new.requirements.level,
    )


def _has_place(one: Placement) -> bool:
    return one.standing is Standing.CONFIRMED


def _people(after: Seen, ids: frozenset[int]) -> set[int]:
    return {one.volunteer_id for one in after.placements if one.id in ids and _has_place(one)}


def _coming(
    city: City, opening_ids: Sequence[int], now: datetime
) -> sa.Select[Placement, str | None, bool, bool]:
    """Select who has a place or waits, with what they lack; the next session first."""
    return (
        sa.select(
            Placement,
            lacking.which(city.id, now).label("lack"),
            _whether(lacking.unskilled(city.id)).label("unskilled"),
            _whether(lacking.in_company()).label("in_company"),
        )
        .join(Placement.opening)
        .join(Opening.session)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(Placement.volunteer)
        .where(
            Placement.city_id == city.id,
            Placement.opening_id.in_(opening_ids),
            Placement.standing.in_(COMING),
        )
        .options(contains_eager(Placement.volunteer).joinedload(Volunteer.contact))
        .order_by(ProjectSession.starts_at, Placement.id)
        .limit(MOST)
    )


def _whether(condition: lacking.Condition) -> sa.Case[bool]:
    return sa.case((condition, sa.true()), else_=sa.false())


def _calls(
    session: Session, city: City, opening_ids: Sequence[int]
) -> dict[int, tuple[CallState, datetime | None]]:
    rows = session.execute(
        sa.select(Call.opening_id, Call.state, Call.next_wave_at).where(
            Call.city_id == city.id, Call.opening_id.in_(opening_ids), Call.state.in_(LIVE)
        )
    )
    return {opening_id: (state, due) for opening_id, state, due in rows}
