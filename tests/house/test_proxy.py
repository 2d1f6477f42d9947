"""The proxy as it is handed out, run by Debian's nginx: what never ends does not reach a server."""

import socket
import ssl
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.parts.proxy_server import Proxy, run_proxy

MEGABYTE = 1024 * 1024
FILES = "/submissions/6f1c2b6e-2a35-4c9e-8d43-5a8c1f7f0a11/files"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with run_proxy(tmp_path_factory.mktemp("proxy")) as proxy:
        yield proxy


@pytest.fixture
def proxy(running: Proxy) -> Proxy:
    running.reached.clear()
    return running


@pytest.fixture
def browser(proxy: Proxy) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=proxy.address, verify=proxy.trust, timeout=20) as client:
        yield client


def test_a_request_comes_through_and_says_where_from(proxy: Proxy, browser: httpx.Client) -> None:
    forged = {
        "x-forwarded-for": "203.0.113.9",
        "x-request-id": "mine-mine-mine",
        "forwarded": "for=203.0.113.9",
    }
    assert browser.get("/contracts?q=x", headers=forged).status_code == 200
    (reached,) = proxy.reached
    headers = {name.lower(): value for name, value in reached.headers.items()}
    assert (reached.path, headers["x-forwarded-for"], headers["x-forwarded-proto"]) == (
        "/contracts?q=x",
        "127.0.0.1",
        "https",
    )
    assert "forwarded" not in headers
    assert len(headers["x-request-id"]) == 32


def test_plain_http_is_sent_to_https(proxy: Proxy) -> None:
    answer = httpx.get(f"http://127.0.0.1:{proxy.plain_port}/sign-in", headers={"host": "portal.example"})
    assert (answer.status_code, answer.headers["location"]) == (301, "https://portal.example/sign-in")
    assert proxy.reached == []


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "/health/live"])
def test_what_is_for_those_who_look_after_it_is_not_there(
    proxy: Proxy, browser: httpx.Client, path: str
) -> None:
    assert browser.get(path).status_code == 404
    assert proxy.reached == []


def test_headers_that_never_end_are_cut_off(proxy: Proxy) -> None:
    began = time.monotonic()
    with proxy.connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        with pytest.raises(OSError, match=r"."):
            write_on(line)
    assert time.monotonic() - began < 10
    assert proxy.reached == []


def write_on(line: socket.socket) -> None:
    """A header after the other, for twenty seconds where nobody minds."""
    for number in range(200):
        line.sendall(b"X-%d: y\r\n" % number)
        time.sleep(0.1)


def test_headers_that_are_too_long_are_refused(proxy: Proxy, browser: httpx.Client) -> None:
    assert browser.get("/", headers={f"x-{number}": "y" * 7_000 for number in range(6)}).status_code == 400
    assert browser.get(f"/?q={'x' * 9_000}").status_code == 414
    assert proxy.reached == []


@pytest.mark.parametrize("path", ["/sign-in", FILES])
def test_a_body_that_stops_reaches_no_server(proxy: Proxy, path: str) -> None:
    with proxy.connect() as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc".encode())
        said = proxy.answer_on(line)
        assert b" 408 " in said or said == b""
    assert proxy.reached == []


def test_a_body_in_pieces_comes_through_whole(proxy: Proxy) -> None:
    with proxy.connect() as line:
        line.sendall(f"POST {FILES} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n".encode())
        for _ in range(5):
            assert proxy.reached == [], "a server hears of it when it is whole"
            line.sendall(b"x")
            time.sleep(0.05)
        assert b"200 OK" in line.recv(4096)
    assert [each.size for each in proxy.reached] == [5]


def test_a_body_is_as_large_as_its_page_takes(proxy: Proxy, browser: httpx.Client) -> None:
    assert browser.post("/sign-in", content=b"x" * (MEGABYTE + 1)).status_code == 413
    with proxy.connect() as line:
        line.sendall(f"POST {FILES} HTTP/1.1\r\nHost: x\r\nContent-Length: {600 * MEGABYTE}\r\n\r\n".encode())
        assert b" 413 " in line.recv(4096)
    assert proxy.reached == []
    assert browser.post(FILES, content=b"x" * (3 * MEGABYTE)).status_code == 200
    assert [each.size for each in proxy.reached] == [3 * MEGABYTE]


def test_an_idle_connection_is_kept_for_a_while_only(proxy: Proxy) -> None:
    with proxy.connect() as line:
        line.settimeout(10)
        assert line.recv(1) == b"", "nothing was asked for, so its headers never came"


def test_the_other_server_answers_while_one_is_started_anew(tmp_path: Path) -> None:
    with run_proxy(tmp_path) as proxy, httpx.Client(verify=proxy.trust) as browser:
        proxy.behind[0].shutdown()
        proxy.behind[0].server_close()
        asked = [browser.post(f"{proxy.address}/sign-in", content=b"x") for _ in range(6)]
        assert {each.status_code for each in asked} == {200}
        proxy.behind[0] = proxy.behind[1]


def test_one_address_cannot_hold_all_connections(proxy: Proxy) -> None:
    with ExitStack() as open_ones:
        lines = [open_ones.enter_context(proxy.connect()) for _ in range(70)]
        for line in lines:
            line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc")
        refused = [line for line in lines if b" 429 " in proxy.answer_on(line)]
    assert 0 < len(refused) < len(lines)


def test_old_versions_of_tls_are_refused(proxy: Proxy) -> None:
    for refuse in (old_version, old_cipher):
        context = proxy.trust
        refuse(context)
        with (
            socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as plain,
            pytest.raises(ssl.SSLError),
        ):
            context.wrap_socket(plain, server_hostname="localhost")
    with proxy.connect() as line:
        assert line.version() == "TLSv1.3"


def old_version(context: ssl.SSLContext) -> None:
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        # Python says that these versions are old: that is what they are asked for.
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1


def old_cipher(context: ssl.SSLContext) -> None:
    """Without forward secrecy."""
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-SHA:AES256-SHA:@SECLEVEL=0")
