"""The invented city in which policies of asking are tried, and what they do there."""

import numpy as np
import pytest

from bench.policies import OURS, played, policies
from bench.world.city import City, Setting
from bench.world.life import Life, Moment
from bench.world.ours import Ours
from bench.world.results import figures
from bench.world.usual import USUAL
from volunteer.cities.rules import Rules

SMALL = Setting(volunteers=500, projects_a_day=2, rest_days=7)
FEW = Setting(volunteers=300, projects_a_day=1)

# As the world's first program played them: (fill, texts a place, lost, hours: median, 90th).
FIRST_CITY = {
    "everyone within 5 miles": (
        0.16603614964270702, 345.11645569620254, 0.9395, 0.42923738228240893, 1.620469788114281,
    ),
    "everyone within 5 miles with the skill": (
        0.3228247162673392, 179.73307291666666, 0.8015, 0.35365578626300476, 1.3907958458044205,
    ),
    "nearest 10 a place": (
        0.46952501050861706, 21.267681289167413, 0.0475, 0.4525228789203197, 1.67673450443757,
    ),
    "likeliest 10 a place": (
        0.7519966372425388, 13.277808831749581, 0.067, 0.36629266920556347, 1.3192716353854963,
    ),
    "likeliest 20 a place": (
        0.7351828499369483, 27.006861063464836, 0.161, 0.3433526631424684, 1.152407591883139,
    ),
    "likeliest 5 a place every hour": (
        0.776796973518285, 29.373917748917748, 0.1745, 1.0215045788125678, 5.066248048135918,
    ),
    "paced waves": (
        0.8263976460697772, 8.984740590030519, 0.033, 0.7122133280370235, 13.372026799914536,
    ),
    "paced waves, thrifty": (
        0.8104245481294662, 6.8070539419087135, 0.031, 0.7354995994656406, 13.261152323603266,
    ),
}  # fmt: skip
SMALL_CITY = {  # seed 3
    "everyone within 5 miles": (0.10764872521246459, 283.37719298245617, 0.64),
    "everyone within 5 miles with the skill": (0.18791312559017942, 133.53266331658293, 0.392),
    "nearest 10 a place": (0.23135033050047216, 42.583673469387755, 0.082),
    "likeliest 10 a place": (0.26912181303116145, 36.51929824561404, 0.104),
    "likeliest 20 a place": (0.20396600566572237, 89.47222222222223, 0.27),
    "likeliest 5 a place every hour": (0.14258734655335223, 236.8543046357616, 0.686),
    "paced waves": (0.33899905571293676, 15.571030640668523, 0.048),
    "paced waves, thrifty": (0.3616619452313503, 9.869451697127937, 0.02),
}


@pytest.fixture(scope="module")
def first_city() -> City:
    return City(0)


def test_the_first_city_has_the_people_and_projects_it_always_had(first_city: City) -> None:
    people, projects = first_city.people, first_city.projects

    assert people.home[3].tolist() == pytest.approx([-4.72834796, -4.98794462])
    assert people.willing[:2].tolist() == [0.16836848547797847, 0.014518312667222035]
    assert people.skills.sum() == 4286
    assert [one.posted for one in projects[:2]] == [0.47845734234211573, 0.6203566076154666]
    assert sum(one.places for one in projects) == 2379
    assert sum(bool(one.able.all()) for one in projects) == 262


@pytest.mark.parametrize("name", USUAL)
def test_the_usual_policies_do_in_the_first_city_what_they_always_did(
    first_city: City, name: str
) -> None:
    found = figures(Life(first_city, USUAL[name]).play())

    names = ("fill", "texts_per_place", "lost", "median_h", "p90_h")
    assert tuple(found[one] for one in names) == pytest.approx(FIRST_CITY[name], rel=1e-12)


@pytest.mark.parametrize("name", USUAL)
def test_so_they_do_in_a_small_city_where_people_rest_for_long(name: str) -> None:
    found = figures(Life(City(3, SMALL), USUAL[name]).play())

    names = ("fill", "texts_per_place", "lost")
    assert tuple(found[one] for one in names) == pytest.approx(SMALL_CITY[name], rel=1e-12)


def test_ours_beats_paced_waves_in_texts_and_fills_about_as_much(first_city: City) -> None:
    ours = figures(Life(first_city, Ours()).play())
    fill, texts, *_ = FIRST_CITY["paced waves"]

    assert ours["fill"] >= fill - 0.015
    assert ours["texts_per_place"] <= texts
    assert ours["lost"] <= 0.035


def test_ours_asks_nobody_who_lacks_the_skill_or_was_asked_often_enough() -> None:
    ours, city, asked = Ours(), City(1, FEW), dict[int, list[float]]()

    def watched(m: Moment) -> tuple[np.ndarray, float | None]:
        chosen, gap = ours(m)
        assert (m.able & m.can)[chosen].all()
        for who in chosen.tolist():
            times = asked.setdefault(who, [])
            assert sum(m.now - at < 14 for at in times) < Rules().calls_in_14_days
            assert sum(m.now - at < 1 for at in times) < Rules().calls_a_day
            times.append(m.now)
        return chosen, gap

    Life(city, watched).play()

    assert max(len(times) for times in asked.values()) > 10  # the limits had work to do


def test_ours_asks_the_same_people_again_in_the_same_city() -> None:
    city = City(2, FEW)

    assert figures(Life(city, Ours()).play()) == figures(Life(city, Ours()).play())


def test_ours_plays_beside_all_the_others_and_every_figure_is_a_mean_over_the_cities() -> None:
    found = played(FEW, range(2))

    assert list(found) == [*USUAL, OURS] == [name for name, _ in policies(Rules())]
    each = [figures(Life(City(seed, FEW), Ours()).play())["fill"] for seed in (0, 1)]
    assert found[OURS]["fill"] == pytest.approx(sum(each) / 2)
