"""Anchor the log outside the database: once a day where it ends, signed, into a file and wherever the setting
says besides."""

import os
from pathlib import Path
from urllib.request import Request, urlopen

from sqlalchemy.orm import Session

from portal import clock
from portal.acting.log_key import log_key_of
from portal.database import Database
from portal.history.anchors import Anchor, find_day, make_anchor, public_key
from portal.history.queries.head import find_head
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import MessageKind
from portal.settings import Settings

NAME = "anchors.jsonl"
SECONDS = 30
"""How long a webhook may take."""


def anchor_log(settings: Settings, database: Database) -> Anchor | None:
    """Today's anchor, in `home/anchors.jsonl` and where the setting says; None where nothing has happened
    ever. Done again on the same day it goes out again as it was. Raises OSError where a place is away."""
    path = settings.home / NAME
    with database.reading() as session:
        today, key = clock.now().date().isoformat(), public_key(log_key_of(session))
        anchor = find_day(lines_of(path), today, key) or new_anchor(session, settings)
    if anchor is None:
        return None
    append_line(path, anchor)
    send(settings, database, anchor)
    return anchor


def new_anchor(session: Session, settings: Settings) -> Anchor | None:
    head = find_head(session)
    if head is None or not head.number:
        return None
    return make_anchor(log_key_of(session), settings.address, clock.now(), head.number, head.hash)


def lines_of(path: Path) -> list[str]:
    return text_of(path).splitlines()


def text_of(path: Path) -> str:
    """Also where a power cut left in it what is no text."""
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def append_line(path: Path, anchor: Anchor) -> None:
    """Once, and on a line of its own also after one that a full disk or a power cut broke off."""
    line, text = anchor.line(), text_of(path)
    if line in text.splitlines():
        return
    is_broken_off = text and not text.endswith("\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as written:
        written.write(f"\n{line}\n" if is_broken_off else f"{line}\n")
        written.flush()
        os.fsync(written.fileno())


def send(settings: Settings, database: Database, anchor: Anchor) -> None:
    place = settings.anchor or ""
    if place.startswith("mailto:"):
        with database.writing() as session:
            mail(session, place.removeprefix("mailto:"), anchor)
            session.commit()
    elif place.startswith("file:"):
        append_line(Path(place.removeprefix("file://")), anchor)
    elif place:
        post(place, anchor)


def mail(session: Session, email: str, anchor: Anchor) -> None:
    letter = Letter(
        subject=f"Where the log of {anchor.portal} ended on {clock.today().isoformat()}",
        greeting="Keep this message where nobody who looks after the portal can change it.",
        opening=(
            f"The log had {anchor.number} events. The line below is signed by the portal.",
            anchor.line(),
        ),
        closing=("`portal verify --anchors FILE` compares it with the log, and so does the log's verifier.",),
    )
    write_message(session, Addressee(email, ""), MessageKind.LETTER, letter)


def post(address: str, anchor: Anchor) -> None:
    """To a webhook, as JSON. The setting has seen to it that it is https, or this machine."""
    headers = {"Content-Type": "application/json"}
    request = Request(address, anchor.line().encode(), headers, method="POST")  # noqa: S310 - checked above
    with urlopen(request, timeout=SECONDS):  # noqa: S310 - checked above
        pass
