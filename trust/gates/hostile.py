"""Files that do something or hide something are sent by hand, one after the other; none is taken, and each is
refused with a sentence that says what to do instead."""

import tempfile
from pathlib import Path

from evidence.accept import Incoming
from evidence.refusal import Refused
from tests.builders.hostile_files import BAD_FILES, BadFile
from trust.gate import Result

LIMIT = 25 * 1024 * 1024


def run() -> Result:
    with tempfile.TemporaryDirectory(prefix="gs-hostile-") as folder:
        taken = [bad.why for bad in BAD_FILES if is_taken(Path(folder), bad)]
    if taken:
        print("taken:", *taken, sep="\n  ")
    return Result(not taken, f"{len(BAD_FILES)} hostile files, {len(taken)} taken")


def is_taken(folder: Path, bad: BadFile) -> bool:
    incoming = Incoming(folder, bad.name, LIMIT)
    try:
        incoming.write(bad.build())
        incoming.finish()
    except Refused as refused:
        return not refused.sentence
    return True
