"""The texts of a wave: what most of them share is written once, and the name put in."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls import by_code, texts
from volunteer.calls.holding import Held
from volunteer.calls.matching import Match
from volunteer.calls.model import Call
from volunteer.cities.model import City
from volunteer.messages import wording
from volunteer.projects import codes

Kind = tuple[str, float | None, bool, str | None]  # language, miles, approximate, code


class InvitationTexts:
    """What asks people about one opening: word for word ``texts.invitation_body``.

    All that a database is asked for it is asked at once, so they can be made in another thread.
    """

    def __init__(
        self,
        session: Session,
        city: City,
        call: Call,
        people: Collection[Held],
        now: datetime,
    ) -> None:
        opening = call.opening
        self._city, self._urgent, self._remote = city, call.urgent, opening.role.remote
        self._with_others = by_code.with_others(
            session, [one.contact_id for one in people], opening, now=now
        )
        needed = self._urgent or self._with_others
        self._code = codes.of(session, opening, now=now) if needed else None
        self._about = {
            language: texts.about(session, city, opening, language)
            for language in {one.language for one in people}
        }
        self._moulds: dict[Kind, Callable[[str], str]] = {}

    def of(self, who: Held, match: Match) -> str:
        """Return the text that asks somebody."""
        km = None if self._remote else match.distance_km
        away = texts.said_miles(km, approximate=match.approximate)
        needed = self._urgent or who.contact_id in self._with_others
        code = self._code if needed else None
        kind = (who.language, away, match.approximate, code)
        if kind not in self._moulds:
            self._moulds[kind] = self._mould(kind)
        return self._moulds[kind](who.name)

    def _mould(self, kind: Kind) -> Callable[[str], str]:
        language, away, approximate, code = kind
        return wording.mould(
            "urgent" if self._urgent else "call",
            city=self._city,
            language=language,
            away=away,
            minutes=self._city.rules.urgent_reply_minutes,
            approximate=approximate,
            **self._about[language] | {"opening_code": code},
        )
