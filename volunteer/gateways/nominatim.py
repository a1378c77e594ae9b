"""Nominatim, OpenStreetMap's geocoder, by way of geopy.

Its public server allows one request a second from a whole deployment, and wants to know who
asks: turns are taken in ``places.pace``, ``user_agent`` must name the deployment.
"""

import logging
from http.client import HTTPException
from urllib.parse import urlsplit

import geopy.adapters
import geopy.exc
import geopy.geocoders

from volunteer.core.errors import GatewayError
from volunteer.core.geo import Point
from volunteer.core.ports import Found

_PERMANENT = (
    geopy.exc.ConfigurationError,
    geopy.exc.GeocoderAuthenticationFailure,
    geopy.exc.GeocoderInsufficientPrivileges,
    geopy.exc.GeocoderQueryError,
)
# What a server that is down, cut short or talking nonsense makes geopy raise.
_FAILURES = (
    geopy.exc.GeopyError,
    AttributeError,
    HTTPException,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)

# geopy logs the address it asks about, and the logs must not know where anyone lives. A filter
# stays when logging is set up again, a level does not.
logging.getLogger("geopy").addFilter(lambda _record: False)


class Nominatim:
    """A geocoder (``core.ports.Geocoder``) that asks a Nominatim server."""

    def __init__(self, *, user_agent: str, url: str, timeout: float = 10) -> None:
        """Ask the server at ``url``; give up on an answer after ``timeout`` seconds."""
        parts = urlsplit(url)
        self._geocoder = geopy.geocoders.Nominatim(
            user_agent=user_agent,
            scheme=parts.scheme,
            domain=parts.netloc + parts.path,
            timeout=timeout,
            # requests would log the address as well
            adapter_factory=geopy.adapters.URLLibAdapter,
        )

    def locate(self, address: str) -> Found | None:
        """Return where an address in the United Kingdom is, or None if nobody knows it."""
        try:
            location = self._geocoder.geocode(address, country_codes="gb")
        except _FAILURES as error:
            # Its own words and its cause are left out: they may repeat the address.
            kind = type(error).__name__
            raise GatewayError(kind, permanent=isinstance(error, _PERMANENT)) from None
        if location is None or "lat" not in location.raw:
            return None
        return Found(Point(location.latitude, location.longitude), location.address or "")
