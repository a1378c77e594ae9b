"""Plymouth's second challenge in the demo: a cleaner, greener street; and what did not work."""

from volunteer.demo.story import Gauge, Need, Read, Stop, Strategy
from volunteer.impact.model import Grade

LOVE, TALKS = "Love Your Street", "Doorstep recycling talks"
BAGS, DOORS = "Litter removed", "Doors knocked on"

CLEAN = Gauge(
    "Streets with next to no litter",
    "% of streets",
    61,
    80,
    source="Walked survey of 60 streets drawn by lot, in the spring before",
    method="The same 60 streets walked by two people who did not clean them",
    grade=Grade.B,
    reads=(
        Read(330, 62, "Walked in two days, photos kept"),
        Read(240, 65, "Walked in two days, photos kept"),
        Read(150, 66, "58 of 60 streets: two were dug up"),
        Read(60, 68, "Walked in three days, photos kept"),
    ),
)
PROUD = Gauge(
    "Residents who call their street clean",
    "% of those asked",
    48,
    65,
    source="Doorstep survey of 210 homes before the first clean-up",
    method="One question on the doorstep, in the streets we clean and in as many we do not",
    grade=Grade.C,
    reads=(
        Read(280, 51, "188 of 240 doors; 47% in the other streets"),
        Read(120, 57, "201 of 240 doors; 49% in the other streets"),
    ),
)
WRONG_BINS = Gauge(
    "Recycling bins with the wrong things in",
    "% of bins",
    23,
    15,
    source="Crews' tally over two weeks before the first evening",
    method="The same crews, the same rounds, two weeks long",
    grade=Grade.A,
    reads=(
        Read(300, 23.4, "Tally of 1,912 bins"),
        Read(255, 23.1, "Tally of 1,874 bins"),
    ),
)

CHALLENGE = Need(
    "A cleaner, greener street",
    "In four streets of ten there is litter to be seen at any hour. Residents say that it is the"
    " first thing that makes them feel that nobody cares, and that they stay in more for it.",
    CLEAN,
    (
        Strategy(
            LOVE,
            "Volunteers are key because a street that neighbours cleaned together is looked after"
            " by them, and one that a van cleaned is not.",
            "Maya Osei",
            420,
            (
                PROUD,
                Gauge(
                    BAGS,
                    "bags",
                    0,
                    2_400,
                    source="None before the initiative began",
                    method="Bags counted when the van fetches them",
                    every="month",
                ),
            ),
        ),
        Strategy(
            TALKS,
            "Volunteers are key because people sort their bins as their neighbours do, and not as"
            " a leaflet tells them to.",
            "Tom Ashby",
            350,
            (
                WRONG_BINS,
                Gauge(
                    DOORS,
                    "doors",
                    0,
                    2_000,
                    source="None before the initiative began",
                    method="Counted by the coordinator after each evening",
                    every="month",
                ),
            ),
            stopped=Stop(
                250,
                "It did not work. After twelve weeks of doors that were mostly shut again, as many"
                " bins had the wrong things in as before: 23%. Our volunteers told us that they"
                " felt like inspectors. Most of them clean streets with us now.",
            ),
        ),
    ),
)
