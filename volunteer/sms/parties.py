"""Several people with one yes: as many as there is room for, never more or fewer unsaid."""

import re
from dataclasses import replace
from datetime import timedelta

from volunteer.calls import capacity, offers, steps
from volunteer.calls.model import Placement
from volunteer.core.errors import N_
from volunteer.messages import outbox, questions, whys
from volunteer.messages.model import UNSETTLED, Asked, Outcome, Question
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import about, choices, doing
from volunteer.sms.choices import Do, Option
from volunteer.sms.grammar import Kind
from volunteer.sms.turn import Did, Turn, say

AN_HOUR = timedelta(hours=1)
ALONE = re.compile(
    r"(?:(?:yes|yeah|yep|ok|hi|hello|sorry|actually|now|no|it'?s|it'?ll be|it will be|only"
    r"|just|ydw|ie|dim ond)\b[\s,.!]*)*(?:me|myself|one|1|fi)(?: (?:of us|person|place))?"
    r"(?:[\s,.!]*(?:now|then|after all|please|sorry|thanks|thank you|x))*[\s.!]*",
    re.IGNORECASE,
)


NUMBER = re.compile(
    r"(?:(?:ok|okay|yes|just|only|then|for|i|dim ond)[\s,.!]+)*(?P<party>[1-9])"
    r"(?:\s+(?:of us|people|places?|please|pls|then|thanks|ohonom|plis))*[\s.!]*",
    re.IGNORECASE,
)


def in_its_light(turn: Turn) -> Turn:
    """Read "2" or "just me" as a yes, if we have just said how many places are left."""
    alone, number = says_alone(turn), NUMBER.fullmatch(turn.text.body.strip())
    if not (alone or number) or outbox.last_heard(turn.session, turn.contact) != "party_left":
        return turn
    party = int(number["party"]) if number else 1
    return replace(turn, reading=replace(turn.reading, kind=Kind.YES, party=party))


def says_alone(turn: Turn) -> bool:
    """Tell whether a text says that one person comes, and nothing else: "actually just me"."""
    return ALONE.fullmatch(turn.text.body.strip()) is not None


def fewer_left(turn: Turn, volunteer: Volunteer, opening: Opening, party: int) -> int:
    """Return how many places are left if that is some, but too few for a party; else 0.

    They stay as they are until this turn is over.
    """
    where = {"city_id": turn.city.id, "opening_id": opening.id}
    if party == 1 or not capacity.is_on(turn.session, **where, now=turn.now):
        return 0
    had = steps.placement_of(turn.session, turn.city.id, volunteer.id, opening.id)
    left = offers.held_free(turn.session, turn.city, opening.id, besides=had)
    return left if left < party else 0


def ask(
    turn: Turn, question: Question | None, volunteer: Volunteer, opening: Opening, left: int
) -> Did:
    """Take nothing for a party that is too large; say how many are left, and ask."""
    asked = _asked(turn, question, volunteer, opening)
    about_it = about.words(turn, opening)
    say(turn, "party_left", question=asked, left=left, had=0, **about_it, name=volunteer.name)
    whose = about.organisation(opening)
    return Did(
        Outcome.ASKED_BACK,
        N_("They want more places than are left. We asked whether fewer would do."),
        whose,
    )


def again(turn: Turn, placement: Placement, party: int) -> Did:
    """Answer a yes of somebody who has a place: it may be for more people now, or fewer."""
    opening, had = placement.opening, placement.party
    where = {"city_id": turn.city.id, "opening_id": opening.id}
    if not capacity.is_on(turn.session, **where, now=turn.now):
        say(turn, "nothing_asked")
        return Did(
            Outcome.ASKED_BACK,
            N_("They said yes to what has begun. We told them that nothing is open."),
            about.organisation(opening),
        )
    wanted = party if party > 1 or says_alone(turn) else had
    left = offers.held_free(turn.session, turn.city, opening.id, besides=placement)
    if wanted - had <= left:
        return tell(turn, placement, wanted)
    about_it = about.words(turn, opening)
    say(turn, "party_left", left=left, had=had, **about_it, name=placement.volunteer.name)
    why = N_("They have places and want more than are left. We told them so.")
    return Did(Outcome.ASKED_BACK, why, about.organisation(opening))


def tell(turn: Turn, placement: Placement, party: int | None = None) -> Did:
    """Say for how many people there are places now; another party is taken first."""
    opening = placement.opening
    if party is not None and party != placement.party:
        doing.resize(turn, placement, party)
    told = about.words(turn, opening, placed=True)
    say(turn, "accepted", party=placement.party, **told, name=placement.volunteer.name)
    why = whys.YES if placement.party == 1 else whys.SEVERAL
    return Did(Outcome.DONE, why, about.organisation(opening))


def _asked(
    turn: Turn, question: Question | None, volunteer: Volunteer, opening: Opening
) -> Question | None:
    """Return the question that a smaller yes answers: the one they have, or a new one."""
    if question is not None and question.state in UNSETTLED:
        return None  # it stays open, and needs no other text
    if question is None or question.kind is Asked.CHOICE:
        return choices.offer(turn, Option(Do.TAKE, opening.id, volunteer.id), opening)
    return questions.replace(
        turn.session,
        turn.contact,
        kind=question.kind,
        subject_id=question.subject_id,
        window=AN_HOUR,
        ends_by=opening.session.starts_at if opening.session.ends_at else None,
        now=turn.now,
    )
