"""How the outline of a ward is written: as the coordinates of a GeoJSON MultiPolygon.

Pure. It is [[ring, hole …] …]; a ring is [[longitude, latitude] …], the first point again last.
"""

Ring = list[list[float]]
Shape = list[list[Ring]]
