"""A real web server with one door: an upload that `portal.web.receiving` reads."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from litestar import Litestar, Response, post

from portal.web.http import Request
from portal.web.receiving import BodyTooLarge, FieldTooLong, Malformed, TokenMissing, receive_upload

TOKEN = "the right token"
LIMIT = 24 * 1024 * 1024
MOST_FILES = 5
_BOUNDARY = b"----a-boundary"
_STATUS: dict[type[Exception], int] = {
    TokenMissing: 403,
    BodyTooLarge: 413,
    FieldTooLong: 413,
    Malformed: 400,
}


@dataclass(frozen=True)
class UploadServer:
    port: int
    staging: Path
    client: httpx.Client

    def send(self, *parts: bytes, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """Post these parts as a form, as they are."""
        return self.post(form(*parts), {"content-type": form_type(), **(headers or {})})

    def post(self, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        return self.client.post(f"http://127.0.0.1:{self.port}/", content=body, headers=dict(headers))

    def staged(self) -> list[Path]:
        return sorted(self.staging.iterdir()) if self.staging.exists() else []


def form(*parts: bytes) -> bytes:
    return b"".join(b"--" + _BOUNDARY + b"\r\n" + part for part in parts) + b"--" + _BOUNDARY + b"--\r\n"


def form_type() -> str:
    return f"multipart/form-data; boundary={_BOUNDARY.decode()}"


def text(name: str, value: bytes) -> bytes:
    return b'Content-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (name.encode(), value)


def file(name: bytes, content: bytes) -> bytes:
    """A file part as a browser writes it; `name` as raw bytes between the quotes."""
    head = b'Content-Disposition: form-data; name="files"; filename="%b"\r\nContent-Type: text/html\r\n\r\n'
    return head % name + content + b"\r\n"


def token(value: str = TOKEN) -> bytes:
    return text("_csrf_token", value.encode())


@contextmanager
def run_upload_server(staging: Path) -> Iterator[UploadServer]:
    """Serve from a thread until the block ends."""

    @post("/", status_code=200, request_max_body_size=None)
    async def receive(request: Request) -> Response[dict[str, Any]]:
        try:
            received = await receive_upload(
                request, folder=staging, limit=LIMIT, most_files=MOST_FILES, check_token=TOKEN.__eq__
            )
        except tuple(_STATUS) as error:
            return Response({"error": type(error).__name__}, status_code=_STATUS[type(error)])
        return Response(
            {
                "fields": received.fields,
                "accepted": [
                    [each.name, each.media_type, each.size, each.sha256] for each in received.accepted
                ],
                "refused": [[name, refused.code] for name, refused in received.refused],
            }
        )

    # With the protocol named, asyncio sets TCP_NODELAY; without, each answer waits 40 ms for the client.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # from now on whoever comes waits; the server's thread may be late
        application = Litestar([receive], openapi_config=None, request_class=Request, logging_config=None)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with httpx.Client(timeout=30) as client:
                yield UploadServer(listening.getsockname()[1], staging, client)
        finally:
            server.should_exit = True
            thread.join(timeout=20)
