"""Texts that were posted while nobody here could take them in: they are taken in after all."""

from datetime import timedelta

import pytest

from tests import carrier as standin
from tests.carrier import Fault
from tests.carrier.posts import send
from tests.carrier.words import ANSWERS
from tests.faults.naive import Naive
from tests.faults.test_texts import heard, is_stopped, taken_in
from tests.faults.world import World, agree
from tests.serving import nobody_there
from volunteer.messages.model import Outcome

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STRANGER = "+447700900123"


def away(world: World) -> None:
    """Let nobody be at the address of the city's number."""
    world.carrier.owns(world.number, url=f"{nobody_there()}/sms/inbound")


def test_a_text_that_nobody_took_in_is_found_in_the_carriers_list(world: World) -> None:
    away(world)
    posted = world.carrier.phone(STRANGER).text("JOIN", to=world.number)
    assert [post.failure for post in posted] == [11205, 11205]
    assert taken_in(world) == []  # nor would it ever be: it is posted no more

    world.live.wait(HOUR)
    world.live.work()
    world.live.work()

    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(heard(world, STRANGER)) == 1
    agree(world)


def test_all_that_was_missed_is_taken_in_once_and_in_the_order_in_which_it_came(
    world: World,
) -> None:
    world.carrier.page_most = 3
    phone = world.carrier.phone(STRANGER)
    phone.text("START", to=world.number)
    away(world)
    for words in ("JOIN", "Eve", "no thanks", "one", "two", "three", "STOP"):
        phone.text(words, to=world.number)

    for _ in range(3):
        world.live.work()

    came = [body for body, _ in taken_in(world)]
    assert came == ["START", "JOIN", "Eve", "no thanks", "one", "two", "three", "STOP"]
    assert is_stopped(world, STRANGER)


def test_a_list_that_is_late_shows_it_in_the_end(world: World) -> None:
    world.carrier.lag = MINUTE
    away(world)
    world.carrier.phone(STRANGER).text("JOIN", to=world.number)

    world.live.work()
    assert taken_in(world) == []
    world.live.wait(MINUTE)
    world.live.work()
    world.live.work()

    assert taken_in(world) == [("JOIN", Outcome.DONE)]


@pytest.mark.parametrize(
    "fault",
    [standin.LOST_503, standin.LOST_RESET, standin.ACCEPTED_THEN_CUT, standin.REFUSED_429],
    ids=lambda fault: fault.name,
)
def test_a_look_that_fails_is_made_again(world: World, *, fault: Fault) -> None:
    away(world)
    world.carrier.phone(STRANGER).text("JOIN", to=world.number)
    world.carrier.luck.arriving = [fault] * 2

    for expected in ([], [], [("JOIN", None)], [("JOIN", Outcome.DONE)]):
        world.live.work()
        assert taken_in(world) == expected

    assert world.carrier.luck.fired == {fault: 2}
    assert len(heard(world, STRANGER)) == 1


def test_what_was_posted_late_and_found_already_does_nothing_more(world: World) -> None:
    here = world.carrier.account.numbers[world.number].url
    away(world)
    [lost, _] = world.carrier.phone(STRANGER).text("JOIN", to=world.number)
    world.live.work()
    world.live.work()

    account = world.carrier.account
    late = send(here, lost.form, account.sign(here, lost.form))

    assert late.status == 200
    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(heard(world, STRANGER)) == 1


def test_after_days_without_anybody_all_of_it_is_taken_in(world: World) -> None:
    world.live.work()
    away(world)
    world.carrier.phone(STRANGER).text("no more texts please", to=world.number)

    world.live.wait(9 * 24 * HOUR)
    world.live.work()

    assert [body for body, _ in taken_in(world)] == ["no more texts please"]


def test_what_was_before_a_day_before_the_first_look_is_left_alone(world: World) -> None:
    away(world)
    world.carrier.phone(STRANGER).text("JOIN", to=world.number)

    world.live.wait(25 * HOUR)
    world.live.work()

    assert taken_in(world) == []
    assert world.carrier.calls["inbox"] == 1


@pytest.mark.parametrize("advanced", [False, True], ids=["plain", "advanced opt-out"])
@pytest.mark.parametrize("word", ["STOP", "stopall", "Unsubscribe", "END", "quit", "Cancel",
                                  "REVOKE", "optout"])  # fmt: skip
def test_a_stop_that_was_missed_is_one_and_is_confirmed_once(
    world: World, naive: Naive, *, word: str, advanced: bool
) -> None:
    away(world)
    world.carrier.account.numbers[world.number].advanced = advanced  # posted, but on no list
    [theirs] = naive.phones(1)
    world.carrier.phone(theirs).text(word, to=world.number)
    naive.never_retrying([theirs] * 3)
    assert world.carrier.refused == {21610: 3}  # it blocks the number, whoever heard of it or not

    [phone] = world.batch(1)
    world.carrier.phone(phone).text(word, to=world.number)

    assert heard(world, phone) == [ANSWERS["STOP"]]
    assert is_stopped(world, phone)
    refused = world.carrier.refused[21610] - 3
    assert refused <= 3  # what was on its way to either, and our confirmations


@pytest.mark.parametrize("words", ["stop please", "no more texts"])
def test_a_stop_in_other_words_that_was_missed_is_confirmed_once_by_us(
    world: World, *, words: str
) -> None:
    away(world)
    world.carrier.phone(STRANGER).text(words, to=world.number)
    world.live.work()

    [confirmation] = heard(world, STRANGER)

    assert "Plymouth" in confirmation
    assert is_stopped(world, STRANGER)
    agree(world)
