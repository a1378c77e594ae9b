"""Barnsley in the demo: small, and there to show that cities do not see each other."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from volunteer.cities.service import NewCity
from volunteer.core.geo import Point
from volunteer.demo import claims, coming, planning, staff, year
from volunteer.demo.series import WED, Series, Yield
from volunteer.demo.settling import settle
from volunteer.demo.staff import Hire
from volunteer.demo.stage import raised
from volunteer.demo.story import Gauge, Need, Read, Strategy
from volunteer.staff.model import Role

CITY = NewCity(
    slug="barnsley",
    name="Barnsley",
    council="Barnsley Council",
    host="barnsley.localhost",
    number="+441632960002",
    authority_code="E08000016",
    centre=Point(53.5526, -1.4797),
    brand="#8c1d40",
)
SINCE = 120  # days
RESIDENTS, FIRST_PHONE = 20, 960
LEAD, COORDINATOR = "Sarah Wood", "Joe Hirst"
STAFF = (
    Hire("Council area team", LEAD, "sarah.wood@barnsley.example", Role.COUNCIL_LEAD),
    Hire("Barnsley Readers", COORDINATOR, "joe.hirst@readers.example"),
)
NEED = Need(
    "Every child a reader",
    "One child in four leaves primary school behind in reading. Who reads little at eleven earns"
    " less at thirty.",
    Gauge(
        "Children who read as well as they should at eleven",
        "% of children",
        74,
        82,
        source="Results of the last school year, all primary schools",
        method="The same tests, school by school",
        every="year",
        reads=(Read(40, 75, "Mock tests in 11 of 14 schools", verified=False),),
    ),
    (
        Strategy(
            "Reading Friends",
            "Volunteers are key because a child reads aloud to a grown-up who has time, and most"
            " children have nobody who has.",
            COORDINATOR,
            110,
            (
                Gauge(
                    "Half hours of reading",
                    "half hours",
                    0,
                    150,
                    source="None before the initiative began",
                    method="Counted by the coordinator after each session",
                    every="month",
                ),
            ),
        ),
    ),
)
SERIES = Series(
    "Read with a child",
    "Sit beside a child for half an hour and listen. Books are there.",
    "Reading Friends",
    COORDINATOR,
    "Town library, S70 1LR",
    "Reader",
    WED,
    time(15, 30),
    90,
    4,
    90,
    helping="reading",
    gives=Yield("read for", "half hours", 2, 3, "Half hours of reading"),
)


def make(session: Session, *, now: datetime) -> None:
    """Make the city."""
    stage = raised(session, CITY, since=SINCE, now=now)
    crew = staff.hire(stage, STAFF, since=SINCE)
    plan = planning.Plan(crew[LEAD], crew[COORDINATOR], SINCE)
    planning.write(stage, plan, (NEED,), crew)
    residents = settle(stage, RESIDENTS, first_phone=FIRST_PHONE, since=SINCE - 10)
    for event in year.live(stage, year.events(stage, plan, (SERIES,), crew, residents)):
        coming.take(event.filling, 0.5)
    claims.keep(stage)
