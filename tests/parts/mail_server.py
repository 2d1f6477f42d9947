"""A real SMTP server on a free port: it takes messages, and refuses them when told to."""

import base64
import re
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>]+>)", re.I | re.M)


@dataclass
class Habits:
    """How a server behaves. `answers` is by command what it says instead of yes, DOT for the end of a
    message. `moment` is told of each message's DATA and DOT before
    they are answered. With `name` and `password` it wants to be told them."""

    answers: dict[str, str] = field(default_factory=dict)
    breaks_off_at: str = ""
    moment: Callable[[str], None] = lambda _: None
    name: str = ""
    password: str = ""
    certificate: Path | None = None
    encrypts_at_once: bool = False


class MailServer(socketserver.ThreadingTCPServer):
    """What it took is in `taken`, as it came over the wire; `said` is all that it was told, by line."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, habits: Habits, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__((host, port), Conversation)
        self.habits = habits
        self.taken: list[bytes] = []
        self.said: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        habits = self.habits
        who = f"{habits.name}:{habits.password}@" if habits.name else ""
        scheme = "smtps" if habits.encrypts_at_once else "smtp"
        return f"{scheme}://{who}{'localhost' if habits.certificate else '127.0.0.1'}:{self.port}"

    def message_ids(self) -> list[str]:
        """Of what it took, in that order."""
        found = [MESSAGE_ID.search(each) for each in self.taken]
        return [each.group(1).decode() for each in found if each]


def in_lower_case(line: str) -> str:
    """Versions of Python write the command before an address in letters of different cases."""
    command, colon, address = line.partition(":")
    return command.lower() + colon + address if colon else line


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def setup(self) -> None:
        self.is_encrypted = self.is_known = False
        if self.server.habits.encrypts_at_once:
            self.encrypt()
        super().setup()

    def encrypt(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        assert self.server.habits.certificate
        context.load_cert_chain(self.server.habits.certificate)
        self.request = context.wrap_socket(self.request, server_side=True)
        self.is_encrypted = True

    def finish(self) -> None:
        super().finish()
        if self.is_encrypted:
            self.request.close()  # who made the plain one knows nothing of this

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            command = line.strip().upper().split(b" ")[0].split(b":")[0].decode("ascii", "replace")
            self.server.said.append(in_lower_case(line.decode("utf-8", "replace").strip()))
            if command == self.server.habits.breaks_off_at or not self.answer(command, line):
                return

    def answer(self, command: str, line: bytes) -> bool:
        """False where the conversation is over."""
        habits = self.server.habits
        if command in habits.answers:
            self.say(habits.answers[command])
        elif command == "EHLO":
            self.say("250-here\r\n" + self.offers() + "250 fine")
        elif command == "STARTTLS":
            self.say("220 begin")
            self.encrypt()
            super().setup()
        elif command == "AUTH":
            self.say("235 welcome" if self.knows(line) else "535 who are you?")
        elif command == "MAIL" and habits.name and not self.is_known:
            self.say("530 who are you?")
        elif command == "DATA":
            return self.take()
        elif command == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 fine")
        return True

    def offers(self) -> str:
        habits = self.server.habits
        starttls = "250-STARTTLS\r\n" if habits.certificate and not self.is_encrypted else ""
        return starttls + ("250-AUTH PLAIN\r\n" if habits.name else "")

    def knows(self, line: bytes) -> bool:
        habits = self.server.habits
        said = base64.b64decode(line.split()[-1]).decode().split("\0")
        self.is_known = said[1:] == [habits.name, habits.password]
        return self.is_known

    def take(self) -> bool:
        habits = self.server.habits
        habits.moment("DATA")
        self.say("354 go on")
        if (message := self.read_message()) is None:
            return False
        if "DOT" in habits.answers:
            self.say(habits.answers["DOT"])
            return True
        self.server.taken.append(message)
        habits.moment("DOT")
        if habits.breaks_off_at == "DOT":
            return False
        self.say("250 taken")
        return True

    def read_message(self) -> bytes | None:
        """With the dots that were doubled as they were; None where it broke off."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def say(self, line: str) -> None:
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:
            return  # whoever asked is gone


@contextmanager
def mail_server(
    refuses: bool = False, habits: Habits | None = None, host: str = "127.0.0.1", port: int = 0
) -> Iterator[MailServer]:
    """`refuses` every address; or behaves as its habits are."""
    refusing = Habits(answers={"RCPT": "550 nobody of that name"})
    with MailServer(refusing if refuses else habits or Habits(), host, port) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def own_certificate(folder: Path) -> Path:
    """Key and certificate of localhost in one file, which nobody has signed but itself."""
    path = folder / "localhost.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost"]
    made = ["openssl", *words.split(), *names, "-keyout", f"{path}.key", "-out", f"{path}.crt"]
    subprocess.run(made, check=True, capture_output=True)
    path.write_text(Path(f"{path}.key").read_text() + Path(f"{path}.crt").read_text())
    return path
