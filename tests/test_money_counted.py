"""What a day costs is counted claim by claim, and is what it would be if all were added up."""

from collections.abc import Callable
from datetime import datetime
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.builders import a_contact
from tests.fakes import FakeSms
from tests.lives_of_texts import Life
from tests.posting import DAY, write
from tests.racing import at_once, in_the_end
from volunteer.cities.model import City
from volunteer.messages import sending, spend
from volunteer.messages.model import Message, Sender
from volunteer.messages.sending import Pace

Left = Callable[..., int]
STEPS = 200


def added_up(session: Session, city: City, now: datetime) -> int:
    """Return how many parts went today: the sum over all texts of the city."""
    which = sa.select(Message).where(Message.city_id == city.id)
    session.flush()
    return sum(
        one.segments
        for one in session.scalars(which.execution_options(populate_existing=True))
        if one.claimed_at is not None
        and one.claimed_at >= spend.midnight(city, now)
        and one.status not in spend.FREE
    )


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Note of each claim how much it said was left, and how much it was."""
    return _judge(monkeypatch, spend.left_after_claims)


def _judge(monkeypatch: pytest.MonkeyPatch, left: Left) -> list[tuple[int, int]]:
    noted: list[tuple[int, int]] = []

    def noting(session: Session, city: City, sender: Sender, *, now: datetime) -> int:
        rules = city.rules
        said = left(session, city, sender, now=now)
        was = rules.spend_a_day_pence - added_up(session, city, now) * rules.segment_pence
        noted.append((said, was))
        return said

    monkeypatch.setattr(spend, "left_after_claims", noting)
    return noted


def wrong(noted: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where it was said that there is money, and was not, or the other way round."""
    return [(said, was) for said, was in noted if said > was or (said < 0 and said != was)]


def live(session: Session, city: City, now: datetime, seed: int) -> None:
    set_rules(city, segments_a_second=1000, spend_a_day_pence=400)
    phones = [a_contact(session, city) for _ in range(12)]
    Life(city, phones, Random(seed), now).live(STEPS)  # noqa: S311 - no secret


@pytest.mark.parametrize("seed", range(6))
def test_whatever_becomes_of_texts_a_claim_knows_whether_there_is_money(
    session: Session, city: City, now: datetime, judged: list[tuple[int, int]], seed: int
) -> None:
    live(session, city, now, seed)

    assert judged
    assert wrong(judged) == []


def test_some_of_those_claims_found_no_money_and_some_counted_too_much_first(
    session: Session, city: City, now: datetime, judged: list[tuple[int, int]]
) -> None:
    for seed in range(4):
        live(session, city, now, seed)

    assert [said for said, _ in judged if said < 0]
    assert [said for said, was in judged if 0 <= said < was]  # something was put back or cancelled


def test_a_count_that_forgets_the_day_or_the_replies_would_be_wrong(
    session: Session, city: City, now: datetime, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""

    def forgetful(_session: Session, city: City, sender: Sender, *, now: datetime) -> int:
        counted = sender.counted_parts // 2
        return city.rules.spend_a_day_pence - counted * city.rules.segment_pence

    noted = _judge(monkeypatch, forgetful)

    live(session, city, now, seed=0)

    assert wrong(noted)


def test_three_workers_count_each_others_texts(
    app: Flask, session: Session, city: City, now: datetime, judged: list[tuple[int, int]]
) -> None:
    set_rules(city, segments_a_second=1000, spend_a_day_pence=120)  # thirty parts at 4p
    for number in range(60):
        write(city, a_contact(session, city), "word " * (1 + number % 60), now=now, useful_for=DAY)
    city_id, sms = city.id, FakeSms()

    def send() -> bool:
        return sending.deliver_next(sms, clock=lambda: now, calling=[city_id], pace=Pace(4))

    def send_all() -> None:
        while in_the_end(send):
            pass

    errors = [one for one in at_once(app, [send_all] * 3) if one is not None]

    assert errors == []
    assert wrong(judged) == []
    session.rollback()
    spent = added_up(session, session.get_one(City, city_id), now) * 4
    assert 120 - 2 * 4 <= spent <= 120  # a text of three parts may not have fitted any more
