"""Checks a log that a portal gave away: python3 verify_log.py [FOLDER OR ZIP] [--key PUBLIC KEY]

Nothing but Python (3.9 or newer) is needed. It is told whether the log is whole: that no event was changed,
taken away or put in; that it ends where the portal signed that it ends; that it still holds what was anchored
on earlier days; that rows and files that were given with it are what they were when they were written; and
that each file beside this program is, to the byte, the one that the portal gave away. Without --key the
signatures are checked with the key that stands beside them: compare that key with the
one that you were given on another way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)

CONTENTS = "contents.json"

Point = tuple[int, int, int, int]
Told = dict[str, Any]
Seals = dict[tuple[str, str], str]


def add(a: Point, b: Point) -> Point:
    """Points of the curve in extended coordinates (RFC 8032, 5.1.4)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def multiply(number: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def are_equal(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def unpack(packed: bytes) -> Point | None:
    """The point that 32 bytes stand for; None where they stand for none (RFC 8032, 5.1.3)."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032, 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    point, drawn, number = unpack(public), unpack(signature[:32]), int.from_bytes(signature[32:], "little")
    if point is None or drawn is None or number >= Q:
        return False
    y = 4 * pow(5, P - 2, P) % P
    base = unpack(y.to_bytes(32, "little"))
    asked = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return base is not None and are_equal(multiply(number, base), add(drawn, multiply(asked, point)))


def canonical(values: Told) -> str:
    return json.dumps(values, sort_keys=True)


def event_hash(event: Told) -> str:
    left_out = {"hash", "seal", *(name for name in ("rows", "organisation_id") if event.get(name) is None)}
    told = {name: value for name, value in event.items() if name not in left_out}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def digest(salt: str, told: Told) -> str:
    said = {name: value for name, value in told.items() if value is not None}
    return hashlib.sha256((salt + canonical(said)).encode()).hexdigest()


class Log:
    """What was given: the files of a folder or of a zip, by their names."""

    def __init__(self, place: str | Path) -> None:
        self.place = Path(place)
        self.zip = zipfile.ZipFile(self.place) if self.place.is_file() else None
        self.all_names = self.zip.namelist() if self.zip else []
        self.names = set(self.all_names)

    def has(self, name: str) -> bool:
        return name in self.names if self.zip else (self.place / name).is_file()

    def open(self, name: str) -> IO[bytes]:
        return self.zip.open(name) if self.zip else (self.place / name).open("rb")

    def lines(self, name: str) -> Iterator[Told]:
        if self.has(name):
            with self.open(name) as opened:
                for line in opened:
                    if line.strip():
                        yield json.loads(line)


class Walk:
    """What was met on the way along the log."""

    def __init__(self) -> None:
        self.seals: Seals = {}
        self.hashes: dict[int, str] = {0: ""}
        self.changed: dict[str, Told] = {}


def verify_events(log: Log, walk: Walk) -> Iterator[str]:
    """Each finding. What is not the business of whoever was given the log is there by its hash alone."""
    number, previous = 0, ""
    for event in log.lines("events.jsonl"):
        if event["number"] != number + 1:
            yield f"event {event['number']} follows {number}; what was between is gone"
        if "name" in event:
            if event["previous_hash"] != previous:
                yield f"event {event['number']} does not follow from {number}"
            if event_hash(event) != event["hash"]:
                walk.changed[str(event["number"])] = event
            for table, key, sealed in event["rows"] or []:
                walk.seals[(table, key)] = sealed
        number, previous = event["number"], event["hash"]
        walk.hashes[number] = previous


def verify_signature(given: Told, key: str, what: str) -> Iterator[str]:
    told = {name: value for name, value in given.items() if name != "signature"}
    message = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    if not is_signed(bytes.fromhex(given["key"]), message, bytes.fromhex(given["signature"])):
        yield f"{what} is not signed as it says"
    elif key and given["key"] != key:
        yield f"{what} is signed by the key {given['key']}, which is not the one that you gave"


def verify_anchor(anchor: Told, walk: Walk, key: str, what: str) -> Iterator[str]:
    unsigned = list(verify_signature(anchor, key, what))
    yield from unsigned
    if not unsigned and walk.hashes.get(anchor["number"]) != anchor["hash"]:
        yield f"{what} is of {anchor['number']} events, and this log is another one"


def verify_row(log: Log, walk: Walk, row: Told) -> Iterator[str]:
    """What a row says, against its seal; of an event, what is left of it after something was taken out. A
    row without salt is sealed in an event that was not given: it is told, and not proved."""
    table, key, says = row["table"], row["key"], row["says"]
    if row["salt"] and walk.seals.get((table, key)) != digest(row["salt"], says):
        yield f"{table} {key} is not what was sealed"
    elif row["salt"] and table == "event":
        left = {name: value for name, value in says.items() if name != "seal"}
        if canonical(left) == canonical(walk.changed.get(key, {})):
            del walk.changed[key]
    if row.get("file"):
        yield from verify_file(log, row["file"], says["sha256"])


def verify_file(log: Log, name: str, sha256: str) -> Iterator[str]:
    if not log.has(name):
        yield f"the file {name} is missing"
        return
    counted = hashlib.sha256()
    with log.open(name) as opened:
        for chunk in iter(lambda: opened.read(1 << 20), b""):
            counted.update(chunk)
    if counted.hexdigest() != sha256:
        yield f"the file {name} is not the one that was given"


def verify_contents(log: Log, key: str) -> Iterator[str]:
    """Whether each file is the one that the portal gave away, and whether there is no other: the log's hashes
    say nothing of rows that are only told, or of events that were made to stand there by their hash alone."""
    lists = list(log.lines(CONTENTS))
    if not lists:
        yield "nothing says which files were given"
    for signed in lists:
        yield from verify_signature(signed, key, "the list of files")
        for name, sha256 in signed["files"].items():
            yield from verify_file(log, name, sha256)
        yield from (
            f"the file {name} was put in" for name in sorted(log.names - {*signed["files"], CONTENTS})
        )
    if len(log.all_names) != len(log.names):
        yield "two files have one name"


def verify(place: str | Path, key: str = "") -> Iterator[str]:
    """Each finding, once."""
    yield from dict.fromkeys(findings(Log(place), Walk(), key))


def findings(log: Log, walk: Walk, key: str) -> Iterator[str]:
    yield from verify_contents(log, key)
    yield from verify_events(log, walk)
    count, heads = len(walk.hashes) - 1, list(log.lines("head.json"))
    if not heads:
        yield "nothing says where the log ends"
    for head in heads:
        yield from verify_anchor(head, walk, key, "the end of the log")
        if head["number"] != count:
            yield f"the log has {count} events instead of {head['number']}"
    for anchor in log.lines("anchors.jsonl"):
        yield from verify_anchor(anchor, walk, "", f"the anchor of {anchor['at'][:10]}")
    for row in log.lines("rows.jsonl"):
        yield from verify_row(log, walk, row)
    for event in walk.changed.values():
        yield f"event {event['number']} ({event['name']}) was changed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("place", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--key", default="", help="the public key that you were given")
    chosen = parser.parse_args()
    found = 0
    for finding in verify(chosen.place, chosen.key.strip().lower()):
        print(finding)
        found += 1
    print(f"{found} things are wrong." if found else "The log is whole.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
