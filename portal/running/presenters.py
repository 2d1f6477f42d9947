"""The installation in words, for whoever looks after it."""

import platform
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from portal.running.figures import portal_version
from portal.running.queries import MailPiles, Piled, Stored, WorkPiles, tables_of_version
from portal.settings import Settings
from portal.words.wording import counted, moment, size
from portal.work.presenters import WHAT

Row = tuple[str, str]
ENGINES = {"sqlite": "SQLite, a file", "postgresql": "PostgreSQL"}
NOT_SCANNED = "Not configured: files are not scanned for malware"
MAIL = {
    "waiting": "Waiting to be sent",
    "handing-over": "Being handed over",
    "sent": "Sent in the last seven days",
    "failed": "Failed in the last seven days",
}
STATES = {"waiting": "waiting", "taken": "being done", "failed": "failed"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the installation: its heading, and what is said of it, label by label."""

    heading: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Found:
    """What was counted for the page."""

    work: WorkPiles
    mail: MailPiles
    files: Stored
    done: int


def installation_parts(settings: Settings, engine: str, found: Found) -> list[Part]:
    return [
        Part("Work", work_rows(found.work, found.done)),
        Part("Mail", mail_rows(settings, found.mail)),
        Part("Storage", storage_rows(settings, engine, found.files)),
        Part("Scans", [("Malware scanner", scanner_words(settings))]),
        Part("Versions", version_rows(settings)),
    ]


def scanner_words(settings: Settings) -> str:
    """Whether files are held until a scanner has found them clean."""
    return f"clamd at {settings.clamd}" if settings.clamd else NOT_SCANNED


def work_rows(work: WorkPiles, done: int) -> list[Row]:
    """Whatever is left to do by its kind, and at the end how much was done."""
    kinds: dict[str, list[str]] = {}
    for (kind, state), piled in work.items():
        kinds.setdefault(kind, []).append(piled_words(piled, STATES[state]))
    rows = [(WHAT.get(kind, kind), "; ".join(said)) for kind, said in kinds.items()]
    return [*rows, ("Done in the last 24 hours", f"{done:,}")]


def mail_rows(settings: Settings, mail: MailPiles) -> list[Row]:
    nothing = [("Waiting to be sent", "Nothing")] if "waiting" not in mail else []
    rows = [(MAIL.get(state, state), piled_words(piled)) for state, piled in mail.items()]
    return [("Goes out by", mail_way(settings)), *nothing, *rows]


def mail_way(settings: Settings) -> str:
    """Never the password of the mail server."""
    if not settings.smtp:
        return "No mail server: it is kept in a folder"
    way = urlsplit(settings.smtp).hostname or ""
    return f"{way}, all of it to {settings.mail_sandbox}" if settings.mail_sandbox else way


def storage_rows(settings: Settings, engine: str, files: Stored) -> list[Row]:
    place = "An S3 bucket" if settings.evidence.startswith("s3:") else "A folder of this machine"
    return [
        (
            "Files",
            f"{counted(files.files, 'file')}, {size(files.size)} together" if files.files else "None yet",
        ),
        ("They lie in", place),
        ("Free where the portal keeps its own", free_words(settings.home)),
        ("Largest upload", size(settings.upload_limit)),
        ("Database", ENGINES.get(engine, engine)),
    ]


def free_words(home: Path) -> str:
    if not home.exists():
        return "The folder is not there yet"
    found = shutil.disk_usage(home)
    return f"{size(found.free)} of {size(found.total)}"


def version_rows(settings: Settings) -> list[Row]:
    return [
        ("Good Standing", portal_version()),
        ("Tables", tables_of_version()),
        ("Python", platform.python_version()),
        ("Mode", "Production" if settings.production else "Development"),
    ]


def piled_words(piled: Piled, state: str = "") -> str:
    since = f"the oldest since {moment(piled.since)}"
    return f"{piled.count:,} {state}, {since}" if state else f"{piled.count:,}, {since}"
