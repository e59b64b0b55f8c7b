"""What is public: no name and no notation leads into somebody's own network."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from linklint.facts.online.addresses import is_local_name, is_own_network, is_public

PUBLIC = [
    pytest.param("93.184.215.14", id="an ordinary address"),
    pytest.param("172.32.0.1", id="behind the private 172.16/12"),
    pytest.param("2606:2800:21f:cb07:6820:80da:af6b:8b2c", id="an ordinary IPv6 address"),
    pytest.param("::ffff:93.184.215.14", id="IPv4-mapped, public inside"),
    pytest.param("64:ff9b::5db8:d70e", id="NAT64, public inside"),
]
NOT_PUBLIC = [
    pytest.param("0.0.0.0", id="this host"),
    pytest.param("10.1.2.3", id="private 10/8"),
    pytest.param("172.16.0.1", id="private 172.16/12"),
    pytest.param("192.168.1.1", id="private 192.168/16"),
    pytest.param("100.64.0.1", id="carrier-grade NAT"),
    pytest.param("100.100.100.200", id="a cloud's metadata in carrier-grade NAT"),
    pytest.param("127.0.0.1", id="loopback"),
    pytest.param("127.255.255.254", id="the end of loopback"),
    pytest.param("169.254.169.254", id="a cloud's metadata"),
    pytest.param("168.63.129.16", id="a cloud's metadata on a public address"),
    pytest.param("192.0.0.192", id="a cloud's metadata among IETF assignments"),
    pytest.param("198.18.0.1", id="benchmarking"),
    pytest.param("203.0.113.9", id="documentation"),
    pytest.param("224.0.0.1", id="multicast"),
    pytest.param("224.0.1.1", id="multicast with global scope"),
    pytest.param("255.255.255.255", id="broadcast"),
    pytest.param("::", id="IPv6: none"),
    pytest.param("::1", id="IPv6: loopback"),
    pytest.param("::7f00:1", id="IPv6: IPv4-compatible"),
    pytest.param("::ffff:10.0.0.1", id="IPv6: mapped private"),
    pytest.param("::ffff:169.254.169.254", id="IPv6: mapped metadata"),
    pytest.param("::ffff:0:127.0.0.1", id="IPv6: translated"),
    pytest.param("2002:a00:1::", id="IPv6: 6to4 of a private address"),
    pytest.param("2002:7f00:1::1", id="IPv6: 6to4 of loopback"),
    pytest.param("64:ff9b::a00:1", id="IPv6: NAT64 of a private address"),
    pytest.param("64:ff9b::a9fe:a9fe", id="IPv6: NAT64 of metadata"),
    pytest.param("64:ff9b:1::5db8:d70e", id="IPv6: NAT64 of one's own"),
    pytest.param("2001:0:4136:e378:8000:63bf:3fff:fdd2", id="IPv6: Teredo"),
    pytest.param("fc00::1", id="IPv6: unique local"),
    pytest.param("fd00:ec2::254", id="IPv6: a cloud's metadata"),
    pytest.param("fe80::1", id="IPv6: link-local"),
    pytest.param("fe80::1%eth0", id="IPv6: link-local with a zone"),
    pytest.param("fec0::1", id="IPv6: site-local"),
    pytest.param("ff02::1", id="IPv6: multicast"),
    pytest.param("ff0e::1", id="IPv6: multicast with global scope"),
    pytest.param("2001:db8::1", id="IPv6: documentation"),
    pytest.param("3fff::1", id="IPv6: more documentation"),
    pytest.param("100::1", id="IPv6: discard"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_all_others(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("10.1.2.3", True, id="private"),
        pytest.param("::ffff:192.168.0.7", True, id="private, mapped"),
        pytest.param("fd12:3456::1", True, id="unique local"),
        pytest.param("127.0.0.1", False, id="loopback"),
        pytest.param("169.254.169.254", False, id="metadata"),
        pytest.param("100.100.100.200", False, id="metadata in carrier-grade NAT"),
        pytest.param("fd00:ec2::254", False, id="metadata among unique local addresses"),
        pytest.param("93.184.215.14", False, id="public"),
    ],
)
def test_what_an_own_network_is(address: str, expected: bool) -> None:
    assert is_own_network(ip_address(address)) is expected


@pytest.mark.parametrize(
    "name", ["localhost", "a.localhost", "intranet", "printer.local", "db.internal", "nas.home.arpa"]
)
def test_local_names(name: str) -> None:
    assert is_local_name(name)
    assert not is_local_name(f"{name}.example")
