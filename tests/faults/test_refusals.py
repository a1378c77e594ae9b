"""What the carrier refuses for good: the number is halted, or the phone is left alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import requests
import sqlalchemy as sa

from tests import carrier as standin
from tests.carrier import Account
from tests.faults.naive import Naive
from tests.faults.world import World, agree, once
from tests.serving import nobody_there
from volunteer.core.db import db
from volunteer.messages import senders
from volunteer.messages.model import Consent, Contact, Message, Source
from volunteer.messages.status import Status


def halted(world: World) -> list[str]:
    """Return the cities that the service says are halted, as a machine would ask."""
    answer = requests.get(f"{world.live.base}/health", timeout=15)
    told: list[str] = answer.json().get("halted", [])
    assert (answer.status_code == 503) or not told
    return told


def resume(world: World) -> None:
    with world.live.app.app_context():
        senders.resume(world.city_id, now=world.live.now())


def ledger(world: World, phone: str) -> list[tuple[bool, Source]]:
    """Return what the ledger has of a phone, the oldest first."""
    with world.live.app.app_context():
        entries = db.session.scalars(
            sa.select(Consent)
            .join(Contact, Contact.id == Consent.contact_id)
            .where(Contact.city_id == world.city_id, Contact.phone == phone)
            .order_by(Consent.id)
        )
        return [(entry.given, entry.source) for entry in entries]


def test_a_fault_of_ours_amid_a_batch_halts_the_number_and_loses_nothing(
    world: World, naive: Naive
) -> None:
    fault = standin.REFUSED_20003
    world.carrier.luck.creating = [None] * 3 + [fault] * 5
    assert sum(naive.never_retrying(naive.phones(8)).values()) == 3
    assert world.carrier.luck.fired == {fault: 5}

    world.carrier.luck.creating = [None] * 3 + [fault] * 5
    people = world.batch(8)
    world.live.work()
    world.live.work()

    assert world.carrier.luck.fired == {fault: 5 + 1}
    assert world.states() == {Status.DELIVERED: 3, Status.QUEUED: 5}
    assert halted(world) == ["plymouth"]

    world.carrier.luck.creating = []  # it is mended
    resume(world)
    world.settle()

    assert halted(world) == []
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: 8}
    agree(world)


def another_token(account: Account) -> None:
    """Let the token be good no more."""
    account.primary = "f" * 32


def no_number(account: Account) -> None:
    """Let the city's number be none of the account's."""
    account.numbers = {}


@pytest.mark.parametrize(("spoil", "code"), [(another_token, 20003), (no_number, 21606)])
def test_while_the_account_is_not_in_order_nothing_is_tried_twice_and_nothing_lost(
    world: World, naive: Naive, *, spoil: Callable[[Account], None], code: int
) -> None:
    in_order = replace(world.carrier.account)
    spoil(world.carrier.account)
    assert sum(naive.never_retrying(naive.phones(3)).values()) == 0
    assert world.carrier.refused == {code: 3}

    people = world.batch(3)
    world.live.work()
    world.live.work()
    assert world.carrier.refused == {code: 3 + 1}
    assert halted(world) == ["plymouth"]

    world.carrier.account = in_order
    resume(world)
    world.settle()

    assert world.arrived(people) == once(people)
    agree(world)


def test_a_phone_that_the_carrier_has_stopped_is_tried_once_and_then_left_alone(
    world: World, naive: Naive
) -> None:
    [phone, other] = world.batch(2)
    for words in ("Can you help on Sunday?", "Can you help on Monday?"):
        world.write_to(phone, words)
    world.carrier.owns(world.number, url=f"{nobody_there()}/sms/inbound")
    lost = world.carrier.phone(phone).text("STOP", to=world.number)
    assert [post.failure for post in lost] == [11205, 11205]  # nothing tells us of it

    naive.never_retrying([phone] * 3)
    assert world.carrier.refused == {21610: 3}
    world.settle()

    assert world.carrier.refused == {21610: 3 + 1}
    assert world.carrier.phone(other).received != []
    assert world.states() == {Status.FAILED: 1, Status.SUPPRESSED: 2, Status.DELIVERED: 1}
    assert ledger(world, phone) == [(False, Source.CARRIER)]
    agree(world)


@pytest.mark.parametrize(("number", "code"), [("+441752668000", 21614), ("+4477", 21211)])
def test_a_number_that_can_never_be_texted_is_tried_once(
    world: World, naive: Naive, *, number: str, code: int
) -> None:
    world.batch(1)
    with world.live.app.app_context():
        db.session.execute(sa.update(Message).values(to=number))
        db.session.commit()

    naive.retrying([number])
    assert world.carrier.refused == {code: 3}
    world.settle()

    assert world.carrier.refused == {code: 3 + 1}
    [message] = world.messages()
    assert (message.status, message.error) == (Status.FAILED, str(code))
    assert world.carrier.sent == []
