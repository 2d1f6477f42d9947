"""What people get by mail."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from evidence.store import Store, open_store
from portal.database import Database
from portal.settings import Settings, read_settings
from portal.work.working import Worker


@dataclass(frozen=True)
class Mailbox:
    """The mail of everybody: the work that sends it is done when somebody looks."""

    settings: Settings
    database: Database
    store: Store

    def messages(self) -> list[EmailMessage]:
        """Those that were kept in the folder, oldest first."""
        Worker(self.settings, self.database, self.store).do_all()
        folder = self.settings.home / "mail"
        files = folder.iterdir() if folder.is_dir() else ()
        ordered = sorted(files, key=lambda file: file.stat().st_mtime_ns)
        return [
            message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default) for file in ordered
        ]

    def last_link(self) -> str:
        """The address that the newest message asks to open."""
        text = text_of(self.messages()[-1])
        found = re.search(rf"{re.escape(self.settings.address)}/(?:links|join)/\S+", text)
        assert found, text
        return found.group()

    def last_token(self) -> str:
        return self.last_link().rpartition("/")[2]


def open_mailbox(database: Database, home: Path, environment: Mapping[str, str] | None = None) -> Mailbox:
    address = "https://portal.example"
    settings = read_settings({"PORTAL_HOME": str(home), "PORTAL_ADDRESS": address, **(environment or {})})
    return Mailbox(settings, database, open_store(settings.evidence))


def text_of(message: EmailMessage) -> str:
    """What those read who read no HTML."""
    plain = message.get_body(("plain",))
    assert plain
    return str(plain.get_content())
