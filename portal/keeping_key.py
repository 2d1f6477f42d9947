"""Where the key of the log is kept: in a setting, else in a file of its own, made at the first start.

It is in no backup of the database, and not in the store: whoever gets hold of these can forge nothing.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from portal.acting.log_key import LENGTH, LogKey
from portal.settings import SettingError, Settings

NAME = "log.key"


def keep_key(settings: Settings) -> LogKey:
    """The key; a new one where there is none yet. Raises SettingError where the file is not one."""
    if settings.log_key:
        return LogKey(bytes.fromhex(settings.log_key))
    path = key_path(settings)
    if not path.exists():
        make_key(path)
    try:
        secret = bytes.fromhex(path.read_text("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != LENGTH:
        raise SettingError("PORTAL_HOME", f"{path} must hold the log's key: {2 * LENGTH} hexadecimal digits")
    return LogKey(secret)


def find_key(settings: Settings) -> LogKey | None:
    """The same, without making one."""
    return keep_key(settings) if settings.log_key or key_path(settings).exists() else None


def key_path(settings: Settings) -> Path:
    return settings.home / NAME


def make_key(path: Path) -> None:
    """For its owner alone, and whole or not at all; of two that make it at once, the first one's counts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    being_made = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
    file = os.open(being_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as written:
        written.write(secrets.token_hex(LENGTH) + "\n")
        written.flush()
        os.fsync(file)
    with suppress(FileExistsError):
        path.hardlink_to(being_made)
    being_made.unlink()
