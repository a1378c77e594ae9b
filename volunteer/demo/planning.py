"""Writing a demo city's plan down, as its council did over the year."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from volunteer.challenges import service
from volunteer.challenges.model import Challenge, Course, Initiative, Measure
from volunteer.challenges.service import NewChallenge, NewInitiative, NewMeasure
from volunteer.demo.readings import read
from volunteer.demo.stage import Stage
from volunteer.demo.story import Gauge, Need, Strategy
from volunteer.staff.model import Member

YEARS = 2  # from a baseline to its target


@dataclass(frozen=True, slots=True)
class Plan:
    """A city's plan, by titles and names; ``since`` is how many days ago it was begun."""

    lead: Member
    checker: Member
    since: int
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)


def write(stage: Stage, plan: Plan, needs: Iterable[Need], crew: dict[str, Member]) -> None:
    """Write challenges down with all that hangs on them, still in work."""
    for need in needs:
        challenge = _challenge(stage, plan, need)
        for strategy in need.strategies:
            _strategy(stage, plan, challenge, strategy, crew)


def end(stage: Stage, plan: Plan, needs: Iterable[Need]) -> None:
    """Stop what was stopped, with the reason."""
    for strategy in (strategy for need in needs for strategy in need.strategies):
        if strategy.stopped is not None:
            initiative, stop = plan.initiatives[strategy.title], strategy.stopped
            initiative.course, initiative.course_reason = Course.STOPPED, stop.reason
            initiative.course_at = stage.days.at(-stop.days_ago, 16)
            initiative.course_by_id = plan.lead.id


def _challenge(stage: Stage, plan: Plan, need: Need) -> Challenge:
    headline = _measure(stage, plan, need.headline)
    new = NewChallenge(need.title, need.words, headline, plan.lead.id)
    challenge = service.add_challenge_in(
        stage.session, stage.city.id, new, now=stage.days.at(-plan.since, 11)
    )
    _keep(stage, plan, challenge.measures, (need.headline,))
    return challenge


def _strategy(
    stage: Stage,
    plan: Plan,
    challenge: Challenge,
    strategy: Strategy,
    crew: dict[str, Member],
) -> None:
    new = NewInitiative(
        challenge.id,
        strategy.title,
        strategy.hypothesis,
        crew[strategy.lead].id,
        tuple(_measure(stage, plan, gauge) for gauge in strategy.gauges),
    )
    initiative = service.add_initiative_in(
        stage.session, stage.city.id, new, now=stage.days.at(-strategy.begun, 11)
    )
    plan.initiatives[strategy.title] = initiative
    _keep(stage, plan, initiative.measures, strategy.gauges)


def _measure(stage: Stage, plan: Plan, gauge: Gauge) -> NewMeasure:
    begun = stage.days.month(-plan.since)
    return NewMeasure(
        name=gauge.name,
        unit=gauge.unit,
        kind=gauge.kind,
        baseline=gauge.baseline,
        baseline_on=begun,
        target=gauge.target,
        target_on=begun.replace(year=begun.year + YEARS),
        source=gauge.source,
        method=gauge.method,
        every=gauge.every,
        owner_id=plan.checker.id,
    )


def _keep(stage: Stage, plan: Plan, measures: Iterable[Measure], gauges: tuple[Gauge, ...]) -> None:
    by_name = {measure.name: measure for measure in measures}
    for gauge in gauges:
        plan.measures[gauge.name] = by_name[gauge.name]
        read(stage, by_name[gauge.name], gauge, by=plan.checker, verified_by=plan.lead)
