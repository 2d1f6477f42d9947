"""Backups of an installation in which somebody writes all the time, from each database and store to each
other: what is restored is verified, and holds all that was there when the backup was begun. Each is killed
once on its way."""

import tempfile
from pathlib import Path

from evidence.store import open_store
from tests.kills.backing_up import (
    LARGE,
    fill,
    finish,
    installation,
    is_half_restored,
    is_writing_in,
    kill_in_the_middle,
    names,
    writing,
)
from tests.kills.children import begin
from trust.gate import Result
from trust.places import KINDS, Installed, installed


def run() -> Result:
    faults, tries, files = list[str](), 0, 0
    for source in KINDS:
        for target in KINDS:
            with installed(source) as here, installed(target, is_empty=True) as there:
                found, count = try_one(here, there)
            faults += [f"{source} to {target}: {fault}" for fault in found]
            tries, files = tries + 1, files + count
    for line in faults:
        print(f"      {line}")
    return Result(not faults, f"{tries} backups restored, {files:,} files, {len(faults)} faults")


def try_one(here: Installed, there: Installed) -> tuple[list[str], int]:
    """What is wrong, and how many files came back."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        backup = Path(folder) / "backup.tar"
        with writing(fill(here.database, open_store(here.settings.evidence))) as kept:
            broken_off = begin(here.environment, "backup", backup)
            kill_in_the_middle(broken_off, lambda: is_writing_in(broken_off.pid, backup.parent))
            if list(backup.parent.iterdir()):
                faults.append("half a file is left")
            before = set(kept)
            code, said = finish(begin(here.environment, "backup", backup))
            faults += [f"backup: {said}"] if code else []
        again = begin(there.environment, "restore", backup)
        store = open_store(there.settings.evidence)
        kill_in_the_middle(again, lambda: is_half_restored(there.settings.home, store))
        code, said = finish(begin(there.environment, "restore", backup))
        faults += [f"restore: {said}"] if code else []
    restored = names(there.database)
    if lost := (before | LARGE) - restored:
        faults.append(f"{len(lost)} files are gone")
    if installation(here.database) != installation(there.database):
        faults.append("it is another installation")
    return faults, len(restored)
