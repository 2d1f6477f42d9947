"""Sweep away mails that were kept in a folder in place of a mail server: they name people, and were read long
ago or never."""

from datetime import datetime, timedelta
from pathlib import Path

KEPT = timedelta(days=30)
"""Shorter than any term after which somebody is forgotten."""


def sweep_mail(folder: Path, before: datetime) -> int:
    """How many went: those written before that moment."""
    old = [path for path in folder.glob("*.eml") if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
