"""Maps: the drawing, its classes, and what is shown where."""

from datetime import datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from flask import Flask, g, get_template_attribute
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_city, an_opening
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core.geo import Point
from volunteer.places import imports
from volunteer.places.outline import Shape
from volunteer.projects.model import Opening
from volunteer.web import filters, headers, labels, maps, shades
from volunteer.web.drawing import EDGE, WIDTH, Frame

DAY = timedelta(days=1)
SVG = "{http://www.w3.org/2000/svg}"
SQUARE: Shape = [[[[-4.0, 50.0], [-3.9, 50.0], [-3.9, 50.1], [-4.0, 50.1], [-4.0, 50.0]]]]


@pytest.fixture
def city(session: Session) -> City:
    """Plymouth, with its gazetteer."""
    imports.load_bundled()
    return a_city(session)


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def opening(session: Session, city: City, now: datetime) -> Opening:
    made = an_opening(session, city, starts=datetime.now(now.tzinfo) + 7 * DAY)
    made.role.project.place.ward_code = "E05002094"
    session.commit()
    return made


def _parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # our own drawing  # noqa: S314


def picture(page: str) -> str:
    """Return the map of a page."""
    return page[page.index('<svg class="app-map__picture"') :].partition("</svg>")[0] + "</svg>"


# Pure


def test_a_mile_is_as_long_upwards_as_sideways() -> None:
    frame = Frame.around([SQUARE])

    assert frame.across / frame.down == pytest.approx(0.642, abs=0.001)
    assert frame.dot(Point(50.1, -4.0))[1] == EDGE


def test_a_path_is_written_in_steps() -> None:
    frame = Frame.around([SQUARE])

    path = frame.path(SQUARE)

    assert path.startswith("M")
    assert path.endswith("z")
    assert path.count("l") == 1
    assert all(0 <= x <= WIDTH and 0 <= y <= frame.height for x, y in frame.dots(SQUARE[0][0]))


def test_a_name_stands_where_it_fits_and_is_left_out_where_not() -> None:
    wide = [(0, 0), (200, 0), (200, 60), (0, 60)]
    middle = [(0, 0), (70, 0), (70, 60), (0, 60)]
    narrow = [(0, 0), (40, 0), (40, 60), (0, 60)]

    whole, two, none = (labels.fit("Plympton St. Mary", dots) for dots in (wide, middle, narrow))

    assert whole is not None
    assert whole.lines == ("Plympton St. Mary",)
    assert two is not None
    assert two.lines == ("Plympton", "St. Mary")
    assert none is None


@given(st.lists(st.integers(0, 10**6) | st.none(), min_size=1, max_size=60))
def test_every_figure_is_in_one_class_and_classes_do_not_overlap(values: list[int | None]) -> None:
    found, names = shades.of_all({str(n): value for n, value in enumerate(values)})

    assert len(found) <= 4
    assert all(one.most is not None and one.most + 1 == two.least
               for one, two in pairwise(found))  # fmt: skip
    for value, name in zip(values, names.values(), strict=True):
        if not value:
            assert name == ("withheld" if value is None else "nothing")
        else:
            shade = next(one for one in found if one.name == name)
            assert shade.least <= value
            assert shade.most is None or value <= shade.most


def test_minutes_are_shaded_in_whole_hours_and_a_withheld_ward_is_hatched(
    app: Flask, city: City
) -> None:
    minutes = {"E05002078": 20, "E05002079": 150, "E05002080": 700, "E05002081": None}
    with app.test_request_context(base_url=f"https://{city.host}"):
        g.city = city
        drawn = maps.shaded(minutes, sentence="Hours.", words=filters.hours, unit=60)
        assert drawn is not None
        page = str(get_template_attribute("_kit/map.html", "ward_map")(drawn))

    titles = {area.title for area in drawn.areas}
    assert {"Compton: 2.5", "Drake: too few to show", "Ham: 0"} <= titles
    words = [key.words for key in drawn.keys]
    assert words[0] == "None"
    assert words[-1] == "Too few to show"
    assert not [one for one in words if "." in one]
    assert page.count('fill="url(#map-hatched)"') == 2  # the ward, and its key
    _parsed(picture(page))


