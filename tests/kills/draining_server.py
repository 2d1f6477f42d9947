"""A portal on a port of its own, in a process that is told to stop as an operator tells it: by SIGTERM."""

import os
import signal
import socket
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from portal.cli.serving import served
from portal.logs import set_up_logs
from portal.serving import make_server
from portal.settings import read_settings
from tests.kills.children import start
from tests.parts import loopback_only as loopback_only

HOST = "127.0.0.1"


def serve(environment: dict[str, str], port: int) -> None:
    """The child: serves until it is told to stop, as `portal serve` does."""
    os.environ.update(environment)
    settings = read_settings()
    set_up_logs(settings.production)
    make_server(settings, served(settings), HOST, port).run()


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class DrainingServer:
    """Started, stopped and started again on the same port."""

    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: BaseProcess | None = None

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        self.process = start(serve, self.environment, self.port)

    def tell_to_stop(self) -> None:
        assert self.process
        assert self.process.pid
        os.kill(self.process.pid, signal.SIGTERM)

    def wait_for_end(self, seconds: float) -> bool:
        assert self.process
        self.process.join(seconds)
        return not self.process.is_alive()

    def kill(self) -> None:
        if self.process and self.process.is_alive():
            self.process.kill()
            self.process.join()
