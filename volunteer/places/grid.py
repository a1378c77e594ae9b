"""The British National Grid, and where its points are by latitude and longitude.

Pure. Formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain",
annexes B and C. The seven-parameter shift from OSGB36 is good to about 5 m, which is less than
the size of a postcode.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from volunteer.core.geo import FLATTENING, SEMI_MAJOR_M, Point

AIRY_A, AIRY_B = 6_377_563.396, 6_356_256.909  # semi-axes of Airy 1830, metres
SCALE = 0.9996012717  # on the central meridian
ORIGIN = Point(49.0, -2.0)
FALSE_EASTING, FALSE_NORTHING = 400_000.0, -100_000.0
SHIFT_M = (446.448, -125.157, 542.060)  # OSGB36 to WGS84
TURN_SECONDS = (0.1502, 0.2470, 0.8421)
SCALE_PPM = -20.4894
CLOSE_M = 0.00001

_E2 = 1 - (AIRY_B / AIRY_A) ** 2
_N = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
_WGS84_E2 = FLATTENING * (2 - FLATTENING)


def to_wgs84(easting: float, northing: float) -> Point:
    """Return the point of WGS84 (GPS, web maps) at an easting and a northing in metres."""
    return _from_geocentric(*_shifted(*_geocentric(to_osgb36(easting, northing))))


def to_osgb36(easting: float, northing: float) -> Point:
    """Return the latitude and longitude, on Airy's ellipsoid, of a point of the grid."""
    lat = _foot_latitude(northing)
    t2, e = tan(lat) ** 2, easting - FALSE_EASTING
    bent = 1 - _E2 * sin(lat) ** 2
    nu = AIRY_A * SCALE / sqrt(bent)
    rho = nu * (1 - _E2) / bent
    eta2, q = nu / rho - 1, e / nu
    north = (
        q**2 / 2
        - q**4 / 24 * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
        + q**6 / 720 * (61 + 90 * t2 + 45 * t2**2)
    )
    east = (
        q
        - q**3 / 6 * (nu / rho + 2 * t2)
        + q**5 / 120 * (5 + 28 * t2 + 24 * t2**2)
        - q**7 / 5040 * (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3)
    )
    latitude = lat - tan(lat) * nu / rho * north
    return Point(degrees(latitude), ORIGIN.longitude + degrees(east / cos(lat)))


def _foot_latitude(northing: float) -> float:
    lat, arc = radians(ORIGIN.latitude), 0.0
    while abs(northing - FALSE_NORTHING - arc) >= CLOSE_M:
        lat += (northing - FALSE_NORTHING - arc) / (AIRY_A * SCALE)
        arc = _meridional_arc(lat)
    return lat


def _meridional_arc(lat: float) -> float:
    less, more = lat - radians(ORIGIN.latitude), lat + radians(ORIGIN.latitude)
    n, n2, n3 = _N, _N**2, _N**3
    return (
        AIRY_B
        * SCALE
        * (
            (1 + n + 5 / 4 * (n2 + n3)) * less
            - (3 * (n + n2) + 21 / 8 * n3) * sin(less) * cos(more)
            + 15 / 8 * (n2 + n3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n3 * sin(3 * less) * cos(3 * more)
        )
    )


def _geocentric(point: Point) -> tuple[float, float, float]:
    lat, lon = radians(point.latitude), radians(point.longitude)
    nu = AIRY_A / sqrt(1 - _E2 * sin(lat) ** 2)
    return nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), nu * (1 - _E2) * sin(lat)


def _shifted(x: float, y: float, z: float) -> tuple[float, float, float]:
    tx, ty, tz = SHIFT_M
    rx, ry, rz = (radians(seconds / 3600) for seconds in TURN_SECONDS)
    s = 1 + SCALE_PPM / 1e6
    return tx + s * x - rz * y + ry * z, ty + rz * x + s * y - rx * z, tz - ry * x + rx * y + s * z


def _from_geocentric(x: float, y: float, z: float) -> Point:
    p = hypot(x, y)
    lat = atan2(z, p * (1 - _WGS84_E2))
    for _ in range(4):
        nu = SEMI_MAJOR_M / sqrt(1 - _WGS84_E2 * sin(lat) ** 2)
        lat = atan2(z + _WGS84_E2 * nu * sin(lat), p)
    return Point(degrees(lat), degrees(atan2(y, x)))
