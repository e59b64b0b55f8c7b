"""Which hosts and addresses may be fetched from: what is public, and what is somebody's own network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network
    from typing import TypeAlias

    Address: TypeAlias = IPv4Address | IPv6Address
    Networks: TypeAlias = tuple[IPv4Network | IPv6Network, ...]


def _networks(*names: str) -> Networks:
    return tuple(map(ip_network, names))


_UNICAST = _networks("0.0.0.0/0", "2000::/3")
_NAT64 = _networks("64:ff9b::/96")
_NEVER = _networks(
    "168.63.129.16/32",  # the metadata service of a cloud, on an address that looks public
    "192.0.0.0/24",
    "192.88.99.0/24",
    "2001::/23",
    "3fff::/20",
)
"""Beside those that `is_global` knows of the registries of special addresses, which differs from one Python to the next."""
_OWN_NETWORKS = _networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
_METADATA = _networks("100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/32")
_LOCAL_NAMES = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".home.arpa",
)


def is_public(address: Address) -> bool:
    """Anybody on the internet may be meant by it. An IPv6 address that carries an IPv4 address is judged by that one."""
    inner = _carried(address)
    if inner is not None:
        return is_public(inner)
    return _is_in(address, _UNICAST) and address.is_global and not address.is_multicast and not _is_in(address, _NEVER)


def is_own_network(address: Address) -> bool:
    """An address of a company's or a home's own network, which its owner may name; never one of a cloud's metadata."""
    inner = _carried(address)
    if inner is not None:
        return is_own_network(inner)
    return _is_in(address, _OWN_NETWORKS) and not _is_in(address, _METADATA)


def is_local_name(host: str) -> bool:
    """A name that no public server bears."""
    return "." not in host or host.endswith(_LOCAL_NAMES)


def _carried(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if _is_in(address, _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_in(address: Address, networks: Networks) -> bool:
    return any(address in network for network in networks)
