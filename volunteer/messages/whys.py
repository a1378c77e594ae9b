"""Why a text was read as it was: the sentences that the desk shows most.

They are kept with the text in English, and translated where they are shown. What stands here
is said in several places; the rest is said where it is decided.
"""

from volunteer.core.errors import N_

UNCLEAR = N_("It is not clear what they mean, so a person must read it.")
DANGER = N_("It sounds like danger. They were told at once to ring 999.")
DANGER_UNHEARD = N_("It sounds like danger. No answer went to this phone now. Ring them.")
STOP_IN_DANGER = N_("They want no more texts, and it sounds like danger.")
STOP_IN_DANGER_UNHEARD = N_(
    "They want no more texts, and it sounds like danger. No answer went to this phone. Ring them."
)
TOLD_TO_RING_999 = (DANGER, STOP_IN_DANGER)
UNHEARD = N_("No answer went out, as this phone had so many already. Read it.")
UNHEARD_STOPPED = N_("No answer goes to this phone, as they want no more texts. Ring them.")
NOTHING = N_("Thanks, or an answer from a machine: nothing to do.")
STOPPED = N_("They want no more texts. Nothing more goes to this phone.")
HOURS = N_("They told their hours, and we wrote them down.")
YES = N_("They said yes, and have a place.")
SEVERAL = N_("They said yes for several people, and have their places.")
WAITING = N_("They said yes. Every place is taken, so they are on the waiting list.")
NO = N_("They said no.")
GAVE_BACK = N_("They gave their place back.")
CANCELLED = N_(
    "They want no more texts, and their places are given back. Ask whether they meant both."
)
