"""What replies mean: no stop missed, none imagined, and nothing done in doubt."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer.sms.grammar import Context, Kind, Reading, read

SHEET = Path(__file__).parent / "data" / "replies.tsv"
contexts = st.sampled_from(Context)
languages = st.sampled_from(["en", "cy"])


def replies() -> list[tuple[str, str, str]]:
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        rows = csv.DictReader(sheet, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["context"], row["label"], row["text"].replace("\\n", "\n")) for row in rows]


def label(reading: Reading) -> str:
    """Say a reading as the sheet does; a cry for help is one way to ask a person."""
    numbers = ",".join(map(str, reading.choices))
    details = {
        Kind.DANGER: "ASK",
        Kind.YES: "YES" if reading.party == 1 else f"YES {reading.party}",
        Kind.HOURS: f"HOURS:{(reading.minutes or 0) / 60:g}",
        Kind.NAME: f"NAME:{reading.value}",
        Kind.POSTCODE: f"POSTCODE:{reading.value}",
        Kind.CHOICE: f"CHOICE:{'both' if reading.both else numbers}",
        Kind.SKILLS: f"SKILLS:{numbers}",
    }
    return details.get(reading.kind, reading.kind.name)


@pytest.mark.parametrize(("context", "meant", "text"), replies())
def test_a_reply_is_understood_as_a_person_would(context: str, meant: str, text: str) -> None:
    reading = read(text, Context(context))

    if meant == "NOT STOP":
        assert reading.kind is not Kind.STOP
    else:
        assert label(reading) == meant


@pytest.mark.parametrize("text", ["YES A7", "A7 yes", "yes to a7 please", "Yes. Code A7"])
def test_a_code_says_which_project_a_yes_answers(text: str) -> None:
    reading = read(text, Context.CALL)

    assert (reading.kind, reading.code) == (Kind.YES, "A7")


def test_a_code_goes_with_hours_and_with_giving_a_place_back() -> None:
    hours = read("Hours A7 2½", Context.NONE)
    withdrawal = read("cancel a7", Context.CALL)

    assert (hours.kind, hours.code, hours.minutes) == (Kind.HOURS, "A7", 150)
    assert (withdrawal.kind, withdrawal.code) == (Kind.WITHDRAW, "A7")


def test_a_lone_cancel_stops_and_gives_the_place_back() -> None:
    lone = read("Cancel.", Context.PLACED)
    other = read("STOP", Context.PLACED)

    assert (lone.kind, lone.also_withdraw) == (Kind.STOP, True)
    assert (other.kind, other.also_withdraw) == (Kind.STOP, False)


def test_a_stop_that_cries_for_help_says_both() -> None:
    reading = read("Stop texting me, I want to die", Context.CALL)

    assert (reading.kind, reading.danger) == (Kind.STOP, True)


@pytest.mark.parametrize("text", ["Help I've fallen", "mum has collapsed", "I want to die"])
def test_somebody_in_danger_goes_to_a_person_at_once(text: str) -> None:
    reading = read(text, Context.HOURS)

    assert reading.kind is Kind.DANGER


def test_a_yes_says_which_weekday_it_names() -> None:
    reading = read("Yes, see you on Saturday", Context.CALL)

    assert (reading.kind, reading.days) == (Kind.YES, frozenset({5}))


@pytest.mark.parametrize(
    ("text", "english", "welsh"),
    [("na", Kind.NO, Kind.NO), ("naw", Kind.NO, Kind.ASK), ("do", Kind.ASK, Kind.YES)],
)
def test_a_word_means_what_it_means_in_the_persons_language(
    text: str, english: Kind, welsh: Kind
) -> None:
    kinds = (read(text, Context.CALL, "en").kind, read(text, Context.CALL, "cy").kind)

    assert kinds == (english, welsh)


def test_the_whole_text_is_kept() -> None:
    text = "  Yes but only until 11…\n"

    reading = read(text, Context.CALL)

    assert (reading.kind, reading.text) == (Kind.ASK, text)


@given(st.text(st.characters(codec=None, min_codepoint=0), max_size=300), contexts, languages)
def test_any_text_at_all_can_be_read(text: str, context: Context, language: str) -> None:
    reading = read(text, context, language)

    assert reading.text == text


@pytest.mark.parametrize("text", ["\0" * 500, "a" * 10_000, "stop " * 2_000, "\u202eSEY", "\ud83d"])
def test_no_text_is_too_strange(text: str) -> None:
    readings = {read(text, context).text for context in Context}

    assert readings == {text}


@given(
    st.text(st.characters(exclude_characters='>“"'), max_size=200),
    st.sampled_from(["Please stop texting me", "STOP", "unsubscribe me", "no more texts please"]),
    contexts,
    languages,
)
def test_a_stop_always_wins(before: str, stop: str, context: Context, language: str) -> None:
    text = f"{before}.\n{stop}"

    reading = read(text, context, language)

    assert reading.kind is Kind.STOP


@given(st.text(max_size=60), contexts.filter(lambda context: context is not Context.CONFIRM))
def test_a_plain_yes_with_something_strange_behind_it_takes_no_place(
    more: str, context: Context
) -> None:
    reading = read(f"yes but {more}", context)

    assert reading.kind is not Kind.YES
