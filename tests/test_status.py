"""How far a message has come, whatever the order of the reports."""

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer.messages.codes import Meaning, meaning
from volunteer.messages.status import FINAL, RANK, Status, advance, from_carrier

statuses = st.sampled_from(Status)


@pytest.mark.parametrize("end", [Status.DELIVERED, Status.UNDELIVERED, Status.FAILED])
def test_reports_in_any_order_come_to_the_same_end(end: Status) -> None:
    reports = [Status.ACCEPTED, Status.SENT, Status.SENT, end]

    ends = {reduce(advance, order, Status.SENDING) for order in permutations(reports)}

    assert ends == {end}


@given(statuses, statuses)
def test_a_status_only_moves_forward(current: Status, reported: Status) -> None:
    after = advance(current, reported)

    assert after is current or RANK[after] > RANK[current]


@given(st.sampled_from(sorted(FINAL)), statuses)
def test_an_end_never_moves(end: Status, reported: Status) -> None:
    after = advance(end, reported)

    assert after is end


@pytest.mark.parametrize("current", [Status.SENDING, Status.UNKNOWN])
def test_a_report_settles_a_send_whose_answer_was_lost(current: Status) -> None:
    after = advance(current, Status.ACCEPTED)

    assert after is Status.ACCEPTED


def test_what_the_carrier_has_can_no_longer_expire() -> None:
    after = advance(Status.ACCEPTED, Status.EXPIRED)

    assert after is Status.ACCEPTED


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("accepted", Status.ACCEPTED),
        ("scheduled", Status.ACCEPTED),
        ("queued", Status.ACCEPTED),
        ("sending", Status.ACCEPTED),
        ("sent", Status.SENT),
        ("delivered", Status.DELIVERED),
        ("read", Status.DELIVERED),
        ("undelivered", Status.UNDELIVERED),
        ("failed", Status.FAILED),
        ("canceled", Status.CANCELLED),
        ("received", None),
        ("teleported", None),
    ],
)
def test_the_carriers_words_become_ours_and_strange_ones_are_loud(
    word: str, status: Status | None
) -> None:
    ours = from_carrier(word)

    assert ours is status


@pytest.mark.parametrize(
    ("code", "means"),
    [
        (21211, Meaning.BAD_NUMBER),
        (21614, Meaning.BAD_NUMBER),
        (30005, Meaning.BAD_NUMBER),
        (30006, Meaning.BAD_NUMBER),
        (21610, Meaning.STOPPED),
        (30003, Meaning.PHONE_OFF),
        (30007, Meaning.FILTERED),
        (20003, Meaning.CONFIGURATION),
        (21606, Meaning.CONFIGURATION),
        (21612, Meaning.BAD_NUMBER),
        (21603, Meaning.CONFIGURATION),
        (20429, Meaning.SLOW_DOWN),
        (None, Meaning.UNKNOWN),
        (99999, Meaning.UNKNOWN),
    ],
)
def test_an_error_code_says_what_to_do(code: int | None, means: Meaning) -> None:
    found = meaning(code)

    assert found is means


def test_too_many_requests_means_slow_down_even_without_a_code() -> None:
    found = meaning(None, http_status=429)

    assert found is Meaning.SLOW_DOWN
