"""What replies mean: no stop missed, none imagined, and nothing done in doubt."""

from collections.abc import Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import demands
from tests.labelled import NO_EFFECT, SHEETS, Misread, figures, labelled, misread
from volunteer.sms.grammar import Context, Kind, Reading, read, told
from volunteer.sms.grammar.lexicon import KNOWN, Tag, phrases
from volunteer.sms.grammar.spelling import RIGHT

REPLIES = labelled(SHEETS / "replies.tsv")
VOICES = labelled(SHEETS / "voices.tsv") + labelled(SHEETS / "strangers.tsv")
contexts = st.sampled_from(Context)
languages = st.sampled_from(["en", "cy"])
# Whole answers: what is said around them must change nothing.
PLAIN = [
    (Context.CALL, "yes"),
    (Context.CALL, "count me in"),
    (Context.CALL, "yes for 2 people"),
    (Context.CALL, "no"),
    (Context.CALL, "can't make it"),
    (Context.OFFER, "ok"),
    (Context.PLACED, "I need to drop out"),
    (Context.HOURS, "2.5 hours"),
    (Context.CONFIRM, "yes"),
]
answers = st.sampled_from(PLAIN)


@cache
def _misread_voices() -> list[Misread]:
    return misread(VOICES)


@pytest.mark.parametrize("context", Context)
def test_a_reply_is_understood_as_a_person_would(context: Context) -> None:
    wrong = misread(one for one in REPLIES if one.context == context)

    assert list(map(str, wrong)) == []


@pytest.mark.parametrize("context", Context)
def test_no_stop_is_missed_and_nothing_done_that_was_not_meant(context: Context) -> None:
    wrong = [one for one in _misread_voices() if one.labelled.context == context]

    done = [str(one) for one in wrong if one.taken_for not in NO_EFFECT]
    missed = [str(one) for one in wrong if one.labelled.label == "STOP"]

    assert (done, missed) == ([], [])


def test_of_many_voices_nearly_all_are_understood() -> None:
    wrong = _misread_voices()

    assert len(VOICES) >= 5_000
    assert len(wrong) <= 0.01 * len(VOICES), list(map(str, wrong))


def test_the_figures_tell_a_missed_stop_from_a_false_one_and_from_a_wrong_effect() -> None:
    yes, stop, ask = (
        next(
            one
            for one in REPLIES
            if one.label == label and told(read(one.text, Context.CALL)) == label
        )
        for label in ("YES", "STOP", "ASK")
    )
    mixed = [
        stop._replace(label="ASK"),
        yes._replace(label="STOP"),
        yes._replace(label="NO"),
        ask._replace(label="YES"),
        yes,
    ]

    found = figures(mixed)

    assert (found.stops_missed, found.false_stops, found.wrong_effects) == (1, 1, 1)
    assert (found.right, found.of) == (1, 5)


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


def _not_stops(*parts: Sequence[str]) -> list[str]:
    texts = ("".join(combination) for combination in product(*parts))
    return [text for text in texts if read(text, Context.NONE).kind is not Kind.STOP]


@pytest.mark.parametrize("cease", demands.CEASE)
def test_every_way_to_order_an_end_of_texting_is_a_stop(cease: str) -> None:
    missed = _not_stops(demands.PLEASE, [f"{cease} "], demands.SWEARING, demands.TEXTING)

    assert missed == []


@pytest.mark.parametrize("do_not", demands.DO_NOT)
def test_every_way_to_forbid_texting_is_a_stop(do_not: str) -> None:
    missed = _not_stops([do_not], demands.TEXT, demands.EVER)

    assert missed == []


@pytest.mark.parametrize("frame", demands.NOUN_FRAMES)
def test_every_way_to_have_had_enough_of_texts_is_a_stop(frame: str) -> None:
    missed = _not_stops([frame.format(noun) for noun in demands.NOUNS])

    assert missed == []


