"""An ASGI server's part, message by message: what a client library does not let one do."""

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx

from portal.web.door import Door


def scope_of(request: httpx.Request) -> Any:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, 80),
        "client": ("127.0.0.1", 1),
    }


def receiving(messages: list[dict[str, Any]]) -> Callable[[], Awaitable[Any]]:
    """One message after the other, then nothing for ever; a disconnect again and again."""
    left = list(messages)

    async def receive() -> Any:
        if left and left[0]["type"] == "http.disconnect":
            return left[0]
        if not left:
            await anyio.sleep_forever()
        return left.pop(0)

    return receive


async def answer_of(app: Door, request: httpx.Request, messages: list[dict[str, Any]]) -> int:
    statuses: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope_of(request), receiving(messages), send)
    [status] = statuses
    return status
