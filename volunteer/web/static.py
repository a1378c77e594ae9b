"""Files that never change under one address, so that a browser need ask for them only once.

Text goes out packed, as ``scripts/compress.js`` left it beside the file: nothing is packed
while somebody waits.

The address has a version (``main.css?v=1f0c3a92``) made of what is in the file. A file asked
for without one, or with another, is asked for anew every time.
"""

from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue

A_YEAR = 365 * 24 * 60 * 60
PACKED = {"br": ".br", "gzip": ".gz"}  # the smallest first


def install(app: Flask) -> None:
    """Send files packed where that is asked for; put its version into the address of each."""
    app.view_functions["static"] = _send
    app.url_defaults(_name_version)


def keep(response: Response) -> None:
    """Let a file be kept for a year if its address has the version it has now."""
    asked = request.args.get("v")
    current = _current((request.view_args or {}).get("filename", ""))
    if response.status_code < 400 and asked is not None and asked == current:  # noqa: PLR2004 - an error
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"


def _send(filename: str) -> ResponseReturnValue:
    folder = Path(str(current_app.static_folder))
    packed = {how: end for how, end in PACKED.items() if _is_there(folder, filename, end)}
    how = request.accept_encodings.best_match(packed) if packed else None
    name = filename + packed[how] if how else filename
    response = send_from_directory(folder, name, mimetype=guess_type(filename)[0])
    if packed:
        response.vary.add("Accept-Encoding")
    if how:
        response.content_encoding = how
    return response


def _is_there(folder: Path, filename: str, end: str) -> bool:
    """Tell whether there is a packed copy that is not older than the file itself."""
    if _current(filename) is None:
        return False
    whole, packed = folder / filename, folder / (filename + end)
    return packed.is_file() and packed.stat().st_mtime_ns >= whole.stat().st_mtime_ns


def _name_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        version = _current(values["filename"])
        if version is not None:
            values.setdefault("v", version)


def _current(filename: str) -> str | None:
    folder = Path(str(current_app.static_folder))
    file = folder / filename
    if not file.is_file() or folder not in file.resolve().parents:
        return None
    return _version(file, file.stat().st_mtime_ns)


@cache
def _version(file: Path, _changed: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:8]
