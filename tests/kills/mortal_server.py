"""The portal on a free port, in a process that dies by SIGKILL where it is told to."""

import os
import signal
import socket
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

import uvicorn
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from sqlalchemy import event

from evidence.store import Store, open_store
from portal.app import create_app
from portal.database import Database, open_database
from portal.logs import set_up_logs
from portal.settings import read_settings
from tests.kills.children import CONTEXT, start
from tests.parts import loopback_only as loopback_only

BEFORE_OBJECT = "between the last byte and the object"
AFTER_OBJECT = "between object and row"
BEFORE_COMMIT = "between row and commit"
AFTER_COMMIT = "between commit and what follows"
BEFORE_ANSWER = "between row and answer"
POINTS = (BEFORE_OBJECT, AFTER_OBJECT, BEFORE_COMMIT, AFTER_COMMIT, BEFORE_ANSWER)
"""Where a server dies during the first upload that comes to it, once it is told to."""

FROM_OUTSIDE = "at a random moment"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Fate:
    """Where this process dies, from the moment when that is armed: what comes before is answered."""

    def __init__(self, point: str) -> None:
        self.point, self.is_armed = point, False

    def pass_by(self, point: str) -> None:
        if self.is_armed and point == self.point:
            die()


class FatalStore:
    """A store that is passed by its process's fate."""

    def __init__(self, store: Store, fate: Fate) -> None:
        self.store, self.fate = store, fate

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def keep(self, staged: Path, key: str) -> None:
        self.fate.pass_by(BEFORE_OBJECT)
        self.store.keep(staged, key)
        self.fate.pass_by(AFTER_OBJECT)


class FatalAnswers:
    """ASGI that is passed by its process's fate when the answer to a POST is about to leave. `X-Fatal` on a
    request arms it."""

    def __init__(self, app: ASGIApp, fate: Fate) -> None:
        self.app, self.fate = app, fate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_or_die(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get("method") == "POST":
                self.fate.pass_by(BEFORE_ANSWER)
            await send(message)

        headers: list[tuple[bytes, bytes]] = list(scope.get("headers", ()))
        self.fate.is_armed = self.fate.is_armed or any(name == b"x-fatal" for name, _ in headers)
        await self.app(scope, receive, send_or_die)


def fatal_database(url: str, fate: Fate) -> Database:
    database = open_database(url)
    event.listen(database.writing, "before_commit", lambda _: fate.pass_by(BEFORE_COMMIT))
    event.listen(database.writing, "after_commit", lambda _: fate.pass_by(AFTER_COMMIT))
    return database


def serve(environment: dict[str, str], dies: str, told: Connection) -> None:
    """The child: tells its port, then serves until it dies."""
    os.environ.update(environment)
    settings, fate = read_settings(environment), Fate(dies)
    set_up_logs(settings.production)
    store = cast("Store", FatalStore(open_store(settings.evidence), fate))
    app = create_app(settings, fatal_database(settings.database_url, fate), store)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    told.send(listening.getsockname()[1])
    uvicorn.Server(uvicorn.Config(FatalAnswers(app, fate), log_config=None)).run(sockets=[listening])


class MortalServer:
    """Started at once; `port` waits until it listens."""

    def __init__(self, environment: dict[str, str], dies: str = FROM_OUTSIDE) -> None:
        self.heard, told = CONTEXT.Pipe(duplex=False)
        self.dies = dies
        self.process = start(serve, environment, dies, told)
        told.close()

    @property
    def port(self) -> int:
        port: int = self.heard.recv()
        return port

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.heard.close()
