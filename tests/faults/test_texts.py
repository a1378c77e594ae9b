"""Texts that come in: posted twice, replayed, in a race, or when nobody was there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from tests.carrier.posts import Posted
from tests.carrier.reports import Report
from tests.carrier.words import ANSWERS
from tests.faults.naive import Naive
from tests.faults.world import World, agree
from tests.serving import nobody_there, serving
from volunteer.core.db import db
from volunteer.messages.model import Contact, Outcome, Text
from volunteer.messages.status import Status

AT_ONCE = 8
STRANGER = "+447700900123"


def taken_in(world: World) -> list[tuple[str, Outcome | None]]:
    """Return what came in and what followed, the oldest first."""
    with world.live.app.app_context():
        return [(t.body, t.outcome) for t in db.session.scalars(sa.select(Text).order_by(Text.id))]


def is_stopped(world: World, phone: str) -> bool:
    """Return whether the ledger has a stop of a phone."""
    with world.live.app.app_context():
        which = sa.select(Contact.stopped_at).where(
            Contact.city_id == world.city_id, Contact.phone == phone
        )
        return db.session.scalar(which) is not None


def heard(world: World, phone: str) -> list[str]:
    """Return what a phone received, once all is done."""
    world.settle()
    return world.carrier.phone(phone).received


def test_a_text_that_is_posted_again_is_one_text_with_one_answer(world: World) -> None:
    [first] = world.carrier.phone(STRANGER).text("JOIN", to=world.number)

    again = [world.carrier.replay(first) for _ in range(3)]

    assert [post.status for post in again] == [200, 200, 200]
    assert len(world.carrier.posts) == 4  # so many texts, for who counts what is posted
    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(heard(world, STRANGER)) == 1
    agree(world)


def test_a_text_that_is_posted_many_times_at_once_is_one_text_with_one_answer(
    world: World,
) -> None:
    account = world.carrier.account
    here, account.numbers[world.number].url = account.numbers[world.number].url, nobody_there()
    lost = world.carrier.phone(STRANGER).text("JOIN", to=world.number)[0]
    post = Posted(here, lost.form, account.sign(here, lost.form))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        posted = list(pool.map(world.carrier.replay, [post] * AT_ONCE))

    # One of them may find the database too busy: it is told so, and never that all is well.
    assert {one.status for one in posted} <= {200, 503}
    assert world.carrier.replay(post).status == 200
    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(heard(world, STRANGER)) == 1
    agree(world)


def test_a_replay_of_an_old_start_lifts_no_stop(world: World) -> None:
    phone = world.carrier.phone(STRANGER)
    [start] = phone.text("START", to=world.number)
    phone.text("STOP", to=world.number)
    assert is_stopped(world, STRANGER)

    assert world.carrier.replay(start).status == 200

    assert is_stopped(world, STRANGER)
    assert [body for body, _ in taken_in(world)] == ["START", "STOP"]


def broken(_environ: dict[str, Any], start: Any) -> list[bytes]:
    """Answer as a server whose database is away."""
    start("503 Service Unavailable", [("Content-Type", "text/plain")])
    return [b"try again"]


@pytest.fixture(params=["nobody there", "a server that is broken"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[tuple[str, list[int], int]]:
    """Give an address that takes no texts, how it answers each try, and Twilio's code for it."""
    if request.param == "nobody there":
        yield nobody_there(), [0, 0], 11205
        return
    with serving() as stage:
        stage.app = broken
        yield stage.base, [503], 11200


def test_a_text_that_its_address_did_not_take_comes_by_the_fallback_address(
    world: World, elsewhere: tuple[str, list[int], int]
) -> None:
    base, tries, code = elsewhere
    phone, here = world.carrier.phone(STRANGER), f"{world.live.base}/sms/inbound"
    world.carrier.owns(world.number, url=f"{base}/sms/inbound")
    lost = phone.text("JOIN", to=world.number)
    assert [post.status for post in lost] == tries
    assert taken_in(world) == []

    world.carrier.owns(world.number, url=f"{base}/sms/inbound", fallback=here)
    posted = phone.text("JOIN", to=world.number)

    assert [post.status for post in posted] == [*tries, 200]
    assert posted[-1].form["ErrorCode"] == str(code)
    assert posted[-1].form["ErrorUrl"] == f"{base}/sms/inbound"
    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(heard(world, STRANGER)) == 1
    agree(world)


