"""What the lead has issued for a requirement, as its partner opens it: edition by edition."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import FIRST_EDITION
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.records import IssuedDocument, StoredFile
from portal.standing.queries.submissions import HARMFUL, OPEN


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition. The first is called nothing and counts from the day on which it was issued."""

    file_id: uuid.UUID
    name: str
    size: int
    scan: str
    issued_at: datetime
    edition: int
    title: str
    words: str
    from_on: date | None
    by_on: date | None

    @property
    def is_open(self) -> bool:
        return self.scan in OPEN

    @property
    def is_harmful(self) -> bool:
        return self.scan == HARMFUL


def list_issued(session: Session, place: EngagementPlace, key: str, known: date | None) -> tuple[Issued, ...]:
    """Those that were issued by that evening, the newest first."""
    table, number = IssuedDocument, sa.func.coalesce(IssuedDocument.edition, FIRST_EDITION)
    rows = session.execute(
        sa.select(
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.size,
            StoredFile.scan,
            table.issued_at,
            number.label("edition"),
            sa.func.coalesce(table.title, "").label("title"),
            sa.func.coalesce(table.words, "").label("words"),
            table.from_on,
            table.by_on,
        )
        .join(table, table.file_id == StoredFile.id)
        .where(table.contract_id == place.contract.contract_id, table.requirement_key == key)
        .order_by(number.desc())
    )
    return tuple(
        Issued(**row._asdict()) for row in rows if known is None or local_day(row.issued_at) <= known
    )
