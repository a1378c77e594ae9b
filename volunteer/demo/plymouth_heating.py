"""Plymouth's first challenge in the demo: homes that are cold, and cupboards that are bare."""

from volunteer.demo.story import Gauge, Need, Read, Strategy
from volunteer.impact.model import Grade

ENERGY, GROW = "Energy Champions", "Grow Share Cook"
ADVICE, PORTIONS = "Advice conversations", "Portions of healthy food"

HOMES = Gauge(
    "Homes in fuel poverty",
    "homes",
    14_000,
    12_600,
    source="National sub-regional fuel poverty estimates, the city's own rows",
    method="The national model, corrected by the homes that our advisers have signed off",
    grade=Grade.B,
    reads=(
        Read(365, 13_860, "Estimate of the year, less 41 homes signed off by advisers"),
        Read(274, 13_640, "Advisers' register: 172 homes warm enough for a whole winter"),
        Read(183, 13_420, "Advisers' register, and the new boilers of two housing associations"),
        Read(92, 13_250, "Advisers' register, checked against 30 homes drawn by lot"),
        Read(6, 13_120, "Advisers' register of this quarter", verified=False),
    ),
)
BILLS = Gauge(
    "Saved on household bills",
    "pounds a year",
    0,
    200_000,
    source="The initiative's own register: nothing had been saved when it began",
    method="Old bill less new bill of each home, as the adviser wrote both down",
    grade=Grade.B,
    reads=(
        Read(350, 21_000, "112 homes: tariffs changed, drafts stopped"),
        Read(260, 58_000, "296 homes: the first winter"),
        Read(170, 97_000, "471 homes: with the warm home discount"),
        Read(20, 134_000, "640 homes; 25 of them rung back, and 24 agreed with what we had"),
    ),
)
LESS_HUNGRY = Gauge(
    "People who go hungry less often",
    "% of those asked",
    50,
    90,
    source="Survey of 64 people who came in the first month",
    method="The same two questions at the table, twice a year, without names",
    grade=Grade.C,
    reads=(
        Read(300, 61, "58 of 80 answered"),
        Read(160, 73, "71 of 96 answered"),
        Read(25, 84, "92 of 118 answered"),
    ),
)

CHALLENGE = Need(
    "Heating and eating",
    "About 14,000 homes in the city are in fuel poverty: people there choose between heating and"
    " eating. They are colder in winter, eat less and worse, and go to hospital more often.",
    HOMES,
    (
        Strategy(
            ENERGY,
            "Volunteers are key because people let a neighbour in who was cold once too. They"
            " tell a neighbour about a bill that they would hide from the council.",
            "Tom Ashby",
            440,
            (
                BILLS,
                Gauge(
                    ADVICE,
                    "conversations",
                    0,
                    1_100,
                    source="None before the initiative began",
                    method="Counted by the coordinator after each session",
                    every="month",
                ),
            ),
        ),
        Strategy(
            GROW,
            "Volunteers are key because a meal that somebody grew and cooked for you is company"
            " too. Whoever eats with us learns to cook with us.",
            "Rosa Bell",
            400,
            (
                LESS_HUNGRY,
                Gauge(
                    PORTIONS,
                    "portions",
                    0,
                    20_000,
                    source="None before the initiative began",
                    method="Plates and boxes counted as they leave the kitchen",
                    every="month",
                ),
            ),
        ),
    ),
)
