"""Limits of the server itself on a connection: what it sends before it is understood, and how long it
takes."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 64 * 1024
"""Bytes that may come without making up a request or a piece of a body: headers, trailers, and what stands
between pieces."""

HEAD_SECONDS = 15.0
"""From the first byte of a request, or from the beginning of a connection, until its headers are there."""

REST_SECONDS = 30.0
"""For the rest of a body that was answered before it had come."""

TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 31\r\nconnection: close\r\n\r\nThe headers were longer than 64K"
)


class BoundedConnection(HttpToolsProtocol):
    """uvicorn's, which by itself waits for ever for headers and keeps as many as come."""

    longest_head, head_seconds, rest_seconds = LONGEST_HEAD, HEAD_SECONDS, REST_SECONDS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.unexplained = 0
        self.ending: asyncio.TimerHandle | None = None
        self.is_whole, self.has_asked = True, False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.end_after(self.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        self.go_on()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self.unexplained += len(data)
        super().data_received(data)
        if self.unexplained > self.longest_head and not self.transport.is_closing():
            if not self.has_asked or self.cycle.response_complete:
                self.transport.write(TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.is_whole = False
        self.end_after(self.head_seconds)

    def on_headers_complete(self) -> None:
        self.explained()
        self.go_on()
        super().on_headers_complete()
        self.has_asked = True

    def on_body(self, body: bytes) -> None:
        self.explained()
        super().on_body(body)

    def on_message_complete(self) -> None:
        self.explained()
        self.is_whole = True
        self.go_on()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.is_whole:
            self.end_after(self.rest_seconds)

    def explained(self) -> None:
        self.unexplained = 0

    def end_after(self, seconds: float) -> None:
        self.go_on()
        self.ending = self.loop.call_later(seconds, self.transport.close)

    def go_on(self) -> None:
        if self.ending is not None:
            self.ending.cancel()
            self.ending = None
