"""A real IMAP server on a free port, with one mailbox: as much of RFC 9051 as imaplib speaks to it."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

USER, PASSWORD = "bounces@portal.example", "pass word"


class MailboxServer(socketserver.ThreadingTCPServer):
    """`mails` are what lies in it, `seen` the numbers of those that were marked."""

    daemon_threads = True

    def __init__(self, mails: list[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails, self.seen = mails, set[int]()

    def address(self, password: str = "pass%20word", mailbox: str = "INBOX") -> str:  # noqa: S107 - as above
        return f"imap://bounces%40portal.example:{password}@127.0.0.1:{self.server_address[1]}/{mailbox}"


class Conversation(socketserver.StreamRequestHandler):
    server: MailboxServer

    def handle(self) -> None:
        self.say("* OK here")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            if command == "LOGOUT":
                self.say(f"* BYE\r\n{tag} OK bye")
                return
            self.say(f"{tag} {self.answer(command)}")

    def answer(self, command: str) -> str:
        match command.split(" "):
            case ["CAPABILITY"]:
                self.say("* CAPABILITY IMAP4rev1")
            case ["LOGIN", *_] if command != f'LOGIN {USER} "{PASSWORD}"':
                return "NO who are you?"
            case ["SELECT", name] if name != '"INBOX"':
                return "NO there is no such mailbox"
            case ["UID", "SEARCH", "UNSEEN"]:
                unseen = [str(n) for n in range(1, len(self.server.mails) + 1) if n not in self.server.seen]
                self.say(" ".join(["* SEARCH", *unseen]))
            case ["UID", "FETCH", uid, _]:
                mail = self.server.mails[int(uid) - 1]
                self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(mail)}}}\r\n".encode() + mail)
                self.say(")")
            case ["UID", "STORE", uid, *_]:
                self.server.seen.add(int(re.sub(r"\D", "", uid)))
        return "OK done"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mailbox_server(*mails: str) -> Iterator[MailboxServer]:
    with MailboxServer([mail.replace("\n", "\r\n").encode() for mail in mails]) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
