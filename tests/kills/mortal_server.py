"""The portal on a free port, in a process that dies by SIGKILL where it is told to."""

import multiprocessing
import os
import signal
import socket
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import uvicorn
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from evidence.local_store import LocalStore
from portal.app import create_app
from portal.logs import set_up_logs
from portal.settings import read_settings
from tests.parts import loopback_only as loopback_only

AFTER_OBJECT = "between object and row"
BEFORE_ANSWER = "between row and answer"
FROM_OUTSIDE = "at a random moment"


class DiesAfterKeeping(LocalStore):
    """A store whose process is gone as soon as it has kept something."""

    def keep(self, staged: Path, key: str) -> None:
        super().keep(staged, key)
        die()


class DiesBeforeAnswering:
    """ASGI whose process is gone when the answer to a POST is about to leave."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_or_die(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get("method") == "POST":
                die()
            await send(message)

        await self.app(scope, receive, send_or_die)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def serve(environment: dict[str, str], dies: str, told: Connection) -> None:
    """The child: tells its port, then serves until it dies."""
    settings = read_settings(environment)
    set_up_logs(settings.production)
    folder = Path(settings.evidence.removeprefix("file://"))
    store = (DiesAfterKeeping if dies == AFTER_OBJECT else LocalStore)(folder)
    app: ASGIApp = create_app(settings, store=store)
    if dies == BEFORE_ANSWER:
        app = DiesBeforeAnswering(app)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    told.send(listening.getsockname()[1])
    uvicorn.Server(uvicorn.Config(app, log_config=None)).run(sockets=[listening])


class MortalServer:
    """Started at once; `port` waits until it listens."""

    def __init__(self, environment: dict[str, str], dies: str) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self.heard, told = context.Pipe(duplex=False)
        self.dies = dies
        self.process: BaseProcess = context.Process(target=serve, args=(environment, dies, told), daemon=True)
        self.process.start()
        told.close()

    @property
    def port(self) -> int:
        port: int = self.heard.recv()
        return port

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.heard.close()
