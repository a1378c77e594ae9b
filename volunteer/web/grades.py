"""How sure a reading is, in the same words everywhere."""

from flask_babel import lazy_gettext

from volunteer.impact.model import Grade

WORDS = {
    Grade.A: lazy_gettext("an administrative record or a verified count"),
    Grade.B: lazy_gettext("a coordinator's count with evidence"),
    Grade.C: lazy_gettext("a survey"),
    Grade.D: lazy_gettext("an estimate or proxy"),
}
