"""Files of the demonstration: bytes into the store, then their rows."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.kinds import DOCX, PDF
from evidence.store import Store, new_key
from portal.clock import local_day
from portal.demo.papers import Paper, as_docx, as_pdf
from portal.demo.rows import Rows
from portal.records import StoredFile


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files are staged, and the store that keeps them."""

    incoming: Path
    store: Store

    def keep(
        self,
        rows: Rows,
        paper: Paper,
        name: str,
        in_word: bool,
        owner: uuid.UUID,
        person: uuid.UUID,
        at: datetime,
    ) -> dict[str, object]:
        """Keep a paper as a file of that name (without ending). What the event of its upload says."""
        content = as_docx(paper) if in_word else as_pdf(paper)
        kind = DOCX if in_word else PDF
        key, file_id = new_key(local_day(at)), rows.new_id()
        self.put(content, key)
        said = {
            "name": name + kind.extensions[0],
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        rows.add(
            StoredFile,
            id=file_id,
            organisation_id=owner,
            key=key,
            media_type=kind.media_type,
            uploaded_by=person,
            uploaded_at=at,
            **said,
        )
        return {"file": str(file_id), **said}

    def put(self, content: bytes, key: str) -> None:
        self.incoming.mkdir(parents=True, exist_ok=True)
        staged = self.incoming / f"{uuid.uuid4().hex}.part"
        staged.write_bytes(content)
        self.store.keep(staged, key)
