"""How the plan of a demo city is told: challenges, strategies, gauges and what they said."""

from dataclasses import dataclass

from volunteer.challenges.model import Kind
from volunteer.impact.model import Grade


@dataclass(frozen=True, slots=True)
class Read:
    """What a measure was, so many days ago, and how we know."""

    days_ago: int
    value: float
    evidence: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measure and what was read of it. Outputs have no readings: they add up reports."""

    name: str
    unit: str
    baseline: float
    target: float
    source: str
    method: str
    every: str = "quarter"
    grade: Grade = Grade.B
    reads: tuple[Read, ...] = ()

    @property
    def kind(self) -> Kind:
        """What it counts: what is read is what changed."""
        return Kind.OUTCOME if self.reads else Kind.OUTPUT


@dataclass(frozen=True, slots=True)
class Stop:
    """When an initiative was stopped, and why."""

    days_ago: int
    reason: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """An initiative, begun so many days ago."""

    title: str
    hypothesis: str
    lead: str
    begun: int
    gauges: tuple[Gauge, ...]
    stopped: Stop | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A challenge with its headline and the strategies against it."""

    title: str
    words: str
    headline: Gauge
    strategies: tuple[Strategy, ...]
