"""From where somebody comes, as far as it can be trusted."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from portal.settings import Networks, Settings
from portal.web.http import Request

IPV6_OF_ONE_PLACE = 64
"""Bits that one household or office has in common: the others it chooses as it likes."""

Ip = IPv4Address | IPv6Address


def network_of(request: Request) -> str:
    """The address that attempts are counted by; of IPv6 the network of 64 bits. X-Forwarded-For counts as far
    back as each that wrote it is a proxy of the settings, and not at all without one."""
    settings: Settings = request.app.state.settings
    peer = request.client.host if request.client else ""
    said = ",".join(request.headers.getall("x-forwarded-for", []))
    return nearest(peer, said, settings.trusted_proxies)


def nearest(peer: str, said: str, proxies: Networks) -> str:
    """The last that no trusted proxy is.

    >>> from ipaddress import ip_network
    >>> nearest("10.0.0.1", "192.0.2.9, 198.51.100.4", (ip_network("10.0.0.0/8"),))
    '198.51.100.4'
    >>> nearest("192.0.2.1", "198.51.100.4", (ip_network("10.0.0.0/8"),))
    '192.0.2.1'
    """
    found = read_ip(peer)
    hops = [each.strip() for each in said.split(",") if each.strip()]
    while found and hops and any(found in network for network in proxies):
        before = read_ip(hops.pop())
        if before is None:
            break
        found = before
    return as_counted(found) if found else "unknown"


def read_ip(text: str) -> Ip | None:
    """IPv4 in the clothes of IPv6 is IPv4; a port behind it does not matter."""
    try:
        found = ip_address(without_port(text))
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def without_port(text: str) -> str:
    """
    >>> without_port("192.0.2.1:4711"), without_port("[2001:db8::1]:4711"), without_port("2001:db8::1")
    ('192.0.2.1', '2001:db8::1', '2001:db8::1')
    """
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def as_counted(found: Ip) -> str:
    if isinstance(found, IPv4Address):
        return str(found)
    return str(IPv6Network((found.packed, IPV6_OF_ONE_PLACE), strict=False))
