"""What the carrier refuses for good: the number is halted, or the phone is left alone."""

import requests
import sqlalchemy as sa

from tests import carrier as standin
from tests.faults.naive import Naive
from tests.faults.world import World, agree, once
from tests.serving import nobody_there
from volunteer.core.db import db
from volunteer.messages import senders
from volunteer.messages.model import Consent, Contact, Source
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


def test_a_token_that_is_good_no_more_halts_the_number_and_loses_nothing(
    world: World, naive: Naive
) -> None:
    good, world.carrier.account.primary = world.carrier.account.primary, "f" * 32
    assert sum(naive.never_retrying(naive.phones(3)).values()) == 0
    assert world.carrier.refused == {20003: 3}

    people = world.batch(3)
    world.live.work()
    assert world.carrier.refused == {20003: 3 + 1}
    assert halted(world) == ["plymouth"]

    world.carrier.account.primary = good
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


def test_a_number_that_can_never_be_texted_is_tried_once(world: World, naive: Naive) -> None:
    [phone] = world.batch(1)
    with world.live.app.app_context():
        db.session.execute(sa.text("UPDATE message SET \"to\" = '+441752668000'"))
        db.session.commit()

    naive.retrying(["+441752668000"])
    assert world.carrier.refused == {21614: 3}
    world.settle()

    assert world.carrier.refused == {21614: 3 + 1}
    [message] = world.messages()
    assert (message.status, message.error) == (Status.FAILED, "21614")
    assert world.carrier.phone(phone).received == []
