"""The server of one process, and how it ends: nobody who was sent here is lost."""

import signal
import threading
from types import FrameType

import uvicorn

from portal.connections import BoundedConnection
from portal.settings import Settings
from portal.web.door import Door

MOST_CONNECTIONS = 1_000
"""At the same moment; who comes beyond is answered 503."""

TO_FINISH = 30
"""Seconds that are given to what is still being answered when nothing new is taken any more."""

KEPT_OPEN = 75
"""Seconds for which an idle connection is kept: longer than a proxy keeps it (docs/running.md), or a request
could be on its way just when it is closed."""


class Server(uvicorn.Server):
    """Told to stop (SIGTERM), it says for a while that it is not ready, and still answers whoever comes: the
    proxy has time to notice. Told a second time, or by Ctrl+C, it goes at once."""

    def __init__(self, config: uvicorn.Config, door: Door, drain_seconds: int) -> None:
        super().__init__(config)
        self.door, self.drain_seconds = door, drain_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        is_first = not self.door.draining.is_set()
        self.door.draining.set()
        if sig != signal.SIGTERM or not is_first or not self.drain_seconds:
            super().handle_exit(sig, frame)
            return
        end = threading.Timer(self.drain_seconds, super().handle_exit, (sig, frame))
        end.daemon = True
        end.start()


def make_server(settings: Settings, door: Door, host: str, port: int) -> Server:
    config = uvicorn.Config(
        door,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        http=BoundedConnection,
        limit_concurrency=MOST_CONNECTIONS,
        loop="uvloop",
        server_header=False,
        proxy_headers=False,  # web/network.py reads them, from trusted proxies alone
        timeout_keep_alive=KEPT_OPEN,
        timeout_graceful_shutdown=TO_FINISH,
    )
    return Server(config, door, settings.drain_seconds)
