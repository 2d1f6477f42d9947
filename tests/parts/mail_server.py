"""A real SMTP server on a free port: it takes messages, and refuses them when told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """What it took is in `taken`, as it came over the wire."""

    daemon_threads = True

    def __init__(self, refuses: bool) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refuses = refuses
        self.taken: list[bytes] = []

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            match line.strip().upper().split(b" ")[0].split(b":")[0]:
                case b"RCPT" if self.server_of().refuses:
                    self.say("550 nobody of that name")
                case b"DATA":
                    self.say("354 go on")
                    if (message := self.read_message()) is None:
                        return
                    self.server_of().taken.append(message)
                    self.say("250 taken")
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 fine")

    def read_message(self) -> bytes | None:
        """With the dots that were doubled as they were; None where it broke off."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def server_of(self) -> MailServer:
        assert isinstance(self.server, MailServer)
        return self.server

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(refuses: bool = False) -> Iterator[MailServer]:
    with MailServer(refuses) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
