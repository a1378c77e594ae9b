"""What came of it: reports, readings, totals counted honestly, small numbers withheld."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_city, a_measure, a_member, a_volunteer, an_initiative, an_opening
from volunteer.calls.model import Placement, Standing
from volunteer.challenges.model import Course, Kind, Measure
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.hours.model import Entry
from volunteer.impact import progress, queries, service, totals
from volunteer.impact.model import Grade, Reading, Report
from volunteer.impact.withholding import shown
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WAYS = st.floats(1, 1e6) | st.floats(-1e6, -1)  # up and down


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lead(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)


@pytest.fixture
def opening(session: Session, city: City, cora: Member, now: datetime) -> Opening:
    """Give an opening whose session was yesterday and whose reports count."""
    return an_opening(session, city, starts=now - DAY, posted_by=cora, measure=True)


@pytest.fixture
def outcome(session: Session, city: City) -> Measure:
    """Give a headline: from 14,000 homes down to 13,000 within 2030."""
    initiative = an_initiative(session, city)
    return session.scalars(
        sa.select(Measure).where(Measure.challenge_id == initiative.challenge_id)
    ).one()


def gave(
    session: Session,
    opening: Opening,
    who: Volunteer,
    *,
    claimed: int | None = None,
    confirmed: int | None = None,
) -> None:
    at = opening.session.starts_at + 3 * HOUR
    session.add(
        Entry(
            city_id=opening.city_id,
            session_id=opening.session_id,
            volunteer_id=who.id,
            claimed_minutes=claimed,
            claimed_at=at if claimed is not None else None,
            confirmed_minutes=confirmed,
            confirmed_at=at if confirmed is not None else None,
        )
    )
    session.commit()


def came(
    session: Session, opening: Opening, who: Volunteer, standing: Standing = Standing.ATTENDED
) -> None:
    session.add(
        Placement(
            city_id=opening.city_id,
            opening=opening,
            volunteer=who,
            standing=standing,
            since=opening.session.starts_at,
        )
    )
    opening.taken += standing in {Standing.ATTENDED, Standing.CONFIRMED, Standing.ABSENT}
    session.commit()


def report(
    city: City,
    member: Member,
    opening: Opening,
    quantity: float,
    now: datetime,
    noun: str = "trees",
) -> int:
    return service.report(
        city.id,
        member,
        opening.session_id,
        verb="planted",
        noun=noun,
        quantity=quantity,
        now=now,
    )


def read(
    city: City, member: Member, measure: Measure, value: float, now: datetime, on: date
) -> int:
    return service.read(
        city.id,
        member,
        measure.id,
        on=on,
        value=value,
        grade=Grade.B,
        evidence="council register",
        now=now,
    )


def test_a_person_counts_once_however_often_they_came(
    session: Session, city: City, now: datetime
) -> None:
    ada, bob, charlie = (a_volunteer(session, city, name) for name in ("Ada", "Bob", "Charlie"))
    first = an_opening(session, city, starts=now - DAY)
    second = an_opening(session, city, starts=now - 2 * DAY)
    for opening in (first, second):
        came(session, opening, ada)
        gave(session, opening, ada, claimed=60)
    came(session, first, bob)
    came(session, second, charlie, Standing.ABSENT)

    counted = totals.of_city(session, city.id)

    assert (counted.people, counted.sessions) == (2, 2)
    assert (counted.places, counted.filled) == (4, 4)


def test_claimed_and_confirmed_are_kept_apart(
    session: Session, city: City, opening: Opening
) -> None:
    for name, claimed, confirmed in (("Ada", 120, 90), ("Bob", 60, None), ("Cy", None, 30)):
        gave(
            session,
            opening,
            a_volunteer(session, city, name),
            claimed=claimed,
            confirmed=confirmed,
        )

    counted = totals.of_city(session, city.id)

    assert (counted.claimed_minutes, counted.confirmed_minutes) == (180, 120)
    assert counted.waiting_minutes == 60


def test_who_gave_nothing_and_who_only_had_a_place_do_not_count(
    session: Session, city: City, opening: Opening
) -> None:
    gave(session, opening, a_volunteer(session, city, "Ada"), claimed=60, confirmed=0)
    came(session, opening, a_volunteer(session, city, "Bob"), Standing.CONFIRMED)

    assert totals.of_city(session, city.id).people == 0


def test_the_places_of_a_cancelled_session_do_not_count_and_what_was_given_before_does(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    gave(session, opening, a_volunteer(session, city, "Ada"), claimed=60)
    before = totals.of_city(session, city.id)
    opening.session.cancelled_at = now
    session.commit()

    counted = totals.of_city(session, city.id)

    assert counted == replace(before, places=0, filled=0)
    assert (counted.people, counted.claimed_minutes) == (1, 60)


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(
    session: Session, city: City, now: datetime
) -> None:
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    spring = an_opening(session, city, starts=now - 90 * DAY)
    summer = an_opening(session, city, starts=now)
    gave(session, spring, ada, claimed=60)
    gave(session, summer, ada, claimed=30)
    gave(session, summer, bob, claimed=15)

    before = totals.of_city(session, city.id, until=now)
    after = totals.of_city(session, city.id, since=now)

    assert (before.people, before.new_people, before.claimed_minutes) == (1, 1, 60)
    assert (after.people, after.new_people, after.claimed_minutes) == (2, 1, 45)
    assert totals.of_city(session, city.id).people == 2


def test_time_given_to_a_flexible_session_counts_when_it_was_told(
    session: Session, city: City, now: datetime
) -> None:
    flexible = an_opening(session, city, starts=now - 200 * DAY, lasts=None)
    ada = a_volunteer(session, city, "Ada")
    gave(session, flexible, ada, claimed=60)
    entry = session.scalars(sa.select(Entry)).one()
    entry.claimed_at = now - DAY
    session.commit()

    assert totals.of_city(session, city.id, since=now - 2 * DAY).people == 1
    assert totals.of_city(session, city.id, until=now - 2 * DAY).people == 0


def test_cities_are_counted_apart(session: Session, city: City, opening: Opening) -> None:
    gave(session, opening, a_volunteer(session, city, "Ada"), claimed=60)
    barnsley = a_city(session, "Barnsley")

    assert totals.of_city(session, barnsley.id).people == 0
    assert totals.of_challenges(session, barnsley.id, date(2030, 5, 4)) == []


def test_a_report_adds_to_the_project_s_measure(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    second = an_opening(session, city, starts=now - DAY, posted_by=cora)
    second.session.project_id = opening.session.project_id
    session.commit()

    report(city, cora, opening, 40, now)
    report(city, cora, second, 2.5, now)

    figures = totals.of_challenges(session, city.id, date(2030, 5, 4))
    [output] = [o for f in figures for o in f.outputs]
    assert output.reported == 42.5
    assert output.now is not None
    assert output.now.value == 42.5


def test_a_second_report_corrects_the_first_and_the_first_stays(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    wrong = report(city, cora, opening, 400, now)

    right = report(city, cora, opening, 40, now, noun="young trees")

    [standing] = queries.reports_of_session(session, city.id, opening.session_id)
    assert standing.id == right
    assert session.get_one(Report, wrong).superseded_by_id == right


def test_what_does_not_count_stands_beside_what_does(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    report(city, cora, opening, 40, now)
    service.report(
        city.id,
        cora,
        opening.session_id,
        verb="filled",
        noun="bags",
        quantity=3,
        counts=False,
        now=now,
    )

    standing = queries.reports_of_session(session, city.id, opening.session_id)

    assert [(r.noun, r.measure_id is None) for r in standing] == [("trees", False), ("bags", True)]


def test_reports_are_of_what_has_begun_by_those_who_run_it(
    session: Session, city: City, cora: Member, opening: Opening, now: datetime
) -> None:
    coming = an_opening(session, city, starts=now + HOUR, posted_by=cora)
    otto = a_member(session, city, "Otto", organisation="Food Bank")

    with pytest.raises(Refused, match="not begun"):
        report(city, cora, coming, 40, now)
    with pytest.raises(NotFound):
        report(city, otto, opening, 40, now)
    for quantity in (-1.0, float("nan"), float("inf")):
        with pytest.raises(Refused, match="nought or more"):
            report(city, cora, opening, quantity, now)


def test_a_reading_is_verified_by_somebody_else(
    session: Session, city: City, lead: Member, outcome: Measure, now: datetime
) -> None:
    reading_id = read(city, lead, outcome, 13_800, now, on=now.date())
    other = a_member(session, city, "Max", role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Somebody else"):
        service.verify(city.id, lead, reading_id, now=now)

    service.verify(city.id, other, reading_id, now=now)
    service.verify(city.id, other, reading_id, now=now + HOUR)

    reading = session.get_one(Reading, reading_id)
    assert (reading.verified_by_id, reading.verified_at) == (other.id, now)


def test_a_reading_of_the_same_day_supersedes_and_needs_verifying_again(
    session: Session, city: City, lead: Member, outcome: Measure, now: datetime
) -> None:
    wrong = read(city, lead, outcome, 1_380, now, on=now.date())
    right = read(city, lead, outcome, 13_800, now, on=now.date())

    kept = session.scalars(sa.select(Reading).order_by(Reading.id.desc())).all()

    assert [(r.id, r.superseded_by_id) for r in kept] == [(right, None), (wrong, right)]
    with pytest.raises(NotFound):
        service.verify(city.id, lead, wrong, now=now)


def test_readings_are_the_owner_s_the_lead_s_and_the_council_s_to_give(
    session: Session, city: City, cora: Member, outcome: Measure, now: datetime
) -> None:
    with pytest.raises(NotFound):
        read(city, cora, outcome, 13_800, now, on=now.date())
    outcome.owner_id = cora.id
    session.commit()

    assert read(city, cora, outcome, 13_800, now, on=now.date())


def test_a_reading_is_a_number_of_a_day_that_was_and_of_an_outcome(
    session: Session, city: City, lead: Member, outcome: Measure, now: datetime
) -> None:
    output = a_measure(session, an_initiative(session, city))

    with pytest.raises(Refused, match="still to come"):
        read(city, lead, outcome, 13_800, now, on=now.date() + DAY)
    with pytest.raises(Refused, match="not a number"):
        read(city, lead, outcome, float("nan"), now, on=now.date())
    with pytest.raises(Refused, match="adds up what sessions report"):
        read(city, lead, output, 10, now, on=now.date())


def test_a_challenge_shows_its_newest_reading_against_what_is_expected_today(
    session: Session, city: City, lead: Member, outcome: Measure, now: datetime
) -> None:
    read(city, lead, outcome, 13_950, now, on=date(2030, 3, 31))
    read(city, lead, outcome, 13_900, now, on=date(2030, 5, 1))
    read(city, lead, outcome, 13_999, now, on=date(2030, 2, 1))

    [figures] = totals.of_challenges(session, city.id, date(2030, 7, 2))

    headline = figures.headline
    assert headline is not None
    assert headline.now is not None
    assert (headline.now.value, headline.now.grade, headline.now.verified) == (
        13_900,
        Grade.B,
        False,
    )
    assert headline.expected == pytest.approx(13_500, abs=2)
    assert headline.standing is progress.Standing.BEHIND


def test_a_challenge_nobody_has_read_is_neither_on_nor_behind(
    session: Session, city: City, outcome: Measure
) -> None:
    [figures] = totals.of_challenges(session, city.id, date(2030, 7, 2))

    assert figures.headline is not None
    assert figures.headline.now is None
    assert figures.headline.standing is progress.Standing.UNKNOWN


def test_what_people_gave_stands_beside_the_challenge_it_was_for(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    came(session, opening, ada)
    gave(session, opening, ada, claimed=120, confirmed=90)
    other = an_opening(session, city, starts=now - DAY)
    gave(session, other, ada, claimed=30)

    mine, theirs = totals.of_challenges(session, city.id, now.date())

    assert (mine.people, mine.claimed_minutes, mine.confirmed_minutes) == (1, 120, 90)
    assert (mine.places, mine.filled) == (2, 1)
    assert (theirs.people, theirs.claimed_minutes, theirs.confirmed_minutes) == (1, 30, 0)
    assert totals.of_city(session, city.id).people == 1


def test_an_initiative_that_was_stopped_stays_to_be_seen_with_its_reason(
    session: Session, city: City
) -> None:
    initiative = an_initiative(session, city)
    initiative.course, initiative.course_reason = Course.STOPPED, "Nobody answered."
    session.commit()

    [figures] = totals.of_challenges(session, city.id, date(2030, 5, 4))

    assert [i.course_reason for i in figures.challenge.initiatives] == ["Nobody answered."]


def test_figures_take_as_many_queries_for_ten_challenges_as_for_one(
    session: Session, city: City
) -> None:
    def queries_for() -> int:
        session.expire_all()
        seen: list[str] = []
        engine = session.get_bind()
        sa.event.listen(engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
        for figures in totals.of_challenges(session, city.id, date(2030, 5, 4)):
            assert figures.challenge.initiatives[0].measures is not None
        return len(seen)

    an_initiative(session, city)
    for_one = queries_for()
    for _ in range(9):
        a_measure(session, an_initiative(session, city), kind=Kind.OUTPUT)

    assert queries_for() == for_one


@given(st.integers(0, 10_000))
def test_one_to_seven_people_are_withheld_and_more_are_rounded(count: int) -> None:
    number = shown(count)

    if count in range(1, 8):
        assert number is None
    else:
        assert number is not None
        assert number % 5 == 0
        assert abs(number - count) <= 2
        assert (number == 0) == (count == 0)


@given(st.floats(-1e6, 1e6), WAYS, st.integers(1, 3650), st.integers(-400, 4000))
def test_what_is_expected_lies_on_the_way_from_baseline_to_target(
    baseline: float, way: float, days: int, passed: int
) -> None:
    start, target = date(2030, 1, 1), baseline + way

    expected = progress.expected(baseline, start, target, start + days * DAY, start + passed * DAY)

    low, high = sorted((baseline, target))
    assert low - 1e-6 <= expected <= high + 1e-6
    if passed <= 0:
        assert expected == pytest.approx(baseline)
    if passed >= days:
        assert expected == pytest.approx(target)


@given(st.floats(-1e6, 1e6), WAYS, st.floats(-2, 2))
def test_a_measure_is_on_its_way_within_a_tenth_of_the_way(
    baseline: float, way: float, lead: float
) -> None:
    assume(abs(abs(lead) - 0.1) > 1e-3)
    expected = baseline + way / 2

    standing = progress.standing(baseline, baseline + way, expected + lead * way, expected)

    off = progress.Standing.AHEAD if lead > 0 else progress.Standing.BEHIND
    assert standing is (progress.Standing.ON if abs(lead) < 0.1 else off)
