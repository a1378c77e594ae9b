"""A city's own colours, and its icon: the stylesheet itself is everybody's."""

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from volunteer.web.access import city

bp = Blueprint("look", __name__)

DARKER = 0.7
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
INK, WHITE = "#16232b", "#ffffff"


@bp.get("/city.css")
def colours() -> ResponseReturnValue:
    """Return the colours that a city sets, and where its outline is, as a stylesheet."""
    brand = city().brand
    on_brand = WHITE if contrast(brand, WHITE) >= LEAST_CONTRAST else INK
    style = (
        f":root {{ --city-brand: {brand}; --city-brand-dark: {darker(brand)};"
        f" --city-on-brand: {on_brand};"
        f" --city-shape: url({url_for('map_files.silhouette')}); }}\n"
    )
    return kept_a_while(Response(style, mimetype="text/css"))


@bp.get("/icon.svg")
def icon() -> ResponseReturnValue:
    """Return the icon for the browser's tab: a speech bubble in the city's colour."""
    drawing = render_template("icon.svg", brand=city().brand)
    return kept_a_while(Response(drawing, mimetype="image/svg+xml"))


def darker(colour: str) -> str:
    """Return a colour (#rrggbb) with less light in it."""
    return "#" + "".join(f"{round(channel * DARKER):02x}" for channel in _channels(colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, by WCAG's formula."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def kept_a_while(response: Response) -> Response:
    """Let anybody keep an answer for five minutes."""
    response.cache_control.public = True
    response.cache_control.max_age = 300
    return response


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)  # noqa: PLR2004 - of sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))
