"""Why no texts go out right now, as whoever asks people should know: they see the texts wait."""

from datetime import datetime

from flask_babel import gettext

from volunteer.core.db import db
from volunteer.messages import senders, spend
from volunteer.web.access import city


def why(now: datetime) -> str:
    """Return why calls do not go out, whatever the hour; nothing if they do."""
    sender = senders.of(db.session(), city().id)
    if sender is not None and sender.halted_at is not None:
        return str(
            gettext(
                "The carrier refuses our texts. They wait until whoever runs the service has "
                "mended it; council leads are told."
            )
        )
    if sender is not None and sender.paused_at is not None:
        return str(gettext("The council holds all texts back. They wait until it lets them go."))
    if spend.is_used_up(db.session(), city(), now=now):
        return str(
            gettext(
                "The money set aside for texts today is used up. Nobody more is asked before "
                "midnight; answers still go."
            )
        )
    return ""
