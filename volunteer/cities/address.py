"""Where a city's pages are, for those who must write their address down.

Pure.
"""

from urllib.parse import urlsplit


def pages_at(host: str, *, public: str, demo: bool) -> str:
    """Return the address of the pages at a city's host, without a slash at its end.

    ``public`` is the deployment's own (``PUBLIC_BASE_URL``): its scheme is every city's. The
    demo's cities are at its port too, as there is no proxy before them.
    """
    ours = urlsplit(public)
    port = f":{ours.port}" if demo and ours.port else ""
    return f"{ours.scheme}://{host}{port}"