def test_a_map_whose_wards_are_links_is_a_group_of_them(app: Flask, city: City) -> None:
    with app.test_request_context(base_url=f"https://{city.host}"):
        g.city = city
        drawn = maps.shaded({}, sentence="Wards.", link=lambda code: f"/wards/{code}")
        page = str(get_template_attribute("_kit/map.html", "ward_map")(drawn))

    svg = _parsed(picture(page))
    assert svg.get("role") == "group"
    assert len([a for a in svg.iter("a") if a.get("href") and a.get("aria-label")]) == 20


# On pages


def test_the_map_near_has_a_ward_each_and_a_pin_for_what_is_listed(
    browser: Browser, opening: Opening
) -> None:
    page = browser.get("/near?postcode=PL4+7AA").text

    drawn = _parsed(picture(page))
    assert len(picture(page)) < 12_000
    assert drawn.get("role") == "img"
    assert drawn.attrib["aria-label"].endswith(".")
    assert len([path for path in drawn.iter("path") if path.get("data-code")]) == 20
    titles = [group.findtext("title", "").strip() for group in drawn.iter("g")]
    assert titles == ["You are here", "1 Plant the square"]
    assert page.count("Plant the square") == 2  # the pin, and its card,
    assert page.count('class="app-map__number"') == 1  # which has the pin's number


@pytest.mark.parametrize("kept_back", ["private", "home", "approximate", "remote"])
def test_a_home_or_a_guess_has_no_pin_anywhere(
    session: Session, browser: Browser, opening: Opening, kept_back: str
) -> None:
    project = opening.role.project
    holder = {"private": project, "remote": opening.role}.get(kept_back, project.place)
    setattr(holder, kept_back, True)
    session.commit()

    near = browser.get("/near?postcode=PL4+7AA").text
    alone = browser.get(f"/projects/{project.id}").text

    assert "app-map__pin" not in near
    assert "app-map__pin" not in alone
    assert str(project.place.latitude) not in near + alone
    assert ("app-map__ward--here" in alone) == (kept_back != "remote")


def test_a_project_s_page_shows_its_ward_and_its_spot(browser: Browser, opening: Opening) -> None:
    drawn = picture(browser.get(f"/projects/{opening.session.project_id}").text)

    assert drawn.count("app-map__ward--here") == 1
    assert drawn.count("app-map__pin") == 1
    _parsed(drawn)


def test_without_shapes_pages_have_no_map(app: Flask, session: Session) -> None:
    browser = Browser(app, a_city(session, "Elsewhere"))

    assert "app-map" not in browser.get("/near").text


def test_the_outline_of_the_city_is_small_and_kept(browser: Browser) -> None:
    answer = browser.get("/shape.svg")

    assert answer.mimetype == "image/svg+xml"
    assert len(answer.data) < 8_000
    assert len(list(_parsed(answer.text).iter(f"{SVG}path"))) == 20
    assert "max-age=300" in answer.headers["Cache-Control"]
    assert answer.headers["ETag"]
    assert "/shape.svg" in browser.get("/city.css").text


def test_the_outline_of_a_city_without_shapes_is_an_empty_drawing(
    app: Flask, session: Session
) -> None:
    answer = Browser(app, a_city(session, "Elsewhere")).get("/shape.svg")

    assert answer.status_code == 200
    assert list(_parsed(answer.text).iter(f"{SVG}path")) == []


def test_the_wards_are_geojson_and_asked_for_again_are_not_sent_again(browser: Browser) -> None:
    answer = browser.get("/wards.geojson")

    assert answer.mimetype == "application/geo+json"
    assert len(answer.get_json(force=True)["features"]) == 20
    again = browser.client.get("/wards.geojson", base_url=browser.base_url,
                               headers={"If-None-Match": answer.headers["ETag"]})  # fmt: skip
    assert again.status_code == 304


def test_pictures_come_from_the_tiles_host_only_where_there_are_tiles() -> None:
    assert "tiles.example" not in headers.policy("")
    assert "img-src 'self' https://tiles.example.org data:;" in headers.policy(
        "https://tiles.example.org/{z}/{x}/{y}.png"
    )