def test_a_text_that_was_taken_in_after_all_does_nothing_when_it_comes_by_the_fallback(
    world: World,
) -> None:
    here = f"{world.live.base}/sms/inbound"
    [first] = world.carrier.phone(STRANGER).text("JOIN", to=world.number)

    told = first.form | {"ErrorCode": "11205", "ErrorUrl": here}  # the answer was lost
    world.carrier.report(Report(here, told))

    assert [post.status for post in world.carrier.posts] == [200, 200]
    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(heard(world, STRANGER)) == 1


@pytest.mark.parametrize("advanced", [False, True])
@pytest.mark.parametrize("word", ["STOP", "stopall", "Unsubscribe", "END", "quit", "Cancel",
                                  "REVOKE", "optout"])  # fmt: skip
def test_a_stop_of_the_carriers_own_words_is_confirmed_once(
    world: World, *, word: str, advanced: bool
) -> None:
    world.carrier.account.numbers[world.number].advanced = advanced
    [phone] = world.batch(1)
    world.carrier.phone(phone).text(word, to=world.number)

    assert heard(world, phone) == [ANSWERS["STOP"]]
    assert is_stopped(world, phone)
    assert world.carrier.refused[21610] == (0 if advanced else 1)  # our own, a second one
    agree(world)


@pytest.mark.parametrize("words", ["stop please", "no more texts", "stopiwch"])
def test_a_stop_in_other_words_is_ours_to_hear_and_to_confirm(
    world: World, naive: Naive, *, words: str
) -> None:
    [phone] = world.batch(1)
    world.carrier.phone(phone).text(words, to=world.number)
    assert naive.never_retrying([phone]) == {phone: 1}  # the carrier stops nobody

    [confirmation] = heard(world, phone)

    assert "Plymouth" in confirmation
    assert is_stopped(world, phone)
    agree(world)


def test_a_yes_lifts_the_carriers_block_and_not_our_stop(world: World) -> None:
    world.carrier.account.numbers[world.number].advanced = True
    phone = world.carrier.phone(STRANGER)
    phone.text("STOP", to=world.number)
    assert (world.number, STRANGER) in world.carrier.blocked

    [post] = phone.text("YES", to=world.number)

    assert post.form["OptOutType"] == "START"
    assert (world.number, STRANGER) not in world.carrier.blocked
    assert is_stopped(world, STRANGER)
    assert heard(world, STRANGER) == [ANSWERS["STOP"]]


def test_a_stop_that_overtakes_a_text_on_its_way_to_the_carrier(world: World, naive: Naive) -> None:
    [theirs] = naive.phones(1)
    other = world.carrier.phone(theirs)
    world.carrier.owns(world.number, url=nobody_there())
    world.carrier.before_taking = [lambda: other.text("STOP", to=world.number)]
    naive.never_retrying([theirs] * 3)
    assert other.received == [ANSWERS["STOP"]]
    assert world.carrier.refused == {21610: 3}  # each tried in vain, by who hears of no stop

    world.live.owns(world.number)
    [phone] = world.batch(1)
    world.write_to(phone, "Can you help on Sunday?")
    resident = world.carrier.phone(phone)
    world.carrier.before_taking = [lambda: resident.text("STOP", to=world.number)]

    assert heard(world, phone) == [ANSWERS["STOP"]]

    assert world.states() == {Status.FAILED: 2, Status.SUPPRESSED: 1}
    assert world.carrier.before_taking == []  # it came in between
    assert world.carrier.refused == {21610: 3 + 2}  # the one on its way, and our confirmation
    assert is_stopped(world, phone)
    agree(world)


def test_after_a_stop_only_what_was_with_the_carrier_already_arrives(
    world: World, naive: Naive
) -> None:
    [theirs] = naive.phones(1)
    other = world.carrier.phone(theirs)
    world.carrier.owns(world.number, url=nobody_there())
    world.carrier.after_taking = [lambda: other.text("stop please", to=world.number)]
    assert naive.never_retrying([theirs] * 3) == {theirs: 3}  # a list that was read before it

    world.live.owns(world.number)
    [phone] = world.batch(1)
    for words in ("Can you help on Sunday?", "Can you help on Monday?"):
        world.write_to(phone, words)
    resident = world.carrier.phone(phone)
    world.carrier.after_taking = [lambda: resident.text("stop please", to=world.number)]
    first, confirmation = heard(world, phone)

    assert "can you help on Saturday" in first
    assert "we will not text this number again" in confirmation
    assert world.states() == {Status.DELIVERED: 2, Status.SUPPRESSED: 2}
    agree(world)
