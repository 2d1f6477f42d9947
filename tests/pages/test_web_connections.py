"""Limits of the server on a connection, tried with real sockets."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn

from portal.connections import BoundedConnection


class Quick(BoundedConnection):
    """The same, in less time."""

    head_seconds, rest_seconds = 0.4, 0.4


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Says how much came; answers at once where it is asked to."""
    taken, is_whole = 0, scope["path"] == "/at-once"
    while not is_whole:
        message = await receive()
        taken += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
    said = str(taken).encode()
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]}
    )
    await send({"type": "http.response.body", "body": said})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(
            echo, http=Quick, log_level="critical", lifespan="off", timeout_keep_alive=1, server_header=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(timeout=20)


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        yield line


def answer_on(line: socket.socket, last: bytes) -> bytes:
    """All that comes up to the last bytes of a body, in as many pieces as it comes."""
    received = b""
    while not received.endswith(b"\r\n\r\n" + last):
        piece = line.recv(65536)
        assert piece, f"closed after {received!r}"
        received += piece
    return received


def rest_of(line: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    received = b""
    try:
        while piece := line.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def send_for_ever(line: socket.socket, piece: bytes, most: int) -> int:
    """How much went before the server closed the connection."""
    sent = 0
    try:
        while sent < most:
            line.sendall(piece)
            sent += len(piece)
    except OSError:
        pass
    return sent


def test_an_ordinary_request_is_answered_and_the_next_one_too(port: int) -> None:
    with connected(port) as line:
        for body in (b"a" * 10, b"b" * 300_000):
            line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            answer = answer_on(line, b"%d" % len(body))
            assert answer.startswith(b"HTTP/1.1 200 OK")
            time.sleep(0.5)  # longer than headers may take


def test_who_says_nothing_is_let_go(port: int) -> None:
    began = time.monotonic()
    with connected(port) as line:
        assert rest_of(line) == b""
    assert time.monotonic() - began < 5


def test_headers_that_trickle_in_end(port: int) -> None:
    began = time.monotonic()
    with connected(port) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        sent = 0
        try:
            for _ in range(100):
                line.sendall(b"X-A: b\r\n")
                sent += 1
                time.sleep(0.05)
        except OSError:
            pass
    assert sent < 100
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "start",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: ",
        b"GET /",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: ",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a=",
    ],
    ids=["header", "address", "trailer", "extension"],
)
def test_unending_headers_are_refused(port: int, start: bytes) -> None:
    with connected(port) as line:
        line.sendall(start)
        assert send_for_ever(line, b"a" * 65536, 64 * 1024 * 1024) < 32 * 1024 * 1024


def test_unending_header_lines_are_told_why(port: int) -> None:
    with connected(port) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X-Many: b\r\n" * 6500)
        assert rest_of(line).startswith(b"HTTP/1.1 431 ")


def test_the_rest_of_a_body_that_is_answered_already_ends(port: int) -> None:
    began = time.monotonic()
    with connected(port) as line:
        line.sendall(b"POST /at-once HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n")
        assert line.recv(65536).startswith(b"HTTP/1.1 200 OK")
        try:
            while time.monotonic() - began < 8:
                line.sendall(b"a")
                time.sleep(0.02)
        except OSError:
            pass
    assert time.monotonic() - began < 5
