"""A server that does with an upload what its floor does (hash, write, fsync) and nothing else: what receiving
it by HTTP costs anybody who receives it so."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from bench.worker import HERE, PATIENCE, expect, free_port

FOLDER = "BENCH_FOLDER"
"""Where it writes, as an environment variable."""


async def app(scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    """ASGI. The body goes through memory piece by piece; nobody is asked who they are."""
    if scope["type"] != "http":
        return
    digest, more = hashlib.sha256(), True
    with tempfile.TemporaryFile(dir=os.environ[FOLDER], buffering=0) as file:
        while more:
            message = await receive()
            digest.update(message.get("body", b""))
            file.write(message.get("body", b""))
            more = message.get("more_body", False)
        os.fsync(file.fileno())
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": digest.hexdigest().encode()})


@contextmanager
def running_bare_server(folder: Path) -> Iterator[httpx.Client]:
    """It in a process of its own, with the same loop and parser as the portal, and somebody who asks it."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "bench.bare_server:app",
        "--port",
        str(port),
        "--no-access-log",
    ]
    quiet = [*command, "--no-access-log", "--log-level", "error"]
    process = subprocess.Popen(quiet, cwd=HERE, env={**os.environ, FOLDER: str(folder)})
    try:
        with httpx.Client(base_url=f"http://localhost:{port}", timeout=PATIENCE) as client:
            wait_for_answer(client)
            yield client
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for_answer(client: httpx.Client) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            client.get("/")
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the bare server did not answer")


def bare_uploader(client: httpx.Client, content: bytes) -> Callable[[], None]:
    """Sent in the same pieces as to the portal."""
    length = {"content-length": str(len(content))}

    def upload() -> None:
        expect(client.post("/", content=iter((content,)), headers=length), 200)

    return upload
