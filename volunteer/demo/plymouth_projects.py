"""What Plymouth's residents do together in the demo, week by week."""

from datetime import time

from volunteer.demo.plymouth_heating import ADVICE, ENERGY, GROW, PORTIONS
from volunteer.demo.plymouth_streets import BAGS, DOORS, LOVE, TALKS
from volunteer.demo.series import FRI, MON, SAT, SUN, THU, TUE, WED, Series, Yield
from volunteer.people.levels import Level
from volunteer.projects.requirements import Requirements

SUPPER = Series(
    "Cook and share supper",
    "Cook with us, and eat with whoever comes; what is left goes into boxes for the week. We show"
    " you how. Aprons and recipes are there; wear shoes that may get wet.",
    GROW,
    "Rosa Bell",
    "Breakwater Hall, PL1 3BU",
    "Cook",
    None,
    time(17, 30),
    150,
    6,
    385,
    helping="cooking",
    gives=Yield("served", "portions", 36, 50, PORTIONS),
)
BOXES = Series(
    "Food box round",
    "Take boxes of vegetables to people who cannot fetch them. You need a car or a cargo bicycle;"
    " we pay for the fuel.",
    GROW,
    "Rosa Bell",
    "Breakwater Hall, yard door, PL1 3BU",
    "Driver",
    FRI,
    time(14, 30),
    120,
    4,
    250,
    required="driving",
    helping="lifting",
    gives=Yield("took out", "boxes", 16, 26, PORTIONS),
)
DRAUGHTS = Series(
    "Stop the draughts in a cold home",
    "Seal windows and doors with a tenant who cannot do it alone. Tools and strips are in our bag,"
    " and one of us comes along.",
    ENERGY,
    "Rosa Bell",
    "Lantern House, top flat, PL4 9BN",
    "Draught stopper",
    TUE,
    time(10),
    150,
    2,
    300,
    every=2,
    helping="repairs energy",
    private=True,
    asks=Requirements(
        level=Level.BASIC,
        reason="In the homes of people who may be on their own, every other week.",
    ),
    gives=Yield("stopped", "draughty windows and doors", 3, 5),
)
CAFE = Series(
    "Energy café at the library",
    "Sit down with people over a cup of tea, read their bill together, and see what is too much."
    " An adviser is in the room.",
    ENERGY,
    "Tom Ashby",
    "St Budeaux library, PL5 1EN",
    "Energy champion",
    MON,
    time(10, 30),
    150,
    4,
    430,
    every=2,
    helping="energy company languages",
    gives=Yield("had", "advice conversations", 5, 9, ADVICE),
)
GARDEN = Series(
    "Grow for the kitchen",
    "Dig, sow, weed and pick for the suppers. Any age of back: there are raised beds too.",
    GROW,
    "Dai Evans",
    "Sutton growing patch, PL4 9EQ",
    "Grower",
    SUN,
    time(10),
    150,
    8,
    330,
    every=2,
    helping="gardening",
    gives=Yield("picked", "kg of vegetables", 1, 4),
)
EFFORD = Series(
    "Street clean, Efford",
    "Two hours, a litter picker and a bag. Tea at half time.",
    LOVE,
    "Maya Osei",
    "Efford community corner, PL3 6BN",
    "Street cleaner",
    SAT,
    time(10),
    120,
    10,
    410,
    every=2,
    helping="lifting",
    gives=Yield("filled", "bags of litter", 2, 5, BAGS),
)
DEVONPORT = Series(
    "Street clean, Devonport",
    "Two hours along the park side. Children are welcome with a grown-up.",
    LOVE,
    "Maya Osei",
    "Devonport park gate, PL1 4BZ",
    "Street cleaner",
    WED,
    time(13, 30),
    120,
    10,
    400,
    every=2,
    helping="lifting",
    gives=Yield("filled", "bags of litter", 2, 5, BAGS),
)
EVENINGS = Series(
    "Knock and talk about bins",
    "In twos from door to door, with a sample bin and no leaflets.",
    TALKS,
    "Tom Ashby",
    "Southway shops, PL6 6EJ",
    "Talker",
    THU,
    time(18),
    90,
    6,
    340,
    255,
    gives=Yield("knocked on", "doors", 9, 16, DOORS),
)
ALL = (CAFE, EFFORD, DEVONPORT, SUPPER, EVENINGS, GARDEN, DRAUGHTS, BOXES)
