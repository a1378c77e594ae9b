"""Who agreed to what, in the very words of the service, and who said stop."""

from datetime import datetime, timedelta

from volunteer.core import phone
from volunteer.demo.stage import Stage
from volunteer.messages import wording
from volunteer.messages.model import Consent, Contact, Source

STOPS = ("STOP", "Stop", "stop please", "STOP", "please stop texting me")
AGREED = (  # the words of ``web/join``
    "I agree that %(council)s texts me from %(number)s to ask if I can volunteer, at most "
    "%(times)s times in any two weeks. I can stop this at any time by texting STOP to "
    "that number."
)


def joined_by_text(stage: Stage, contact: Contact, at: datetime) -> None:
    """Write down that somebody answered with their name what joining means."""
    most = stage.city.rules.calls_in_14_days
    words = wording.text("join_name", city=stage.city, language="en", most=most)
    _agree(stage, contact, words, at)


def ticked(stage: Stage, contact: Contact, at: datetime) -> None:
    """Write down what somebody agreed to on the web: it counts when their YES has come."""
    _write(stage, contact, Source.WEB, web_wording(stage), at)


def said_yes(stage: Stage, contact: Contact, name: str, at: datetime) -> None:
    """Write down the YES of somebody who joined on the web some minutes before."""
    ticked(stage, contact, at - timedelta(minutes=4))
    words = wording.text("confirm", city=stage.city, language="en", name=name)
    _agree(stage, contact, words, at)


def stopped(stage: Stage, contact: Contact, at: datetime) -> None:
    """Write down a stop."""
    _write(stage, contact, Source.TEXT, stage.dice.choice(STOPS), at, given=False)
    contact.stopped_at = at


def web_wording(stage: Stage) -> str:
    """Return exactly what somebody agrees to on the web."""
    return AGREED % {
        "council": stage.city.council,
        "number": phone.national(stage.city.number),
        "times": stage.city.rules.calls_in_14_days,
    }


def _agree(stage: Stage, contact: Contact, words: str, at: datetime) -> None:
    _write(stage, contact, Source.TEXT, words, at)
    contact.consented_at = at


def _write(
    stage: Stage,
    contact: Contact,
    source: Source,
    words: str,
    at: datetime,
    *,
    given: bool = True,
) -> None:
    stage.session.add(
        Consent(
            city_id=stage.city.id,
            contact_id=contact.id,
            given=given,
            source=source,
            wording=words,
            at=at,
        )
    )
