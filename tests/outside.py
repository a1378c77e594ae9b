"""A guard: no test may talk to anybody outside this machine."""

import ipaddress
import sys
from typing import Any


def forbid() -> None:
    """Make a connection to the outside fail, for as long as this process lives."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        if not _is_here(host):
            raise PermissionError(f"a test tried to reach {host}")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
