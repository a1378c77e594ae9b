"""Files that never change under one address, so that a browser need ask for them only once.

The address has a version (``main.css?v=1f0c3a92``) made of what is in the file. A file asked
for without one, or with another, is asked for anew every time.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

A_YEAR = 365 * 24 * 60 * 60


def install(app: Flask) -> None:
    """Put its version into the address of each file."""
    app.url_defaults(_name_version)


def keep(response: Response) -> None:
    """Let a file be kept for a year if its address has the version it has now."""
    asked = request.args.get("v")
    current = _current((request.view_args or {}).get("filename", ""))
    if response.status_code < 400 and asked is not None and asked == current:  # noqa: PLR2004
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"


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
