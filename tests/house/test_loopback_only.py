"""Tests reach nobody outside, neither by a socket nor with the browser."""

import socket
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Error, Page

from tests.parts.loopback_only import ReachesOut, is_on_this_machine

ELSEWHERE = "192.0.2.1"  # nobody's: kept for documentation by RFC 5737


def test_what_is_on_this_machine() -> None:
    here = ["localhost", socket.gethostname(), ("127.0.0.1", 80), ("::1", 80, 0, 0), "/run/socket", None]
    elsewhere = ["example.org", ("example.org", 80), (ELSEWHERE, 80), ("2001:db8::1", 80, 0, 0)]
    assert [is_on_this_machine(each) for each in here] == [True] * len(here)
    assert [is_on_this_machine(each) for each in elsewhere] == [False] * len(elsewhere)


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_socket_connects_to_elsewhere(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as ours, pytest.raises(ReachesOut, match=ELSEWHERE):
        ours.connect((ELSEWHERE, 80))


def test_nothing_is_sent_to_elsewhere() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        with pytest.raises(ReachesOut):
            ours.sendto(b"hello", (ELSEWHERE, 53))
        with pytest.raises(ReachesOut):
            ours.sendmsg([b"hello"], [], 0, (ELSEWHERE, 53))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(ReachesOut, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(ReachesOut):
        httpx.get("http://example.org/")


def test_our_own_servers_are_reached(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        client.connect(str(tmp_path / "socket"))


@pytest.mark.parametrize("host", [ELSEWHERE, "example.org"])
def test_nor_does_the_browser(page: Page, host: str) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(f"http://{host}/")
