"""The log as a file that somebody else can check: events, where they end, anchors, and the program."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from portal import clock
from portal.acting.chain import canonical, event_hash
from portal.acting.log_key import LogKey, log_key_of
from portal.acting.sealing import EVENT, Told
from portal.history import verifier
from portal.history.anchors import make_anchor, signed_by
from portal.history.queries.head import Head, find_head
from portal.standing.queries.verify_log import walk_events

PIECE = 1024 * 1024
"""Bytes at once."""

NOTHING = Head(0, "", 1, "")
READ_ME = """\
The log of what happened in {portal}, up to event {number}.

    python3 verify_log.py --key PUBLIC-KEY

says whether it is whole. The public key is told to you on another way than this file: without it the program
can only say that the log agrees with itself.

events.jsonl    what happened, a line each: who (an id), what, when, about what; `rows` are the digests of
                what was written with it; each `hash` is over the event and the hash of the one before
rows.jsonl      what is left of events out of which somebody's name was taken later
head.json       where the log ended when this was written, signed (Ed25519)
anchors.jsonl   where it ended on earlier days, as it was kept outside the database then
contents.json   the SHA-256 of each of these files, signed
"""


def export_log(session: Session, portal: str, anchors: Sequence[str], path: Path) -> int:
    """How many events were written. Raises FileExistsError where there is something at the path."""
    head = find_head(session) or NOTHING
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        redacted: list[Told] = []
        with archive.open("events.jsonl", "w") as written:
            for row in walk_events(session, head.number):
                values = row._asdict()
                written.write(event_line(values))
                if event_hash(values) != row.hash:
                    redacted.append(values)
        key = log_key_of(session)
        archive.writestr("rows.jsonl", b"".join(event_row(key, values) for values in redacted))
        write_proof(archive, session, portal, head, anchors)
        archive.writestr("READ ME.txt", READ_ME.format(portal=portal, number=head.number))
        write_contents(archive, key)
    return head.number


def write_proof(
    archive: zipfile.ZipFile, session: Session, portal: str, head: Head, anchors: Iterable[str]
) -> None:
    """Where the log ends, signed; what was anchored of it up to there; and the program that checks it."""
    signed = make_anchor(log_key_of(session), portal, clock.now(), head.number, head.hash)
    archive.writestr("head.json", signed.line() + "\n")
    told = [line for line in anchors if is_told_by(line, head.number)]
    archive.writestr("anchors.jsonl", "".join(f"{line}\n" for line in told))
    archive.write(Path(verifier.__file__), "verify_log.py")


def is_told_by(line: str, number: int) -> bool:
    """Whether a log with so many events can hold what was anchored. A line that was broken off is no anchor;
    whether one is signed as it says is for whoever is given it to see."""
    try:
        return bool(json.loads(line)["number"] <= number)
    except (ValueError, TypeError, KeyError):
        return False


def write_contents(archive: zipfile.ZipFile, key: LogKey) -> None:
    """Which files were given, signed: the last of them."""
    files = {name: sha256_in(archive, name) for name in archive.namelist()}
    signed = signed_by(key, {"files": files})
    archive.writestr(verifier.CONTENTS, json.dumps(signed, sort_keys=True) + "\n")


def sha256_in(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as opened:
        return sha256_of(opened)


def sha256_of(opened: IO[bytes]) -> str:
    counted = hashlib.sha256()
    while piece := opened.read(PIECE):
        counted.update(piece)
    return counted.hexdigest()


def event_line(values: Told) -> bytes:
    """Without its seal, which nobody else could look at."""
    told = {name: value for name, value in values.items() if name != "seal"}
    return canonical(told).encode() + b"\n"


def row_line(
    key: LogKey, table: str, of: str, says: Told, file: str = "", *, is_proved: bool = True
) -> bytes:
    """A row with what its digest is salted with; `file` is where its bytes stand beside it."""
    salt = key.salt_of(table, of) if is_proved else ""
    told = {"table": table, "key": of, "salt": salt, "says": says, "file": file}
    return canonical(told).encode() + b"\n"


def event_row(key: LogKey, values: Told) -> bytes:
    """What is left of an event out of which something was taken."""
    return row_line(key, EVENT, str(values["number"]), values)
