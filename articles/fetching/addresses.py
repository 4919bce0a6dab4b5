"""Which addresses may be asked: public ones, on the ports of the web."""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from articles.fetching.policy import FetchError, MayPassError, NoHostError

IP = IPv4Address | IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
WEB_PORTS = (80, 443)
# As against "not to be found out just now", which is what a machine without a network is told.
UNKNOWN = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
FIRST_FREE_PORT = 1024  # below it are the other services of a host


def check_address(url: str, allow_private: bool = False) -> None:
    """Raises FetchError for what is no plain web address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"not an address: {error}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url[:80]!r} is no http or https address")
    if parts.username is not None:
        raise FetchError("an address with a user's name in it is not fetched")
    if port is not None and port < FIRST_FREE_PORT and port not in WEB_PORTS and not allow_private:
        raise FetchError(f"port {port} is not one of the web")


def is_public(address: IP) -> bool:
    """Whether anybody could reach it; an address that wraps another is that other one."""
    inner = inner_address(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def inner_address(address: IP) -> IP | None:
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def resolve(host: str, port: int, allow_private: bool = False) -> list[tuple]:
    """Where a host is, as socket.getaddrinfo says it. Raises FetchError if any of it is private.

    The connection is made to what was checked here, never to the name: a second look-up could
    give another answer (DNS rebinding).
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        kind = NoHostError if getattr(error, "errno", None) in UNKNOWN else MayPassError
        raise kind(f"there is no host of the name {host}") from None
    for *_, place in found:
        address = ipaddress.ip_address(str(place[0]).partition("%")[0])
        if not (allow_private or is_public(address)):
            raise FetchError(f"{host} is at {address}, a private or local address: not fetched")
    return found
