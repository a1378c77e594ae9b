"""Our texts: whole, ours, cheap, and proof against what people write into them."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from volunteer.calls.lacks import Lack
from volunteer.calls.texts import PLACE_LENGTH
from volunteer.cities.model import City
from volunteer.messages import wording
from volunteer.messages.segments import MAX_LENGTH, Encoding, count
from volunteer.people.skills import DEFAULT_SKILLS
from volunteer.sms.choices import LIST_LENGTH

LONDON = ZoneInfo("Europe/London")
ENGLISH = sorted(path.stem for path in (wording.FOLDER / "en").glob("*.txt"))
WITH_OWN_WORDS = {
    "desk_reply",  # what a coordinator writes, at most 300 letters: desk/service
}
OF_THE_COUNCIL = {
    "call",
    "offer",
    "reminder",
    "lacking_day",
    "asks_more",
    "asks_less",
    "check_ends",
    "hours_ask",
    "cancelled",
    "confirm",
    "stop_undone",
    "still_in",
    "not_joined_after_all",
    "how_to_join",
    "join_name",
    "joined",
    "started",
    "stopped",
}
WHEN = "Wed 30 Sep, 10.30am-12.30pm"
NAMES_AND_MARKS = [
    "http://evil.example/x",
    "Ada evil.example/x",
    "Ada\nSTOP",
    "Ada\r\n\r\nhttps://evil.example",
    "{{ 7 * 7 }}",
]


def a_council(name: str = "Plymouth City Council") -> City:
    return City(name="Plymouth", council=name)


def usual() -> dict[str, object]:
    """Return what an ordinary text is filled with."""
    return {
        "name": "Ada",
        "title": "Plant the square",
        "when": WHEN,
        "where": "Guildhall, Armada Way",
        "contact": "Cora Jones",
        "party": 2,
        "away": 1.24,
        "approximate": True,
        "minutes": 30,
        "code": "123456",
        "words": "Bring boots.",
        "problem": "Please send your postcode first.",
        "hours": "2.5 hours",
        "position": 3,
        "most": 3,
        "opening_code": "A7",
        "other": WHEN,
        "has": "Paint the hall",
        "has_code": "C4",
        "next": WHEN,
        "chosen": "en",
        "asked": "yes or no",
        "left": 2,
        "had": 0,
        "more": 4,
        "places": f"1 Plant the square {WHEN}, 2 Paint the hall {WHEN}",
        "lack": "no valid check",
        "level": "enhanced",
        "until": "30 Sept 2030",
        "age": 21,
        "organisation": "Growing Together",
        "skills": ", ".join(f"{n} {name}" for n, (_, name) in enumerate(DEFAULT_SKILLS, start=1)),
    }


def longest() -> dict[str, object]:
    """Return the longest of everything that the tables can hold."""
    title = "t" * 60
    return {
        **usual(),
        "name": "n" * 60,
        "title": title,
        "where": "w" * PLACE_LENGTH,
        "contact": "c" * 60,
        "party": 4,
        "away": 99.94,
        "approximate": False,
        "minutes": 1440,
        "words": "w" * 300,
        "problem": "Hours for one session are from 15 minutes to 16 hours.",
        "hours": wording.length(15 * 60 + 59, "en"),
        "position": 500,
        "opening_code": "W79",
        "has": title,
        "has_code": "W79",
        "left": 3,
        "had": 2,
        "places": "p" * LIST_LENGTH,
        "organisation": "o" * 80,
    }


def text(which: str, council: str = "Plymouth City Council", /, **values: object) -> str:
    return wording.text(which, city=a_council(council), language="en", **usual() | values)


@pytest.mark.parametrize("which", ENGLISH)
def test_every_text_is_whole_plain_and_on_one_line(which: str) -> None:
    body = text(which)

    assert count(body).encoding is Encoding.GSM7
    assert count(body).segments <= 2
    assert body == " ".join(body.split())
    assert not re.search(r"[{}]|None|undefined|, ,|\.\.| ,", body)


@pytest.mark.parametrize("which", ENGLISH)
def test_every_text_can_do_without_a_name(which: str) -> None:
    body = text(which, name="")

    assert "Ada" not in body
    assert not re.search(r", ?[!?.]| [!?.,]|,,", body)


@pytest.mark.parametrize("which", sorted(set(ENGLISH) - WITH_OWN_WORDS))
def test_no_text_takes_more_than_two_parts_whatever_is_put_in(which: str) -> None:
    body = wording.text(which, city=a_council("c" * 80), language="en", **longest())

    assert count(body).segments <= 2


@pytest.mark.parametrize("lack", list(Lack))
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_place_that_asks_for_more_is_told_of_in_two_parts_however_long_its_title(
    lack: Lack, language: str
) -> None:
    city = City(name="Dinas", council="c" * 21, languages=["en", "cy"])
    words = {**longest(), "name": "Ada", "lack": lack, "more": 499}
    bodies = [
        wording.text("asks_more", city=city, language=language, **words | {"title": "t" * long})
        for long in range(1, 61)
    ]

    assert max(count(body).segments for body in bodies) == 2


@pytest.mark.parametrize("which", sorted(WITH_OWN_WORDS))
def test_the_texts_with_words_of_others_can_always_be_sent(which: str) -> None:
    body = wording.text(which, city=a_council("c" * 80), language="en", **longest())

    assert len(body) <= MAX_LENGTH


def test_a_usual_reminder_teaches_here_within_one_part_and_a_long_one_leaves_it_out() -> None:
    values = usual() | {"opening_code": None, "where": "Armada Way"}
    body = wording.text("reminder", city=a_council("c" * 21), language="en", **values)
    long = wording.text("reminder", city=a_council("c" * 80), language="en", **longest())

    assert "Text HERE when there, or CAN'T COME." in body
    assert count(body).segments == 1
    assert "HERE" not in long


def test_a_name_that_would_cost_a_third_part_is_left_out_and_none_is_cut() -> None:
    values = longest()
    long_name = wording.text("call", city=a_council("c" * 80), language="en", **values)
    short_name = wording.text(
        "call", city=a_council(), language="en", **values | {"name": "Maximiliane"}
    )

    assert "can you help? " in long_name
    assert "nn" not in long_name
    assert "can you help, Maximiliane? " in short_name


def test_a_name_with_welsh_letters_stays_though_it_costs_more() -> None:
    body = text("call", name="Siân Dŵr")

    assert "Siân Dŵr" in body
    assert count(body).encoding is Encoding.UCS2


@pytest.mark.parametrize("which", sorted(OF_THE_COUNCIL))
def test_a_text_that_comes_unasked_says_whose_it_is(which: str) -> None:
    assert "Plymouth City Council" in text(which)


@pytest.mark.parametrize("which", ["call", "confirm", "join_name", "joined", "started", "help"])
def test_who_is_called_or_joins_is_told_how_to_stop(which: str) -> None:
    assert "STOP" in text(which)


@pytest.mark.parametrize("which", ENGLISH)
def test_no_text_teaches_a_word_by_which_the_carrier_blocks_everything(which: str) -> None:
    words = set(re.findall(r"\b[A-Z]{3,}\b", text(which)))

    assert words.isdisjoint({"CANCEL", "END", "QUIT", "UNSUBSCRIBE", "STOPALL", "REVOKE", "OPTOUT"})


@pytest.mark.parametrize("which", ENGLISH)
@pytest.mark.parametrize("name", NAMES_AND_MARKS)
def test_what_people_write_adds_no_line_and_no_address(which: str, name: str) -> None:
    filled = {key: name for key, value in usual().items() if isinstance(value, str)}

    body = text(which, **filled)

    assert "\n" not in body
    assert "\r" not in body
    assert "http" not in body
    assert "evil" not in body
    assert "49" not in body


def test_marks_of_a_typographer_are_made_plain_and_letters_are_kept() -> None:
    body = text("desk_reply", words="“It’s at 10–12 …”\u00a0— Dŵr")

    assert body == 'Plymouth City Council: "It\'s at 10-12 ..." - Dŵr'


@pytest.mark.parametrize(
    ("away", "approximate", "told"),
    [
        (0.1, True, "(very near you)"),
        (0.1, False, "(very near you)"),
        (0.4, True, "(about 1 mile from you)"),
        (1.4, True, "(about 1 mile from you)"),
        (1.6, True, "(about 2 miles from you)"),
        (0.4, False, "(0.4 miles from you)"),
        (12.34, False, "(12.3 miles from you)"),
    ],
)
def test_how_far_it_is_is_said_as_precisely_as_it_is_known(
    away: float, *, approximate: bool, told: str
) -> None:
    assert told in text("call", away=away, approximate=approximate)


def test_of_a_distance_that_nobody_knows_nothing_is_said() -> None:
    body = text("call", away=None)

    assert "from you" not in body
    assert "(" not in body


def test_a_language_that_has_no_such_text_is_answered_in_english() -> None:
    told = wording.text("danger", city=a_council(), language="xx")

    assert "999" in told


def test_a_text_lacks_nothing_that_it_names() -> None:
    with pytest.raises(Exception, match="is undefined"):
        wording.text("call", city=a_council(), language="en", name="Ada")


def test_every_text_that_is_sent_has_its_file() -> None:
    sources = "\n".join(p.read_text() for p in Path("volunteer").rglob("*.py"))
    said = set(re.findall(r'say\(\s*turn, "(\w+)"', sources))
    said |= set(re.findall(r'wording\.text\(\s*"(\w+)"', sources))

    assert said
    assert said <= set(ENGLISH)


@pytest.mark.parametrize(
    ("starts", "lasts", "told"),
    [
        (datetime(2030, 5, 6, 9, tzinfo=UTC), 2.5, "Mon 6 May, 10am-12.30pm"),
        (datetime(2030, 1, 6, 0, 5, tzinfo=UTC), 0.5, "Sun 6 Jan, 12.05am-12.35am"),
        (datetime(2030, 1, 6, 12, tzinfo=UTC), 1, "Sun 6 Jan, 12pm-1pm"),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 3, "Sat 28 Mar, 11.30pm-3.30am"),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 3, "Sun 25 Oct, 12.30am-2.30am"),
        (datetime(2030, 5, 6, 9, tzinfo=UTC), 48, "Mon 6 May, 10am"),
        (datetime(2030, 5, 6, 9, tzinfo=UTC), None, "any time from Mon 6 May"),
    ],
)
def test_when_is_said_in_the_citys_own_time(
    starts: datetime, lasts: float | None, told: str
) -> None:
    ends = None if lasts is None else starts + timedelta(hours=lasts)

    assert wording.span(starts, ends, LONDON, "en") == told


@pytest.mark.parametrize(
    ("minutes", "in_english", "in_welsh"),
    [
        (1, "1 minute", "1 munud"),
        (20, "20 minutes", "20 munud"),
        (45, "45 minutes", "45 munud"),
        (60, "1 hour", "1 awr"),
        (61, "1 hour 1 minute", "1 awr 1 munud"),
        (80, "1 hour 20 minutes", "1 awr 20 munud"),
        (135, "2.25 hours", "2.25 awr"),
        (150, "2.5 hours", "2.5 awr"),
        (170, "2 hours 50 minutes", "2 awr 50 munud"),
        (600, "10 hours", "10 awr"),
    ],
)
def test_how_long_somebody_helped_is_said_as_people_say_it(
    minutes: int, in_english: str, in_welsh: str
) -> None:
    assert wording.length(minutes, "en") == wording.length(minutes, "xx") == in_english
    assert wording.length(minutes, "cy") == in_welsh


def test_the_longest_when_is_no_longer_than_we_reckon_with() -> None:
    first = datetime(2030, 1, 1, 0, 30, tzinfo=UTC)
    moments = [first + timedelta(hours=hours) for hours in range(0, 365 * 24, 5)]

    told = [wording.span(m, m + timedelta(hours=2), LONDON, "en") for m in moments]

    assert max(map(len, told)) <= len(WHEN)
