"""What every answer tells the browser not to do, and not to keep."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session

from volunteer.web import kept, packing, rights, static

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
UNUSED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "usb",
)  # fmt: skip
A_YEAR = 365 * 24 * 60 * 60
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
}
NOBODYS = {"csrf_token"}  # what is in the session of somebody of whom nothing is known


def install(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_guard)
    static.install(app)
    packing.install(app)


def policy(tiles: str) -> str:
    """Return the rules of every page: pictures come from nowhere else but where tiles do."""
    if not tiles:
        return POLICY
    parts = urlsplit(tiles)
    return POLICY.replace("img-src 'self'", f"img-src 'self' {parts.scheme}://{parts.netloc}")


def _guard(response: Response) -> Response:
    response.headers.update(ALWAYS)
    response.headers["Content-Security-Policy"] = policy(current_app.config["MAP_TILES"])
    response.headers["Referrer-Policy"] = (
        "strict-origin" if _has_secret_address() else "same-origin"
    )
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
    if response.mimetype == "text/html":
        response.vary.update(("Accept-Language", "Cookie"))
    _keep(response)
    return response


def _keep(response: Response) -> None:
    """Say who may keep the answer: a page of a person nobody, ours that never change everybody.

    What is a person's is not packed either.
    """
    if request.endpoint == "static":
        static.keep(response)
    elif _is_personal(response):
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        packing.pack(response)
        kept.keep(response)


def _is_personal(response: Response) -> bool:
    """Tell whether somebody is behind an answer: who is signed in, or is about to be.

    An error is, as it may say what was typed; so is what machines are answered.
    """
    return bool(
        g.get("volunteer")
        or g.get("visit")
        or g.get("whom") != rights.EVERYBODY
        or response.status_code >= 400  # noqa: PLR2004 - HTTP's line between fine and not
        or request.method not in {"GET", "HEAD"}
        or _has_secret_address()
        or set(session) - NOBODYS
    )


def _has_secret_address() -> bool:
    """Tell whether who knows the address is let in by it.

    Not even our own next page hears of it then. The origin alone is still told, since a
    form must show over HTTPS that it comes from us: no-referrer would refuse every form.
    """
    return "token" in (request.view_args or {})