@given(
    st.sampled_from(demands.PLEASE),
    st.sampled_from(demands.CEASE),
    st.sampled_from(demands.TEXTING),
    contexts,
    languages,
)
def test_an_order_is_a_stop_whatever_was_asked(
    please: str, cease: str, texting: str, context: Context, language: str
) -> None:
    reading = read(f"{please}{cease} {texting}", context, language)

    assert reading.kind is Kind.STOP


@pytest.mark.parametrize("innocent", demands.INNOCENT)
def test_whoever_only_speaks_of_stopping_is_not_stopped(innocent: str) -> None:
    before = ["", "Yes, ", "No, ", "Sorry ", "hi ", "ok "]
    after = ["", " please", " thanks", "?", "!", " x", ". See you there"]
    texts = ["".join(parts) for parts in product(before, [innocent], after)]

    stopped = [t for t in texts for c in Context if read(t, c).kind is Kind.STOP]

    assert stopped == []


@given(
    st.sampled_from(["but", "if", "unless", "only", "until", "or", "maybe", "ond", "os"]),
    st.text(max_size=60),
    st.sampled_from([Context.CALL, Context.OFFER, Context.PLACED, Context.NONE]),
)
def test_a_yes_with_a_condition_behind_it_takes_no_place(
    condition: str, more: str, context: Context
) -> None:
    reading = read(f"yes {condition} {more}", context)

    assert reading.kind is not Kind.YES


@given(st.text("bcdfghjklmnpqrstvwxz", min_size=6, max_size=12))
def test_a_yes_with_a_word_behind_it_that_nobody_knows_takes_no_place(word: str) -> None:
    assert phrases(word, "en") is None

    reading = read(f"yes {word}", Context.CALL)

    assert reading.kind is Kind.ASK


@given(
    answers,
    st.sampled_from(["", "hi ", "Hello, ", "Hi there. ", "good morning, "]),
    st.sampled_from(["", " please", " thanks", ", thank you", " x", " :)", " cheers", " 🙏"]),
)
def test_courtesies_change_nothing(answer: tuple[Context, str], hello: str, thanks: str) -> None:
    context, text = answer

    reading = read(hello + text + thanks, context)

    assert told(reading) == told(read(text, context))


@given(answers, st.integers(0, 2**30))
def test_case_and_space_around_it_change_nothing(answer: tuple[Context, str], bits: int) -> None:
    context, text = answer
    shouted = "".join(c.upper() if bits >> n & 1 else c for n, c in enumerate(text))

    reading = read(f"  {shouted}\n ", context)

    assert told(reading) == told(read(text, context))


@given(answers, st.data())
def test_repeated_letters_change_nothing(answer: tuple[Context, str], data: st.DataObject) -> None:
    context, text = answer
    at = data.draw(st.sampled_from([n for n, c in enumerate(text) if c.isalpha()]))

    reading = read(text[:at] + text[at] * 4 + text[at:], context)

    assert told(reading) == told(read(text, context))


@given(
    answers,
    st.sampled_from(
        [
            "\nSent from my iPhone",
            ". Kind regards, Arthur Pugh",
            "\nMrs J Whitcombe",
            ". Doreen x",
            "\n\nBest wishes\nDr Helen Osei\nSenior Lecturer\n01752 000000",
            "\n> Can you help? Reply YES or NO. STOP to end",
            ". Cofion, Eluned",
        ]
    ),
)
def test_a_signature_and_what_is_quoted_change_nothing(
    answer: tuple[Context, str], below: str
) -> None:
    context, text = answer

    reading = read(text + below, context)

    assert told(reading) == told(read(text, context))


@pytest.mark.parametrize(
    "said", ["Mornings", "Sunday", "Maybe", "Tentatively", "Ask Dave", "Not Ann"]
)
def test_a_word_that_means_something_is_no_signature(said: str) -> None:
    reading = read(f"Yes. {said}", Context.CALL)

    assert reading.kind is Kind.ASK or reading.days


