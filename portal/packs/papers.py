"""The Word document of a pack: in its owner's own template where one can be used, else in ours."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence.report_writing import write_report
from evidence.store import NotStored, Store
from evidence.templates import Unfilled, write_filled
from portal.packs.presenters.document import Frozen, report_of
from portal.packs.presenters.evidence import Naming
from portal.packs.presenters.placed import filling_of
from portal.packs.queries.contents import PackContents
from portal.packs.queries.evidence import HELD
from portal.packs.queries.templates import TemplateLine


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells."""

    contents: PackContents
    frozen: Frozen
    naming: Naming


@dataclass(frozen=True, slots=True)
class Used:
    """With which template a document was written; without one, why the one that there is was not used."""

    sha256: str | None = None
    why: str | None = None


def write_document(store: Store, template: TemplateLine | None, told: Told, out: BinaryIO) -> Used:
    """What cannot be used keeps nobody from the pack, and is said."""
    why = None
    if template:
        why = HELD.get(template.scan) or write_in(store, template, told, out)
        if not why:
            return Used(template.sha256)
        out.seek(0)
        out.truncate()
    write_report(report_of(told.contents, told.frozen, told.naming), out)
    return Used(why=why)


def write_in(store: Store, template: TemplateLine, told: Told, out: BinaryIO) -> str:
    """Empty, or why it could not be done."""
    report = report_of(told.contents, told.frozen, told.naming)
    filling = filling_of(told.contents, told.frozen, told.naming, report.title)
    try:
        with store.fetch(template.key) as path:
            if digest_of(path) != template.sha256:
                return "it is not what was uploaded any more"
            write_filled(path, report, filling, out)
    except NotStored:
        return "it is not in the store"
    except Unfilled:
        return "it could not be filled in"
    except OSError:
        return "the store did not give it"
    return ""


def digest_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
