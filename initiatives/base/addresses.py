"""Addresses that people give for us to write to: which of them lead to the public internet.

`outgoing.guarded` asks again when it connects, for a name may stand for another place by then.
"""

import socket
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from initiatives.base.errors import Invalid

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 1000
HTTP, HTTPS = 80, 443
PORTS = (HTTPS, 8443)
ONLY_HTTPS = "The address begins with https://"

# Only tests set this, to reach a real server on their own machine. No setting leads here.
ALSO_ALLOWED: tuple[Network, ...] = ()

# From the registries of special-purpose addresses that IANA keeps (RFC 6890 and its updates).
# `ipaddress.is_global` is not asked: in Python 3.11 it takes 224.0.0.1, 64:ff9b::7f00:1,
# 2002:7f00:1:: and fec0::1 for global.
SPECIAL = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind the address translation of a provider
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # where a virtual machine in Azure asks about itself
        "169.254.0.0/16",  # link-local, and where one asks in most other clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address within
        "3fff::/20",  # documentation
    )
)
# All global unicast of IPv6. Outside are loopback, mapped and compatible IPv4 addresses, NAT64
# (64:ff9b::/96 and 64:ff9b:1::/48), unique local, link-local, site-local and multicast addresses.
UNICAST = ip_network("2000::/3")


@dataclass(frozen=True)
class Reach:
    """What may be reached: the public internet by https, and what an operator adds to it.

    `also` are networks of their own, at any port. With `plain` these alone answer by http as well.
    """

    also: tuple[Network, ...] = ()
    plain: bool = False

    def adds(self, address: Address) -> bool:
        """Whether the operator, or a test, let this address in."""
        return any(address in network for network in (*self.also, *ALSO_ALLOWED))


INTERNET = Reach()


def is_public(address: Address) -> bool:
    """True for a global unicast address that stands for nothing inside any network."""
    if any(address in network for network in SPECIAL):
        return False
    return address.version == 4 or address in UNICAST


def check_address(url: str, reach: Reach = INTERNET) -> SplitResult:
    """The parts of an address that leads to where we may reach, by what its name means now.

    Raises Invalid for the field `address`, also when the name is not known.
    """
    parts = check_form(url, reach)
    assert parts.hostname
    try:
        places = resolve(parts.hostname, port_of(parts), reach)
    except OSError:
        raise Invalid({"address": not_out_there(parts.hostname)}) from None
    if parts.scheme != "https" and not all(reach.adds(ip_address(one)) for one, _ in places):
        raise Invalid({"address": ONLY_HTTPS})
    return parts


def check_form(url: str, reach: Reach = INTERNET) -> SplitResult:
    """The parts of an address, without asking what its name means.

    Raises Invalid for the field `address`.
    """
    message = complaint(url, reach)
    if message:
        raise Invalid({"address": message})
    return urlsplit(url)


def complaint(url: str, reach: Reach = INTERNET) -> str:
    """What is wrong with the form of an address; nothing when it is right."""
    if len(url) > LONGEST_URL:
        return _("This address is too long: at most %(longest_url)s characters.") % {
            "longest_url": f"{LONGEST_URL:,}"
        }
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return _(
            "An address has only plain letters, digits and signs. "
            "Write a name with other letters in the form that begins with xn--."
        )
    try:
        parts = urlsplit(url)
        port = port_of(parts)
    except ValueError:
        return _("This is not a complete address; copy it once more.")
    if parts.scheme != "https" and not (reach.plain and parts.scheme == "http"):
        return ONLY_HTTPS
    if "@" in parts.netloc:
        return _("Leave out the name and password before the @ of this address.")
    if port not in PORTS and not reach.also:
        return _("Only the ports %(ports)s can be reached.") % {
            "ports": _(" and ").join(map(str, PORTS))
        }
    return "" if is_host(parts.hostname or "") else _("This address has no valid host name.")


def port_of(parts: SplitResult) -> int:
    """The port that an address means; raises ValueError for what is none."""
    usual = HTTPS if parts.scheme == "https" else HTTP
    return usual if parts.port is None else parts.port


def is_host(host: str) -> bool:
    """True for a name of letters, digits, dots, hyphens and underscores, and for an IP address."""
    with suppress(ValueError):
        return not getattr(ip_address(host), "scope_id", None)
    return host.strip(".") != "" and all(sign.isalnum() or sign in ".-_" for sign in host)


def resolve(host: str, port: int, reach: Reach = INTERNET) -> list[tuple[str, int]]:
    """Addresses with ports that a host stands for now, each of them judged.

    Raises Invalid for the field `address` when one of them may not be reached, and OSError when
    none is known.
    """
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise Invalid({"address": not_out_there(host)}) from None
    places = list(dict.fromkeys((str(info[4][0]), int(info[4][1])) for info in found))
    if not all(may_be_reached(ip_address(address), port, reach) for address, _ in places):
        raise Invalid({"address": not_out_there(host)})
    return places


def may_be_reached(address: Address, port: int, reach: Reach) -> bool:
    """The internet by few ports, so that nobody knocks at others from here; the rest by any."""
    return reach.adds(address) or (is_public(address) and port in PORTS)


def not_out_there(host: str) -> str:
    """The same for an unknown name and one that leads inside, so that nobody can map a network."""
    return _(
        "%(host)s is not on the public internet. Check the address; one inside a "
        "network cannot be reached from here."
    ) % {"host": host}
