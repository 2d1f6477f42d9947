"""The Word template that an organisation's packs are made with."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.packs.queries.evidence import HELD
from portal.records import PackTemplate, Person, Scan, StoredFile


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """`size` is in bytes; `key` is where the store keeps it."""

    template_id: uuid.UUID
    file_id: uuid.UUID
    key: str
    name: str
    size: int
    sha256: str
    scan: str
    put_by: str
    put_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it may be opened, and used."""
        return self.scan not in HELD

    @property
    def is_harmful(self) -> bool:
        return self.scan == Scan.FOUND.value


def find_template(session: Session, organisation_id: uuid.UUID) -> TemplateLine | None:
    """None where packs are made with our own."""
    row = session.execute(
        sa.select(
            PackTemplate.id.label("template_id"),
            PackTemplate.file_id,
            StoredFile.key,
            StoredFile.name,
            StoredFile.size,
            StoredFile.sha256,
            StoredFile.scan,
            Person.name.label("put_by"),
            PackTemplate.put_at,
        )
        .join(StoredFile, StoredFile.id == PackTemplate.file_id)
        .join(Person, Person.id == PackTemplate.put_by)
        .where(PackTemplate.organisation_id == organisation_id, PackTemplate.ended_at.is_(None))
    ).one_or_none()
    return TemplateLine(**row._asdict()) if row else None
