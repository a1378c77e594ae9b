"""What addresses of a city can name: one of each kind that its pages tell apart.

It is looked up and not remembered, so it works in any city, however that was made.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import product

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Call, Placement, Standing
from volunteer.challenges.model import Challenge, Initiative, Measure
from volunteer.cities.model import City
from volunteer.core.db import Base
from volunteer.gateways import mailbox
from volunteer.impact.model import Reading
from volunteer.messages.effects import Effect
from volunteer.messages.model import Asked, Contact, Message, Outcome, Question, QuestionState, Text
from volunteer.people.checks import Check
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession
from volunteer.staff import service as staff
from volunteer.staff.model import Member

Names = Mapping[str, Sequence[object]]


def named(session: Session, city: City, *, now: datetime) -> Names:
    """Return what stands for each argument of an address; nothing where the city has none."""
    pick = partial(_ids, session, city.id)
    return {
        "project_id": [*pick(Project, newest=True), *pick(Project, Project.private.is_(True))],
        "session_id": [
            *pick(ProjectSession, ProjectSession.ends_at < now, newest=True),
            *pick(ProjectSession, ProjectSession.starts_at > now),
            *pick(ProjectSession, ProjectSession.cancelled_at.is_not(None)),
            *pick(ProjectSession, ProjectSession.ends_at.is_(None)),
        ],
        "opening_id": _openings(session, city),
        "role_id": _roles(session, city),
        "call_id": pick(Call),
        "challenge_id": [*pick(Challenge), *pick(Challenge, newest=True)],
        "initiative_id": pick(Initiative),
        "measure_id": pick(Measure),
        "reading_id": pick(Reading),
        "contact_id": _contacts(session, city),
        "member_id": [*pick(Member), *pick(Member, Member.disabled_at.is_not(None))],
        "text_id": _texts(session, city),
        "effect_id": pick(Effect, Effect.undone_at.is_(None), newest=True),
        "mail_id": [mail.id for mail in mailbox.mails(session, city.id, limit=1)],
        "check_id": pick(Check),
        "token": _links(session, city, now),
    }


def addresses(names: Names, arguments: set[str]) -> Iterator[dict[str, object]]:
    """Yield what to put into an address that has these arguments."""
    unknown = arguments - names.keys()
    assert not unknown, f"nobody knows what {unknown} names: tell it in finding.named"
    ordered = sorted(arguments)
    for values in product(*(dict.fromkeys(names[name]) for name in ordered)):
        yield dict(zip(ordered, values, strict=True))


def busiest(session: Session, city_id: int) -> int:
    """Return the volunteer with the most places."""
    return session.scalars(
        sa.select(Volunteer.id)
        .outerjoin(Placement, Placement.volunteer_id == Volunteer.id)
        .where(Volunteer.city_id == city_id, Volunteer.state == State.ACTIVE)
        .group_by(Volunteer.id)
        .order_by(sa.func.count(Placement.id).desc(), Volunteer.id)
        .limit(1)
    ).one()


def to_be_said(session: Session, city_id: int, *, now: datetime) -> tuple[int, int] | None:
    """Return a volunteer and a session of which they have not said how long they helped."""
    found = session.execute(
        sa.select(Placement.volunteer_id, ProjectSession.id)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .where(
            Placement.city_id == city_id,
            Placement.standing == Standing.CONFIRMED,
            ProjectSession.starts_at < now,
            ProjectSession.cancelled_at.is_(None),
        )
        .order_by(ProjectSession.id.desc(), Placement.id)
        .limit(1)
    ).first()
    return (found[0], found[1]) if found else None


def _ids(
    session: Session,
    city_id: int,
    kind: type[Base],
    which: sa.ColumnElement[bool] | None = None,
    *,
    newest: bool = False,
) -> list[int]:
    columns = kind.__table__.c
    key = columns.id.desc() if newest else columns.id
    chosen = [columns.city_id == city_id, *([] if which is None else [which])]
    return list(session.scalars(sa.select(columns.id).where(*chosen).order_by(key).limit(1)))


def _openings(session: Session, city: City) -> list[int]:
    asked = sa.select(Call.opening_id).where(Call.city_id == city.id)
    of_city = sa.select(Opening.id).where(Opening.city_id == city.id).order_by(Opening.id.desc())
    full = of_city.where(Opening.taken == Opening.places)
    easy = of_city.join(Opening.role).where(ProjectRole.check_level.is_(None))
    kinds = (of_city.where(Opening.id.in_(asked)), easy.where(Opening.id.not_in(asked)), full)
    return [found for kind in kinds for found in session.scalars(kind.limit(1))]


def _roles(session: Session, city: City) -> list[int]:
    """Return a role whose people are being asked, and one that asks for a check."""
    asked = sa.select(Opening.role_id).join(Call, Call.opening_id == Opening.id)
    of_city = sa.select(ProjectRole.id).where(
        ProjectRole.city_id == city.id, ProjectRole.kept_at.is_(None)
    )
    kinds = (
        of_city.where(ProjectRole.id.in_(asked.where(Call.city_id == city.id))),
        of_city.where(ProjectRole.check_level.is_not(None)),
    )
    found = [session.scalars(kind.order_by(ProjectRole.id).limit(1)).first() for kind in kinds]
    return [one for one in found if one is not None]


def _contacts(session: Session, city: City) -> list[int]:
    """Return the phone with the most texts, and one with none."""
    texts = sa.func.count(Message.id)
    most = (
        sa.select(Contact.id)
        .outerjoin(Message, Message.contact_id == Contact.id)
        .where(Contact.city_id == city.id)
        .group_by(Contact.id)
    )
    ends = (most.order_by(texts.desc(), Contact.id), most.order_by(texts, Contact.id))
    return [found for end in ends for found in session.scalars(end.limit(1))]


def _texts(session: Session, city: City) -> list[int]:
    """Return texts: that waits, in danger, that did something, that answers, of no effect."""
    of_city = sa.select(Text.id).where(Text.city_id == city.id)
    waits = of_city.where(Text.desk_at.is_not(None), Text.seen_at.is_(None))
    did = sa.select(Effect.text_id).where(Effect.city_id == city.id)
    asked = sa.select(Question.contact_id).where(
        Question.city_id == city.id,
        Question.kind == Asked.CALL,
        Question.state == QuestionState.OPEN,
    )
    kinds = (
        waits.where(Text.outcome == Outcome.DESK),
        waits.where(Text.outcome == Outcome.DANGER),
        of_city.where(Text.id.in_(did)),
        waits.where(Text.contact_id.in_(asked)),
        of_city.where(Text.id.not_in(did), Text.desk_at.is_(None)),
    )
    return [found for kind in kinds for found in session.scalars(kind.order_by(Text.id).limit(1))]


def _links(session: Session, city: City, now: datetime) -> list[str]:
    """Return a link that asks for a password, and one that is good in a demo."""
    members = session.scalars(
        sa.select(Member)
        .where(Member.city_id == city.id, Member.disabled_at.is_(None))
        .order_by(Member.id)
        .limit(2)
    ).all()
    tokens = [
        staff.new_link(session, member, asks_password=asks, now=now)
        for member, asks in zip(members, (False, True), strict=False)
    ]
    session.commit()
    return tokens[::-1]
