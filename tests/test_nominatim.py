"""The geocoder's gateway: real geopy, and a small server in Nominatim's place."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from volunteer.core.errors import GatewayError
from volunteer.core.geo import Point
from volunteer.core.ports import Found
from volunteer.gateways.nominatim import Nominatim

GUILDHALL = [{"lat": "50.3709", "lon": "-4.1416", "display_name": "Guildhall, Plymouth"}]


@dataclass
class StandIn:
    """What the server says next, and what it was asked."""

    status: int = 200
    body: bytes = b"[]"
    wait: float = 0
    cut: int = 0
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    url: str = ""

    def says(self, answer: object) -> None:
        self.body = json.dumps(answer).encode()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand_in.asked.append(parse_qs(urlsplit(self.path).query))
            stand_in.agents.append(self.headers["User-Agent"])
            time.sleep(stand_in.wait)
            self.send_response(stand_in.status)
            self.send_header("Content-Length", str(len(stand_in.body) + stand_in.cut))
            with suppress(ConnectionError):  # whoever asked may have given up
                self.end_headers()
                self.wfile.write(stand_in.body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def server() -> Iterator[StandIn]:
    stand_in = StandIn()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    stand_in.url = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield stand_in
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def geocoder(server: StandIn) -> Nominatim:
    return Nominatim(user_agent="volunteer-tests (hello@example.org)", url=server.url, timeout=0.3)


def test_an_address_is_found(server: StandIn, geocoder: Nominatim) -> None:
    server.says(GUILDHALL)

    found = geocoder.locate("Guildhall, Plymouth")

    assert found == Found(Point(50.3709, -4.1416), "Guildhall, Plymouth")


def test_it_says_who_asks_and_asks_within_the_country_only(
    server: StandIn, geocoder: Nominatim
) -> None:
    geocoder.locate("Guildhall, Plymouth")

    assert server.agents == ["volunteer-tests (hello@example.org)"]
    assert server.asked[0]["q"] == ["Guildhall, Plymouth"]
    assert server.asked[0]["countrycodes"] == ["gb"]


def test_a_server_of_ones_own_may_have_a_path(server: StandIn) -> None:
    server.says(GUILDHALL)
    geocoder = Nominatim(user_agent="volunteer-tests", url=f"{server.url}/nominatim/")

    assert geocoder.locate("Guildhall") is not None


@pytest.mark.parametrize("answer", [[], [{"display_name": "somewhere"}]])
def test_an_address_nobody_knows_is_none(
    server: StandIn, geocoder: Nominatim, answer: object
) -> None:
    server.says(answer)

    assert geocoder.locate("12 Nowhere Lane") is None


def _status(status: int) -> Callable[[StandIn], None]:
    return lambda server: setattr(server, "status", status)


def _body(body: bytes) -> Callable[[StandIn], None]:
    return lambda server: setattr(server, "body", body)


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(_status(500), id="broken"),
        pytest.param(_status(503), id="overloaded"),
        pytest.param(_status(429), id="too many requests"),
        pytest.param(lambda server: setattr(server, "wait", 0.6), id="slow"),
        pytest.param(lambda server: setattr(server, "cut", 10), id="cut short"),
        pytest.param(_body(b"<html>Sorry</html>"), id="a page"),
        pytest.param(_body(b"\xff\xfe\x00"), id="bytes"),
        pytest.param(_body(b'["Guildhall"]'), id="a list of words"),
        pytest.param(_body(b'[{"lat": "north", "lon": "west"}]'), id="no numbers"),
        pytest.param(_body(b'[{"lat": "91", "lon": "0"}]'), id="off the earth"),
        pytest.param(_body(b'[{"lat": "nan", "lon": "nan"}]'), id="not a number"),
        pytest.param(_body(b"7"), id="a number"),
    ],
)
def test_trouble_that_may_pass_is_a_gateway_error(
    server: StandIn, geocoder: Nominatim, trouble: Callable[[StandIn], None]
) -> None:
    trouble(server)

    with pytest.raises(GatewayError) as error:
        geocoder.locate("12 Secret Street")

    assert not error.value.permanent
    assert "Secret" not in str(error.value)
    assert error.value.__cause__ is None


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_permanent(server: StandIn, geocoder: Nominatim, status: int) -> None:
    server.status = status

    with pytest.raises(GatewayError) as error:
        geocoder.locate("Guildhall, Plymouth")

    assert error.value.permanent


def test_a_server_that_is_not_there_is_a_gateway_error() -> None:
    geocoder = Nominatim(user_agent="volunteer-tests", url="http://127.0.0.1:9", timeout=0.3)

    with pytest.raises(GatewayError):
        geocoder.locate("Guildhall, Plymouth")


def test_no_address_reaches_the_logs(
    server: StandIn, geocoder: Nominatim, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.says({"error": "no such thing as 12 Secret Street"})
    server.status = 400

    with pytest.raises(GatewayError):
        geocoder.locate("12 Secret Street")

    assert "Secret" not in caplog.text
