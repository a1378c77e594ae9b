"""Internet addresses, as limits count them: never kept as they are."""

from ipaddress import IPv6Address, ip_address, ip_network

from volunteer.core.sealed import keyed

ONE_LINE = 64  # bits of an IPv6 address that one customer of a network has for themselves


def hashed(address: str) -> str:
    """Return what is kept of an internet address; a line's many IPv6 addresses are one."""
    return keyed(_line(address))


def _line(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, ONE_LINE), strict=False))
    return str(known)
