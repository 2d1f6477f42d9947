"""Debian's virus scanner with a signature of our own: one for each worker, in a folder of its own."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.scanner import Scanner, ScannerAway

MISSING = (
    "ClamAV's clamd was not found, and the tests want a real scanner. `make test` installs Debian's package;"
    " by hand: apt-get install clamav-daemon"
)
HARMFUL = b"a harmful thing that nobody ever wrote"
"""What the scanner is told to find."""

HARMFUL_LATER = b"another harmful thing that was not known at first"
"""What it finds once it has been told."""


class Clamd:
    """A running clamd that listens on a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "clamd.socket"
        self.database = folder / "database"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"unix://{self.socket}"

    @property
    def scanner(self) -> Scanner:
        return Scanner(self.address)

    def start(self) -> None:
        program = shutil.which("clamd") or "/usr/sbin/clamd"
        if not Path(program).exists():
            pytest.fail(MISSING, pytrace=False)
        self.know(HARMFUL)
        settings = self.folder / "clamd.conf"
        settings.write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {self.database}\nForeground yes\nMaxThreads 2\n"
            f"StreamMaxLength 30M\nLogFile {self.folder / 'clamd.log'}\nSelfCheck 3600\n"
        )
        ending = ["setpriv", "--pdeathsig", "KILL", "--"]
        command = [*ending, program, "--config-file", str(settings)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait()

    def know(self, *signs: bytes) -> None:
        """The signatures that it has from when it is started or told to read them again."""
        self.database.mkdir(exist_ok=True)
        lines = [f"Invented.{number}:0:*:{sign.hex()}\n" for number, sign in enumerate(signs, 1)]
        (self.database / "invented.ndb").write_text("".join(lines))

    def read_again(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGUSR2)
        time.sleep(0.2)

    def wait(self) -> None:
        for _ in range(200):
            try:
                self.scanner.version()
            except ScannerAway:
                time.sleep(0.05)
            else:
                return
        log = self.folder / "clamd.log"
        pytest.fail(f"clamd did not start: {log.read_text() if log.exists() else ''}", pytrace=False)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=30)
            self.process = None
        self.socket.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def clamd_server() -> Iterator[Clamd]:
    # A socket's path has 107 bytes, and pytest's own folders are deeper than that.
    with tempfile.TemporaryDirectory(prefix="gs-clamd-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = Clamd(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture
def clamd(clamd_server: Clamd) -> Clamd:
    """The scanner, running, as it was at first."""
    if clamd_server.process is None or clamd_server.process.poll() is not None:
        clamd_server.process = None
        clamd_server.start()
    return clamd_server