@given(answers)
def test_english_answers_are_understood_from_somebody_who_is_written_to_in_welsh(
    answer: tuple[Context, str],
) -> None:
    context, text = answer

    assert told(read(text, context, "cy")) == told(read(text, context, "en"))


@pytest.mark.parametrize("accented", ["Iâwn", "iawn", "IAWN", "ïawn"])
def test_accents_change_nothing(accented: str) -> None:
    assert read(accented, Context.CALL, "cy").kind is Kind.YES


@pytest.mark.parametrize(
    "text", ["here", "I'm here!", "Just got here", "dw i yma", "Wedi cyrraedd"]
)
def test_whoever_is_there_says_so_where_nothing_is_asked(text: str) -> None:
    kinds = {context: read(text, context).kind for context in Context}

    here = {context for context, kind in kinds.items() if kind is Kind.HERE}
    assert here == {Context.PLACED, Context.NONE}


@pytest.mark.parametrize(
    "text", ["Yes that's me", "it was me", "Ie fi", "fi oedd o", "that was me x"]
)
def test_whose_the_sign_up_was_is_an_answer_to_that_question_only(text: str) -> None:
    assert read(text, Context.CONFIRM, "cy").kind is Kind.YES
    assert read(text, Context.CALL, "cy").kind is Kind.ASK


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cymraeg", "cy"),
        ("Welsh please", "cy"),
        ("Can I have these in Welsh?", "cy"),
        ("English please", "en"),
        ("Saesneg", "en"),
        ("yn Saesneg os gwelwch yn dda", "en"),
    ],
)
def test_a_language_is_wished_for_in_either(text: str, language: str) -> None:
    reading = read(text, Context.CALL)

    assert (reading.kind, reading.value) == (Kind.LANGUAGE, language)


@pytest.mark.parametrize("text", ["Welsh cakes", "I don't speak Welsh", "Welsh or English?"])
def test_whoever_only_speaks_of_a_language_wishes_for_none(text: str) -> None:
    assert read(text, Context.NONE).kind is Kind.ASK


@pytest.mark.parametrize(
    ("text", "refused"), [("1", False), ("can't do 1", True), ("both sorry got flu", True)]
)
def test_a_choice_says_whether_it_is_what_they_cannot_do(text: str, *, refused: bool) -> None:
    reading = read(text, Context.CHOICE)

    assert (reading.kind, reading.refused) == (Kind.CHOICE, refused)


@pytest.mark.parametrize(("listed", "said"), [(2, "ASK"), (3, "CHOICE:3")])
def test_a_number_beyond_those_listed_is_no_choice(listed: int, said: str) -> None:
    assert told(read("3 please", Context.CHOICE), listed) == said


@pytest.mark.parametrize(("day", "said"), [(5, "YES"), (6, "ASK"), (None, "YES")])
def test_a_yes_to_another_day_than_what_was_asked_is_for_a_person(
    day: int | None, said: str
) -> None:
    assert told(read("Yes for Saturday", Context.CALL), day=day) == said


def test_a_reading_is_told_in_a_line() -> None:
    readings = [
        Reading(Kind.YES, "", party=2),
        Reading(Kind.HOURS, "", minutes=100),
        Reading(Kind.DANGER, ""),
        Reading(Kind.CHOICE, "", choices=(2, 1)),
        Reading(Kind.LANGUAGE, "", value="cy"),
    ]

    said = [told(reading) for reading in readings]

    assert said == ["YES 2", "HOURS:1.67", "ASK", "CHOICE:BOTH", "LANGUAGE:cy"]


def test_no_spelling_that_is_put_right_is_a_word_of_its_own() -> None:
    def says(word: str) -> set[Tag]:
        return {tag for tag, phrase in KNOWN if phrase.fullmatch(word)}

    changed = {wrong for wrong, right in RIGHT.items() if not says(wrong) <= says(right)}

    assert changed == set()
