"""A browser as small as can be, so that asking takes little of the time that is measured."""

import asyncio
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE = 60.0
"""Seconds until somebody gives up, which counts as an error."""


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where none came."""

    status: int
    seconds: float


@dataclass(frozen=True)
class Browser:
    """Somebody's cookies. `network` is the address they come from, one of the loopback's own."""

    port: int
    session: str
    csrf: str
    network: str = "127.0.0.1"

    async def get(self, path: str) -> Answer:
        return await self.ask("GET", path)

    async def send_form(self, path: str, fields: dict[str, str]) -> Answer:
        body = urlencode({"_csrf_token": self.csrf, **fields}).encode()
        return await self.ask("POST", path, "application/x-www-form-urlencoded", body)

    async def send_file(self, path: str, content: bytes) -> Answer:
        """A PDF of its own name."""
        boundary = uuid.uuid4().hex
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="_csrf_token"\r\n\r\n{self.csrf}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{uuid.uuid4()}.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        return await self.ask("POST", path, f"multipart/form-data; boundary={boundary}", body)

    async def ask(self, method: str, path: str, kind: str = "", body: bytes = b"") -> Answer:
        began = time.perf_counter()
        try:
            status = await asyncio.wait_for(self.exchange(method, path, kind, body), PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            status = 0
        return Answer(status, time.perf_counter() - began)

    async def exchange(self, method: str, path: str, kind: str, body: bytes) -> int:
        """The status, once everything has come."""
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=(self.network, 0), limit=1024 * 1024
        )
        try:
            writer.write(self.head(method, path, kind, len(body)) + body)
            await writer.drain()
            line = await reader.readuntil(b"\r\n")
            while await reader.read(1024 * 1024):
                pass
            return int(line.split()[1])
        finally:
            writer.close()

    def head(self, method: str, path: str, kind: str, length: int) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            "Connection: close",
            f"Cookie: gs-session={self.session}; gs-csrf={self.csrf}",
        ]
        if method == "POST":
            lines += [f"Content-Type: {kind}", f"Content-Length: {length}"]
        return "\r\n".join([*lines, "", ""]).encode()
