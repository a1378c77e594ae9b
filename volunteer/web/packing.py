"""Pages go out packed, but none that holds a secret.

Whoever can see how long our answers are, and can put words of their own into a page, could
guess a secret on the same page letter by letter: a guess that is right packs better (BREACH).
So what is packed is a page of nobody in particular, and only one without a form's token.
Files are packed once, when they are built (``static``).
"""

from flask import Flask, Response, g, request
from flask_compress import Compress

WAYS = ["br", "gzip"]
BY_HAND = {
    "COMPRESS_REGISTER": False,  # ``headers`` says which answers
    "COMPRESS_STREAMS": False,
    "COMPRESS_ALGORITHM": WAYS,
    "COMPRESS_MIMETYPES": ["text/html", "text/css", "image/svg+xml", "application/geo+json"],
}
_packer = Compress()


def install(app: Flask) -> None:
    """Say how answers are packed."""
    app.config.from_mapping(BY_HAND)
    _packer.init_app(app)


def pack(response: Response) -> None:
    """Pack a page that is nobody's, as its browser asks, unless a token is on it."""
    response.vary.add("Accept-Encoding")
    if not has_token() and request.accept_encodings.best_match(WAYS):
        _packer.after_request(response)


def has_token() -> bool:
    """Tell whether a form's token was written into this page."""
    return "csrf_token" in g
