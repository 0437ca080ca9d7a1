"""Where a webhook may go: https to a public address, looked up and checked before each call."""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from notifications.errors import AddressRefused, ChannelError

LONGEST: Final = 500
_PORTS: Final = {"https": 443, "http": 80}
#: IPv6 that stands for an IPv4 address behind a translator (RFC 6052).
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `authority` is the host as it is named, with its port."""

    scheme: str
    host: str
    port: int
    authority: str
    path: str

    @property
    def origin(self) -> str:
        """What may be shown of it: the rest can be a secret."""
        return f"{self.scheme}://{self.authority}"


def read_target(url: str, *, private: bool) -> Target:
    """Take an address apart; raises `AddressRefused` for one that no webhook may go to.

    Names are looked up when something is sent: today's answer says nothing about tomorrow's.
    With `private`, http to this machine is let through too.
    """
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or len(url) > LONGEST:
        raise AddressRefused(f"write a plain address of at most {LONGEST} characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused("the address cannot be read: write https://host/path") from error
    if parts.scheme not in _PORTS or not host:
        raise AddressRefused("the address must begin with https:// and a host")
    if parts.username is not None or parts.fragment:
        raise AddressRefused("the address must hold no user name, password or #")
    literal = _literal(host)
    if parts.scheme == "http" and not (private and _is_here(host, literal)):
        raise AddressRefused("the address must begin with https://")
    if literal is not None:
        _check(literal, private=private)
    elif _is_here(host, None) and not private:
        raise AddressRefused("this machine itself is not told")
    query = f"?{parts.query}" if parts.query else ""
    number = port or _PORTS[parts.scheme]
    return Target(parts.scheme, host, number, parts.netloc, f"{parts.path or '/'}{query}")


def look_up(target: Target, *, private: bool) -> str:
    """The IP address to connect to; raises `AddressRefused` if any that the name has is refused.

    Who connects must use this very address: a second look-up could answer otherwise.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ChannelError("the host of the address is not known") from error
    addresses = [_literal(str(entry[4][0])) for entry in found]
    usable = [address for address in addresses if address is not None]
    for address in usable:
        _check(address, private=private)
        if target.scheme == "http" and not _plain(address).is_loopback:
            raise AddressRefused("http is for this machine alone")
    if not usable:
        raise ChannelError("the host of the address is not known")
    return str(usable[0])


def _literal(host: str) -> _Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _is_here(host: str, literal: _Address | None) -> bool:
    if literal is not None:
        return literal.is_loopback
    return host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost")


def _plain(address: _Address) -> _Address:
    """The IPv4 address that an IPv6 address stands for, or itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _check(given: _Address, *, private: bool) -> None:
    address = _plain(given)
    never = (
        address.is_link_local  # the cloud's own services answer there
        or address.is_multicast
        or address.is_unspecified
        or (address.is_reserved and not address.is_loopback)
    )
    inside = not address.is_global
    if never or (inside and not private):
        raise AddressRefused("the address leads into a private network, where no webhook goes")
