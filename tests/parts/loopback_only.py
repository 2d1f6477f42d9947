"""Whatever imports this reaches no further than this machine, for as long as its process lives."""

import socket
import sys
from ipaddress import ip_address
from typing import Any

# Where the address, or the name to be looked up, stands among what Python tells of each of these.
REACHING_OUT = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}


class ReachesOut(RuntimeError):
    """Not an OSError, which the code under test might take for a server that is down, and mend."""


def is_on_this_machine(address: Any) -> bool:
    """True of loopback addresses, of the machine's name, of sockets that are files, and of no host."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode()
    if (
        not isinstance(host, str)
        or host in {"", "localhost", socket.gethostname()}
        or host.startswith(("/", "\0"))
    ):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_to_reach_out(event: str, details: tuple[Any, ...]) -> None:
    place = REACHING_OUT.get(event)
    if place is not None and not is_on_this_machine(details[place]):
        raise ReachesOut(f"{event} to {details[place]}: a test speaks to its own servers, and to nobody else")


sys.addaudithook(refuse_to_reach_out)
