"""The city's outline as a drawing, and its wards as GeoJSON: both the same for everybody."""

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from volunteer.core.db import db
from volunteer.places import shapes
from volunteer.places.imports import ATTRIBUTION
from volunteer.web.access import city
from volunteer.web.drawing import WIDTH, Frame
from volunteer.web.look import kept_a_while

bp = Blueprint("map_files", __name__)


@bp.get("/shape.svg")
def silhouette() -> ResponseReturnValue:
    """Draw the outline of the city, faint and white, to lie behind words; empty without shapes."""
    polygons = [one.polygons for one in shapes.of_authority(db.session(), city().authority_code)]
    frame = Frame.around(polygons) if polygons else None
    drawing = render_template(
        "shape.svg",
        width=WIDTH,
        height=frame.height if frame else WIDTH,
        paths=[frame.path(one) for one in polygons] if frame else [],
    )
    return _tagged(Response(drawing, mimetype="image/svg+xml"))


@bp.get("/wards.geojson")
def wards() -> ResponseReturnValue:
    """Return the wards and their shapes."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": ward.code, "name": ward.name},
            "geometry": {"type": "MultiPolygon", "coordinates": ward.polygons},
        }
        for ward in shapes.of_authority(db.session(), city().authority_code)
    ]
    found = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    answer = jsonify(found)
    answer.mimetype = "application/geo+json"
    return _tagged(answer)


def _tagged(response: Response) -> Response:
    """Let a browser keep it a while, and then ask whether it is still the same."""
    response.add_etag()
    response.make_conditional(request)
    return kept_a_while(response)
