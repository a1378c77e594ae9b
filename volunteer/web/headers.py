"""What every answer tells the browser not to do."""

from flask import Flask, Response, g, request

from volunteer.web import rights

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
A_YEAR = 365 * 24 * 60 * 60


def install(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_guard)


def _guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    if _is_personal():
        response.headers["Cache-Control"] = "no-store"
    elif response.mimetype == "text/html":
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _is_personal() -> bool:
    somebody = g.get("volunteer") or g.get("visit")
    return bool(somebody) or g.get("whom") not in {rights.EVERYBODY, rights.MACHINES, None}
