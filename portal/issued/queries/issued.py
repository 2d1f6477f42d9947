"""Documents that the lead issued under a contract."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import ContractPlace
from portal.records import IssuedDocument, StoredFile


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """What the lead has issued for a requirement."""

    requirement_key: str
    file_id: uuid.UUID
    name: str
    media_type: str
    size: int
    scan: str
    issued_at: datetime


def list_issued(session: Session, place: ContractPlace) -> tuple[IssuedLine, ...]:
    """What the lead has issued, oldest first."""
    rows = session.execute(
        sa.select(
            IssuedDocument.requirement_key,
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.media_type,
            StoredFile.size,
            StoredFile.scan,
            IssuedDocument.issued_at,
        )
        .join(StoredFile, StoredFile.id == IssuedDocument.file_id)
        .where(IssuedDocument.contract_id == place.contract_id)
        .order_by(IssuedDocument.issued_at)
    )
    return tuple(IssuedLine(**row._asdict()) for row in rows)
