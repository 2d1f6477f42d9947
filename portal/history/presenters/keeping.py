"""What is kept and what goes, in words."""

from dataclasses import dataclass
from uuid import UUID

from portal.history.queries.keeping import ArchiveLine, Kept
from portal.web.addresses import ARCHIVE
from portal.words.wording import counted, day, moment, size

WHAT = {
    "files": ("Files that were sent or issued", "file", "files"),
    "words": ("What was written, as in decisions and statements", "decision", "decisions"),
    "drafts": ("Drafts that were never sent", "draft", "drafts"),
    "messages": ("Notices and what mails said", "notice", "notices"),
}
"""By kind: what it is, and what is counted of it."""


@dataclass(frozen=True, slots=True)
class KeptView:
    what: str
    count: str
    until: str
    becomes: str
    is_near: bool


@dataclass(frozen=True, slots=True)
class ArchiveView:
    made: str
    about: str
    href: str


def kept_view(kept: Kept) -> KeptView:
    what, one, many = WHAT.get(kept.kind, (kept.kind, "thing", "things"))
    return KeptView(
        what=what,
        count=counted(kept.count, one, many),
        until=day(kept.kept_until),
        becomes=becomes(kept, one, many),
        is_near=bool(kept.goes_on),
    )


def becomes(kept: Kept, one: str, many: str) -> str:
    if kept.gone_at:
        return f"Went on {moment(kept.gone_at)}: {counted(kept.gone, one, many)}"
    return f"Goes on {day(kept.goes_on)}" if kept.goes_on else "Kept"


def archive_view(contract_id: UUID, line: ArchiveLine) -> ArchiveView:
    about = f"{size(line.size)}, SHA-256 {line.sha256}"
    return ArchiveView(moment(line.made_at), about, ARCHIVE(contract_id, line.archive_id))
