"""A disk runs full (a file system of 24 MB in memory, mounted for this) while people upload: each is told,
nothing that was acknowledged is lost, and once there is room again everything goes on by itself."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kills.mortal_server import MortalServer
from tests.kills.uploading import Uploader, wait_until_ready
from trust.gate import Result
from trust.places import installed

MEGABYTES, MOST = 24, 120
FULL = 503


def run() -> Result:
    faults, told, kept = list[str](), 0, 0
    for kind in ("sqlite and a folder", "postgresql and a folder"):
        with small_disk() as disk, installed(kind, disk / "home") as here:
            uploader = Uploader(here.settings, here.database)
            found = fill_up(here.environment, uploader, disk)
            faults += [f"{kind}: {each}" for each in found]
            told += uploader.statuses[FULL]
            kept += len(uploader.acknowledged)
            here.database.engine.dispose()
    for line in faults:
        print(f"      {line}")
    return Result(not faults, f"{kept} kept, {told} told that it is full, {len(faults)} faults")


def fill_up(environment: dict[str, str], uploader: Uploader, disk: Path) -> list[str]:
    """What went wrong."""
    (disk / "ballast").write_bytes(bytes(6 * 1024 * 1024))
    server = MortalServer(environment)
    port = server.port
    wait_until_ready(port)
    for number in range(MOST):
        uploader.send(port, b"row,%d\n" % number * 60_000)
        uploader.look(port)
        if uploader.statuses[FULL] >= 10:
            break
    fill_the_rest(disk / "the rest")
    told_before = uploader.statuses[FULL]
    for number in range(10):
        uploader.send(port, b"late,%d\n" % number)
        uploader.look(port)
    faults = [] if told_before else ["the disk was never full"]
    (disk / "the rest").unlink()
    (disk / "ballast").unlink()
    if not uploader.send(port, b"after,1\n").is_kept or uploader.look(port).status != 200:
        faults.append("it did not go on once there was room")
    server.kill()
    wrong = {status: often for status, often in uploader.statuses.items() if status not in {200, 303, FULL}}
    faults += [f"{often} answers of {status}" for status, often in wrong.items()]
    return [*faults, *(f"lost: {each}" for each in uploader.lost), *uploader.damage()]


def fill_the_rest(path: Path) -> None:
    """To the last byte: not even a row goes in any more."""
    with path.open("wb", buffering=0) as rest:
        try:
            while rest.write(bytes(4096)):
                pass
        except OSError:
            return


@contextmanager
def small_disk() -> Iterator[Path]:
    """Wants the right to mount, as root has it: without it this gate cannot be tried, and says so."""
    with tempfile.TemporaryDirectory(prefix="gs-disk-") as folder:
        size = f"size={MEGABYTES}m"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True, timeout=20)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True, timeout=20)
