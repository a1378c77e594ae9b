"""How an opening of the demo fills: who fits, who has a place, how many are left."""

from dataclasses import dataclass, field
from datetime import date, datetime

from volunteer.calls.chances import Chances
from volunteer.calls.matching import Match, Need, rank, unfit
from volunteer.calls.model import Placement, Standing
from volunteer.calls.shortlist import need_of
from volunteer.demo.resident import Resident
from volunteer.demo.stage import Stage
from volunteer.projects.model import Opening


def fitting(stage: Stage, opening: Opening, residents: list[Resident]) -> list[Resident]:
    """Return who fits an opening, and so every one of its project at the same hour of the week."""
    need, now = need_of(stage.city, opening), stage.days.now
    return [one for one in residents if unfit(need, one.candidate(now)) is None]


@dataclass(slots=True)
class Filling:
    """An opening, those who fit it, and everyone who has or had a place in it."""

    stage: Stage
    opening: Opening
    residents: list[Resident]
    need: Need = field(init=False)
    day: date = field(init=False)
    placed: list[tuple[Resident, Placement]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.need = need_of(self.stage.city, self.opening)
        self.day = self.opening.session.starts_at.astimezone(self.stage.city.zone).date()

    def able(self, at: datetime, *, said_yes: int = 0) -> list[tuple[Resident, Match]]:
        """Return who could be asked at a moment, the likeliest yes first.

        With ``said_yes`` only those who said it so often before.
        """
        known = (r for r in self.residents if r.accepted >= said_yes)
        here = {r.volunteer.id: r for r in known if r.may_be_asked(at, self.day)}
        matches = rank(self.need, [one.candidate(at) for one in here.values()], Chances())
        return [(here[match.volunteer_id], match) for match in matches]

    def place(self, resident: Resident, at: datetime, *, party: int = 1) -> bool:
        """Give somebody a place, or one on the waiting list; return whether it is a place."""
        has_place = party <= self.opening.left
        if has_place:
            self.opening.taken += party
        standing = Standing.CONFIRMED if has_place else Standing.WAITING
        placement = Placement(
            city_id=self.stage.city.id,
            opening_id=self.opening.id,
            volunteer_id=resident.volunteer.id,
            party=party,
            standing=standing,
            since=at,
        )
        self.stage.session.add(placement)
        self.placed.append((resident, placement))
        resident.taken.add(self.day)
        return has_place

    def standing(self, *standings: Standing) -> list[tuple[Resident, Placement]]:
        """Return who has a place that stands in one of these ways."""
        return [one for one in self.placed if one[1].standing in standings]
