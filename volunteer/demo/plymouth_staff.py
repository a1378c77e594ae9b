"""Who works in the demo's Plymouth: a team of the council and three partners."""

from volunteer.demo.staff import Hire
from volunteer.staff.model import Role

COUNCIL = "Council communities team"
KITCHEN = "Breakwater Community Trust"
LEAD, CHECKER, COORDINATOR = "Helen Marsh", "Imran Qureshi", "Rosa Bell"
ADMINISTRATOR = "Priya Nair"
STAFF = (
    Hire(COUNCIL, LEAD, "helen.marsh@plymouth.example", Role.COUNCIL_LEAD),
    Hire(COUNCIL, CHECKER, "imran.qureshi@plymouth.example", Role.MANAGER),
    Hire(COUNCIL, ADMINISTRATOR, "priya.nair@plymouth.example", Role.ADMINISTRATOR),
    Hire(COUNCIL, "Tom Ashby", "tom.ashby@plymouth.example"),
    Hire(KITCHEN, COORDINATOR, "rosa.bell@breakwater.example"),
    Hire("Sutton Growers", "Dai Evans", "dai.evans@growers.example"),
    Hire("Greenbank Neighbours", "Maya Osei", "maya.osei@greenbank.example"),
)
