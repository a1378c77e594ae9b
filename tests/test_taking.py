"""Texts that wait for one another are taken in together, and each as if it were alone."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import count
from time import sleep

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import an_asked_volunteer, place
from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.listening import commits, statements
from tests.posting import texts
from tests.texting import heard
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import writing
from volunteer.core.errors import NotFound
from volunteer.core.gathering import Gathering
from volunteer.messages import senders
from volunteer.messages.inbox import Posted
from volunteer.messages.model import Message, Outcome, Text
from volunteer.people.cells.model import home_cell
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import conversation, routes, taking
from volunteer.sms.turn import Did, Turn

MANY = 8
_serial = count(1)


def posted(city: City, phone: str, body: str) -> Posted:
    return Posted(city.number, f"SM{next(_serial)}", phone, body, clock.now())


def together(app: Flask, came: Sequence[Posted]) -> list[Exception | None]:
    """Post texts while somebody else writes, so that all wait; return what each is told."""
    gathering = Gathering(taking.together, writing)

    def post(one: Posted) -> Exception | None:
        with app.app_context():
            try:
                return gathering.done(one)
            except Exception as error:  # noqa: BLE001 - it is the test's to judge
                return error

    with ThreadPoolExecutor(len(came)) as pool:
        with writing():
            told = []
            for number, one in enumerate(came, 1):
                told.append(pool.submit(post, one))
                while gathering.waiting < number:
                    sleep(0.001)
        return [one.result(60) for one in told]


def alone(_app: Flask, came: Sequence[Posted]) -> None:
    take_in = taking.way("postgresql")
    for one in came:
        take_in(one)


def asked(session: Session, city: City, *, places: int, people: int) -> tuple[Opening, list[str]]:
    """Ask people about an opening; return it, and their phones."""
    cora = a_member(session, city)
    opening = an_opening(session, city, posted_by=cora, places=places)
    who = [
        an_asked_volunteer(session, city, opening, f"Ada{number}", now=clock.now())
        for number in range(people)
    ]
    return opening, [one.contact.phone for one in who]


def kinds(session: Session) -> list[str]:
    return list(session.scalars(sa.select(Message.kind).order_by(Message.id)))


def test_those_that_waited_are_kept_in_one_transaction_and_read_in_another(
    app: Flask, session: Session, city: City
) -> None:
    _, phones = asked(session, city, places=2 * MANY, people=2 * MANY)
    first, second = (
        [posted(city, phone, "Yes") for phone in half] for half in (phones[:MANY], phones[MANY:])
    )
    session.rollback()

    with commits() as of_all:
        told = together(app, first)
    with commits() as of_each:
        alone(app, second)

    assert told == [None] * MANY
    assert (len(of_all), len(of_each)) == (2, 2 * MANY)
    assert {text.outcome for text in texts(session)} == {Outcome.DONE}
    standing = session.scalars(sa.select(Placement.standing)).all()
    assert list(standing) == [Standing.CONFIRMED] * 2 * MANY


def test_each_meets_what_those_before_it_did(app: Flask, session: Session, city: City) -> None:
    opening, phones = asked(session, city, places=1, people=3)
    came = [posted(city, phone, "Yes") for phone in phones]
    session.rollback()

    together(app, came)

    standing = session.scalars(sa.select(Placement.standing).order_by(Placement.id)).all()
    assert standing[0] is Standing.CONFIRMED
    assert Standing.CONFIRMED not in standing[1:]
    assert session.get_one(Opening, opening.id).taken == 1


def test_two_texts_of_one_phone_are_read_in_their_order(
    app: Flask, session: Session, city: City
) -> None:
    _, [phone] = asked(session, city, places=1, people=1)
    came = [posted(city, phone, "No"), posted(city, phone, "STOP")]
    session.rollback()

    together(app, came)

    assert [text.outcome for text in texts(session)] == [Outcome.DONE, Outcome.STOPPED]
    assert session.scalars(sa.select(Volunteer)).one().contact.stopped_at is not None


def test_a_text_to_a_number_that_nobody_has_holds_up_no_other(
    app: Flask, session: Session, city: City
) -> None:
    _, phones = asked(session, city, places=2, people=2)
    lost = Posted("+447700900999", "SMlost", phones[0], "Yes", clock.now())
    came = [posted(city, phones[0], "Yes"), lost, posted(city, phones[1], "Yes")]
    session.rollback()

    told = together(app, came)

    assert [type(one) for one in told] == [type(None), NotFound, type(None)]
    assert [text.outcome for text in texts(session)] == [Outcome.DONE] * 2


def test_a_text_that_cannot_be_read_holds_up_no_other(
    app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, phones = asked(session, city, places=3, people=3)
    came = [
        posted(city, phone, body)
        for phone, body in zip(phones, ("Yes", "broken", "Yes"), strict=True)
    ]
    session.rollback()
    act = routes.act

    def break_at_one(turn: Turn) -> Did:
        if turn.text.body == "broken":
            raise RuntimeError("a mistake of ours")
        return act(turn)

    monkeypatch.setattr(routes, "act", break_at_one)
    told = together(app, came)

    assert told == [None] * 3
    found = {text.body: (text.outcome, text.failures) for text in texts(session)}
    assert found == {"Yes": (Outcome.DONE, 0), "broken": (None, 1)}
    assert session.scalar(sa.select(sa.func.count()).select_from(Placement)) == 2


def test_what_came_already_is_not_kept_again(app: Flask, session: Session, city: City) -> None:
    _, phones = asked(session, city, places=2, people=2)
    one, other = (posted(city, phone, "Yes") for phone in phones)
    session.rollback()

    told = together(app, [one, one, other])

    assert told == [None] * 3
    assert len(texts(session)) == 2
    assert len(kinds(session)) == 2


def test_a_database_that_takes_none_of_them_is_everybodys_error(
    app: Flask, session: Session, city: City
) -> None:
    _, phones = asked(session, city, places=2, people=2)
    came = [posted(city, phone, "Yes") for phone in phones]
    session.rollback()
    session.execute(sa.text("ALTER TABLE text RENAME TO elsewhere"))
    session.commit()

    told = together(app, came)

    session.execute(sa.text("ALTER TABLE elsewhere RENAME TO text"))
    session.commit()
    assert {isinstance(one, sa.exc.DBAPIError) for one in told} == {True}
    assert texts(session) == []


def test_what_a_text_loaded_and_changed_is_let_go_before_the_next_is_read(
    app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, phones = asked(session, city, places=2, people=2)
    came = [posted(city, phone, body) for phone, body in zip(phones, ("STOP", "Yes"), strict=True)]
    session.rollback()
    act, seen = routes.act, []

    def look(turn: Turn) -> Did:
        loaded = {one.id for one in turn.session.identity_map.values() if isinstance(one, Text)}
        living = turn.session.connection().scalar(sa.select(sa.func.count()).select_from(home_cell))
        seen.append((loaded == {turn.text.id}, living))
        return act(turn)

    monkeypatch.setattr(routes, "act", look)
    together(app, came)

    assert seen == [(True, 2), (True, 1)]  # who said stop stands in no square any more


@pytest.mark.parametrize("take_in", [together, alone])
def test_the_number_that_came_with_a_text_is_not_asked_for_again(
    app: Flask, session: Session, city: City, take_in: Callable[[Flask, Sequence[Posted]], object]
) -> None:
    _, phones = asked(session, city, places=MANY, people=MANY)
    senders.ensure(session, city.id, now=clock.now())
    came = [posted(city, phone, "Yes") for phone in phones]
    session.commit()

    with statements() as found:
        take_in(app, came)

    assert {text.outcome for text in texts(session)} == {Outcome.DONE}
    assert len([one for one in found if "sender" in one]) == MANY  # each with its text


WORDS = (
    "Yes", "No", "STOP", "yes please!", "Maybe", "HOURS 2", "JOIN", "Is there parking?", "HELP",
    "START", "Can't make it, sorry", "YES for 2", "CANCEL", "I have hurt myself, call 999",
    "Cymraeg", "?", "2h30", "yes C1", "A", "Sorry, wrong number",
)  # fmt: skip


def a_scene(session: Session, slug: str, now: datetime) -> tuple[City, list[Posted]]:
    """Make a city in which every other phone has a place, and all say something."""
    city = a_city(session, slug)
    cora = a_member(session, city)
    opening = an_opening(session, city, posted_by=cora, places=len(WORDS))
    came = []
    for number, words in enumerate(WORDS):
        if number % 2:
            who = a_volunteer(session, city, f"Ada{number}")
            place(session, opening, who, now=now)
        else:
            who = an_asked_volunteer(session, city, opening, f"Ada{number}", now=now)
        came += [posted(city, who.contact.phone, words)]
    return city, came


def told_of(session: Session, city: City) -> list[object]:
    """Return what became of each text of a city, and what each phone heard."""
    of_city = sa.select(Text).where(Text.city_id == city.id).order_by(Text.id)
    found: list[object] = []
    for text in session.scalars(of_city):
        who = session.scalars(
            sa.select(Volunteer).where(
                Volunteer.city_id == city.id, Volunteer.contact_id == text.contact_id
            )
        ).one()
        stands = sa.select(Placement.standing).where(Placement.volunteer_id == who.id)
        found.append((text.body, text.outcome, heard(session, who), session.scalars(stands).all()))
    return found


def test_together_each_ends_as_it_would_alone(app: Flask, session: Session) -> None:
    now = clock.now()
    one, first = a_scene(session, "one", now)
    other, second = a_scene(session, "other", now)
    session.rollback()

    assert set(together(app, first)) == {None}
    alone(app, second)

    assert told_of(session, one) == told_of(session, other)
    assert not conversation.answer_next(now=clock.now())  # nothing was left
