"""A flat map of a city, in metres from its middle, and back to latitude and longitude.

Pure. Equirectangular: over the width of a city it is off by less than a metre in a thousand.
"""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import numpy.typing as npt

METRES_PER_DEGREE = 111_195.0
DECIMALS = 5  # of a degree: about a metre

Points = npt.NDArray[np.float64]  # a row each: longitude and latitude, or x and y


@dataclass(frozen=True, slots=True)
class Plane:
    """A flat map whose origin is at ``longitude`` and ``latitude``."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, degrees: Points) -> "Plane":
        """Return the map whose origin is the mean of some points."""
        longitude, latitude = degrees.mean(axis=0)
        return cls(float(longitude), float(latitude))

    def to_metres(self, degrees: Points) -> Points:
        """Return x (to the east) and y (to the north) of points given in degrees."""
        return np.asarray((degrees - self._origin) * self._scale)

    def to_degrees(self, metres: Points) -> Points:
        """Return longitude and latitude, to about a metre, of points given in metres."""
        return np.asarray(np.round(metres / self._scale + self._origin, DECIMALS))

    @property
    def _origin(self) -> Any:
        return np.array([self.longitude, self.latitude])

    @property
    def _scale(self) -> Any:
        return np.array([METRES_PER_DEGREE * cos(radians(self.latitude)), METRES_PER_DEGREE])
