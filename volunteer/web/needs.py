"""What needs somebody today, by kind, in the order of its urgency."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from volunteer.calls.model import Call
from volunteer.challenges.model import Measure
from volunteer.hours.unsettled import Unsettled
from volunteer.messages.model import Text
from volunteer.projects.model import Opening, ProjectSession


@dataclass(frozen=True, slots=True)
class Needs:
    """The kinds stand in the order of their urgency: danger first."""

    danger: Sequence[Text]
    rosters: Sequence[ProjectSession]
    texts: Sequence[Text]
    proposals: Sequence[Call]
    openings: Sequence[Opening]
    unsettled: Sequence[Unsettled]
    overdue: Sequence[Measure]

    @property
    def first(self) -> str:
        """The most urgent kind of which there is anything: its first has the page's button."""
        return next((one.name for one in fields(self) if getattr(self, one.name)), "")

    def __bool__(self) -> bool:
        """Whether anything needs somebody."""
        return bool(self.first)
