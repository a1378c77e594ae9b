"""Places: postcodes as people write them, the gazetteer, addresses found later, imports."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError, Refused
from volunteer.core.geo import Point, distance_km
from volunteer.core.ports import Found
from volunteer.places import gazetteer, imports, postcodes, service, upsert
from volunteer.places.model import Lookup, Place, Postcode, Ward

GUILDHALL = Point(50.3709, -4.1416)
MINUTE = timedelta(minutes=1)


class FakeGeocoder:
    """Knows one point for every address, or none, or is out of order."""

    def __init__(
        self, point: Point | None = GUILDHALL, *, meanwhile: Callable[[], object] | None = None
    ) -> None:
        self.point = point
        self.meanwhile = meanwhile
        self.broken = False
        self.asked: list[str] = []

    def locate(self, address: str) -> Found | None:
        self.asked.append(address)
        if self.meanwhile:
            self.meanwhile()
        if self.broken:
            raise GatewayError("out of order")
        return Found(self.point, address) if self.point else None


@pytest.fixture
def city(session: Session, now: datetime) -> City:
    """Plymouth, with three of its postcodes, one sector of another city and two wards."""
    with transaction() as opened:
        upsert.put(opened, Ward, [_ward("E05002094", "St. Peter and the Waterfront")])
        upsert.put(opened, Ward, [_ward("E05002079", "Compton")])
        units = [
            ("PL12AA", 50.36958, -4.14301, "E05002094"),
            ("PL47AA", 50.38430, -4.13393, "E05002079"),
            ("PL66AA", 50.42000, -4.11000, "E05999999"),  # of a ward we do not know
            ("PL47", 50.3811, -4.1256, None),
            ("S702", 53.5481, -1.4796, None),
        ]
        columns = ("code", "latitude", "longitude", "ward_code")
        upsert.put(opened, Postcode, [dict(zip(columns, row, strict=True)) for row in units])
        return cities.add_in(opened, _plymouth(), now=now)


def _ward(code: str, name: str) -> dict[str, object]:
    middle = {"latitude": 50.37, "longitude": -4.14}
    return {"code": code, "name": name, "authority_code": "E06000026", "authority": "P", **middle}


def _plymouth() -> cities.NewCity:
    return cities.NewCity(
        slug="plymouth-places",
        name="Plymouth",
        council="Plymouth City Council",
        host="places.example.org",
        number="+441632960777",
        authority_code="E06000026",
        centre=Point(50.3755, -4.1427),
    )


def put(city: City, text: str, *, now: datetime, home: bool = False) -> Place:
    with transaction() as session:
        return service.put(session, city_id=city.id, text=text, home=home, now=now, addresses=True)


# Postcodes as people write them


@pytest.mark.parametrize(
    "text",
    ["PL4 7AA", "pl47aa", " Pl4  7aa. ", "PL4-7AA", "pl 4 7aa", "PL47AA\n", "“PL4 7AA”"],
)
def test_a_postcode_is_read_however_it_is_written(text: str) -> None:
    assert postcodes.normal(text) == "PL4 7AA"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PL4 OAA", "PL4 0AA"),
        ("PLO 7AA", "PL0 7AA"),
        ("PLI 2AA", "PL1 2AA"),
        ("pll 2aa", "PL1 2AA"),
        ("0X1 2AB", "OX1 2AB"),
        ("1P1 2AB", "IP1 2AB"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("SWIA 1AA", "SW1A 1AA"),
        ("L1O 1AA", "L10 1AA"),
        ("EC1V 9HQ", "EC1V 9HQ"),
        ("W1T 1AB", "W1T 1AB"),
    ],
)
def test_letters_and_figures_that_look_alike_are_told_apart(text: str, code: str) -> None:
    assert postcodes.normal(text) == code


@pytest.mark.parametrize(
    "text", ["", "hello", "boots", "PL4", "PL4 7", "AA1 1AA", "PL4 7CC", "12 Oats", "07700900123"]
)
def test_what_is_no_postcode_is_none(text: str) -> None:
    assert postcodes.normal(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guildhall, Royal Parade, PL1 2AA, UK", "PL1 2AA"),
        ("my postcode is pl4 7aa thanks", "PL4 7AA"),
        ("I live at pl4 oaa", "PL4 0AA"),
        ("was PL1 2AA, now PL4 7AA", "PL4 7AA"),
        ("Boots, High Street", None),
        ("Flat 2b, Oak House", None),
        ("12 Mutley Plain", None),
    ],
)
def test_a_postcode_is_found_inside_a_text(text: str, code: str | None) -> None:
    assert postcodes.within(text) == code


@pytest.mark.parametrize(
    ("text", "meant"), [("PL4", True), ("pl4 7", True), ("PL47AA", True), ("Plymouth", False)]
)
def test_half_a_postcode_is_known_for_one(text: str, meant: bool) -> None:  # noqa: FBT001 - a case
    assert postcodes.looks_like(text) is meant


def test_a_postcode_has_a_sector_and_a_key() -> None:
    assert postcodes.sector("PL4 7AA") == "PL4 7"
    assert postcodes.key("PL4 7AA") == "PL47AA"


# The gazetteer


def test_a_postcode_is_found_with_its_ward(session: Session, city: City) -> None:
    spot = gazetteer.find(session, "pl4 7aa")

    assert (spot.code, spot.point) == ("PL4 7AA", Point(50.38430, -4.13393))
    assert not spot.approximate
    assert spot.ward_code == "E05002079"


def test_a_postcode_of_a_known_sector_is_found_about_there(session: Session, city: City) -> None:
    spot = gazetteer.find(session, "PL4 7ZZ")

    assert (spot.code, spot.point) == ("PL4 7ZZ", Point(50.3811, -4.1256))
    assert spot.approximate
    assert spot.ward_code is None


def test_a_ward_we_do_not_know_is_no_ward(session: Session, city: City) -> None:
    assert gazetteer.find(session, "PL6 6AA").ward_code is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hello", "not a whole postcode"),
        ("PL4", "not a whole postcode"),
        ("BT1 5GS", "BT1 5GS is in Northern Ireland, which is not in the map data we use"),
        ("JE2 3AB", "Channel Islands or the Isle of Man"),
        ("GY1 1AA", "Channel Islands or the Isle of Man"),
        ("IM1 1AA", "Channel Islands or the Isle of Man"),
        ("BF1 2AA", "forces postcode"),
        ("PL99 9ZZ", "do not know the postcode PL99 9ZZ"),
    ],
)
def test_each_wrong_postcode_has_its_own_answer(
    session: Session, city: City, text: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        gazetteer.find(session, text)


def test_the_ward_of_a_point_is_that_of_the_nearest_postcode(session: Session, city: City) -> None:
    assert gazetteer.nearest_ward(session, GUILDHALL) == "E05002094"
    assert gazetteer.nearest_ward(session, Point(50.3843, -4.1300)) == "E05002079"
    assert gazetteer.nearest_ward(session, Point(50.30, -4.00)) is None


# Putting places down


def test_a_place_with_a_postcode_is_found_at_once(
    session: Session, city: City, now: datetime
) -> None:
    place = put(city, "Guildhall,  Royal Parade, pl1 2aa", now=now)

    assert place.address == "Guildhall, Royal Parade, pl1 2aa"
    assert place.postcode == "PL1 2AA"
    assert place.point == Point(50.36958, -4.14301)
    assert place.ward_code == "E05002094"
    assert place.next_look_at is None


def test_of_a_home_only_the_postcode_and_a_hundred_metres_are_kept(
    session: Session, city: City, now: datetime
) -> None:
    place = put(city, "12 Secret Street PL4 7AA", home=True, now=now)

    assert place.address == "PL4 7AA"
    assert place.point == Point(50.384, -4.134)
    assert place.ward_code == "E05002079"


def test_a_place_found_by_its_sector_says_so(session: Session, city: City, now: datetime) -> None:
    place = put(city, "PL4 7ZZ", home=True, now=now)

    assert place.approximate
    assert place.ward_code is None


def test_an_address_waits_to_be_looked_up(session: Session, city: City, now: datetime) -> None:
    place = put(city, "Guildhall, Royal Parade", now=now)

    assert place.point is None
    assert place.next_look_at == now


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("PL4", "not a whole postcode"),
        ("Guildhall BT1 5GS", "Northern Ireland"),
        ("12", "an address or a postcode"),
        ("", "an address or a postcode"),
        ("x" * 201, "200 letters"),
    ],
)
def test_a_place_that_could_never_be_found_is_refused(
    session: Session, city: City, now: datetime, text: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        put(city, text, now=now)


def test_where_nobody_can_be_asked_a_postcode_is_required(
    session: Session, city: City, now: datetime
) -> None:
    with pytest.raises(Refused, match="write the postcode too"), transaction() as opened:
        service.put(opened, city_id=city.id, text="Guildhall", home=False, now=now, addresses=False)


def test_wards_are_listed_by_name(session: Session, city: City) -> None:
    names = [ward.name for ward in service.wards(session, "E06000026")]

    assert names == sorted(names)
    assert {"Compton", "St. Peter and the Waterfront"} <= set(names)
    assert service.wards(session, "E99999999") == []


def test_a_ward_has_a_name_if_it_is_known(session: Session, city: City) -> None:
    assert service.ward_name(session, "E05002079") == "Compton"
    assert service.ward_name(session, "E05999999") is None


# Addresses found later


def test_an_address_is_found_with_its_ward(session: Session, city: City, now: datetime) -> None:
    place = put(city, "Guildhall, Royal Parade", now=now)
    geocoder = FakeGeocoder()

    assert service.resolve_next(geocoder, now=now)

    assert geocoder.asked == ["Guildhall, Royal Parade, Plymouth"]
    assert place.point == GUILDHALL
    assert place.ward_code == "E05002094"
    assert place.next_look_at is None


def test_nothing_to_find_is_nothing_done(session: Session, city: City, now: datetime) -> None:
    put(city, "PL1 2AA", now=now)

    assert not service.resolve_next(FakeGeocoder(), now=now)


def test_a_home_once_found_is_forgotten_but_for_its_ward(
    session: Session, city: City, now: datetime
) -> None:
    place = put(city, "12 Secret Street", home=True, now=now)

    service.resolve_next(FakeGeocoder(), now=now)

    assert place.address == "St. Peter and the Waterfront"
    assert place.point == Point(50.371, -4.142)
    assert session.scalars(sa.select(Lookup)).all() == []


def test_an_address_is_asked_about_once(session: Session, city: City, now: datetime) -> None:
    geocoder = FakeGeocoder()
    put(city, "Guildhall, Royal Parade", now=now)
    service.resolve_next(geocoder, now=now)
    again = put(city, "guildhall,  royal parade", now=now)

    assert service.resolve_next(geocoder, now=now)

    assert len(geocoder.asked) == 1
    assert again.point == GUILDHALL


def test_an_address_nobody_knows_is_not_asked_about_again(
    session: Session, city: City, now: datetime
) -> None:
    geocoder = FakeGeocoder(None)
    first, second = (put(city, "12 Nowhere Lane", now=now) for _ in range(2))

    service.resolve_next(geocoder, now=now)
    service.resolve_next(geocoder, now=now)

    assert len(geocoder.asked) == 1
    assert (first.next_look_at, first.point) == (None, None)
    assert (second.next_look_at, second.point) == (None, None)


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param(Point(53.55, -1.48), id="another city"),
        pytest.param(Point(49.72, -4.14), id="the sea"),
        pytest.param(Point(0.0, 0.0), id="nowhere"),
    ],
)
def test_an_address_far_from_the_city_is_not_found(
    session: Session, city: City, now: datetime, elsewhere: Point
) -> None:
    place = put(city, "High Street", now=now)

    service.resolve_next(FakeGeocoder(elsewhere), now=now)

    assert place.point is None
    assert place.next_look_at is None


def test_the_deployment_asks_no_faster_than_it_may(
    session: Session, city: City, now: datetime
) -> None:
    geocoder = FakeGeocoder()
    put(city, "Guildhall, Royal Parade", now=now)
    put(city, "Market Hall, Duke Street", now=now)
    second = timedelta(seconds=1)

    done = [service.resolve_next(geocoder, now=now + n * second) for n in range(3)]

    assert done == [True, False, True]
    assert len(geocoder.asked) == 2


def test_a_geocoder_out_of_order_is_asked_again_ever_later_and_then_no_more(
    session: Session, city: City, now: datetime
) -> None:
    place = put(city, "Guildhall, Royal Parade", now=now)
    geocoder = FakeGeocoder()
    geocoder.broken = True
    waits, then = [], now

    for _ in range(4):
        service.resolve_next(geocoder, now=then)
        assert place.next_look_at
        waits.append((place.next_look_at - then) // MINUTE)
        then = place.next_look_at
    service.resolve_next(geocoder, now=then)

    assert waits == [1, 10, 60, 24 * 60]
    assert place.next_look_at is None
    assert place.point is None


def test_a_place_being_looked_up_is_not_looked_up_by_another(
    session: Session, city: City, now: datetime
) -> None:
    put(city, "Guildhall, Royal Parade", now=now)
    other = FakeGeocoder()
    later = now + MINUTE
    geocoder = FakeGeocoder(meanwhile=lambda: service.resolve_next(other, now=later))

    service.resolve_next(geocoder, now=now)

    assert other.asked == []


def test_what_a_worker_dropped_is_taken_up_by_another(
    session: Session, city: City, now: datetime
) -> None:
    place = put(city, "Guildhall, Royal Parade", now=now)
    later, elsewhere = now + 3 * MINUTE, Point(50.40, -4.10)
    other = FakeGeocoder()
    slow = FakeGeocoder(elsewhere, meanwhile=lambda: service.resolve_next(other, now=later))

    service.resolve_next(slow, now=now)

    assert len(other.asked) == 1
    assert place.point == GUILDHALL


def test_a_place_erased_meanwhile_stays_erased(session: Session, city: City, now: datetime) -> None:
    place_id = put(city, "12 Secret Street", home=True, now=now).id

    def erase() -> None:
        with transaction() as other:
            other.execute(sa.delete(Place).where(Place.city_id == city.id, Place.id == place_id))

    assert service.resolve_next(FakeGeocoder(meanwhile=erase), now=now)

    assert session.get(Place, place_id) is None


def test_a_place_that_kills_every_worker_is_left_alone_in_the_end(
    session: Session, city: City, now: datetime
) -> None:
    put(city, "Guildhall, Royal Parade", now=now)

    def die() -> None:
        raise MemoryError

    deadly = FakeGeocoder(meanwhile=die)
    for n in range(5):
        with pytest.raises(MemoryError):
            service.resolve_next(deadly, now=now + n * 3 * MINUTE)

    assert not service.resolve_next(deadly, now=now + timedelta(days=1))


# Imports


def test_what_comes_with_the_house_loads_and_loads_again(session: Session) -> None:
    counts = imports.load_bundled()

    assert counts == imports.Counts(sectors=10_846, postcodes=13_148, wards=41)
    assert imports.load_bundled() == counts
    assert session.scalar(sa.select(sa.func.count()).select_from(Ward)) == 41
    assert gazetteer.find(session, "PL1 2AA").ward_code == "E05002094"
    assert gazetteer.find(session, "SW1A 1AA").approximate


PLYMOUTH = """\
"PL1 1AE",10,248005,54543,"E92000001","E19000002","E18000010","","E06000026","E05002094"
"PL1 1AR",10,247702,54920,"E92000001","E19000002","E18000010","","E06000026","E05002094"
"PL4 9ZZ",10,248005,54543,"E92000001","E19000002","E18000010","","E06000026",""
"PL1 1ZZ",90,0,0,"E92000001","E19000002","E18000010","","",""
"""
BOOK = {
    "xl/sharedStrings.xml": "<sst xmlns='{}'><si><t>City of Plymouth (B)</t></si>"
    "<si><t>E06000026</t></si><si><t>St. Peter and the Waterfront Ward</t></si>"
    "<si><t>E05002094</t></si></sst>",
    "xl/worksheets/sheet1.xml": "<worksheet xmlns='{}'><sheetData>"
    "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
    "<row><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row></sheetData></worksheet>",
}
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def a_code_point(folder: Path, rows: str = PLYMOUTH, *, named: bool = True) -> Path:
    book, path = folder / "Codelist.xlsx", folder / "codepo_gb.zip"
    with ZipFile(book, "w") as sheets:
        for name, xml in BOOK.items():
            sheets.writestr(name, xml.format(SHEETS))
    with ZipFile(path, "w") as archive:
        archive.writestr("Data/CSV/pl.csv", rows)
        if named:
            archive.write(book, "Doc/Codelist.xlsx")
    return path


def test_code_point_open_is_imported_with_sectors_and_wards(
    session: Session, tmp_path: Path
) -> None:
    progress: list[tuple[int, int]] = []

    counts = imports.import_code_point(
        a_code_point(tmp_path), lambda done, of: progress.append((done, of))
    )

    assert counts == imports.Counts(sectors=2, postcodes=3, wards=1)
    assert progress == [(1, 1)]
    spot = gazetteer.find(session, "PL1 1AE")
    assert (spot.approximate, spot.ward_code) == (False, "E05002094")
    assert distance_km(spot.point, Point(50.37110, -4.13873)) < 0.002
    assert gazetteer.find(session, "PL1 1ZZ").approximate
    ward = session.get_one(Ward, "E05002094")
    assert (ward.name, ward.authority) == ("St. Peter and the Waterfront", "Plymouth")


def test_code_point_open_may_come_without_its_list_of_names(
    session: Session, tmp_path: Path
) -> None:
    counts = imports.import_code_point(a_code_point(tmp_path, named=False), lambda *_: None)

    assert counts.wards == 0
    assert gazetteer.find(session, "PL4 9ZZ").ward_code is None


@pytest.mark.parametrize(
    "rows", ["postcode,lat,lon\n", '"PL1 1AE",10,east,north,"","","","","",""']
)
def test_other_columns_are_refused(session: Session, tmp_path: Path, rows: str) -> None:
    with pytest.raises(Refused, match=r"codepo_gb.zip cannot be read as OS Code-Point Open"):
        imports.import_code_point(a_code_point(tmp_path, rows), lambda *_: None)


def test_other_files_are_refused(session: Session, tmp_path: Path) -> None:
    text, archive = tmp_path / "letter.txt", tmp_path / "photos.zip"
    text.write_text("Dear Sir")
    ZipFile(archive, "w").close()

    for path in (text, archive, tmp_path / "nothing.zip"):
        with pytest.raises(Refused, match="cannot be read"):
            imports.import_code_point(path, lambda *_: None)
